//! `name-not-kebab-case`: a name that is not of lower-case words with hyphens.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{code, say};

pub(crate) static RULE: Rule = Rule {
    name: "name-not-kebab-case",
    group: Group::Delegation,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A name that is not of lower-case words with hyphens",
        confidence: Confidence::High,
        source: Source::Documented("https://code.claude.com/docs/en/sub-agents"),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds a `name` with anything but lower-case letters, digits and single hyphens. Names in scripts that don't have small and capital letters, such as `审查`, are left alone, and so are files that are called templates.",
        why: "The documentation asks for lower-case letters and hyphens. The host takes nearly any name, but people have to type it to call for the agent, and other agents and permission rules have to spell it the same way.",
        host: "claude-code",
        bad: "---\nname: Code Reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        good: "---\nname: code-reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "None: whatever calls the agent by its name would have to change, too.",
        further: &[(
            "claude-code",
            &["---\nname: Réviseur\ndescription: d\n---\n", "---\nname: <AGENT_NAME>\ndescription: d\n---\n"],
        )],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let is_agent = cx.reading.agent.is_some() && !cx.is_template();
    let Some(field) = cx.reading.field("name").filter(|_| is_agent) else { return };
    let (Some(span), Some(name)) = (field.value_span, &field.value) else { return };
    // To take the name of one of the host's own agents has a rule of its own.
    if cx.reading.host.builtin_agents.contains(&name.as_str()) {
        return;
    }
    if is_kebab_case(name) || name.chars().any(has_no_case) {
        return;
    }
    let kebab = kebab_case(name);
    // What is left of a name in another script is no name.
    let none = kebab.is_empty() || !name.is_ascii() || name.starts_with(['<', '{', '[']);
    // What the file is called is what its author would call it so.
    let file = cx.path.and_then(|path| path.rsplit(['/', '\\']).next()?.strip_suffix(".md"));
    let file = file.filter(|file| is_kebab_case(file) && !matches!(*file, "agent" | "readme"));
    let letters = |name: &str| -> Vec<u8> { name.bytes().filter(|&b| b != b'-').collect() };
    let file = file.filter(|file| none || letters(file) == letters(&kebab));
    let named = match file {
        Some(file) => &[&code(file), " like its file"].concat(),
        None if none => "by a few such words, as in `code-reviewer`",
        None => &code(&kebab),
    };
    let message = say("`{}` is not written in lower-case letters, digits and hyphens.", &[name]);
    let help = ["Call it ", named, ", here and wherever it is called."].concat();
    found.push(Diagnostic::new(&RULE, span, message).help(help));
}

fn is_kebab_case(name: &str) -> bool {
    name.split('-').all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || is_small(c)))
}

/// Whether a character is a small letter of the Latin, Greek or Cyrillic script. To be exact would take
/// tables of all scripts; of the rarer letters capitals count as small, too.
fn is_small(c: char) -> bool {
    c.is_ascii_lowercase() || matches!(c, 'ß'..='\u{36f}' | '\u{1e00}'..='\u{1fff}' | 'ά'..='ώ' | 'а'..='\u{52f}')
}

/// Whether a character is of a script without small and capital letters, or of one of the few others there
/// where the names of agents are hardly written. A name in it is what its people can type.
fn has_no_case(c: char) -> bool {
    matches!(c, '\u{530}'..='\u{1dff}' | '\u{2e80}'..='\u{d7ff}' | '\u{20000}'..)
}

/// The name as lower-case words with hyphens. Capitals begin a word only where nothing else does: in
/// `CodeReviewer`, but not in `DevOps Engineer`.
fn kebab_case(name: &str) -> String {
    let bytes = name.as_bytes();
    let is_camel = bytes.iter().all(u8::is_ascii_alphanumeric);
    let mut kebab = String::new();
    for (at, &byte) in bytes.iter().enumerate() {
        let capital = || {
            let ends_capitals = bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
            is_camel && byte.is_ascii_uppercase() && (ends_capitals || !bytes[at - 1].is_ascii_uppercase())
        };
        let is_word = byte.is_ascii_alphanumeric();
        if !kebab.is_empty() && !kebab.ends_with('-') && (!is_word || capital()) {
            kebab.push('-');
        }
        if is_word {
            kebab.push(char::from(byte.to_ascii_lowercase()));
        }
    }
    kebab.truncate(kebab.trim_end_matches('-').len());
    kebab
}

#[cfg(test)]
mod tests {
    use super::{RULE, kebab_case};
    use crate::config::Settings;
    use crate::host::Host;
    use crate::rules::testing::{check, diagnose_with, passes};

    #[test]
    fn marks_the_name() {
        check(
            "
---
name: \"Code Reviewer\"
      ^^^^^^^^^^^^^^^ name-not-kebab-case
description: d
---
",
        );
    }

    #[test]
    fn leaves_names_of_the_host_alone() {
        let path = Some("agents/agent-template.md");
        passes("name-not-kebab-case", "claude-code", path, "---\nname: <NAME>\ndescription: d\n---\n");
        passes("name-not-kebab-case", "claude-code", None, "---\nname: Explore\ndescription: d\n---\n");
    }

    #[test]
    fn leaves_other_scripts_alone() {
        for name in [
            "審査 Agent",
            "UIデザイナー",
            "코드-리뷰어",
            "réviseur-de-code",
            "re\u{301}viseur",
            "người-đánh-giá",
            "ревьюер",
            "κριτής-2",
        ] {
            passes("name-not-kebab-case", "claude-code", None, &format!("---\nname: {name}\ndescription: d\n---\n"));
        }
    }

    #[test]
    fn suggests_what_the_file_is_called() {
        for (name, path, called) in [
            ("Réviseur", "agents/code-reviewer.md", "`code-reviewer` like its file"),
            ("Ревьюер", "agents/agent.md", "by a few such words, as in `code-reviewer`"),
            ("Agent Smith", "agents\\agentsmith.md", "`agentsmith` like its file"),
            ("Agent Smith", "agents/neo.md", "`agent-smith`"),
        ] {
            let source = ["---\nname: ", name, "\ndescription: Use it.\n---\nPrompt\n"].concat();
            let settings = Settings { path: Some(path), ..Settings::of(Host::find("claude-code").expect("a host")) };
            let found = diagnose_with(&source, &settings);
            let finding = found.iter().find(|each| each.rule.name == RULE.name).expect("a finding");
            assert_eq!(
                finding.help.as_deref(),
                Some(&*["Call it ", called, ", here and wherever it is called."].concat())
            );
        }
    }

    #[test]
    fn suggests_a_name() {
        for (name, kebab) in [
            ("CodeReviewer", "code-reviewer"),
            ("QATester", "qa-tester"),
            ("Web3Auditor", "web3-auditor"),
            ("DevOps Engineer", "devops-engineer"),
            (" API_doc  Writer2.", "api-doc-writer2"),
            ("审查", ""),
        ] {
            assert_eq!(kebab_case(name), kebab);
        }
    }
}
