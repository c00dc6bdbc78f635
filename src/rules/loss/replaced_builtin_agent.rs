//! `replaced-builtin-agent`: a name that replaces an agent of the host.

use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::Status;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;

pub(crate) static RULE: Rule = Rule {
    name: "replaced-builtin-agent",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A name that replaces one of the host's own agents",
        confidence: Confidence::High,
        source: Source::Observed(&["built-in"]),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds agents with exactly the name of one that comes with the host.",
        why: "The file replaces the host's own agent altogether, its description, tools and prompt, and the host says nothing. `general-purpose` is also what is started when no agent is asked for by name.",
        host: "claude-code",
        bad: "---\nname: statusline-setup\ndescription: Sets up the status line. Use it when the user asks for one.\n---\nYou set up status lines.\n",
        good: "---\nname: team-statusline\ndescription: Sets up the status line. Use it when the user asks for one.\n---\nYou set up status lines.\n",
        fix: "None: if the replacement is meant, leave this finding out by a comment.",
        further: &[("claude-code", &["---\nname: Plan\ndescription: d\ntools: Nope\n---\n"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(agent), Some(field)) = (&cx.reading.agent, cx.reading.field("name")) else { return };
    if !cx.reading.host.builtin_agents.contains(&agent.name.as_str()) {
        return;
    }
    let refused = if cx.reading.status == Status::Refused { ", though this one can't be started" } else { "" };
    let message = say("This replaces the agent `{}` that comes with {}{}.", &[&agent.name, cx.host(), refused]);
    found.push(
        Diagnostic::new(&RULE, field.value_span.unwrap_or(field.key_span), message)
            .help("Give it another name, unless that is meant."),
    );
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_name() {
        check(
            "
---
name: 'general-purpose'
      ^^^^^^^^^^^^^^^^^ replaced-builtin-agent
description: d
---
",
        );
    }
}
