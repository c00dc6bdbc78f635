use crate::document::Document;
use crate::text::{Span, is_blank};
use crate::yaml::{NodeKind, Tree};

/// A frontmatter by its lines, so that one that does not parse has fields, too.
pub(super) struct Frontmatter<'d> {
    source: &'d str,
    tree: &'d Tree,
    /// All between the fences. Other than for the host, blank lines behind the opening fence belong
    /// to it: fields are typed there.
    span: Span,
    /// How far the fields are indented.
    indent: usize,
    /// The lines that begin like a field, in order.
    fields: Vec<FieldLine>,
}

/// The start of a line that is a field's: `key:`, or what could become one.
#[derive(Clone, Copy)]
pub(super) struct FieldLine {
    /// The key, be it the half of one. Empty on a blank line.
    pub(super) key: Span,
    /// The colon behind it.
    pub(super) colon: Option<usize>,
    /// The end of the line.
    pub(super) end: usize,
}

/// An entry of a list of tools.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// The tool's name.
    pub(super) name: Span,
    /// The name and the specifier behind it.
    pub(super) whole: Span,
}

impl<'d> Frontmatter<'d> {
    /// The frontmatter that byte `at` stands in, between the opening fence's line and the closing fence.
    pub(super) fn around(document: &'d Document<'_>, at: usize) -> Option<Self> {
        let source = document.source;
        let end = document.envelope.fences?.close.start();
        let start = source.find('\n')? + 1;
        // Windows ends lines with two characters, between which there is no place to write.
        let within_break = source[..at].ends_with('\r') && source[at..].starts_with('\n');
        if start > end || at < start || at > end || within_break {
            return None;
        }
        let mut indented = None;
        let span = Span::new(start, end);
        let tree = document.frontmatter.as_ref()?;
        let mut frontmatter = Self { source, tree, span, indent: 0, fields: Vec::new() };
        let mut from = start;
        while from <= end {
            let line = Span::new(from, line_end(source, from, end));
            let text = line.slice(source).trim_start_matches(is_space);
            if !text.is_empty() && !text.starts_with('#') {
                frontmatter.indent = *indented.get_or_insert(line.len() - text.len());
            }
            frontmatter.fields.extend(frontmatter.field_on(line).filter(|field| field.colon.is_some()));
            from = line.end() + 1;
        }
        Some(frontmatter)
    }

    /// The line of byte `at`, without its break.
    fn line(&self, at: usize) -> Span {
        let before = &self.source.as_bytes()[self.span.start()..at];
        let start = before.iter().rposition(is_break).map_or(0, |found| found + 1) + self.span.start();
        Span::new(start, line_end(self.source, at, self.span.end()))
    }

    /// The field that begins, or could begin, on the line of byte `at`.
    pub(super) fn field_line(&self, at: usize) -> Option<FieldLine> {
        let line = self.line(at);
        let start = line.start();
        // The line of the closing fence is no place for a field.
        if line.end() == self.span.end() && line.slice(self.source).chars().all(is_blank) {
            return None;
        }
        for node in &self.tree.nodes {
            let is_value = match &node.kind {
                NodeKind::Scalar(_) => true,
                NodeKind::Sequence(sequence) => sequence.flow,
                NodeKind::Mapping(mapping) => mapping.flow,
                NodeKind::Absent | NodeKind::Alias(_) => false,
            };
            if is_value && node.span.start() < start && start < node.span.end() {
                return None;
            }
        }
        match self.tree.root().map(|root| &self.tree.node(root).kind) {
            // Nothing can follow these.
            Some(NodeKind::Sequence(_)) => None,
            Some(NodeKind::Mapping(mapping)) if mapping.flow => None,
            _ => self.field_on(line),
        }
    }

    /// The field that begins on `line`, by the look of it.
    fn field_on(&self, line: Span) -> Option<FieldLine> {
        let text = line.slice(self.source);
        let rest = text.trim_start_matches(is_space);
        if text.len() - rest.len() != self.indent {
            return None;
        }
        let bytes = rest.as_bytes();
        let ends_key = |&at: &usize| bytes[at] == b':' && matches!(bytes.get(at + 1), None | Some(b' ' | b'\t'));
        let colon = (0..bytes.len()).find(ends_key);
        let key = rest[..colon.unwrap_or(rest.len())].trim_end_matches(is_space);
        let key = if colon.is_some() { key } else { key.split([' ', '\t']).next().unwrap_or_default() };
        // A text of several words is no half of a key; nor is what begins like something else.
        let is_key = match bytes.first() {
            None => true,
            Some(b'-' | b'?' | b'#' | b'[' | b']' | b'{' | b'}' | b',' | b':') => false,
            Some(_) => {
                let behind = rest[key.len()..].trim_start_matches(is_space);
                colon.is_some() || behind.is_empty() || behind.starts_with('#')
            }
        };
        let start = line.start() + self.indent;
        let key = Span::new(start, start + key.len());
        is_key.then(|| FieldLine { key, colon: colon.map(|at| start + at), end: line.end() })
    }

    /// Whether a field is called `name`, other than that on the line of byte `at`.
    pub(super) fn has(&self, name: &str, at: usize) -> bool {
        self.fields.iter().any(|field| (at < field.key.start() || field.end < at) && self.name(field) == name)
    }

    /// The name of a field.
    pub(super) fn name(&self, field: &FieldLine) -> &'d str {
        let key = field.key.slice(self.source);
        let quoted = |quote: char| key.strip_prefix(quote)?.strip_suffix(quote);
        quoted('"').or_else(|| quoted('\'')).unwrap_or(key)
    }

    /// The field whose value byte `at` stands in, and all that is written behind its colon.
    pub(super) fn value(&self, at: usize) -> Option<(&FieldLine, Span)> {
        let next = self.fields.partition_point(|field| field.colon.is_some_and(|colon| colon < at));
        let field = &self.fields[next.checked_sub(1)?];
        let end = self.fields.get(next).map_or(self.span.end(), |next| next.key.start());
        let value = Span::new(field.colon? + 1, end);
        // What is no deeper than the key is not part of its value, but for lists.
        let text = &self.source[self.line(at).start()..end];
        let rest = text.trim_start_matches(is_space);
        let deeper = text.len() - rest.len() > self.indent;
        let goes_on = at <= field.end || deeper || rest.starts_with(['-', ']', '"', '\'']);
        (at <= end && goes_on).then_some((field, value))
    }

    /// Whether byte `at` stands in a comment or right before one.
    pub(super) fn in_comment(&self, at: usize) -> bool {
        self.tree.comments.iter().any(|comment| comment.span.start() <= at && at <= comment.span.end())
    }

    /// The end of what is written on a field's line, a comment left out.
    pub(super) fn end(&self, field: &FieldLine) -> usize {
        let comments = self.tree.comments.iter().map(|comment| comment.span.start());
        comments.filter(|&at| field.key.end() <= at && at < field.end).min().unwrap_or(field.end)
    }

    /// The entries of a list of tools, in any of its forms: what spaces and commas part outside of
    /// parentheses, and so do brackets and quotes where they are not text.
    pub(super) fn entries(&self, list: Span) -> Vec<Entry> {
        let mut entries = Vec::new();
        let text = list.slice(self.source);
        let marks: &[char] = match text.trim_start_matches(is_blank).chars().next() {
            Some('[') => &['[', ']', '"', '\''],
            Some('-') => &['"', '\''],
            Some('"') => &['"'],
            Some('\'') => &['\''],
            _ => &[],
        };
        // Where the entry and the specifier behind its name begin.
        let (mut start, mut specifier) = (0, None);
        let (mut inside, mut comment, mut quote) = (false, false, None);
        for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
            let breaks = matches!(c, '\n' | '\r');
            let parts = match c {
                ' ' | ',' => !inside,
                '"' | '\'' => marks.contains(&c) && (quote == Some(c) || (quote.is_none() && start == at)),
                _ => !inside && quote.is_none() && marks.contains(&c),
            };
            if parts && matches!(c, '"' | '\'') {
                quote = if quote.is_some() { None } else { Some(c) };
            }
            if breaks || parts {
                if start < at && !comment && &text[start..at] != "-" {
                    let name = Span::new(start, specifier.unwrap_or(at)).shift(list.start());
                    entries.push(Entry { name, whole: Span::new(start, at).shift(list.start()) });
                }
                (start, specifier, inside) = (at + c.len_utf8(), None, false);
                comment &= !breaks;
                continue;
            }
            match c {
                '#' if start == at => comment = true,
                '(' => {
                    specifier.get_or_insert(at);
                    inside = true;
                }
                ')' => inside = false,
                _ => {}
            }
        }
        entries
    }
}

fn is_break(byte: &u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// What may part a key, its colon and its value.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// Where the line of byte `at` ends, its break left out. Between CR and LF there is one more, which
/// is empty.
fn line_end(source: &str, at: usize, end: usize) -> usize {
    source.as_bytes()[at..end].iter().position(is_break).map_or(end, |found| at + found)
}
