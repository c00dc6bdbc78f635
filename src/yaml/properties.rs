//! Mappings and other nodes as the JavaScript values that the host makes of them.

use super::{Entry, Mapping, NodeId, NodeKind, Property, Resolved, Tree};
use crate::text::sorted_by;
use std::collections::BTreeMap;

/// Merge keys nested deeper are not followed.
const MAX_MERGES: usize = 64;

/// How much [`Tree::properties`] takes in by merge keys and aliases, in entries and bytes of
/// names. What is written in the mapping itself is never cut.
const MAX_WORK: usize = 1 << 20;

/// Text that [`Tree::js_string`] makes is cut behind as many bytes, and so are the nodes it looks at.
const MAX_STRING: usize = 1 << 20;

impl Tree {
    /// The properties of the JavaScript object that the host makes of a mapping, in its order:
    /// array indices first, then as written; the last of several entries of one name wins in
    /// the place of the first. Mappings of a merge key (`<<`) are taken in. Empty if the node
    /// is no mapping.
    #[must_use]
    pub fn properties(&self, id: NodeId) -> Vec<Property> {
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut properties: Vec<Property> = Vec::new();
        let mut work = MAX_WORK;
        for (name, entry, merged) in self.assignments(id, 0, &mut work) {
            match places.get(&name) {
                Some(&place) => {
                    let property = &mut properties[place];
                    property.replaced.push(property.entry);
                    property.entry = entry;
                    property.merged = merged;
                }
                None => {
                    places.insert(name.clone(), properties.len());
                    properties.push(Property { name, entry, replaced: Vec::new(), merged });
                }
            }
        }
        sorted_by(properties, |property| u64::from(array_index(&property.name).unwrap_or(u32::MAX)))
    }

    /// The assignments by which the host fills the object of a mapping: name, entry, and
    /// whether it is merged. `work` limits what repeated merging can multiply.
    fn assignments(&self, id: NodeId, depth: usize, work: &mut usize) -> Vec<(String, Entry, bool)> {
        let mut list: Vec<(String, Entry, bool)> = Vec::new();
        // The keys there are, for merging; a map for the sake of one kind of map only.
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        let mut known = 0;
        let Some(mapping) = self.mapping(id) else { return list };
        for entry in &mapping.entries {
            let value = self.deref(entry.value);
            let sources: &[NodeId] = match &self.node(value).kind {
                NodeKind::Mapping(_) if self.is_merge_key(entry.key) => &[value],
                NodeKind::Sequence(sequence) if self.is_merge_key(entry.key) => &sequence.items,
                _ => {
                    let name = self.js_string(entry.key);
                    let written = matches!(self.node(entry.key).kind, NodeKind::Scalar(_) | NodeKind::Absent);
                    if depth > 0 || !written {
                        *work = work.saturating_sub(1 + name.len());
                        if *work == 0 {
                            return list;
                        }
                    }
                    list.push((name, *entry, false));
                    continue;
                }
            };
            taken.extend(list[known..].iter().map(|(name, entry, _)| (self.merge_name(name, entry.key), 0)));
            for source in sources {
                *work = work.saturating_sub(1);
                if depth >= MAX_MERGES || *work == 0 {
                    return list;
                }
                // The host merges from the last entry to the first, which shows in the order.
                for (name, entry, _) in self.assignments(*source, depth + 1, work).into_iter().rev() {
                    if taken.insert(self.merge_name(&name, entry.key), 0).is_none() {
                        list.push((name, entry, true));
                    }
                }
            }
            known = list.len();
        }
        list
    }

    /// What makes two keys the same when mappings are merged: not only the name, as text and a
    /// number are never the same, nor two collections.
    fn merge_name(&self, name: &str, key: NodeId) -> String {
        let key = self.deref(key);
        match (&self.node(key).kind, self.resolve(key)) {
            (NodeKind::Sequence(_) | NodeKind::Mapping(_), _) => ["\0\0", &key.0.to_string()].concat(),
            (_, Resolved::Text) => name.to_owned(),
            _ => ["\0", name].concat(),
        }
    }

    fn mapping(&self, id: NodeId) -> Option<&Mapping> {
        match &self.node(self.deref(id)).kind {
            NodeKind::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    pub(super) fn is_merge_key(&self, key: NodeId) -> bool {
        matches!(&self.node(self.deref(key)).kind, NodeKind::Scalar(scalar) if scalar.value == "<<")
    }

    /// JavaScript's `String(value)` of what the host makes of a node: `null` is "null", an
    /// array its items joined by commas, an object "[object Object]". Cut at a megabyte.
    #[must_use]
    pub fn js_string(&self, id: NodeId) -> String {
        let mut out = String::new();
        if let NodeKind::Sequence(_) = self.node(self.deref(id)).kind {
            self.join(id, &mut out);
        } else {
            self.push_string(self.deref(id), &mut out);
        }
        out
    }

    /// The text of everything but an array.
    fn push_string(&self, id: NodeId, out: &mut String) {
        match self.resolve(id) {
            Resolved::Null => out.push_str("null"),
            Resolved::Bool(true) => out.push_str("true"),
            Resolved::Bool(false) => out.push_str("false"),
            Resolved::Number(number) => out.push_str(&number),
            Resolved::Text => match &self.node(id).kind {
                NodeKind::Scalar(scalar) => out.push_str(&scalar.value),
                NodeKind::Mapping(_) => out.push_str("[object Object]"),
                _ => {}
            },
        }
    }

    /// JavaScript's `array.join()`.
    fn join(&self, id: NodeId, out: &mut String) {
        let mut open: Vec<(NodeId, usize)> = vec![(self.deref(id), 0)];
        let mut budget = MAX_STRING;
        while let Some((array, next)) = open.last_mut() {
            let NodeKind::Sequence(sequence) = &self.node(*array).kind else { break };
            let Some(&written) = sequence.items.get(*next) else {
                open.pop();
                continue;
            };
            if *next > 0 {
                out.push(',');
            }
            *next += 1;
            budget -= 1;
            if budget == 0 || out.len() > MAX_STRING {
                break;
            }
            let item = self.deref(written);
            if let NodeKind::Sequence(_) = self.node(item).kind {
                // An array within itself is empty text; only an alias leads there.
                if item == written || !open.iter().any(|(array, _)| *array == item) {
                    open.push((item, 0));
                }
            } else if self.resolve(item) != Resolved::Null {
                self.push_string(item, out);
            }
        }
    }
}

/// The number that makes JavaScript list a property before all others.
fn array_index(name: &str) -> Option<u32> {
    let canonical = name == "0" || (!name.starts_with('0') && name.bytes().all(|byte| byte.is_ascii_digit()));
    name.parse().ok().filter(|index| canonical && *index < u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::{NodeKind, Tree, parse};

    fn object(text: &str) -> String {
        let tree = parse(text);
        assert_eq!(tree.errors, [], "{text}");
        let shown = |property: &super::Property| {
            let merged = if property.merged { "<" } else { "" };
            let replaced = "!".repeat(property.replaced.len());
            format!("{merged}{}{replaced}={}", property.name, tree.js_string(property.entry.value))
        };
        tree.properties(tree.documents[0]).iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn makes_the_object_that_javascript_has() {
        for (text, expected) in [
            ("b: 1\na: 2\nb: 3", "b!=3 a=2"),
            ("x: a\n1: b\n0: c\n01: d\n-1: e", "0=c 1!=d x=a -1=e"),
            ("~: a\ntrue: b\n1.50: c\n? [d, [e, ~], {f: g}]\n: h", "null=a true=b 1.5=c d,e,,[object Object]=h"),
            ("<<: {a: 1, b: 2}\nc: 3\na: 4", "<b=2 a!=4 c=3"),
            ("a: 0\n<<: [{a: 1, b: 2}, {b: 3, c: 4}, 5]", "a=0 <b=2 <c=4"),
            ("<<: 5\na: b", "<<=5 a=b"),
            ("1: a\n<<: {1: b, '1': c}", "<1!=c"),
            ("a: 'null'", "a=null"),
        ] {
            assert_eq!(object(text), expected, "{text}");
        }
    }

    #[test]
    fn is_empty_for_what_is_no_mapping() {
        let tree: Tree = parse("[a]");
        assert!(tree.properties(tree.documents[0]).is_empty());
    }

    #[test]
    fn stays_bounded() {
        let cycle = parse("&a [*a, b]");
        assert_eq!(cycle.js_string(cycle.documents[0]), ",b");
        let mut text = "- &a0 {k: v}\n".to_owned();
        for level in 1..40 {
            text += &format!("- &a{level} {{<<: [*a{0}, *a{0}]}}\n", level - 1);
        }
        let tree = parse(&text);
        let NodeKind::Sequence(root) = &tree.node(tree.documents[0]).kind else { panic!("no sequence") };
        let last = root.items[root.items.len() - 1];
        assert!(tree.properties(last).len() <= 1);
    }
}
