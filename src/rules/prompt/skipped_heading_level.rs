//! `skipped-heading-level`: a heading two levels below the one above it.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{code, say};

pub(crate) static RULE: Rule = Rule {
    name: "skipped-heading-level",
    group: Group::Prompt,
    severity: Severity::Info,
    enabled: false,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A heading more than one level below the one above it",
        confidence: Confidence::Low,
        source: Source::Opinion,
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds headings that are more than one level below the heading above them, such as a `###` behind a `#`.",
        why: "The levels say what belongs to what. A level that is left out makes a reader look for the part that is missing. A model will hardly mind.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\n# Review\n\n### Steps\n\nRead the diff.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\n# Review\n\n## Steps\n\nRead the diff.\n",
        fix: "None: either this heading has the wrong level, or the ones below it, too.",
        further: &[],
    },
    check,
};

/// How many headings are reported.
const MOST: usize = 16;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if cx.prompt().is_none() {
        return;
    }
    let headings = &cx.outline().headings;
    let skips = headings.windows(2).filter(|pair| pair[1].level > pair[0].level + 1);
    for pair in skips.take(MOST) {
        let of = |level: u8| code(&"######"[..usize::from(level.min(6))]);
        let message = say(
            "This heading is a {} right below a {}: a level is left out.",
            &[&of(pair[1].level), &of(pair[0].level)],
        );
        let help = say("Make it a {}.", &[&of(pair[0].level + 1)]);
        found.push(
            Diagnostic::new(&RULE, pair[1].span, message).related(pair[0].span, "the heading above it").help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_heading() {
        check(
            "
---
name: a
description: d
---
### é
# é
### é
^^^^^ skipped-heading-level
## é
",
        );
    }
}
