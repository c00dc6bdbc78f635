use super::{InvalidOptions, Options};
use crate::document::Document;
use crate::ide::{self, ItemKind};
use crate::reading::Reading;
use crate::text::Utf16Map;
use serde::Serialize;

/// What could be written at a place. Offsets are UTF-16 code units of the source.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct CompleteResult {
    /// Where the word starts that an item replaces; the place itself if none is begun.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// What could stand there, the likeliest first. It is not narrowed down to the word that is begun.
    pub items: Vec<CompletionInfo>,
}

/// One thing that could be written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
pub struct CompletionInfo {
    /// What to call it.
    pub label: &'static str,
    /// What comes in the place of `from..to`.
    pub insert: String,
    /// What it is; a `template` is a whole new file.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "\"field\" | \"value\" | \"tool\" | \"model\" | \"template\""))]
    pub kind: &'static str,
    /// A few words beside the label.
    pub detail: Option<&'static str>,
    /// What it means, as Markdown.
    pub documentation: Option<String>,
}

/// What could be written at `offset`, in UTF-16 code units of `source`: fields that are not there yet,
/// the words that a field takes, tools, models. `None` where the host takes anything, or nothing. An
/// offset behind the text is taken for its end, one within a character for that character's start.
///
/// # Errors
/// If the options make no sense; never because of the source.
pub fn complete(source: &str, offset: u32, options: &Options) -> Result<Option<CompleteResult>, InvalidOptions> {
    let document = Document::parse(source);
    let settings = options.settings()?;
    let reading = Reading::of(&document, settings.host, settings.path);
    let map = Utf16Map::new(source);
    Ok(ide::complete(&document, &reading, map.byte(offset)).map(|completions| {
        let (from, to) = map.span(completions.span);
        let items = completions.items.into_iter().map(|item| CompletionInfo {
            label: item.label,
            insert: item.insert,
            kind: match item.kind {
                ItemKind::Field => "field",
                ItemKind::Value => "value",
                ItemKind::Tool => "tool",
                ItemKind::Model => "model",
                ItemKind::Template => "template",
            },
            detail: item.detail,
            documentation: item.documentation,
        });
        CompleteResult { from, to, items: items.collect() }
    }))
}
