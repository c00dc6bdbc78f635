use super::Span;

/// What several rules look for in a text, of which they'd each read every byte otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The end of a line.
    Line,
    /// A capital letter or a digit.
    Capital,
    /// A backtick or a tilde, of which code is made.
    Code,
    /// `$` or `{`, with which variables begin.
    Variable,
    /// `#` or `<`, with which comments begin.
    Comment,
    /// The first byte of what may be a character without a shape: a control character, or one of the parts of
    /// Unicode that hold such characters. Letters of most scripts are not among them.
    Unseen,
}

/// How many kinds there are.
const KINDS: usize = 6;

/// Where the marks of a text are. Made in one look at it.
#[derive(Debug)]
pub struct Marks([Vec<u32>; KINDS]);

impl Marks {
    /// Finds all in `text`. Linear in its length.
    #[must_use]
    pub fn of(text: &str) -> Self {
        // There are mostly no more of any, and a list that grows is copied each time.
        let mut found = Self(std::array::from_fn(|_| Vec::with_capacity(text.len() / 32)));
        for (at, &byte) in text.as_bytes().iter().enumerate() {
            let kind = TABLE[byte as usize] & KIND;
            if kind != NONE {
                found.0[kind as usize].push(at as u32);
            }
        }
        found
    }

    /// The bytes in `span` at which a mark of this kind is, in order.
    #[must_use]
    #[inline(never)]
    pub fn within(&self, mark: Mark, span: Span) -> &[u32] {
        let all = self.0[mark as usize].as_slice();
        let before = |end: u32| all.partition_point(|&at| at < end);
        &all[before(span.start)..before(span.end)]
    }
}

/// Whether a byte may be part of a name or a number: a letter, a digit, a hyphen, an underscore or a full stop.
#[must_use]
pub fn is_part(byte: &u8) -> bool {
    TABLE[*byte as usize] & PART != 0
}

/// What is no mark, and the bits that tell it from one.
const NONE: u8 = 7;
const KIND: u8 = 7;

/// The bit of what may be part of a word.
const PART: u8 = 8;

/// What is told of each byte. Asking what it is, one range of them after the other, takes several times as long.
static TABLE: [u8; 256] = {
    let mut table = [NONE; 256];
    let mut byte = 0;
    while byte < table.len() {
        let c = byte as u8;
        if let Some(mark) = mark(c) {
            table[byte] = mark as u8;
        }
        if c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.') {
            table[byte] |= PART;
        }
        byte += 1;
    }
    table
};

const fn mark(byte: u8) -> Option<Mark> {
    Some(match byte {
        b'\n' => Mark::Line,
        b'A'..=b'Z' | b'0'..=b'9' => Mark::Capital,
        b'`' | b'~' => Mark::Code,
        b'$' | b'{' => Mark::Variable,
        b'#' | b'<' => Mark::Comment,
        b'\t' | b'\r' => return None,
        ..b' ' | 0x7f | 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3 => Mark::Unseen,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Mark, Marks};
    use crate::text::Span;

    #[test]
    fn are_found_once_each_and_in_order() {
        let text = "A`b`\n$c {1} # d<e\u{200b}\r\n\té\0";
        let marks = Marks::of(text);
        let found = |mark| marks.within(mark, Span::new(0, text.len()));
        assert_eq!(found(Mark::Capital), [0, 9]);
        assert_eq!(found(Mark::Code), [1, 3]);
        assert_eq!(found(Mark::Line), [4, 21]);
        assert_eq!(found(Mark::Variable), [5, 8]);
        assert_eq!(found(Mark::Comment), [12, 15]);
        assert_eq!(found(Mark::Unseen), [17, 25]);
        assert_eq!(marks.within(Mark::Code, Span::new(2, 3)), []);
        assert_eq!(marks.within(Mark::Code, Span::new(1, 4)), [1, 3]);
    }
}
