use super::{Config, Level, Levels, Override};
use crate::host::Host;
use crate::rules::{Group, Rule};
use crate::text::nearest;

/// A configuration as it is written, before it is known whether it makes sense.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// `host`.
    pub host: Option<String>,
    /// `rules`: a rule or a group, and its level.
    pub rules: Vec<(String, String)>,
    /// `paths`, of an override.
    pub paths: Option<Vec<String>>,
    /// `overrides`, of the whole.
    pub overrides: Vec<Self>,
    /// Other keys.
    pub unknown: Vec<String>,
}

/// The keys of a configuration, and those of an override.
const KEYS: [&[&str]; 2] = [&["host", "rules", "overrides"], &["paths", "host", "rules"]];

/// The way to a place in a configuration.
#[derive(Clone, Debug, Default)]
pub(super) struct Place<'w> {
    /// Of which override.
    pub(super) section: Option<usize>,
    /// The keys from there.
    pub(super) keys: Vec<&'w str>,
    /// The item of the list that is found there.
    pub(super) item: Option<usize>,
    /// Whether it is about the last key, not about its value.
    pub(super) key: bool,
}

/// Who is told what is wrong, and where.
pub(super) type Report<'r> = dyn FnMut(Place<'_>, String) + 'r;

impl Words {
    /// The configuration, without what makes no sense in it; that goes to `report`.
    pub(super) fn understand(&self, report: &mut Report<'_>) -> Config {
        let (host, levels) = self.section(None, report);
        let mut config = Config { host, levels, overrides: Vec::new() };
        for (index, section) in self.overrides.iter().enumerate() {
            let (host, levels) = section.section(Some(index), report);
            let paths = section.paths.clone().unwrap_or_default();
            if paths.is_empty() {
                let place = Place { section: Some(index), ..Place::default() };
                report(place, "this override names no `paths`, so it never applies".to_owned());
            }
            for (item, glob) in paths.iter().enumerate() {
                if fast_glob::validate(glob).is_err() {
                    report(
                        Place { item: Some(item), ..Place::of(Some(index), vec!["paths"], false) },
                        ["`", glob, "` is no glob"].concat(),
                    );
                }
            }
            config.overrides.push(Override { paths, host, levels });
        }
        config
    }

    fn section(&self, section: Option<usize>, report: &mut Report<'_>) -> (Option<&'static Host>, Levels) {
        let mut levels = Levels::default();
        let mut unknown: Vec<&str> = self.unknown.iter().map(String::as_str).collect();
        match section {
            None if self.paths.is_some() => unknown.push("paths"),
            Some(_) if !self.overrides.is_empty() => unknown.push("overrides"),
            _ => {}
        }
        for key in unknown {
            report(Place::of(section, vec![key], true), no("key", key, KEYS[usize::from(section.is_some())]));
        }
        let mut host = None;
        if let Some(id) = &self.host {
            host = Host::find(id);
            if host.is_none() {
                let known: Vec<&str> = Host::ALL.iter().map(|host| host.id).collect();
                report(Place::of(section, vec!["host"], false), no("host", id, &known));
            }
        }
        for (name, word) in &self.rules {
            match Level::find(word) {
                None => report(Place::of(section, vec!["rules", name], false), no("level", word, Level::NAMES)),
                Some(level) if !levels.set(name, level) => {
                    let groups = Group::ALL.iter().map(|group| group.name());
                    let known: Vec<&str> = groups.chain(Rule::ALL.iter().map(|rule| rule.name)).collect();
                    report(Place::of(section, vec!["rules", name], true), no("rule", name, &known));
                }
                Some(_) => {}
            }
        }
        (host, levels)
    }
}

impl<'w> Place<'w> {
    fn of(section: Option<usize>, keys: Vec<&'w str>, key: bool) -> Self {
        Self { section, keys, item: None, key }
    }
}

/// That `word` is none of `known`.
fn no(what: &str, word: &str, known: &[&str]) -> String {
    let mut message = ["there is no ", what, " `", word, "`"].concat();
    match nearest(word, known.iter().copied()) {
        Some(meant) => message.push_str(&["; did you mean `", meant, "`?"].concat()),
        // A list of all rules would tell nobody anything.
        None if known.len() <= 12 => message.push_str(&["; there are `", &known.join("`, `"), "`"].concat()),
        None => {}
    }
    message
}
