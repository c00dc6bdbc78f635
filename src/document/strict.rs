use super::Document;
use serde::de::IgnoredAny;

/// What a strict YAML parser says of a frontmatter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrictError {
    /// Its own message, with the line and column in the file.
    pub message: String,
    /// The byte of the source that it points to.
    pub at: usize,
}

/// The strict parser takes time with the square of open brackets, so it is only asked about
/// frontmatter of these bounds. Real ones are far within them.
const MAX_BYTES: usize = 64 << 10;
const MAX_BRACKETS: usize = 256;

/// What `serde_yaml` has against the frontmatter of `document`: the maintained fork of the parser of
/// two other hosts. Keys that stand twice, which it refuses only for some types, are not its business.
#[must_use]
pub fn strict_error(document: &Document<'_>) -> Option<StrictError> {
    let fences = document.envelope.fences?;
    let text = document.text(fences.frontmatter);
    let brackets = text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count();
    if text.len() > MAX_BYTES || brackets > MAX_BRACKETS {
        return None;
    }
    // Its places are to be those of the file: the lines above are there, but empty.
    let above = document.source[..fences.frontmatter.start()].matches('\n').count();
    let mut padded = "\n".repeat(above);
    padded.push_str(text);
    let error = serde_yaml::from_str::<IgnoredAny>(&padded).err()?;
    // It counts characters.
    let index = error.location().map_or(0, |location| location.index());
    let at = padded.char_indices().nth(index).map_or(padded.len(), |(at, _)| at);
    let at = fences.frontmatter.start() + at.saturating_sub(above);
    Some(StrictError { message: error.to_string(), at })
}
