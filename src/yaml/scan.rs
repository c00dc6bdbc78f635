//! Cuts the text into tokens. What a character means depends on whether the parser stands in
//! a flow collection, so tokens are made one at a time, and never is a character read again.

use super::parser::{Parser, Step};
use super::schema::Meaning;
use super::{Comment, Error, ErrorKind};
use crate::text::Span;

/// What the parser stands in, as far as the meaning of characters goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// Outside of every mapping.
    BlockOut,
    /// Behind the first entry of a block mapping: here alone is a tab at a line's start an error.
    BlockIn,
    /// Between brackets.
    Flow,
    /// Between brackets where a key is expected: `:` needs no blank behind it.
    FlowKey,
}

impl Context {
    pub(super) fn is_flow(self) -> bool {
        matches!(self, Self::Flow | Self::FlowKey)
    }
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tok {
    End,
    /// `---`
    DocumentStart,
    /// `...`
    DocumentEnd,
    /// `%`
    Directive,
    /// `- `
    Dash,
    /// `? `
    Question,
    /// `: `
    Colon,
    Comma,
    /// `[` or `{`
    Open,
    /// `]` or `}`
    Close,
    Anchor,
    Tag,
    Alias,
    /// Its content waits in [`Parser::scalar`].
    Scalar,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Tok,
    pub(super) span: Span,
    /// The indentation of its line, or its column behind a `- ` or `? ` on the same line.
    pub(super) indent: u32,
    /// The line that it starts on.
    pub(super) line: u32,
    /// Of a tag: its meaning. Of a scalar: the meaning that it is resolved by.
    pub(super) meaning: Meaning,
}

/// How to get to the next token.
#[derive(Clone, Copy, Default)]
pub(super) struct Scan {
    /// The column behind an indicator that a compact collection may follow on its line.
    pub(super) column: Option<u32>,
    /// The tag of the node that the scanner stands in or behind.
    pub(super) meaning: Meaning,
    /// At the first token of a text there is indentation without a line break before it.
    pub(super) first: bool,
    /// Behind a scalar a line of a flow collection may be indented less than it should.
    pub(super) after_scalar: bool,
}

pub(super) fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

pub(super) fn is_break(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

pub(super) fn is_flow_indicator(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

/// What a name or a reserved directive consists of.
fn is_visible(byte: u8) -> bool {
    byte > b' ' && byte != 0x7f
}

impl Parser<'_> {
    /// The byte `by` places further on; NUL behind the end.
    pub(super) fn peek(&self, by: usize) -> u8 {
        self.bytes.get(self.at + by).copied().unwrap_or(0)
    }

    pub(super) fn at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// Whether a blank, a line break or the end stands `by` places further on.
    pub(super) fn is_gap(&self, by: usize) -> bool {
        match self.bytes.get(self.at + by) {
            Some(byte) => is_blank(*byte) || is_break(*byte),
            None => true,
        }
    }

    /// Whether a document marker (`---`, `...`) stands here.
    pub(super) fn at_marker(&self, marker: &[u8]) -> bool {
        self.at == self.line_start && self.bytes[self.at..].starts_with(marker) && self.is_gap(3)
    }

    pub(super) fn skip_while(&mut self, wanted: fn(u8) -> bool) {
        while self.bytes.get(self.at).is_some_and(|byte| wanted(*byte)) {
            self.at += 1;
        }
    }

    /// Passes a line break: `\r\n`, `\n` or a lone `\r`.
    pub(super) fn pass_break(&mut self) {
        if self.peek(0) == b'\r' && self.peek(1) == b'\n' {
            self.at += 1;
        }
        self.pass_break_byte();
    }

    /// Passes one byte of a line break as if it were a break of its own.
    pub(super) fn pass_break_byte(&mut self) {
        self.at += 1;
        self.line += 1;
        self.line_start = self.at;
        self.line_indent = 0;
        self.tab = false;
    }

    /// Where the text of the line that holds `at` ends, the blanks at its end excluded.
    pub(super) fn text_end(&self, at: usize) -> usize {
        let len = self.bytes[at..].iter().take_while(|byte| !is_break(**byte)).count();
        at + self.text[at..at + len].trim_end_matches([' ', '\t']).len()
    }

    /// An error that covers `start..end`.
    pub(super) fn error(kind: ErrorKind, start: usize, end: usize) -> Error {
        Error { kind, span: Span::new(start, end), related: None }
    }

    /// To the next token.
    pub(super) fn advance(&mut self) -> Step {
        self.scan(Scan::default())
    }

    pub(super) fn scan(&mut self, how: Scan) -> Step {
        let before = self.token;
        self.previous_end = before.span.end();
        self.skip_gaps(how)?;
        // Until it is known better, so that an error in the token is told from here.
        self.token = Token {
            kind: Tok::Scalar,
            span: Span::empty(self.at),
            indent: self.line_indent,
            line: self.line,
            meaning: how.meaning,
        };
        let kind = self.token_kind()?;
        self.token.kind = kind;
        if kind != Tok::Scalar {
            self.token.span.end = self.at as u32;
        }
        if self.context.is_flow()
            && !how.after_scalar
            && kind != Tok::Close
            && self.token.line != before.line
            && self.block_indents.last().is_some_and(|indent| self.token.indent <= *indent)
        {
            return self.outdented_flow();
        }
        Ok(())
    }

    /// Skips blanks, line breaks and comments, and measures the indentation of the line.
    fn skip_gaps(&mut self, how: Scan) -> Step {
        let mut column = how.column;
        let mut counting = how.first || column.is_some();
        let mut leading = counting;
        if leading {
            self.tab = false;
        }
        loop {
            match self.peek(0) {
                b' ' => {
                    let start = self.at;
                    self.skip_while(|byte| byte == b' ');
                    if counting {
                        self.line_indent = (self.at - start) as u32 + column.unwrap_or(0);
                    }
                    counting = false;
                }
                b'\t' => {
                    if counting && column.is_none() && self.context == Context::BlockIn {
                        return Err(self.tab_error(self.at));
                    }
                    if leading {
                        // Only spaces make a column; the parser decides whether that matters.
                        self.tab = true;
                        column = None;
                    }
                    counting = false;
                    self.at += 1;
                }
                b'\r' | b'\n' => {
                    self.pass_break();
                    counting = true;
                    leading = true;
                    column = None;
                }
                b'#' => {
                    let start = self.at;
                    if start > self.line_start && !is_blank(self.bytes[start - 1]) {
                        return Err(self.glued(start));
                    }
                    self.pass_comment();
                }
                _ => return Ok(()),
            }
        }
    }

    /// Passes a comment up to the line's end.
    pub(super) fn pass_comment(&mut self) {
        let start = self.at;
        self.skip_while(|byte| !is_break(byte));
        let after = self.last_scalar.filter(|id| {
            let end = self.tree.node(*id).span.end();
            end >= self.line_start && end == self.previous_end
        });
        self.tree.comments.push(Comment { span: Span::new(start, self.at), after });
    }

    /// Reads one token; [`Self::token`] holds its start already.
    fn token_kind(&mut self) -> Step<Tok> {
        let start = self.at;
        let flow = self.context.is_flow();
        if self.at_end() {
            return Ok(Tok::End);
        }
        let byte = self.peek(0);
        let (kind, len) = match byte {
            b'-' if self.line_indent == 0 && self.at_marker(b"---") => (Tok::DocumentStart, 3),
            b'.' if self.line_indent == 0 && self.at_marker(b"...") => (Tok::DocumentEnd, 3),
            b'-' if self.is_gap(1) || (flow && is_flow_indicator(self.peek(1))) => {
                if flow {
                    return Err(Self::error(ErrorKind::Unexpected, start, start + 1));
                }
                (Tok::Dash, 1)
            }
            b'?' if self.is_gap(1) || (flow && is_flow_indicator(self.peek(1))) => (Tok::Question, 1),
            b':' if self.is_gap(1) || (flow && is_flow_indicator(self.peek(1))) || self.context == Context::FlowKey => {
                (Tok::Colon, 1)
            }
            b',' if flow => (Tok::Comma, 1),
            b'[' | b'{' => (Tok::Open, 1),
            b']' | b'}' => (Tok::Close, 1),
            b'%' => (Tok::Directive, 1),
            b'&' | b'*' => {
                self.name(byte)?;
                (if byte == b'&' { Tok::Anchor } else { Tok::Alias }, 0)
            }
            b'!' => {
                self.token.meaning = self.tag()?;
                (Tok::Tag, 0)
            }
            b'|' | b'>' => {
                if flow {
                    return Err(Self::error(ErrorKind::BadBlockHeader, start, start + 1));
                }
                self.block_scalar()?;
                (Tok::Scalar, 0)
            }
            b'\'' | b'"' => {
                self.quoted_scalar(byte)?;
                (Tok::Scalar, 0)
            }
            b'@' | b'`' => return Err(Self::error(ErrorKind::ReservedStart, start, start + 1)),
            _ => {
                self.plain_scalar();
                (Tok::Scalar, 0)
            }
        };
        self.at += len;
        Ok(kind)
    }

    /// Reads `&name` or `*name`.
    fn name(&mut self, sigil: u8) -> Step {
        let start = self.at;
        self.at += 1;
        self.skip_while(|byte| is_visible(byte) && !is_flow_indicator(byte));
        let named = self.at > start + 1;
        if named && (self.is_gap(0) || (self.context.is_flow() && is_flow_indicator(self.peek(0)))) {
            return Ok(());
        }
        if sigil == b'*' && !named {
            return Err(Self::error(ErrorKind::ReservedStart, start, start + 1));
        }
        Err(self.bad_property(start))
    }

    /// An error about the whole word at `start`.
    fn bad_property(&self, start: usize) -> Error {
        let len = self.bytes[start..].iter().take_while(|byte| !is_blank(**byte) && !is_break(**byte)).count();
        Self::error(ErrorKind::BadProperty, start, start + len)
    }

    /// Reads a tag and says what it means.
    fn tag(&mut self) -> Step<Meaning> {
        let start = self.at;
        self.at += 1;
        if self.is_gap(0) {
            return Ok(Meaning::Str);
        }
        match self.peek(0) {
            b'<' => {
                self.at += 1;
                let local = self.peek(0) == b'!';
                let from = self.at;
                if local {
                    self.at += 1;
                } else {
                    self.skip_tag_char();
                }
                if self.at == from {
                    return Err(self.bad_property(start));
                }
                self.skip_uri();
                if self.peek(0) != b'>' {
                    return Err(self.bad_property(start));
                }
                self.at += 1;
                Ok(Meaning::Unknown)
            }
            b'!' => {
                self.at += 1;
                let from = self.at;
                while self.skip_tag_char() {}
                let ends = self.is_gap(0) || (self.context.is_flow() && is_flow_indicator(self.peek(0)));
                if self.at == from || !ends {
                    return Err(self.bad_property(start));
                }
                Ok(Meaning::of(&self.text[from..self.at]))
            }
            _ => {
                let from = self.at;
                self.skip_while(is_word);
                if self.at == from {
                    return Err(self.bad_property(start));
                }
                if self.peek(0) == b'!' {
                    let handle = &self.text[from..self.at];
                    let known = self.tag_handles.contains(&handle);
                    self.at += 1;
                    let from = self.at;
                    while self.skip_tag_char() {}
                    if !known || self.at == from {
                        return Err(self.bad_property(start));
                    }
                    return Ok(Meaning::Unknown);
                }
                while self.skip_tag_char() {}
                Ok(Meaning::of(&self.text[from..self.at]))
            }
        }
    }

    fn skip_escaped_byte(&mut self) -> bool {
        let escaped = self.peek(0) == b'%' && self.peek(1).is_ascii_hexdigit() && self.peek(2).is_ascii_hexdigit();
        if escaped {
            self.at += 3;
        }
        escaped
    }

    fn skip_tag_char(&mut self) -> bool {
        let byte = self.peek(0);
        if is_word(byte) || b"#;/?:@&=+$_.~*'()".contains(&byte) {
            self.at += 1;
            return true;
        }
        self.skip_escaped_byte()
    }

    fn skip_uri(&mut self) {
        loop {
            if b"!,[]".contains(&self.peek(0)) {
                self.at += 1;
            } else if !self.skip_tag_char() {
                return;
            }
        }
    }

    /// Reads a directive, its `%` passed already: `Some` for `%YAML`.
    pub(super) fn directive(&mut self) -> Step<bool> {
        let start = self.at - 1;
        let end = self.text_end(start);
        let bad = Self::error(ErrorKind::BadDirective, start, end);
        if self.token.indent != 0 {
            return Err(bad);
        }
        let rest = &self.bytes[self.at..];
        let is = |name: &[u8]| rest.starts_with(name) && rest.get(name.len()).is_some_and(|byte| is_blank(*byte));
        let yaml = is(b"YAML");
        let good = if yaml {
            self.at += 4;
            self.skip_while(is_blank);
            self.digits() && self.expect(b'.') && self.digits()
        } else if is(b"TAG") {
            self.at += 3;
            self.tag_directive()
        } else {
            let named = is_visible(self.peek(0));
            while is_visible(self.peek(0)) {
                self.skip_while(is_visible);
                self.skip_while(is_blank);
            }
            named
        };
        if !good {
            return Err(bad);
        }
        let behind = self.at;
        self.skip_while(is_blank);
        if self.peek(0) == b'#' && self.at > behind {
            self.pass_comment();
        }
        if self.at_end() || is_break(self.peek(0)) { Ok(yaml) } else { Err(bad) }
    }

    fn expect(&mut self, byte: u8) -> bool {
        let found = self.peek(0) == byte;
        self.at += usize::from(found);
        found
    }

    fn digits(&mut self) -> bool {
        let start = self.at;
        self.skip_while(|byte| byte.is_ascii_digit());
        self.at > start
    }

    /// The rest of `%TAG !handle! prefix`.
    fn tag_directive(&mut self) -> bool {
        self.skip_while(is_blank);
        if !self.expect(b'!') {
            return false;
        }
        if !is_blank(self.peek(0)) && !self.expect(b'!') {
            let from = self.at;
            self.skip_while(is_word);
            let handle = &self.text[from..self.at];
            if handle.is_empty() || !self.expect(b'!') {
                return false;
            }
            self.tag_handles.push(handle);
        }
        if !is_blank(self.peek(0)) {
            return false;
        }
        self.skip_while(is_blank);
        if !self.expect(b'!') && !self.skip_tag_char() {
            return false;
        }
        self.skip_uri();
        true
    }
}

/// A character of a tag's handle.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-'
}
