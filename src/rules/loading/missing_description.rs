//! `missing-description`: no `description`.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::{Fate, Loss};
use crate::rules::quoting;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::text::{Edit, alike, fill};

pub(crate) static RULE: Rule = Rule {
    name: "missing-description",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "No `description`",
        confidence: Confidence::High,
        source: Source::Observed(&["description"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds files without a `description`, or with one that is empty or no text.",
        why: "The model chooses an agent by its description. The host skips a file without one.",
        host: "claude-code",
        bad: "---\nname: reviewer\nDescription: Reviews code\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "Renames the key that was meant to be `description`, or quotes a value that YAML reads as something else than text.",
        further: &[(
            "claude-code",
            &[
                "---\nname: a\ndescription:\n---\n",
                "---\nname: a\ndescription: [Reviews code]\n---\n",
                "---\nname: a\ndescription:\n  - Reviews code\n---\n",
                "---\nname: a\nDescription: d\n---\n",
            ],
        )],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let required = cx.reading.host.field("description").is_some_and(|field| field.required);
    let Some(fences) = cx.document.envelope.fences.filter(|_| required && cx.reading.has_fields()) else { return };
    match cx.reading.field("description") {
        Some(field) => {
            let span = field.value_span.unwrap_or(field.key_span);
            match field.fate {
                Fate::Dropped(Loss::NotText) => {
                    let text = cx.text(span);
                    let message = say(
                        "YAML does not read `{}` as text, so {} finds no `description` and ignores this file.",
                        &[text, cx.host()],
                    );
                    let mut diagnostic = Diagnostic::new(&RULE, span, message).help("Quote the value.");
                    // Quotes at the edge would begin something new.
                    if cx.line(span.start()).start() < span.start() && !text.contains('\n') {
                        let edit = Edit::replace(span, quoting::quoted(text));
                        diagnostic = diagnostic.fix(Fix::safe("Quote the value", [edit]));
                    }
                    found.push(diagnostic);
                }
                Fate::Dropped(Loss::Empty) if field.value.as_ref().is_none_or(String::is_empty) => {
                    let message = fill("The `description` is empty, so {} ignores this file.", &[cx.host()]);
                    found.push(Diagnostic::new(&RULE, span, message).help("Say when the agent is to be used."));
                }
                _ => {}
            }
        }
        None if cx.lacks_space_behind("description") => {}
        None => {
            let near = cx.near_miss("description");
            let message = fill("There is no `description`, so {} ignores this file.", &[cx.host()]);
            let mut diagnostic = Diagnostic::new(&RULE, near.map_or(fences.open, |field| field.key_span), message)
                .help("Add a line `description:` that says when the agent is to be used.");
            if let Some(field) = near {
                let (title, edits) =
                    ("Rename the key to `description`", [Edit::replace(field.key_span, "description")]);
                let sure = alike(&field.key, "description");
                let rename = Fix::new(title, sure, edits);
                diagnostic = diagnostic.help("Keys must be spelled exactly.").fix(rename);
            }
            found.push(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_key_or_value() {
        check(
            "
---
name: é
Descripton: d
^^^^^^^^^^ missing-description
---
",
        );
        check(
            "
---
name: é
description: [é]
             ^^^ missing-description
---
",
        );
    }

    #[test]
    fn quotes_what_is_no_text() {
        fix(
            "missing-description",
            "---\nname: a\ndescription: {x}\n---\n",
            "---\nname: a\ndescription: \"{x}\"\n---\n",
        );
        fix(
            "missing-description",
            "---\nname: a\ndescription: 123\n---\n",
            "---\nname: a\ndescription: \"123\"\n---\n",
        );
    }
}
