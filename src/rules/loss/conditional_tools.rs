//! `conditional-tools`: tools of which none may be there.

use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::{Grant, Status};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::list;
use crate::text::{Names, fill};

pub(crate) static RULE: Rule = Rule {
    name: "conditional-tools",
    group: Group::Loss,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "Tools of which none may be there",
        confidence: Confidence::High,
        source: Source::Documented("https://code.claude.com/docs/en/tools-reference"),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds agents whose `tools` are all of a kind that only some sessions have: those of MCP servers, and built-in ones that depend on the platform, the mode or a setting.",
        why: "Where none of them is there, the host refuses to start the agent.",
        host: "claude-code",
        bad: "---\nname: tracker\ndescription: Files issues. Use it for every bug.\ntools: mcp__github__create_issue\n---\nYou file issues.\n",
        good: "---\nname: tracker\ndescription: Files issues. Use it for every bug.\ntools: Read, mcp__github__create_issue\n---\nYou file issues.\n",
        fix: "There is none.",
        further: &[("claude-code", &["tools: mcp__a, mcp__b, PowerShell, LSP"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(tools) = cx.reading.tools.as_ref().filter(|_| cx.reading.status == Status::Loads) else { return };
    let granted = cx.reading.agent.as_ref().and_then(|agent| agent.tools_granted.as_deref()).unwrap_or_default();
    let conditional = |entry: &&crate::reading::ToolEntry| matches!(entry.grant, Grant::Mcp | Grant::Depends(_));
    let named = || tools.entries.iter().filter(conditional).map(|entry| entry.text.as_str());
    let names: Names = named().collect();
    if named().next().is_none() || granted.iter().any(|name| !names.contains(name)) {
        return;
    }
    let Some(span) = cx.reading.field("tools").and_then(|field| field.value_span) else { return };
    let shown = list(named().take(3));
    let message = fill(
        "The agent starts only in sessions that have at least one of its tools, and not every session has {}.",
        &[&shown],
    );
    found.push(Diagnostic::new(&RULE, span, message).help("Add a tool that is always there, such as `Read`."));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_list() {
        check(
            "
---
name: é
description: d
tools: [TodoWrite]
       ^^^^^^^^^^^ conditional-tools
---
",
        );
        check(
            "
---
name: é
description: d
tools: Read, TodoWrite
---
",
        );
    }
}
