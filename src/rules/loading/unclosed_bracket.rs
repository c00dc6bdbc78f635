//! `unclosed-bracket`: a `[` or `{` that nothing closes.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::text::Edit;
use crate::yaml::ErrorKind;

pub(crate) static RULE: Rule = Rule {
    name: "unclosed-bracket",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A `[` or `{` that nothing closes",
        confidence: Confidence::High,
        source: Source::Observed(&["yaml-errors"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds a list or mapping in brackets that is not closed.",
        why: "Everything behind the bracket belongs to it, so the YAML parser gives up, and with it the host. (On a line of its own, `key: [text`, the host's second try reads such a value as text.)",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: [Read,\n  Grep\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: [Read,\n  Grep]\n---\nYou review code.\n",
        fix: "Closes the bracket at the end of its line, where that makes the file readable.",
        further: &[("claude-code", &["skills:\n  - {a", "skills:\n  - [a"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    cx.report_yaml(found, &RULE, &[ErrorKind::UnclosedBracket], |error| {
        let open = cx.text(error.span);
        let close = if open == "{" { "}" } else { "]" };
        let line = cx.frontmatter_line(error.span.start());
        let end = line.start() + cx.text(line).trim_end().len();
        let message = say("The bracket `{}` is never closed", &[open]);
        Diagnostic::new(&RULE, error.span, message)
            .help(say("Close it with `{}`, or quote the value if the bracket is part of a text.", &[close]))
            .fix(cx.mend("Close the bracket at the end of the line", vec![Edit::insert(end, close)]))
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_bracket() {
        check(
            "
---
name: é
description: d
skills: [é,
        ^ unclosed-bracket
  b
---
",
        );
    }

    #[test]
    fn closes_it() {
        fix(
            "unclosed-bracket",
            "---\nname: a\ndescription: d\nskills:\n  - [x\n---\n",
            "---\nname: a\ndescription: d\nskills:\n  - [x]\n---\n",
        );
    }
}
