use crate::text::Span;

/// A piece of a description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text between examples, as it stands.
    Text(Span),
    /// An `<example>`.
    Example(Example),
}

/// An example of when an agent is to be used: a short conversation. All spans are in bytes
/// of the description; texts are trimmed, and turns are without the quotes around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// All of it, tags included.
    pub span: Span,
    /// The tag that opens it.
    pub open: Span,
    /// Whether it ends in an end tag.
    pub closed: bool,
    /// What comes before the first turn, without the label `Context:`.
    pub context: Option<Span>,
    /// Who says what, in order.
    pub turns: Vec<Turn>,
    /// The contents of each `<commentary>`, and text behind one that belongs to no turn.
    pub commentary: Vec<Span>,
}

/// What one side says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who says it.
    pub role: Role,
    /// What they say.
    pub text: Span,
}

/// A side of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who uses the host.
    User,
    /// The model that hands work to the agent.
    Assistant,
}

/// Splits a description at its examples. Tolerant: an example ends at its end tag, at the
/// next start tag or at the end of the text; labels may be bold, capitalised, on lines of
/// their own or behind each other; quotes may be missing. Nothing but tags, labels, quotes
/// around turns and white space is left out. Takes linear time.
#[must_use]
pub fn examples(description: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut text_start = 0;
    let mut tags = tags(description, &["example"]).peekable();
    while let Some(open) = tags.next() {
        let next = tags.peek().copied();
        if open.closing {
            continue;
        }
        let (body_end, end, closed) = match next {
            Some(tag) if tag.closing => (tag.span.start(), tag.span.end(), true),
            Some(tag) => (tag.span.start(), tag.span.start(), false),
            None => (description.len(), description.len(), false),
        };
        let mut example = read(description, Span::new(open.span.end(), body_end));
        // `Give <example> blocks to …` is prose.
        if !closed && example.turns.is_empty() && example.commentary.is_empty() {
            continue;
        }
        example.span = Span::new(open.span.start(), end);
        (example.open, example.closed) = (open.span, closed);
        if text_start < open.span.start() {
            segments.push(Segment::Text(Span::new(text_start, open.span.start())));
        }
        segments.push(Segment::Example(example));
        text_start = end;
    }
    if text_start < description.len() {
        segments.push(Segment::Text(Span::new(text_start, description.len())));
    }
    segments
}

/// A tag of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// All of it.
    pub(crate) span: Span,
    /// Which of the names it has.
    pub(crate) name: usize,
    /// Whether it is an end tag.
    pub(crate) closing: bool,
}

/// Every `<name>`, `<name …>` and `</name>` of `names`, in any case.
pub(crate) fn tags<'t>(text: &'t str, names: &'t [&str]) -> impl Iterator<Item = Tag> + 't {
    text.match_indices('<').filter_map(|(start, _)| {
        let tag = |(name, text_of_name): (usize, &&str)| {
            let (end, closing) = tag_end(text, start, text_of_name)?;
            Some(Tag { span: Span::new(start, end), name, closing })
        };
        names.iter().enumerate().find_map(tag)
    })
}

/// Where the tag `name` that starts at `start` ends, and whether it is an end tag.
fn tag_end(text: &str, start: usize, name: &str) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let closing = bytes.get(start + 1) == Some(&b'/');
    let name_start = start + 1 + usize::from(closing);
    let name_end = name_start + name.len();
    if !bytes.get(name_start..name_end)?.eq_ignore_ascii_case(name.as_bytes()) {
        return None;
    }
    if !matches!(bytes.get(name_end)?, b'>' | b' ' | b'\t' | b'\n' | b'\r') {
        return None;
    }
    let rest = &bytes[name_end..];
    let end = rest.iter().position(|byte| matches!(byte, b'>' | b'<'))?;
    (rest[end] == b'>').then_some((name_end + end + 1, closing))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Before any label.
    Lead,
    Turn(Role),
    /// In a commentary: only a label on a line of its own ends it early.
    Commentary,
    /// Behind a commentary.
    After,
}

/// Reads what stands between the tags of an example.
fn read(text: &str, body: Span) -> Example {
    let mut example = Example::default();
    let (mut part, mut part_start) = (Part::Lead, body.start());
    // The quote that the open turn began with.
    let mut quote = None;
    let mut at = body.start();
    while at < body.end() {
        let rest = &text.as_bytes()[at..body.end()];
        let begins = |byte: &u8| matches!(byte | 0x20, b'<' | b'u' | b'h' | b'a' | b'c');
        let Some(found) = rest.iter().position(begins) else { break };
        let start = at + found;
        at = start + 1;
        let next = if text.as_bytes()[start] == b'<' {
            let tag = tag_end(&text[..body.end()], start, "commentary");
            tag.map(|(end, closing)| (if closing { Part::After } else { Part::Commentary }, start, end))
        } else {
            label(text, body, start, part, part_start, quote)
        };
        if let Some((next, end, behind)) = next {
            push(&mut example, part, trim(text, Span::new(part_start, end)), text);
            (part, part_start, at) = (next, behind, behind);
            quote = match next {
                Part::Turn(_) => opening_quote(text[behind..body.end()].trim_start()),
                _ => None,
            };
        }
    }
    push(&mut example, part, trim(text, Span::new(part_start, body.end())), text);
    example
}

/// Adds a part that is over.
fn push(example: &mut Example, part: Part, span: Span, text: &str) {
    match part {
        Part::Turn(role) => example.turns.push(Turn { role, text: unquote(text, span) }),
        _ if span.is_empty() => {}
        Part::Lead => example.context = Some(span),
        Part::Commentary | Part::After => example.commentary.push(span),
    }
}

/// If a label stands at `at`: what it starts, where the part before it ends, and where the
/// text behind it starts.
fn label(
    text: &str,
    body: Span,
    at: usize,
    part: Part,
    part_start: usize,
    quote: Option<char>,
) -> Option<(Part, usize, usize)> {
    const LABELS: [(&str, Part); 4] = [
        ("user", Part::Turn(Role::User)),
        ("human", Part::Turn(Role::User)),
        ("assistant", Part::Turn(Role::Assistant)),
        ("context", Part::Lead),
    ];
    let bytes = text.as_bytes();
    let word =
        |name: &str| bytes.get(at..at + name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()));
    let (name, next) = LABELS.into_iter().find(|(name, _)| word(name))?;
    let rest = &text[at + name.len()..body.end()];
    let behind = rest.trim_start_matches(['*', '_']).strip_prefix(':')?.trim_start_matches(['*', '_']);
    let behind_at = body.end() - behind.len();

    let before = &text[part_start..at];
    let bare = before.trim_end_matches(['*', '_']);
    let end = part_start + bare.len();
    // A line break may also be spelled `\n`, in a description that YAML didn't unescape.
    let line = bare.trim_end_matches([' ', '\t', '-', '>', '#']);
    let starts_line = line.is_empty() || line.ends_with('\n') || line.ends_with("\\n");
    if starts_line {
        // Only the first thing in an example is its context. This looks at the end only:
        // what it trims, no later label looks at again.
        let first = part == Part::Lead && trim_end(line).is_empty();
        // A list marker belongs to the label.
        return (next != Part::Lead || first).then_some((next, part_start + line.len(), behind_at));
    }
    // Within a line, a label is behind a space or what ends a quote, and before a quote.
    let said = bare.trim_end();
    let apart = said.len() < bare.len() || bare.ends_with(['"', '\'', '”', '’', '>']);
    if !apart || next == Part::Lead || part == Part::Commentary {
        return None;
    }
    let quoted = opening_quote(behind.trim_start()).is_some();
    let fits = match quote {
        // Someone who speaks of `the user: "…"` hasn't ended.
        Some(quote) => said.trim_end_matches([',', ';', '.', ')', '→', '-', ' ']).ends_with(quote) && quoted,
        None => quoted || (next == Part::Turn(Role::Assistant) && part == Part::Turn(Role::User)),
    };
    fits.then_some((next, end, behind_at))
}

/// The quote that would close the one that `text` starts with.
fn opening_quote(text: &str) -> Option<char> {
    match text.strip_prefix('\\').unwrap_or(text).chars().next()? {
        quote @ ('"' | '\'') => Some(quote),
        '“' => Some('”'),
        '‘' => Some('’'),
        _ => None,
    }
}

/// `span` without the quotes around it, if it has them on both sides.
fn unquote(text: &str, span: Span) -> Span {
    let said = span.slice(text);
    let bare = said.strip_prefix('\\').unwrap_or(said);
    let inner = opening_quote(said).and_then(|close| {
        let mut chars = bare.chars();
        chars.next();
        chars.as_str().strip_suffix(close)
    });
    match inner {
        Some(inner) => trim(text, span_in(text, inner.strip_suffix('\\').unwrap_or(inner))),
        None => span,
    }
}

/// `span` without white space around it; a `\n` spelled out counts as such.
fn trim(text: &str, span: Span) -> Span {
    let mut rest = trim_end(span.slice(text)).trim_start();
    while let Some(shorter) = rest.strip_prefix("\\n") {
        rest = shorter.trim_start();
    }
    span_in(text, rest)
}

/// `text` without white space and `\n` at its end.
fn trim_end(text: &str) -> &str {
    let mut rest = text.trim_end();
    while let Some(shorter) = rest.strip_suffix("\\n") {
        rest = shorter.trim_end();
    }
    rest
}

/// Where `part` lies in `text`, of which it is a slice.
fn span_in(text: &str, part: &str) -> Span {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(start, start + part.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line per segment or part: what it is, and its text.
    fn show(text: &str) -> String {
        let mut out = String::new();
        let mut line = |kind: &str, span: Span| out.push_str(&format!("{kind} {:?}\n", span.slice(text)));
        for segment in examples(text) {
            match segment {
                Segment::Text(span) => line("text", span),
                Segment::Example(example) => {
                    line("example", Span::empty(example.span.end()));
                    example.context.into_iter().for_each(|span| line("  context", span));
                    for turn in &example.turns {
                        line(if turn.role == Role::User { "  user" } else { "  assistant" }, turn.text);
                    }
                    example.commentary.into_iter().for_each(|span| line("  commentary", span));
                }
            }
        }
        out
    }

    #[test]
    fn on_one_line() {
        let text = "Use it. Examples: <example>Context: A user asks. user: \"Look at it\" assistant: \"I'll ask the \
            reviewer, then tell the user: 'done'\" <commentary>It is a review, so user: \"x\" is said.</commentary></example> \
            <example>user: 'it''s' assistant: 'ok'</example>";
        insta::assert_snapshot!(show(text), @r#"
        text "Use it. Examples: "
        example ""
          context "A user asks."
          user "Look at it"
          assistant "I'll ask the reviewer, then tell the user: 'done'"
          commentary "It is a review, so user: \"x\" is said."
        text " "
        example ""
          user "it''s"
          assistant "ok"
        "#);
    }

    #[test]
    fn on_many_lines() {
        let text = "Use it when:\n\n<example>\nContext: A thing.\nIt is long.\n**User**: \"Write\nit\"\n\n- Assistant: I will.\n\
            <function call omitted>\n<commentary>\nWhy.\n</commentary>\nassistant: \"Now the tests.\"\n</example>\n\nMore.";
        insta::assert_snapshot!(show(text), @r#"
        text "Use it when:\n\n"
        example ""
          context "A thing.\nIt is long."
          user "Write\nit"
          assistant "I will.\n<function call omitted>"
          assistant "Now the tests."
          commentary "Why."
        text "\n\nMore."
        "#);
    }

    #[test]
    fn with_parts_missing() {
        for text in [
            "",
            "Give <example> blocks.",
            "</example>a<example></example>",
            "<example>user: \"a\"<example>user: b assistant: c<commentary>d",
            "<examples><EXAMPLE id=\"1\">some text</Example></examples>",
            "<example>user:</example>",
            "<example>user: \"</example>",
            "<example>a user: b</example>",
            "<example>user: \\\"a\\\" assistant: “b” <commentary>c\nuser: d</example>",
            "Examples:\\n\\n<example>\\nContext: a\\nuser: \\\"b\\\"\\nassistant: \\\"c\\\"\\n<commentary>\\nd\\n</commentary>\\n</example>",
            "<example",
        ] {
            let _ = show(text);
        }
        insta::assert_snapshot!(show("<example>user: \"a\"<example>user: b assistant: c<commentary>d"), @r#"
        example ""
          user "a"
        example ""
          user "b"
          assistant "c"
          commentary "d"
        "#);
        insta::assert_snapshot!(show("Give <example> blocks to </example>a<example></example>"), @r#"
        text "Give "
        example ""
          context "blocks to"
        text "a"
        example ""
        "#);
        insta::assert_snapshot!(show("<examples><EXAMPLE id=\"1\">some text</Example></examples>"), @r#"
        text "<examples>"
        example ""
          context "some text"
        text "</examples>"
        "#);
        insta::assert_snapshot!(show("<example>user:</example><example>user: \"</example><example>a user: b</example>"), @r#"
        example ""
          user ""
        example ""
          user "\""
        example ""
          context "a user: b"
        "#);
        insta::assert_snapshot!(show("<example>user: \\\"a\\\" assistant: “b” <commentary>c\nuser: d</example>"), @r#"
        example ""
          user "a"
          assistant "b"
          user "d"
          commentary "c"
        "#);
        insta::assert_snapshot!(show("It:\\n\\n<example>\\nContext: a\\nuser: \\\"b\\\"\\nassistant: \\\"c\\\"\\n<commentary>\\nd\\n</commentary>\\n</example>"), @r#"
        text "It:\\n\\n"
        example ""
          context "a"
          user "b"
          assistant "c"
          commentary "d"
        "#);
    }
}
