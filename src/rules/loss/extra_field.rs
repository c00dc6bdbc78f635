//! `extra-field`: a field that is there for other readers.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::loss::unknown_field::{is_setting_elsewhere, meant_by, unknown_fields};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::text::alike;

pub(crate) static RULE: Rule = Rule {
    name: "extra-field",
    group: Group::Loss,
    severity: Severity::Info,
    confidence: Confidence::High,
    enabled: true,
    summary: "A field that the host does not know and that is no mistake for another",
    fixable: Fixable::Never,
    source: Source::Observed("fields"),
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        what: "Finds fields that the host does not know and that look like none that it does: `expertise`, `role`, `priority`. What people keep for lists of agents (`version`, `author`, `tags` and the like) is left alone.",
        why: "The host does nothing with them and tells nobody; neither the agent nor the model that chooses it gets to see them. That is fine for what a catalogue or a script reads, and not for what the agent should know.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nexpertise: Rust, databases\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code. You know Rust and databases well.\n",
        fix: "None: who else reads the field is not known.",
        further: &[],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // Of a frontmatter that can't be parsed it is not known which lines are fields at all.
    if cx.reading.tree().is_none() {
        return;
    }
    for field in unknown_fields(cx) {
        if meant_by(cx, field).is_none() && !is_setting_elsewhere(&field.key) && !is_catalogue_data(&field.key) {
            let message =
                say("{} does not know `{}`; only other programs can make use of it.", &[cx.host(), &field.key]);
            let help = "If the agent should know it, write it into the prompt.";
            found.push(Diagnostic::new(&RULE, field.key_span, message).help(help));
        }
    }
}

/// Whether the key is one that people keep for lists of agents: nobody expects the agent to read it.
fn is_catalogue_data(key: &str) -> bool {
    const KEYS: &[&str] = &[
        "author",
        "authors",
        "category",
        "contributors",
        "copyright",
        "created",
        "created-at",
        "date",
        "emoji",
        "homepage",
        "icon",
        "id",
        "keywords",
        "last-updated",
        "layout",
        "license",
        "locale",
        "maintainer",
        "metadata",
        "repository",
        "source",
        "source-commit",
        "source-locale",
        "tags",
        "title",
        "translation-date",
        "translator",
        "type",
        "updated",
        "updated-at",
        "url",
        "version",
    ];
    KEYS.iter().any(|known| alike(key, known))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_key() {
        check(
            "
---
name: é
description: d
expertise: é
^^^^^^^^^ extra-field
modle: opus
^^^^^ unknown-field
created_at: é
---
",
        );
    }
}
