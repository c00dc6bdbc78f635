//! What letters become where case doesn't count, as it doesn't in the labels of links, as one text.
//!
//! The crate `unicase`, which the parser compares them with, has a branch for each letter or range. Rows of a
//! table take half of that (1 KB less). They come from the crate itself, and each letter is looked up before they are
//! used.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use anyhow::{Context, Result, ensure};
use unicase::UniCase;

/// Becomes part of the crate, and is what checks the rows here.
const FOLD: &str = include_str!("fold.rs");
include!("fold.rs");

/// What the crate's file has for its callers.
const LOOKUP: &str = "pub fn lookup(orig: char) -> Fold {\n";

/// All scripts that have two cases, and are going to have: beyond are only ideographs.
const LETTERS: RangeInclusive<char> = '\0'..='\u{1ffff}';

/// The crate's file with a table for its code.
pub(super) fn rewrite(original: &str) -> Result<String> {
    ensure!(original.contains(LOOKUP), "no look-up");
    ensure!(original.contains("use super::fold::Fold;\n"), "no result");
    let folded: BTreeMap<char, String> = LETTERS.filter_map(|letter| Some((letter, folded(letter)?))).collect();
    let rows = rows(&folded).context("a letter of another form")?;
    for letter in LETTERS {
        let found: String = fold(&rows, letter).into_iter().flatten().collect();
        let expected = folded.get(&letter).map_or("", String::as_str);
        ensure!(found == expected, "{letter:?} becomes {found:?} instead of {expected:?}");
    }
    Ok(format!(
        "use super::fold::Fold;\n\nconst FOLDS: &str = {rows:?};\n\n{FOLD}\n{LOOKUP}    \
         match fold(FOLDS, orig) {{\n        \
         [Some(one), Some(two), Some(three)] => Fold::Three(one, two, three),\n        \
         [Some(one), Some(two), None] => Fold::Two(one, two),\n        \
         [one, ..] => Fold::One(one.unwrap_or(orig)),\n    }}\n}}\n"
    ))
}

/// What `letter` becomes, if it is another text.
fn folded(letter: char) -> Option<String> {
    let text = letter.to_string();
    Some(UniCase::unicode(&text).to_folded_case()).filter(|folded| *folded != text)
}

/// Letters with the same distance to what they become.
struct Row {
    first: u32,
    last: u32,
    /// How far the letters are apart, or 0 as long as there is one only.
    step: u32,
    distance: i32,
    behind: String,
}

/// The rows of all letters, as they are read by the look-up.
fn rows(folded: &BTreeMap<char, String>) -> Option<String> {
    let mut rows: Vec<Row> = Vec::new();
    for (letter, folded) in folded {
        let (code, mut chars) = (u32::from(*letter), folded.chars());
        let distance = u32::from(chars.next()?).checked_signed_diff(code)?;
        let behind = chars.as_str();
        if let Some(row) = rows.last_mut()
            && (row.distance, row.behind.as_str()) == (distance, behind)
            && (if row.step == 0 { 1..=2 } else { row.step..=row.step }).contains(&(code - row.last))
        {
            (row.step, row.last) = (code - row.last, code);
        } else {
            rows.push(Row { first: code, last: code, step: 0, distance, behind: behind.to_owned() });
        }
    }
    let mut text = String::new();
    for Row { first, last, step, distance, behind } in rows {
        let step = step.max(1);
        let count = (last - first) / step + 1;
        let sign = u32::from(distance < 0);
        let distance = if distance < 0 { distance.unsigned_abs() - 1 } else { distance.unsigned_abs() };
        for number in [first, count * 2 + step - 1, distance * 2 + sign] {
            text.push(char::from_u32(number)?);
        }
        text.push_str(&behind);
        text.push(ROW_END);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{LOOKUP, fold, rewrite};

    #[test]
    fn the_crate_is_given_a_table() {
        let original = format!("use super::fold::Fold;\n{LOOKUP}");
        let text = rewrite(&original).expect("the form is the expected one");
        assert!(text.contains(r#"const FOLDS: &str = "A4@\0"#), "{text}");
        assert!(rewrite(LOOKUP).is_err());
        assert!(rewrite("use super::fold::Fold;\n").is_err());
    }

    #[test]
    fn letters_are_looked_up() {
        // A to C become letters behind, D and F those before with an x behind them.
        let rows = "A\u{6}@\0D\u{5}\u{1}x\0";
        let found = ['@', 'A', 'C', 'D', 'E', 'F', 'G', 'a'].map(|letter| {
            let folded: String = fold(rows, letter).into_iter().flatten().collect();
            folded
        });
        assert_eq!(found, ["", "a", "c", "Cx", "", "Ex", "", ""]);
        assert_eq!(fold("", 'a'), [None; 3]);
    }
}
