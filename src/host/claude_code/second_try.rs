//! What Claude Code does to a frontmatter that does not parse, before it parses it once more.
//!
//! Observed: see `tests/conformance/cases/second-try.jsonl`.

use crate::document::Rewrite;
use crate::text::{Span, is_blank};
use crate::yaml::{self, NodeKind};

/// Puts quotes around the values of `source[frontmatter]`, and two spaces in the place of each
/// leading tab, as the host does.
///
/// A line counts if it is `key: value` from its first column, with a key of letters, `-` and `_`.
/// Its value is quoted if it is not quoted already, is no list in brackets, and holds a character
/// of [`is_special`] or `: `. Lines end at a line feed only; a carriage return at a value's end
/// makes the host pass it over.
pub(super) fn rewrite(source: &str, frontmatter: Span) -> Rewrite {
    let mut rewrite = Rewrite::default();
    let mut at = frontmatter.start();
    for line in frontmatter.slice(source).split_inclusive('\n') {
        let text = line.strip_suffix('\n').unwrap_or(line);
        let tabs = text.bytes().take_while(|&byte| byte == b'\t').count();
        for tab in at..at + tabs {
            rewrite.replace(Span::new(tab, tab + 1), "  ");
        }
        // Whatever stood behind a tab stands behind spaces now, so it is not in the first column.
        match value_to_quote(text).filter(|_| tabs == 0) {
            None => rewrite.copy(source, Span::new(at + tabs, at + line.len())),
            Some((key, value)) => {
                rewrite.copy(source, Span::new(at, at + key));
                rewrite.replace(Span::new(at + key, at + value), ": ");
                quote(&mut rewrite, source, Span::new(at + value, at + text.len()));
                rewrite.copy(source, Span::new(at + text.len(), at + line.len()));
            }
        }
        at += line.len();
    }
    rewrite
}

/// Where the key of `line` ends and its value begins, if the host quotes the value.
fn value_to_quote(line: &str) -> Option<(usize, usize)> {
    let key = line.bytes().take_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_')).count();
    let rest = line[key..].strip_prefix(':').filter(|_| key > 0)?;
    let value = rest.trim_start_matches(is_blank);
    let enclosed = |open, close| value.starts_with(open) && value.ends_with(close);
    let applies = !value.is_empty()
        && value.len() < rest.len()
        && !value.contains(['\r', '\u{2028}', '\u{2029}'])
        && !enclosed('"', '"')
        && !enclosed('\'', '\'')
        && (value.contains(is_special) || value.contains(": "))
        && !(enclosed('[', ']') && is_list(value));
    applies.then(|| (key, line.len() - value.len()))
}

fn is_special(c: char) -> bool {
    matches!(c, '{' | '}' | '[' | ']' | '*' | '&' | '#' | '!' | '|' | '>' | '%' | '@' | '`')
}

/// Whether `value` is YAML for a list by itself.
fn is_list(value: &str) -> bool {
    let tree = yaml::parse(value);
    tree.errors.is_empty()
        && matches!(tree.documents[..], [root] if matches!(tree.node(root).kind, NodeKind::Sequence(_)))
}

fn quote(rewrite: &mut Rewrite, source: &str, value: Span) {
    rewrite.replace(Span::empty(value.start()), "\"");
    let mut at = value.start();
    for (index, escaped) in value.slice(source).match_indices(['"', '\\']) {
        let index = value.start() + index;
        rewrite.copy(source, Span::new(at, index));
        at = index + escaped.len();
        rewrite.replace(Span::new(index, at), if escaped == "\"" { "\\\"" } else { "\\\\" });
    }
    rewrite.copy(source, Span::new(at, value.end()));
    rewrite.replace(Span::empty(value.end()), "\"");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(text: &str) -> String {
        rewrite(text, Span::new(0, text.len())).text
    }

    #[test]
    fn quotes_values_with_special_characters() {
        assert_eq!(rewritten("a: b: c\nd: e\n"), "a: \"b: c\"\nd: e\n");
        assert_eq!(rewritten("a:  x \"y\" \\ {z\n"), "a: \"x \\\"y\\\" \\\\ {z\"\n");
        assert_eq!(rewritten("a: \"b: c\"\n a: b: c\na1: b: c\n"), "a: \"b: c\"\n a: b: c\na1: b: c\n");
    }

    #[test]
    fn leaves_lists_and_replaces_leading_tabs() {
        assert_eq!(rewritten("a: [b, c]\na: [b] [c]\n"), "a: [b, c]\na: \"[b] [c]\"\n");
        assert_eq!(rewritten("\t\ta: b: c\n \td"), "    a: b: c\n \td");
    }

    #[test]
    fn passes_over_lines_with_a_carriage_return() {
        assert_eq!(rewritten("a: b: c\r\n"), "a: b: c\r\n");
    }

    #[test]
    fn finds_the_way_back() {
        let source = "---\na:   é \"b: c\n";
        let rewrite = rewrite(source, Span::new(4, source.len()));
        assert_eq!(rewrite.text, "a: \"é \\\"b: c\"\n");
        for needle in ["é", "b", ": c", "\n"] {
            let from = rewrite.text.rfind(needle).unwrap_or_default();
            let place = rewrite.source_offset(from as u32) as usize;
            assert!(source[place..].starts_with(needle), "{needle:?} at {from} is placed at {place}");
        }
    }
}
