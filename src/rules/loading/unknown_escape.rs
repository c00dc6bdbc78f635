//! `unknown-escape`: a backslash in double quotes that YAML does not know.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::code;
use crate::text::{Edit, fill};
use crate::yaml::ErrorKind;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-escape",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A backslash in double quotes that YAML does not know",
        confidence: Confidence::High,
        source: Source::Observed(&["quotes"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds backslash sequences in double quotes that YAML does not define, such as `\\d` or `\\w`.",
        why: "In double quotes a backslash begins an escape. The parser gives up on one that it does not know, and with it the host.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: \"Use it to find \\d+\"\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: \"Use it to find \\\\d+\"\n---\nYou review code.\n",
        fix: "Doubles the backslash, so that it stands for itself.",
        further: &[],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    cx.report_yaml(found, &RULE, &[ErrorKind::UnknownEscape], |error| {
        let escape = code(cx.text(error.span));
        let message = fill("YAML knows no escape {}", &[&escape]);
        Diagnostic::new(&RULE, error.span, message)
            .help("Write `\\\\` for a backslash, or use single quotes.")
            .fix(cx.mend("Double the backslash", vec![Edit::insert(error.span.start(), "\\")]))
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_escape() {
        check(
            r#"
---
name: é
description: "é \d and \w"
                ^^ unknown-escape
                       ^^ unknown-escape
---
"#,
        );
    }

    #[test]
    fn doubles_the_backslash() {
        fix(
            "unknown-escape",
            "---\nname: a\ndescription: \"\\d\"\n---\n",
            "---\nname: a\ndescription: \"\\\\d\"\n---\n",
        );
    }
}
