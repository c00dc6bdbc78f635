#[cfg(not(target_arch = "wasm32"))]
use crate::rules::Rule;
use serde::Serialize;

/// What there is to know about a rule without running it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct RuleInfo {
    /// Its name, which says the problem.
    pub name: &'static str,
    /// What it is about: `loading`, `loss`, `delegation`, `prompt`, `safety`, `portability` or
    /// `suppression`.
    pub group: &'static str,
    /// The weight of most of its findings: `error`, `warning` or `info`.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "\"error\" | \"warning\" | \"info\""))]
    pub severity: &'static str,
    /// How often it is right: `high`, `medium` or `low`.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "\"high\" | \"medium\" | \"low\""))]
    pub confidence: &'static str,
    /// Whether it runs unless the configuration says otherwise.
    pub enabled: bool,
    /// How it is known that the problem is one: `documentation`, `observation` or `opinion`.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "\"documentation\" | \"observation\" | \"opinion\""))]
    pub source: &'static str,
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

/// All rules, by group and name.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn rules() -> Vec<RuleInfo> {
    Rule::ALL
        .iter()
        .map(|rule| RuleInfo {
            name: rule.name,
            group: rule.group.name(),
            severity: rule.severity.name(),
            confidence: rule.docs.confidence.name(),
            enabled: rule.enabled,
            source: rule.docs.source.name(),
            summary: rule.docs.summary,
            fixable: rule.docs.fixable.name(),
            since: rule.docs.since,
            url: rule.url(),
        })
        .collect()
}
