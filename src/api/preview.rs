use super::{InvalidOptions, Options};
use crate::document::Document;
use crate::preview::{Preview, preview_html};
use crate::reading::{Described, Reading};
use crate::text::Utf16Map;
use serde::Serialize;

/// A rendered agent file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct PreviewResult {
    /// Safe HTML: the description with its examples as conversations, then the prompt.
    pub html: String,
    /// Whether the output was cut because it grew out of proportion to the input.
    pub truncated: bool,
}

/// Renders what the agent gets, as HTML in which nothing of the source is markup.
///
/// # Errors
/// If the options make no sense; never because of the source.
pub fn preview(source: &str, options: &Options) -> Result<PreviewResult, InvalidOptions> {
    let document = Document::parse(source);
    let settings = options.settings()?;
    let reading = Reading::of(&document, settings.host, settings.path);
    let description = reading.agent.as_ref().map(|agent| agent.description.as_str());
    let (html, truncated) = preview_html(description, document.text(document.envelope.prompt));
    Ok(PreviewResult { html, truncated })
}

/// Which part of a preview is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreviewPart {
    /// The description with its examples.
    Description,
    /// The prompt.
    Prompt,
    /// Both.
    All,
}

/// A preview to be drawn block by block.
pub struct DrawnPreview {
    /// The blocks.
    pub preview: Preview,
    /// Where each block is from, in the order of [`Preview::sections`], and behind each example where its
    /// paragraphs are from: start and end, in UTF-16 code units of the source.
    pub places: Vec<u32>,
}

/// Prepares what [`preview`] renders, or a part of it, with the source of every block.
///
/// # Errors
/// If the options make no sense; never because of the source.
pub fn draw_preview(source: &str, options: &Options, part: PreviewPart) -> Result<DrawnPreview, InvalidOptions> {
    let document = Document::parse(source);
    let settings = options.settings()?;
    let reading = Reading::of(&document, settings.host, settings.path);
    let map = Utf16Map::new(source);
    let described = Described::of(&reading).filter(|_| part != PreviewPart::Prompt);
    let description = reading.agent.as_ref().map(|agent| agent.description.as_str());
    let prompt = document.envelope.prompt;
    let preview = Preview::new(
        description.filter(|_| part != PreviewPart::Prompt),
        if part == PreviewPart::Description { "" } else { document.text(prompt) },
    );
    let mut places = Vec::new();
    let mut notes = preview.notes().iter().peekable();
    for block in &preview.description {
        let mut part = Some(&block.source);
        while let Some(span) = part {
            let (from, to) = described.as_ref().map_or((0, 0), |all| map.span(all.source(span.range())));
            places.extend([from, to]);
            part = notes.next_if(|note| note.end() <= block.source.end());
        }
    }
    for block in &preview.prompt {
        let (from, to) = map.span(block.source.shift(prompt.start()));
        places.extend([from, to]);
    }
    Ok(DrawnPreview { preview, places })
}

#[cfg(test)]
mod tests {
    use super::{Options, PreviewPart, draw_preview};

    const SOURCE: &str = "---\nname: a\ndescription: \"é one\\n\\n<example>Context: c\\nuser: x assistant: y\\n<commentary>z</commentary></example>\"\n---\n\n# Tïtle\n\ntext 😀\nmore\n\n- item\n";

    fn sources(part: PreviewPart) -> Vec<String> {
        let units: Vec<u16> = SOURCE.encode_utf16().collect();
        let drawn = draw_preview(SOURCE, &Options::default(), part).expect("these options");
        let pairs = drawn.places.chunks(2);
        pairs.map(|pair| String::from_utf16_lossy(&units[pair[0] as usize..pair[1] as usize])).collect()
    }

    #[test]
    fn says_where_everything_is_from() {
        let example = r"<example>Context: c\nuser: x assistant: y\n<commentary>z</commentary></example>";
        let description = ["é one", example, "c", "x", "y", "z"];
        let prompt = ["# Tïtle\n", "text 😀\nmore\n", "- item"];
        assert_eq!(sources(PreviewPart::All), [&description[..], &prompt[..]].concat());
        assert_eq!(sources(PreviewPart::Description), description);
        assert_eq!(sources(PreviewPart::Prompt), prompt);
    }
}
