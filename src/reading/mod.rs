//! What a host takes from a document: the agent as it would run, each field as read, what was lost.
//!
//! The types are the same for all hosts; how they are filled is each host's own module.

mod agent;
mod described;
mod examples;
mod field;
mod reason;
mod tools;

pub use agent::Agent;
pub(crate) use described::Described;
pub use examples::{Example, Role, Segment, Turn, examples};
pub(crate) use examples::{Tag, tags};
pub use field::{Fate, Field, Loss};
pub use reason::Reason;
pub use tools::{Grant, ToolEntry, ToolList};

use crate::document::Document;
use crate::host::{Flaw, Host};
use crate::yaml::{NodeKind, Tree};

/// Whether an agent comes of a file; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// The agent runs.
    Loads,
    /// The agent is registered, but the host won't start it.
    Refused,
    /// No agent comes of the file.
    Ignored,
}

/// What one host makes of one document.
#[derive(Debug)]
pub struct Reading<'d> {
    /// The host.
    pub host: &'static Host,
    /// Whether an agent comes of it.
    pub status: Status,
    /// Why not, unless it loads.
    pub reason: Option<Reason>,
    /// Whether the host says nothing to its user. Debug logs don't count: nobody sees them.
    pub silent: bool,
    /// How the frontmatter came to be parsed.
    pub attempt: Attempt<'d>,
    /// Every entry of the frontmatter in source order, also of a file that is ignored.
    pub fields: Vec<Field>,
    /// The `tools` as read; `None` if the file doesn't limit them.
    pub tools: Option<ToolList>,
    /// The `disallowedTools` as read.
    pub disallowed: Option<ToolList>,
    /// What the host leaves out of the `hooks`.
    pub dropped_hooks: Vec<Flaw>,
    /// What the host leaves out of the `mcpServers`.
    pub dropped_servers: Vec<Flaw>,
    /// The agent, unless the file is ignored.
    pub agent: Option<Agent>,
}

impl<'d> Reading<'d> {
    /// What `host` makes of `document`, which lies at `path` (with `/` or `\`), if that is known.
    #[must_use]
    pub fn of(document: &'d Document<'_>, host: &'static Host, path: Option<&str>) -> Self {
        (host.read)(document, host, path)
    }

    /// The tree that the values were taken from: that of the attempt that worked.
    #[must_use]
    pub fn tree(&self) -> Option<&Tree> {
        match &self.attempt {
            Attempt::First(tree) => Some(tree),
            Attempt::Second(tree) => Some(tree),
            Attempt::None | Attempt::Failed { .. } => None,
        }
    }

    /// Whether the host found a mapping of fields, be it with none of those that it needs.
    #[must_use]
    pub fn has_fields(&self) -> bool {
        let root = self.tree().and_then(|tree| Some((tree, tree.root()?)));
        root.is_some_and(|(tree, root)| matches!(tree.node(root).kind, NodeKind::Mapping(_)))
    }

    /// The field called `name` that counts, if the frontmatter has one.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == name && field.fate != Fate::Replaced)
    }
}

/// How the frontmatter came to be parsed.
#[derive(Debug)]
pub enum Attempt<'d> {
    /// There is no frontmatter.
    None,
    /// As written.
    First(&'d Tree),
    /// Only after the host had put quotes around values. Spans are those of the source.
    Second(Tree),
    /// Not at all.
    Failed {
        /// As written.
        first: &'d Tree,
        /// After the host's rewriting; spans are those of the source.
        second: Tree,
    },
}
