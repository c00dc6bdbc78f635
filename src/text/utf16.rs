use super::Span;
use std::cell::Cell;

/// Converts byte offsets of a text to UTF-16 code units, for JavaScript's strings, and back.
///
/// Made once per text. It looks at no more of it than lies in front of what it is asked for, and no part twice:
/// findings are mostly near the top.
pub struct Utf16Map<'t> {
    text: &'t str,
    /// UTF-16 offset of every [`STEP`]th byte, as far as they have been asked for.
    steps: Cell<Vec<u32>>,
}

const STEP: usize = 128;

impl<'t> Utf16Map<'t> {
    /// Prepares `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, steps: Cell::new(vec![0]) }
    }

    /// The UTF-16 offset of the character at byte `at`; the text's length for its end.
    #[must_use]
    pub fn offset(&self, at: usize) -> u32 {
        let mut steps = self.steps.take();
        for last in steps.len() - 1..at / STEP {
            let next = steps[last] + units(&self.text.as_bytes()[last * STEP..][..STEP]);
            steps.push(next);
        }
        let step = at / STEP;
        let offset = steps[step] + units(&self.text.as_bytes()[step * STEP..at]);
        self.steps.set(steps);
        offset
    }

    /// The byte of the character that the UTF-16 offset `units` lies in, or the text's length. Linear.
    #[must_use]
    pub fn byte(&self, units: u32) -> usize {
        let mut rest = units as usize;
        for (at, c) in self.text.char_indices() {
            if rest < c.len_utf16() {
                return at;
            }
            rest -= c.len_utf16();
        }
        self.text.len()
    }

    /// The span's start and end in UTF-16 code units.
    #[must_use]
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.offset(span.start()), self.offset(span.end()))
    }
}

/// The length of `text` in UTF-16 code units.
#[must_use]
pub(crate) fn utf16_length(text: &str) -> usize {
    units(text.as_bytes()) as usize
}

/// The code units of a piece of UTF-8, which count where their characters begin.
fn units(bytes: &[u8]) -> u32 {
    if bytes.is_ascii() {
        return bytes.len() as u32;
    }
    bytes.iter().map(|&byte| utf16_units(byte)).sum()
}

/// The code units that the character led by `byte` takes; none for a continuation byte.
fn utf16_units(byte: u8) -> u32 {
    match byte {
        0x80..=0xbf => 0,
        0xf0.. => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_down_within_a_character() {
        assert_eq!(Utf16Map::new("a😀b").byte(2), 1);
    }

    #[test]
    fn agrees_with_encode_utf16() {
        for text in ["", "abc", "é😀中a", &"a😀é".repeat(100)] {
            let map = Utf16Map::new(text);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                assert_eq!(map.offset(at) as usize, text[..at].encode_utf16().count(), "{text:?} at {at}");
                assert_eq!(map.byte(map.offset(at)), at);
            }
            assert_eq!(map.byte(u32::MAX), text.len());
        }
    }
}
