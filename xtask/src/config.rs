//! `wasm-pack.toml`, where each key is explained.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Config {
    pub(crate) build: Build,
    pub(crate) wasm_bindgen: WasmBindgen,
    pub(crate) wasm_opt: WasmOpt,
    pub(crate) size: Size,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Build {
    pub(crate) profile: String,
    pub(crate) features: Vec<String>,
    pub(crate) target: Target,
    pub(crate) out_name: String,
    pub(crate) out_dir: PathBuf,
}

/// The kind of JavaScript around the module; the package is written for this one.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Target {
    Web,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct WasmBindgen {
    pub(crate) typescript: bool,
    pub(crate) omit_default_module_path: bool,
    pub(crate) reset_state_function: bool,
    pub(crate) remove_name_section: bool,
    pub(crate) remove_producers_section: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct WasmOpt {
    pub(crate) enabled: bool,
    pub(crate) flags: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Size {
    pub(crate) budget: u64,
    pub(crate) growth: f64,
}

impl Config {
    pub(crate) fn read(file: &Path) -> Result<Config> {
        let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
        toml::from_str(&text).with_context(|| format!("in {}", file.display()))
    }
}
