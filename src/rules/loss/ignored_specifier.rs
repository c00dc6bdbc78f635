//! `ignored-specifier`: a part in parentheses that limits nothing.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{say, take_out};
use crate::text::Names;

pub(crate) static RULE: Rule = Rule {
    name: "ignored-specifier",
    group: Group::Loss,
    severity: Severity::Warning,
    confidence: Confidence::High,
    enabled: true,
    summary: "A part in parentheses behind a tool that limits nothing",
    fixable: Fixable::Sometimes,
    source: Source::Observed("specifiers"),
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        what: "Finds entries of `tools` with something in parentheses behind the tool, as in permission rules.",
        why: "In `tools` the host looks at the name alone: `Bash(git *)` hands over the whole `Bash` tool, and neither limits nor allows any command. `Agent(a, b)` limits which agents may be started only when the agent is the session's own (`claude --agent`), not when it is started by another.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Bash(git *)\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Bash\n---\nYou review code.\n",
        fix: "Removes the part in parentheses. To limit the commands, use permission rules in the settings, or a `PreToolUse` hook.",
        further: &[("claude-code", &["tools: Agent(reviewer), Read"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(tools) = &cx.reading.tools else { return };
    let granted = cx.reading.agent.as_ref().and_then(|agent| agent.tools_granted.as_deref());
    let granted: Option<Names> = granted.map(|granted| granted.iter().map(String::as_str).collect());
    let granted = granted.as_ref();
    for specifier in tools.entries.iter().filter_map(|entry| cx.specifier(entry)) {
        let (tool, span, text) = (specifier.tool, specifier.span, specifier.text);
        // Of a tool that is denied the agent gets nothing, which has rules of its own.
        if granted.is_some_and(|granted| !granted.contains(tool)) {
            continue;
        }
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
        let fix = specifier.exact.then(|| take_out(span, text));
        found.push(
            Diagnostic::new(&RULE, span, message)
                .help("Leave it out, and limit the tool by permission rules in the settings or by a `PreToolUse` hook.")
                .fix(fix),
        );
    }
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
    }
}
