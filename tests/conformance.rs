//! Compares our reading with the cases in `tests/conformance/cases`: small files of our own with
//! what the program was observed to make of them. `tests/conformance/record.py` records them anew.
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "a test reads recordings")]

mod common;

use common::{Row, differences, host, read};
use passmuster::host::{Host, Source};
use passmuster::rules::{self, Rule};
use std::fs;
use std::path::Path;

const CASES: &str = "tests/conformance/cases";

#[test]
fn reads_every_case_as_the_program_does() {
    let mut wrong = Vec::new();
    let mut total = 0;
    let mut files: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(CASES))
        .expect("the cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    for file in files {
        for line in read(&file).lines() {
            let row: Row = serde_json::from_str(line).expect("a row");
            let layout = row.layout.as_deref().expect("a layout");
            let found = differences(&row, host(layout));
            total += 1;
            if !found.is_empty() {
                wrong.push(format!("{} {layout}/{}: {}", file.display(), row.id, found.join("; ")));
            }
        }
    }
    eprintln!("{total} cases");
    assert!(total > 400 && wrong.is_empty(), "{} of {total} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_ground_that_is_named_exists() {
    let rules = Rule::ALL.iter().flat_map(|rule| match rule.docs.source {
        rules::Source::Observed(groups) => groups.iter().map(|cases| Source::Observed(cases)).collect(),
        rules::Source::Documented(page) => vec![Source::Documented(page)],
        rules::Source::Opinion => Vec::new(),
    });
    let fields = Host::ALL.iter().flat_map(|host| host.fields).map(|field| field.source);
    for source in rules.chain(fields) {
        match source {
            Source::Observed(cases) => {
                let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(CASES).join(cases).with_extension("jsonl");
                assert!(file.is_file(), "no cases `{cases}`");
            }
            Source::Documented(page) => assert!(page.starts_with("https://"), "no page: {page}"),
        }
    }
}
