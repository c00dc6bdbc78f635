//! Fields that lack the space behind their colon: several rules must tell them from others.

use super::rule::Context;
use crate::reading::{Fate, Field};
use crate::text::Span;
use crate::yaml::{Error, ErrorKind};

impl Context<'_> {
    /// Whether the file says `name`, but lacks the space behind its colon; that has a rule of its own.
    pub(crate) fn lacks_space_behind(&self, name: &str) -> bool {
        let mut unknown = self.reading.fields.iter().filter(|field| field.fate == Fate::Unknown);
        unknown.any(|field| self.unspaced_key(field).is_some_and(|(key, _)| self.text(key) == name))
    }

    /// The known field and what stands behind it in the place of `: `, if the key holds that.
    pub(crate) fn unspaced_key(&self, field: &Field) -> Option<(Span, Span)> {
        unspaced(self, field.key_span)
    }

    /// Whether `line` is a field that lacks a space, and if the host does not know it, one that is an error.
    pub(crate) fn lacks_space(&self, line: Span) -> bool {
        let is_text = |error: &Error| {
            error.span.start == line.start && matches!(error.kind, ErrorKind::UnindentedText | ErrorKind::MultilineKey)
        };
        unspaced(self, line).is_some()
            || (without_space(self.text(line)).is_some() && self.first_error(line).is_some_and(is_text))
    }
}

/// A known field that `line` begins with, and what stands behind it in the place of `: `.
pub(super) fn unspaced(cx: &Context<'_>, line: Span) -> Option<(Span, Span)> {
    let text = cx.text(line);
    let open = usize::from(text.starts_with(['"', '\'']));
    let key = open + text[open..].find(|c: char| !is_key(c))?;
    cx.reading.host.field(&text[open..key])?;
    if open > 0 {
        // In brackets the space may be missing behind a quoted key.
        cx.first_error(line).filter(|error| error.kind == ErrorKind::TextAfterQuote)?;
        text[key..].strip_prefix(&text[..open])?;
    }
    let rest = text[key + open..].trim_start_matches(' ');
    let sign = rest.chars().next().filter(|c| matches!(c, ':' | '=' | '\u{ff1a}' | '\u{fe55}'))?;
    let behind = rest[sign.len_utf8()..].trim_start_matches(' ');
    let spaced = rest.len() - sign.len_utf8() - behind.len() > 0;
    // What YAML takes for a field, and an empty one, is none of these.
    if behind.trim_end().is_empty() || (sign == ':' && (spaced || behind.starts_with('\t'))) {
        return None;
    }
    let (start, end) = (line.start() + key + open, line.start() + text.len() - behind.len());
    Some((Span::new(line.start() + open, line.start() + key), Span::new(start, end)))
}

/// Where the colon stands if `line` looks like a field of any name that has text right behind it.
pub(super) fn without_space(line: &str) -> Option<usize> {
    let key = line.find(|c: char| !is_key(c))?;
    let text = line[key..].strip_prefix(':').filter(|text| !text.trim_end().is_empty())?;
    (line.starts_with(|c: char| c.is_ascii_alphabetic()) && !text.starts_with([' ', '\t', ':', '/'])).then_some(key)
}

fn is_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}
