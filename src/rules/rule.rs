use super::suppressions::Suppressions;
use crate::config::Levels;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::markdown::{Code, Outline};
use crate::reading::{Described, Reading};
use crate::text::Marks;
use std::cell::OnceCell;

/// A rule: what is known of it, and the function that finds its problem.
pub struct Rule {
    /// Its name, which says the problem: "allow `duplicate-key`" reads well.
    pub name: &'static str,
    /// What it is about.
    pub group: Group,
    /// The weight of most of its findings.
    pub severity: Severity,
    /// Whether it runs unless the configuration says otherwise.
    pub enabled: bool,
    /// What is told of it beside its findings. Left out of the WebAssembly module.
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
    /// What the main model knows when it chooses an agent: its name and its description.
    Delegation,
    /// What the agent is told.
    Prompt,
    /// What can do harm.
    Safety,
    /// Other readers see it otherwise.
    Portability,
    /// Comments that are addressed to Passmuster.
    Suppression,
}

/// How often the findings of a rule are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// Always, as far as is known: it follows from what the host does.
    High,
    /// Nearly always: it follows from what people write.
    Medium,
    /// Mostly: it is a guess at what was meant.
    Low,
}

/// How it is known that a problem is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A page of documentation says so.
    Documented(&'static str),
    /// The host was seen to do it: groups of cases in `tests/conformance`.
    Observed(&'static [&'static str]),
    /// It is good practice, as far as we can tell.
    Opinion,
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

/// What is told of a rule: in lists of rules, and on its page. Texts are Markdown.
#[cfg(not(target_arch = "wasm32"))]
pub struct Docs {
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// How often it is right.
    pub confidence: Confidence,
    /// How it is known that the problem is one.
    pub source: Source,
    /// Whether its findings come with fixes.
    pub fixable: Fixable,
    /// The version that first had it.
    pub since: &'static str,
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
    /// What triggers the rule's other messages, for the snapshot of all of them: by host, either whole
    /// files, which end in a line end, or lines to stand behind a name and a description.
    pub further: &'static [(&'static str, &'static [&'static str])],
}

impl Rule {
    /// The rules that only the command line and the page have, about what one text alone does not tell.
    /// Nothing is known of them here but their names, so that a configuration and a comment may have them.
    pub const OUTSIDE: &'static [&'static str] =
        &["costly-descriptions", "duplicate-agent", "missing-agent", "not-utf-8", "unreadable-file"];

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
            Self::Delegation => "delegation",
            Self::Prompt => "prompt",
            Self::Safety => "safety",
            Self::Portability => "portability",
            Self::Suppression => "suppression",
        }
    }
}

impl Group {
    /// All groups, in the order of the documentation.
    pub const ALL: &'static [Self] = &[
        Self::Loading,
        Self::Loss,
        Self::Delegation,
        Self::Prompt,
        Self::Safety,
        Self::Portability,
        Self::Suppression,
    ];

    /// The group called `name`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|group| group.name() == name)
    }
}

impl Confidence {
    /// Its name in the API and the documentation.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

impl Source {
    /// Its name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Documented(_) => "documentation",
            Self::Observed(_) => "observation",
            Self::Opinion => "opinion",
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
    /// Which rules run.
    pub(crate) levels: &'a Levels,
    /// The file's path, with `/` or `\`, if it is known.
    pub(crate) path: Option<&'a str>,
    /// Whether the frontmatter fails to parse only because its lines end in CR LF.
    pub(super) crlf: bool,
    /// The errors that keep the host from parsing the frontmatter.
    pub(super) yaml_errors: Vec<&'a crate::yaml::Error>,
    /// Where lines start, as far as they have been looked for.
    pub(super) lines: Vec<u32>,
    /// What rules look for in the text, once one asks for it.
    pub(super) marks: OnceCell<Marks>,
    /// Of the body, once a rule asks for it.
    pub(super) outline: OnceCell<Outline>,
    /// The code in the body, once a rule asks for it.
    pub(super) code: OnceCell<Code>,
    /// The description, once a rule asks for it.
    pub(super) described: OnceCell<Option<Described<'a>>>,
    /// The file's comments that leave findings out.
    pub(super) suppressions: Suppressions,
}
