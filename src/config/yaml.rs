//! Reads a `passmuster.yaml`: the strict parser says what it holds, ours where that stands.

use super::words::Place;
use super::{Config, Problem, Words};
use crate::text::Span;
use crate::yaml::{self, Entry, NodeId, NodeKind, Tree};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// Everything in it that makes no sense, in order, with its place in bytes of `source`.
    pub fn parse(source: &str) -> Result<Self, Vec<Problem>> {
        let words = read(source)?;
        Self::new(&words).map_err(|problem| vec![problem])
    }
}

/// Reads the words of a configuration, all of which make sense.
///
/// # Errors
/// Everything that makes none, in order, with its place in bytes of `source`.
pub fn read(source: &str) -> Result<Words, Vec<Problem>> {
    let source_without_mark = source.strip_prefix('\u{feff}').unwrap_or(source);
    let tree = yaml::parse(source_without_mark);
    let mut problems = Vec::new();
    let empty = tree.root().is_some_and(|root| matches!(tree.node(root).kind, NodeKind::Absent));
    let words = match serde_yaml::from_str::<Words>(source_without_mark) {
        Ok(words) => words,
        Err(_) if empty && tree.errors.is_empty() => Words::default(),
        Err(error) => {
            // It counts characters.
            let index = error.location().map_or(0, |location| location.index());
            let at = source_without_mark.char_indices().nth(index).map_or(source_without_mark.len(), |(at, _)| at);
            let message = error.to_string();
            // The place is told apart from the text.
            let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(text, _)| text);
            problems.push(Problem { message: message.to_owned(), span: Span::empty(at) });
            Words::default()
        }
    };
    words.understand(&mut |place, message| {
        problems.push(Problem { message, span: find(&tree, &place).unwrap_or_default() });
    });
    if problems.is_empty() {
        return Ok(words);
    }
    let mark = source.len() - source_without_mark.len();
    problems.iter_mut().for_each(|problem| problem.span = problem.span.shift(mark));
    problems.sort_by_key(|problem| problem.span.start);
    Err(problems)
}

/// Where a place of a configuration stands.
fn find(tree: &Tree, place: &Place<'_>) -> Option<Span> {
    let mut node = tree.root()?;
    if let Some(section) = place.section {
        node = item(tree, entry(tree, node, "overrides")?.value, section)?;
    }
    let mut key = None;
    for name in &place.keys {
        let found = entry(tree, node, name)?;
        (key, node) = (Some(found.key), found.value);
    }
    if let Some(index) = place.item {
        node = item(tree, node, index)?;
    }
    Some(tree.node(key.filter(|_| place.key).unwrap_or(node)).span)
}

/// The last entry of that name in a mapping.
fn entry(tree: &Tree, node: NodeId, name: &str) -> Option<Entry> {
    let NodeKind::Mapping(mapping) = &tree.node(tree.deref(node)).kind else { return None };
    let called = |entry: &&Entry| match &tree.node(entry.key).kind {
        NodeKind::Scalar(scalar) => scalar.value == name,
        _ => false,
    };
    mapping.entries.iter().rev().find(called).copied()
}

fn item(tree: &Tree, node: NodeId, index: usize) -> Option<NodeId> {
    match &tree.node(tree.deref(node)).kind {
        NodeKind::Sequence(sequence) => sequence.items.get(index).copied(),
        _ => None,
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Words;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("keys such as `rules`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
                let mut words = Words::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "host" => words.host = map.next_value()?,
                        "rules" => words.rules = map.next_value::<Pairs>()?.0,
                        "paths" => words.paths = Some(map.next_value()?),
                        "overrides" => words.overrides = map.next_value()?,
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                            words.unknown.push(key);
                        }
                    }
                }
                Ok(words)
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// The entries of a mapping of words, in order.
struct Pairs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Pairs;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("rules and their levels, as in `unknown-field: off`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

#[cfg(test)]
mod tests {
    use super::Config;
    use std::fmt::Write as _;

    /// What is said of a configuration, with the characters at fault.
    fn said(source: &str) -> String {
        let mut shown = String::new();
        for problem in Config::parse(source).expect_err("problems") {
            writeln!(shown, "{:?}: {}", problem.span.slice(source), problem.message).expect("writes to a string");
        }
        shown
    }

    #[test]
    fn takes_what_makes_sense() {
        for source in
            ["", "# nothing yet\n", "---\n", "rules: {}\n", "\u{feff}host: claude-code\r\n", "rules:\n  loss: off\n"]
        {
            assert!(Config::parse(source).is_ok(), "{source:?}: {}", said(source));
        }
    }

    #[test]
    fn names_everything_that_makes_no_sense() {
        let shown = [
            "hosts: x\nhost: claude\npaths: [a]\nrules:\n  unknown-fild: off\n  loss: of\n  zzz: on\noverrides:\n\
             \x20 - rules: {missing-name: fatal}\n  - paths: ['a/{b', c]\n    host: é\n    overrides: [{}]\n",
            "\u{feff}rules: [a]\n",
            "rules:\n  # é\n  loss: [off]\n",
            "rules: 'a\n",
            "just words",
        ]
        .map(said);
        insta::assert_snapshot!(shown.join("\n"));
    }
}
