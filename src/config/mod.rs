//! What a user may set: the host, and which rules speak up how loudly, for all files or for some paths.
//!
//! The same words come from a `passmuster.yaml` ([`Config::parse`]) and, at the edge, from an object of
//! the caller's language. Both become a [`Words`] first, so that both are held to the same rules.

mod levels;
mod words;
mod yaml;

pub use levels::{Level, Levels};
pub use words::{Word, Words};

use crate::host::Host;
use crate::text::Span;

/// How one file is to be read and checked.
#[derive(Clone, Debug)]
pub struct Settings<'p> {
    /// The host to read for.
    pub host: &'static Host,
    /// The file's path, with `/` or `\`, if it is known.
    pub path: Option<&'p str>,
    /// Which rules run, and how bad their findings are.
    pub levels: Levels,
}

impl Settings<'_> {
    /// All rules as they come, for a file whose path is not known.
    #[must_use]
    pub fn of(host: &'static Host) -> Self {
        Self { host, path: None, levels: Levels::default() }
    }
}

/// What a configuration says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The host to read for, if one is set.
    pub host: Option<&'static Host>,
    /// Which rules run, and how bad their findings are.
    pub levels: Levels,
    /// What differs for some paths; later ones win.
    pub overrides: Vec<Override>,
}

/// Settings for some paths.
#[derive(Clone, Debug)]
pub struct Override {
    /// Globs, of which one must match the whole path. What matches one behind a `!` is left out; the
    /// later ones win.
    pub paths: Vec<String>,
    /// The host to read for, if one is set.
    pub host: Option<&'static Host>,
    /// Which rules run, and how bad their findings are.
    pub levels: Levels,
}

/// What is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong and what to do, values in backticks.
    pub message: String,
    /// The characters at fault, in bytes of the source; empty at its start where there is no source.
    pub span: Span,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

impl Config {
    /// The configuration that `words` say.
    ///
    /// # Errors
    /// The first thing in them that makes no sense.
    pub fn new(words: &Words) -> Result<Self, Problem> {
        let mut first = None;
        let config = words.understand(&mut |_, message| {
            first.get_or_insert(Problem { message, span: Span::default() });
        });
        first.map_or(Ok(config), Err)
    }

    /// What holds for the file at `path`, which is taken as seen from the configuration. Without a path,
    /// no override applies.
    #[must_use]
    pub fn settings<'p>(&self, path: Option<&'p str>) -> Settings<'p> {
        let mut settings = Settings { host: self.host.unwrap_or(Host::ALL[0]), path, levels: self.levels.clone() };
        let Some(path) = path else { return settings };
        let path = path.replace('\\', "/");
        let path = path.strip_prefix("./").unwrap_or(&path);
        for section in &self.overrides {
            let mut applies = false;
            for glob in &section.paths {
                let wanted = glob.strip_prefix('!');
                if applies != wanted.is_none() && fast_glob::glob_match(wanted.unwrap_or(glob), path) {
                    applies = !applies;
                }
            }
            if applies {
                settings.host = section.host.unwrap_or(settings.host);
                settings.levels.extend(&section.levels);
            }
        }
        settings
    }
}

#[cfg(test)]
mod tests {
    use super::{Config, Level};
    use crate::diagnostic::Severity;
    use crate::rules::Rule;

    fn config(source: &str) -> Config {
        Config::parse(source).expect("a configuration")
    }

    fn level(config: &Config, path: Option<&str>, rule: &str) -> Level {
        config.settings(path).levels.of(Rule::find(rule).expect("a rule"))
    }

    #[test]
    fn a_severity_of_a_group_turns_nothing_on() {
        let group = config("rules: {safety: error}");
        assert_eq!(level(&group, None, "unrestricted-tools"), Level::Off);
        assert_eq!(level(&group, None, "secret"), Level::Fixed(Severity::Error));
        let both = "rules: {unrestricted-tools: on, secret: off}\noverrides:\n  - {paths: [a], rules: {safety: info}}";
        for rule in ["unrestricted-tools", "secret"] {
            assert_eq!(level(&config(both), Some("a"), rule), Level::Fixed(Severity::Info));
        }
    }

    #[test]
    fn what_only_the_command_line_finds_is_handed_on() {
        for &rule in Rule::OUTSIDE {
            assert!(Rule::find(rule).is_none(), "{rule}");
            let words = config(&["rules: {", rule, ": info, loss: off}"].concat()).levels.words();
            let words: Vec<(&str, &str)> = words.iter().map(|(name, level)| (name.as_str(), level.as_str())).collect();
            assert_eq!(words, [("loss", "off"), (rule, "info")]);
        }
        let problem = Config::parse("rules: {duplicate-agents: off}").expect_err("no such rule");
        assert!(format!("{problem:?}").contains("did you mean `duplicate-agent`?"), "{problem:?}");
    }

    #[test]
    fn the_last_glob_that_matches_says_whether_an_override_applies() {
        let config = config("overrides: [{paths: ['**/*.md', '!**/a*.md', 'x/ab.md'], host: claude-code-plugin}]");
        for (path, applies) in [("b.md", true), ("x/a.md", false), ("x/ab.md", true), ("ab.md", false), ("c", false)] {
            assert_eq!(config.settings(Some(path)).host.id == "claude-code-plugin", applies, "{path}");
        }
    }

    #[test]
    fn later_and_narrower_settings_win() {
        let config = config(
            "host: claude-code-plugin\nrules:\n  unknown-field: info\n  loss: error\noverrides:\n\
             \x20 - paths: ['**/legacy/*.md']\n    host: claude-code\n    rules: {loss: off}\n\
             \x20 - paths: [a/legacy/b.md]\n    rules: {unknown-field: on}\n",
        );
        assert_eq!(config.settings(None).host.id, "claude-code-plugin");
        assert_eq!(config.settings(Some("x/legacy/y.md")).host.id, "claude-code");
        assert_eq!(level(&config, None, "unknown-field"), Level::Fixed(Severity::Info));
        assert_eq!(level(&config, None, "unknown-tool"), Level::Fixed(Severity::Error));
        assert_eq!(level(&config, None, "missing-name"), Level::On);
        assert_eq!(level(&config, Some(".\\x\\legacy\\y.md"), "unknown-field"), Level::Off);
        assert_eq!(level(&config, Some("./a/legacy/b.md"), "unknown-field"), Level::On);
        assert_eq!(level(&config, Some("a/legacy/b.md"), "unknown-tool"), Level::Off);
        assert_eq!(level(&config, Some("a/legacy/c/b.md"), "unknown-tool"), Level::Fixed(Severity::Error));
    }
}
