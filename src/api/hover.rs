use super::{InvalidOptions, Options};
use crate::document::Document;
use crate::ide;
use crate::reading::Reading;
use crate::text::Utf16Map;
use serde::Serialize;

/// What there is to know about a place. Offsets are UTF-16 code units of the source.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct HoverResult {
    /// Where what it is about starts.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// Markdown. What it takes from the source stands in code spans that the source can't close.
    pub contents: String,
}

/// What there is to know about `offset`, in UTF-16 code units of `source`: what a field means and what
/// was read, which model is asked for, what a tool stands for. `None` for all else. An offset behind
/// the text is taken for its end, one within a character for that character's start.
///
/// # Errors
/// If the options make no sense; never because of the source.
pub fn hover(source: &str, offset: u32, options: &Options) -> Result<Option<HoverResult>, InvalidOptions> {
    let document = Document::parse(source);
    let settings = options.settings()?;
    let reading = Reading::of(&document, settings.host, settings.path);
    let map = Utf16Map::new(source);
    Ok(ide::hover(&document, &reading, map.byte(offset)).map(|hover| {
        let (from, to) = map.span(hover.span);
        HoverResult { from, to, contents: hover.contents }
    }))
}
