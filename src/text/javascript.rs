use super::Span;

/// What JavaScript's `\s` matches and `String.prototype.trim` removes. Hosts written in
/// JavaScript cut by it, and it is not Rust's `char::is_whitespace`: U+FEFF is in, U+0085 is not.
#[must_use]
pub fn is_blank(c: char) -> bool {
    matches!(
        c,
        '\t'..='\r'
            | ' '
            | '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200a}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}'
            | '\u{feff}'
    )
}

/// The characters that Unicode's compatibility normalisation (NFKC) turns into a text with a colon,
/// and the colon itself.
pub const COLONS: &[char] = &[':', '\u{fe13}', '\u{fe55}', '\u{ff1a}', '\u{2a74}'];

/// The part of `text[span]` that JavaScript's `trim` leaves; empty at the start if it leaves nothing.
#[must_use]
pub fn trim(text: &str, span: Span) -> Span {
    let slice = span.slice(text);
    let trimmed = slice.trim_start_matches(is_blank);
    if trimmed.is_empty() {
        return Span::empty(span.start());
    }
    let start = span.start() + slice.len() - trimmed.len();
    Span::new(start, start + trimmed.trim_end_matches(is_blank).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_as_javascript_does() {
        let text = "\u{feff}\u{a0} a\u{85}\u{200b} \n";
        assert_eq!(trim(text, Span::new(0, text.len())).slice(text), "a\u{85}\u{200b}");
        assert_eq!(trim(" \n ", Span::new(0, 3)), Span::empty(0));
    }
}
