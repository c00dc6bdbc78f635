//! `text-after-quote`: text behind the closing quote of a value.

use crate::diagnostic::{Diagnostic, Severity};
use crate::host::FieldKind;
use crate::rules::quoting;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::code;
use crate::text::{Edit, fill};
use crate::yaml::ErrorKind;

pub(crate) static RULE: Rule = Rule {
    name: "text-after-quote",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "Text behind the closing quote of a value",
        confidence: Confidence::High,
        source: Source::Observed(&["quotes"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds a value that begins with a quote and goes on behind the closing one.",
        why: "In YAML nothing but a comment may follow the closing quote. The parser gives up, and the host's second try leaves alone a value that begins and ends with a quote or holds no special character.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: \"Fast\" code reviews. Use it after every change.\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: '\"Fast\" code reviews. Use it after every change.'\n---\nYou review code.\n",
        fix: "Quotes the whole value in the other kind of quotes.",
        further: &[("claude-code", &["skills:\n  - 'a' b", "tools: 'Read', 'Grep'"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    cx.report_yaml(found, &RULE, &[ErrorKind::TextAfterQuote], |error| {
        let rest = code(cx.text(error.span));
        let message = fill("{} stands behind the closing quote", &[&rest]);
        let fix = cx.line_entry(error.span.start()).and_then(|(key, value)| {
            let text = cx.text(value);
            let names = |kind| matches!(kind, FieldKind::Tools | FieldKind::Names);
            if cx.reading.host.field(key).is_some_and(|field| names(field.kind)) {
                let bare = text.replace(['"', '\''], "");
                return cx.mend("Remove the quotes", vec![Edit::replace(value, bare)]);
            }
            // Quotes around all of it were meant as such; those inside are part of the text.
            let quote = text.chars().next().filter(|&quote| text.len() > 1 && text.ends_with(quote));
            let inner = quote.and_then(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
            cx.mend("Quote the whole value", vec![Edit::replace(value, quoting::quoted(inner.unwrap_or(text)))])
        });
        Diagnostic::new(&RULE, error.span, message).help("Quote the whole value, or remove the inner quotes.").fix(fix)
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_text_behind() {
        check(
            r#"
---
name: é
description: "é" and more
                 ^^^^^^^^ text-after-quote
model: 'b' c
           ^ text-after-quote
---
"#,
        );
    }

    #[test]
    fn takes_the_quotes_off_a_list() {
        fix(
            "text-after-quote",
            "---\nname: a\ndescription: d\ntools: \"Read\", \"Grep\"\n---\n",
            "---\nname: a\ndescription: d\ntools: Read, Grep\n---\n",
        );
    }

    #[test]
    fn quotes_the_whole() {
        fix(
            "text-after-quote",
            "---\nname: a\ndescription: \"all \"of\" it\"\n---\n",
            "---\nname: a\ndescription: 'all \"of\" it'\n---\n",
        );
        fix(
            "text-after-quote",
            "---\nname: a\ndescription: \"x\" y\n---\n",
            "---\nname: a\ndescription: '\"x\" y'\n---\n",
        );
    }
}
