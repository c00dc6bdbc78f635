//! HTML's entities as one text.
//!
//! The crate holds them as 2,125 pairs of slices, and the addresses and lengths take as much of the
//! compressed module as the texts (7 KB). The rows come from the crate's own file, and each is looked up
//! before it is used.

use anyhow::{Context, Result, ensure};

/// Becomes part of the crate, and is what checks the rows here.
const LOOKUP: &str = include_str!("lookup.rs");
include!("lookup.rs");

/// The crate's file with its rows in one text.
pub(super) fn rewrite(original: &str) -> Result<String> {
    let (_, table) = original.split_once("const ENTITIES: [(&[u8], &str); ").context("no table")?;
    let (count, table) = table.split_once("] = [\n").context("no length")?;
    let (table, _) = table.split_once("\n];").context("no end")?;
    ensure!(original.contains("pub(crate) fn get_entity(bytes: &[u8]) -> Option<&'static str>"), "no look-up");

    let entities = table.lines().map(entity).collect::<Option<Vec<_>>>().context("a row that isn't one")?;
    ensure!(entities.len().to_string() == count, "{} rows instead of {count}", entities.len());
    let mut rows = String::new();
    for (name, value) in &entities {
        rows.push_str(&format!("{name}{NAME_END}{value}{ROW_END}"));
    }
    for (name, value) in &entities {
        ensure!(find(&rows, name.as_bytes()) == Some(value), "`{name}` is not found");
    }
    Ok(format!(
        "const ENTITIES: &str = {rows:?};\n\n{LOOKUP}\n\
         pub(crate) fn get_entity(bytes: &[u8]) -> Option<&'static str> {{\n    find(ENTITIES, bytes)\n}}\n"
    ))
}

/// A name and what it stands for, of a line such as `(b"AElig", "\u{00C6}"),`.
fn entity(line: &str) -> Option<(&str, String)> {
    let (name, value) = line.trim().strip_prefix("(b\"")?.strip_suffix("\"),")?.split_once("\", \"")?;
    let codes = value.strip_prefix("\\u{")?.strip_suffix('}')?.split("}\\u{");
    let value = codes.map(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)).collect::<Option<String>>()?;
    Some((name, value))
}

#[cfg(test)]
mod tests {
    use super::{find, rewrite};

    const FILE: &str = "const ENTITIES: [(&[u8], &str); 3] = [\n    (b\"NewLine\", \"\\u{000A}\"),\n    (b\"NotEqualTilde\", \"\\u{2242}\\u{0338}\"),\n    (b\"amp\", \"\\u{0026}\"),\n];\n\npub(crate) fn get_entity(bytes: &[u8]) -> Option<&'static str> {\n";

    #[test]
    fn rows_become_one_text() {
        let file = rewrite(FILE).expect("the form is the expected one");
        let text = r#"const ENTITIES: &str = "NewLine\u{1}\n\u{2}NotEqualTilde\u{1}≂\u{338}\u{2}amp\u{1}&\u{2}";"#;
        assert_eq!(file.lines().next(), Some(text));
    }

    #[test]
    fn another_form_is_refused() {
        assert!(rewrite(&FILE.replace("; 3]", "; 4]")).is_err());
        assert!(rewrite(&FILE.replace("(b\"amp\"", "(\"amp\"")).is_err());
        assert!(rewrite(&FILE.replace("bytes: &[u8]", "bytes: &str")).is_err());
    }

    #[test]
    fn names_are_found_and_others_are_not() {
        let rows = "a\u{1}1\u{2}ab\u{1}\n\u{2}b\u{1}é\u{2}";
        let found = ["a", "ab", "b", "", "A", "abc", "c", "1"].map(|name| find(rows, name.as_bytes()));
        assert_eq!(found, [Some("1"), Some("\n"), Some("é"), None, None, None, None, None]);
        assert_eq!(find("", b"a"), None);
    }
}
