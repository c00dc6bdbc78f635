//! `undefined-alias`: a `*word` that YAML takes for an alias.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::quoting;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::code;
use crate::text::{Edit, fill};
use crate::yaml::ErrorKind;

pub(crate) static RULE: Rule = Rule {
    name: "undefined-alias",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A `*word` that YAML takes for an alias",
        confidence: Confidence::High,
        source: Source::Observed(&["yaml-errors"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds text that begins with `*`, such as `**bold**`, where YAML expects a reference to an anchor (`&word`) that does not exist.",
        why: "The YAML parser gives up, and with it the host. This often is a line of the prompt that slipped into the frontmatter.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n**Experience**: ten years\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\n**Experience**: ten years\n\nYou review code.\n",
        fix: "Quotes the value, where the alias is one.",
        further: &[("claude-code", &["skills:\n  - *a"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    cx.report_yaml(found, &RULE, &[ErrorKind::UnresolvedAlias], |error| {
        let alias = code(cx.text(error.span));
        let message = fill("{} is read as a YAML alias, but no such anchor is defined", &[&alias]);
        let fix = cx
            .line_entry(error.span.start())
            .filter(|(key, value)| key.is_empty() || value.start == error.span.start)
            .and_then(|(_, value)| {
                cx.mend("Quote the value", vec![Edit::replace(value, quoting::quoted(cx.text(value)))])
            });
        Diagnostic::new(&RULE, error.span, message)
            .help("In YAML a leading `*` makes an alias. Quote the text, or move the line below the closing `---`.")
            .fix(fix)
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_alias() {
        check(
            "
---
name: é
description: d
**é**: bold
^^^^^^ undefined-alias
---
",
        );
    }

    #[test]
    fn quotes_a_value() {
        fix(
            "undefined-alias",
            "---\nname: a\ndescription: d\nmetadata:\n  note: *x\n---\n",
            "---\nname: a\ndescription: d\nmetadata:\n  note: \"*x\"\n---\n",
        );
    }
}
