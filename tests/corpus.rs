//! How often each rule fires on real files. The table is kept, so that a change of a rule shows what
//! it does to them; the files themselves are other people's and are read where they are at hand.
//!
//! To read what a rule says of them:
//! `PASSMUSTER_RULE=unknown-field cargo test --test corpus -- --ignored --nocapture`
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test reads recordings, and shows findings to those who ask for them"
)]

mod common;

use common::{Row, read, shared};
use passmuster::config::{Level, Settings};
use passmuster::diagnostic::Diagnostic;
use passmuster::document::Document;
use passmuster::host::Host;
use passmuster::reading::Reading;
use passmuster::rules::{self, Rule};
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;

/// The real files; `None` if they are not at hand.
fn files() -> Option<Vec<Row>> {
    let Some(shared) = shared() else {
        eprintln!("skipped: ../shared is not at hand");
        return None;
    };
    let rows = read(&shared.join("corpus/claude-code-real.jsonl.gz"));
    Some(rows.lines().map(|line| serde_json::from_str(line).expect("a row")).collect())
}

/// What all rules find, also those that are off by default.
fn findings(row: &Row, source: &str) -> Vec<Diagnostic> {
    let mut settings = Settings { path: Some(&row.path), ..Settings::of(Host::ALL[0]) };
    for rule in Rule::ALL {
        settings.levels.set(rule.name, Level::On);
    }
    let document = Document::parse(source);
    rules::check(&document, &Reading::of(&document, settings.host, settings.path), &settings)
}

#[test]
fn rules_fire_on_real_files_as_recorded() {
    let Some(files) = files() else { return };
    let mut hits: BTreeMap<&str, (usize, usize)> = Rule::ALL.iter().map(|rule| (rule.name, (0, 0))).collect();
    for row in &files {
        let found = findings(row, &row.source());
        for rule in found.iter().map(|diagnostic| diagnostic.rule.name).collect::<BTreeSet<_>>() {
            hits.entry(rule).or_default().0 += 1;
        }
        for diagnostic in &found {
            hits.entry(diagnostic.rule.name).or_default().1 += 1;
        }
    }
    let mut table =
        format!("{:<28} {:>5} {:>6} {:>8}  of {} files\n", "rule", "files", "share", "findings", files.len());
    let mut too_often = Vec::new();
    for rule in Rule::ALL {
        let (hit, found) = hits[rule.name];
        let share = 100.0 * hit as f64 / files.len() as f64;
        let off = if rule.enabled { "" } else { "  off by default" };
        writeln!(table, "{:<28} {hit:>5} {share:>5.1}% {found:>8}{off}", rule.name).expect("writes to a string");
        if rule.enabled && hit * 3 > files.len() {
            too_often.push(rule.name);
        }
    }
    assert!(too_often.is_empty(), "fire on more than a third of all files: {too_often:?}\n{table}");
    insta::assert_snapshot!(table);
}

#[test]
#[ignore = "for reading, not for judging"]
fn show_findings() {
    let rule = env::var("PASSMUSTER_RULE").ok();
    let most: usize = env::var("PASSMUSTER_MOST").ok().and_then(|most| most.parse().ok()).unwrap_or(50);
    let seed: u64 = env::var("PASSMUSTER_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let Some(files) = files() else { return };
    let mut shown = Vec::new();
    for row in &files {
        let source = row.source();
        for diagnostic in findings(row, &source) {
            let wanted = match &rule {
                Some(rule) => rule == diagnostic.rule.name,
                None => diagnostic.rule.enabled,
            };
            if wanted {
                shown.push((row.id.clone(), row.path.clone(), show(&diagnostic, &source)));
            }
        }
    }
    // In an order that looks random and is the same every time.
    shown.sort_by_key(|(id, _, text)| {
        let bytes = id.bytes().chain(text.bytes());
        bytes.fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    });
    println!("{} findings", shown.len());
    for (id, path, text) in shown.iter().take(most) {
        println!("\n{id} {path}\n{text}");
    }
}

/// A finding with the line that it is on.
fn show(diagnostic: &Diagnostic, source: &str) -> String {
    let span = diagnostic.span;
    let line = source[..span.start()].matches('\n').count() + 1;
    let from = source.floor_char_boundary(span.start().saturating_sub(60));
    let to = source.ceil_char_boundary((span.end().min(span.start() + 160) + 60).min(source.len()));
    let (before, rest) = (&source[from..span.start()], &source[span.start()..to]);
    let (marked, after) = rest.split_at(rest.floor_char_boundary(span.len().min(rest.len())));
    let fixes: Vec<&str> = diagnostic.fixes.iter().map(|fix| fix.title.as_str()).collect();
    format!(
        "{} {}: {}\n  help: {}\n  line {line}: {before:?} >>> {marked:?} <<< {after:?}\n  fixes: {fixes:?}",
        diagnostic.severity.name(),
        diagnostic.rule.name,
        diagnostic.message,
        diagnostic.help.as_deref().unwrap_or("-"),
    )
}
