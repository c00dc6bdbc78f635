//! The public calls and their results as plain, serialisable data with offsets in **UTF-16 code
//! units**, the unit of JavaScript's strings. This is the one place where bytes become UTF-16.
//!
//! Rust users who want byte offsets use [`Reading::of`](crate::reading::Reading::of) and
//! [`rules::check`](crate::rules::check).

mod check;
mod fix;
mod preview;
mod rules;

pub use check::{AgentInfo, CheckResult, DiagnosticInfo, EditInfo, FieldInfo, FixInfo, RelatedInfo, StatusName, check};
pub use fix::{FixResult, fix};
pub use preview::{PreviewResult, preview};
pub use rules::{RuleInfo, rules};

use crate::host::Host;

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
    /// `fix` only: apply the fixes that guess, too.
    #[cfg_attr(target_arch = "wasm32", tsify(optional, type = "boolean"))]
    pub r#unsafe: bool,
}

/// The options name a host that there is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownHost {
    /// The name given.
    pub name: String,
}

impl std::fmt::Display for UnknownHost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unknown host `")?;
        f.write_str(&self.name)?;
        f.write_str("`; known are ")?;
        for (index, host) in Host::ALL.iter().enumerate() {
            f.write_str(if index == 0 { "`" } else { ", `" })?;
            f.write_str(host.id)?;
            f.write_str("`")?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownHost {}

impl Options {
    /// The host asked for.
    ///
    /// # Errors
    /// If there is no host of that name.
    pub fn host(&self) -> Result<&'static Host, UnknownHost> {
        match &self.host {
            None => Ok(Host::ALL[0]),
            Some(name) => Host::find(name).ok_or_else(|| UnknownHost { name: name.clone() }),
        }
    }
}

/// The version of this library.
#[must_use]
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
