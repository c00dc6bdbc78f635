//! `unrestricted-tools`: an agent that gets every tool because its file says nothing of tools.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};

pub(crate) static RULE: Rule = Rule {
    name: "unrestricted-tools",
    group: Group::Safety,
    severity: Severity::Info,
    enabled: false,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "An agent that gets every tool because its file says nothing of tools",
        confidence: Confidence::High,
        source: Source::Opinion,
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds agents with neither `tools` nor `disallowedTools`.",
        why: "Such an agent gets all tools, also those that run commands and write files, and those of every MCP server. Few agents need them all, and a file does not tell whether its author meant that.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Grep, Glob\n---\nYou review code.\n",
        fix: "None: which tools an agent needs is for its author to say.",
        further: &[],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if cx.reading.agent.is_none() || ["tools", "disallowedTools"].iter().any(|name| cx.reading.field(name).is_some()) {
        return;
    }
    let Some(field) = cx.reading.field("name").or(cx.reading.fields.first()) else { return };
    let message = "The agent gets every tool, also those that run commands and write files, as no `tools` are listed.";
    found.push(
        Diagnostic::new(&RULE, field.value_span.unwrap_or(field.key_span), message)
            .help("List the tools that it needs in `tools`, or write `tools: \"*\"` if it needs them all."),
    );
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_for};

    #[test]
    fn marks_the_name() {
        check(
            "
---
name: a
      ^ unrestricted-tools
description: d
---
",
        );
        check_for(
            "claude-code-plugin",
            "\n",
            "
---
description: d
             ^ unrestricted-tools
---
",
        );
    }

    #[test]
    fn takes_any_word_about_tools() {
        check(
            "
---
name: a
description: d
disallowedTools: Bash
---
",
        );
    }
}
