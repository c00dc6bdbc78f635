//! The frontmatter fields that Claude Code knows.
//!
//! A field is known if the program does not call its key unrecognised; which values it takes was
//! seen in its debug log: `tests/conformance/cases/fields.jsonl`. Where nothing can be seen from
//! outside (`color`), the values are those of the documentation.

use crate::host::FieldKind::{
    Any, Description, Flag, Hooks, IntegerFrom, McpServers, Model, Name, Names, PositiveInteger, Text, Tools, Word,
    WordOrInteger,
};
use crate::host::{FieldKind, FieldSpec, Source};

const DOCS: Source = Source::Documented("https://code.claude.com/docs/en/sub-agents");
const PLUGIN_DOCS: Source = Source::Documented("https://code.claude.com/docs/en/plugins-reference");
const SEEN: Source = Source::Observed("fields");

const COLORS: &[&str] = &["red", "blue", "green", "yellow", "purple", "orange", "pink", "cyan"];
const EFFORTS: &[&str] = &["low", "medium", "high", "xhigh", "max"];
const MODES: &[&str] = &["default", "acceptEdits", "auto", "dontAsk", "bypassPermissions", "plan", "manual"];
const MEMORIES: &[&str] = &["user", "project", "local"];

const fn field(name: &'static str, kind: FieldKind, meaning: &'static str, source: Source) -> FieldSpec {
    FieldSpec { name, kind, required: false, applies: true, meaning, source }
}

const fn ignored(name: &'static str, kind: FieldKind, meaning: &'static str) -> FieldSpec {
    FieldSpec { name, kind, required: false, applies: false, meaning, source: PLUGIN_DOCS }
}

const NAME: FieldSpec = field("name", Name, "What the agent is called.", DOCS);
const DESCRIPTION: FieldSpec =
    field("description", Description, "When to use the agent; the model reads it to choose one.", DOCS);
const TOOLS: FieldSpec = field("tools", Tools, "The tools that the agent gets; all if the field is left out.", DOCS);
const DISALLOWED: FieldSpec = field("disallowedTools", Tools, "Tools that are taken away.", DOCS);
const MODEL: FieldSpec =
    field("model", Model, "An alias or the id of a model; the session's own for `inherit` or if left out.", DOCS);
const MAX_TURNS: FieldSpec = field("maxTurns", PositiveInteger, "After how many turns the agent stops.", DOCS);
const SKILLS: FieldSpec = field("skills", Names, "Skills whose text the agent starts with.", DOCS);
const MEMORY: FieldSpec = field("memory", Word(MEMORIES), "Where the agent keeps notes between sessions.", DOCS);
const BACKGROUND: FieldSpec = field("background", Flag, "Whether the agent always runs in the background.", DOCS);
const EFFORT: FieldSpec = field("effort", WordOrInteger(EFFORTS), "How much the model thinks.", DOCS);
const COLOR: FieldSpec = field("color", Word(COLORS), "The colour of the agent in the interface.", DOCS);
const OMIT_CLAUDE_MD: FieldSpec = field("omitClaudeMd", Any, "Leaves the project's CLAUDE.md out.", SEEN);
const AUTO_COMPACT_WINDOW: FieldSpec =
    field("autoCompactWindow", IntegerFrom(100_000), "From how many tokens on the conversation is compacted.", SEEN);
const OBSERVE_TOOL_RESULTS: FieldSpec =
    field("observeToolResults", Any, "Whether the watching agents see what tools return.", SEEN);
const EXPERIMENTAL: FieldSpec = field("experimental", Any, "Settings that may change.", SEEN);

/// Of agents in `.claude/agents`.
pub(super) const PROJECT: &[FieldSpec] = &[
    FieldSpec { required: true, ..NAME },
    FieldSpec { required: true, ..DESCRIPTION },
    TOOLS,
    DISALLOWED,
    MODEL,
    field("permissionMode", Word(MODES), "Which actions need the user's consent.", DOCS),
    MAX_TURNS,
    SKILLS,
    field("mcpServers", McpServers, "MCP servers that the agent may use.", DOCS),
    field("hooks", Hooks, "Commands that run at points of the agent's life.", DOCS),
    MEMORY,
    BACKGROUND,
    EFFORT,
    field("isolation", Word(&["worktree", "remote"]), "Runs the agent in a copy of the repository.", DOCS),
    COLOR,
    field("initialPrompt", Text, "The first message when the agent is the session's own.", DOCS),
    AUTO_COMPACT_WINDOW,
    OMIT_CLAUDE_MD,
    field("observer", Any, "Agents that watch this one.", SEEN),
    field("observerMessage", Any, "What the watching agents are told.", SEEN),
    field("observeSubagents", Any, "Whether the agent's own agents are watched, too.", SEEN),
    OBSERVE_TOOL_RESULTS,
    EXPERIMENTAL,
];

/// Of agents that a plugin ships.
pub(super) const PLUGIN: &[FieldSpec] = &[
    FieldSpec { meaning: "What the agent is called; after its file if left out.", ..NAME },
    DESCRIPTION,
    field("when_to_use", Text, "Stands in for a missing description.", SEEN),
    field("when-to-use", Text, "Stands in for a missing description.", SEEN),
    TOOLS,
    DISALLOWED,
    MODEL,
    ignored("permissionMode", Word(MODES), "Does not apply to plugin agents."),
    MAX_TURNS,
    SKILLS,
    ignored("mcpServers", McpServers, "Does not apply to plugin agents."),
    ignored("hooks", Hooks, "Does not apply to plugin agents."),
    MEMORY,
    BACKGROUND,
    EFFORT,
    field("isolation", Word(&["worktree"]), "Runs the agent in a copy of the repository.", PLUGIN_DOCS),
    COLOR,
    ignored("initialPrompt", Text, "Does not apply to plugin agents."),
    AUTO_COMPACT_WINDOW,
    OMIT_CLAUDE_MD,
    ignored("observer", Any, "Does not apply to plugin agents."),
    ignored("observerMessage", Any, "Does not apply to plugin agents."),
    ignored("observeSubagents", Any, "Does not apply to plugin agents."),
    OBSERVE_TOOL_RESULTS,
    EXPERIMENTAL,
];
