//! How the tests of this module show trees and places.

use super::{NodeId, NodeKind, ScalarStyle, Tree};
use crate::text::Span;

/// The text with `»` and `«` around the span.
pub(super) fn mark(text: &str, span: Span) -> String {
    format!("{}»{}«{}", &text[..span.start()], span.slice(text), &text[span.end()..])
}

/// The node as on one line: plain text as it is, all else quoted or in brackets.
pub(super) fn show(tree: &Tree, id: NodeId) -> String {
    match &tree.node(id).kind {
        NodeKind::Absent => "~".to_owned(),
        NodeKind::Alias(target) => if target.is_some() { "*" } else { "*?" }.to_owned(),
        NodeKind::Scalar(scalar) if scalar.style == ScalarStyle::Plain => scalar.value.clone(),
        NodeKind::Scalar(scalar) => format!("{:?}", scalar.value),
        NodeKind::Sequence(sequence) => {
            let items: Vec<_> = sequence.items.iter().map(|item| show(tree, *item)).collect();
            format!("[{}]", items.join(", "))
        }
        NodeKind::Mapping(mapping) => {
            let entry = |entry: &super::Entry| format!("{}: {}", show(tree, entry.key), show(tree, entry.value));
            let entries: Vec<_> = mapping.entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// All documents, each as by [`show`].
pub(super) fn show_all(tree: &Tree) -> String {
    let roots: Vec<_> = tree.documents.iter().map(|root| show(tree, *root)).collect();
    roots.join(" --- ")
}
