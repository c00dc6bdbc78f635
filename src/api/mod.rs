//! The public calls and their results as plain, serialisable data with offsets in **UTF-16 code
//! units**, the unit of JavaScript's strings. This is the one place where bytes become UTF-16.
//!
//! Rust users who want byte offsets use [`Reading::of`](crate::reading::Reading::of) and
//! [`rules::check`](crate::rules::check).

mod check;
mod complete;
mod config;
mod fix;
mod hosts;
mod hover;
mod preview;
mod rules;
mod suppress;

pub use check::{
    AgentInfo, CheckResult, DelegateInfo, DiagnosticInfo, EditInfo, FieldInfo, FixInfo, RelatedInfo, StatusName,
    ToolInfo, check,
};
pub use complete::{CompleteResult, CompletionInfo, complete};
pub use config::{ConfigInfo, ConfigResult, ProblemInfo, read_config};
pub use fix::{FixResult, fix};
pub use hosts::HostInfo;
// What is known without a file is data of the package, so it isn't in the WebAssembly module.
#[cfg(not(target_arch = "wasm32"))]
pub use hosts::hosts;
pub use hover::{HoverResult, hover};
pub use preview::{DrawnPreview, PreviewPart, PreviewResult, draw_preview, preview};
pub use rules::RuleInfo;
#[cfg(not(target_arch = "wasm32"))]
pub use rules::rules;
pub use suppress::suppress;

use crate::config::{Config, Settings, Word, Words};
use serde::Serialize;

/// What the calls take besides the source.
#[derive(Clone, Debug, Default)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct Options {
    /// The host to read for: `"claude-code"` (the default) or `"claude-code-plugin"`.
    #[cfg_attr(target_arch = "wasm32", tsify(optional, type = "\"claude-code\" | \"claude-code-plugin\""))]
    pub host: Option<String>,
    /// The file's path, with `/` or `\`. A plugin agent without a name is called after it.
    #[cfg_attr(target_arch = "wasm32", tsify(optional))]
    pub path: Option<String>,
    /// The level of rules, or of groups of rules, by name. As in a `passmuster.yaml`.
    #[cfg_attr(target_arch = "wasm32", tsify(optional, type = "Record<string, Level>"))]
    pub rules: Vec<(String, String)>,
    /// What differs for files whose `path` matches one of some globs; later ones win.
    #[cfg_attr(target_arch = "wasm32", tsify(optional, type = "Override[]"))]
    pub overrides: Vec<Override>,
    /// `fix` only: apply the fixes that guess, too.
    #[cfg_attr(target_arch = "wasm32", tsify(optional, type = "boolean"))]
    pub r#unsafe: bool,
}

/// Settings for files whose path matches one of some globs.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(hashmap_as_object))]
pub struct Override {
    /// Globs, of which one must match the whole path: `*`, `**`, `?`, `[ab]`, `{a,b}`. One behind a `!`
    /// leaves out what it matches; the later ones win.
    pub paths: Vec<String>,
    /// The host to read for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(target_arch = "wasm32", tsify(optional, type = "\"claude-code\" | \"claude-code-plugin\""))]
    pub host: Option<String>,
    /// The level of rules, or of groups of rules, by name.
    #[serde(serialize_with = "config::pairs")]
    #[cfg_attr(target_arch = "wasm32", tsify(optional, type = "Record<string, Level>"))]
    pub rules: Vec<(String, String)>,
}

/// What is wrong with the options, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidOptions {
    /// The sentence.
    pub message: String,
}

impl std::fmt::Display for InvalidOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for InvalidOptions {}

impl Options {
    /// What holds for the file at their path.
    ///
    /// # Errors
    /// If they name a host, a rule or a level that there is not, or hold a glob that is none.
    pub fn settings(&self) -> Result<Settings<'_>, InvalidOptions> {
        let mut words = section(self.host.as_deref(), &self.rules);
        words.overrides = Some(self.overrides.iter().map(Override::words).collect());
        let config = Config::new(&words).map_err(|problem| InvalidOptions { message: problem.message })?;
        Ok(config.settings(self.path.as_deref()))
    }
}

impl Override {
    fn words(&self) -> Words {
        let paths = self.paths.iter().map(|glob| Word::from(glob.as_str())).collect();
        Words { paths: Some(paths), ..section(self.host.as_deref(), &self.rules) }
    }
}

fn section(host: Option<&str>, rules: &[(String, String)]) -> Words {
    let rules = rules.iter().map(|(name, level)| (name.as_str().into(), level.as_str().into()));
    Words { host: host.map(Word::from), rules: rules.collect(), ..Words::default() }
}

/// The version of this library.
#[must_use]
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
