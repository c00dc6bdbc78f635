//! Applies fixes until nothing is left to mend.

use crate::config::Settings;
use crate::document::Document;
use crate::reading::{Reading, Status};
use crate::rules;
use crate::text::{apply_edits, merge_edits};

/// A mended text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub output: String,
    /// How many fixes were applied.
    pub applied: u32,
}

/// One mend may uncover the next (a file that parses has fields to look at); each round mends at
/// least one thing, and no real file needs more rounds than this.
const ROUNDS: usize = 16;

/// Applies the first fix of every finding, the safe ones or with `guesses` all, and looks again,
/// until nothing changes. Fixes that touch the same place wait for the next round. Should a round
/// leave the file worse off than it was, it is undone, and is the last.
#[must_use]
pub fn fix_all(source: &str, settings: &Settings<'_>, guesses: bool) -> Fixed {
    let mut fixed = Fixed { output: source.to_owned(), applied: 0 };
    let mut before: Option<(Status, Fixed)> = None;
    for round in 0..=ROUNDS {
        let document = Document::parse(&fixed.output);
        let reading = Reading::of(&document, settings.host, settings.path);
        if let Some((_, good)) = before.take_if(|(status, _)| reading.status > *status) {
            return good;
        }
        let mut edits = Vec::new();
        let mut applied = 0;
        for diagnostic in rules::check(&document, &reading, settings) {
            if let Some(fix) = diagnostic.fixes.iter().find(|fix| fix.safe || guesses)
                && merge_edits(&mut edits, &fix.edits)
            {
                applied += 1;
            }
        }
        if edits.is_empty() || round == ROUNDS {
            break;
        }
        let output = apply_edits(&fixed.output, &edits);
        let next = Fixed { output, applied: fixed.applied + applied };
        before = Some((reading.status, std::mem::replace(&mut fixed, next)));
    }
    fixed
}
