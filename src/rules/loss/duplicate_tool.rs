//! `duplicate-tool`: a tool that is listed twice.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::{Attempt, Grant};
use crate::rules::loss::unknown_tool::remove;
use crate::rules::mending::TRIED_OUT;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use std::collections::BTreeMap;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-tool",
    group: Group::Loss,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A tool that is listed twice",
        confidence: Confidence::High,
        source: Source::Observed(&["tools"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds entries of `tools` and `disallowedTools` for a tool that an earlier entry names, also by an older name.",
        why: "The second entry adds nothing; perhaps another tool was meant.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Grep, Read\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Grep\n---\nYou review code.\n",
        fix: "Removes the later entry.",
        further: &[(
            "claude-code",
            &["tools: Agent, Task", "tools: Read, KillShell, BashOutput, TaskStop", "disallowedTools: mcp__a, mcp__a"],
        )],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let most = found.len() + TRIED_OUT;
    // What the host had to quote first, others may not read as a list.
    let safe = matches!(cx.reading.attempt, Attempt::First(_));
    for tools in [&cx.reading.tools, &cx.reading.disallowed].into_iter().flatten() {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (index, entry) in tools.entries.iter().enumerate() {
            let tool = match entry.grant {
                Grant::Tool(tool) | Grant::Depends(tool) => tool,
                Grant::Mcp => &entry.text,
                Grant::All | Grant::NotForSubagents | Grant::Unknown => continue,
            };
            match first.get(tool).map(|&index| &tools.entries[index]) {
                // `Agent(a), Agent(b)` names different agents, and beside `Bash(rm *)` a `Bash` among what is
                // denied tells the host that it is meant.
                Some(before)
                    if before.text == entry.text || !(entry.text.contains('(') || before.text.contains('(')) =>
                {
                    // Of two names the older one is to go.
                    let older = before.name != tool && entry.name == tool;
                    let earlier = first.get(tool).copied().unwrap_or_default();
                    let (gone, gone_index, kept) =
                        if older { (before, earlier, entry) } else { (entry, index, before) };
                    let message = match gone.name == kept.name {
                        true => say("`{}` is in the list already.", &[&gone.text]),
                        false => say("`{}` is an older name of `{}`, which is in the list, too.", &[&gone.text, tool]),
                    };
                    let mut diagnostic = Diagnostic::new(&RULE, gone.span, message).help("Remove it.");
                    if before.span != entry.span {
                        let fix = remove(cx, tools, gone_index).map(|fix| Fix { safe, ..fix });
                        // What is left behind a colon or a bracket may be read as something else.
                        let fix = fix.filter(|_| found.len() < most).and_then(|fix| cx.if_harmless(fix, |_| true));
                        diagnostic = diagnostic.related(kept.span, "here").fix(fix);
                    }
                    if older {
                        first.insert(tool.to_owned(), index);
                    }
                    found.push(diagnostic);
                }
                Some(before) if entry.text.contains('(') || !before.text.contains('(') => {}
                _ => {
                    first.insert(tool.to_owned(), index);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_second() {
        check(
            "
---
name: é
description: d
tools: Read, Bash, Read, KillShell, TaskStop
                   ^^^^ duplicate-tool
                         ^^^^^^^^^ duplicate-tool
disallowedTools: Grep, Bash(rm *), Bash
                           ^^^^^^ whole-tool-denied
---
",
        );
    }

    #[test]
    fn removes_the_second() {
        fix(
            "duplicate-tool",
            "---\nname: a\ndescription: d\ntools: [Read, Grep, Read]\n---\n",
            "---\nname: a\ndescription: d\ntools: [Read, Grep]\n---\n",
        );
        // Without the second the first would be a key.
        fix("duplicate-tool", "---\nname: a\ndescription: d\ntools: Read : Read\n---\n", "no fix");
        for tools in ["Agent, Task", "Task, Agent"] {
            fix(
                "duplicate-tool",
                &format!("---\nname: a\ndescription: d\ntools: {tools}\n---\n"),
                "---\nname: a\ndescription: d\ntools: Agent\n---\n",
            );
        }
    }
}
