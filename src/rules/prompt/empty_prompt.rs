//! `empty-prompt`: an agent without instructions.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};

pub(crate) static RULE: Rule = Rule {
    name: "empty-prompt",
    group: Group::Prompt,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "An agent without instructions",
        confidence: Confidence::High,
        source: Source::Observed(&["envelope"]),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds files with nothing behind their frontmatter.",
        why: "The text behind the frontmatter is the agent's system prompt. Without it the agent knows nothing but the task that it is handed: the description is read by the model that chooses an agent, not by the agent.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "None: only the author knows what the agent is to be told.",
        further: &[],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(prompt), Some(fences)) = (cx.prompt(), cx.document.envelope.fences) else { return };
    if cx.text(prompt).trim().is_empty() {
        let message = "The agent gets no instructions: nothing stands behind the frontmatter.";
        found
            .push(Diagnostic::new(&RULE, fences.close, message).help("Tell the agent there who it is and what to do."));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_closing_fence() {
        check(
            "
---
name: a
description: d
---
^^^ empty-prompt

",
        );
    }
}
