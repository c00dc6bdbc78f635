//! `star-denies-nothing`: a `*` in `disallowedTools`.

use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::Grant;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::fill;

pub(crate) static RULE: Rule = Rule {
    name: "star-denies-nothing",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A `*` in `disallowedTools`",
        confidence: Confidence::High,
        source: Source::Observed(&["tools"]),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds `*` among the `disallowedTools`.",
        why: "The host then ignores the whole field: the agent keeps all its tools.",
        host: "claude-code",
        bad: "---\nname: thinker\ndescription: Thinks aloud. Use it when you are stuck.\ndisallowedTools: \"*\"\n---\nYou think.\n",
        good: "---\nname: thinker\ndescription: Thinks aloud. Use it when you are stuck.\ndisallowedTools: Bash, Write, Edit\n---\nYou think.\n",
        fix: "There is none: which tools were meant can't be told.",
        further: &[],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(denied) = &cx.reading.disallowed else { return };
    for entry in denied.entries.iter().filter(|entry| entry.grant == Grant::All) {
        let message =
            fill("{} ignores `disallowedTools` because it contains `*`: nothing is taken away.", &[cx.host()]);
        found.push(
            Diagnostic::new(&RULE, entry.span, message)
                .help("Name the tools, or list those that the agent gets in `tools`."),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_star() {
        check(
            "
---
name: é
description: d
disallowedTools: [é, '*']
                      ^ star-denies-nothing
---
",
        );
    }
}
