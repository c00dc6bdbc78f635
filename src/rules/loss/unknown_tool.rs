//! `unknown-tool`: a tool that the agent can't get.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::host::ToolOutcome;
use crate::reading::{Attempt, Grant, Status, ToolEntry, ToolList};
use crate::rules::mending::TRIED_OUT;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{code, say, take_out, write_instead};
use crate::text::{Edit, Span, alike, nearest};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-tool",
    group: Group::Loss,
    severity: Severity::Warning,
    confidence: Confidence::High,
    enabled: true,
    summary: "A tool that the agent can't get",
    fixable: Fixable::Sometimes,
    source: Source::Observed("tools"),
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        what: "Finds entries of `tools` and `disallowedTools` that name no tool, an older tool that is gone, or one that subagents never get.",
        why: "The entry gives nothing and takes nothing away, and nothing tells. If no entry of `tools` names a tool, the host refuses to start the agent. Names are case-sensitive.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, grep\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Grep\n---\nYou review code.\n",
        fix: "Writes the name of the tool that was meant.",
        further: &[(
            "claude-code",
            &[
                "tools: Read, MultiEdit",
                "tools: Edit, MultiEdit",
                "tools: Read, multiEdit",
                "tools: Read, BashOutput",
                "tools: Read, TodoRead",
                "tools: Read; Grep",
                "tools: Read | Grep",
                "tools: all",
                "tools: Read, all",
                "tools: Read, Raed",
                "tools: bash(git *)",
                "tools: Read, Frobnicate",
                "tools: Read, runCommands",
                "tools: Read, `Grep`",
                "tools: [Read, Grep",
                "tools: Read, \"Grep",
                "tools: '[Read, Grep]'",
                "tools: Read, Bash(git *",
                "tools:\n  -Read\n  -Grep",
                "tools: Read, ExitPlanMode",
                "tools: ExitPlanMode",
                "tools: Frobnicate",
                "tools: Frobnicate, Nicate",
                "disallowedTools: bash, Frobnicate",
            ],
        )],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let before = found.len();
    for (list, gives) in [(&cx.reading.tools, true), (&cx.reading.disallowed, false)] {
        let Some(tools) = list.as_ref().filter(|tools| !tools.has_all()) else { continue };
        for (index, entry) in tools.entries.iter().enumerate() {
            let mut diagnostic = match entry.grant {
                Grant::Unknown => unknown(cx, tools, index),
                Grant::NotForSubagents if gives => {
                    let message = say("Agents never get `{}`.", &[&entry.name]);
                    Diagnostic::new(&RULE, entry.span, message).help("Remove it.").fix(remove(cx, tools, index))
                }
                _ => continue,
            };
            if !gives {
                diagnostic.message.push_str(" This takes nothing away.");
            } else if cx.reading.status == Status::Refused {
                diagnostic.severity = Severity::Error;
                // The whole reason once is enough: it is the same for all of them.
                let (reason, effect) = match found[before..].is_empty() {
                    true => (" As no entry names a tool that it could get, ", " refuses to start the agent."),
                    false => (" ", " refuses the agent for it."),
                };
                diagnostic.message.push_str(&[reason, cx.host(), effect].concat());
            }
            found.push(diagnostic);
        }
    }
}

/// An entry that names no tool: one that is gone, one that is misspelt, or something else.
fn unknown(cx: &Context<'_>, tools: &ToolList, index: usize) -> Diagnostic {
    let host = cx.reading.host;
    let entry = &tools.entries[index];
    let report = |what: &str| Diagnostic::new(&RULE, entry.span, [&code(&entry.text), what].concat());
    let last = index + 1 == tools.entries.len() || cx.document.source[entry.span.end()..].trim_start().starts_with(',');
    if let Some(names) = separated_otherwise(cx, &entry.text, last) {
        return report(" names no tool: only commas and spaces separate tools.")
            .help("Separate them by commas.")
            .fix(Fix::safe("Separate the tools by commas", [Edit::replace(entry.span, names)]));
    }
    if let Some(diagnostic) = odd_mark(cx, tools, index) {
        return diagnostic;
    }
    // The name alone, without its specifier; it can't be found where the value holds escapes.
    let starts = cx.text(entry.span).starts_with(&entry.name);
    let name = starts.then(|| Span::new(entry.span.start(), entry.span.start() + entry.name.len()));
    // Where the host has quoted the values itself, this one may be a comment to other readers.
    let plain = matches!(cx.reading.attempt, Attempt::First(_)) || !cx.text(cx.line(entry.span.start())).contains('#');
    let write = |tool: &str, safe: bool| name.map(|span| write_instead(span, tool, safe && plain));

    // Quotes of another script, and the marks that Markdown puts around code, are part of the name.
    let bare = entry
        .name
        .trim_matches(['`', '“', '”', '‘', '’', '*', '"', '\'', '[', ']', '\u{200b}', '\u{2060}', '\u{feff}']);
    let offered = host.tools.iter().filter(|tool| tool.outcome != ToolOutcome::NotForSubagents);
    let meant = nearest(bare, offered.map(|tool| tool.name)).and_then(|meant| host.tool(meant));
    let exact = meant.is_some_and(|tool| tool.name == entry.name);
    match meant.map(|tool| (tool.name, tool.outcome)) {
        Some((_, ToolOutcome::Gone(new))) => {
            let diagnostic = report(if exact { " is no longer a tool." } else { " names no tool." });
            match new {
                Some(new) if tools.entries.iter().any(|other| other.name == new) => diagnostic
                    .help(say("Remove it: `{}`, which has taken its place, is there already.", &[new]))
                    .fix(remove(cx, tools, index)),
                Some(new) => diagnostic.help(say("`{}` has taken its place.", &[new])).fix(write(new, false)),
                None => diagnostic.help("Remove it.").fix(remove(cx, tools, index)),
            }
        }
        Some((meant, _)) => report(" names no tool.")
            .help(say(
                "Did you mean `{}`{}",
                &[
                    meant,
                    match bare {
                        _ if bare == meant => "? The marks around it count.",
                        _ if bare.eq_ignore_ascii_case(meant) => "? Names are case-sensitive.",
                        _ => "?",
                    },
                ],
            ))
            .fix(write(meant, meant.eq_ignore_ascii_case(bare))),
        None if matches!(entry.name.to_ascii_lowercase().as_str(), "all" | "tools" | "any") => {
            report(" names no tool.").help("Leave `tools` out, or write `\"*\"`, to give all tools.")
        }
        None => match elsewhere(&entry.name) {
            Some(tool) => report(" names no tool.")
                .help(say("Did you mean `{}`? That is the name here.", &[tool]))
                .fix(write(tool, false)),
            None => report(" names no tool.").help("Remove it, or write the name of a tool."),
        },
    }
}

/// An entry that names no tool because of what it begins or ends with: half of a pair, or the dash of a
/// list without a space.
fn odd_mark(cx: &Context<'_>, tools: &ToolList, index: usize) -> Option<Diagnostic> {
    let entry = &tools.entries[index];
    let text = entry.text.as_str();
    let start = entry.span.start();
    let report = |what: &str, help: &str| {
        Diagnostic::new(&RULE, entry.span, [&code(text), " names no tool: ", what].concat()).help(help)
    };
    // An indentation beyond this is not looked at: that would not be linear.
    let dashed = |entry: &ToolEntry| {
        let (line, start) = (cx.line(entry.span.start()).start(), entry.span.start());
        entry.span.len() > 1
            && start - line < 64
            && cx.text(entry.span).starts_with('-')
            && cx.text(Span::new(line, start)).trim_start().is_empty()
    };
    if dashed(entry) {
        // The first carries the fix of them all.
        let first = index < TRIED_OUT && !tools.entries[..index].iter().any(dashed);
        let all = tools.entries.iter().filter(|entry| first && dashed(entry));
        let edits: Vec<Edit> = all.map(|entry| Edit::insert(entry.span.start() + 1, " ")).collect();
        let fix = first.then(|| Fix::safe("Write a space behind each dash", edits));
        let fix = fix.and_then(|fix| cx.if_harmless(fix, |_| true));
        let what = "no space stands behind its dash, so it is no item of a list.";
        return Some(report(what, "Write `- ` before each tool.").fix(fix));
    }
    let pair = [('[', ']'), ('"', '"'), ('\'', '\'')].into_iter().find(|&(mark, _)| text.starts_with(mark));
    // A few entries on it is not looked for any more: that would not be linear.
    let closed = |close| tools.entries[index..].iter().take(8).any(|entry| entry.text.ends_with(close));
    if let Some((mark, _)) = pair.filter(|&(_, close)| !closed(close)) {
        let name = &text[1..];
        // It can't be found where the value holds escapes.
        let edit = cx.text(entry.span).starts_with(mark).then(|| Edit::delete(Span::new(start, start + 1)));
        let known = cx.reading.host.tool(name).is_some();
        let title = ["Remove the `", &text[..1], "`"].concat();
        let fix = edit.map(|edit| if known { Fix::safe(title, [edit]) } else { Fix::suggestion(title, [edit]) });
        let fix = fix.filter(|_| index < TRIED_OUT).and_then(|fix| cx.if_harmless(fix, |_| true));
        let what = ["its `", &text[..1], "` is never closed, so it is part of the name."].concat();
        return Some(report(&what, "Close it, or remove it.").fix(fix));
    }
    if let Some((name, rest)) = text.split_once('(').filter(|(name, rest)| !name.is_empty() && !rest.contains(')')) {
        let fix = Edit::insert(entry.span.end(), ")");
        let whole = !rest.contains(',') && cx.reading.host.tool(name).is_some();
        let fix = whole.then(|| Fix::suggestion("Write `)` behind it", [fix]));
        let help = "Close it behind what belongs to it.";
        return Some(report("its `(` is never closed, so all that follows is part of the name.", help).fix(fix));
    }
    None
}

/// The tool that other hosts call `name`.
fn elsewhere(name: &str) -> Option<&'static str> {
    const NAMES: &[(&str, &str)] = &[
        ("execute", "Bash"),
        ("run_command", "Bash"),
        ("run_commands", "Bash"),
        ("run_in_terminal", "Bash"),
        ("shell", "Bash"),
        ("terminal", "Bash"),
        ("edit_files", "Edit"),
        ("str_replace", "Edit"),
        ("file_search", "Glob"),
        ("list_dir", "Glob"),
        ("codebase", "Grep"),
        ("search", "Grep"),
        ("read_file", "Read"),
        ("view", "Read"),
        ("fetch", "WebFetch"),
        ("web", "WebSearch"),
        ("create_file", "Write"),
        ("write_file", "Write"),
    ];
    let name = name.rsplit('/').next().unwrap_or(name);
    NAMES.iter().find(|(other, _)| alike(name, other)).map(|&(_, tool)| tool)
}

/// Removes an entry with the separator beside it, if nothing but that stands between it and its
/// neighbour. What the host reads stays the same, but the author may have meant another tool.
pub(super) fn remove(cx: &Context<'_>, tools: &ToolList, index: usize) -> Option<Fix> {
    let entry = &tools.entries[index];
    let between = |from: usize, to: usize| {
        let gap = Span::new(from, to.max(from));
        !gap.is_empty() && cx.text(gap).bytes().all(|byte| matches!(byte, b',' | b' '))
    };
    let next = tools.entries.get(index + 1).map(|next| next.span.start());
    let before = index.checked_sub(1).map(|index| tools.entries[index].span.end());
    let span = match (next, before) {
        (Some(next), _) if between(entry.span.end(), next) => Span::new(entry.span.start(), next),
        (_, Some(before)) if between(before, entry.span.start()) => Span::new(before, entry.span.end()),
        _ => return None,
    };
    Some(take_out(span, &entry.text))
}

/// The tools of an entry that are separated by something that separates none for the host.
fn separated_otherwise(cx: &Context<'_>, text: &str, last: bool) -> Option<String> {
    let separators = [';', '|', '\n', '\t', '\r', '\u{3001}', '\u{ff0c}', '\u{a0}', '+'];
    if !text.contains(separators) {
        return None;
    }
    let names: Vec<&str> = text.split(separators).map(str::trim).filter(|name| !name.is_empty()).collect();
    let known = |name: &&str| name.starts_with("mcp__") || cx.reading.host.tool(name).is_some();
    if names.is_empty() || !names.iter().all(known) {
        return None;
    }
    let comma = if text.ends_with(separators) && !last { "," } else { "" };
    Some([&names.join(", "), comma].concat())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix, fix_everything};

    #[test]
    fn marks_the_tool() {
        check(
            "
---
name: é
description: d
tools: Read, é, Bash(é)
             ^ unknown-tool
                    ^^^ ignored-specifier
disallowedTools:
  - grep
    ^^^^ unknown-tool
  - Workflow
---
",
        );
    }

    #[test]
    fn closes_or_removes_what_is_left_open() {
        for (before, after) in [
            ("tools: [Read, Grep", "tools: Read, Grep"),
            ("tools: Read, \"Grep", "tools: Read, Grep"),
            ("tools: Read, Bash(git *", "tools: Read, Bash(git *)"),
            ("tools:\n  - Read\n  - Bash(git *", "tools:\n  - Read\n  - Bash(git *)"),
        ] {
            fix(
                "unknown-tool",
                &format!("---\nname: a\ndescription: d\n{before}\n---\n"),
                &format!("---\nname: a\ndescription: d\n{after}\n---\n"),
            );
        }
        // The quotes that other readers need must not hide that the bracket is open.
        fix_everything(
            "---\nname: a\ndescription: d\ntools: [Read, Grep\n---\n",
            "---\nname: a\ndescription: d\ntools: Read, Grep\n---\n",
        );
        fix_everything(
            "---\nname: a\ndescription: d\ntools:\n  -Read\n  -Grep\n---\n",
            "---\nname: a\ndescription: d\ntools:\n  - Read\n  - Grep\n---\n",
        );
        let open = "---\nname: a\ndescription: d\ntools: [Frob, Read\n---\n";
        fix_everything(open, open);
    }

    #[test]
    fn writes_what_was_meant() {
        fix(
            "unknown-tool",
            "---\nname: a\ndescription: d\ntools: bash(git *), Read\n---\n",
            "---\nname: a\ndescription: d\ntools: Bash(git *), Read\n---\n",
        );
        fix(
            "unknown-tool",
            "---\nname: a\ndescription: d\ntools: [Read, MultiEdit]\n---\n",
            "---\nname: a\ndescription: d\ntools: [Read, Edit]\n---\n",
        );
        fix(
            "unknown-tool",
            "---\nname: a\ndescription: d\ntools: MultiEdit, Edit\n---\n",
            "---\nname: a\ndescription: d\ntools: Edit\n---\n",
        );
        fix(
            "unknown-tool",
            "---\nname: a\ndescription: d\ntools: Read; Grep\n---\n",
            "---\nname: a\ndescription: d\ntools: Read, Grep\n---\n",
        );
    }
}
