use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
pub use crate::host::Source;
use crate::reading::Reading;

/// A rule: what is known of it, and the function that finds its problem.
pub struct Rule {
    /// Its name, which says the problem: "allow `duplicate-key`" reads well.
    pub name: &'static str,
    /// What it is about.
    pub group: Group,
    /// The weight of most of its findings.
    pub severity: Severity,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// Whether its findings come with fixes.
    pub fixable: Fixable,
    /// How it is known that the problem is one.
    pub source: Source,
    /// The version that first had it.
    pub since: &'static str,
    /// Its page. Left out of the WebAssembly module.
    #[cfg(not(target_arch = "wasm32"))]
    pub docs: Docs,
    pub(super) check: fn(&Context<'_>, &mut Vec<Diagnostic>),
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// No agent comes of the file.
    Loading,
    /// Something that the author wrote doesn't arrive.
    Loss,
    /// Other readers see it otherwise.
    Portability,
}

/// Whether the findings of a rule come with fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fixable {
    /// All of them.
    Always,
    /// Those that have one right answer.
    Sometimes,
    /// None.
    Never,
}

/// A rule's page, in Markdown.
#[cfg(not(target_arch = "wasm32"))]
pub struct Docs {
    /// What it does.
    pub what: &'static str,
    /// Why that is bad.
    pub why: &'static str,
    /// The host for which the examples are.
    pub host: &'static str,
    /// A file that triggers exactly this rule.
    pub bad: &'static str,
    /// The same file without the problem: nothing is found in it.
    pub good: &'static str,
    /// What the fix does, or why there is none.
    pub fix: &'static str,
}

impl Rule {
    /// The rule called `name`.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().copied().find(|rule| rule.name == name)
    }

    /// Its page, relative to the root of the documentation.
    #[must_use]
    pub fn url(&self) -> String {
        ["rules/", self.name, ".html"].concat()
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

impl Group {
    /// Its name in the API and the documentation.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Loss => "loss",
            Self::Portability => "portability",
        }
    }
}

impl Fixable {
    /// Its name in the API and the documentation.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Sometimes => "sometimes",
            Self::Never => "never",
        }
    }
}

/// What a rule looks at.
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) reading: &'a Reading<'a>,
    /// Whether the frontmatter fails to parse only because its lines end in CR LF.
    pub(super) crlf: bool,
    /// The errors that keep the host from parsing the frontmatter.
    pub(super) yaml_errors: Vec<&'a crate::yaml::Error>,
    /// Where lines start, as far as they have been looked for.
    pub(super) lines: Vec<u32>,
}
