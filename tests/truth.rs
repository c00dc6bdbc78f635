//! Compares what we say of a file with what Claude Code was seen to make of it, over the recorded
//! observations and the real files in `../shared`, where these are at hand. Every row that differs
//! is listed with its reason in `tests/truth/differences.txt`; the list is exact both ways.
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "a test reads recordings, and says when it can't")]

mod common;

use common::{Row, read, shared};
use passmuster::api::{self, Options, StatusName};
use std::collections::BTreeMap;
use std::fs;

/// How a row differs, a word for each part.
fn differences(row: &Row, host: &str) -> Vec<String> {
    let path = if host == "claude-code-plugin" { "plug/agents/f00000.md".to_owned() } else { row.path.clone() };
    let options = Options { host: Some(host.to_owned()), path: Some(path), ..Options::default() };
    let got = api::check(&row.source(), &options).expect("a known host");
    let seen = &row.observed;
    let mut found = Vec::new();

    let status = seen.status();
    if got.status != status {
        found.push(format!("status: ours {:?}, seen {status:?}", got.status));
        return found;
    }
    let errors = got.diagnostics.iter().filter(|diagnostic| diagnostic.severity == "error").count();
    if (errors > 0) != (status != StatusName::Loads) {
        found.push(format!("errors: {errors} for {status:?}"));
    }
    if status == StatusName::Ignored && got.silent != seen.silent() {
        found.push(format!("silent: ours {}, seen {}", got.silent, seen.silent()));
    }
    let Some(agent) = got.agent else {
        return found;
    };
    let mut compare = |what: &str, ours: &str, theirs: &str| {
        if ours != theirs {
            let at = ours.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b).count();
            let near = |text: &str| text.chars().skip(text[..text.floor_char_boundary(at)].chars().count().saturating_sub(10)).take(60).collect::<String>();
            found.push(format!("{what}: ours {:?}, seen {:?}", near(ours), near(theirs)));
        }
    };
    compare("name", &agent.name, seen.name.as_deref().unwrap_or_default());
    compare("description", &agent.description, seen.description.as_deref().unwrap_or_default());
    compare("tools", &agent.tools_listed, seen.tools.as_deref().unwrap_or_default());
    if seen.refused.is_none() {
        if let Some(model) = &seen.model {
            compare("model", agent.model_requested.as_deref().unwrap_or("claude-opus-5-5"), model);
        }
        let memory = agent.fields.iter().any(|field| field.key == "memory" && field.fate == "used");
        match row.system() {
            Some(system) if memory => {
                let section = "\n\n# Persistent Agent Memory";
                compare("prompt", &agent.prompt, system.split(section).next().unwrap_or_default());
            }
            Some(system) => compare("prompt", &agent.prompt, &system),
            None => {}
        }
        if let (Some(sent), Some(granted)) = (&seen.tools_sent, &agent.tools_granted)
            && seen.tools.as_deref().is_some_and(|tools| !tools.starts_with("All tools except"))
        {
            // Deferred tools are reached through `ToolSearch` and not sent at once.
            let all: Vec<&str> = sent.iter().map(String::as_str).filter(|name| !name.starts_with("DeferredTool")).collect();
            let extra: Vec<&&str> = all.iter().filter(|name| !granted.iter().any(|granted| granted == **name)).collect();
            if !extra.is_empty() && !all.contains(&"ToolSearch") {
                found.push(format!("granted: ours {granted:?}, sent {all:?}"));
            }
        }
    }
    found
}

#[test]
fn agrees_with_the_program() {
    let Some(shared) = shared() else {
        return;
    };
    let listed = fs::read_to_string("tests/truth/differences.txt").expect("the list of differences");
    let mut listed: BTreeMap<String, String> = listed
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .map(|(id, reason)| (id.to_owned(), reason.to_owned()))
        .collect();
    let mut wrong = Vec::new();
    let (mut total, mut differ) = (0, 0);
    for (file, host) in [
        ("observations/claude-code-2.1.328-project.jsonl", "claude-code"),
        ("observations/claude-code-2.1.328-plugin.jsonl", "claude-code-plugin"),
        ("corpus/claude-code-real.jsonl.gz", "claude-code"),
    ] {
        let text = read(&shared.join(file));
        for line in text.lines() {
            let row: Row = serde_json::from_str(line).expect("a row");
            let found = differences(&row, host);
            let id = format!("{host}/{}", row.id);
            total += 1;
            match (found.is_empty(), listed.remove(&id)) {
                (true, None) => {}
                (false, Some(_)) => differ += 1,
                (true, Some(reason)) => wrong.push(format!("{id} agrees now, but is listed: {reason}")),
                (false, None) => wrong.push(format!("{id} {}: {}", row.path, found.join("; "))),
            }
        }
    }
    wrong.extend(listed.keys().map(|id| format!("{id} is listed, but there is no such row")));
    eprintln!("{total} rows compared, {} listed as different", differ);
    assert!(wrong.is_empty(), "{} of {total} rows:\n{}", wrong.len(), wrong.join("\n"));
}
