//! `whole-tool-denied`: a denial that takes more than it says.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{say, take_out};

pub(crate) static RULE: Rule = Rule {
    name: "whole-tool-denied",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A denial with a part in parentheses that takes the whole tool",
        confidence: Confidence::High,
        source: Source::Observed(&["tools"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds entries of `disallowedTools` with something in parentheses behind the tool, as in permission rules.",
        why: "In `disallowedTools` the host looks at the name alone: `Bash(rm *)` takes `Bash` away altogether.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ndisallowedTools: Bash(rm *)\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\ndisallowedTools: Bash\n---\nYou review code.\n",
        fix: "Removes the part in parentheses, which says what happens. To deny some commands only, use permission rules in the settings, or a `PreToolUse` hook.",
        further: &[],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(denied) = cx.reading.disallowed.as_ref().filter(|denied| !denied.has_all()) else { return };
    for specifier in denied.entries.iter().filter_map(|entry| cx.specifier(entry)) {
        let (span, text) = (specifier.span, specifier.text);
        let message = say("`{}` is taken away altogether: `{}` limits nothing here.", &[specifier.tool, text]);
        found.push(
            Diagnostic::new(&RULE, span, message)
                .help("To deny only that, use permission rules in the settings or a `PreToolUse` hook.")
                .fix(specifier.exact.then(|| take_out(span, text))),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_specifier() {
        check(
            "
---
name: é
description: d
disallowedTools: [\"Bash(rm *)\", Read, Edit(**)]
                       ^^^^^^ whole-tool-denied
---
",
        );
        check(
            "
---
name: é
description: d
disallowedTools: Bash(rm *), *
                             ^ star-denies-nothing
---
",
        );
    }
}
