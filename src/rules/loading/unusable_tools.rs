//! `unusable-tools`: `tools` of which nothing is left.

use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::{Grant, Status};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::fill;

pub(crate) static RULE: Rule = Rule {
    name: "unusable-tools",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "`tools` of which nothing is left",
        confidence: Confidence::High,
        source: Source::Observed(&["tools"]),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds agents all of whose tools `disallowedTools` takes away again.",
        why: "The host refuses to start an agent whose tools resolve to none, or starts it without any.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Bash\ndisallowedTools: Bash\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Bash, Read\ndisallowedTools: WebFetch\n---\nYou review code.\n",
        fix: "There is none: what was meant can't be told.",
        further: &[(
            "claude-code",
            &["tools: Read, Bash\ndisallowedTools: Read, Bash(rm *)", "tools: Task\ndisallowedTools: Agent"],
        )],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(tools), Some(agent)) = (&cx.reading.tools, &cx.reading.agent) else { return };
    let none = agent.tools_granted.as_ref().is_some_and(Vec::is_empty);
    let unknown = tools.entries.iter().any(|entry| matches!(entry.grant, Grant::Unknown | Grant::NotForSubagents));
    let Some(span) = cx.reading.field("tools").and_then(|field| field.value_span) else { return };
    if !none || tools.entries.is_empty() || unknown {
        return;
    }
    let refused = cx.reading.status == Status::Refused;
    let effect =
        if refused { fill("{} refuses to start the agent.", &[cx.host()]) } else { "the agent gets none.".to_owned() };
    let specific = cx.reading.disallowed.iter().flat_map(|list| &list.entries).any(|entry| entry.text != entry.name);
    let help = if specific {
        "In `disallowedTools`, `Bash(rm *)` takes away all of `Bash`. List only tools that the agent must not have at all."
    } else {
        "Take what the agent needs out of `disallowedTools`, or give it other tools."
    };
    let mut diagnostic =
        Diagnostic::new(&RULE, span, fill("Nothing is left of these tools, so {}", &[&effect])).help(help);
    if !refused {
        diagnostic.severity = Severity::Warning;
    }
    if let Some(denied) = cx.reading.field("disallowedTools").and_then(|field| field.value_span) {
        diagnostic = diagnostic.related(denied, "this takes them away");
    }
    found.push(diagnostic);
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
tools: Bash
       ^^^^ unusable-tools
disallowedTools: Bash(é)
                     ^^^ whole-tool-denied
---
",
        );
        check(
            "
---
name: é
description: d
tools: Bash
       ^^^^ unusable-tools
disallowedTools: Bash
---
",
        );
    }
}
