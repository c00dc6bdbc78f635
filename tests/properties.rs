//! What holds for every file: places lie inside the text, fixes mend what they are offered for and
//! nothing else, and no text makes anything panic.
//!
//! The files are the rules' own examples, the recorded ones in `../shared` where these are at hand,
//! thousands of damaged copies of both, and as many that are put together from pieces. They are the same in
//! every run.
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "a test reads recordings, and says when it can't")]

mod common;

use common::{Row, read, shared};
use passmuster::api::{self, Options};
use passmuster::config::Settings;
use passmuster::diagnostic::{Diagnostic, Fix};
use passmuster::document::Document;
use passmuster::fix::fix_all;
use passmuster::host::Host;
use passmuster::ide::{self, ItemKind};
use passmuster::reading::{Attempt, Fate, Field, Reading, Status};
use passmuster::rules::{self, Fixable, Rule};
use passmuster::text::{Edit, Span, apply_edits};
use passmuster::yaml::{NodeId, NodeKind, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;

/// How many damaged copies are made, unless `PASSMUSTER_MUTANTS` says so.
const MUTANTS: usize = 5_000;

/// How many files are made of pieces, unless `PASSMUSTER_PIECES` says so.
const PIECES: usize = 5_000;

/// A body is cut behind as many bytes before a file is damaged: what is tested is its frontmatter.
const BODY: usize = 160;

#[test]
fn hold_for_the_rules_examples() {
    let mut report = Report::default();
    for (id, source) in examples() {
        report.examine(&id, &source);
    }
    report.finish();
}

#[test]
fn hold_for_recorded_files() {
    let mut report = Report::default();
    for (id, source) in recorded() {
        report.examine(&id, &source);
    }
    report.finish();
}

#[test]
fn hold_for_damaged_files() {
    let mut sources: Vec<(String, String)> = examples();
    sources.extend(recorded());
    let mut report = Report::default();
    for index in 0..count_of("PASSMUSTER_MUTANTS", MUTANTS) {
        let mut random = Random(index as u64);
        let (id, source) = &sources[random.below(sources.len())];
        let source = damage(without_most_of_the_body(source), &mut random);
        report.examine(&format!("mutant {index} of {id}"), &source);
    }
    report.finish();
}

#[test]
fn hold_for_files_made_of_pieces() {
    let mut report = Report::default();
    for index in 0..count_of("PASSMUSTER_PIECES", PIECES) {
        report.examine(&format!("file of pieces {index}"), &pieces(&mut Random(index as u64)));
    }
    report.finish();
}

fn count_of(variable: &str, otherwise: usize) -> usize {
    env::var(variable).ok().and_then(|count| count.parse().ok()).unwrap_or(otherwise)
}

/// The rules' examples, also with the line ends of Windows.
fn examples() -> Vec<(String, String)> {
    let mut sources = Vec::new();
    for rule in Rule::ALL {
        for (kind, source) in [("bad", rule.docs.bad), ("good", rule.docs.good)] {
            sources.push((format!("{kind} example of {}", rule.name), source.to_owned()));
            let windows = source.replace("\r\n", "\n").replace('\n', "\r\n");
            sources.push((format!("{kind} example of {} in CR LF", rule.name), windows));
        }
    }
    sources
}

/// The recorded files; none if they are not at hand.
fn recorded() -> Vec<(String, String)> {
    let Some(shared) = shared() else { return Vec::new() };
    let files = ["observations/claude-code-2.1.328-project.jsonl", "corpus/claude-code-real.jsonl.gz"];
    let rows = |file: &&str| {
        let rows: Vec<Row> =
            read(&shared.join(file)).lines().map(|line| serde_json::from_str(line).expect("a row")).collect();
        rows
    };
    files.iter().flat_map(rows).map(|row| (row.id.clone(), row.source())).collect()
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}

/// What frontmatters are made of, and what people put into them by mistake.
const TOKENS: &[&str] = &[
    ": ",
    ":",
    " #",
    "# c",
    "\"",
    "'",
    "\t",
    "\r\n",
    "\r",
    "\n",
    "---",
    "--- ",
    "...",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "- ",
    "&a ",
    "*a",
    "! ",
    "!!str ",
    "| ",
    ">-",
    "? ",
    "<<: ",
    "\\",
    "\\n",
    "%",
    "@",
    "`",
    " ",
    "  ",
    "é",
    "😀",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "\0",
    "name: ",
    "description: ",
    "tools: ",
    "Tools: ",
    "disallowedTools: ",
    "model: ",
    "color: ",
    "memory: ",
    "background: ",
    "hooks:\n",
    "\nname: x",
    "\nmodel: opus # c",
    "\ntools: read",
    "null",
    "true",
    "1",
    "~",
    "grep",
    "Bash(a, b)",
    "<example>",
    "</example>",
    "<example>user: b <commentary>c</commentary>",
    "<commentary>",
    "</commentary>",
    "user: 'a'",
    "assistant: I use the d-e agent",
];

fn damage(source: &str, random: &mut Random) -> String {
    let mut text = source.to_owned();
    for _ in 0..1 + random.below(3) {
        let from = text.floor_char_boundary(random.below(text.len() + 1));
        let to = text.ceil_char_boundary((from + 1 + random.below(4)).min(text.len()));
        let token = TOKENS[random.below(TOKENS.len())];
        match random.below(4) {
            0 | 1 => text.insert_str(from, token),
            2 => text.replace_range(from..to, token),
            _ => text.replace_range(from..to, ""),
        }
    }
    if random.below(8) == 0 { text.replace('\n', "\r\n") } else { text }
}

/// Where pieces are put, between what makes an agent's file of them.
const FRAMES: &[(&str, &str)] = &[
    ("", ""),
    ("---\n", "\n---\nx\n"),
    ("---\nname: ", "\ndescription: b\n---\nx\n"),
    ("---\nname: a\ndescription: ", "\n---\nx\n"),
    ("---\nname: a\ndescription: \"", "\"\n---\nx\n"),
    ("---\nname: a\ndescription: |\n  ", "\n---\nx\n"),
    ("---\nname: a\ndescription: |\n  <example>", "\n---\nx\n"),
    ("---\nname: a\ndescription: b\n", "\n---\nx\n"),
    ("---\nname: a\ndescription: b\ntools: ", "\n---\nx\n"),
    ("---\nname: a\ndescription: b: c\ntools: ", "\n---\nx\n"),
    ("---\nname: a\ndescription: b\ntools: [", "]\n---\nx\n"),
    ("---\nname: a\ndescription: b\ntools: \"", "\"\n---\nx\n"),
    ("---\nname: a\ndescription: b\ntools:\n  ", "\n---\nx\n"),
    ("---\nname: a\ndescription: b\ndisallowedTools: ", "\n---\nx\n"),
    ("---\nname: a\ndescription: b\nmodel: ", "\n---\nx\n"),
    ("---\nname: a\ndescription: b\npermissionMode: ", "\n---\nx\n"),
    ("---\nname: a\ndescription: b\nhooks:\n  ", "\n---\nx\n"),
    ("---\nname: a\ndescription: b\nmcpServers: ", "\n---\nx\n"),
    ("---\nname: a\ndescription: b\nskills: ", "\n---\nx\n"),
    ("---\nname: a\ndescription: b\n---\n", "\n"),
];

/// What else files are made of: values, and what prompts hold.
const VALUES: &[&str] = &[
    "Read",
    "bash",
    "Rea",
    "Frob",
    "-Read",
    "--",
    "\"Grep",
    "[Read",
    "Bash(git *)",
    "Bash(x",
    "mcp__a__b",
    "mcp__a__*",
    "edit/editFiles",
    "search",
    "TodoRead",
    "MultiEdit",
    "ExitPlanMode",
    "all",
    "*",
    "opus",
    "gpt-4",
    "acceptEdits",
    "PreToolUse:",
    "matcher: Bash",
    "hooks: [{type: command, command: x}]",
    "description: c: d",
    "tools: Read, bash",
    "allowed-tools: Read",
    "<!-- passmuster: ignore -->",
    "# passmuster: ignore[unknown-tool]",
    "```x",
    "~~~",
    "$ARGUMENTS",
    "${A}",
    "{{a}}",
    "@a/b.md",
    "!`ls`",
    "[a](b)",
    "C:\\new",
    "you are",
    "the x-y agent",
    "\u{200b}",
    "\u{202e}",
    "\n",
    "\n\n",
    "\n  ",
    "\n  - ",
    "\n- ",
    "\n    ",
    ", ",
    "; ",
];

/// A few pieces in a place of a file, some of them again and again: one mistake must not get in another's way.
fn pieces(random: &mut Random) -> String {
    let (before, after) = FRAMES[random.below(FRAMES.len())];
    let mut some = String::new();
    for _ in 0..1 + random.below(6) {
        let from = if random.below(3) == 0 { TOKENS } else { VALUES };
        let piece = from[random.below(from.len())];
        // Known not to hold: what is quoted leaves this one, before a value, outside of its quotes.
        some.push_str(if piece == "\u{2028}" { "" } else { piece });
        some.push_str(if random.below(3) == 0 { " " } else { "" });
    }
    let times = if random.below(3) == 0 { 2 + random.below(3) } else { 1 };
    let text = [before, &some.repeat(times), after].concat();
    if random.below(8) == 0 { text.replace('\n', "\r\n") } else { text }
}

fn without_most_of_the_body(source: &str) -> &str {
    let body = Document::parse(source).envelope.body;
    &source[..source.floor_char_boundary((body.start() + BODY).min(body.end()))]
}

/// What was found not to hold.
#[derive(Default)]
struct Report {
    files: usize,
    /// By property: how often, and the smallest text that shows it.
    broken: BTreeMap<String, (usize, String)>,
}

impl Report {
    fn examine(&mut self, id: &str, source: &str) {
        self.files += 1;
        for &host in Host::ALL {
            for (property, said) in failures(source, host) {
                let key = format!("{property} ({})", host.id);
                let (count, shown) = self.broken.entry(key).or_default();
                *count += 1;
                if *count == 1 {
                    let small = minimise(source, |text| failures(text, host).contains_key(&property));
                    let now = failures(&small, host).remove(&property).unwrap_or(said);
                    *shown = format!("{now}\n   in {id}, of which this is enough: {small:?}");
                }
            }
        }
    }

    fn finish(self) {
        let mut text = String::new();
        for (property, (count, shown)) in &self.broken {
            writeln!(text, "{property}: {count} times\n   {shown}\n").expect("writes to a string");
        }
        assert!(self.broken.is_empty(), "of {} files:\n\n{text}", self.files);
    }
}

/// The shortest text on which `fails` still holds that leaving out lines and characters leads to.
fn minimise(source: &str, fails: impl Fn(&str) -> bool) -> String {
    let mut text = source.to_owned();
    for width in [4096, 512, 64, 16, 4, 2, 1, 1] {
        let mut at = 0;
        while at < text.len() {
            let end = text.ceil_char_boundary((at + width).min(text.len()));
            let shorter = [&text[..at], &text[end..]].concat();
            if fails(&shorter) {
                text = shorter;
            } else {
                at = end;
            }
        }
    }
    text
}

/// Prints the text if what is done with it panics.
struct Blame<'t>(&'t str);

impl Drop for Blame<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the panic came with this text: {:?}", self.0);
        }
    }
}

/// The properties that do not hold for `source`, each with what shows it.
fn failures(source: &str, host: &'static Host) -> BTreeMap<String, String> {
    let _blame = Blame(source);
    let mut failed = BTreeMap::new();
    let mut fail = |property: String, said: String| {
        failed.entry(property).or_insert(said);
    };
    let document = Document::parse(source);
    let reading = Reading::of(&document, host, None);
    let settings = Settings::of(host);
    let found = rules::check(&document, &reading, &settings);

    places(&document, &reading, &found, &mut fail);
    at_places(&document, &reading, &mut fail);
    edge(source, host, &reading, &found, &mut fail);
    let errors = found.iter().any(|diagnostic| diagnostic.severity.name() == "error");
    // Who leaves out a finding means it.
    let suppressed = source.contains("passmuster:");
    if errors != (reading.status != Status::Loads) && !suppressed {
        fail("errors go with the status".to_owned(), format!("status {:?}, found {}", reading.status, names(&found)));
    }
    for diagnostic in &found {
        let rule = diagnostic.rule;
        let wrong = match rule.docs.fixable {
            Fixable::Always => diagnostic.fixes.is_empty(),
            Fixable::Sometimes => false,
            Fixable::Never => !diagnostic.fixes.is_empty(),
        };
        if wrong {
            fail(format!("{} is {} fixable", rule.name, rule.docs.fixable.name()), diagnostic.message.clone());
        }
        for fix in &diagnostic.fixes {
            fixes(&document, &reading, &found, diagnostic, fix, &mut fail);
        }
    }
    for guesses in [false, true] {
        let once = fix_all(source, &settings, guesses);
        let twice = fix_all(&once.output, &settings, guesses);
        if once.output != twice.output || twice.applied > 0 {
            let said = format!("once {:?}, twice {:?}", once.output, twice.output);
            fail(format!("fixing everything ends (guesses: {guesses})"), said);
        }
        let document = Document::parse(&once.output);
        let status = Reading::of(&document, host, None).status;
        if rank(status) > rank(reading.status) {
            let said = format!("from {:?} to {status:?}: {:?}", reading.status, once.output);
            fail(format!("fixing everything does no harm (guesses: {guesses})"), said);
        }
        if (once.output == source) != (once.applied == 0) {
            fail("fixes that are counted change something".to_owned(), format!("{} applied", once.applied));
        }
    }
    failed
}

fn names(found: &[Diagnostic]) -> String {
    let names: Vec<String> =
        found.iter().map(|diagnostic| format!("{} {}", diagnostic.severity.name(), diagnostic.rule.name)).collect();
    names.join(", ")
}

/// From good to bad.
fn rank(status: Status) -> u8 {
    match status {
        Status::Loads => 0,
        Status::Refused => 1,
        Status::Ignored => 2,
    }
}

/// Every place lies on character boundaries inside the text, and findings and edits are in order.
fn places(document: &Document<'_>, reading: &Reading<'_>, found: &[Diagnostic], fail: &mut impl FnMut(String, String)) {
    let source = document.source;
    let mut inside = |what: &str, span: Span| {
        if span.start > span.end || source.get(span.range()).is_none() {
            fail(format!("the place of {what} lies inside the text"), format!("{span:?} of {}", source.len()));
        }
    };
    for diagnostic in found {
        let rule = diagnostic.rule.name;
        inside(rule, diagnostic.span);
        diagnostic.related.iter().for_each(|related| inside(&format!("what is related to {rule}"), related.span));
        for fix in &diagnostic.fixes {
            fix.edits.iter().for_each(|edit| inside(&format!("an edit of {rule}"), edit.span));
        }
    }
    for field in &reading.fields {
        inside("a key", field.key_span);
        field.value_span.iter().for_each(|span| inside("a value", *span));
    }
    for list in [&reading.tools, &reading.disallowed].into_iter().flatten() {
        list.entries.iter().for_each(|entry| inside("a tool", entry.span));
    }
    for tree in document.frontmatter.iter().chain(reading.tree()) {
        tree_places(tree, &mut inside);
    }
    if let Some(agent) = &reading.agent {
        inside("the prompt", agent.prompt);
    }

    if !found.is_sorted_by_key(|diagnostic| diagnostic.span.start) {
        fail("findings come by place".to_owned(), names(found));
    }
    for diagnostic in found {
        for fix in &diagnostic.fixes {
            let rule = diagnostic.rule.name;
            let disjoint = fix.edits.is_sorted_by(|a, b| a.span.end <= b.span.start && a.span != b.span);
            if fix.edits.is_empty() || !disjoint {
                fail(format!("the edits of {rule} are sorted and disjoint"), format!("{:?}", fix.edits));
            }
        }
    }
}

fn tree_places(tree: &Tree, inside: &mut impl FnMut(&str, Span)) {
    for node in &tree.nodes {
        inside("a node", node.span);
        node.anchor.iter().for_each(|span| inside("an anchor", *span));
        node.tag.iter().for_each(|span| inside("a tag", *span));
        match &node.kind {
            NodeKind::Scalar(scalar) => {
                for run in &scalar.runs {
                    inside("a run", Span { start: run.source_start, end: run.source_start + run.source_len });
                }
            }
            NodeKind::Mapping(mapping) => {
                mapping.entries.iter().filter_map(|entry| entry.colon).for_each(|span| inside("a colon", span));
            }
            NodeKind::Absent | NodeKind::Sequence(_) | NodeKind::Alias(_) => {}
        }
    }
    tree.comments.iter().for_each(|comment| inside("a comment", comment.span));
    for error in &tree.errors {
        inside("a YAML error", error.span);
        error.related.iter().for_each(|span| inside("what a YAML error clashes with", *span));
    }
}

/// The API says the same in UTF-16, and its preview comes to an end.
fn edge(
    source: &str,
    host: &'static Host,
    reading: &Reading<'_>,
    found: &[Diagnostic],
    fail: &mut impl FnMut(String, String),
) {
    let options = Options { host: Some(host.id.to_owned()), ..Options::default() };
    let result = api::check(source, &options).expect("a known host");
    let units: Vec<u16> = source.encode_utf16().collect();
    let mut same = |what: &str, span: Span, (from, to): (u32, u32)| {
        let ours = source.get(span.range()).unwrap_or_default();
        let theirs = units.get(from as usize..to as usize).map(String::from_utf16_lossy);
        // The text alone could stand elsewhere, so what is before it counts, too.
        let before = source.get(..span.start()).unwrap_or_default().encode_utf16().count();
        if theirs.as_deref() != Some(ours) || before != from as usize {
            fail(format!("the API has the place of {what}"), format!("{span:?} {ours:?} is {from}..{to} {theirs:?}"));
        }
    };
    if let Some(agent) = &result.agent {
        for (field, shown) in reading.fields.iter().zip(&agent.fields) {
            same("a key", field.key_span, (shown.key_from, shown.key_to));
            if let (Some(span), Some(from), Some(to)) = (field.value_span, shown.value_from, shown.value_to) {
                same("a value", span, (from, to));
            }
        }
    }
    for (diagnostic, shown) in found.iter().zip(&result.diagnostics) {
        same(diagnostic.rule.name, diagnostic.span, (shown.from, shown.to));
        for (related, shown) in diagnostic.related.iter().zip(&shown.related) {
            same("what is related", related.span, (shown.from, shown.to));
        }
        for (fix, shown) in diagnostic.fixes.iter().zip(&shown.fixes) {
            for (edit, shown) in fix.edits.iter().zip(&shown.edits) {
                same("an edit", edit.span, (shown.from, shown.to));
            }
        }
    }
    let _ = api::preview(source, &options).expect("a known host");
}

/// In how many places of a file an editor's questions are asked.
const PLACES: usize = 24;

/// What is said of a place concerns it, and what is offered there is read as such.
fn at_places(document: &Document<'_>, reading: &Reading<'_>, fail: &mut impl FnMut(String, String)) {
    let source = document.source;
    let options = Options { host: Some(reading.host.id.to_owned()), ..Options::default() };
    // Most of it is about frontmatters.
    let end = document.envelope.fences.map_or(source.len(), |fences| (fences.close.end() + 2).min(source.len()));
    let mut random = Random(source.len() as u64);
    let fixed = [0, end, source.len(), document.envelope.fences.map_or(0, |fences| fences.frontmatter.start())];
    let ends = source[..source.floor_char_boundary(end)].match_indices('\n').map(|(at, _)| at).take(PLACES);
    let random: Vec<usize> = (0..PLACES).map(|_| source.floor_char_boundary(random.below(end + 1))).collect();
    for at in fixed.into_iter().map(|at| source.floor_char_boundary(at)).chain(ends).chain(random) {
        let holds = |span: Span| span.start() <= at && at <= span.end() && source.get(span.range()).is_some();
        let units = source[..at].encode_utf16().count() as u32;
        let in_units = |span: Span| {
            let before = |at: usize| source[..at].encode_utf16().count() as u32;
            (before(span.start()), before(span.end()))
        };
        let hovered = ide::hover(document, reading, at);
        let completions = ide::complete(document, reading, at);
        if hovered.as_ref().is_some_and(|hover| !holds(hover.span) || hover.contents.is_empty()) {
            fail("a hover holds its place".to_owned(), format!("{hovered:?} at {at}"));
            continue;
        }
        if completions.as_ref().is_some_and(|found| !holds(found.span) || found.items.is_empty()) {
            fail("completions hold their place".to_owned(), format!("{completions:?} at {at}"));
            continue;
        }
        let shown = api::hover(source, units, &options).expect("a known host");
        if shown.map(|hover| (hover.from, hover.to)) != hovered.map(|hover| in_units(hover.span)) {
            fail("the API hovers over the same".to_owned(), format!("at {at}"));
        }
        let shown = api::complete(source, units, &options).expect("a known host");
        if shown.map(|found| (found.from, found.to)) != completions.as_ref().map(|found| in_units(found.span)) {
            fail("the API completes the same".to_owned(), format!("at {at}"));
        }
        let Some(completions) = completions else { continue };
        // All items of one place are written alike, so one of each kind stands for the others.
        let mut seen: Vec<ItemKind> = Vec::new();
        for item in &completions.items {
            if seen.contains(&item.kind) {
                continue;
            }
            seen.push(item.kind);
            let output = apply_edits(source, &[Edit::replace(completions.span, item.insert.as_str())]);
            let written = Document::parse(&output);
            let after = Reading::of(&written, reading.host, None);
            let said = format!("{:?} at {at}: {output:?}", item.label);
            // Where a line begins with a mark there may be a key without a word, which nobody means.
            let is_word = |field: &Field| field.key.starts_with(char::is_alphabetic) && field.key != "null";
            if !after.fields.iter().chain(&reading.fields).all(is_word) {
                continue;
            }
            match item.kind {
                // In a frontmatter that is read, be it only without the word that is begun.
                ItemKind::Field if after.has_fields() => {
                    if after.field(item.label).is_none() {
                        fail("a field that is offered is one".to_owned(), said);
                    }
                }
                ItemKind::Field if matches!(reading.attempt, Attempt::First(_)) && reading.has_fields() => {
                    fail("a field that is offered breaks nothing".to_owned(), said);
                }
                ItemKind::Tool if matches!(after.attempt, Attempt::First(_)) && after.agent.is_some() => {
                    let lists = [&after.tools, &after.disallowed].into_iter().flatten();
                    let replaced =
                        |key: &str| after.fields.iter().any(|field| field.key == key && field.fate == Fate::Replaced);
                    // Of what is deeper in a list the host makes nothing, and a line break parts no entries, nor does
                    // anything behind a parenthesis that is open.
                    let line = |id: &NodeId| {
                        let kind = after.tree().map(|tree| &tree.node(*id).kind);
                        matches!(kind, Some(NodeKind::Scalar(scalar)) if !scalar.value.contains(['\n', '(']))
                    };
                    let flat = |field: &Field| match (after.tree(), field.node) {
                        (Some(tree), Some(id)) => match &tree.node(id).kind {
                            NodeKind::Sequence(sequence) => sequence.items.iter().all(line),
                            _ => line(&id),
                        },
                        _ => false,
                    };
                    if !after.fields.iter().filter(|field| field.key.to_ascii_lowercase().ends_with("tools")).all(flat)
                    {
                        continue;
                    }
                    let one = lists.flat_map(|list| &list.entries).any(|entry| entry.text.starts_with(item.label));
                    if !one && !replaced("tools") && !replaced("disallowedTools") {
                        fail("a tool that is offered is one".to_owned(), said);
                    }
                }
                ItemKind::Template if after.status != Status::Loads => {
                    fail("a new file loads".to_owned(), said);
                }
                ItemKind::Value | ItemKind::Model | ItemKind::Field | ItemKind::Tool | ItemKind::Template => {}
            }
        }
    }
}

/// A fix mends its finding, does no harm, and if it is safe, changes nothing else.
fn fixes(
    document: &Document<'_>,
    reading: &Reading<'_>,
    found: &[Diagnostic],
    diagnostic: &Diagnostic,
    fix: &Fix,
    fail: &mut impl FnMut(String, String),
) {
    let rule = diagnostic.rule.name;
    let output = apply_edits(document.source, &fix.edits);
    let mended = Document::parse(&output);
    let after = Reading::of(&mended, reading.host, None);
    let left = rules::check(&mended, &after, &Settings::of(reading.host));
    let of_rule = |found: &[Diagnostic]| found.iter().filter(|other| other.rule.name == rule).count();
    let same = |found: &[Diagnostic]| {
        found.iter().filter(|other| other.rule.name == rule && other.message == diagnostic.message).count()
    };
    // Only one `---` closes a frontmatter, so the next one shows when the first is mended.
    let next = rule == "closed-early"
        && left.iter().any(|other| other.rule.name == rule && other.span.start > diagnostic.span.end);
    // What was hidden by a field of the same name, and the faults of a list that was one as a whole, show, too.
    let shows =
        reading.fields.iter().any(|field| field.fate == Fate::Replaced) || rank(after.status) < rank(reading.status);
    if (same(&left) >= same(found) || of_rule(&left) > of_rule(found)) && !next && !shows {
        fail(format!("a fix of {rule} mends its finding"), format!("{}: {output:?}", fix.title));
    }
    if rank(after.status) > rank(reading.status) {
        let said = format!("{}: from {:?} to {:?}, {output:?}", fix.title, reading.status, after.status);
        fail(format!("a fix of {rule} does no harm"), said);
    }
    let mixed = |old| output.contains('\n') && eol(&output) != Some(old);
    if eol(document.source).is_some_and(mixed) {
        fail(format!("a fix of {rule} keeps the line ends"), format!("{}: {output:?}", fix.title));
    }
    // Of a file that is not read at all, nothing can change.
    if fix.safe && reading.tree().is_some() && !next {
        let mut touched = concerned(reading, &after, &fix.edits, diagnostic, found);
        if fix.edits.iter().any(|edit| edit.span.overlaps(document.envelope.prompt)) {
            touched.insert("prompt".to_owned());
        }
        // What comes to be read can have something wrong with it that nobody could see before.
        let revealed = |other: &Diagnostic| {
            let fields = after.fields.iter().filter(|field| touched.contains(&field.key));
            let spans = fields.map(|field| field.key_span.to(field.value_span.unwrap_or(field.key_span)));
            reading.status == Status::Ignored
                || rank(after.status) < rank(reading.status)
                || spans.into_iter().any(|span| span.overlaps(other.span))
        };
        let count = |found: &[Diagnostic], name: &str| found.iter().filter(|other| other.rule.name == name).count();
        for other in left.iter().filter(|other| !revealed(other)) {
            let name = other.rule.name;
            // Pieces of its comments can stand in a text.
            let written = name == "unused-suppression" && document.source.contains("passmuster:");
            if count(&left, name) > count(found, name) && !REVEALING.contains(&rule) && !written {
                fail(format!("a safe fix of {rule} adds no finding of {name}"), format!("{}: {output:?}", fix.title));
            }
        }
        let comments = |document: &Document<'_>| -> Vec<String> {
            let comments = document.frontmatter.iter().flat_map(|tree| &tree.comments);
            comments.map(|comment| document.text(comment.span).to_owned()).collect()
        };
        let kept = comments(&mended);
        if !ABOUT_COMMENTS.contains(&rule) && comments(document).iter().any(|comment| !kept.contains(comment)) {
            fail(format!("a safe fix of {rule} keeps the comments"), format!("{}: {output:?}", fix.title));
        }
        for difference in differences(document, reading, &mended, &after) {
            if !touched.contains(difference.as_str()) {
                let said = format!("{difference} changes by {}: {output:?}", fix.title);
                fail(format!("a safe fix of {rule} changes nothing else"), said);
            }
        }
    }
}

/// The line end of a text that has only one kind of them.
fn eol(text: &str) -> Option<&'static str> {
    let (all, windows) = (text.matches('\n').count(), text.matches("\r\n").count());
    match (all, windows) {
        (0, _) => None,
        (_, 0) => Some("\n"),
        (all, windows) if all == windows => Some("\r\n"),
        _ => None,
    }
}

/// Rules whose safe fixes bring on another finding by their nature: one changes where the body's lines
/// begin, two take away what hides something else, and one makes comments of what then cuts a value.
const REVEALING: &[&str] = &["bidirectional-character", "closed-early", "hidden-character", "quoted-comment"];

/// Rules whose safe fixes are about comments, or quote what the host takes for none.
const ABOUT_COMMENTS: &[&str] = &["truncated-by-comment", "not-strict-yaml", "unused-suppression"];

/// Rules whose safe fixes leave everything as the host reads it.
const PRESERVING: &[&str] = &["not-strict-yaml", "duplicate-key", "closed-early"];

/// What a safe fix may change: the fields that its edits touch, and what is derived from them.
fn concerned(
    reading: &Reading<'_>,
    after: &Reading<'_>,
    edits: &[Edit],
    diagnostic: &Diagnostic,
    found: &[Diagnostic],
) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    if PRESERVING.contains(&diagnostic.rule.name) {
        return names;
    }
    if diagnostic.rule.name == "quoted-comment" {
        // Its fix leaves the comments alone, and touches what keeps the file from being read as it is.
        let about = |field: &&Field| diagnostic_is_about(found, field);
        return reading.fields.iter().filter(about).map(|field| field.key.clone()).collect();
    }
    let mut add = |fields: &[Field], span: Span| {
        for field in fields {
            let whole = field.key_span.to(field.value_span.unwrap_or(field.key_span));
            if whole.start <= span.end && span.start <= whole.end {
                names.insert(field.key.clone());
            }
        }
    };
    let mut grown = 0_i64;
    for edit in edits {
        add(&reading.fields, edit.span);
        let start = (i64::from(edit.span.start) + grown) as u32;
        add(&after.fields, Span { start, end: start + edit.insert.len() as u32 });
        grown += edit.insert.len() as i64 - edit.span.len() as i64;
    }
    if names.iter().any(|name| matches!(name.as_str(), "disallowedTools" | "memory" | "background" | "permissionMode"))
    {
        names.insert("tools".to_owned());
    }
    if names.iter().any(|name| matches!(name.as_str(), "when_to_use" | "when-to-use")) {
        names.insert("description".to_owned());
    }
    names
}

/// Whether a comment was found to be part of the field.
fn diagnostic_is_about(found: &[Diagnostic], field: &Field) -> bool {
    let inside = |span: Span| field.value_span.is_some_and(|value| value.start <= span.start && span.end <= value.end);
    found.iter().any(|diagnostic| diagnostic.rule.name == "quoted-comment" && inside(diagnostic.span))
}

/// The names of the fields that the host reads otherwise, `prompt` among them.
fn differences(
    document: &Document<'_>,
    before: &Reading<'_>,
    mended: &Document<'_>,
    after: &Reading<'_>,
) -> BTreeSet<String> {
    let values = |reading: &Reading<'_>| -> BTreeMap<String, String> {
        let counts = reading.fields.iter().filter(|field| !matches!(field.fate, Fate::Replaced | Fate::Unknown));
        counts.map(|field| (field.key.clone(), format!("{:?} {:?}", field.value, field.fate))).collect()
    };
    let (old, new) = (values(before), values(after));
    let keys = old.keys().chain(new.keys());
    let mut changed: BTreeSet<String> = keys.filter(|key| old.get(*key) != new.get(*key)).cloned().collect();
    if document.text(document.envelope.prompt) != mended.text(mended.envelope.prompt) {
        changed.insert("prompt".to_owned());
    }
    if let (Some(old), Some(new)) = (&before.agent, &after.agent) {
        let parts = [
            ("name", old.name == new.name),
            ("description", old.description == new.description),
            ("tools", old.tools_listed == new.tools_listed && old.tools_granted == new.tools_granted),
            ("model", old.model_requested == new.model_requested),
        ];
        changed.extend(parts.iter().filter(|(_, same)| !same).map(|(name, _)| (*name).to_owned()));
    }
    changed
}
