use crate::text::Span;

/// A list of tools as the host takes it apart.
#[derive(Clone, Debug, Default)]
pub struct ToolList {
    /// Its entries, in order.
    pub entries: Vec<ToolEntry>,
}

/// One entry of a list of tools.
#[derive(Clone, Debug)]
pub struct ToolEntry {
    /// The entry as the host lists it.
    pub text: String,
    /// The tool that it names: the entry without a specifier in parentheses.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// What the agent gets by it.
    pub grant: Grant,
}

/// What an entry of a list of tools stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// Every tool: `*`.
    All,
    /// The built-in tool of this name.
    Tool(&'static str),
    /// A documented tool that depends on the platform, the mode or a setting.
    Depends(&'static str),
    /// Tools of an MCP server, if the session has it.
    Mcp,
    /// A tool that subagents never get.
    NotForSubagents,
    /// Nothing that the host knows.
    Unknown,
}

impl ToolList {
    /// Whether `*` stands in it.
    #[must_use]
    pub fn has_all(&self) -> bool {
        self.entries.iter().any(|entry| entry.grant == Grant::All)
    }
}
