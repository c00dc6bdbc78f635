//! The description as the model reads it, with its examples, and the way back to the source.

use super::{Agent, Fate, Reading, Segment, examples};
use crate::text::Span;
use crate::yaml::{NodeKind, Resolved, Scalar};
use std::ops::Range;

/// A description and where its parts stand.
pub(crate) struct Described<'a> {
    /// The text that the model reads; if no agent comes of the file, that of the field.
    pub(crate) text: &'a str,
    /// The text's parts, in places of `text`.
    pub(crate) segments: Vec<Segment>,
    /// Where the key of the field stands that the text is from.
    pub(crate) key: Span,
    /// Whether an alias may give the same text to another field.
    pub(crate) anchored: bool,
    /// What the text was read from.
    scalar: &'a Scalar,
    /// How much of the scalar's value is left out in front.
    lead: usize,
    /// Where in `text` a line break stands for the two characters `\n` of the scalar's value.
    breaks: Vec<usize>,
}

impl<'a> Described<'a> {
    /// `None` if the file has no description that is text.
    pub(crate) fn of(reading: &'a Reading<'_>) -> Option<Self> {
        let tree = reading.tree()?;
        let names = ["description", "when_to_use", "when-to-use"];
        let mut fields = names.iter().filter_map(|name| reading.field(name));
        let field = fields.find(|field| field.fate == Fate::Used)?;
        let node = tree.deref(field.node?);
        let NodeKind::Scalar(scalar) = &tree.node(node).kind else { return None };
        if tree.resolve(node) != Resolved::Text {
            return None;
        }
        let text = reading.agent.as_ref().map_or(scalar.value.as_str(), |agent: &Agent| &agent.description);
        // The host trims it, or writes a line break for each `\n`; then the text has more line breaks
        // than the value and is no part of it.
        let whole = scalar.value.starts_with(text).then_some(0);
        let (lead, breaks) = match whole.or_else(|| scalar.value.find(text)) {
            Some(lead) => (lead, Vec::new()),
            None => (0, scalar.value.match_indices("\\n").enumerate().map(|(index, (at, _))| at - index).collect()),
        };
        Some(Self {
            text,
            segments: examples(text),
            key: field.key_span,
            anchored: tree.node(node).anchor.is_some(),
            scalar,
            lead,
            breaks,
        })
    }

    /// The source of `range` of the text.
    pub(crate) fn source(&self, range: Range<usize>) -> Span {
        let value = |at: usize| at + self.lead + self.breaks.partition_point(|&place| place < at);
        self.scalar.source_span(value(range.start)..value(range.end))
    }
}

#[cfg(test)]
mod tests {
    use super::Described;
    use crate::document::Document;
    use crate::host::Host;
    use crate::reading::Reading;

    /// The source of the part `part` of the description that `lines` hold.
    #[track_caller]
    fn source(host: &str, lines: &str, part: &str) -> String {
        let source = ["---\nname: a\n", lines, "\n---\n"].concat();
        let document = Document::parse(&source);
        let reading = Reading::of(&document, Host::find(host).expect("a host"), None);
        let described = Described::of(&reading).expect("a description");
        let start = described.text.find(part).unwrap_or_else(|| panic!("{part:?} in {:?}", described.text));
        document.text(described.source(start..start + part.len())).to_owned()
    }

    #[test]
    fn leads_back_to_the_source() {
        let project = |lines: &str, part: &str| source("claude-code", lines, part);
        assert_eq!(project("description: é b c", "b"), "b");
        assert_eq!(project("description: 'it''s é b'", "it's é"), "it''s é");
        assert_eq!(project(r#"description: "\u00e9 \"b\" c""#, "é"), r"\u00e9");
        assert_eq!(project(r#"description: "\u00e9 \"b\" c""#, "\"b\""), r#"\"b\""#);
        assert_eq!(project("description: >-\n  é a\n  b\n\n  c", "a b\nc"), "a\n  b\n\n  c");
        assert_eq!(project("description: |\n  é a\n  b\n", "a\nb"), "a\n  b");
        assert_eq!(project("description: &d a b\ncolor: *d", "b"), "b");
        // The host has to quote this one before it parses.
        assert_eq!(project("description: a: \"b\" é c", "\"b\" é"), "\"b\" é");
    }

    #[test]
    fn leads_back_over_line_breaks_that_are_spelled_out() {
        let project = |lines: &str, part: &str| source("claude-code", lines, part);
        let plain = r"description: é\n\nb: c\n d";
        assert_eq!(project(plain, "é"), "é");
        assert_eq!(project(plain, "é\n"), r"é\n");
        assert_eq!(project(plain, "\nb"), r"\nb");
        assert_eq!(project(plain, "b: c"), "b: c");
        assert_eq!(project(plain, "c\n d"), r"c\n d");
        assert_eq!(project("description: a\\nb", "b"), "b");
        assert_eq!(project("description: 'a\\n''b'' c'", "'b' c"), "''b'' c");
        assert_eq!(project(r#"description: "a\\nb\nc d""#, "b\nc d"), r"b\nc d");
        assert_eq!(project("description: |\n  a\\nb\n  c\\nd\n", "b\nc"), "b\n  c");
        assert_eq!(project("description: |\n  a\\nb\n  c\\nd\n", "c\nd"), r"c\nd");
    }

    #[test]
    fn leads_back_from_what_is_left() {
        let plugin = |lines: &str, part: &str| source("claude-code-plugin", lines, part);
        assert_eq!(plugin("description: '  é a\\nb  '", "a\\nb"), r"a\nb");
        assert_eq!(plugin("description: 'a\\nb  '", "b"), "b");
        assert_eq!(plugin("description: ' '\nwhen_to_use: a b", "b"), "b");
    }
}
