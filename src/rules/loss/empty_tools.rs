//! `empty-tools`: `tools` without a tool.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::Fate;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::{Edit, fill};

pub(crate) static RULE: Rule = Rule {
    name: "empty-tools",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "`tools` without a tool",
        confidence: Confidence::High,
        source: Source::Observed(&["tools"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds a `tools` field that holds no tool: `tools:`, `tools: []`, `tools: true`, a mapping.",
        why: "The host lists such an agent with \"All tools\" and gives it none.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: []\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "Removes the line, so that the agent gets all tools. It is a guess: the tools may have been forgotten.",
        further: &[("claude-code", &["tools:", "tools: \"\"", "tools: {Read: true}", "tools: 1", "tools:\n  - 1"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(field) = cx.reading.field("tools").filter(|field| matches!(field.fate, Fate::Used | Fate::Dropped(_)))
    else {
        return;
    };
    let empty = cx.reading.tools.as_ref().is_some_and(|tools| tools.entries.is_empty());
    let nothing = cx.reading.agent.as_ref().and_then(|agent| agent.tools_granted.as_ref()).is_some_and(Vec::is_empty);
    if !empty || !nothing {
        return;
    }
    let span = field.value_span.unwrap_or(field.key_span);
    let line = cx.line(field.key_span.start());
    let remove =
        || Fix::suggestion("Remove the line: the agent gets all tools", [Edit::delete(cx.whole_line(line.start()))]);
    let one_line = line.start == field.key_span.start && span.end <= line.end;
    let message =
        fill("No tool is listed here, so the agent gets none, although {} shows it with \"All tools\".", &[cx.host()]);
    found.push(
        Diagnostic::new(&RULE, span, message)
            .help("Name the tools, separated by commas, or remove the line to give it all.")
            .fix(
                one_line
                    .then(remove)
                    .and_then(|fix| cx.if_harmless(fix, |after| after.reading.field("tools").is_none())),
            ),
    );
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_value_or_the_key() {
        check(
            "
---
name: é
description: d
tools: {Read: true}
       ^^^^^^^^^^^^ empty-tools
---
",
        );
        check(
            "
---
name: é
description: d
tools:
^^^^^ empty-tools
---
",
        );
        check(
            "
---
name: é
description: d
tools: []
memory: user
---
",
        );
    }

    #[test]
    fn removes_it() {
        fix("empty-tools", "---\nname: a\ntools:\ndescription: d\n---\n", "---\nname: a\ndescription: d\n---\n");
        fix("empty-tools", "---\nname: a\ntools:\ndescription: d\ntools:\n---\n", "no fix");
    }
}
