use crate::text::{Span, is_blank, trim};

/// How a file is divided into frontmatter and body.
///
/// The rule is Claude Code's, as observed: a byte order mark is skipped; the opening `---` must be
/// the very first text and only blanks may follow it on its line; the *first* `---` behind that
/// closes the frontmatter, wherever it stands, even inside a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The first byte behind a byte order mark.
    pub start: u32,
    /// The fences and what stands between them; `None` if the file has no frontmatter.
    pub fences: Option<Fences>,
    /// Everything behind the closing `---`, or the whole text.
    pub body: Span,
    /// The body without the blanks around it: what becomes the system prompt.
    pub prompt: Span,
}

/// The two fences around a frontmatter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fences {
    /// The opening `---`.
    pub open: Span,
    /// What the host parses as YAML.
    pub frontmatter: Span,
    /// The closing `---`.
    pub close: Span,
}

const FENCE: &str = "---";

impl Envelope {
    /// Finds the envelope of `source`.
    #[must_use]
    pub fn find(source: &str) -> Self {
        let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let fences = Fences::find(source, start);
        let body = Span::new(fences.map_or(start, |fences| fences.close.end()), source.len());
        Self { start: start as u32, fences, body, prompt: trim(source, body) }
    }
}

/// Whether `source` begins as one with a frontmatter does, even if nothing closes that.
#[must_use]
pub fn opens(source: &str) -> bool {
    let rest = source.strip_prefix('\u{feff}').unwrap_or(source).strip_prefix(FENCE);
    rest.is_some_and(|rest| {
        let blank = &rest[..rest.len() - rest.trim_start_matches(is_blank).len()];
        blank.contains('\n') || blank.len() == rest.len()
    })
}

impl Fences {
    fn find(source: &str, start: usize) -> Option<Self> {
        let rest = source[start..].strip_prefix(FENCE)?;
        let open = Span::new(start, start + FENCE.len());
        let blank = rest.len() - rest.trim_start_matches(is_blank).len();
        // Blank lines behind the opener belong to it, the last line's indentation does not.
        let begin = open.end() + rest[..blank].rfind('\n')? + 1;
        let close = begin + source[begin..].find(FENCE)?;
        Some(Self { open, frontmatter: Span::new(begin, close), close: Span::new(close, close + FENCE.len()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(source: &str) -> Option<(&str, &str)> {
        let envelope = Envelope::find(source);
        envelope.fences.map(|fences| (fences.frontmatter.slice(source), envelope.prompt.slice(source)))
    }

    #[test]
    fn closes_at_the_first_dashes() {
        assert_eq!(parts("---\na: b\n---\nbody\n"), Some(("a: b\n", "body")));
        assert_eq!(parts("---\na: b --- c\n---\nbody"), Some(("a: b ", "c\n---\nbody")));
        assert_eq!(parts("\u{feff}--- \t\r\n\n  a: b\n-----x"), Some(("  a: b\n", "--x")));
        assert_eq!(parts("---\n---"), Some(("", "")));
    }

    #[test]
    fn opens_only_at_the_very_start() {
        for source in
            ["", "-", "---", "---\na: b\n", "\n---\na\n---\n", "----\na\n---\n", "--- #\na\n---", "---\ra\r---\r"]
        {
            assert_eq!(parts(source), None, "{source:?}");
        }
    }
}
