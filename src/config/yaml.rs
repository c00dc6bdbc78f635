//! Reads a `passmuster.yaml`: the strict parser says whether it is one, ours what stands where.

use super::words::{Word, Words};
use super::{Config, Problem};
use crate::text::{Names, Span, fill, sorted_by};
use crate::yaml::{self, Entry, NodeId, NodeKind, Tree};
use serde::de::IgnoredAny;

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// Everything in it that makes no sense, in order, with its place in bytes of `source`.
    pub fn parse(source: &str) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader { tree: yaml::parse(source), problems: Vec::new() };
        let words = reader.read(source);
        let mut problems = reader.problems;
        let config = words.understand(&mut |word, message| problems.push(Problem { message, span: word.span }));
        if problems.is_empty() {
            return Ok(config);
        }
        Err(sorted_by(problems, |problem| u64::from(problem.span.start)))
    }
}

struct Reader {
    tree: Tree,
    problems: Vec<Problem>,
}

impl Reader {
    fn read(&mut self, source: &str) -> Words {
        let root = self.tree.root().filter(|_| self.tree.errors.is_empty());
        if let Some(root) = root
            && matches!(self.tree.node(root).kind, NodeKind::Absent)
        {
            return Words::default();
        }
        if let Err(error) = serde_yaml::from_str::<IgnoredAny>(source) {
            // It counts characters.
            let index = error.location().map_or(0, |location| location.index());
            let at = source.char_indices().nth(index).map_or(source.len(), |(at, _)| at);
            let message = error.to_string();
            // The place is told apart from the text.
            let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
            self.problems.push(Problem { message, span: Span::empty(at) });
            return Words::default();
        }
        match root {
            Some(root) => self.section(root),
            None => Words::default(),
        }
    }

    /// The configuration as a whole, or an override.
    fn section(&mut self, node: NodeId) -> Words {
        let mut words = Words { span: self.span(node), ..Words::default() };
        let entries = self.entries(node, "keys such as `rules`");
        for entry in entries {
            let key = self.word(entry.key);
            match key.text.as_str() {
                "host" => words.host = self.text(entry.value, "the name of a host"),
                "rules" => {
                    for entry in self.entries(entry.value, "rules and their levels, as in `extra-field: off`") {
                        if let Some(level) = self.text(entry.value, "a level such as `off`") {
                            words.rules.push((self.word(entry.key), level));
                        }
                    }
                }
                "paths" => {
                    let before = self.problems.len();
                    let items = self.items(entry.value, "a list of globs");
                    let mut paths: Vec<Word> = items.into_iter().filter_map(|item| self.text(item, "a glob")).collect();
                    // Once is enough: it is not said, too, that there are none.
                    if paths.is_empty() && self.problems.len() > before {
                        paths.push(Word::from("*"));
                    }
                    words.paths = Some(paths);
                }
                "overrides" => {
                    let items = self.items(entry.value, "a list of overrides");
                    words.overrides = Some(items.into_iter().map(|item| self.section(item)).collect());
                }
                _ => words.unknown.push(key),
            }
        }
        words
    }

    fn span(&self, node: NodeId) -> Span {
        self.tree.node(node).span
    }

    fn word(&self, node: NodeId) -> Word {
        Word { text: self.tree.js_string(node), span: self.span(node) }
    }

    fn text(&mut self, node: NodeId, wanted: &str) -> Option<Word> {
        match self.tree.node(self.tree.deref(node)).kind {
            NodeKind::Scalar(_) => Some(Word { span: self.span(node), ..self.word(self.tree.deref(node)) }),
            _ => self.not(node, wanted),
        }
    }

    fn entries(&mut self, node: NodeId, wanted: &str) -> Vec<Entry> {
        match &self.tree.node(self.tree.deref(node)).kind {
            NodeKind::Mapping(mapping) => {
                let (entries, mut names) = (mapping.entries.clone(), Names::default());
                for entry in &entries {
                    let key = self.word(entry.key);
                    if !names.insert(&key.text) {
                        let message = fill("`{}` stands here already, further up", &[&key.text]);
                        self.problems.push(Problem { message, span: key.span });
                    }
                }
                entries
            }
            NodeKind::Absent => Vec::new(),
            _ => self.not(node, wanted).unwrap_or_default(),
        }
    }

    fn items(&mut self, node: NodeId, wanted: &str) -> Vec<NodeId> {
        match &self.tree.node(self.tree.deref(node)).kind {
            NodeKind::Sequence(sequence) => sequence.items.clone(),
            NodeKind::Absent => Vec::new(),
            _ => self.not(node, wanted).unwrap_or_default(),
        }
    }

    fn not<T>(&mut self, node: NodeId, wanted: &str) -> Option<T> {
        self.problems.push(Problem { message: fill("expected {}", &[wanted]), span: self.span(node) });
        None
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
        for source in [
            "",
            "# nothing yet\n",
            "---\n",
            "rules: {}\n",
            "rules:\n",
            "\u{feff}host: claude-code\r\n",
            "rules:\n  loss: off\n",
        ] {
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
            "overrides: {}\nhost: [a]",
            "rules: 'a\n",
            "host: claude-code\nrules: {loss: off, loss: on}\nhost: claude-code\n",
            "rules: {loss: warn, safety: false, prompt: true}\n",
            "overrides: [{paths: x, host: claude-code}, {paths: ['!a', '!b']}]\n",
            "é: \"a\" b\n",
            "just words",
            "- a",
            "a: b\n---\nc: d\n",
        ]
        .map(said);
        insta::assert_snapshot!(shown.join("\n"));
    }
}
