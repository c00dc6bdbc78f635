//! Fixtures for the rules' tests: a file with carets under what is found, as in
//!
//! ```text
//! name: é # cut
//!         ^^^^^ truncated-by-comment
//! ```
//!
//! A caret line belongs to the last line above it that is none. All findings must be marked; but those
//! about the way an agent is described and told what to do are looked for only if a mark names their
//! rule, and rules that are off by default run if a mark names them.
//! `^…` marks a span that goes on beyond its line, a lone `|` an empty one.

use crate::config::{Level, Settings};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::fix::fix_all;
use crate::host::Host;
use crate::reading::Reading;
use crate::rules::{Group, Rule};
use crate::text::apply_edits;

/// The findings for a host, with all rules as they come.
pub(super) fn diagnose(source: &str, host: &str) -> Vec<Diagnostic> {
    diagnose_with(source, &Settings::of(Host::find(host).expect("a host")))
}

/// The same, but with `rule` on.
pub(super) fn diagnose_for(rule: &Rule, source: &str, host: &str) -> Vec<Diagnostic> {
    let mut settings = Settings::of(Host::find(host).expect("a host"));
    settings.levels.set(rule.name, Level::On);
    diagnose_with(source, &settings)
}

pub(super) fn diagnose_with(source: &str, settings: &Settings<'_>) -> Vec<Diagnostic> {
    let document = Document::parse(source);
    super::check(&document, &Reading::of(&document, settings.host, settings.path), settings)
}

/// Checks a fixture with carets for project agents.
#[track_caller]
pub(super) fn check(fixture: &str) {
    check_for("claude-code", "\n", fixture);
}

/// The same for a project agent at `path`.
#[track_caller]
pub(super) fn check_at(path: &str, fixture: &str) {
    check_with(Settings { path: Some(path), ..Settings::of(Host::ALL[0]) }, "\n", fixture);
}

/// Checks a fixture with carets for `host`, with `eol` for its line ends.
#[track_caller]
pub(super) fn check_for(host: &str, eol: &str, fixture: &str) {
    check_with(Settings::of(Host::find(host).expect("a host")), eol, fixture);
}

#[track_caller]
fn check_with(mut settings: Settings<'_>, eol: &str, fixture: &str) {
    let fixture = fixture.strip_prefix('\n').unwrap_or(fixture);
    let marks = |line: &str| line.trim_start().starts_with(['^', '|']) && line.trim_start().contains(' ');
    let source: String =
        fixture.split_inclusive('\n').filter(|line| !marks(line)).collect::<String>().replace('\n', eol);
    let mut expected = Vec::new();
    let (mut line_start, mut next) = (0, 0);
    for line in fixture.split('\n') {
        if marks(line) {
            let column = line.chars().take_while(|&c| c == ' ').count();
            let (mark, rule) = line.trim_start().split_once(' ').expect("a mark and a rule");
            let text = &source[line_start..];
            let byte = |chars: usize| line_start + text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
            let carets = mark.chars().filter(|&c| c == '^').count();
            let end = (!mark.ends_with('…')).then(|| byte(column + carets));
            expected.push((rule.trim().to_owned(), byte(column), end));
        } else {
            line_start = next;
            next += line.len() + eol.len();
        }
    }
    for rule in Rule::ALL {
        let named = expected.iter().any(|(name, ..)| name == rule.name);
        if named {
            settings.levels.set(rule.name, Level::On);
        } else if matches!(rule.group, Group::Delegation | Group::Prompt) {
            settings.levels.set(rule.name, Level::Off);
        }
    }
    let mut got: Vec<(String, usize, Option<usize>)> = diagnose_with(&source, &settings)
        .into_iter()
        .map(|d| (d.rule.name.to_owned(), d.span.start(), Some(d.span.end())))
        .collect();
    for (rule, start, end) in &mut got {
        if expected.contains(&(rule.clone(), *start, None)) {
            *end = None;
        }
    }
    got.sort();
    expected.sort();
    assert_eq!(got, expected, "left: found, right: marked, in\n{source}");
}

/// Checks that the first fix of the only finding of `rule` turns `before` into `after`.
#[track_caller]
pub(super) fn fix(rule: &str, before: &str, after: &str) {
    fix_at(rule, None, before, after);
}

/// The same for a file at `path`.
#[track_caller]
pub(super) fn fix_at(rule: &str, path: Option<&str>, before: &str, after: &str) {
    let mut settings = Settings { path, ..Settings::of(Host::ALL[0]) };
    settings.levels.set(rule, Level::On);
    let found = diagnose_with(before, &settings);
    let mended: Vec<String> = found
        .iter()
        .filter(|d| d.rule.name == rule)
        .map(|d| d.fixes.first().map_or_else(|| "no fix".to_owned(), |fix| apply_edits(before, &fix.edits)))
        .collect();
    assert_eq!(mended, [after], "findings: {found:#?}");
}

/// Checks that `rule` finds nothing in `source`, for `host` and at `path`.
#[track_caller]
pub(super) fn passes(rule: &str, host: &str, path: Option<&str>, source: &str) {
    let mut settings = Settings { path, ..Settings::of(Host::find(host).expect("a host")) };
    settings.levels.set(rule, Level::On);
    let found = diagnose_with(source, &settings);
    assert!(found.iter().all(|d| d.rule.name != rule), "in {source}: {found:#?}");
}

/// Checks that the safe fixes together turn `before` into `after`.
#[track_caller]
pub(super) fn fix_everything(before: &str, after: &str) {
    assert_eq!(fix_all(before, &Settings::of(Host::ALL[0]), false).output, after);
}
