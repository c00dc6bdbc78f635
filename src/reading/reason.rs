use crate::host::Flaw;

/// Why no agent runs.
#[derive(Clone, Debug)]
pub enum Reason {
    /// The file is larger than the host reads.
    TooLarge,
    /// The file does not begin with `---`.
    NoFrontmatter,
    /// Nothing closes the frontmatter.
    UnclosedFrontmatter,
    /// The YAML parser throws, as written and after the host's rewriting.
    InvalidYaml,
    /// The frontmatter is not a mapping.
    NotMapping,
    /// There is no `name`, or it is empty.
    NoName,
    /// The `name` is not text.
    NameNotText,
    /// The `name` breaks the host's rules for names.
    InvalidName(&'static str),
    /// There is no `description`, or it is empty.
    NoDescription,
    /// The `description` is not text.
    DescriptionNotText,
    /// The `hooks` are not of the form that the host demands.
    InvalidHooks(Flaw),
    /// No entry of `tools` names a tool that the agent could get.
    NoTools,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = match self {
            Self::TooLarge => "The file is larger than 1 MiB.",
            Self::NoFrontmatter => "The file does not begin with a `---` line, so it has no frontmatter.",
            Self::UnclosedFrontmatter => "No `---` closes the frontmatter.",
            Self::InvalidYaml => "The frontmatter is not YAML that the host can read.",
            Self::NotMapping => "The frontmatter holds no `key: value` entries.",
            Self::NoName => "There is no `name`.",
            Self::NameNotText => "The `name` is not text.",
            Self::InvalidName(why) => return f.write_str(&["The `name` ", why, "."].concat()),
            Self::NoDescription => "There is no `description`.",
            Self::DescriptionNotText => "The `description` is not text.",
            Self::InvalidHooks(_) => "The `hooks` are not of the form that the host demands.",
            Self::NoTools => "None of its `tools` is one that it could get.",
        };
        f.write_str(text)
    }
}
