//! The text taken apart: envelope, frontmatter with the place of everything, body outline.
//!
//! Nothing here fails. What is wrong with a text is recorded in it.

mod envelope;
mod relocate;
mod strict;

pub use envelope::{Envelope, Fences, opens};
pub use relocate::{Rewrite, relocate, shift};
pub use strict::{StrictError, strict_error};

use crate::markdown::{Outline, outline};
use crate::text::Span;
use crate::yaml::{self, Tree};

/// An agent file taken apart. All spans are bytes of [`Document::source`].
#[derive(Debug)]
pub struct Document<'s> {
    /// The whole text, a byte order mark included.
    pub source: &'s str,
    /// Where the frontmatter and the body stand.
    pub envelope: Envelope,
    /// The frontmatter as its author wrote it; `None` if the file has none.
    pub frontmatter: Option<Tree>,
}

impl<'s> Document<'s> {
    /// Takes `source` apart.
    #[must_use]
    pub fn parse(source: &'s str) -> Self {
        let envelope = Envelope::find(source);
        let frontmatter = envelope.fences.map(|fences| {
            let mut tree = yaml::parse(fences.frontmatter.slice(source));
            shift(&mut tree, fences.frontmatter.start());
            tree
        });
        Self { source, envelope, frontmatter }
    }

    /// What the body is made of. Spans are bytes of the source. Takes linear time at each call.
    #[must_use]
    pub fn outline(&self) -> Outline {
        outline(self.text(self.envelope.body), self.envelope.body.start())
    }

    /// The text of `span`.
    #[must_use]
    pub fn text(&self, span: Span) -> &'s str {
        span.slice(self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::Document;

    #[test]
    fn outlines_the_body_in_place() {
        let source = "---\nname: é\n---\n\n# Ünit\n\n<example>x</example>\n";
        let document = Document::parse(source);
        let outline = document.outline();
        assert_eq!(document.text(outline.headings[0].text), "Ünit");
        assert_eq!(
            outline.tags.iter().map(|tag| document.text(tag.span)).collect::<Vec<_>>(),
            ["<example>", "</example>"]
        );
    }
}
