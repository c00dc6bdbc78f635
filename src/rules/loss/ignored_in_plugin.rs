//! `ignored-in-plugin`: a field that does not apply to plugin agents.

use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::Fate;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;

pub(crate) static RULE: Rule = Rule {
    name: "ignored-in-plugin",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A field that does not apply to plugin agents",
        confidence: Confidence::High,
        source: Source::Documented("https://code.claude.com/docs/en/plugins-reference"),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds fields that the host ignores in agents which a plugin ships: `permissionMode`, `hooks`, `mcpServers`, `initialPrompt` and others.",
        why: "A plugin can't grant itself rights. The agent runs without what the field says.",
        host: "claude-code-plugin",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\npermissionMode: plan\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "There is none: the agent may be meant for `.claude/agents`, where the field applies.",
        further: &[("claude-code-plugin", &["hooks: {Stop: []}\nmcpServers: [a]"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for field in cx.reading.fields.iter().filter(|field| field.fate == Fate::Ignored) {
        let message = say("`{}` does not apply to the agents of a plugin.", &[&field.key]);
        found.push(
            Diagnostic::new(&RULE, field.key_span, message)
                .help("Remove it, or put the agent into `.claude/agents` of the project."),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check_for;

    #[test]
    fn marks_the_key() {
        check_for(
            "claude-code-plugin",
            "\n",
            "
---
name: é
description: d
hooks: x
^^^^^ ignored-in-plugin
---
",
        );
    }
}
