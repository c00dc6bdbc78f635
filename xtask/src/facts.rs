//! What the library knows without a file, as data for JavaScript.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use passmuster::api;

/// Its name beside the module.
pub(crate) const FILE: &str = "facts.js";

pub(crate) fn write(file: &Path) -> Result<()> {
    fs::write(file, javascript()?).with_context(|| format!("writing {}", file.display()))
}

/// JSON is JavaScript.
pub(crate) fn javascript() -> Result<String> {
    let (rules, hosts) = (serde_json::to_string(&api::rules())?, serde_json::to_string(&api::hosts())?);
    Ok(format!("export const RULES = {rules};\nexport const HOSTS = {hosts};\n"))
}
