use super::{InvalidOptions, Options};
use crate::document::Document;
use crate::preview::preview_html;
use crate::reading::Reading;
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
