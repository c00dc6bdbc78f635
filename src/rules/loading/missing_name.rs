//! `missing-name`: no `name`.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::{Fate, Loss};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::{Edit, alike, fill};

pub(crate) static RULE: Rule = Rule {
    name: "missing-name",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "No `name`",
        confidence: Confidence::High,
        source: Source::Observed(&["name"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds files without a `name`, or with an empty one.",
        why: "A file without a name is taken for documentation: the host skips it and says nothing.",
        host: "claude-code",
        bad: "---\nName: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "Renames the key that was meant to be `name`, if there is one.",
        further: &[("claude-code", &["---\nname:\ndescription: d\n---\n", "---\nNmae: a\ndescription: d\n---\n"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let required = cx.reading.host.field("name").is_some_and(|field| field.required);
    let Some(fences) = cx.document.envelope.fences.filter(|_| required && cx.reading.has_fields()) else { return };
    match cx.reading.field("name") {
        Some(field) if field.fate == Fate::Dropped(Loss::Empty) => {
            let message =
                fill("The `name` is empty, so {} takes this file for documentation and ignores it.", &[cx.host()]);
            found.push(
                Diagnostic::new(&RULE, field.value_span.unwrap_or(field.key_span), message)
                    .help("Write the agent's name: lower-case words with hyphens."),
            );
        }
        Some(_) => {}
        None if cx.lacks_space_behind("name") => {}
        None => {
            let near = cx.near_miss("name");
            let message =
                fill("There is no `name`, so {} takes this file for documentation and ignores it.", &[cx.host()]);
            let mut diagnostic = Diagnostic::new(&RULE, near.map_or(fences.open, |field| field.key_span), message)
                .help(match cx.path.is_some_and(|path| path.contains("plugins/")) {
                    true => "Add a line `name:` with lower-case words and hyphens, or set `host: claude-code-plugin` if this is an agent of a plugin, which needs none.",
                    false => "Add a line `name:` with lower-case words and hyphens.",
                });
            if let Some(field) = near {
                let (title, edits) = ("Rename the key to `name`", [Edit::replace(field.key_span, "name")]);
                let sure = alike(&field.key, "name");
                let rename = Fix::new(title, sure, edits);
                diagnostic = diagnostic.help("Keys must be spelled exactly.").fix(rename);
            }
            found.push(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Settings;
    use crate::host::Host;
    use crate::rules::testing::{check, diagnose_with, fix};

    #[test]
    fn marks_the_key_that_was_meant() {
        check(
            "
---
description: é
Name: a
^^^^ missing-name
---
",
        );
        check(
            "
---
^^^ missing-name
description: é
---
",
        );
        check(
            "
---
name: \"\"
      ^^ missing-name
description: é
---
",
        );
    }

    #[test]
    fn names_the_host_of_plugins() {
        for (path, told) in [("plugins/p/agents/a.md", true), (".claude/agents/a.md", false)] {
            let settings = Settings { path: Some(path), ..Settings::of(Host::ALL[0]) };
            let found = diagnose_with("---\ndescription: d\n---\nx\n", &settings);
            let found =
                found.iter().find(|found| found.rule.name == "missing-name").and_then(|found| found.help.as_ref());
            assert_eq!(found.is_some_and(|help| help.contains("claude-code-plugin")), told, "{path}");
        }
    }

    #[test]
    fn renames_it() {
        fix("missing-name", "---\nNAME: a\ndescription: d\n---\n", "---\nname: a\ndescription: d\n---\n");
    }
}
