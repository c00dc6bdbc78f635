//! `ignored-specifier`: a part in parentheses that limits nothing.

use crate::diagnostic::{Diagnostic, Fix, Related, Severity};
use crate::reading::{Grant, ToolEntry, ToolList};
use crate::rules::loss::unknown_tool::removals;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{Specifier, say, take_out};
use crate::text::{Edit, Names};

pub(crate) static RULE: Rule = Rule {
    name: "ignored-specifier",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A part in parentheses behind a tool that limits nothing",
        confidence: Confidence::High,
        source: Source::Observed(&["specifiers"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds entries of `tools` with something in parentheses behind the tool, as in permission rules. The first entry of each tool is reported, and those behind it are pointed to.",
        why: "In `tools` the host looks at the name alone: `Bash(git *)` hands over the whole `Bash` tool, and neither limits nor allows any command. `Agent(a, b)` limits which agents may be started only when the agent is the session's own (`claude --agent`), not when it is started by another.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Bash(git *)\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Bash\n---\nYou review code.\n",
        fix: "Removes the part in parentheses; of several entries of a tool one is left. To limit the commands, use permission rules in the settings, or a `PreToolUse` hook.",
        further: &[("claude-code", &["tools: Agent(reviewer), Read", "tools: Bash(git *), Read, Bash(ls *)"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(tools) = &cx.reading.tools else { return };
    let granted = cx.reading.agent.as_ref().and_then(|agent| agent.tools_granted.as_deref());
    let granted: Option<Names> = granted.map(|granted| granted.iter().map(String::as_str).collect());
    let granted = granted.as_ref();
    let before = found.len();
    // The tools that have a finding, in the order of the findings.
    let mut told: Vec<(&str, Vec<usize>)> = Vec::new();
    for (index, entry) in tools.entries.iter().enumerate() {
        let Some(Specifier { tool, text, span, exact }) = cx.specifier(entry) else { continue };
        // Of a tool that is denied the agent gets nothing, which has rules of its own.
        if granted.is_some_and(|granted| !granted.contains(tool)) || cx.suppressions.hide(&RULE, span) {
            continue;
        }
        if let Some(at) = told.iter().position(|(other, _)| *other == tool) {
            told[at].1.push(index);
            let first = &mut found[before + at];
            first.related.push(Related { span, message: "nor does this".to_owned() });
            continue;
        }
        told.push((tool, vec![index]));
        if tool == "Agent" {
            let message = say("`{}` limits nothing when another agent starts this one.", &[text]);
            found.push(
                Diagnostic { severity: Severity::Info, ..Diagnostic::new(&RULE, span, message) }
                    .help("It counts only where the agent is the session's own. If that is not meant, leave it out."),
            );
            continue;
        }
        let message =
            say("The agent gets the whole `{}` tool: `{}` neither limits nor allows anything here.", &[tool, text]);
        let fix = exact.then(|| take_out(span, text));
        found.push(
            Diagnostic::new(&RULE, span, message)
                .help("Leave it out, and limit the tool by permission rules in the settings or by a `PreToolUse` hook.")
                .fix(fix),
        );
    }
    for (at, (tool, indices)) in told.iter().enumerate().filter(|(_, (tool, _))| *tool != "Agent") {
        if let Some(fix) = once(cx, tools, tool, indices) {
            found[before + at].fixes = vec![fix];
        }
    }
}

/// The fix that leaves one entry of `tool`, which has several, without what stands in parentheses.
fn once(cx: &Context<'_>, tools: &ToolList, tool: &str, indices: &[usize]) -> Option<Fix> {
    let is_tool = |entry: &ToolEntry| matches!(entry.grant, Grant::Tool(name) | Grant::Depends(name) if name == tool);
    let plain = tools.entries.iter().any(|entry| is_tool(entry) && cx.specifier(entry).is_none());
    if indices.len() == 1 && !plain {
        return None;
    }
    let kept = &tools.entries[indices[0]];
    let specifier = cx.specifier(kept).filter(|specifier| specifier.exact && !plain);
    let gone = if plain { indices } else { &indices[1..] };
    let mut edits = removals(cx, tools, gone)?;
    match specifier {
        Some(specifier) => edits.push(Edit::delete(specifier.span)),
        None if plain => {}
        None => return None,
    }
    Some(Fix::suggestion(say("Leave one `{}`, without parentheses", &[tool]), edits))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_specifier() {
        check(
            "
---
name: é
description: d
tools:
  - Bash(git *)
        ^^^^^^^ ignored-specifier
  - Bash(é)
  - \"Write(\\x41)\"
     ^^^^^^^^^^^ ignored-specifier
  - WebFetch(*)
---
",
        );
        check(
            "
---
name: é
description: d
tools: Bash(git *), Read
disallowedTools: Bash(rm *)
                     ^^^^^^ whole-tool-denied
---
",
        );
    }

    #[test]
    fn removes_it() {
        fix(
            "ignored-specifier",
            "---\nname: a\ndescription: d\ntools: Bash(git diff:*), Read\n---\n",
            "---\nname: a\ndescription: d\ntools: Bash, Read\n---\n",
        );
        for (before, after) in [
            ("Bash(git *), Bash(ls *), Read, Bash(b, c)", "Bash, Read"),
            ("Bash(git *), Bash, Read", "Bash, Read"),
            ("[Read, \"Bash(a)\", \"Bash(b)\", \"Bash(c)\"]", "[Read, \"Bash\"]"),
            ("\n  - Bash(a)\n  - Bash(b)\n  - Read\n  - Bash(c)", "\n  - Bash\n  - Read"),
        ] {
            fix(
                "ignored-specifier",
                &format!("---\nname: a\ndescription: d\ntools: {before}\n---\n"),
                &format!("---\nname: a\ndescription: d\ntools: {after}\n---\n"),
            );
        }
    }
}
