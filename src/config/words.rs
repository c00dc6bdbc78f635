use super::{Config, Level, Levels, Override};
use crate::host::Host;
use crate::rules::{Group, Rule};
use crate::text::{Span, fill, nearest};

/// A configuration as it is written, before it is known whether it makes sense.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// All of it.
    pub span: Span,
    /// `host`.
    pub host: Option<Word>,
    /// `rules`: a rule or a group, and its level.
    pub rules: Vec<(Word, Word)>,
    /// `paths`, of an override.
    pub paths: Option<Vec<Word>>,
    /// `overrides`, of the whole.
    pub overrides: Option<Vec<Self>>,
    /// Other keys.
    pub unknown: Vec<Word>,
}

/// A word and where it stands, if it comes from a text.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// The word.
    pub text: String,
    /// Where it stands, in bytes.
    pub span: Span,
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), span: Span::default() }
    }
}

/// The keys of a configuration, and those of an override.
const KEYS: [&[&str]; 2] = [&["host", "rules", "overrides"], &["paths", "host", "rules"]];

/// Who is told what is wrong.
pub(super) type Report<'r> = dyn FnMut(&Word, String) + 'r;

impl Words {
    /// The configuration, without what makes no sense in it; that goes to `report`.
    pub(super) fn understand(&self, report: &mut Report<'_>) -> Config {
        if let Some(paths) = &self.paths {
            let first = paths.first().cloned().unwrap_or(Word { text: String::new(), span: self.span });
            report(&first, "`paths` stand in an override only".to_owned());
        }
        let (host, levels) = self.section(KEYS[0], report);
        let mut config = Config { host, levels, overrides: Vec::new() };
        for section in self.overrides.iter().flatten() {
            let whole = Word { text: String::new(), span: section.span };
            if section.overrides.is_some() {
                report(&whole, "an override has no `overrides` of its own".to_owned());
            }
            let (host, levels) = section.section(KEYS[1], report);
            let paths = section.paths.as_deref().unwrap_or_default();
            if paths.is_empty() {
                report(&whole, "this override names no `paths`, so it never applies".to_owned());
            }
            if !paths.is_empty() && paths.iter().all(|glob| glob.text.starts_with('!')) {
                report(
                    &paths[0],
                    "`!` leaves paths out, and there is none before it, so this override never applies".to_owned(),
                );
            }
            for glob in paths.iter().filter(|glob| fast_glob::validate(&glob.text).is_err()) {
                report(glob, fill("`{}` is no glob", &[&glob.text]));
            }
            let paths = paths.iter().map(|glob| glob.text.clone()).collect();
            config.overrides.push(Override { paths, host, levels });
        }
        config
    }

    fn section(&self, keys: &[&str], report: &mut Report<'_>) -> (Option<&'static Host>, Levels) {
        let mut levels = Levels::default();
        for key in &self.unknown {
            report(key, no("key", &key.text, &key.text, keys));
        }
        let mut host = None;
        if let Some(id) = &self.host {
            host = Host::find(&id.text);
            if host.is_none() {
                let known: Vec<&str> = Host::ALL.iter().map(|host| host.id).collect();
                report(id, no("host", &id.text, &id.text, &known));
            }
        }
        for (name, word) in &self.rules {
            match Level::find(&word.text) {
                None => report(word, no("level", &word.text, Level::meant(&word.text), Level::NAMES)),
                Some(level) if !levels.set(&name.text, level) => {
                    let groups = Group::ALL.iter().map(|group| group.name());
                    let mut known: Vec<&str> = groups.chain(Rule::ALL.iter().map(|rule| rule.name)).collect();
                    known.extend_from_slice(Rule::OUTSIDE);
                    report(name, no("rule", &name.text, &name.text, &known));
                }
                Some(_) => {}
            }
        }
        (host, levels)
    }
}

/// That `word` is none of `known`, of which that nearest to `near` may be meant.
fn no(what: &str, word: &str, near: &str, known: &[&str]) -> String {
    let mut message = fill("there is no {} `{}`", &[what, word]);
    match nearest(near, known.iter().copied()) {
        Some(meant) => message.push_str(&fill("; did you mean `{}`?", &[meant])),
        // A list of all rules would tell nobody anything.
        None if known.len() <= 12 => message.push_str(&fill("; there are `{}`", &[&known.join("`, `")])),
        None => {}
    }
    message
}
