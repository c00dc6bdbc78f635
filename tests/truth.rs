//! Compares what we say of a file with what Claude Code was seen to make of it, over the recorded
//! observations and the real files in `../shared`, where these are at hand. Every row that differs
//! is listed with its reason in `tests/truth/differences.txt`; the list is exact both ways.
//!
//! `PASSMUSTER_ROWS` may name further files of rows, separated by `:`.
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "a test reads recordings, and says when it can't")]

mod common;

use common::{Row, differences, read, shared};
use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;

const RECORDED: &[(&str, &str)] = &[
    ("observations/claude-code-2.1.328-project.jsonl", "claude-code"),
    ("observations/claude-code-2.1.328-plugin.jsonl", "claude-code-plugin"),
    ("corpus/claude-code-real.jsonl.gz", "claude-code"),
];

#[test]
fn agrees_with_the_program() {
    let mut files: Vec<(PathBuf, &str)> = Vec::new();
    if let Some(shared) = shared() {
        files.extend(RECORDED.iter().map(|&(file, host)| (shared.join(file), host)));
    }
    let more = env::var("PASSMUSTER_ROWS").unwrap_or_default();
    files.extend(more.split(':').filter(|file| !file.is_empty()).map(|file| (PathBuf::from(file), "claude-code")));
    if files.is_empty() {
        return;
    }

    let listed = include_str!("truth/differences.txt");
    let mut listed: BTreeMap<&str, &str> =
        listed.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' ')).collect();
    let (mut total, mut differ, mut wrong) = (0, 0, Vec::new());
    for (file, host) in files {
        for line in read(&file).lines() {
            let row: Row = serde_json::from_str(line).expect("a row");
            let host = row.layout.as_deref().map_or(host, |layout| common::host(layout));
            let found = differences(&row, host);
            let id = format!("{host}/{}", row.id);
            total += 1;
            match (found.is_empty(), listed.remove(id.as_str())) {
                (true, None) => {}
                (false, Some(_)) => differ += 1,
                (true, Some(reason)) => wrong.push(format!("{id} agrees now, but is listed: {reason}")),
                (false, None) => wrong.push(format!("{id} {}: {}", row.path, found.join("; "))),
            }
        }
    }
    wrong.extend(listed.keys().map(|id| format!("{id} is listed, but there is no such row")));
    eprintln!("{total} rows compared, {differ} listed as different");
    assert!(wrong.is_empty(), "{} of {total} rows:\n{}", wrong.len(), wrong.join("\n"));
}
