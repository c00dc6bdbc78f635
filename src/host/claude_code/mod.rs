//! Claude Code, with its two loaders: project and user agents, and agents shipped in a plugin.
//!
//! All of it was measured on the version below by running the program on small files; the cases
//! stand in `tests/conformance`. What could not be seen that way cites the documentation.

mod fields;
mod hooks;
mod mcp_servers;
mod models;
mod read;
mod second_try;
mod tool_list;
mod tools;

pub use hooks::Flaw;

use super::Host;

const VERSION: &str = "2.1.328";
const MAX_BYTES: usize = 1 << 20;

/// In tokens, as [`Host::description_tokens`] counts them. Observed beyond 60,000 units of UTF-16.
const DESCRIPTIONS_LIMIT: usize = 15_000;

/// Observed: `tests/conformance/cases/built-in.jsonl`; `claude-code-guide` is there in terminals only.
const BUILTIN_AGENTS: &[&str] =
    &["Explore", "Plan", "claude", "claude-code-guide", "general-purpose", "statusline-setup"];

/// Agents in a project's or a user's `.claude/agents`.
pub static CLAUDE_CODE: Host = Host {
    id: "claude-code",
    name: "Claude Code",
    version: VERSION,
    max_bytes: MAX_BYTES,
    descriptions_limit: DESCRIPTIONS_LIMIT,
    fields: fields::PROJECT,
    tools: tools::TOOLS,
    foreground_tools: tools::FOREGROUND_ONLY,
    models: models::ALIASES,
    model_ids: models::IDS,
    builtin_agents: BUILTIN_AGENTS,
    model_requested: models::requested,
    read: read::project,
};

/// Agents in a plugin's `agents` folder, which another loader reads.
pub static CLAUDE_CODE_PLUGIN: Host = Host {
    id: "claude-code-plugin",
    name: "Claude Code (plugin)",
    version: VERSION,
    max_bytes: MAX_BYTES,
    descriptions_limit: DESCRIPTIONS_LIMIT,
    fields: fields::PLUGIN,
    tools: tools::TOOLS,
    foreground_tools: tools::FOREGROUND_ONLY,
    models: models::ALIASES,
    model_ids: models::IDS,
    // Their names begin with the plugin's.
    builtin_agents: &[],
    model_requested: models::requested,
    read: read::plugin,
};
