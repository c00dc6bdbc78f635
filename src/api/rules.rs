use crate::rules::Rule;
use serde::Serialize;

/// What there is to know about a rule without running it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RuleInfo {
    /// Its name, which says the problem.
    pub name: &'static str,
    /// `loading`, `loss` or `portability`.
    pub group: &'static str,
    /// The weight of most of its findings: `error`, `warning` or `info`.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "\"error\" | \"warning\" | \"info\""))]
    pub severity: &'static str,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// `always`, `sometimes` or `never`.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "\"always\" | \"sometimes\" | \"never\""))]
    pub fixable: &'static str,
    /// The version of this library that first had it.
    pub since: &'static str,
    /// Its page, relative to the root of the documentation.
    pub url: String,
}

/// All rules, by name.
#[must_use]
pub fn rules() -> Vec<RuleInfo> {
    Rule::ALL
        .iter()
        .map(|rule| RuleInfo {
            name: rule.name,
            group: rule.group.name(),
            severity: rule.severity.name(),
            summary: rule.summary,
            fixable: rule.fixable.name(),
            since: rule.since,
            url: rule.url(),
        })
        .collect()
}
