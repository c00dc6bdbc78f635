//! The preview of an agent definition: its description, with examples shown as
//! conversations, and its prompt, rendered from Markdown.
//!
//! **Safety.** Definitions come from strangers, and the page shows them as one types.
//!
//! - Only the elements and attributes of [`Element`] and [`Attribute`] can be written; there
//!   are no event handlers, styles, ids, forms or frames among them.
//! - HTML in the text is shown as text, never used as markup: `<example>` and the like are
//!   what prompts are made of.
//! - A link leads to `http`, `https`, `mailto` or a relative URL, or it isn't one: others
//!   become `<span class="refused-link">` with the URL as title.
//! - Images aren't loaded, so that a text can't learn who reads it: they become
//!   `<a class="image">` (in a link, or with a refused URL, `<span class="image">`) around
//!   their description.
//! - Output is limited ([`MAX_EXPANSION`]), and so is its depth.

mod blocks;
mod html;
mod render;
mod sink;
mod url;

pub use blocks::{Block, Plan, plan};
pub use html::Html;
pub use sink::{Attribute, Element, Sink};

use crate::text::Span;
use blocks::Recording;

/// A preview is at most [`BASE_SIZE`] bytes of HTML, plus this many for each byte of its
/// text. Escaping makes text up to six times as long (`"`) and markup rarely doubles it,
/// but a table row of one byte can stand for hundreds of empty cells, and a reference of
/// four bytes for a URL of any length.
pub const MAX_EXPANSION: usize = 8;

/// See [`MAX_EXPANSION`].
pub const BASE_SIZE: usize = 64 * 1024;

/// What the sections around the blocks may take of [`BASE_SIZE`].
const SECTIONS: usize = 128;

/// A rendered preview, in blocks that can be drawn one by one.
pub struct Preview {
    /// The paragraphs and examples of the description; their sources are places in it.
    pub description: Vec<Block>,
    /// The blocks of the prompt; their sources are places in the prompt.
    pub prompt: Vec<Block>,
    /// Whether the end is missing because it would have become too large.
    pub truncated: bool,
    recording: Recording,
}

impl Preview {
    /// Renders both parts, in time linear in their lengths.
    #[must_use]
    pub fn new(description: Option<&str>, prompt: &str) -> Self {
        let input = description.map_or(0, str::len).saturating_add(prompt.len());
        let mut recording = Recording::new((BASE_SIZE - SECTIONS).saturating_add(input.saturating_mul(MAX_EXPANSION)));
        let (mut described, mut prompted) = (Vec::new(), Vec::new());
        if let Some(description) = description {
            render::description(description, &mut recording, &mut described);
        }
        if !recording.truncated() {
            render::markdown(prompt, &mut recording, &mut prompted);
        }
        Self { description: described, prompt: prompted, truncated: recording.truncated(), recording }
    }

    /// The parts that are there, each with its class: `description`, if it has text, and
    /// `prompt`.
    pub fn sections(&self) -> impl Iterator<Item = (&'static str, &[Block])> {
        let description = Some(("description", self.description.as_slice())).filter(|(_, blocks)| !blocks.is_empty());
        description.into_iter().chain([("prompt", self.prompt.as_slice())])
    }

    /// Where the paragraphs of all examples come from, in their order: places in the description. If it was
    /// truncated, there may be more than are shown.
    #[must_use]
    pub fn notes(&self) -> &[Span] {
        &self.recording.notes
    }

    /// Writes one of this preview's blocks to `sink`: one element.
    pub fn draw(&self, block: &Block, sink: &mut impl Sink) {
        self.recording.replay(block, sink);
    }

    /// All of it as HTML.
    #[must_use]
    pub fn html(&self) -> String {
        let mut html = Html::default();
        for (class, blocks) in self.sections() {
            html.open(Element::Section, &[(Attribute::Class, class)]);
            self.draw_all(blocks, &mut html);
            html.close(Element::Section);
        }
        html.out
    }

    fn draw_all(&self, blocks: &[Block], html: &mut Html) {
        for block in blocks {
            self.draw(block, html);
        }
    }
}

/// The preview of a definition as HTML, and whether its end is missing because it would
/// have become too large.
#[must_use]
pub fn preview_html(description: Option<&str>, prompt: &str) -> (String, bool) {
    let preview = Preview::new(description, prompt);
    (preview.html(), preview.truncated)
}

/// Markdown as HTML, with the preview's limits: no section around it.
#[must_use]
pub fn markdown_html(text: &str) -> String {
    let preview = Preview::new(None, text);
    let mut html = Html::default();
    preview.draw_all(&preview.prompt, &mut html);
    html.out
}
