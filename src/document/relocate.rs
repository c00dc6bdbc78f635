use crate::text::Span;
use crate::yaml::{NodeKind, Tree};

/// A text made from a source by inserting and replacing, and the way back.
///
/// Hosts rewrite a frontmatter before they parse it again; the tree of the rewritten text is
/// brought back to the source by [`relocate`].
#[derive(Debug, Default)]
pub struct Rewrite {
    /// The rewritten text.
    pub text: String,
    /// Start in `text`, start in the source, length in the source, of each copied or replaced part.
    parts: Vec<(u32, Span)>,
}

impl Rewrite {
    /// Appends the source's `span` as it is.
    pub fn copy(&mut self, source: &str, span: Span) {
        if !span.is_empty() {
            self.parts.push((self.text.len() as u32, span));
            self.text.push_str(span.slice(source));
        }
    }

    /// Appends `text` in the place of the source's `span`, which may be empty.
    pub fn replace(&mut self, span: Span, text: &str) {
        self.parts.push((self.text.len() as u32, span));
        self.text.push_str(text);
    }

    /// The source offset of byte `at` of the rewritten text. Inside a replacement it is the
    /// replaced part's end, or its start for the replacement's own first byte.
    #[must_use]
    pub fn source_offset(&self, at: u32) -> u32 {
        let index = self.parts.partition_point(|&(start, _)| start <= at);
        match index.checked_sub(1).map(|index| self.parts[index]) {
            None => 0,
            Some((start, span)) => (span.start + (at - start)).min(span.end),
        }
    }
}

/// Moves every span of `tree` by `by` bytes.
pub fn shift(tree: &mut Tree, by: usize) {
    relocate(tree, |at| at + by as u32);
}

/// Replaces every source offset of `tree` by what `place` says. `place` must be monotonic.
pub fn relocate(tree: &mut Tree, place: impl Fn(u32) -> u32) {
    let span = |span: &mut Span| *span = Span { start: place(span.start), end: place(span.end) };
    for node in &mut tree.nodes {
        span(&mut node.span);
        node.anchor.iter_mut().chain(&mut node.tag).for_each(span);
        match &mut node.kind {
            NodeKind::Scalar(scalar) => {
                for run in &mut scalar.runs {
                    let end = place(run.source_start + run.source_len);
                    run.source_start = place(run.source_start);
                    run.source_len = end - run.source_start;
                }
            }
            NodeKind::Mapping(mapping) => {
                mapping.entries.iter_mut().filter_map(|entry| entry.colon.as_mut()).for_each(span)
            }
            NodeKind::Absent | NodeKind::Sequence(_) | NodeKind::Alias(_) => {}
        }
    }
    for comment in &mut tree.comments {
        span(&mut comment.span);
    }
    for error in &mut tree.errors {
        span(&mut error.span);
        error.related.iter_mut().for_each(span);
    }
}
