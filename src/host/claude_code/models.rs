//! Which model Claude Code asks its API for.
//!
//! Observed: `tests/conformance/cases/model.jsonl`.

use crate::host::{ModelAlias, ModelId};
use crate::text::is_blank;

const fn alias(word: &'static str, requests: Option<&'static str>) -> ModelAlias {
    ModelAlias { word, requests }
}

/// The words that are no ids, in any case, alone or with `[1m]` behind them (`inherit` only alone).
pub(super) const ALIASES: &[ModelAlias] = &[
    alias("best", Some(OPUS)),
    alias("fable", Some("claude-fable-5-2")),
    alias("haiku", Some("claude-haiku-5-5")),
    alias("inherit", None),
    alias("opus", Some(OPUS)),
    alias("opusplan", Some("claude-sonnet-5-5")),
    alias("sonnet", Some("claude-sonnet-5-5")),
];

const OPUS: &str = "claude-opus-5-5";

/// Ids in the place of which the host asks for [`OPUS`], in any case.
const RETIRED: &[&str] = &["claude-opus-4-0", "claude-opus-4-20250514", "claude-opus-4-1", "claude-opus-4-1-20250805"];

/// Ids that the host knows and therefore finds in any case.
const KNOWN: &[&str] = &[
    "claude-3-5-haiku-20241022",
    "claude-3-5-sonnet-20241022",
    "claude-3-7-sonnet-20250219",
    "claude-fable-5",
    "claude-fable-5-1",
    "claude-fable-5-2",
    "claude-haiku-4-5-20251001",
    "claude-haiku-5-5",
    "claude-opus-4-5-20251101",
    "claude-opus-4-6",
    "claude-opus-4-7",
    "claude-opus-4-8",
    "claude-opus-5",
    "claude-opus-5-5",
    "claude-sonnet-4-20250514",
    "claude-sonnet-4-5-20250929",
    "claude-sonnet-4-6",
    "claude-sonnet-5",
    "claude-sonnet-5-5",
];

const fn served(base: &'static str) -> ModelId {
    ModelId { base, retired: None }
}

const fn retired(base: &'static str, date: &'static str) -> ModelId {
    ModelId { base, retired: Some(date) }
}

/// What the host takes for the id of a model, in any spelling: where it does not, it says
/// `unrecognized_model` on its standard error output when the agent starts. The dates are those of <https://platform.claude.com/docs/en/about-claude/model-deprecations>.
pub(super) const IDS: &[ModelId] = &[
    retired("claude-3-5-haiku", "2026-02-19"),
    retired("claude-3-5-sonnet", "2025-10-28"),
    retired("claude-3-7-sonnet", "2026-02-19"),
    served("claude-3-haiku"),
    retired("claude-3-opus", "2026-01-05"),
    retired("claude-3-sonnet", "2025-07-21"),
    served("claude-fable-5-1"),
    served("claude-fable-5-2"),
    served("claude-fable-5"),
    served("claude-haiku-4-5"),
    served("claude-haiku-5-5"),
    served("claude-mythos-5"),
    served("claude-mythos-preview"),
    retired("claude-opus-4-0", "2026-06-15"),
    served("claude-opus-4-1"),
    served("claude-opus-4-5"),
    served("claude-opus-4-6"),
    served("claude-opus-4-7"),
    served("claude-opus-4-8"),
    retired("claude-opus-4", "2026-06-15"),
    served("claude-opus-5-5"),
    served("claude-opus-5"),
    retired("claude-sonnet-4-0", "2026-06-15"),
    served("claude-sonnet-4-5"),
    served("claude-sonnet-4-6"),
    retired("claude-sonnet-4", "2026-06-15"),
    served("claude-sonnet-5-5"),
    served("claude-sonnet-5"),
];

/// The model id that the host asks for when the field says `value`; `None` if the agent inherits.
pub(super) fn requested(value: &str) -> Option<String> {
    let value = value.trim_matches(is_blank);
    if value.is_empty() || value.eq_ignore_ascii_case("inherit") {
        return None;
    }
    // A longer context is asked for by `[1m]` at the end.
    let word = match value.split_at_checked(value.len().saturating_sub(4)) {
        Some((rest, suffix)) if suffix.eq_ignore_ascii_case("[1m]") => rest.trim_end_matches(is_blank),
        _ => value,
    };
    let same = |known: &&str| known.eq_ignore_ascii_case(word);
    if let Some(model) = ALIASES.iter().find(|alias| same(&alias.word)).and_then(|alias| alias.requests) {
        return Some(model.to_owned());
    }
    if RETIRED.iter().any(same) {
        return Some(OPUS.to_owned());
    }
    // From what is neither all of them go, wherever they stand, with nothing else.
    let mut id = word.to_owned();
    for size in ["[1m]", "[1M]", "[2m]", "[2M]"] {
        id = id.replace(size, "");
    }
    let known = KNOWN.iter().copied().find(|known| known.eq_ignore_ascii_case(&id));
    Some(known.map_or(id, str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::requested;

    #[test]
    fn resolves_as_observed() {
        let cases = [
            ("sonnet", Some("claude-sonnet-5-5")),
            (" SONNET ", Some("claude-sonnet-5-5")),
            ("haiku [1m]", Some("claude-haiku-5-5")),
            ("sonnet[2m]", Some("sonnet")),
            ("opus[1m][1m]", Some("opus")),
            ("Opus [1M] ", Some("claude-opus-5-5")),
            ("opusplan[1m] # fast", Some("opusplan # fast")),
            ("[1m] opus", Some(" opus")),
            ("Claude-Haiku[1m]-5-5", Some("claude-haiku-5-5")),
            ("claude-opus-4-1[2m]", Some("claude-opus-4-1")),
            ("x [1m] [1m]", Some("x ")),
            ("opus [2m]", Some("opus ")),
            ("Inherit", None),
            ("", None),
            ("default", Some("default")),
            ("claude-opus-4-1", Some("claude-opus-5-5")),
            ("Claude-Opus-4-6", Some("claude-opus-4-6")),
            ("CLAUDE-SONNET-4-5", Some("CLAUDE-SONNET-4-5")),
            ("é", Some("é")),
        ];
        for (value, model) in cases {
            assert_eq!(requested(value).as_deref(), model, "{value:?}");
        }
    }
}
