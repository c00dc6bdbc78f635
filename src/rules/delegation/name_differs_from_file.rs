//! `name-differs-from-file`: a file that is called otherwise than its agent.

use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::Fate;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{code, letters};

pub(crate) static RULE: Rule = Rule {
    name: "name-differs-from-file",
    group: Group::Delegation,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A file that is called otherwise than its agent",
        confidence: Confidence::Medium,
        source: Source::Opinion,
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds a `name` with words that the file's name lacks, if that has words, too, which the `name` lacks. The words' order, case and punctuation make no difference. A file called `agent.md` is compared by its folder. Nothing is said of templates, of files whose names are all capitals, of names beyond ASCII, or if the path isn't known.",
        why: "The host goes by `name` alone, so nothing fails. But whoever calls for the agent by the name of its file doesn't get it, and whoever looks for the agent's file doesn't find it. Often the file was copied from another, and its name was left: then one of the two agents replaces the other.",
        host: "claude-code",
        bad: "",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "None: either could be the name that was meant, and whatever calls the agent by its name would have to change, too.",
        further: &[],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let used = cx.reading.field("name").filter(|field| field.fate == Fate::Used);
    let Some(field) = used.filter(|_| cx.reading.agent.is_some()) else { return };
    let (Some(path), Some(span), Some(name)) = (cx.path, field.value_span, &field.value) else { return };
    let mut parts = path.rsplit(['/', '\\']);
    let stem = parts.next().map_or("", |file| file.strip_suffix(".md").unwrap_or(file));
    let folder = parts.next().filter(|folder| stem.eq_ignore_ascii_case("agent") && *folder != "agents");
    let file = folder.unwrap_or(stem);
    // `SOUL.md` is called as some convention has it.
    let is_convention = file.bytes().all(|b| b.is_ascii_uppercase()) || cx.is_template();
    if is_convention || !name.is_ascii() || !file.is_ascii() || has_words_of(name, file) || has_words_of(file, name) {
        return;
    }
    let place = if folder.is_some() { " like its folder" } else { " like its file" };
    let message =
        ["The agent is called ", &code(name), ", not ", &code(file), place, ": the host goes by this name alone."];
    let help = "If the file was copied from another, give the agent its own name; else call the file like the agent.";
    found.push(Diagnostic::new(&RULE, span, message.concat()).help(help));
}

/// Whether every word of `part` is in `name`, be the words of `name` apart or not.
fn has_words_of(name: &str, part: &str) -> bool {
    let name = letters(name);
    part.split(|c: char| !c.is_ascii_alphanumeric()).all(|word| name.contains(&letters(word)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_at, passes};

    #[test]
    fn marks_the_name() {
        let file = "
---
name: 'linter'
      ^^^^^^^^ name-differs-from-file
description: d
---
";
        for path in
            ["agents/reviewer.md", "linters\\reviewer.md", "reviewer.txt", "agents/Agent.md", "reviewer/AGENT.md"]
        {
            check_at(path, file);
        }
    }

    #[test]
    fn knows_names_that_agree() {
        let file = "---\nname: code reviewer\ndescription: d\n---\n";
        for path in [
            "code-reviewer.md",
            "agents/Code_Reviewer.md",
            "CodeReviewer.md",
            "quality-code-reviewer.md",
            "reviewer.md",
            "reviewer-code.md",
            "quality-reviewer-for-code.md",
            "code-reviewer/agent.md",
            "code-reviewer\\AGENT.md",
            "SOUL.md",
            "agents/_template.md",
            "审查.md",
            ".md",
            "",
        ] {
            passes("name-differs-from-file", "claude-code", Some(path), file);
        }
        passes("name-differs-from-file", "claude-code", None, file);
        let without = "---\ndescription: d\n---\n";
        passes("name-differs-from-file", "claude-code-plugin", Some("p/agents/a.md"), without);
    }
}
