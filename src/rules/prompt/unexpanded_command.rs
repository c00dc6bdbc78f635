//! `unexpanded-command`: a command whose output nothing puts in.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unexpanded-command",
    group: Group::Prompt,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A command in the prompt whose output is not put in",
        confidence: Confidence::Medium,
        source: Source::Observed(&["prompt"]),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds `` !`command` `` in the prompt, and blocks of code that open with ```` ```! ````.",
        why: "In commands and skills this is replaced by the command's output. In the prompt of an agent nothing runs: the agent reads the command itself, and not what its author meant to tell it by it.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nReview these changes:\n\n!`git diff`\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nReview the changes that `git diff` shows. Run it first.\n",
        fix: "None: how the agent gets to know the output is for the author to say.",
        further: &[("claude-code", &["---\nname: a\ndescription: d\n---\n```!\ngit diff\n```\n"])],
    },
    check,
};

/// How many commands are reported.
const MOST: usize = 16;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(prompt) = cx.prompt().filter(|&prompt| cx.text(prompt).contains('!')) else { return };
    let source = cx.document.source;
    let before = found.len();
    for piece in &cx.code().spans {
        let text = cx.text(piece.span);
        let span = if piece.block {
            let fence = text.lines().next().unwrap_or_default();
            let info = fence.trim_start_matches([' ', '\t', '`', '~']);
            if !info.starts_with('!') || info.trim_end().len() > 1 {
                continue;
            }
            let start = piece.span.start() + fence.len() - fence.trim_start().len();
            Span::new(start, piece.span.start() + fence.trim_end().len())
        } else {
            let Some(start) = piece.span.start().checked_sub(1).filter(|&at| source.as_bytes()[at] == b'!') else {
                continue;
            };
            // `value!` and a lone `!` are about something else.
            let apart = source[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ':'));
            let command = text.trim_matches('`').starts_with(|c: char| c.is_ascii_alphabetic() || "./~".contains(c));
            if !apart || !command || start < prompt.start() {
                continue;
            }
            Span::new(start, piece.span.end())
        };
        if found.len() - before == MOST {
            return;
        }
        let message =
            say("{} runs nothing in an agent's prompt: the agent gets the command, not its output.", &[cx.host()]);
        found.push(
            Diagnostic::new(&RULE, span, message)
                .help("Tell the agent to run the command. Only commands and skills put its output in."),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_command() {
        check(
            "
---
name: a
description: d
---
é: !`git diff`, `!`, x!`y`, `panic!`
   ^^^^^^^^^^^ unexpanded-command
- !``ls``
  ^^^^^^^ unexpanded-command

  ```!
  ^^^^ unexpanded-command
  ls
  ```

```
!`ls`
```
",
        );
    }
}
