//! The text taken apart: envelope, frontmatter with the place of everything, body outline.
//!
//! Nothing here fails. What is wrong with a text is recorded in it.

mod envelope;
mod relocate;
mod strict;

pub use envelope::{Envelope, Fences};
pub use relocate::{Rewrite, relocate, shift};
pub use strict::{StrictError, strict_error};

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

    /// The text of `span`.
    #[must_use]
    pub fn text(&self, span: Span) -> &'s str {
        span.slice(self.source)
    }
}
