//! `duplicate-key`: a field that is written twice.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::{Attempt, Fate};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::text::{Edit, Span};
use std::collections::BTreeMap;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-key",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A field that is written twice",
        confidence: Confidence::High,
        source: Source::Observed(&["envelope"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds fields that a later one of the same name replaces.",
        why: "The host takes the last one and drops the others without a word. Strict YAML parsers refuse the file.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nmodel: opus\nmodel: haiku\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nmodel: haiku\n---\nYou review code.\n",
        fix: "Removes the field that is not read, if it stands on one line.",
        further: &[("claude-code", &["model: opus\ndescription: e", "skills:\n  - a\nskills:\n  - b"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let fields = &cx.reading.fields;
    let mut winners: BTreeMap<String, usize> = BTreeMap::new();
    if fields.iter().any(|field| field.fate == Fate::Replaced) {
        for (index, field) in fields.iter().enumerate().filter(|(_, field)| field.fate != Fate::Replaced) {
            winners.insert(field.key.clone(), index);
        }
    }
    for field in fields.iter().filter(|field| field.fate == Fate::Replaced) {
        let line = cx.line(field.key_span.start());
        let end = field.value_span.unwrap_or(field.key_span).end;
        let whole = cx.text(Span::new(line.start(), field.key_span.start())).trim().is_empty() && end <= line.end;
        // A tag or an anchor can stand below its key.
        let next = cx.whole_line(line.start()).end();
        let whole = whole && !cx.document.source[next..].starts_with([' ', '\t']);
        // A lone carriage return ends a line for YAML.
        let whole = whole && !cx.text(line).contains('\r');
        // Any line can be what makes the host quote the others.
        let whole = whole && matches!(cx.reading.attempt, Attempt::First(_));
        let fix = whole.then(|| {
            let edits = [Edit::delete(cx.whole_line(line.start()))];
            let title = "Remove the line that is not read";
            match cx.text(line).contains(" #") {
                true => Fix::suggestion(title, edits),
                false => Fix::safe(title, edits),
            }
        });
        let message = say("A later `{}` replaces this one.", &[&field.key]);
        let mut diagnostic = Diagnostic::new(&RULE, field.key_span, message).help("Keep one of them.").fix(fix);
        if let Some(&winner) = winners.get(&field.key) {
            diagnostic = diagnostic.related(fields[winner].key_span, "this one counts");
        }
        found.push(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_one_that_is_lost() {
        check(
            "
---
name: é
^^^^ duplicate-key
name: b
description: d
---
",
        );
    }

    #[test]
    fn removes_it() {
        fix("duplicate-key", "---\nname: a\ndescription: x\nname: b\n---\n", "---\ndescription: x\nname: b\n---\n");
    }
}
