//! `not-strict-yaml`: frontmatter that strict YAML parsers refuse.

use crate::diagnostic::{Diagnostic, Severity};
use crate::document::strict_error;
use crate::host::FieldKind;
use crate::reading::{Attempt, Field};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::text_of;
use crate::text::{Span, fill};

pub(crate) static RULE: Rule = Rule {
    name: "not-strict-yaml",
    group: Group::Portability,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "Frontmatter that strict YAML parsers refuse",
        confidence: Confidence::High,
        source: Source::Observed(&["second-try"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds frontmatter that the host reads but a strict YAML parser (that of GitHub Copilot CLI and Goose) refuses. Its own message is shown.",
        why: "The host mends such a frontmatter in a second try. Linters, editors and other hosts don't: to them the file is broken.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Use it when: code changes\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: \"Use it when: code changes\"\n---\nYou review code.\n",
        fix: "Quotes each value that needs it, or makes a block of a long one. What the host reads stays the same. It is a guess where that would hide a bracket that is not closed.",
        further: &[("claude-code", &[": x", "color: a\tb: c", "model: *a", "x: {a: b,, c}"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if cx.reading.agent.is_none() || cx.reading.tree().is_none() {
        return;
    }
    let Some(error) = strict_error(cx.document) else { return };
    let span = match (&cx.document.frontmatter, &cx.reading.attempt) {
        (Some(tree), Attempt::Second(_)) => tree.errors.first().map(|error| error.span),
        _ => None,
    };
    let at = error.at.min(cx.document.source.len());
    let width = cx.document.source[at..].chars().next().map_or(0, char::len_utf8);
    let span = span.unwrap_or(Span::new(at, at + width));
    let second = matches!(cx.reading.attempt, Attempt::Second(_));
    let how =
        if second { " can read this frontmatter only after adding quotes itself" } else { " reads this frontmatter" };
    let message =
        fill("{}{}; strict YAML parsers refuse it: `{}`.", &[cx.host(), how, &error.message.replace('`', "'")]);
    let mut diagnostic = Diagnostic::new(&RULE, span, message);
    if second {
        let comments = cx.quoted_comments();
        let mut fix = cx.make_strict("Quote what strict parsers refuse", &comments);
        // What the host took for part of a value would become a comment again.
        let changes = comments.iter().any(|(field, _)| cx.reading.host.field(&field.key).is_some())
            || cx.reading.fields.iter().any(|field| seals_list(cx, field));
        fix.iter_mut().for_each(|fix| fix.safe = !changes);
        diagnostic = diagnostic.help("Quote the value so that other tools can read the file, too.").fix(fix);
    }
    found.push(diagnostic);
}

/// Whether `field` is a list whose bracket is not closed: quotes around it would hide that.
fn seals_list(cx: &Context<'_>, field: &Field) -> bool {
    let kind = cx.reading.host.field(&field.key).map(|spec| spec.kind);
    matches!(kind, Some(FieldKind::Tools | FieldKind::Names))
        && field.value_span.is_some_and(|span| cx.text(span).starts_with(['[', '{']))
        && field.node.zip(cx.reading.tree()).is_some_and(|(node, tree)| text_of(tree, node).is_some())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix, fix_everything};

    #[test]
    fn marks_what_strict_parsers_refuse() {
        check(
            "
---
name: é
description: é: when é: so
              ^ not-strict-yaml
---
",
        );
    }

    #[test]
    fn quotes_all_that_the_host_quotes() {
        fix(
            "not-strict-yaml",
            "---\nname: a\ndescription: Say \"x\": now # y\ncolor: *red\n---\n",
            "---\nname: a\ndescription: 'Say \"x\": now # y'\ncolor: \"*red\"\n---\n",
        );
        fix(
            "not-strict-yaml",
            "---\nname: a\ndescription: \u{a0}Use it: now\n---\n",
            "---\nname: a\ndescription: \"Use it: now\"\n---\n",
        );
        let long = "word: ".repeat(20);
        let long = long.trim_end();
        fix_everything(
            &format!("---\r\nname: a\r\ndescription: \"{long}\"\r\n---\r\n"),
            &format!("---\r\nname: a\r\ndescription: \"{long}\"\r\n---\r\n"),
        );
        fix_everything(
            &format!("---\nname: a\ndescription: {long}\nmodel: opus\n---\n"),
            &format!("---\nname: a\ndescription: >-\n  {long}\nmodel: opus\n---\n"),
        );
    }
}
