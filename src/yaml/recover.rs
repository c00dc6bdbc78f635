//! What is wrong, said so that a human knows where to look, and where to go on behind it.

use super::parser::{Frame, Next, Parser, Step, Waits, Want};
use super::scalar::raw;
use super::scan::{Context, Scan, Tok, is_blank, is_break};
use super::{Entry, Error, ErrorKind, Mapping, NodeId, NodeKind, ScalarStyle};
use crate::text::Span;

/// How far to look for the end of something that is not closed where it should be.
const FAR: usize = 8 * 1024;

impl Parser<'_> {
    /// An error about the tabs in the indentation before `at`.
    pub(super) fn tab_error(&self, at: usize) -> Error {
        let line = &self.bytes[self.line_start_of(at)..];
        let from = self.line_start_of(at);
        let first = line.iter().position(|byte| *byte == b'\t').map_or(at, |by| from + by);
        let len = self.bytes[first..].iter().take_while(|byte| **byte == b'\t').count();
        Self::error(ErrorKind::TabIndentation, first, first + len)
    }

    /// Where the line that holds `at` begins.
    fn line_start_of(&self, at: usize) -> usize {
        self.bytes[..at].iter().rposition(|byte| is_break(*byte)).map_or(0, |before| before + 1)
    }

    /// The text of the line that `at` is on, from `at` on.
    fn rest_of_line(&self, kind: ErrorKind, at: usize) -> Error {
        Self::error(kind, at, self.text_end(at).max(at))
    }

    /// An error about something that stands on one line right behind something finished.
    pub(super) fn glued(&self, at: usize) -> Error {
        let kind = match self.bytes[at - 1] {
            b'"' | b'\'' => ErrorKind::TextAfterQuote,
            b']' | b'}' => ErrorKind::TextAfterBracket,
            _ => ErrorKind::Unexpected,
        };
        self.rest_of_line(kind, at)
    }

    /// A `:` behind a key that does not stand on its line. In plain text the last line is the
    /// key that was meant, and the lines before it are at fault.
    pub(super) fn multiline_key(&self, key: NodeId) -> Error {
        let node = self.tree.node(key);
        let span = node.span;
        let plain = matches!(&node.kind, NodeKind::Scalar(scalar) if scalar.style == ScalarStyle::Plain);
        let last_line = self.line_start_of(span.end());
        let end = if plain && last_line > span.start() {
            span.start() + self.text[span.start()..last_line].trim_end().len()
        } else {
            span.end()
        };
        let mut error = Self::error(ErrorKind::MultilineKey, span.start(), end);
        error.related = Some(self.token.span);
        error
    }

    /// Something in the place of a key that no `:` follows.
    pub(super) fn no_colon(&self, key: NodeId) -> Error {
        let start = self.tree.node(key).span.start();
        let same_line = self.line_start_of(self.token.span.start()) <= self.previous_end;
        if same_line && !matches!(self.token.kind, Tok::End) && self.token.span.start() > start {
            return self.unexpected();
        }
        self.rest_of_line(ErrorKind::UnindentedText, start)
    }

    /// The bracket that is open.
    fn open_bracket(&self) -> Option<Span> {
        let frame = self.frames.iter().rev().find(|frame| is_flow(frame))?;
        let start = self.tree.node(frame.id).span.start();
        Some(Span::new(start, start + 1))
    }

    fn unclosed_bracket(&self, bracket: Span) -> Error {
        Self::error(ErrorKind::UnclosedBracket, bracket.start(), bracket.end())
    }

    /// A token that cannot stand where it does.
    pub(super) fn unexpected(&self) -> Error {
        let token = self.token;
        let start = token.span.start();
        let line_start = self.line_start_of(start);
        let first_on_line = self.previous_end < line_start || self.text[line_start..start].trim().is_empty();
        let before = self.previous_end.checked_sub(1).map_or(0, |at| self.bytes[at]);
        if self.context.is_flow()
            && let Some(bracket) = self.open_bracket()
        {
            let outdented = first_on_line && self.block_indents.last().is_some_and(|indent| token.indent <= *indent);
            return match token.kind {
                Tok::End | Tok::DocumentStart | Tok::DocumentEnd => self.unclosed_bracket(bracket),
                _ if outdented && self.looks_like_key(start, self.text_end(start)) => self.unclosed_bracket(bracket),
                Tok::Close => {
                    let mut error = Self::error(ErrorKind::UnmatchedBracket, start, token.span.end());
                    error.related = Some(bracket);
                    error
                }
                Tok::Colon => Self::error(ErrorKind::NestedColon, start, token.span.end()),
                Tok::Scalar | Tok::Open | Tok::Alias | Tok::Tag | Tok::Anchor
                    if !matches!(before, b',' | b'[' | b'{' | b':' | b'?') =>
                {
                    Self::error(ErrorKind::MissingComma, start, token.span.end())
                }
                _ => Self::error(ErrorKind::Unexpected, start, token.span.end()),
            };
        }
        let end = token.span.end();
        match token.kind {
            Tok::Close => Self::error(ErrorKind::UnmatchedBracket, start, end),
            Tok::Directive if !first_on_line => Self::error(ErrorKind::ReservedStart, start, end),
            Tok::Directive => self.rest_of_line(ErrorKind::BadDirective, start),
            Tok::DocumentStart | Tok::DocumentEnd => Self::error(ErrorKind::BadDirective, start, end),
            Tok::Colon => Self::error(ErrorKind::NestedColon, start, end),
            _ if !first_on_line && matches!(before, b'"' | b'\'') && self.ends_quoted() => {
                self.rest_of_line(ErrorKind::TextAfterQuote, start)
            }
            _ if !first_on_line && matches!(before, b']' | b'}') => {
                self.rest_of_line(ErrorKind::TextAfterBracket, start)
            }
            Tok::Dash | Tok::Question if !first_on_line => Self::error(ErrorKind::BlockOnKeyLine, start, start + 1),
            Tok::End => Self::error(ErrorKind::Unexpected, start, end),
            _ if !first_on_line => self.rest_of_line(ErrorKind::Unexpected, start),
            _ => {
                let deep = self.root_mapping.is_some_and(|(_, indent)| token.indent > indent);
                let kind = if deep { ErrorKind::BadIndentation } else { ErrorKind::UnindentedText };
                self.rest_of_line(kind, start)
            }
        }
    }

    /// Whether the scalar before the token is quoted.
    fn ends_quoted(&self) -> bool {
        self.last_scalar.is_some_and(|id| {
            let node = self.tree.node(id);
            let quoted = matches!(&node.kind, NodeKind::Scalar(scalar)
                if matches!(scalar.style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted));
            quoted && node.span.end() == self.previous_end
        })
    }

    /// A line of a flow collection that is not indented deeper than the collection's parent:
    /// an error that may be stepped over if the brackets are closed further on.
    pub(super) fn outdented_flow(&mut self) -> Step {
        let Some(bracket) = self.open_bracket() else { return Err(self.unexpected()) };
        let start = self.token.span.start();
        let end = matches!(self.token.kind, Tok::End | Tok::DocumentStart | Tok::DocumentEnd);
        if self.outdented_bracket == Some(bracket) && !end {
            return Ok(());
        }
        if end || (self.looks_like_key(start, self.text_end(start)) && !self.brackets_close(start)) {
            return Err(self.unclosed_bracket(bracket));
        }
        let mut error = self.rest_of_line(ErrorKind::BadIndentation, start);
        error.related = Some(bracket);
        self.outdented_bracket = Some(bracket);
        self.report(error);
        Ok(())
    }

    /// Whether the brackets that are open get closed from `at` on.
    fn brackets_close(&self, at: usize) -> bool {
        let mut depth = self.frames.iter().filter(|frame| is_flow(frame)).count();
        for byte in self.bytes[at..].iter().take(FAR) {
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return true;
            }
        }
        false
    }

    /// Whether an open quoted scalar gets closed from here on: by a quote at a line's end that
    /// has no partner on its line.
    pub(super) fn quote_closes(&self, quote: u8) -> bool {
        let mut odd = false;
        let mut last = 0;
        let mut escaped = false;
        let rest = &self.bytes[self.at..];
        for (place, &byte) in rest.iter().enumerate().take(FAR) {
            if is_break(byte) {
                if odd && last == quote {
                    return true;
                }
                odd = false;
                last = 0;
                escaped = false;
                continue;
            }
            if byte == quote && !escaped {
                odd = !odd;
            }
            escaped = byte == b'\\' && quote == b'"' && !escaped;
            if !is_blank(byte) {
                last = byte;
            }
            if place + 1 == rest.len() && odd && last == quote {
                return true;
            }
        }
        false
    }

    /// Whether `start..end`, the text of a line, begins an entry of a block mapping.
    fn looks_like_key(&self, start: usize, end: usize) -> bool {
        let line = &self.bytes[start..end];
        let mut at = 0;
        match line.first() {
            Some(quote @ (b'"' | b'\'')) => {
                at = 1;
                while at < line.len() && line[at] != *quote {
                    at += if line[at] == b'\\' && *quote == b'"' { 2 } else { 1 };
                }
                at += 1;
                while at < line.len() && is_blank(line[at]) {
                    at += 1;
                }
                return line.get(at) == Some(&b':') && line.get(at + 1).is_none_or(|byte| is_blank(*byte));
            }
            None => return false,
            Some(b'-' | b'?' | b':') if line.get(1).is_none_or(|byte| is_blank(*byte)) => return false,
            Some(first) if b"#,[]{}&*!|>%@`".contains(first) => return false,
            Some(_) => {}
        }
        while at < line.len() {
            match line[at] {
                b':' if line.get(at + 1).is_none_or(|byte| is_blank(*byte)) => return true,
                b'#' if at > 0 && is_blank(line[at - 1]) => return false,
                _ => at += 1,
            }
        }
        false
    }

    /// Records an error and goes on behind it, with the next entry of the document's mapping.
    /// If there is none, what could be read of the root is handed back and the text is over.
    pub(super) fn recover(
        &mut self,
        error: Error,
        root: Option<NodeId>,
        again: bool,
    ) -> Result<Step<Next>, Option<NodeId>> {
        let at = error.span.start();
        self.report(error);
        let line = self.line_start_of(at);
        let indent = match self.root_mapping {
            Some((_, indent)) => indent as usize,
            None => self.bytes[line..].iter().take_while(|byte| **byte == b' ').count(),
        };
        let resume = if again { self.next_key_line(line, indent) } else { None };
        let end = resume.unwrap_or(self.bytes.len());
        let salvaged = self.unwind(at, end, root);
        let Some(resume) = resume else {
            self.at = self.bytes.len();
            self.token.kind = Tok::End;
            return Err(salvaged);
        };
        let (id, indent) = match self.root_mapping {
            Some(root) => root,
            None => (self.add(NodeKind::Mapping(Mapping::default()), Span::empty(resume), 1), indent as u32),
        };
        self.root_mapping = Some((id, indent));
        self.frames.clear();
        let frame = Frame::new(Waits::BlockKey, id, Want::default(), self.token, Context::BlockOut);
        self.frames.push(Frame { indent, line: 0, first: false, ..frame });
        self.block_indents.clear();
        self.block_indents.push(indent);
        self.context = Context::BlockIn;
        self.at = resume;
        self.line_start = resume;
        self.line += 1;
        self.line_indent = 0;
        self.marker_line = None;
        self.scalar = None;
        let scanned = self.scan(Scan { first: true, ..Scan::default() });
        Ok(scanned.and_then(|()| self.next_entry()))
    }

    /// Where the next line behind `line` begins that goes on with a mapping of that
    /// indentation, or with another document.
    fn next_key_line(&self, line: usize, indent: usize) -> Option<usize> {
        let mut at = line;
        loop {
            at += self.bytes[at..].iter().position(|byte| is_break(*byte))? + 1;
            if self.bytes[at - 1] == b'\r' && self.bytes.get(at) == Some(&b'\n') {
                at += 1;
            }
            let rest = &self.bytes[at..];
            if rest.starts_with(b"---") || rest.starts_with(b"...") {
                let behind = rest.get(3).is_none_or(|byte| is_blank(*byte) || is_break(*byte));
                if behind {
                    return Some(at);
                }
            }
            let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
            if blanks == indent && self.looks_like_key(at + blanks, self.text_end(at + blanks).max(at + blanks)) {
                return Some(at);
            }
        }
    }

    /// Closes everything that is open, so that no finished part is lost. The entry of the root
    /// mapping that the error at `at` is in gets its raw text for a value, unless there are
    /// entries of its own to keep. `end` is where parsing goes on.
    fn unwind(&mut self, at: usize, end: usize, root: Option<NodeId>) -> Option<NodeId> {
        let mut child = None;
        while self.frames.len() > 1 || (self.root_mapping.is_none() && !self.frames.is_empty()) {
            let Some(frame) = self.frames.pop() else { break };
            if frame.waits == Waits::FirstKey {
                child = None;
                continue;
            }
            self.salvage(&frame, child);
            self.close(frame.id);
            child = Some(frame.id);
        }
        let Some((id, indent)) = self.root_mapping else { return child.or(root) };
        let pending = self.frames.pop().and_then(|frame| Some((frame.key?, frame.colon)));
        if let Some((key, colon)) = pending {
            let kept = child.filter(|child| self.is_block(*child));
            let value = kept.unwrap_or_else(|| self.raw_value(key, colon, indent, end));
            if let Some(mapping) = self.mapping_mut(id) {
                mapping.entries.push(Entry { key, colon, value });
            }
        } else if let Some(entry) = self.mapping_mut(id).and_then(|mapping| mapping.entries.last().copied())
            && !self.is_block(entry.value)
            && at < self.entry_end(entry.key, indent, end)
        {
            let value = self.raw_value(entry.key, entry.colon, indent, end);
            if let Some(last) = self.mapping_mut(id).and_then(|mapping| mapping.entries.last_mut()) {
                last.value = value;
            }
        }
        self.close(id);
        Some(id)
    }

    /// Puts the entry that a frame waits for into its collection, as far as it got.
    fn salvage(&mut self, frame: &Frame, child: Option<NodeId>) {
        if let Some(key) = frame.key {
            let place = frame.colon.map_or(self.tree.node(key).span.end(), Span::end);
            let value = child.unwrap_or_else(|| self.raw_text(place, self.text_end(place).max(place)));
            let entry = Entry { key, colon: frame.colon, value };
            match &mut self.node_mut(frame.id).kind {
                NodeKind::Mapping(mapping) => mapping.entries.push(entry),
                NodeKind::Sequence(sequence) => sequence.items.extend([key, value]),
                _ => {}
            }
        } else if let (Some(child), NodeKind::Sequence(sequence)) = (child, &mut self.node_mut(frame.id).kind) {
            sequence.items.push(child);
        }
    }

    /// Whether the node is a block collection.
    fn is_block(&self, id: NodeId) -> bool {
        match &self.tree.node(id).kind {
            NodeKind::Sequence(sequence) => !sequence.flow && !sequence.items.is_empty(),
            NodeKind::Mapping(mapping) => !mapping.flow && !mapping.entries.is_empty(),
            _ => false,
        }
    }

    /// Where the lines of an entry end: before the next text that is not indented deeper.
    fn entry_end(&self, key: NodeId, indent: u32, limit: usize) -> usize {
        let mut at = self.tree.node(key).span.start();
        loop {
            at += self.bytes[at..limit].iter().take_while(|byte| !is_break(**byte)).count() + 1;
            if at >= limit {
                return limit;
            }
            let blanks = self.bytes[at..limit].iter().take_while(|byte| is_blank(**byte)).count();
            let text = self.bytes.get(at + blanks).is_some_and(|byte| !is_break(*byte));
            if text && blanks <= indent as usize {
                return at;
            }
        }
    }

    /// What is written behind a key, as text.
    fn raw_value(&mut self, key: NodeId, colon: Option<Span>, indent: u32, limit: usize) -> NodeId {
        let start = colon.map_or(self.tree.node(key).span.end(), Span::end);
        let end = self.entry_end(key, indent, limit).max(start);
        self.raw_text(start, end)
    }

    /// What is written in `start..end`, blanks around it excluded.
    fn raw_text(&mut self, start: usize, end: usize) -> NodeId {
        let written = &self.text[start..end];
        let text = written.trim();
        if text.is_empty() {
            return self.add(NodeKind::Absent, Span::empty(start), 1);
        }
        let from = start + written.len() - written.trim_start().len();
        let scalar = raw(self.text, from, from + text.len());
        self.add(NodeKind::Scalar(scalar), Span::new(from, from + text.len()), 1)
    }
}

/// Whether a frame is a flow collection.
fn is_flow(frame: &Frame) -> bool {
    matches!(frame.waits, Waits::FlowItem | Waits::PairKey | Waits::PairValue | Waits::FlowKey | Waits::FlowValue)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{mark, show_all};
    use super::super::{ErrorKind, parse};
    use super::ErrorKind::*;

    /// The errors of a text: kind, and the text with the place marked.
    fn errors(text: &str) -> Vec<(ErrorKind, String)> {
        parse(text).errors.iter().map(|error| (error.kind, mark(text, error.span))).collect()
    }

    #[test]
    fn marks_what_a_human_would() {
        for (kind, marked) in [
            (NestedColon, "a: b»:« c"),
            (NestedColon, "é: ü»:« ö\nß: x"),
            (NestedColon, "a: b\n  c»:« d"),
            (NestedColon, "a: \"b\"»:« c"),
            (UnclosedQuote, "a: »\"«b\nc: d"),
            (UnclosedQuote, "a: »'«b"),
            (UnclosedBracket, "a: »[«b, é\nc: d"),
            (UnclosedBracket, "a: [b, »{«c: d"),
            (UnmatchedBracket, "a: [b»}«"),
            (UnmatchedBracket, "a: b\n»]«"),
            (TextAfterQuote, "a: 'it'»s é«  \nb: c"),
            (TextAfterQuote, "a: \"b\"»#c«"),
            (TextAfterBracket, "a: [b] »c«"),
            (UnknownEscape, "a: \"»\\q«\""),
            (UnknownEscape, "a: \"»\\é«\""),
            (TabIndentation, "a: b\n»\t«c: d"),
            (TabIndentation, "a: |\n»\t\t«b"),
            (UnindentedText, "a: b\n»some é«\nc: d"),
            (UnindentedQuotedLine, "a: \"b\n»c\"«"),
            (BadIndentation, "a:\n  b: c\n »d: e«"),
            (BadIndentation, "a: [\n»b,«\nc]"),
            (MultilineKey, "»a«\nb: c"),
            (MultilineKey, "»\"a\n b\"«: c"),
            (UnresolvedAlias, "a: »**b**« c"),
            (ReservedStart, "a: »@«b"),
            (ReservedStart, "a: »`«b`"),
            (ReservedStart, "a: »*«"),
            (ReservedStart, "a: »%«b"),
            (BlockOnKeyLine, "a: »-« b"),
            (BlockOnKeyLine, "a: »?« b"),
            (BadBlockHeader, "a: |»x«\n  b"),
            (BadCharacter, "a: b»\0«c"),
            (BadProperty, "a: »&« b"),
            (BadProperty, "a: »!e!x« b"),
            (BadDirective, "»%YAML x«\n---\na"),
            (MissingComma, "a: ['b' »'c'«]"),
        ] {
            let text = marked.replace(['»', '«'], "");
            assert_eq!(errors(&text), [(kind, marked.to_owned())]);
        }
    }

    #[test]
    fn goes_on_behind_an_error() {
        for (text, tree, count) in [
            ("a: b: c\nd: [e\nf: \"g\n h: i\nj: k", "{a: b: c, d: [e, f: \"g\n h: i, j: k}", 3),
            ("a: b\ntext\nmore\nc: d", "{a: b, c: d}", 1),
            ("@a: b\nc: d", "{c: d}", 1),
            ("a: \"b\nc: \"d\"\ne: f", "{a: \"b, c: \"d\", e: f}", 1),
            ("a: \"b\n\nc:\n- d\n\"\ne: f", "{a: \"b\\nc: - d \", e: f}", 1),
            ("a: [b,\nc]\nd: e", "{a: [b, c], d: e}", 1),
            ("a:\n  - b: c\n  - d: e: f\ng: h", "{a: [{b: c}, {d: e}], g: h}", 1),
            ("a:\n  b: @c\n  d: e\nf: g", "{a: {b: @c}, f: g}", 1),
            ("a: *b\nc: d", "{a: *?, c: d}", 1),
            ("a: b: c\n---\nd: e", "{a: b: c} --- {d: e}", 1),
            ("text\na: b", "{a: b}", 1),
        ] {
            let read = parse(text);
            assert_eq!((show_all(&read), read.errors.len()), (tree.to_owned(), count), "{text}");
        }
    }

    #[test]
    fn stays_small_on_broken_text() {
        assert!(parse(&"a: *b\n".repeat(5_000)).errors.len() <= 1_000);
        assert!(parse(&"a: \"b\n".repeat(5_000)).errors.len() <= 1_000);
        for open in ["[", "{", "- ", "? ", "{a: ", "[[] "] {
            assert_eq!(parse(&open.repeat(100_000)).errors.len(), 1, "{open}");
        }
    }
}
