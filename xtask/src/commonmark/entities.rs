//! HTML's entities as one text.
//!
//! The crate holds them as 2,125 pairs of slices, and the addresses and lengths take as much of the
//! compressed module as the texts (7 KB). In the order of what they stand for, each needs little more than its name,
//! which saves another 3 KB. The rows come from the crate's own file, and each is looked up before it is used.

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
    let rows = write(&entities).context("a row of another form")?;
    let table = Table::new(&rows);
    for (name, value) in &entities {
        ensure!(table.find(name.as_bytes()).as_ref() == Some(value), "`{name}` is not found");
    }
    ensure!(table.0.iter().map(Vec::len).sum::<usize>() == entities.len(), "more rows than entities");
    Ok(format!(
        "const ENTITIES: &str = {rows:?};\n\nstatic TABLE: std::sync::OnceLock<Table> = std::sync::OnceLock::new();\n\n\
         {LOOKUP}\n\
         pub(crate) fn get_entity(bytes: &[u8]) -> Option<String> {{\n    \
         TABLE.get_or_init(|| Table::new(ENTITIES)).find(bytes)\n}}\n"
    ))
}

/// A name and what it stands for, of a line such as `(b"AElig", "\u{00C6}"),`.
fn entity(line: &str) -> Option<(&str, String)> {
    let (name, value) = line.trim().strip_prefix("(b\"")?.strip_suffix("\"),")?.split_once("\", \"")?;
    let codes = value.strip_prefix("\\u{")?.strip_suffix('}')?.split("}\\u{");
    let value = codes.map(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?)).collect::<Option<String>>()?;
    Some((name, value))
}

/// The rows, as they are read by the look-up.
fn write(entities: &[(&str, String)]) -> Option<String> {
    let mut sorted = Vec::new();
    for (name, value) in entities {
        let mut chars = value.chars();
        let (first, second) = (chars.next()?, chars.next());
        if chars.next().is_some() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        sorted.push((second, u32::from(first), *name));
    }
    sorted.sort_unstable();
    let mut rows = String::new();
    let mut last = (None, 0);
    for (second, first, name) in sorted {
        if second != last.0 {
            rows.extend([SECOND, second?]);
            last = (second, 0);
        }
        let distance = first - last.1;
        rows.push_str(name);
        rows.push(char::from_u32(distance + if distance <= NEAR { 1 } else { FAR })?);
        last.1 = first;
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::{Table, rewrite};

    const FILE: &str = "const ENTITIES: [(&[u8], &str); 3] = [\n    (b\"NewLine\", \"\\u{000A}\"),\n    (b\"NotEqualTilde\", \"\\u{2242}\\u{0338}\"),\n    (b\"amp\", \"\\u{0026}\"),\n];\n\npub(crate) fn get_entity(bytes: &[u8]) -> Option<&'static str> {\n";

    #[test]
    fn rows_become_one_text() {
        let file = rewrite(FILE).expect("the form is the expected one");
        let text = r#"const ENTITIES: &str = "NewLine\u{b}amp\u{1d}\u{1}\u{338}NotEqualTilde⣂";"#;
        assert_eq!(file.lines().next(), Some(text));
    }

    #[test]
    fn another_form_is_refused() {
        assert!(rewrite(&FILE.replace("; 3]", "; 4]")).is_err());
        assert!(rewrite(&FILE.replace("(b\"amp\"", "(\"amp\"")).is_err());
        assert!(rewrite(&FILE.replace("(b\"amp\"", "(b\"a-mp\"")).is_err());
        assert!(rewrite(&FILE.replace("\\u{0338}", "\\u{0338}\\u{0338}")).is_err());
        assert!(rewrite(&FILE.replace("bytes: &[u8]", "bytes: &str")).is_err());
    }

    #[test]
    fn names_are_found_and_others_are_not() {
        let table = Table::new("a\u{6b1}ab\u{1}b\u{6b7}\u{1}jfj\u{6e6}");
        let found = ["a", "ab", "b", "fj", "", "A", "abc", "c"].map(|name| table.find(name.as_bytes()));
        let expected = [Some("1"), Some("1"), Some("h"), Some("fj"), None, None, None, None];
        assert_eq!(found, expected.map(|value| value.map(str::to_owned)));
        assert_eq!(Table::new("").find(b"a"), None);
    }
}
