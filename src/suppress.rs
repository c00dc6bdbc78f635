//! Writes the comment that leaves a finding out.

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::reading::{Reading, Status};
use crate::rules;
use crate::text::{Edit, Span, apply_edits};

/// The edit that leaves the finding of `rule` at `span` out by a comment, above the field that it is in or at
/// the top of the frontmatter for the whole file; `None` if there is no such finding, or no comment does it.
///
/// Where a comment may stand is for the file to say: in a text of several lines it would be part of that.
/// So each is tried out, and taken if nothing else changes.
#[must_use]
pub fn suppress(source: &str, rule: &str, span: Span, settings: &Settings<'_>) -> Option<Edit> {
    let document = Document::parse(source);
    let (reading, found) = look(&document, settings);
    found.iter().find(|each| each.rule.name == rule && each.span == span)?;
    let fences = document.envelope.fences?;
    let start = line_start(source, fences.frontmatter.start());
    let behind_fence = source[fences.open.end()..].find('\n').map(|at| fences.open.end() + at + 1)?;
    let above = reading
        .fields
        .iter()
        .rev()
        .find(|field| field.key_span.start() <= span.start() && span.start() < fences.close.start())
        .map(|field| line_start(source, field.key_span.start()).max(start));
    let mut places = [above.map(|at| (at, "ignore")), Some((behind_fence, "ignore-file"))].into_iter().flatten();
    places.find_map(|(at, word)| {
        let edit = comment(source, at, word, rule, behind_fence);
        let changed = apply_edits(source, std::slice::from_ref(&edit));
        let document = Document::parse(&changed);
        let (after, left) = look(&document, settings);
        leaves_out(&reading.status, &found, rule, &after.status, &left).then_some(edit)
    })
}

fn look<'d>(document: &'d Document<'_>, settings: &Settings<'_>) -> (Reading<'d>, Vec<Diagnostic>) {
    let reading = Reading::of(document, settings.host, settings.path);
    let found = rules::check(document, &reading, settings);
    (reading, found)
}

/// Whether findings of `rule` are gone and all else is as it was.
fn leaves_out(before: &Status, found: &[Diagnostic], rule: &str, after: &Status, left: &[Diagnostic]) -> bool {
    let count =
        |all: &[Diagnostic], of_rule: bool| all.iter().filter(|each| (each.rule.name == rule) == of_rule).count();
    before == after && count(left, true) < count(found, true) && count(left, false) == count(found, false)
}

/// The comment on a line of its own at `at`, indented like the line that it is above; or the name of the rule,
/// if the line before is such a comment already.
fn comment(source: &str, at: usize, word: &str, rule: &str, first: usize) -> Edit {
    let opening = ["# passmuster: ", word, "["].concat();
    // One above a field stands before it, one for the file is the first line of all.
    let (from, to) = if word == "ignore" {
        (line_start(source, at.saturating_sub(1)).max(first), at)
    } else {
        (at, source[at..].find('\n').map_or(source.len(), |end| at + end))
    };
    let line = source.get(from..to).unwrap_or_default();
    if line.trim_start().starts_with(&opening)
        && let Some(end) = line.find(']')
    {
        return Edit::insert(from + end, [", ", rule].concat());
    }
    let rest = &source[at..];
    let indent = if word == "ignore" { &rest[..rest.len() - rest.trim_start_matches(' ').len()] } else { "" };
    let line_end = if source[..first].ends_with("\r\n") { "\r\n" } else { "\n" };
    Edit::insert(at, [indent, &opening, rule, "]", line_end].concat())
}

fn line_start(source: &str, at: usize) -> usize {
    source[..at].rfind('\n').map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::{Span, suppress};
    use crate::config::Settings;
    use crate::document::Document;
    use crate::host::Host;
    use crate::reading::Reading;
    use crate::rules;
    use crate::text::apply_edits;

    /// The file once the first finding of `rule` is left out.
    fn without(source: &str, rule: &str) -> Option<String> {
        let settings = Settings::of(Host::find("claude-code").expect("a host"));
        let document = Document::parse(source);
        let reading = Reading::of(&document, settings.host, None);
        let found = rules::check(&document, &reading, &settings);
        let finding = found.iter().find(|each| each.rule.name == rule).unwrap_or_else(|| panic!("{found:?}"));
        let edit = suppress(source, rule, finding.span, &settings)?;
        Some(apply_edits(source, &[edit]))
    }

    const BODY: &str = "\n---\n\nYou review code.\n";

    #[test]
    fn writes_it_above_the_field() {
        let file = |lines: &str| ["---\nname: a\ndescription: Use it after each change.\n", lines, BODY].concat();
        let source = file("tools:\n  - Read\n  - Reed");
        let expected = file("# passmuster: ignore[unknown-tool]\ntools:\n  - Read\n  - Reed");
        assert_eq!(without(&source, "unknown-tool"), Some(expected));
        let source = file("model: gpt\ntools: Read, Reed");
        let expected = file("model: gpt\n# passmuster: ignore[unknown-tool]\ntools: Read, Reed");
        assert_eq!(without(&source, "unknown-tool"), Some(expected));
        assert_eq!(
            without(&source.replace('\n', "\r\n"), "unknown-tool"),
            Some(file("model: gpt\n# passmuster: ignore[unknown-tool]\ntools: Read, Reed").replace('\n', "\r\n"))
        );
    }

    #[test]
    fn adds_to_a_comment_that_is_there() {
        let file = |comment: &str| {
            ["---\nname: a\ndescription: Use it after each change.\n", comment, "\ntools: Reed, Read, Read", BODY]
                .concat()
        };
        let source = file("# passmuster: ignore[unknown-tool] why");
        assert_eq!(
            without(&source, "duplicate-tool"),
            Some(file("# passmuster: ignore[unknown-tool, duplicate-tool] why"))
        );
    }

    #[test]
    fn writes_what_is_found_in_the_body_at_the_top() {
        let file = |comment: &str| {
            ["---\n", comment, "name: a\ndescription: Use it after each change.\n---\nRead $ARGUMENTS.\n"].concat()
        };
        let once = without(&file(""), "unexpanded-variable");
        assert_eq!(once, Some(file("# passmuster: ignore-file[unexpanded-variable]\n")));
        let source = file("# passmuster: ignore-file[unexpanded-variable] why\n").replace("Read $", "```\nRead $");
        let twice = without(&source, "unclosed-code-fence");
        assert_eq!(twice, Some(source.replace("variable]", "variable, unclosed-code-fence]")));
    }

    #[test]
    fn needs_a_frontmatter_and_a_finding() {
        assert_eq!(without("You review code.\n", "missing-frontmatter"), None);
        let settings = Settings::of(Host::find("claude-code").expect("a host"));
        assert_eq!(suppress("---\nname: a\n---\n", "unknown-tool", Span::new(4, 8), &settings), None);
    }
}
