use super::Span;

/// Converts byte offsets of a text to UTF-16 code units, for JavaScript's strings, and back.
///
/// Made once per text; each look-up then takes a short, bounded scan.
pub struct Utf16Map<'t> {
    text: &'t str,
    /// UTF-16 offset of every [`STEP`]th byte; empty for ASCII, where both units agree.
    steps: Vec<u32>,
}

const STEP: usize = 128;

impl<'t> Utf16Map<'t> {
    /// Prepares `text`. Linear in its length.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut steps = Vec::new();
        if !text.is_ascii() {
            steps.reserve(text.len() / STEP + 1);
            let mut units = 0;
            for (at, byte) in text.bytes().enumerate() {
                if at % STEP == 0 {
                    steps.push(units);
                }
                units += utf16_units(byte);
            }
        }
        Self { text, steps }
    }

    /// The UTF-16 offset of the character at byte `at`; the text's length for its end.
    #[must_use]
    pub fn offset(&self, at: usize) -> u32 {
        if self.steps.is_empty() {
            return at as u32;
        }
        let step = (at / STEP).min(self.steps.len() - 1);
        let rest: u32 = self.text.as_bytes()[step * STEP..at].iter().map(|&byte| utf16_units(byte)).sum();
        self.steps[step] + rest
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
    text.bytes().map(|byte| utf16_units(byte) as usize).sum()
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
