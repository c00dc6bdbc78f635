//! Writes a text as YAML, in the style that suits it.

use crate::text::fill;
/// From this many bytes on a text gets a block of its own, where it can be wrapped and read.
const LONG: usize = 100;

/// `value` as a scalar that reads back as exactly `value`: in double quotes where nothing needs
/// escaping, else in single quotes; a long or many-lined one as a block behind a key that is
/// indented by `indent`, with `eol` for its line ends.
pub(super) fn scalar(value: &str, indent: usize, eol: &str) -> String {
    if value.len() >= LONG && fits_block(value) {
        block(value, ">-", indent, eol)
    } else if value.contains('\n') && fits_block(value) {
        block(value, "|-", indent, eol)
    } else {
        quoted(value)
    }
}

/// `value` in quotes, on one line.
pub(super) fn quoted(value: &str) -> String {
    let needs_escapes = value.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'));
    if !needs_escapes && !value.contains(['"', '\\']) {
        return fill("\"{}\"", &[value]);
    }
    if !needs_escapes {
        return fill("'{}'", &[&value.replace('\'', "''")]);
    }
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether the text survives in a block: neither its indentation nor its end can be mistaken, and
/// folding meets no line break that it would change.
fn fits_block(value: &str) -> bool {
    let plain = |c: char| !c.is_control() || c == '\n';
    value.chars().all(plain)
        && !value.starts_with([' ', '\n'])
        && !value.ends_with([' ', '\n'])
        && (value.len() < LONG || !value.contains('\n'))
}

fn block(value: &str, header: &str, indent: usize, eol: &str) -> String {
    let mut out = String::from(header);
    for line in value.split('\n') {
        out.push_str(eol);
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent + 2));
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{self, NodeKind};

    #[test]
    fn reads_back() {
        let long = "long: text ".repeat(20);
        for value in
            ["a: b", "say \"x\": y", "it's \"x\"", "a\\nb: c", "tab\there", "a\nb: c", " a: b ", long.trim_end()]
        {
            let text = ["key: ", &scalar(value, 0, "\n"), "\nnext: 1\n"].concat();
            let tree = yaml::parse(&text);
            assert_eq!(tree.errors, [], "{text}");
            let NodeKind::Mapping(mapping) = &tree.node(tree.documents[0]).kind else { panic!("{text}") };
            let NodeKind::Scalar(scalar) = &tree.node(mapping.entries[0].value).kind else { panic!("{text}") };
            assert_eq!(scalar.value, value);
        }
    }
}
