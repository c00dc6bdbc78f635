//! `name-not-kebab-case`: a name that is not of lower-case words with hyphens.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::code;

pub(crate) static RULE: Rule = Rule {
    name: "name-not-kebab-case",
    group: Group::Delegation,
    severity: Severity::Info,
    confidence: Confidence::High,
    enabled: true,
    summary: "A name that is not of lower-case words with hyphens",
    fixable: Fixable::Never,
    source: Source::Documented("https://code.claude.com/docs/en/sub-agents"),
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        what: "Finds a `name` with anything but lower-case letters, digits and single hyphens.",
        why: "The documentation asks for lower-case letters and hyphens. The host takes nearly any name, but people have to type it to call for the agent, and other agents and permission rules have to spell it the same way.",
        host: "claude-code",
        bad: "---\nname: Code Reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        good: "---\nname: code-reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "None: whatever calls the agent by its name would have to change, too.",
        further: &[("claude-code", &["---\nname: 审查 Agent\ndescription: d\n---\n"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(field) = cx.reading.field("name").filter(|_| cx.reading.agent.is_some()) else { return };
    let (Some(span), Some(name)) = (field.value_span, &field.value) else { return };
    if name.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())) {
        return;
    }
    let kebab = kebab_case(name);
    // What is left of a name in another script is no name.
    let named = if kebab.is_empty() || !name.is_ascii() { "by a few such words, as in `code-reviewer`" } else { &code(&kebab) };
    let message = [&code(name), " is not of lower-case words (`a` to `z`) with hyphens."].concat();
    let help = ["Call it ", named, ", here and wherever it is called."].concat();
    found.push(Diagnostic::new(&RULE, span, message).help(help));
}

/// The name as lower-case words with hyphens.
fn kebab_case(name: &str) -> String {
    let mut kebab = String::new();
    let mut before = ' ';
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() {
            before = ' ';
            continue;
        }
        let starts_word = before == ' ' || (c.is_ascii_uppercase() && !before.is_ascii_uppercase());
        if starts_word && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
        before = c;
    }
    kebab
}

#[cfg(test)]
mod tests {
    use super::kebab_case;
    use crate::rules::testing::check;

    #[test]
    fn marks_the_name() {
        check("
---
name: \"Code Reviewer\"
      ^^^^^^^^^^^^^^^ name-not-kebab-case
description: d
---
");
    }

    #[test]
    fn suggests_a_name() {
        for (name, kebab) in [("CodeReviewer", "code-reviewer"), ("API_doc  Writer2", "api-doc-writer2"), ("OAuth2Pro", "oauth2-pro"), ("审查", "")] {
            assert_eq!(kebab_case(name), kebab);
        }
    }
}
