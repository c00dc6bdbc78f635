//! `unknown-tool`: a tool that the agent can't get.

use super::rule::{Basis, Context, Fixable, Group, Rule};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::host::ToolOutcome;
use crate::reading::{Grant, Status, ToolEntry};
use crate::rules::support::code;
use crate::text::{Edit, Span, nearest};

pub(super) static RULE: Rule = Rule {
    name: "unknown-tool",
    group: Group::Loss,
    severity: Severity::Warning,
    summary: "A tool that the agent can't get",
    fixable: Fixable::Sometimes,
    basis: Basis::Observed("tools"),
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: super::Docs {
        what: "Finds entries of `tools` and `disallowedTools` that name no tool, an older tool that is gone, or one that subagents never get.",
        why: "The entry gives nothing and takes nothing away, and nothing tells. If no entry of `tools` names a tool, the host refuses to start the agent. Names are case-sensitive.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code\ntools: Read, grep\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code\ntools: Read, Grep\n---\nYou review code.\n",
        fix: "Writes the name of the tool that was meant.",
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let refused = cx.reading.status == Status::Refused;
    let entries = |list: &'static str| match list {
        "tools" => cx.reading.tools.as_ref(),
        _ => cx.reading.disallowed.as_ref(),
    };
    for (list, gives) in [("tools", true), ("disallowedTools", false)] {
        let Some(tools) = entries(list).filter(|tools| !tools.has_all()) else { continue };
        for entry in &tools.entries {
            let not_for_subagents = entry.grant == Grant::NotForSubagents;
            if !(entry.grant == Grant::Unknown || (not_for_subagents && gives)) {
                continue;
            }
            let mut diagnostic = describe(cx, entry, gives);
            if refused && gives {
                diagnostic.severity = Severity::Error;
                diagnostic.message.push_str(" No other entry names one that it could get, so ");
                diagnostic.message.push_str(cx.host());
                diagnostic.message.push_str(" refuses to start the agent.");
            }
            found.push(diagnostic);
        }
    }
}

fn describe(cx: &Context<'_>, entry: &ToolEntry, gives: bool) -> Diagnostic {
    let host = cx.reading.host;
    if entry.grant == Grant::NotForSubagents {
        let message = ["Agents never get ", &code(&entry.name), "."].concat();
        return Diagnostic::new(&RULE, entry.span, message).help("Remove it.");
    }
    let effect = if gives { "" } else { " This takes nothing away." };
    let report = |what: &str| Diagnostic::new(&RULE, entry.span, [&code(&entry.text), what, effect].concat());
    if let Some(names) = parted_otherwise(cx, &entry.text) {
        let edit = Edit::replace(entry.span, names);
        return report(" names no tool: only commas and spaces part tools.")
            .help("Part them by commas.")
            .fix(Fix::safe("Part the tools by commas", [edit]));
    }
    // The name alone, without its specifier.
    let name_span = Span::new(entry.span.start(), (entry.span.start() + entry.name.len()).min(entry.span.end()));
    let rename = (cx.text(name_span) == entry.name).then_some(name_span);
    match host.tool(&entry.name).map(|tool| tool.outcome) {
        Some(ToolOutcome::Gone(Some(new))) => report(" is no longer a tool.")
            .help(["Its place has taken ", &code(new), "."].concat())
            .fix(rename.map(|span| Fix::suggestion(["Write ", &code(new)].concat(), [Edit::replace(span, new)]))),
        Some(ToolOutcome::Gone(None)) => report(" is no longer a tool.").help("Remove it."),
        _ => {
            let current = host.tools.iter().filter(|tool| !matches!(tool.outcome, ToolOutcome::Gone(_) | ToolOutcome::NotForSubagents));
            let meant = nearest(&entry.name, current.map(|tool| tool.name));
            let mut diagnostic = report(" names no tool.");
            if let Some(meant) = meant {
                let same = meant.eq_ignore_ascii_case(&entry.name);
                let title = ["Write ", &code(meant)].concat();
                diagnostic = diagnostic.help(["Did you mean ", &code(meant), "? Names are case-sensitive."].concat());
                if let Some(span) = rename {
                    let edits = [Edit::replace(span, meant)];
                    diagnostic = diagnostic.fix(if same { Fix::safe(title, edits) } else { Fix::suggestion(title, edits) });
                }
            } else if matches!(entry.name.to_ascii_lowercase().as_str(), "all" | "tools" | "any") {
                diagnostic = diagnostic.help("Leave `tools` out, or write `\"*\"`, to give all tools.");
            } else {
                diagnostic = diagnostic.help("Remove it, or write the name of a tool.");
            }
            diagnostic
        }
    }
}

/// The tools of an entry that are parted by something else than the host parts them by.
fn parted_otherwise(cx: &Context<'_>, text: &str) -> Option<String> {
    let separators = [';', '|', '\n', '\t', '\r', '\u{3001}', '\u{ff0c}', '\u{a0}', '+'];
    if !text.contains(separators) {
        return None;
    }
    let names: Vec<&str> = text.split(separators).map(str::trim).filter(|name| !name.is_empty()).collect();
    let known = |name: &&str| name.starts_with("mcp__") || cx.reading.host.tool(name).is_some();
    (!names.is_empty() && names.iter().all(known)).then(|| names.join(", "))
}

#[cfg(test)]
mod tests {

    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_tool() {
        check("
---
name: é
description: d
tools: Read, é, Bash(é)
             ^ unknown-tool
disallowedTools:
  - grep
    ^^^^ unknown-tool
  - Workflow
---
");
    }

    #[test]
    fn writes_what_was_meant() {
        fix("unknown-tool", "---\nname: a\ndescription: d\ntools: bash(git *), Read\n---\n", "---\nname: a\ndescription: d\ntools: Bash(git *), Read\n---\n");
        fix("unknown-tool", "---\nname: a\ndescription: d\ntools: [Read, MultiEdit]\n---\n", "---\nname: a\ndescription: d\ntools: [Read, Edit]\n---\n");
        fix("unknown-tool", "---\nname: a\ndescription: d\ntools: Read; Grep\n---\n", "---\nname: a\ndescription: d\ntools: Read Grep\n---\n");
    }
}
