//! `example-names-other-agent`: an example in which another agent is used.

use crate::diagnostic::{Diagnostic, Fix, Related, Severity};
use crate::reading::{Role, Segment};
use crate::rules::mending::CARRIED;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{letters, say};
use crate::text::{Edit, Span};

pub(crate) static RULE: Rule = Rule {
    name: "example-names-other-agent",
    group: Group::Delegation,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "An example in which another agent is used",
        confidence: Confidence::Medium,
        source: Source::Opinion,
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds an `<example>` in the description whose assistant says that it uses an agent of another name, as in *I'll use the test-runner agent*, and never names this one. Each other name is reported once, where it stands first. Case, blanks, hyphens and a plugin's prefix make no difference.",
        why: "Such an example was copied from another agent, or the agent was renamed since. It teaches the main model to use the other one, or one that doesn't exist.",
        host: "claude-code",
        bad: "---\nname: code-reviewer\ndescription: |\n  Use it after every change. <example>\n  user: \"I'm done with the parser\"\n  assistant: \"I'll use the test-runner agent to look at it\"\n  <commentary>The change is complete, so it can be reviewed.</commentary>\n  </example>\n---\nYou review code.\n",
        good: "---\nname: code-reviewer\ndescription: |\n  Use it after every change. <example>\n  user: \"I'm done with the parser\"\n  assistant: \"I'll use the code-reviewer agent to look at it\"\n  <commentary>The change is complete, so it can be reviewed.</commentary>\n  </example>\n---\nYou review code.\n",
        fix: "Writes this agent's name wherever such examples have the other one. It is a guess: another agent may have been meant.",
        further: &[],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(agent), Some(described)) = (&cx.reading.agent, cx.described()) else { return };
    let name = without_plugin(&agent.name);
    let own = plain(name);
    let can_write = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    // The other agents that have a finding, in the order of the findings.
    let mut told: Vec<(&str, Vec<Edit>)> = Vec::new();
    let before = found.len();
    for segment in &described.segments {
        let Segment::Example(example) = segment else { continue };
        let mut named = Vec::new();
        for turn in &example.turns {
            if turn.role == Role::Assistant {
                agents(described.text, turn.text, &mut named);
            }
        }
        let is_own = |span: &Span| plain(without_plugin(span.slice(described.text))) == own;
        if own.is_empty() || named.iter().any(is_own) {
            continue;
        }
        let mut here: Vec<&str> = Vec::new();
        for place in named {
            let span = described.source(place.range());
            let other = place.slice(described.text);
            let at = told.iter().position(|(name, _)| *name == other);
            if at.is_none() && told.len() == CARRIED {
                return;
            }
            match at {
                Some(at) => {
                    let related = Related { span, message: "and here".to_owned() };
                    found[before + at].related.push(related);
                }
                None => {
                    let message = say("The example names the agent `{}`, not this one, `{}`.", &[other, name]);
                    let help = "Name this agent, or drop the example: it teaches the main model to use the other one.";
                    told.push((other, Vec::new()));
                    found.push(Diagnostic::new(&RULE, span, message).help(help));
                }
            }
            if !here.contains(&other) {
                here.push(other);
                let edits = &mut told[at.unwrap_or(found.len() - before - 1)].1;
                // The commentary speaks of the agent, too.
                for at in mentions(example.span.slice(described.text), other) {
                    let start = example.span.start() + at;
                    let span = described.source(start..start + other.len());
                    if cx.text(span) == other {
                        edits.push(Edit::replace(span, name));
                    }
                }
            }
        }
    }
    for (at, (_, edits)) in told.into_iter().enumerate().filter(|(_, (_, edits))| can_write && !edits.is_empty()) {
        found[before + at].fixes.push(Fix::suggestion(say("Write `{}`", &[name]), edits));
    }
}

/// Where `name` stands in `text` as a word of its own.
fn mentions(text: &str, name: &str) -> Vec<usize> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || !c.is_ascii() || matches!(c, '-' | '_' | ':');
    let places = text.match_indices(name).map(|(at, _)| at);
    places.filter(|&at| !text[..at].ends_with(is_part) && !text[at + name.len()..].starts_with(is_part)).collect()
}

/// Finds the names in front of the word *agent* in `part` of `text`, as far as they are names for sure: of
/// several words with hyphens or underscores, or in quotes or backticks, and behind an article or a verb.
fn agents(text: &str, part: Span, named: &mut Vec<Span>) {
    const BEFORE: &[&str] =
        &["the", "our", "use", "using", "launch", "launching", "invoke", "call", "run", "via", "with", "to"];
    const BUILT_IN: &[&str] = &["general-purpose", "sub-agent"];
    let is = |list: &[&str], word: &str| list.iter().any(|other| word.eq_ignore_ascii_case(other));
    let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b':';
    let is_joint = |b: u8| b == b'-' || b == b'_';
    let (mut before, mut last) = ("", "");
    for word in part.slice(text).split_ascii_whitespace() {
        let noun = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let noun = noun.strip_suffix("'s").unwrap_or(noun);
        if is(&["agent", "subagent", "sub-agent"], noun) && is(BEFORE, before) {
            let name = last.trim_matches(|c: char| matches!(c, '`' | '"' | '\'' | '*' | '“' | '”' | '\\' | '@'));
            let quoted = !name.is_empty() && !last.starts_with(name) && !last.ends_with(name);
            let is_name = name.bytes().next().is_some_and(is_word) && name.bytes().all(|b| is_word(b) || is_joint(b));
            if is_name && (quoted || name.bytes().any(is_joint)) && !is(BUILT_IN, name) {
                let start = name.as_ptr() as usize - text.as_ptr() as usize;
                named.push(Span::new(start, start + name.len()));
            }
        }
        (before, last) = (last, word);
    }
}

/// The name behind the prefix of a plugin.
fn without_plugin(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The name's letters and digits, without `agent` at the end.
fn plain(name: &str) -> String {
    let mut plain = letters(name);
    if plain.len() > 5 && plain.ends_with("agent") {
        plain.truncate(plain.len() - 5);
    }
    plain
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix, passes};

    #[test]
    fn marks_the_name() {
        check(
            "
---
name: code-reviewer
description: |
  <example>user: 'a' assistant: 'é, I''ll use the test-runner agent'</example>
                                                  ^^^^^^^^^^^ example-names-other-agent
  <example>user: 'a' assistant: 'I use the `linter` agent.'</example>
                                            ^^^^^^ example-names-other-agent
  <example>user: 'the test-runner agent' assistant: 'The code-reviewer agent'</example>
  <example>user: 'a' assistant: 'I launch the test-runner agent, then the Code_Reviewer-agent agent'</example>
  <example>user: 'a' assistant: 'I launch the general-purpose agent of a multi-step agent'</example>
  <example>user: 'a' assistant: 'I use the right agent, the - agent, the <b-c> agent'</example>
---
",
        );
    }

    #[test]
    fn knows_plugins() {
        let said = "<example>assistant: 'I use the tools:code-reviewer agent'</example>";
        let file = ["---\nname: code-reviewer\ndescription: \"", said, "\"\n---\n"].concat();
        passes("example-names-other-agent", "claude-code-plugin", Some("tools/agents/a.md"), &file);
        passes("example-names-other-agent", "claude-code-plugin", None, &file);
    }

    #[test]
    fn writes_its_own_name_everywhere() {
        let file = |name: &str| {
            let said =
                "<example>user: a assistant: I use the NAME agent <commentary>NAME, no x-NAME</commentary></example>";
            let other = "<example>assistant: I use the NAME agent</example>";
            ["---\nname: b-c\ndescription: ", said, " NAME ", other, "\n---\n"].concat().replace("NAME", name)
        };
        let after = file("b-c").replace("x-b-c", "x-d-e").replace("> b-c <", "> d-e <");
        fix("example-names-other-agent", &file("d-e"), &after);
    }

    #[test]
    fn writes_its_own_name() {
        fix(
            "example-names-other-agent",
            "---\nname: b-c\ndescription: \"<example>assistant: \\\"I use the \\\"d-e\\\" agent\\\"</example>\"\n---\n",
            "---\nname: b-c\ndescription: \"<example>assistant: \\\"I use the \\\"b-c\\\" agent\\\"</example>\"\n---\n",
        );
    }
}
