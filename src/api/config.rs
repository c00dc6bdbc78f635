use super::Override;
use crate::config::Config;
use crate::host::Host;
use crate::text::Utf16Map;
use serde::{Serialize, Serializer};

/// What a `passmuster.yaml` says.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null, hashmap_as_object))]
pub struct ConfigResult {
    /// The settings, to be spread into the options; `null` if anything in the file makes no sense.
    pub config: Option<ConfigInfo>,
    /// Everything that makes no sense, by place.
    pub problems: Vec<ProblemInfo>,
}

/// Settings, as the options take them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct ConfigInfo {
    /// The host to read for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(target_arch = "wasm32", tsify(optional, type = "\"claude-code\" | \"claude-code-plugin\""))]
    pub host: Option<String>,
    /// The level of rules, or of groups of rules, by name.
    #[serde(serialize_with = "pairs")]
    #[cfg_attr(target_arch = "wasm32", tsify(type = "Record<string, Level>"))]
    pub rules: Vec<(String, String)>,
    /// What differs for files whose path matches one of some globs; later ones win.
    pub overrides: Vec<Override>,
}

/// What is wrong with a configuration. Offsets are UTF-16 code units of its source.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct ProblemInfo {
    /// What is wrong and what to do; code stands in backticks.
    pub message: String,
    /// Where the fault starts.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// Reads a `passmuster.yaml`. Never fails: what makes no sense in it is in the result.
#[must_use]
pub fn read_config(source: &str) -> ConfigResult {
    match Config::parse(source) {
        Ok(config) => ConfigResult { config: Some(config_info(&config)), problems: Vec::new() },
        Err(problems) => {
            let map = Utf16Map::new(source);
            let problems = problems.into_iter().map(|problem| {
                let (from, to) = map.span(problem.span);
                ProblemInfo { message: problem.message, from, to }
            });
            ConfigResult { config: None, problems: problems.collect() }
        }
    }
}

fn config_info(config: &Config) -> ConfigInfo {
    let id = |host: Option<&Host>| host.map(|host| host.id.to_owned());
    let overrides = config.overrides.iter().map(|section| Override {
        paths: section.paths.clone(),
        host: id(section.host),
        rules: section.levels.words(),
    });
    ConfigInfo { host: id(config.host), rules: config.levels.words(), overrides: overrides.collect() }
}

/// Writes pairs as an object.
pub(super) fn pairs<S: Serializer>(pairs: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(name, level)| (name, level)))
}
