//! `duplicate-tool`: a tool that is listed twice.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::Grant;
use crate::rules::loss::unknown_tool::remove;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use std::collections::BTreeMap;

pub(crate) static RULE: Rule = Rule {
    name: "duplicate-tool",
    group: Group::Loss,
    severity: Severity::Info,
    confidence: Confidence::High,
    enabled: true,
    summary: "A tool that is listed twice",
    fixable: Fixable::Sometimes,
    source: Source::Observed("tools"),
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        what: "Finds entries of `tools` and `disallowedTools` for a tool that an earlier entry names, also by an older name.",
        why: "The second entry adds nothing; perhaps another tool was meant.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Grep, Read\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Grep\n---\nYou review code.\n",
        fix: "Removes the later entry.",
        further: &[("claude-code", &["tools: Agent, Task", "disallowedTools: mcp__a, mcp__a"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for tools in [&cx.reading.tools, &cx.reading.disallowed].into_iter().flatten() {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (index, entry) in tools.entries.iter().enumerate() {
            let tool = match entry.grant {
                Grant::Tool(tool) | Grant::Depends(tool) => tool,
                Grant::Mcp => &entry.text,
                Grant::All | Grant::NotForSubagents | Grant::Unknown => continue,
            };
            match first.get(tool).map(|&index| &tools.entries[index]) {
                // `Agent(a), Agent(b)` names different agents.
                Some(before) if before.text == entry.text || !entry.text.contains('(') => {
                    let by = if before.name == entry.name { "." } else { ": an older name." };
                    let message = say("`{}` is in the list already{}", &[tool, by]);
                    let mut diagnostic = Diagnostic::new(&RULE, entry.span, message).help("Remove it.");
                    if before.span != entry.span {
                        diagnostic = diagnostic
                            .related(before.span, "here")
                            .fix(remove(cx, tools, index).map(|fix| Fix { safe: true, ..fix }));
                    }
                    found.push(diagnostic);
                }
                Some(_) => {}
                None => {
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
                         ^^^^^^^^^ renamed-tool
                                    ^^^^^^^^ duplicate-tool
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
    }
}
