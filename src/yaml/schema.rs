//! What a plain scalar means: the core schema as the host applies it.

use super::number;
use super::tree::{NodeId, NodeKind, Resolved, ScalarStyle, Tree};

/// What a tag does to the resolution of a scalar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Meaning {
    /// No tag: everything may be resolved.
    #[default]
    Any,
    /// `!!str` and `!`: text, even if nothing is written.
    Str,
    /// `!!bool`
    Bool,
    /// `!!int` and `!!float`: any number will do for either.
    Number,
    /// `!!null`
    Null,
    /// Every other tag: text, but nothing stays null.
    Unknown,
}

impl Meaning {
    /// By the part of a tag that follows `!` or `!!`; both are the same to the host.
    pub(super) fn of(shorthand: &str) -> Self {
        match shorthand {
            "str" => Self::Str,
            "bool" => Self::Bool,
            "int" | "float" => Self::Number,
            "null" => Self::Null,
            _ => Self::Unknown,
        }
    }
}

impl Tree {
    /// What the host makes of a node, aliases followed: [`Resolved::Text`] for every
    /// quoted or block scalar and, for want of a better word, for collections.
    #[must_use]
    pub fn resolve(&self, id: NodeId) -> Resolved {
        let node = self.node(self.deref(id));
        match &node.kind {
            NodeKind::Absent if node.meaning == Meaning::Str => Resolved::Text,
            NodeKind::Absent | NodeKind::Alias(_) => Resolved::Null,
            NodeKind::Scalar(scalar) if scalar.style == ScalarStyle::Plain => plain(&scalar.value, node.meaning),
            _ => Resolved::Text,
        }
    }
}

fn plain(value: &str, meaning: Meaning) -> Resolved {
    let (resolved, wanted) = match value {
        "null" | "Null" | "NULL" | "~" => (Resolved::Null, Meaning::Null),
        "true" | "True" | "TRUE" => (Resolved::Bool(true), Meaning::Bool),
        "false" | "False" | "FALSE" => (Resolved::Bool(false), Meaning::Bool),
        _ => match number::read(value) {
            Some(number) => (Resolved::Number(number), Meaning::Number),
            None => return Resolved::Text,
        },
    };
    if meaning == Meaning::Any || meaning == wanted { resolved } else { Resolved::Text }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::Resolved;

    #[test]
    fn resolves_as_the_host_does() {
        let number = |text: &str| Resolved::Number(text.to_owned());
        for (text, resolved) in [
            ("", Resolved::Null),
            ("~", Resolved::Null),
            ("Null", Resolved::Null),
            ("nULL", Resolved::Text),
            ("True", Resolved::Bool(true)),
            ("yes", Resolved::Text),
            ("'true'", Resolved::Text),
            ("|\n  true", Resolved::Text),
            ("1.0", number("1")),
            ("0x1F", number("31")),
            ("!!str 1", Resolved::Text),
            ("!!str", Resolved::Text),
            ("!!int 1.5", number("1.5")),
            ("!!bool 1", Resolved::Text),
            ("!x 1", Resolved::Text),
            ("!x", Resolved::Null),
            ("[1]", Resolved::Text),
        ] {
            let tree = parse(text);
            assert_eq!(tree.resolve(tree.documents[0]), resolved, "{text}");
        }
    }
}
