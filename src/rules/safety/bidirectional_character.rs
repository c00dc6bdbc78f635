//! `bidirectional-character`: a line that is shown in another order than it is read.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::mending::TRIED_OUT;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::code_point;
use crate::text::{Mark, Span};

pub(crate) static RULE: Rule = Rule {
    name: "bidirectional-character",
    group: Group::Safety,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A line that is shown in another order than it is read",
        confidence: Confidence::High,
        source: Source::Documented("https://trojansource.codes"),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds the characters that turn the direction of text (`U+202A` to `U+202E`, `U+2066` to `U+2069`) on lines without right-to-left text. In right-to-left text it finds those that override it, and those that are not closed on their line. It also finds the marks `U+200E`, `U+200F` and `U+061C` on lines without right-to-left text.",
        why: "Editors and web pages show such a line in another order than the model reads it, so that the file seems to say something else (CVE-2021-42574).",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nNever \u{202e}ksa\u{202c} before you review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nNever ask before you review code.\n",
        fix: "Removes the characters. It is a guess in the frontmatter and in right-to-left text.",
        further: &[(
            "claude-code",
            &[
                "---\nname: a\ndescription: d\n---\nRun \u{200e}it.\n",
                "---\nname: a\ndescription: d\n---\n\u{5d0}\u{2067}\u{5d1}\n",
                "---\nname: a\ndescription: d\n---\n\u{202e}1\n\u{202e}2\n\u{202e}3\n\u{202e}4\n\u{202e}5\n\u{202e}6\n\u{202e}7\n\u{202e}8\n\u{202e}9\n",
            ],
        )],
    },
    check,
};

/// How many lines are reported one by one; fixes in the frontmatter are tried out.
const MOST: usize = TRIED_OUT;

/// A line to report.
struct Line {
    /// Its characters that turn or mark a direction.
    places: Vec<Span>,
    /// The first that turns it, or the first mark if there is none.
    first: char,
    /// Whether it has right-to-left text.
    rightward: bool,
}

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // Nearly every file is spared the look at its lines.
    if !holds_control(cx) || (cx.document.envelope.fences.is_none() && cx.reading.agent.is_none()) {
        return;
    }
    let mut start = 0;
    let mut lines = Vec::new();
    for text in cx.document.source.split_inclusive('\n') {
        lines.extend(line(text, start));
        start += text.len();
    }
    let groups = if lines.len() > MOST { lines.len() } else { 1 };
    found.extend(lines.chunks(groups).map(|lines| report(cx, lines)));
}

/// Reports `lines` at the first of them.
fn report(cx: &Context<'_>, lines: &[Line]) -> Diagnostic {
    let line = &lines[0];
    let turns = !is_mark(line.first);
    let what = match (turns, line.rightward) {
        (true, false) => " turns the direction of this line, which has no right-to-left text.",
        (true, true) => " turns the direction of this line.",
        (false, _) => " marks the direction of text that runs from right to left, of which this line has none.",
    };
    let more = match lines.len() {
        1 => String::new(),
        lines => [" So it is on ", &(lines - 1).to_string(), " more lines."].concat(),
    };
    let why = if turns {
        " People see it in another order than the model reads it."
    } else {
        " Nobody sees the mark, but the model reads it."
    };
    let places: Vec<Span> = lines.iter().flat_map(|line| &line.places).copied().collect();
    let span = line.places[0].to(line.places[line.places.len() - 1]);
    let mut diagnostic = Diagnostic::new(&RULE, span, [&code_point(line.first), what, why, &more].concat())
        .help("Remove it, and read the line again.")
        .fix(cx.remove("Remove the characters", &places, lines.iter().all(|line| !line.rightward)));
    if !turns {
        diagnostic.severity = Severity::Info;
    }
    diagnostic
}

/// What there is to report of a line that begins at byte `start`.
fn line(text: &str, start: usize) -> Option<Line> {
    let mut line = Line { places: Vec::new(), first: '\0', rightward: text.contains(is_right_to_left) };
    let (mut overrides, mut embeddings, mut isolates) = (false, 0_u32, 0_u32);
    for (at, c) in text.char_indices().filter(|&(_, c)| is_control(c)) {
        match c {
            '\u{202a}'..='\u{202b}' => embeddings += 1,
            '\u{202d}'..='\u{202e}' => (overrides, embeddings) = (true, embeddings + 1),
            '\u{202c}' => embeddings = embeddings.saturating_sub(1),
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{2069}' => isolates = isolates.saturating_sub(1),
            // A mark among right-to-left text is where it belongs.
            _ if line.rightward => continue,
            _ => {}
        }
        if line.places.is_empty() || (is_mark(line.first) && !is_mark(c)) {
            line.first = c;
        }
        line.places.push(Span::new(start + at, start + at + c.len_utf8()));
    }
    let amiss = !line.rightward || overrides || embeddings > 0 || isolates > 0;
    (amiss && !line.places.is_empty()).then_some(line)
}

/// Whether the text has any of the characters.
fn holds_control(cx: &Context<'_>) -> bool {
    let source = cx.document.source;
    cx.marks(Mark::Unseen, cx.whole()).any(|at| source[at..].chars().next().is_some_and(is_control))
}

fn is_control(c: char) -> bool {
    is_mark(c) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// The blocks of scripts that run from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}'
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};
    use crate::text::{Mark, Marks, Span};

    #[test]
    fn each_of_them_is_marked() {
        for c in ('\0'..=char::MAX).filter(|&c| super::is_control(c)) {
            let marks = Marks::of(c.encode_utf8(&mut [0; 4]));
            assert_eq!(marks.within(Mark::Unseen, Span::new(0, 1)), [0], "{c:?}");
        }
    }

    #[test]
    fn marks_what_turns_a_line() {
        check(
            "
---
name: a
description: d \u{2066}e\u{2069}
               ^^^ bidirectional-character
---
A \u{202e}B\u{202c} C
  ^^^ bidirectional-character
A\u{200f}B
 ^ bidirectional-character
",
        );
    }

    #[test]
    fn leaves_alone_what_right_to_left_text_needs() {
        check(
            "
---
name: a
description: d
---
\u{5d0}\u{5d1} \u{2066}en\u{2069} \u{202a}en\u{202c} \u{200f}\u{5d2}
\u{645}\u{202b}en
 ^ bidirectional-character
\u{645}\u{202e}en\u{202c}
 ^^^^ bidirectional-character
",
        );
    }

    #[test]
    fn removes_it() {
        fix(
            "bidirectional-character",
            "---\nname: a\ndescription: d\n---\nA \u{202e}B\u{202c} C\n",
            "---\nname: a\ndescription: d\n---\nA B C\n",
        );
        let source = |mark: &str| ["---\nname: a\ndescription: d\n---\n", &[mark, "A\n"].concat().repeat(20)].concat();
        fix("bidirectional-character", &source("\u{202e}"), &source(""));
    }
}
