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
