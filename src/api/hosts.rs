#[cfg(not(target_arch = "wasm32"))]
use crate::host::Host;
use serde::Serialize;

/// What there is to know about a host without a file.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
pub struct HostInfo {
    /// Its identifier, as in the options.
    #[cfg_attr(target_arch = "wasm32", tsify(type = "\"claude-code\" | \"claude-code-plugin\""))]
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The version of it that all was measured on.
    pub version: &'static str,
    /// Larger files are not read; in bytes.
    pub max_bytes: usize,
    /// It warns when the descriptions of all agents take more tokens than this together.
    pub descriptions_limit: usize,
    /// The agents that come with it.
    pub builtin_agents: &'static [&'static str],
}

/// All hosts; the first is the one that is taken when none is asked for.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn hosts() -> Vec<HostInfo> {
    Host::ALL
        .iter()
        .map(|host| HostInfo {
            id: host.id,
            name: host.name,
            version: host.version,
            max_bytes: host.max_bytes,
            descriptions_limit: host.descriptions_limit,
            builtin_agents: host.builtin_agents,
        })
        .collect()
}
