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

/// What `serde_yaml`, the parser of two other hosts, has against the frontmatter of `document`.
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
    let at = error.location().map_or(fences.frontmatter.start(), |location| {
        let line =
            document.source.split_inclusive('\n').take(location.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let column = document.source[line..].char_indices().nth(location.column().saturating_sub(1));
        line + column.map_or(0, |(at, _)| at)
    });
    Some(StrictError { message: error.to_string(), at })
}
