//! `description-without-trigger`: a description that doesn't say when to use the agent.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};

pub(crate) static RULE: Rule = Rule {
    name: "description-without-trigger",
    group: Group::Delegation,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A description that doesn't say when to use the agent",
        confidence: Confidence::Medium,
        source: Source::Documented("https://code.claude.com/docs/en/sub-agents"),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds an English description without any of the words by which descriptions say when to use an agent or what for: *use*, *when*, *after*, *if*, *for*, *proactively*, *trigger* and the like. It says nothing about descriptions in other languages and about files that are called templates.",
        why: "The main model has nothing but the name and the description to choose an agent by. The documentation asks for a description of when to delegate to the agent; one that only says what the agent is leaves that to be guessed, and the agent is used less, or where it doesn't belong.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Senior engineer with an eye to quality and security\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Senior engineer with an eye to quality and security. Use proactively after every change.\n---\nYou review code.\n",
        fix: "None: when the agent is to be used is for the author to say.",
        further: &[],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let is_agent = cx.reading.agent.is_some() && !cx.is_template();
    let Some(described) = cx.described().filter(|_| is_agent) else { return };
    if words(described.text).any(|word| says_when(word) || one_of(word, FOREIGN))
        || described.text.chars().any(is_foreign)
    {
        return;
    }
    let message = "The description doesn't say when to use the agent, and the main model has little else to go by.";
    let help = "Say when, as in `Use it after every change of the schema`. `Use proactively` encourages the model to do so unasked.";
    found.push(Diagnostic::new(&RULE, described.key, message).help(help));
}

/// Words that say when to use an agent, or what for.
const WHEN: &[&str] = &[
    "use", "used", "when", "whenever", "if", "for", "before", "after", "once", "upon", "during", "while", "until",
    "every", "must", "need", "needs", "needed", "needing", "want", "wants", "ask", "asks", "asked", "call", "called",
    "run", "runs", "consult", "where",
];

/// How words begin that do so, too.
const WHEN_STEMS: &[&str] = &[
    "proactiv",
    "enabl",
    "automatic",
    "invok",
    "trigger",
    "delegat",
    "activat",
    "launch",
    "spawn",
    "dispatch",
    "example",
    "request",
];

/// Frequent words of other languages that are none of English, for texts without any accent.
const FOREIGN: &[&str] = &[
    "de", "el", "la", "le", "les", "para", "con", "com", "per", "di", "und", "der", "fuer", "mit", "voor", "het", "och",
];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

fn one_of(word: &str, list: &[&str]) -> bool {
    list.iter().any(|other| word.eq_ignore_ascii_case(other))
}

fn says_when(word: &str) -> bool {
    let begins = |stem: &&str| word.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem));
    one_of(word, WHEN) || WHEN_STEMS.iter().any(begins)
}

/// Whether `c` is a letter or a mark that English does without; symbols and emoji are not.
fn is_foreign(c: char) -> bool {
    !matches!(c, '\0'..='\u{bf}' | '\u{2000}'..='\u{2bff}' | '\u{fe00}'..='\u{feff}' | '\u{1f000}'..)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, diagnose};

    #[test]
    fn marks_the_key() {
        check(
            "
---
name: a
description: Reviewer of code ✅
^^^^^^^^^^^ description-without-trigger
---
",
        );
    }

    #[test]
    fn knows_what_says_when() {
        for (description, found) in [
            ("Reviews code", true),
            ("A user of users", true),
            ("Reviews code. USE IT.", false),
            ("Reviewer for Rust", false),
            ("Automatically reviews code", false),
            ("Revisa el código", false),
            ("Revisa la base", false),
            ("审查代码", false),
        ] {
            let source = ["---\nname: a\ndescription: ", description, "\n---\nPrompt\n"].concat();
            let names: Vec<&str> = diagnose(&source, "claude-code").iter().map(|d| d.rule.name).collect();
            assert_eq!(names.contains(&"description-without-trigger"), found, "{description}: {names:?}");
        }
    }
}
