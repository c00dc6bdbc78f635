//! Comments in the frontmatter that leave findings out: `# passmuster: ignore[rule] reason` for the
//! next line, `# passmuster: ignore-file[rule] reason` for the file. There they never reach a model.

use super::rule::{Context, Rule};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::yaml::Tree;
use std::cell::Cell;

/// What a comment begins with that is addressed to Passmuster.
pub(super) const ADDRESS: &str = "passmuster:";

/// How many comments of a file are heeded, and how many names in each: they are compared with each finding.
const MOST: usize = 256;

/// Whether a YAML comment, `#` included, is addressed to Passmuster, be it without the colon.
pub(super) fn is_addressed(comment: &str) -> bool {
    let said = comment.trim_start_matches('#').trim_start();
    said.starts_with(ADDRESS) || said.starts_with("passmuster ignore")
}

/// All such comments of a file.
#[derive(Default)]
pub(crate) struct Suppressions {
    pub(super) all: Vec<Suppression>,
}

/// One such comment.
pub(super) struct Suppression {
    /// The comment, `#` included.
    pub(super) span: Span,
    /// What it is worth.
    pub(super) kind: Kind,
    /// What stands in its brackets.
    pub(super) names: Vec<Name>,
}

/// What a comment that is addressed to Passmuster says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The findings in these bytes of the source are left out.
    Lines(Span),
    /// Those of the whole file are.
    File,
    /// It is none of what can be said.
    Unknown,
}

/// A name in a comment's brackets.
pub(super) struct Name {
    /// Where it stands.
    pub(super) span: Span,
    /// The rule of that name.
    pub(super) rule: Option<&'static Rule>,
    /// Whether it left a finding out.
    pub(super) used: Cell<bool>,
}

impl Suppressions {
    pub(super) fn of(cx: &Context<'_>) -> Self {
        let tree: Option<&Tree> = cx.reading.tree().or(cx.document.frontmatter.as_ref());
        let comments = tree.map(|tree| tree.comments.as_slice()).unwrap_or_default();
        let addressed = comments.iter().filter(|comment| is_addressed(cx.text(comment.span)));
        Self { all: addressed.take(MOST).map(|comment| read(cx, comment.span)).collect() }
    }

    /// Leaves out of `found` what the comments say.
    pub(super) fn apply(&self, found: &mut Vec<Diagnostic>) {
        if self.all.is_empty() {
            return;
        }
        found.retain(|diagnostic| !self.hide(diagnostic.rule, diagnostic.span));
    }

    /// Whether a finding of `rule` at `span` is left out. Rules ask that make one finding of several places:
    /// a comment is about its own place alone.
    pub(super) fn hide(&self, rule: &Rule, span: Span) -> bool {
        let mut hidden = false;
        for suppression in &self.all {
            let covered = match suppression.kind {
                Kind::Lines(lines) => lines.start <= span.start && span.start <= lines.end,
                Kind::File => true,
                Kind::Unknown => false,
            };
            let same = |name: &&Name| name.rule.is_some_and(|other| other.name == rule.name);
            if let Some(name) = suppression.names.iter().filter(|_| covered).find(same) {
                name.used.set(true);
                hidden = true;
            }
        }
        hidden
    }
}

fn read(cx: &Context<'_>, span: Span) -> Suppression {
    let text = cx.text(span);
    let said = text.trim_start_matches('#').trim_start();
    let said = said.strip_prefix(ADDRESS).unwrap_or(said).trim_start();
    let (file, said) = match said.strip_prefix("ignore-file") {
        Some(rest) => (true, Some(rest)),
        None => (false, said.strip_prefix("ignore")),
    };
    let inside = said.and_then(|rest| rest.strip_prefix('[')).and_then(|rest| Some((rest, rest.find(']')?)));
    let Some((rest, end)) = inside else { return Suppression { span, kind: Kind::Unknown, names: Vec::new() } };
    let mut at = span.end() - rest.len();
    let mut names = Vec::new();
    for part in rest[..end].split(',').take(MOST) {
        let name = part.trim();
        let start = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        if !name.is_empty() {
            let span = Span::new(start, start + name.len());
            names.push(Name { span, rule: Rule::find(name), used: Cell::new(false) });
        }
    }
    Suppression { span, kind: if file { Kind::File } else { Kind::Lines(lines_of(cx, span)) }, names }
}

/// What a comment is about: the line that it stands on, or if it has that for itself, the next one that
/// holds something; with the indented ones that belong to it if the line is not complete by itself.
fn lines_of(cx: &Context<'_>, comment: Span) -> Span {
    let own = cx.line(comment.start());
    let before = cx.text(Span::new(own.start(), comment.start())).trim_end();
    let value = before.trim_start_matches(' ');
    if !value.is_empty() && !value.ends_with(':') {
        return own;
    }
    let end = cx.document.envelope.fences.map_or(own.end(), |fences| fences.frontmatter.end());
    let mut covered = (!value.is_empty()).then_some((own, before.len() - value.len()));
    let mut at = cx.whole_line(comment.start()).end();
    while at < end {
        let (line, next) = (cx.line(at), cx.whole_line(at).end());
        let text = cx.text(line);
        let bare = text.trim_start_matches(' ');
        let indent = text.len() - bare.len();
        match &mut covered {
            None if bare.trim().is_empty() || bare.starts_with('#') => {}
            None => covered = Some((line, indent)),
            Some(_) if bare.trim().is_empty() => {}
            // The items of a list may stand as far left as the key above them.
            Some((first, column)) => {
                let item = bare.starts_with("- ") && !cx.text(*first)[*column..].starts_with("- ");
                if indent < *column + usize::from(!item) {
                    break;
                }
                first.end = line.end;
            }
        }
        at = next;
    }
    covered.map_or(own, |(lines, _)| lines)
}
