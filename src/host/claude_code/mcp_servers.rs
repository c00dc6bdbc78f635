//! Which items of `mcpServers` Claude Code takes. What it does not take it leaves out; the rest stays.
//!
//! Observed in the debug log: `Agent file FILE has invalid mcpServers item`, and of items with none or
//! several names, `Invalid MCP server spec`.

use super::hooks::Flaw;
use crate::yaml::{NodeId, NodeKind, Resolved, Tree};

/// The kinds of servers, and the key that says where to find one.
const TYPES: &[(&str, &str)] = &[("stdio", "command"), ("http", "url"), ("sse", "url")];

/// What is wrong with the items of a list of servers.
pub(super) fn dropped(tree: &Tree, servers: NodeId) -> Vec<Flaw> {
    let NodeKind::Sequence(list) = &tree.node(tree.deref(servers)).kind else { return Vec::new() };
    list.items.iter().filter_map(|&item| item_flaw(tree, item)).collect()
}

fn item_flaw(tree: &Tree, item: NodeId) -> Option<Flaw> {
    let target = tree.deref(item);
    match &tree.node(target).kind {
        NodeKind::Mapping(mapping) => match mapping.entries[..] {
            [entry] => server_flaw(tree, entry.key, tree.deref(entry.value)),
            _ => Some(Flaw::new(item, "is not one name with the server under it")),
        },
        NodeKind::Scalar(_) if tree.resolve(target) == Resolved::Text => None,
        // There is nothing to be marked.
        _ if tree.node(item).span.is_empty() => None,
        _ => Some(Flaw::new(item, "is neither the name of a server nor one with its settings under it")),
    }
}

fn server_flaw(tree: &Tree, name: NodeId, server: NodeId) -> Option<Flaw> {
    let NodeKind::Mapping(mapping) = &tree.node(server).kind else {
        return Some(Flaw::new(name, "has no settings under it, such as `command`"));
    };
    let get = |key: &str| {
        let entry = mapping.entries.iter().rev().find(|entry| tree.js_string(entry.key) == key);
        entry.map(|entry| tree.deref(entry.value))
    };
    let text = |node: NodeId| match &tree.node(node).kind {
        NodeKind::Scalar(scalar) if tree.resolve(node) == Resolved::Text => Some(scalar.value.as_str()),
        _ => None,
    };
    let kind = get("type");
    let (_, needed) = match kind {
        None => TYPES.first()?,
        // There may be more types than were tried.
        Some(kind) => TYPES.iter().find(|(known, _)| text(kind) == Some(known))?,
    };
    match get(needed) {
        None if *needed == "url" => Some(Flaw::new(name, "has no `url`")),
        None if kind.is_none() && get("url").is_some() => Some(Flaw::new(name, "has a `url`, but no `type`")),
        None => Some(Flaw::new(name, "has no `command`")),
        Some(value) if text(value) == Some("") => Some(Flaw::new(value, "is empty")),
        Some(value) if text(value).is_none() => Some(Flaw::new(value, "is not text")),
        Some(_) if *needed == "url" => parts_flaw(tree, None, get("headers")),
        Some(_) => parts_flaw(tree, get("args"), get("env")),
    }
}

/// What is wrong with the arguments of a command, and with its environment or the headers of an address.
fn parts_flaw(tree: &Tree, args: Option<NodeId>, pairs: Option<NodeId>) -> Option<Flaw> {
    let is_text = |&node: &NodeId| tree.resolve(tree.deref(node)) == Resolved::Text;
    let is_scalar = |&node: &NodeId| matches!(tree.node(tree.deref(node)).kind, NodeKind::Scalar(_));
    let odd = |node: &NodeId| !(is_scalar(node) && is_text(node));
    if let Some(args) = args.filter(|&args| tree.resolve(args) != Resolved::Null) {
        let NodeKind::Sequence(list) = &tree.node(args).kind else {
            return Some(Flaw::new(args, "is not a list of arguments"));
        };
        if let Some(&item) = list.items.iter().find(|&item| odd(item)) {
            return Some(Flaw::new(item, "is not text, as every argument must be"));
        }
    }
    let pairs = pairs?;
    match &tree.node(pairs).kind {
        NodeKind::Mapping(mapping) => {
            let entry = mapping.entries.iter().find(|entry| odd(&entry.value))?;
            Some(Flaw::new(entry.value, "is not text, as every variable and header must be"))
        }
        NodeKind::Sequence(_) => Some(Flaw::new(pairs, "is a list, not names with their values")),
        _ => None,
    }
}
