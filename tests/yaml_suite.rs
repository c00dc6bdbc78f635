//! The official YAML test suite: what it accepts, and the values. Where our reading follows the
//! host and not the suite, `yaml_suite.differences.txt` says so, and why.

#![allow(clippy::disallowed_methods, reason = "a test reads suites")]

mod common;

use common::skipped;
use passmuster::yaml::{self, NodeId, NodeKind, Resolved, Tree};
use serde_json::{Deserializer, Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// What JavaScript would have, as JSON.
fn value(tree: &Tree, id: NodeId) -> Value {
    let id = tree.deref(id);
    match &tree.node(id).kind {
        NodeKind::Sequence(sequence) => sequence.items.iter().map(|item| value(tree, *item)).collect(),
        NodeKind::Mapping(_) => {
            let properties = tree.properties(id).into_iter();
            Value::Object(
                properties.map(|property| (property.name, value(tree, property.entry.value))).collect::<Map<_, _>>(),
            )
        }
        _ => match tree.resolve(id) {
            Resolved::Null => Value::Null,
            Resolved::Bool(value) => json!(value),
            Resolved::Number(number) => number.parse::<f64>().map_or_else(|_| json!(number), |number| json!(number)),
            Resolved::Text => json!(tree.js_string(id)),
        },
    }
}

/// Numbers as floats, so that `1` and `1.0` are the same.
fn normal(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.into_iter().map(normal).collect(),
        Value::Object(members) => {
            Value::Object(members.into_iter().map(|(name, value)| (name, normal(value))).collect())
        }
        other => other,
    }
}

/// What we do differently from the suite, if anything.
fn difference(case: &Value) -> Option<String> {
    let text = case["yaml"].as_str().expect("`yaml` is text");
    let tree = yaml::parse(text);
    let accepted = tree.errors.is_empty();
    if case["valid"].as_bool() != Some(accepted) {
        return Some(if accepted { "accepts".to_owned() } else { format!("refuses: {:?}", tree.errors) });
    }
    let expected = case["json"].as_str().filter(|_| accepted)?;
    let expected: Vec<Value> =
        Deserializer::from_str(expected).into_iter().map(|value| normal(value.expect("JSON"))).collect();
    let found: Vec<Value> = tree.documents.iter().map(|root| normal(value(&tree, *root))).collect();
    // A stream without a document has no JSON; the host reads `null`.
    let same = found == expected || (expected.is_empty() && found == [Value::Null]);
    (!same).then(|| format!("reads {}", Value::from(found)))
}

#[test]
fn agrees_with_the_suite_but_for_what_is_listed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/suites/yaml-test-suite.jsonl");
    let Ok(suite) = std::fs::read_to_string(&path) else {
        skipped("cases of the YAML test suite", &path);
        return;
    };
    let listed = include_str!("yaml_suite.differences.txt");
    let mut listed: BTreeMap<&str, &str> =
        listed.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')).collect();
    let mut wrong = Vec::new();
    let mut cases = 0;
    for line in suite.lines() {
        let case: Value = serde_json::from_str(line).expect("a line of JSON");
        let id = case["id"].as_str().expect("`id` is text");
        cases += 1;
        match (difference(&case), listed.remove(id)) {
            (None, None) | (Some(_), Some(_)) => {}
            (Some(difference), None) => wrong.push(format!("{id} {difference}")),
            (None, Some(reason)) => wrong.push(format!("{id} differs no more, listed as: {reason}")),
        }
    }
    assert!(cases > 400, "only {cases} cases");
    assert!(listed.is_empty(), "listed, but no case of the suite: {listed:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
