//! What holds for every text: parsing ends, places lie inside the text, and the runs of a scalar
//! tell the truth.

use passmuster::text::Span;
use passmuster::yaml::{self, Entry, NodeId, NodeKind, Tree};
use proptest::prelude::*;

/// Pieces that YAML texts are made of, and some that they should not be.
const PIECES: &[&str] = &[
    "a",
    "é",
    "😀",
    "name",
    "key: ",
    "key:\n",
    "\"",
    "'",
    "\\",
    "\\u00e9",
    "\\\n",
    ": ",
    ":",
    "- ",
    "-",
    "? ",
    "#",
    " # c\n",
    "|\n  ",
    ">-\n ",
    "|2",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "&a ",
    "*a",
    "!t ",
    "!!str ",
    "<<: *a",
    "@",
    "`",
    "%",
    " ",
    "  ",
    "\t",
    "\n",
    "\n ",
    "\n  ",
    "\n    ",
    "\n\n",
    "\r\n",
    "\r",
    "---\n",
    "...\n",
    "\0",
    "\u{feff}",
    "\u{85}",
    "12",
    "0x1F",
    "~",
    "true",
    "<example>",
    "\n- ",
];

/// Either pieces in a row or any characters at all.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    let any = prop::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect());
    prop_oneof![9 => pieces, 1 => any]
}

fn check_span(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} is not in {text:?}");
}

fn check(text: &str, tree: &Tree) {
    assert!(!tree.documents.is_empty());
    for error in &tree.errors {
        check_span(text, error.span);
        error.related.into_iter().for_each(|span| check_span(text, span));
    }
    for comment in &tree.comments {
        assert!(comment.span.slice(text).starts_with('#'), "{text:?}");
        comment.after.into_iter().for_each(|id| check_span(text, tree.node(id).span));
    }
    assert!(tree.errors.is_sorted_by_key(|error| error.span.start), "{text:?}");
    for (index, node) in tree.nodes.iter().enumerate() {
        let id = NodeId(index as u32);
        check_span(text, node.span);
        node.anchor.into_iter().chain(node.tag).for_each(|span| check_span(text, span));
        match &node.kind {
            NodeKind::Scalar(scalar) => {
                let mut end = 0;
                let mut source_end = 0;
                assert!(!scalar.runs.is_empty());
                for run in &scalar.runs {
                    assert_eq!(run.value_start, end, "a gap in the value: {text:?}");
                    assert!(run.source_start >= source_end, "runs backwards: {text:?}");
                    end += run.value_len;
                    source_end = run.source_start + run.source_len;
                    if run.value_len == run.source_len {
                        let source = Span::new(run.source_start as usize, source_end as usize);
                        check_span(text, source);
                        assert_eq!(
                            source.slice(text),
                            &scalar.value[run.value_start as usize..end as usize],
                            "{text:?}"
                        );
                    }
                }
                assert_eq!(end as usize, scalar.value.len(), "{text:?}");
                for (at, _) in scalar.value.char_indices() {
                    check_span(text, Span::empty(scalar.source_offset(at)));
                    check_span(text, scalar.source_span(at..scalar.value.len()));
                    check_span(text, scalar.source_span(0..at));
                }
            }
            NodeKind::Mapping(mapping) => {
                for Entry { colon, .. } in &mapping.entries {
                    colon.iter().for_each(|colon| assert_eq!(colon.slice(text), ":", "{text:?}"));
                }
                let _ = tree.properties(id);
            }
            NodeKind::Absent => assert!(node.span.is_empty(), "{text:?}"),
            NodeKind::Sequence(_) | NodeKind::Alias(_) => {}
        }
        let _ = tree.js_string(id);
        let _ = tree.resolve(id);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_read(text in text()) {
        check(&text, &yaml::parse(&text));
    }

    /// A mistake must not make good entries behind it disappear.
    #[test]
    fn entries_behind_a_mistake_are_kept(
        mistake in prop::sample::select(vec!["a: b: c", "a: \"b", "a: [b", "a: @b", "a: 'b' c", "text", "a: - b", "a: |x", "a: {b: [", "a: *b c"]),
        entries in prop::collection::vec("[a-zé]{1,5}", 1..5),
    ) {
        let good: String = entries.iter().enumerate().map(|(index, value)| format!("k{index}: {value}\n")).collect();
        let text = format!("first: x\n{mistake}\n{good}");
        let tree = yaml::parse(&text);
        prop_assert_eq!(tree.errors.len(), 1, "{:?}", tree.errors);
        let names: Vec<_> = tree.properties(tree.documents[0]).into_iter().map(|property| property.name).collect();
        for index in 0..entries.len() {
            prop_assert!(names.contains(&format!("k{index}")), "{:?}", names);
        }
    }
}
