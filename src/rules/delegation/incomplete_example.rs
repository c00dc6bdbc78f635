//! `incomplete-example`: an example in which somebody doesn't speak, or that isn't explained.

use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::{Role, Segment};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    name: "incomplete-example",
    group: Group::Delegation,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "An example without user, assistant or commentary",
        confidence: Confidence::Medium,
        source: Source::Opinion,
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds an `<example>` in the description in which no `user:` or no `assistant:` speaks, or that has no `<commentary>`. The agents that Claude Code writes itself have all three.",
        why: "An example shows the main model when to use the agent: what somebody asks for, that the model hands it to the agent, and why. The part that is missing it has to guess, while the rest is paid for in every session.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: |\n  Use it after every change. <example>\n  user: \"I'm done with the parser\"\n  </example>\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: |\n  Use it after every change. <example>\n  user: \"I'm done with the parser\"\n  assistant: \"I'll use the reviewer agent to look at it\"\n  <commentary>The change is complete, so it can be reviewed.</commentary>\n  </example>\n---\nYou review code.\n",
        fix: "None: what is said in the example is for the author to say.",
        further: &[(
            "claude-code",
            &[
                "---\nname: a\ndescription: \"<example>assistant: 'Yes' <commentary>c</commentary></example>\"\n---\n",
                "---\nname: a\ndescription: \"<example>user: 'Go' assistant: 'Yes'</example>\"\n---\n",
                "---\nname: a\ndescription: \"<example>Somebody asks.</example>\"\n---\n",
            ],
        )],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(described) = cx.described() else { return };
    for segment in &described.segments {
        let Segment::Example(example) = segment else { continue };
        let speaks = |role| example.turns.iter().any(|turn| turn.role == role && !turn.text.is_empty());
        let parts = [
            (speaks(Role::User), "`user:`", "what somebody asks for, behind `user:`"),
            (speaks(Role::Assistant), "`assistant:`", "that the main model uses the agent, behind `assistant:`"),
            (!example.commentary.is_empty(), "`<commentary>`", "why, in `<commentary>…</commentary>`"),
        ];
        // `Writes <example>…</example>` is prose, and other languages have other labels.
        let is_english = |span: Span| {
            let text = span.slice(described.text);
            text.is_ascii() && text.contains(|c: char| c.is_ascii_alphanumeric())
        };
        if example.turns.is_empty() && example.commentary.is_empty() && !example.context.is_some_and(is_english) {
            continue;
        }
        let missing = || parts.iter().filter(|(there, ..)| !there);
        if missing().next().is_some() {
            let names: Vec<&str> = missing().map(|part| part.1).collect();
            let wanted: Vec<&str> = missing().map(|part| part.2).collect();
            let message = ["This example has no ", &names.join(", no "), ": the main model has to guess that part."];
            let help = ["Say ", &wanted.join("; "), "."];
            let span = described.source(example.open.range());
            found.push(Diagnostic::new(&RULE, span, message.concat()).help(help.concat()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, passes};

    #[test]
    fn marks_the_opening_tag() {
        check(
            "
---
name: a
description: |
  É <example id=\"1\">
    ^^^^^^^^^^^^^^^^ incomplete-example
  user: 'b'
  </example>
  <example>user: 'b' assistant: 'c' <commentary>d</commentary></example>
---
",
        );
        check(
            "
---
name: a
description: 'é\\n\\n<example>\\nassistant: b\\n</example>'
                   ^^^^^^^^^ incomplete-example
---
",
        );
    }

    #[test]
    fn knows_prose() {
        let file = "---\nname: a\ndescription: Writes <example> blocks, <example>…</example> and <example></example>\n  <example>用户：你好</example>\n---\n";
        passes("incomplete-example", "claude-code", None, file);
    }
}
