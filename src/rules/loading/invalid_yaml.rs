//! `invalid-yaml`: frontmatter that is not YAML for another reason.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::code;
use crate::text::fill;
use crate::yaml::ErrorKind;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-yaml",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "Frontmatter that is no YAML for another reason",
        confidence: Confidence::High,
        source: Source::Observed(&["yaml-errors"]),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Reports what the YAML parser refuses and no other rule explains.",
        why: "Frontmatter that does not parse makes the host skip the file, or in a plugin lose its fields.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: |\n    Use it to review code\n  and tests\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: |\n    Use it to review code\n    and tests\n---\nYou review code.\n",
        fix: "There is none: what was meant can't be told.",
        further: &[
            (
                "claude-code",
                &[
                    "skills:\n  - ]",
                    "skills:\n  - [a] b",
                    "skills:\n  - @a",
                    "initialPrompt: |x\n  a",
                    "initialPrompt: a\0b",
                    "skills:\n  - !<a b",
                    "%TAG x",
                    "skills:\n  - [\"a\" \"b\"]",
                    "skills:\n  - {a: b}: [c, }",
                    "skills:\n  - &a &b c",
                    "skills:\n  - [a,, b]",
                ],
            ),
            ("claude-code-plugin", &["skills:\n  - @a"]),
        ],
    },
    check,
};

/// The kinds of errors that have no rule of their own.
const KINDS: &[ErrorKind] = &[
    ErrorKind::UnmatchedBracket,
    ErrorKind::TextAfterBracket,
    ErrorKind::BadIndentation,
    ErrorKind::ReservedStart,
    ErrorKind::BadBlockHeader,
    ErrorKind::BadCharacter,
    ErrorKind::BadProperty,
    ErrorKind::BadDirective,
    ErrorKind::MissingComma,
    ErrorKind::Unexpected,
];

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    cx.report_yaml(found, &RULE, KINDS, |error| {
        let text = cx.text(error.span);
        let (what, help) = explain(error.kind);
        let subject = if text.trim().is_empty() && text.len() != 1 { "Something".to_owned() } else { code(text) };
        let message = fill("{} {}", &[&subject, what]);
        Diagnostic::new(&RULE, error.span, message).help(help)
    });
}

fn explain(kind: ErrorKind) -> (&'static str, &'static str) {
    match kind {
        ErrorKind::UnmatchedBracket => ("closes a bracket that is not open", "Remove it, or quote the value."),
        ErrorKind::TextAfterBracket => ("stands behind a closing bracket", "Quote the whole value."),
        ErrorKind::BadIndentation => ("is indented differently from the lines around it", "Indent it like them."),
        ErrorKind::ReservedStart => ("is a character that no unquoted value may start with", "Quote the value."),
        ErrorKind::BadBlockHeader => ("makes no sense behind `|` or `>`", "Begin the text on the next line, indented."),
        ErrorKind::BadCharacter => ("is a character that YAML forbids", "Remove it."),
        ErrorKind::BadProperty => ("is not a tag or anchor", "Quote the value if it is text."),
        ErrorKind::BadDirective => ("is not a valid YAML directive", "Remove the line."),
        ErrorKind::MissingComma => ("is not separated by a comma from the item before it", "Put a comma between them."),
        _ => ("can't stand here in YAML", "Quote the value if it is text."),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_what_is_refused() {
        check(
            "
---
name: é
description: |é
              ^ invalid-yaml
  d
model: x
---
",
        );
    }
}
