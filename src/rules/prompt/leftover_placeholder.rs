//! `leftover-placeholder`: a note to the author that was left in the prompt.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::text::{Mark, Span};

pub(crate) static RULE: Rule = Rule {
    name: "leftover-placeholder",
    group: Group::Prompt,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A note to the author that was left in the prompt",
        confidence: Confidence::Medium,
        source: Source::Opinion,
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds what templates leave for their author to replace: lines that begin with `TODO:`, `FIXME:` or `TBD`, a line like `[Your instructions here]`, “your system prompt goes here” and Lorem ipsum. Code is not looked at, and neither are blanks for the agent to fill in, such as `[Component]`.",
        why: "The agent takes the note for one of its instructions, and what was to stand in its place is missing.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n\nTODO: say what the agent is to look for.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code. Look for security holes first.\n",
        fix: "None: only the author knows what was to stand there.",
        further: &[("claude-code", &["---\nname: a\ndescription: d\n---\n[Insert your instructions here]\n"])],
    },
    check,
};

/// How many notes are reported.
const MOST: usize = 16;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(prompt) = cx.prompt() else { return };
    let mut left = MOST;
    let starts = cx.marks(Mark::Line, prompt).map(|end| end + 1);
    for line in std::iter::once(prompt.start()).chain(starts) {
        let rest = &cx.document.source.as_bytes()[line..prompt.end()];
        let is_lead = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'-' | b'*' | b'>' | b'#' | b'+');
        let lead = rest.iter().take_while(is_lead).count();
        if !matches!(rest.get(lead), Some(b'T' | b'F' | b'X' | b'<' | b'[' | b'Y' | b'y' | b'L')) {
            continue;
        }
        let start = line + lead;
        let text = &cx.document.source[start..prompt.end()];
        let text = text.split('\n').next().unwrap_or_default();
        let Some(length) = note(text.trim_end_matches(|c: char| c.is_whitespace() || c == '*')) else { continue };
        if left == 0 {
            return;
        }
        let span = Span::new(start, start + length);
        if cx.code().at(start).is_none() {
            left -= 1;
            let message =
                say("`{}` looks like a note to the author: the agent reads it as an instruction.", &[cx.text(span)]);
            let help = "Replace it by what the agent is to know, or remove it.";
            found.push(Diagnostic::new(&RULE, span, message).help(help));
        }
    }
}

/// How much of `line` is a note to the author; the rest says what it is about.
fn note(line: &str) -> Option<usize> {
    let begins =
        |word: &str| line.as_bytes().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
    let ends = |word: &str| {
        let rest = line.len().checked_sub(word.len()).map(|at| &line.as_bytes()[at..]);
        rest.is_some_and(|end| end.eq_ignore_ascii_case(word.as_bytes()))
    };
    match line.as_bytes().first()? {
        b'T' | b'F' => {
            let word = ["TODO", "FIXME", "TBD"].into_iter().find(|word| line.starts_with(word))?;
            let rest = &line[word.len()..];
            let note = rest.is_empty()
                || (rest.starts_with(": ") && word != "TBD")
                || (rest.starts_with(' ') && word == "FIXME");
            note.then_some(word.len())
        }
        b'<' => {
            let word = ["<!-- TODO", "<!-- FIXME"].into_iter().find(|word| line.starts_with(word));
            let told = ["<insert ", "<your ", "<describe "].into_iter().any(begins) && ends(" here>");
            word.map(str::len).or(told.then_some(line.len()))
        }
        b'[' => {
            let led =
                ["[insert", "[your", "[add", "[describe", "[write", "[put", "[todo", "[fill"].into_iter().any(begins);
            let todo = begins("[todo") && ends("]");
            (led && (todo || ends(" here]"))).then_some(line.len())
        }
        b'Y' | b'y' => {
            let prompt = ["your subagent's system prompt", "your agent's system prompt", "your system prompt"];
            let length = prompt.into_iter().find(|prompt| begins(prompt))?.len();
            line[length..].starts_with(" goes here").then_some(length + " goes here".len())
        }
        b'X' => (line == "XXX" || line.starts_with("XXX: ")).then_some("XXX".len()),
        b'L' => begins("lorem ipsum").then_some("lorem ipsum".len()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_note() {
        check(
            "
---
name: a
description: d
---
- TODO: é
  ^^^^ leftover-placeholder
TODO comments need an owner. [Your é] [Component]
## TBD
   ^^^ leftover-placeholder
`TODO: é`
**[Describe é here]**
  ^^^^^^^^^^^^^^^^^ leftover-placeholder
<!-- TODO é -->
^^^^^^^^^ leftover-placeholder
Your system prompt goes here.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ leftover-placeholder
```
TODO: é
```
",
        );
    }
}
