use super::{InvalidOptions, Options};
use crate::fix;
use serde::Serialize;

/// A mended text.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct FixResult {
    /// The text with the fixes applied; the source itself if there was nothing to fix.
    pub output: String,
    /// How many fixes were applied.
    pub applied: u32,
}

/// Applies the safe fixes of all findings, and of those that then turn up, until none is left.
/// With [`Options::unsafe`] also those that guess.
///
/// # Errors
/// If the options make no sense; never because of the source.
pub fn fix(source: &str, options: &Options) -> Result<FixResult, InvalidOptions> {
    let fixed = fix::fix_all(source, &options.settings()?, options.r#unsafe);
    Ok(FixResult { output: fixed.output, applied: fixed.applied })
}
