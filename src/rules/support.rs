//! What several rules need: the errors that count, how bad they are, lines and names.

use super::mending::TRIED_OUT;
use super::rule::{Context, Rule};
use super::suppressions::Suppressions;
use crate::config::Settings;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::document::Document;
use crate::host::Host;
use crate::markdown::{self, Code, Outline};
use crate::reading::{Attempt, Described, Fate, Field, Grant, Reading, Status, ToolEntry};
use crate::text::{Edit, Mark, Marks, Span, fill, nearest};
use crate::yaml::{self, Error, ErrorKind, NodeId, NodeKind, Resolved, Tree};
use std::cell::OnceCell;

impl<'a> Context<'a> {
    /// Prepares what the rules share.
    pub(crate) fn new(document: &'a Document<'a>, reading: &'a Reading<'a>, settings: &'a Settings<'a>) -> Self {
        let mut context = Self {
            document,
            reading,
            levels: &settings.levels,
            path: settings.path,
            crlf: false,
            lines: lines(document),
            yaml_errors: Vec::new(),
            suppressions: Suppressions::default(),
            marks: OnceCell::new(),
            outline: OnceCell::new(),
            code: OnceCell::new(),
            described: OnceCell::new(),
        };
        context.suppressions = Suppressions::of(&context);
        if let Attempt::Failed { first, .. } = &reading.attempt {
            context.crlf = first.errors.iter().any(|error| context.ends_in_crlf(error.span.start()))
                && parses_with_line_feeds(document, reading.host);
        }
        context.yaml_errors = context.errors_left();
        context
    }

    /// What the body is made of.
    pub(crate) fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| self.document.outline())
    }

    /// The code in the body, as its author means it. It costs a small part of what the outline does.
    pub(crate) fn code(&self) -> &Code {
        let body = self.document.envelope.body;
        self.code.get_or_init(|| markdown::code(self.document.source, body.start(), self.marks(Mark::Code, body)))
    }

    /// The bytes of `span` at which there is such a mark. The whole text is looked at once for all rules.
    pub(crate) fn marks(&self, mark: Mark, span: Span) -> impl Iterator<Item = usize> {
        let marks = self.marks.get_or_init(|| Marks::of(self.document.source));
        marks.within(mark, span).iter().map(|&at| at as usize)
    }

    /// The whole text.
    pub(crate) fn whole(&self) -> Span {
        Span::new(0, self.document.source.len())
    }

    /// The text that becomes the agent's prompt: the body of a file that has a frontmatter, be it one
    /// that the host does not read. Without a frontmatter it is not said that a file is an agent's.
    pub(crate) fn prompt(&self) -> Option<Span> {
        self.document.envelope.fences.map(|_| self.document.envelope.prompt)
    }

    /// The description as the model reads it.
    pub(crate) fn described(&self) -> Option<&Described<'a>> {
        self.described.get_or_init(|| Described::of(self.reading)).as_ref()
    }

    /// The errors that keep the host from parsing the frontmatter.
    ///
    /// What the host's second try mends is not among them, unless that try breaks something else:
    /// it quotes the headers of block scalars, too.
    fn errors_left(&self) -> Vec<&'a Error> {
        let Attempt::Failed { first, second } = &self.reading.attempt else { return Vec::new() };
        if self.crlf {
            return Vec::new();
        }
        let lines = |tree: &Tree| -> Vec<usize> {
            tree.errors.iter().map(|error| self.line(error.span.start()).start()).collect()
        };
        let (before, after) = (lines(first), lines(second));
        let breaks_more = after.iter().any(|line| before.binary_search(line).is_err());
        let persists = |index: &usize| breaks_more || after.binary_search(&before[*index]).is_ok();
        (0..before.len()).filter(persists).map(|index| &first.errors[index]).collect()
    }

    /// Whether the line that holds byte `at` ends in CR LF. That of the closing fence may not.
    pub(crate) fn ends_in_crlf(&self, at: usize) -> bool {
        self.document.source[self.line(at).end()..].starts_with("\r\n")
    }

    /// How bad it is that the frontmatter does not parse.
    pub(crate) fn severity_of_broken(&self) -> Severity {
        if self.reading.status == Status::Ignored { Severity::Error } else { Severity::Warning }
    }

    /// What comes of a frontmatter that does not parse.
    pub(crate) fn consequence(&self) -> &'static str {
        if self.reading.status == Status::Ignored { "ignores this file" } else { "loses every field of this file" }
    }

    /// The host's name.
    pub(crate) fn host(&self) -> &'static str {
        self.reading.host.name
    }

    /// The text of `span`.
    pub(crate) fn text(&self, span: Span) -> &'a str {
        self.document.text(span)
    }

    /// The line that holds byte `at`, without its line end.
    pub(crate) fn line(&self, at: usize) -> Span {
        let source = self.document.source;
        let next = self.lines.partition_point(|&start| start as usize <= at);
        let (start, end) = match (next.checked_sub(1), self.lines.get(next)) {
            (Some(this), Some(&end)) => (self.lines[this] as usize, end as usize - 1),
            _ => {
                let end = source[at..].find('\n').map_or(source.len(), |index| at + index);
                (source[..at].rfind('\n').map_or(0, |index| index + 1), end)
            }
        };
        let text = &source[start..end];
        Span::new(start, start + text.strip_suffix('\r').unwrap_or(text).len())
    }

    /// The line end that the file uses.
    pub(crate) fn eol(&self) -> &'static str {
        match self.document.source.find('\n') {
            Some(at) if self.document.source[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    /// The field that was meant to be `name`: unknown to the host, and nearest to it.
    pub(crate) fn near_miss(&self, name: &str) -> Option<&'a Field> {
        let near = |field: &&Field| field.fate == Fate::Unknown && nearest(&field.key, [name]).is_some();
        self.reading.fields.iter().find(near)
    }

    /// The first of the errors that count in `line`.
    pub(crate) fn first_error(&self, line: Span) -> Option<&'a Error> {
        let index = self.yaml_errors.partition_point(|error| error.span.start < line.start);
        self.yaml_errors.get(index).copied().filter(|error| error.span.start < line.end)
    }

    /// Reports every error of `kinds`, as `describe` says; what comes of it is added to its message.
    pub(crate) fn report_yaml(
        &self,
        found: &mut Vec<Diagnostic>,
        rule: &'static Rule,
        kinds: &[ErrorKind],
        describe: impl Fn(&Error) -> Diagnostic,
    ) {
        self.report_yaml_if(found, rule, kinds, |_| true, describe);
    }

    /// Reports those of `kinds` that are `wanted`.
    pub(crate) fn report_yaml_if(
        &self,
        found: &mut Vec<Diagnostic>,
        rule: &'static Rule,
        kinds: &[ErrorKind],
        wanted: impl Fn(&Error) -> bool,
        describe: impl Fn(&Error) -> Diagnostic,
    ) {
        // What is wrong behind a field that lacks a space has a rule of its own. The line is looked at
        // once, however many errors are on it.
        let mut line = (usize::MAX, false);
        for &error in &self.yaml_errors {
            if !kinds.contains(&error.kind) {
                continue;
            }
            let whole = self.whole_line(error.span.start());
            if line.0 != whole.start() {
                line = (whole.start(), self.lacks_space(whole));
            }
            if !line.1 && wanted(error) {
                let mut diagnostic = describe(error);
                diagnostic.message.push_str(&fill(", so {} {}.", &[self.host(), self.consequence()]));
                diagnostic.rule = rule;
                diagnostic.severity = self.severity_of_broken();
                if let Some(related) = error.related.filter(|_| diagnostic.related.is_empty()) {
                    diagnostic = diagnostic.related(related, "it clashes with this");
                }
                found.push(diagnostic);
            }
        }
    }
}

/// Where the lines of the frontmatter and the one behind it start; that is where findings are.
fn lines(document: &Document<'_>) -> Vec<u32> {
    let Some(fences) = document.envelope.fences else { return Vec::new() };
    let close = fences.close.end();
    // A file that does not end in a line feed is taken as if it did.
    let end = document.source[close..].find('\n').map_or(document.source.len(), |at| close + at);
    let mut starts = vec![0];
    starts.extend(document.source[..end].match_indices('\n').map(|(at, _)| at as u32 + 1));
    starts.push(end as u32 + 1);
    starts
}

/// Whether the host would read the frontmatter if its lines ended in line feeds alone.
fn parses_with_line_feeds(document: &Document<'_>, host: &'static Host) -> bool {
    let Some(fences) = document.envelope.fences.filter(|fences| document.text(fences.frontmatter).contains("\r\n"))
    else {
        return false;
    };
    let lines = document.source[..fences.close.end()].replace("\r\n", "\n");
    Reading::of(&Document::parse(&lines), host, None).tree().is_some()
}

/// Whether `text` behind a key is the plain or quoted scalar `value`.
pub(super) fn reads_as(text: &str, value: &str) -> bool {
    let line = fill("k: {}\n", &[text]);
    let tree = yaml::parse(&line);
    let Some(NodeKind::Mapping(mapping)) = tree.root().map(|root| &tree.node(root).kind) else { return false };
    tree.errors.is_empty()
        && mapping.entries.len() == 1
        && tree.resolve(mapping.entries[0].value) == Resolved::Text
        && text_of(&tree, mapping.entries[0].value) == Some(value)
}

/// The text of a scalar.
pub(super) fn text_of(tree: &Tree, node: NodeId) -> Option<&str> {
    match &tree.node(node).kind {
        NodeKind::Scalar(scalar) => Some(&scalar.value),
        _ => None,
    }
}

/// `text` in backticks, cut to a length that a message can hold.
pub(super) fn code(text: &str) -> String {
    const MOST: usize = 60;
    let first = text.chars().next().unwrap_or_default();
    if text.chars().count() == 1 && (first.is_control() || first == '\u{a0}' || first == '\u{feff}') {
        return code_point(first);
    }
    let one_line = text.lines().next().unwrap_or_default();
    let cut = one_line.char_indices().nth(MOST).map_or(one_line.len(), |(at, _)| at);
    let shown = &one_line[..cut];
    let more = if cut < text.len() { "…" } else { "" };
    // As in Markdown, what holds a backtick stands between more of them.
    let (before, behind) = if shown.contains('`') { ("`` ", " ``") } else { ("`", "`") };
    let mut text = String::from(before);
    for c in shown.chars() {
        // Left as it is, it could not be seen.
        match c {
            '\u{a0}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200c}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {
                text.push('<');
                text.push_str(code_point(c).trim_matches('`'));
                text.push('>');
            }
            c => text.push(c),
        }
    }
    text.push_str(more);
    text.push_str(behind);
    text
}

/// `template` with the next of `values` in the place of each `{}`: as it is, or where the placeholder stands
/// in backticks, as [`code`] shows it.
///
/// That is told here and not by the callers, most of which have such values, because every text that they
/// would make and drop themselves adds to the module.
#[inline(never)]
pub(super) fn say(template: &str, values: &[&str]) -> String {
    let mut said = String::new();
    let mut rest = template;
    for value in values {
        let (before, behind) = rest.split_once("{}").unwrap_or((rest, ""));
        rest = behind;
        if let (Some(before), Some(behind)) = (before.strip_suffix('`'), behind.strip_prefix('`')) {
            said.push_str(before);
            said.push_str(&code(value));
            rest = behind;
        } else {
            said.push_str(before);
            said.push_str(value);
        }
    }
    said.push_str(rest);
    said
}

/// The fix that writes `word` at `span`; it is safe if it is `sure` that this was meant.
#[inline(never)]
pub(super) fn write_instead(span: Span, word: &str, sure: bool) -> Fix {
    let (title, edits) = (say("Write `{}`", &[word]), [Edit::replace(span, word)]);
    Fix::new(title, sure, edits)
}

/// The fix that removes `word`, which stands at `span`, as a guess.
#[inline(never)]
pub(super) fn take_out(span: Span, word: &str) -> Fix {
    Fix::suggestion(say("Remove `{}`", &[word]), [Edit::delete(span)])
}

/// What tells names apart whatever their style: their letters and digits, in lower case.
pub(super) fn letters(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_ascii_alphanumeric() || !c.is_ascii());
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

/// The number of a character that can't be shown, in backticks.
pub(super) fn code_point(c: char) -> String {
    format!("`U+{:04X}`", u32::from(c))
}

/// `items` as `a`, `b` and `c`, in backticks.
pub(super) fn list<'t>(items: impl IntoIterator<Item = &'t str>) -> String {
    join(items.into_iter().map(code).collect(), " and ")
}

/// The first of `items` as `a`, `b` and 3 more, in backticks: as many as a message can hold.
pub(super) fn some(items: &[&str]) -> String {
    const MOST: usize = 4;
    if items.len() <= MOST {
        return list(items.iter().copied());
    }
    let shown: Vec<String> = items[..MOST - 1].iter().map(|item| code(item)).collect();
    fill("{} and {} more", &[&shown.join(", "), &(items.len() + 1 - MOST).to_string()])
}

/// `items` as `a`, `b` or `c`, in backticks.
pub(super) fn choice<'t>(items: impl IntoIterator<Item = &'t str>) -> String {
    join(items.into_iter().map(code).collect(), " or ")
}

fn join(items: Vec<String>, last_word: &str) -> String {
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => [&rest.join(", "), last_word, last].concat(),
    }
}

/// A part in parentheses behind the tool of an entry, as in permission rules.
pub(super) struct Specifier<'e> {
    /// The tool, by the host's own name.
    pub(super) tool: &'static str,
    /// The part, parentheses included.
    pub(super) text: &'e str,
    /// Where it stands; where the value holds escapes, the whole entry.
    pub(super) span: Span,
    /// Whether that is just the part, so that it can be taken out.
    pub(super) exact: bool,
}

impl Context<'_> {
    /// The part in parentheses behind the tool of `entry`, if it promises to limit something: `Bash()` and
    /// `Bash(*)` do not.
    pub(super) fn specifier<'e>(&self, entry: &'e ToolEntry) -> Option<Specifier<'e>> {
        let (Grant::Tool(tool) | Grant::Depends(tool)) = entry.grant else { return None };
        let text = entry.text.strip_prefix(&entry.name).filter(|text| !text.is_empty())?;
        if matches!(text, "()" | "(*)" | "(**)" | "(:*)") {
            return None;
        }
        let exact = self.text(entry.span).starts_with(&entry.text);
        let start = if exact { entry.span.start() + entry.name.len() } else { entry.span.start() };
        Some(Specifier { tool, text, span: Span::new(start, entry.span.end()), exact })
    }

    /// Whether the file is there to be copied and filled in, going by what it is called.
    pub(crate) fn is_template(&self) -> bool {
        let file = self.path.and_then(|path| path.rsplit(['/', '\\']).next()).unwrap_or_default();
        letters(file.strip_suffix(".md").unwrap_or(file)).ends_with("template")
    }

    /// Whether the agent gets the tool `name` because of a list.
    pub(super) fn is_granted(&self, name: &str) -> bool {
        let granted = self.reading.agent.as_ref().and_then(|agent| agent.tools_granted.as_deref());
        granted.unwrap_or_default().iter().any(|granted| granted == name)
    }

    /// The line that holds byte `at`, with its line end.
    pub(crate) fn whole_line(&self, at: usize) -> Span {
        let line = self.line(at);
        let source = self.document.source;
        let end = source[line.end()..].find('\n').map_or(source.len(), |index| line.end() + index + 1);
        Span::new(line.start(), end)
    }

    /// The line that holds byte `at`, as far as it belongs to the frontmatter: the closing fence may
    /// stand on the same line.
    pub(crate) fn frontmatter_line(&self, at: usize) -> Span {
        let line = self.line(at);
        let close = self.document.envelope.fences.map_or(line.end(), |fences| fences.frontmatter.end());
        Span::new(line.start(), line.end().min(close.max(line.start())))
    }

    /// The `key: value` of the frontmatter line at byte `at`: the key, and where the value stands
    /// without the blanks around it. `None` if the line has no key in front.
    pub(crate) fn line_entry(&self, at: usize) -> Option<(&str, Span)> {
        if self.yaml_errors.len() > TRIED_OUT {
            return None;
        }
        let line = self.frontmatter_line(at);
        let text = self.text(line);
        let indent = text.len() - text.trim_start_matches([' ', '-']).len();
        let colon = text[indent..].find(": ").or_else(|| text[indent..].find(":\t")).map(|colon| indent + colon);
        let is_key =
            |key: &str| key.trim_end().bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        let Some(colon) = colon.filter(|&colon| is_key(&text[indent..colon])) else {
            // An item of a list that is no `key: value` is a value as a whole.
            let item = text.trim_start().starts_with("- ").then(|| text[indent..].trim_end().len())?;
            return Some(("", Span::new(line.start() + indent, line.start() + indent + item)));
        };
        let value = &text[colon + 1..];
        let start = line.start() + text.len() - value.trim_start().len();
        let end = start + value.trim().len();
        Some((text[indent..colon].trim_end(), Span::new(start, end.max(start))))
    }

    /// Whether `line` begins with `field:` in its first column, for a field that the host knows.
    pub(super) fn starts_field(&self, line: &str) -> bool {
        line.split_once(':').is_some_and(|(key, _)| self.reading.host.field(key.trim_end()).is_some())
    }

    /// Whether a field that the host knows begins in the first column of a line above byte `at`.
    pub(crate) fn has_field_above(&self, at: usize) -> bool {
        let start = self.document.envelope.fences.map_or(at, |fences| fences.frontmatter.start());
        self.document.source[start.min(at)..at].lines().any(|line| self.starts_field(line))
    }
}
