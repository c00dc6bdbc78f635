//! The Markdown of a system prompt: which dialect it is, and what stands where in it.

mod code;
mod outline;

pub use code::{Code, CodeBlock, CodeFence, CodeSpan, code};
pub(crate) use outline::find_tags;
pub use outline::{Fence, Heading, Html, Link, Outline, Tag, outline};

use pulldown_cmark::{Options, Parser};

/// A parser for the dialect that prompts are written in: CommonMark with tables,
/// ~~strikethrough~~ and task lists. No footnotes, no smart punctuation, no heading
/// attributes: agent hosts hand the text to a model as it is, so the fewer
/// characters mean something, the closer the preview is to it.
pub(crate) fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS)
}
