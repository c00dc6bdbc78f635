use crate::diagnostic::Severity;
use crate::rules::{Group, Rule};

/// Whether a rule runs, and how bad its findings are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs, and its findings are as bad as it says.
    On,
    /// It runs, and all its findings are this bad.
    Fixed(Severity),
}

impl Level {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On => "on",
            Self::Fixed(severity) => severity.name(),
        }
    }

    /// The words for levels.
    pub const NAMES: &'static [&'static str] = &["off", "on", "info", "warning", "error"];

    /// The level called `name`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Some(match name {
            "off" => Self::Off,
            "on" => Self::On,
            "info" => Self::Fixed(Severity::Info),
            "warning" => Self::Fixed(Severity::Warning),
            "error" => Self::Fixed(Severity::Error),
            _ => return None,
        })
    }

    /// The word for a level that is meant by `word`, a habit from elsewhere.
    pub(super) fn meant(word: &str) -> &str {
        match word {
            "warn" => "warning",
            "true" | "yes" | "enable" | "enabled" => "on",
            "false" | "no" | "disable" | "disabled" | "none" => "off",
            _ => word,
        }
    }
}

/// The levels of rules, where they are not the rules' own.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// The later ones win.
    groups: Vec<(Group, Level)>,
    rules: Vec<(&'static Rule, Level)>,
    /// Those of [`Rule::OUTSIDE`], which are handed on.
    outside: Vec<(&'static str, Level)>,
}

impl Levels {
    /// Sets the level of the rule or group called `name`; `false` if there is none. That of one of
    /// [`Rule::OUTSIDE`] is only kept for [`words`](Self::words).
    pub fn set(&mut self, name: &str, level: Level) -> bool {
        if let Some(rule) = Rule::find(name) {
            self.rules.push((rule, level));
        } else if let Some(group) = Group::find(name) {
            self.groups.push((group, level));
        } else if let Some(outside) = Rule::OUTSIDE.iter().find(|outside| **outside == name) {
            self.outside.push((outside, level));
        } else {
            return false;
        }
        true
    }

    /// Adds levels that win over those that are there. What is said of a group wins over what was said
    /// of its rules before.
    pub fn extend(&mut self, later: &Self) {
        for &(group, level) in &later.groups {
            for (rule, own) in &mut self.rules {
                // What is off by default stays so, unless it was turned on.
                if rule.group == group && (rule.enabled || *own != Level::Off) {
                    *own = level;
                }
            }
            self.groups.push((group, level));
        }
        self.rules.extend(&later.rules);
    }

    /// The names that are set and their levels, in words; those of groups come first, as they may.
    #[must_use]
    pub fn words(&self) -> Vec<(String, String)> {
        // Not a chain of iterators, each of whose kinds is code of its own.
        let mut words = Vec::new();
        let mut push = |name: &str, level: Level| words.push((name.to_owned(), level.name().to_owned()));
        for &(group, level) in &self.groups {
            push(group.name(), level);
        }
        for &(rule, level) in &self.rules {
            push(rule.name, level);
        }
        for &(name, level) in &self.outside {
            push(name, level);
        }
        words
    }

    /// The level of `rule`: its own, or that of its group, or the one that it comes with.
    #[must_use]
    pub fn of(&self, rule: &'static Rule) -> Level {
        let own = self.rules.iter().rev().find(|(other, _)| std::ptr::eq(*other, rule)).map(|&(_, level)| level);
        let group = || self.groups.iter().rev().find(|(group, _)| *group == rule.group).map(|&(_, level)| level);
        match own.or_else(group) {
            // Who turns a group on, or says how bad it is, does not mean what is off for a reason in it.
            Some(_) if own.is_none() && !rule.enabled => Level::Off,
            Some(level) => level,
            None if rule.enabled => Level::On,
            None => Level::Off,
        }
    }
}
