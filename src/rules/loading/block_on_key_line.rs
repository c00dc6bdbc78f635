//! `block-on-key-line`: a list item or `?` on the line of its key.

use crate::diagnostic::{Diagnostic, Severity};
use crate::host::FieldKind;
use crate::rules::quoting;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::Edit;
use crate::yaml::ErrorKind;

pub(crate) static RULE: Rule = Rule {
    name: "block-on-key-line",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A list item or `?` on the line of its key",
        confidence: Confidence::High,
        source: Source::Observed(&["yaml-errors"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds `key: - item` and `key: ? item`: a block collection that begins on the line of its key.",
        why: "YAML lets a block list begin only on a line of its own, so the parser gives up, and with it the host.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: - Read\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read\n---\nYou review code.\n",
        fix: "Removes the dash where the field takes a list of words, else quotes the value.",
        further: &[("claude-code", &["skills: ? a"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    cx.report_yaml(found, &RULE, &[ErrorKind::BlockOnKeyLine], |error| {
        let message = "A list can't begin on the line of its key";
        let mut diagnostic = Diagnostic::new(&RULE, error.span, message)
            .help("Put each item on a line of its own, or quote the value if the dash belongs to it.");
        if let Some((key, value)) = cx.line_entry(error.span.start()) {
            let text = cx.text(value);
            let takes_words = cx
                .reading
                .host
                .field(key)
                .is_some_and(|field| matches!(field.kind, FieldKind::Tools | FieldKind::Names));
            let (title, insert) = match text.strip_prefix("- ").filter(|_| takes_words) {
                Some(item) => ("Remove the dash", item.trim_start().to_owned()),
                None => ("Quote the value", quoting::quoted(text)),
            };
            diagnostic = diagnostic.fix(cx.mend(title, vec![Edit::replace(value, insert)]));
        }
        diagnostic
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_dash() {
        check(
            "
---
name: é
description: - d
             ^ block-on-key-line
---
",
        );
    }

    #[test]
    fn quotes_or_removes() {
        fix("block-on-key-line", "---\nname: a\ndescription: - d\n---\n", "---\nname: a\ndescription: \"- d\"\n---\n");
        fix(
            "block-on-key-line",
            "---\nname: a\ndescription: d\ntools: - Read\n---\n",
            "---\nname: a\ndescription: d\ntools: Read\n---\n",
        );
    }
}
