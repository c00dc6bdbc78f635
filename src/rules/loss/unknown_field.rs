//! `unknown-field`: a field that the host does not know.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::{Fate, Field, Status};
use crate::rules::mending::TRIED_OUT;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::text::{Edit, alike, nearest};
use std::collections::BTreeMap;

pub(crate) static RULE: Rule = Rule {
    name: "unknown-field",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A misspelt field, or a setting that the host does not know",
        confidence: Confidence::High,
        source: Source::Observed(&["fields"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds fields that are spelt like one that the host knows, that other kinds of files call otherwise, or that are settings elsewhere.",
        why: "Their values have no effect. A misspelt `tools` leaves the agent with all of them.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nallowed-tools: Read, Grep\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Grep\n---\nYou review code.\n",
        fix: "Renames the field to the one that was meant, if that is not there already.",
        further: &[(
            "claude-code",
            &[
                "tool: Read",
                "allowed-tools: Read",
                "Model: opus",
                "modle: a\nmodell: b",
                "temperature: 1",
                "max-steps: 4",
                "permissions: {deny: [Bash(rm *)]}",
                "when_to_use: x",
                "model: opus\nmodell: b",
                "tool: Read\nallowed-tools: Read",
                "modle: y\nskills:\n  - @a",
            ],
        )],
    },
    check,
};

/// What to do with rules about tools. Of those that have a specifier, `tools` and `disallowedTools` would take
/// only the tool.
const PERMISSIONS: &str = "Write the tools that it may have into `tools`, or those that it may not into `disallowedTools`. Rules such as `Bash(git *)` work only in the settings (`.claude/settings.json`).";

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (host, broken) = (cx.reading.host, cx.reading.tree().is_none());
    let mut tries = 0;
    let taken: Vec<&str> =
        host.fields.iter().map(|field| field.name).filter(|name| cx.reading.field(name).is_some()).collect();
    // Of a frontmatter that can't be parsed it is not known which lines are fields at all.
    let promises =
        |(field, meant): &(&Field, Option<&str>)| meant.is_some() || (!broken && is_setting_elsewhere(&field.key));
    let unknown: Vec<(&Field, Option<&str>)> =
        unknown_fields(cx).map(|field| (field, meant_by(cx, field))).filter(promises).collect();
    let mut wanted: BTreeMap<String, usize> = BTreeMap::new();
    for meant in unknown.iter().filter_map(|(_, meant)| *meant) {
        let before = wanted.get(meant).copied().unwrap_or_default();
        wanted.insert(meant.to_owned(), before + 1);
    }
    for (field, meant) in unknown {
        // Of several that may be meant none is renamed: the others would be lost.
        let free = meant.filter(|meant| !taken.contains(meant) && wanted.get(*meant) == Some(&1));
        // A field without which the file is ignored has a rule of its own.
        if cx.reading.status == Status::Ignored && !broken && matches!(free, Some("name" | "description")) {
            continue;
        }
        let mut message = say("{} does not know the field `{}`", &[cx.host(), &field.key]);
        let mut diagnostic = match meant {
            Some("tools") if !taken.contains(&"tools") => {
                message.push_str(": the agent gets all tools.");
                Diagnostic::new(&RULE, field.key_span, message)
            }
            _ => {
                message.push_str(", so it has no effect.");
                Diagnostic::new(&RULE, field.key_span, message)
            }
        };
        // Fields that the host ignores for agents of this kind are no advice.
        let instead = setting(&field.key).filter(|name| host.field(name).is_some_and(|field| field.applies));
        let is_list = field.value_span.is_some_and(|span| cx.text(span).contains([' ', '\n', ',', '(', '[']));
        let key_letters = field.key.strip_suffix('s').unwrap_or(&field.key);
        let help = match (meant, instead) {
            (Some(meant), _) if synonym(&field.key).is_some() && taken.contains(&meant) => {
                say("Put it into `{}`, which is there already.", &[meant])
            }
            (Some(meant), _) if taken.contains(&meant) => {
                say("Did you mean `{}`? That is there already, so remove one of them.", &[meant])
            }
            (Some(meant), _) => say("Did you mean `{}`?", &[meant]),
            // Modes are single words; rules are lists of tools.
            (None, _) if is_list && alike(key_letters, "permission") => PERMISSIONS.to_owned(),
            (None, Some(name)) => say("Remove it, or see if `{}` does what you want.", &[name]),
            (None, None) => say("Remove it: {} has no such setting for agents.", &[cx.host()]),
        };
        diagnostic = diagnostic.help(help);
        if let Some(meant) = free.filter(|_| tries < TRIED_OUT) {
            tries += 1;
            let title = say("Rename it to `{}`", &[meant]);
            let edits = [Edit::replace(field.key_span, meant)];
            // What grants so much is not to be put in force in passing.
            let grants = meant == "permissionMode" && field.value.as_deref() == Some("bypassPermissions");
            let sure = !grants && (alike(&field.key, meant) || synonym(&field.key).is_some());
            let rename = Fix::new(title, sure, edits);
            diagnostic = diagnostic.fix(cx.if_harmless(rename, |_| true));
        }
        found.push(diagnostic);
    }
}

/// The fields that the host does not know, also those of a frontmatter that it can't parse.
pub(super) fn unknown_fields<'a>(cx: &Context<'a>) -> impl Iterator<Item = &'a Field> {
    let (host, broken) = (cx.reading.host, cx.reading.tree().is_none());
    cx.reading.fields.iter().filter(move |field| {
        // One that lacks a space has a rule of its own.
        let unknown = field.fate == Fate::Unknown && cx.unspaced_key(field).is_none();
        unknown || (broken && host.field(&field.key).is_none() && !field.key.contains(' '))
    })
}

/// The field that was meant by an unknown one.
pub(super) fn meant_by(cx: &Context<'_>, field: &Field) -> Option<&'static str> {
    meant(&field.key, cx.reading.host.fields.iter().filter(|field| field.applies).map(|field| field.name))
}

/// Whether the key is a setting of other kinds of agents, commands or skills, so that who writes it
/// expects that something comes of it.
pub(super) fn is_setting_elsewhere(key: &str) -> bool {
    setting(key).is_some()
}

/// What is known of such a setting: the field that does the like here, or nothing.
fn setting(key: &str) -> Option<&'static str> {
    const SETTINGS: &[(&str, &str)] = &[
        ("alwaysApply", ""),
        ("applyTo", ""),
        ("argument-hint", ""),
        ("disable-model-invocation", ""),
        ("globs", ""),
        ("glob-patterns", ""),
        ("handoffs", ""),
        ("max-context-tokens", ""),
        ("max-steps", "maxTurns"),
        ("max-tokens", ""),
        ("mode", "permissionMode"),
        ("permission", "permissionMode"),
        ("permissions", "permissionMode"),
        ("readonly", "tools"),
        ("required-skills", "skills"),
        ("steps", "maxTurns"),
        ("subagents", ""),
        ("temperature", ""),
        ("thinking", "effort"),
        ("timeout", ""),
        ("top-p", ""),
        ("trigger-mode", ""),
        ("triggers", "description"),
        ("user-invocable", ""),
    ];
    SETTINGS.iter().find(|(setting, _)| alike(key, setting)).map(|&(_, field)| field)
}

/// The field that was meant, by its spelling or because other tools call it so.
fn meant<'f>(key: &str, fields: impl Iterator<Item = &'f str>) -> Option<&'f str> {
    match synonym(key) {
        None if key != "mode" => nearest(key, fields),
        synonym => synonym,
    }
}

/// The field that other kinds of files call `key`.
fn synonym(key: &str) -> Option<&'static str> {
    const SYNONYMS: &[(&str, &str)] = &[
        ("allowed-tools", "tools"),
        ("denied-tools", "disallowedTools"),
        ("desc", "description"),
        ("disabled-tools", "disallowedTools"),
        ("excluded-tools", "disallowedTools"),
        ("when-to-use", "description"),
    ];
    SYNONYMS.iter().find(|(other, _)| alike(key, other)).map(|&(_, field)| field)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, diagnose, fix, fix_everything};

    #[test]
    fn marks_the_key() {
        check(
            "
---
name: é
description: d
temperature: é
^^^^^^^^^^^ unknown-field
---
",
        );
    }

    #[test]
    fn renames_what_was_meant() {
        fix(
            "unknown-field",
            "---\nname: a\ndescription: d\nallowed-tools: Read\n---\n",
            "---\nname: a\ndescription: d\ntools: Read\n---\n",
        );
        fix(
            "unknown-field",
            "---\nname: a\ndescription: d\nmodle: opus\n---\n",
            "---\nname: a\ndescription: d\nmodel: opus\n---\n",
        );
        fix("unknown-field", "---\nname: a\ndescription: d\nmodle: x\nmodel: y\n---\n", "no fix");
    }

    #[test]
    fn says_what_to_do() {
        for (line, help) in [
            ("temperature: 1", "Remove it: Claude Code has no such setting for agents."),
            ("permissions: x", "Remove it, or see if `permissionMode` does what you want."),
            ("permissions:\n  allow: [Read]", super::PERMISSIONS),
            ("readonly: true", "Remove it, or see if `tools` does what you want."),
            ("excludedTools: Bash", "Did you mean `disallowedTools`?"),
            ("when_to_use: x", "Put it into `description`, which is there already."),
        ] {
            let found = diagnose(&format!("---\nname: a\ndescription: d\n{line}\n---\nx\n"), "claude-code");
            let found = found.iter().find(|diagnostic| diagnostic.rule.name == "unknown-field");
            assert_eq!(found.and_then(|found| found.help.as_deref()), Some(help), "{line}");
        }
    }

    #[test]
    fn takes_no_tool_away() {
        fix("unknown-field", "---\nname: a\ndescription: d\ntools: Read\nDisallowed_Tools: Read\n---\n", "no fix");
    }

    #[test]
    fn grants_nothing_in_passing() {
        let file = "---\nname: a\ndescription: d\nPermissionMode: bypassPermissions\n---\n";
        fix("unknown-field", file, &file.replace("PermissionMode", "permissionMode"));
        fix_everything(file, file);
    }
}
