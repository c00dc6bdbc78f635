//! `renamed-tool`: an older name of a tool.

use crate::diagnostic::{Diagnostic, Severity};
use crate::host::ToolOutcome;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{say, write_instead};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    name: "renamed-tool",
    group: Group::Loss,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "An older name of a tool",
        confidence: Confidence::High,
        source: Source::Observed(&["tools"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds entries of `tools` and `disallowedTools` by which a tool was called in earlier versions of the host.",
        why: "The host still takes the name for the tool's new one. Prompts, hooks and permission rules that go by the old name may not.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Task\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ntools: Read, Agent\n---\nYou review code.\n",
        fix: "Writes the tool's name.",
        further: &[],
    },
    check,
};

/// How many entries each is held against.
const MOST: usize = 64;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let lists = [cx.reading.tools.as_ref(), cx.reading.disallowed.as_ref()];
    for (tools, others) in [(lists[0], lists[1]), (lists[1], lists[0])] {
        let Some(tools) = tools else { continue };
        for (index, entry) in tools.entries.iter().enumerate() {
            let Some(ToolOutcome::Renamed(new)) = cx.reading.host.tool(&entry.name).map(|tool| tool.outcome) else {
                continue;
            };
            let plain = cx.text(entry.span).starts_with(&entry.name);
            let span =
                if plain { Span::new(entry.span.start(), entry.span.start() + entry.name.len()) } else { entry.span };
            // Beside another name it is a duplicate, which has a rule of its own.
            let mut same = tools.entries.iter().enumerate().take(MOST).filter(|(_, other)| other.grant == entry.grant);
            if !entry.text.contains('(') && same.any(|(at, other)| at < index || other.name == new) {
                continue;
            }
            // Whether a tool is denied under the same name tells the host if that is meant.
            let denied = others.is_some_and(|list| list.entries.iter().take(MOST).any(|other| other.name == new));
            let free = plain && !denied && !same.any(|(_, other)| other.name == new);
            let fix = || write_instead(span, new, true);
            let message = say("`{}` is an older name of `{}`.", &[&entry.name, new]);
            found.push(Diagnostic::new(&RULE, span, message).help(say("Write `{}`.", &[new])).fix(free.then(fix)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix, fix_everything};

    #[test]
    fn marks_the_name() {
        check(
            "
---
name: é
description: d
tools: Read, Task(é)
             ^^^^ renamed-tool
                 ^^^ ignored-specifier
---
",
        );
    }

    #[test]
    fn writes_the_new_name() {
        fix(
            "renamed-tool",
            "---\nname: a\ndescription: d\ntools: Task, Read\n---\n",
            "---\nname: a\ndescription: d\ntools: Agent, Read\n---\n",
        );
        fix("renamed-tool", "---\nname: a\ndescription: d\ntools: Task\ndisallowedTools: Agent\n---\n", "no fix");
        fix_everything(
            "---\nname: a\ndescription: d\ntools: KillShell, KillBash, Read\n---\n",
            "---\nname: a\ndescription: d\ntools: TaskStop, Read\n---\n",
        );
    }
}
