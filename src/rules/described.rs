//! The description as the model reads it, with its examples, and the way back to the source.

use super::rule::Context;
use crate::reading::{Agent, Segment, examples};
use crate::text::Span;
use crate::yaml::{NodeKind, Resolved, Scalar};
use std::ops::Range;

/// A description and where its parts stand.
pub(crate) struct Described<'a> {
    /// The text that the model reads; if no agent comes of the file, that of the field.
    pub(crate) text: &'a str,
    /// The text's parts, in places of `text`.
    pub(crate) segments: Vec<Segment>,
    /// What the text was read from.
    scalar: &'a Scalar,
    /// How much of the scalar's value is left out in front.
    lead: usize,
    /// Where in `text` a line break stands for the two characters `\n` of the scalar's value.
    breaks: Vec<usize>,
}

impl<'a> Described<'a> {
    /// `None` if the file has no description that is text.
    pub(super) fn of(cx: &Context<'a>) -> Option<Self> {
        let tree = cx.reading.tree()?;
        let names = ["description", "when_to_use", "when-to-use"];
        let fields = names.iter().filter_map(|name| cx.reading.field(name));
        let node = fields.filter(|field| field.fate == crate::reading::Fate::Used).find_map(|field| field.node)?;
        let NodeKind::Scalar(scalar) = &tree.node(tree.deref(node)).kind else { return None };
        if tree.resolve(node) != Resolved::Text {
            return None;
        }
        let text = cx.reading.agent.as_ref().map_or(scalar.value.as_str(), |agent: &Agent| &agent.description);
        // The host trims it, or writes line breaks for `\n`; which, is seen from the two texts.
        let lead = scalar.value.find(text).unwrap_or_default();
        let mut breaks = Vec::new();
        if scalar.value.len() > text.len() && lead == 0 && scalar.value.contains("\\n") {
            breaks = scalar.value.match_indices("\\n").enumerate().map(|(index, (at, _))| at - index).collect();
        }
        Some(Self { text, segments: examples(text), scalar, lead, breaks })
    }

    /// The source of `range` of the text.
    pub(crate) fn source(&self, range: Range<usize>) -> Span {
        let value = |at: usize| at + self.lead + self.breaks.partition_point(|&place| place < at);
        self.scalar.source_span(value(range.start)..value(range.end))
    }
}
