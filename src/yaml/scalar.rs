//! Reads plain, quoted and block scalars, and notes where each part of their value stands.

use super::parser::{Parser, Step};
use super::scan::{is_blank, is_break, is_flow_indicator};
use super::{Error, ErrorKind, Run, Scalar, ScalarStyle};
use crate::text::Span;

/// Puts a scalar's value together.
struct Builder<'t> {
    text: &'t str,
    value: String,
    runs: Vec<Run>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, value: String::new(), runs: Vec::new() }
    }

    /// Appends the source's `start..end` as it is.
    fn copy(&mut self, start: usize, end: usize) {
        if start >= end {
            return;
        }
        let value_start = self.value.len() as u32;
        let len = (end - start) as u32;
        self.value.push_str(&self.text[start..end]);
        if let Some(last) = self.runs.last_mut()
            && last.value_len == last.source_len
            && last.source_start + last.source_len == start as u32
        {
            last.value_len += len;
            last.source_len += len;
            return;
        }
        self.runs.push(Run { value_start, source_start: start as u32, source_len: len, value_len: len });
    }

    /// Appends `made` in the place of the source's `start..end`.
    fn make(&mut self, made: &str, start: usize, end: usize) {
        if self.text[start..end] == *made {
            return self.copy(start, end);
        }
        // Equal lengths mean equal bytes; see `Scalar::runs`.
        let cut = usize::from(end - start == made.len());
        self.runs.push(Run {
            value_start: self.value.len() as u32,
            source_start: start as u32,
            source_len: (end - start - cut) as u32,
            value_len: made.len() as u32,
        });
        self.value.push_str(made);
    }

    /// Appends `count` line breaks in the place of `start..end`, or the blank that folding makes of one.
    fn fold(&mut self, count: usize, start: usize, end: usize) {
        if count == 0 {
            self.make(" ", start, end);
        } else {
            self.make(&"\n".repeat(count), start, end);
        }
    }

    /// The scalar. An empty one stands at `place`.
    fn finish(mut self, style: ScalarStyle, place: usize) -> Scalar {
        if self.runs.is_empty() {
            self.runs.push(Run { value_start: 0, source_start: place as u32, source_len: 0, value_len: 0 });
        }
        Scalar { style, value: self.value, runs: self.runs }
    }
}

/// The source's `start..end` as one plain scalar, for what could not be parsed.
pub(super) fn raw(text: &str, start: usize, end: usize) -> Scalar {
    let mut builder = Builder::new(text);
    builder.copy(start, end);
    builder.finish(ScalarStyle::Plain, start)
}

impl Parser<'_> {
    /// Passes line breaks, empty lines and the indentation of the next line; how many breaks.
    fn pass_folded(&mut self) -> usize {
        let mut breaks = 0;
        loop {
            match self.peek(0) {
                b'\r' | b'\n' => {
                    breaks += 1;
                    self.pass_break();
                }
                b' ' => {
                    let start = self.at;
                    self.skip_while(|byte| byte == b' ');
                    self.line_indent = (self.at - start) as u32;
                    self.tab |= self.peek(0) == b'\t';
                    self.skip_while(is_blank);
                }
                b'\t' => {
                    self.tab = true;
                    self.skip_while(is_blank);
                }
                _ => return breaks,
            }
        }
    }

    /// Whether the line that the scanner stands on is indented too little to go on.
    fn is_outdented(&self) -> bool {
        self.block_indents.last().is_some_and(|indent| self.line_indent <= *indent)
    }

    pub(super) fn plain_scalar(&mut self) {
        let flow = self.context.is_flow();
        let mut builder = Builder::new(self.text);
        let first = self.at;
        // The text of the line so far is `start..end`, without blanks at its end.
        let mut start = self.at;
        let mut end = self.at;
        // Line breaks that count only if text follows.
        let mut folded = None;
        while !self.at_end() {
            let byte = self.bytes[self.at];
            match byte {
                b' ' | b'\t' => {
                    self.at += 1;
                    continue;
                }
                b'\r' | b'\n' => {
                    builder.copy(start, end);
                    self.pass_break();
                    let breaks = self.pass_folded();
                    if self.is_outdented() {
                        start = end;
                        break;
                    }
                    folded = Some(breaks);
                    start = self.at;
                    if self.at_marker(b"---") || self.at_marker(b"...") {
                        break;
                    }
                    continue;
                }
                b':' if self.is_gap(1) || (flow && is_flow_indicator(self.peek(1))) => break,
                b'#' if self.at > first && !self.is_glued() => break,
                _ if flow && is_flow_indicator(byte) => break,
                _ => {}
            }
            if let Some(breaks) = folded.take() {
                builder.fold(breaks, end, self.at);
                start = self.at;
            }
            self.at += 1;
            end = self.at;
        }
        builder.copy(start, end);
        self.token.span = Span::new(first, end);
        self.scalar = Some(builder.finish(ScalarStyle::Plain, first));
    }

    /// Whether something other than a blank or a line break stands right before.
    fn is_glued(&self) -> bool {
        let before = self.bytes[self.at - 1];
        !is_blank(before) && !is_break(before)
    }

    /// Reads a scalar in `quote`s.
    pub(super) fn quoted_scalar(&mut self, quote: u8) -> Step {
        let open = self.at;
        let mut builder = Builder::new(self.text);
        self.at += 1;
        let mut start = self.at;
        // An error about indentation is told once a scalar.
        let mut told = false;
        loop {
            let Some(&byte) = self.bytes.get(self.at) else {
                return Err(self.unclosed_quote(open));
            };
            match byte {
                _ if byte == quote => {
                    builder.copy(start, self.at);
                    self.at += 1;
                    if quote == b'"' || self.peek(0) != quote {
                        break;
                    }
                    builder.make("'", self.at - 1, self.at + 1);
                    self.at += 1;
                    start = self.at;
                }
                b' ' | b'\t' => {
                    let blank = self.at;
                    self.skip_while(is_blank);
                    if is_break(self.peek(0)) {
                        builder.copy(start, blank);
                        start = self.fold_quoted(&mut builder, blank, open, &mut told)?;
                    }
                }
                b'\r' | b'\n' => {
                    builder.copy(start, self.at);
                    start = self.fold_quoted(&mut builder, self.at, open, &mut told)?;
                }
                b'\\' if quote == b'"' => {
                    builder.copy(start, self.at);
                    start = self.escape(&mut builder, open, &mut told)?;
                }
                b'-' | b'.' if self.at_marker(b"---") || self.at_marker(b"...") => {
                    if self.at + 3 < self.bytes.len() {
                        return Err(self.unclosed_quote(open));
                    }
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
        self.token.span = Span::new(open, self.at);
        let style = if quote == b'"' { ScalarStyle::DoubleQuoted } else { ScalarStyle::SingleQuoted };
        self.scalar = Some(builder.finish(style, open + 1));
        Ok(())
    }

    /// Folds the line break at hand; `from` is where the blanks before it begin. Returns where
    /// the text goes on.
    fn fold_quoted(&mut self, builder: &mut Builder, from: usize, open: usize, told: &mut bool) -> Step<usize> {
        // Here the host takes `\r\n` for two line breaks.
        self.pass_break_byte();
        let breaks = self.pass_folded();
        builder.fold(breaks, from, self.at);
        self.check_quoted_indent(open, told)?;
        Ok(self.at)
    }

    /// A line of a quoted scalar must be indented deeper than its parent.
    fn check_quoted_indent(&mut self, open: usize, told: &mut bool) -> Step {
        if self.is_outdented() && !*told {
            if self.at_end() || !self.quote_closes(self.bytes[open]) {
                return Err(self.unclosed_quote(open));
            }
            *told = true;
            let mut error = Self::error(ErrorKind::UnindentedQuotedLine, self.at, self.text_end(self.at));
            error.related = Some(Span::new(open, open + 1));
            self.report(error);
        }
        Ok(())
    }

    fn unclosed_quote(&self, open: usize) -> Error {
        Self::error(ErrorKind::UnclosedQuote, open, open + 1)
    }

    /// Reads a backslash sequence; returns where the text goes on.
    fn escape(&mut self, builder: &mut Builder, open: usize, told: &mut bool) -> Step<usize> {
        let start = self.at;
        self.at += 1;
        let Some(&byte) = self.bytes.get(self.at) else {
            return Err(self.unclosed_quote(open));
        };
        let plain = match byte {
            b'\r' | b'\n' => {
                self.pass_break_byte();
                let breaks = self.pass_folded();
                self.check_quoted_indent(open, told)?;
                if breaks > 0 {
                    builder.fold(breaks, start, self.at);
                }
                return Ok(self.at);
            }
            b' ' => " ",
            b'\t' | b't' => "\t",
            b'0' => "\0",
            b'a' => "\x07",
            b'b' => "\x08",
            b'n' => "\n",
            b'v' => "\x0b",
            b'f' => "\x0c",
            b'r' => "\r",
            b'e' => "\x1b",
            b'"' => "\"",
            b'/' => "/",
            b'\\' => "\\",
            b'N' => "\u{85}",
            b'_' => "\u{a0}",
            b'L' => "\u{2028}",
            b'P' => "\u{2029}",
            _ => "",
        };
        let decoded = match byte {
            b'x' => self.hex(2),
            b'u' => self.hex(4),
            b'U' => self.hex(8),
            _ => None,
        };
        if let Some(decoded) = decoded {
            builder.make(decoded.encode_utf8(&mut [0; 4]), start, self.at);
            return Ok(self.at);
        }
        let end = self.at + self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        self.at = end;
        if plain.is_empty() {
            self.report(Self::error(ErrorKind::UnknownEscape, start, end));
            // Goes on as if it were text.
            return Ok(start);
        }
        builder.make(plain, start, end);
        Ok(end)
    }

    /// Reads the `count` digits behind `x`, `u` or `U`, at which the scanner stands. It moves
    /// only if they are good.
    fn hex(&mut self, count: usize) -> Option<char> {
        let mut code = self.hex_digits(self.at + 1, count)?;
        let mut end = self.at + 1 + count;
        if count == 4 && (0xd800..0xdc00).contains(&code) && self.bytes[end..].starts_with(b"\\u") {
            // JSON writes characters beyond U+FFFF as two escapes.
            let low = self.hex_digits(end + 2, 4)?;
            if !(0xdc00..0xe000).contains(&low) {
                return None;
            }
            code = 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            end += 6;
        }
        let decoded = char::from_u32(code)?;
        self.at = end;
        Some(decoded)
    }

    fn hex_digits(&self, start: usize, count: usize) -> Option<u32> {
        let mut value = 0u32;
        for byte in self.bytes.get(start..start + count)? {
            value = value << 4 | char::from(*byte).to_digit(16)?;
        }
        Some(value)
    }

    /// Reads the header of a block scalar: the indentation that it states, and its chomping.
    fn block_header(&mut self) -> Step<(Option<u32>, u8)> {
        self.at += 1;
        let mut indent = None;
        let mut chomping = 0;
        loop {
            match self.peek(0) {
                digit @ b'1'..=b'9' if indent.is_none() => {
                    indent = Some(u32::from(digit - b'0'));
                    self.at += 1;
                }
                sign @ (b'-' | b'+') if chomping == 0 => {
                    chomping = sign;
                    self.at += 1;
                }
                b' ' | b'\t' => {
                    self.skip_while(is_blank);
                    if self.peek(0) == b'#' {
                        self.pass_comment();
                    }
                }
                b'\r' | b'\n' => {
                    self.pass_break();
                    self.refuse_tab()?;
                    return Ok((indent, chomping));
                }
                _ if self.at_end() => return Ok((indent, chomping)),
                _ => return Err(Self::error(ErrorKind::BadBlockHeader, self.at, self.text_end(self.at))),
            }
        }
    }

    /// A line of a block scalar before its first text must not begin with a tab.
    fn refuse_tab(&self) -> Step {
        if self.peek(0) == b'\t' { Err(self.tab_error(self.at)) } else { Ok(()) }
    }

    /// Reads a block scalar, its header first.
    pub(super) fn block_scalar(&mut self) -> Step {
        let header = self.at;
        let folded = self.peek(0) == b'>';
        let (stated, chomping) = self.block_header()?;
        let header_end = header + 1 + usize::from(stated.is_some()) + usize::from(chomping != 0);
        let mut builder = Builder::new(self.text);
        let mut block = Block { folded, breaks: 0, broken: header_end, more: false };
        let parent = self.block_indents.last().copied();
        let stated = stated.map(|by| parent.unwrap_or(0) + by);
        let mut end = header_end;

        // Empty lines up to the first text, which sets the indentation if the header does not.
        let mut deepest = 0;
        let mut indented = false;
        block.broken = self.at;
        let content = loop {
            match self.peek(0) {
                b'\r' | b'\n' => {
                    self.pass_break();
                    self.refuse_tab()?;
                    block.breaks += 1;
                    indented = false;
                }
                b' ' => {
                    let start = self.at;
                    let limit = stated.map_or(usize::MAX, |indent| indent as usize);
                    while self.peek(0) == b' ' && self.at - start < limit {
                        self.at += 1;
                    }
                    self.line_indent = (self.at - start) as u32;
                    indented = self.line_indent >= stated.unwrap_or(0);
                    if stated.is_none() {
                        deepest = deepest.max(self.line_indent);
                    } else if !self.at_end() && !is_break(self.peek(0)) {
                        break stated.unwrap_or(0);
                    }
                }
                _ if self.at_end() => {
                    // Indentation without a line break is a line of its own.
                    block.breaks += usize::from(indented);
                    return self.finish_block(builder, &block, chomping, end);
                }
                _ => break stated.unwrap_or(self.line_indent),
            }
        };
        self.tab |= self.peek(0) == b'\t';
        let least = parent.map_or(content, |indent| content.max(indent + 1));

        // The scanner stands behind the indentation of a line with text.
        loop {
            if self.line_indent < least || self.at_marker(b"---") || self.at_marker(b"...") {
                break;
            }
            if builder.value.is_empty() && stated.is_none() && content < deepest {
                return Err(Self::error(ErrorKind::BadIndentation, self.at, self.text_end(self.at)));
            }
            let start = self.at;
            self.skip_while(|byte| !is_break(byte));
            block.flush(&mut builder, start, is_blank(self.bytes[start]));
            builder.copy(start, self.at);
            end = self.at;
            block.broken = self.at;
            if self.at_end() {
                break;
            }
            self.pass_break();
            block.breaks += 1;
            if self.next_block_line(&mut block, content)? {
                break;
            }
        }
        self.finish_block(builder, &block, chomping, end)
    }

    /// Passes empty lines and the indentation of the next line with text; whether none follows.
    fn next_block_line(&mut self, block: &mut Block, content: u32) -> Step<bool> {
        loop {
            let start = self.at;
            while self.peek(0) == b' ' && self.at - start < content as usize {
                self.at += 1;
            }
            if self.at > start {
                self.line_indent = (self.at - start) as u32;
            }
            if self.at_end() {
                return Ok(true);
            }
            if !is_break(self.peek(0)) {
                self.tab |= self.peek(0) == b'\t';
                return Ok(false);
            }
            let empty = self.at == start;
            self.pass_break();
            block.breaks += 1;
            if empty {
                self.refuse_tab()?;
            }
        }
    }

    fn finish_block(&mut self, mut builder: Builder, block: &Block, chomping: u8, end: usize) -> Step {
        // The end of the text counts as the last line's break.
        let breaks = if builder.value.is_empty() { block.breaks } else { block.breaks.max(1) };
        let kept = match chomping {
            b'-' => 0,
            b'+' => breaks,
            _ => usize::from(!builder.value.is_empty()),
        };
        if kept > 0 {
            // All of them stand behind the text, up to where the scanner is.
            let mut stop = block.broken;
            for _ in 0..kept {
                stop += match self.bytes.get(stop) {
                    Some(b'\r') if self.bytes.get(stop + 1) == Some(&b'\n') => 2,
                    Some(byte) if is_break(*byte) => 1,
                    _ => break,
                };
            }
            builder.fold(kept, block.broken, stop);
        }
        let start = self.token.span.start();
        self.token.span = Span::new(start, end);
        let style = if block.folded { ScalarStyle::Folded } else { ScalarStyle::Literal };
        self.scalar = Some(builder.finish(style, end));
        Ok(())
    }
}

/// The state of a block scalar between two lines.
struct Block {
    folded: bool,
    /// Line breaks since the last text.
    breaks: usize,
    /// Where the last text ended.
    broken: usize,
    /// Whether the last line with text was indented deeper than the content, which keeps the
    /// breaks around it.
    more: bool,
}

impl Block {
    /// Writes the line breaks before a line whose text begins at `start`.
    fn flush(&mut self, builder: &mut Builder, start: usize, more: bool) {
        if builder.value.is_empty() {
            self.more = more;
            if self.breaks > 0 {
                builder.fold(self.breaks, self.broken, start);
            }
        } else if self.folded && !self.more && !more {
            builder.fold(self.breaks - 1, self.broken, start);
        } else {
            // The break itself is kept byte by byte, its indentation is not.
            builder.fold(self.breaks, self.broken, start);
        }
        self.more = more;
        self.breaks = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{NodeKind, Scalar, parse};

    /// The value of `k: …` behind the key, and the whole text.
    fn value(written: &str) -> (String, Scalar) {
        let text = format!("ké: {written}");
        let tree = parse(&text);
        assert_eq!(tree.errors, [], "{text}");
        let NodeKind::Mapping(mapping) = &tree.node(tree.documents[0]).kind else { panic!("no mapping: {text}") };
        let node = tree.node(mapping.entries[0].value);
        let NodeKind::Scalar(scalar) = &node.kind else { panic!("no scalar: {text}") };
        assert_eq!(node.span.slice(&text), written.trim_end_matches(['\n', '\r']), "{text}");
        (text.clone(), scalar.clone())
    }

    #[test]
    fn reads_values() {
        for (written, expected) in [
            ("a b", "a b"),
            ("a\n  b\n\n  c", "a b\nc"),
            ("a\r\n  b\r  c", "a b c"),
            ("'it''s'", "it's"),
            ("''", ""),
            ("'a\n  b\n\n  c'", "a b\nc"),
            ("'a\r\n  b'", "a\nb"),
            (r#""\x41\u00e9\U0001F600\ud83d\ude00\_\/\"""#, "Aé😀😀\u{a0}/\""),
            ("\"a \\\n  b\"", "a b"),
            ("|\n  a\n   b\n\n", "a\n b\n"),
            ("|-\n  a\n  b", "a\nb"),
            ("|+\n  a\n\n", "a\n\n"),
            ("|2\n   a", " a\n"),
            (">\n  a\n  b\n\n  c\n   d\n  e\n", "a b\nc\n d\ne\n"),
            ("|\r\n  a\r\n  b\r\n", "a\nb\n"),
        ] {
            assert_eq!(value(written).1.value, expected, "{written}");
        }
    }

    #[test]
    fn knows_where_a_part_of_the_value_stands() {
        for (written, part, source) in [
            ("a é b", "é b", "é b"),
            ("aé\n   b", "b", "b"),
            ("aé\n   b", "é b", "é\n   b"),
            ("'it''s é'", "'s", "''s"),
            (r#""a\u00e9b""#, "é", r"\u00e9"),
            (r#""a\u00e9b""#, "b", "b"),
            ("|\n  é\n  b\n", "é\nb", "é\n  b"),
            (">\n  é\n  b\n", " b", "\n  b"),
            ("|\r\n  a\r\n  b\r\n", "b\n", "b\r\n"),
        ] {
            let (text, scalar) = value(written);
            let start = scalar.value.find(part).expect("a part of the value");
            let span = scalar.source_span(start..start + part.len());
            assert_eq!(span.slice(&text), source, "{written}");
            assert_eq!(scalar.source_offset(start), span.start());
        }
    }

    #[test]
    fn empty_values_have_a_place() {
        let (text, scalar) = value("''");
        assert_eq!(scalar.source_offset(0), text.len() - 1);
        assert_eq!(scalar.source_span(0..0).start(), text.len() - 1);
    }
}
