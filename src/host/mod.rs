//! The hosts: programs that load agent files. What a host does is data plus one small module, and
//! every fact says where it was seen.

mod claude_code;

pub use claude_code::{CLAUDE_CODE, CLAUDE_CODE_PLUGIN, Flaw};

use crate::document::Document;
use crate::reading::Reading;
use crate::text::utf16_length;

/// A program that loads agent files, in one of its ways to do so.
pub struct Host {
    /// Its identifier in options and configuration.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The version that all facts here were measured on.
    pub version: &'static str,
    /// Larger files are not read.
    pub max_bytes: usize,
    /// The frontmatter fields that it knows.
    pub fields: &'static [FieldSpec],
    /// The tools that it knows, and the names that it takes for them.
    pub tools: &'static [ToolSpec],
    /// Those of them that agents in the background don't get.
    pub foreground_tools: &'static [&'static str],
    /// The words that it takes for a model.
    pub models: &'static [ModelAlias],
    /// The models whose ids it knows, the longer ids before those that they begin with.
    pub model_ids: &'static [ModelId],
    /// It warns when the descriptions of all agents of a project take more tokens than this together.
    pub descriptions_limit: usize,
    /// The agents that come with it and that a file of the same name replaces.
    pub builtin_agents: &'static [&'static str],
    pub(crate) model_requested: fn(&str) -> Option<String>,
    pub(crate) read: for<'d> fn(&'d Document<'_>, &'static Host, Option<&str>) -> Reading<'d>,
}

impl Host {
    /// All hosts; the first is the one that is taken when none is asked for.
    pub const ALL: &'static [&'static Self] = &[&CLAUDE_CODE, &CLAUDE_CODE_PLUGIN];

    /// The host called `id`.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().copied().find(|host| host.id == id)
    }

    /// The field called `name`.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static FieldSpec> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The tool called `name`, exactly.
    #[must_use]
    pub fn tool(&self, name: &str) -> Option<&'static ToolSpec> {
        self.tools.iter().find(|tool| tool.name == name)
    }
}

impl Host {
    /// The model that `text` names, if the host knows its id: that may stand anywhere in the text, in
    /// any case, with points for hyphens.
    #[must_use]
    pub fn model_id(&self, text: &str) -> Option<&'static ModelId> {
        let text = text.to_ascii_lowercase().replace('.', "-");
        self.model_ids.iter().find(|id| {
            text.match_indices(id.base).any(|(at, base)| !continues_version(&text[at + base.len()..], id.base))
        })
    }

    /// Whether the host takes `text` for a model that it knows, by an alias or an id.
    #[must_use]
    pub fn is_model(&self, text: &str) -> bool {
        let word = text.strip_suffix("[1m]").unwrap_or(text).trim_end();
        self.models.iter().any(|alias| alias.word.eq_ignore_ascii_case(word)) || self.model_id(text).is_some()
    }

    /// How many tokens the host counts for an agent's entry among those that the main model is shown:
    /// `name: description`, by the length in UTF-16 divided by four.
    #[must_use]
    pub fn description_tokens(&self, name: &str, description: &str) -> usize {
        // Half a token counts as a whole one.
        (utf16_length(name) + ": ".len() + utf16_length(description) + 2) / 4
    }

    /// The model id that the host asks its API for when the field says `text`; `None` for the session's.
    #[must_use]
    pub fn model_requested(&self, text: &str) -> Option<String> {
        (self.model_requested)(text)
    }
}

/// Whether `rest`, which stands behind `base`, makes another version of it. A date does not.
fn continues_version(rest: &str, base: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = base.matches('-').count() == 2 && base.ends_with(|c: char| c.is_ascii_digit());
    digits(rest) > 0 || (whole && rest.strip_prefix('-').is_some_and(|rest| matches!(digits(rest), 1 | 2)))
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

/// Where a fact about a host comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A page of the host's documentation.
    Documented(&'static str),
    /// The program was seen to do it: a group of cases in `tests/conformance`.
    Observed(&'static str),
}

/// A frontmatter field that a host knows.
#[derive(Debug)]
pub struct FieldSpec {
    /// Its name, exactly.
    pub name: &'static str,
    /// Which values it takes.
    pub kind: FieldKind,
    /// Whether a file without it is no agent.
    pub required: bool,
    /// Whether it applies to the agents of this host at all.
    pub applies: bool,
    /// What it is for, in one sentence.
    pub meaning: &'static str,
    /// How that is known.
    pub source: Source,
}

/// Which values a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// The agent's name.
    Name,
    /// The agent's description.
    Description,
    /// A list of tools.
    Tools,
    /// A model's alias or id.
    Model,
    /// One of these words, exactly.
    Word(&'static [&'static str]),
    /// One of these words in any case, or an integer.
    WordOrInteger(&'static [&'static str]),
    /// A whole number above zero.
    PositiveInteger,
    /// A whole number of at least this.
    IntegerFrom(u32),
    /// `true` or `false`.
    Flag,
    /// Text that is not empty.
    Text,
    /// A list of names, or names in a text.
    Names,
    /// A list of MCP servers.
    McpServers,
    /// Hooks as in the host's settings.
    Hooks,
    /// Anything: what the host does with it was not seen.
    Any,
}

/// A name that a host takes for a tool.
#[derive(Debug)]
pub struct ToolSpec {
    /// The name as written in a list of tools.
    pub name: &'static str,
    /// What it stands for.
    pub outcome: ToolOutcome,
}

impl ToolSpec {
    /// Whether an agent can get it by this name, if not in every session.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        matches!(self.outcome, ToolOutcome::Granted | ToolOutcome::Depends)
    }
}

/// What a tool's name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToolOutcome {
    /// This tool.
    Granted,
    /// The tool of this name: an older name for it.
    Renamed(&'static str),
    /// Documented, but there only on some platforms, in some modes or with some setting.
    Depends,
    /// Never given to subagents.
    NotForSubagents,
    /// A tool of earlier versions; the text says what took its place.
    Gone(Option<&'static str>),
}

/// A model whose id a host knows.
#[derive(Debug)]
pub struct ModelId {
    /// The id without a date, in lower case.
    pub base: &'static str,
    /// Since when the maker's own API no longer serves it, as `YYYY-MM-DD`, if it has said so.
    pub retired: Option<&'static str>,
}

/// A word that a host takes for a model.
#[derive(Debug)]
pub struct ModelAlias {
    /// The word as written, in lower case.
    pub word: &'static str,
    /// The model id that the host asks its API for; `None` for the session's own model.
    pub requests: Option<&'static str>,
}
