//! Fixes of a frontmatter that keep the file's style, and the trial that they must stand.

use super::quoting;
use super::rule::Context;
use super::spacing::without_space;
use super::support::{reads_as, say, text_of};
use crate::config::Settings;
use crate::diagnostic::Fix;
use crate::document::Document;
use crate::host::FieldKind;
use crate::reading::{Attempt, Field, Reading};
use crate::text::{Edit, Span, apply_edits, merge_edits};
use crate::yaml::{self, NodeKind, ScalarStyle};

/// Fixes that could do harm are tried out before they are offered; beyond this many findings that
/// would no longer be linear in the file.
pub(super) const TRIED_OUT: usize = 8;

/// The text of `value`, the rest of a line, where it is in quotes; `None` if that is not all of it.
fn unquoted(value: &str) -> Option<String> {
    if !value.starts_with(['"', '\'']) {
        return Some(value.to_owned());
    }
    let tree = yaml::parse(value);
    let text = text_of(&tree, tree.root()?)?;
    let fits = tree.errors.is_empty() && tree.comments.is_empty();
    let fits = fits && !text.starts_with(' ') && !text.contains(char::is_control);
    fits.then(|| text.to_owned())
}

/// How many findings carry a fix that mends them all together: it is as large as all of them.
pub(super) const CARRIED: usize = 8;

impl<'a> Context<'a> {
    /// Quotes for every value that the host itself has to quote before the frontmatter parses.
    pub(crate) fn quote_as_host(&self) -> Vec<Edit> {
        let tree = match &self.reading.attempt {
            Attempt::Second(tree) | Attempt::Failed { second: tree, .. } => tree,
            Attempt::None | Attempt::First(_) => return Vec::new(),
        };
        let Some(root) = tree.root() else { return Vec::new() };
        let NodeKind::Mapping(mapping) = &tree.node(root).kind else { return Vec::new() };
        let mut edits = Vec::new();
        for entry in &mapping.entries {
            let node = tree.node(entry.value);
            if let NodeKind::Scalar(scalar) = &node.kind
                && scalar.style == ScalarStyle::DoubleQuoted
                && !reads_as(self.text(node.span), &scalar.value)
            {
                // The host leaves out a blank that begins a text for YAML.
                let before = self.document.source[..node.span.start()].trim_end_matches('\u{a0}');
                let span = Span::new(before.len(), node.span.end());
                edits.push(Edit::replace(span, quoting::scalar(&scalar.value, 0, self.eol())));
            }
        }
        edits
    }

    /// The fix of a broken frontmatter by `edits`, together with what the host would have to quote
    /// itself. Offered only if it mends something: fewer errors remain.
    pub(crate) fn mend(&self, title: impl Into<String>, edits: Vec<Edit>) -> Option<Fix> {
        self.mend_all(title.into(), edits)
    }

    fn mend_all(&self, title: String, edits: Vec<Edit>) -> Option<Fix> {
        let before = self.yaml_errors.len();
        if edits.is_empty() || before > TRIED_OUT {
            return None;
        }
        let mut all = edits;
        for edit in self.quote_as_host() {
            // One that touches the same place gives way.
            let _ = merge_edits(&mut all, &[edit]);
        }
        self.if_harmless(Fix::safe(title, all), |after| after.yaml_errors.len() < before)
    }

    /// The fix, if it was tried out and `mends`, and if the file fares no worse by it: a rename to
    /// `tools` can leave an agent without any.
    pub(crate) fn if_harmless(&self, fix: Fix, mends: impl Fn(&Context<'_>) -> bool) -> Option<Fix> {
        self.tried_out(fix, &mends)
    }

    fn tried_out(&self, fix: Fix, mends: &dyn Fn(&Context<'_>) -> bool) -> Option<Fix> {
        let output = apply_edits(self.document.source, &fix.edits);
        let document = Document::parse(&output);
        let settings = Settings { host: self.reading.host, path: self.path, levels: self.levels.clone() };
        let reading = Reading::of(&document, settings.host, settings.path);
        let harmless = reading.status <= self.reading.status
            && (!has_no_tools(&reading) || has_no_tools(self.reading))
            && mends(&Context::new(&document, &reading, &settings));
        harmless.then_some(fix)
    }

    /// The fix that removes `spans`, which are sorted. In the frontmatter, where it could break something,
    /// it is tried out and never safe.
    pub(crate) fn remove(&self, title: &str, spans: &[Span], safe: bool) -> Option<Fix> {
        // Two line ends would become one of another kind.
        let joins = |span: &Span| {
            let (before, after) = self.document.source.split_at(span.start());
            before.ends_with('\r') && after[span.len()..].starts_with('\n')
        };
        if spans.iter().any(joins) {
            return None;
        }
        let edits: Vec<Edit> = spans.iter().copied().map(Edit::delete).collect();
        let body = self.document.envelope.body.start;
        if spans.first().is_some_and(|span| span.start < body) {
            return self.if_harmless(Fix::suggestion(title, edits), |_| true);
        }
        Some(Fix::new(title, safe, edits))
    }

    /// The fix that makes the value around byte `at` a literal block: it reaches from the last line
    /// above `at` that begins with a known field to the next one. It is safe if it is sure that all of
    /// it is the value: none of it may be a comment, or a field that lacks a space.
    pub(crate) fn make_block(&self, at: usize) -> Option<Fix> {
        let frontmatter = self.document.envelope.fences?.frontmatter;
        if self.yaml_errors.len() > TRIED_OUT {
            return None;
        }
        let mut owner: Option<(String, usize)> = None;
        let mut lines: Vec<Span> = Vec::new();
        let mut start = frontmatter.start();
        for line in self.text(frontmatter).split_inclusive('\n') {
            let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
            start += line.len();
            if self.starts_field(line) {
                if span.start() > at {
                    break;
                }
                let colon = line.find(':').unwrap_or_default();
                owner = Some((line[..colon].trim_end().to_owned(), span.start() + colon + 1));
                lines.clear();
            }
            lines.push(span);
        }
        let (name, colon) = owner?;
        // The last line of all is what stands before the closing fence on its line.
        while lines.last().is_some_and(|line| self.text(*line).trim().is_empty()) {
            lines.pop();
        }
        let (first, rest) = lines.split_first()?;
        // A lone carriage return ends a line only for YAML.
        if rest.is_empty() || lines.iter().any(|line| self.text(*line).contains('\r')) {
            return None;
        }
        let texts = |kind| matches!(kind, FieldKind::Description | FieldKind::Text | FieldKind::Any);
        if !self.reading.host.field(&name).is_some_and(|field| texts(field.kind)) {
            return None;
        }
        let value = self.document.source[colon..first.end()].trim_start();
        // What is a block already keeps no header of its own.
        let is_header =
            value.starts_with(['|', '>']) && value[1..].bytes().all(|b| matches!(b, b'+' | b'-' | b'1'..=b'9' | b' '));
        let mut sure = !value.contains(" #");
        let mut block = String::from(" |-");
        if !is_header && !value.is_empty() {
            block.push_str(self.eol());
            block.push_str("  ");
            block.push_str(&unquoted(value)?);
        }
        for (index, line) in rest.iter().enumerate() {
            let text = self.text(*line);
            let bare = text.trim_start_matches([' ', '\t']);
            sure &= !bare.starts_with('#') && !bare.contains(" #") && without_space(text).is_none();
            let column: usize =
                text[..text.len() - bare.len()].bytes().map(|byte| if byte == b'\t' { 2 } else { 1 }).sum();
            // The line end before it is kept as it is.
            let end = if index == 0 { first.end() } else { rest[index - 1].end() };
            block.push_str(&self.document.source[end..line.start()]);
            if !bare.is_empty() {
                block.extend(std::iter::repeat_n(' ', column.max(2)));
            }
            block.push_str(bare);
        }
        // One edit of all of it, so that nobody puts quotes around a part.
        let last = lines.last()?.end();
        let title = say("Make `{}` a block of all these lines", &[&name]);
        let mut fix = self.mend(title, vec![Edit::replace(Span::new(colon, last), block)]);
        fix.iter_mut().for_each(|fix| fix.safe = sure);
        fix
    }

    /// Comments that the host made part of their values when it quoted these, with their fields.
    /// In a text that is a gain, so descriptions are not among them, and neither are values of
    /// which is not known what the host makes of them.
    pub(crate) fn quoted_comments(&self) -> Vec<(&'a Field, Span)> {
        let (Attempt::Second(_), Some(first)) = (&self.reading.attempt, &self.document.frontmatter) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for field in &self.reading.fields {
            let kind = self.reading.host.field(&field.key).map(|spec| spec.kind);
            let free = matches!(kind, Some(FieldKind::Description | FieldKind::Text | FieldKind::Any));
            let Some(span) = field.value_span.filter(|_| !free) else { continue };
            let from = first.comments.partition_point(|comment| comment.span.start < span.start);
            if let Some(comment) = first.comments.get(from).filter(|comment| comment.span.end == span.end) {
                found.push((field, comment.span));
            }
        }
        found
    }

    /// The fix that makes the frontmatter readable without the host's second try: quotes for every
    /// value that needs them, `comments` ([`Context::quoted_comments`]) left alone. Offered only if
    /// it is all that is needed.
    pub(crate) fn make_strict(&self, title: &str, comments: &[(&Field, Span)]) -> Option<Fix> {
        let mut edits = self.quote_as_host();
        edits.retain(|edit| {
            let next = comments.partition_point(|(_, comment)| comment.start < edit.span.end);
            next == 0 || !comments[next - 1].1.overlaps(edit.span)
        });
        if let Some(first) = &self.document.frontmatter {
            // The host's second try also puts spaces in the place of leading tabs.
            let frontmatter = self.document.envelope.fences?.frontmatter;
            let mut at = frontmatter.start();
            let quoted = edits.len();
            for line in self.text(frontmatter).split_inclusive('\n').take_while(|_| !first.errors.is_empty()) {
                let tabs = line.bytes().take_while(|&byte| byte == b'\t').count();
                // A value of several lines that gets quotes is rewritten with its tabs.
                let next = edits[..quoted].partition_point(|edit| edit.span.end() <= at);
                if tabs > 0 && edits[..quoted].get(next).is_none_or(|edit| edit.span.start() >= at + tabs) {
                    edits.push(Edit::replace(Span::new(at, at + tabs), "  ".repeat(tabs)));
                }
                at += line.len();
            }
        }
        self.if_harmless(Fix::safe(title, edits), |after| matches!(after.reading.attempt, Attempt::First(_)))
    }
}

/// Whether nothing is left of the tools of an agent, or of those that it would have.
fn has_no_tools(reading: &Reading<'_>) -> bool {
    reading.agent.as_ref().and_then(|agent| agent.tools_granted.as_ref()).is_some_and(Vec::is_empty)
}
