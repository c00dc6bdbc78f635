//! `unexpanded-import`: a file whose text nothing puts in.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::code;
use crate::text::Span;

pub(crate) static RULE: Rule = Rule {
    name: "unexpanded-import",
    group: Group::Prompt,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "An `@file` in the prompt whose text is not put in",
        confidence: Confidence::Medium,
        source: Source::Observed(&["prompt"]),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds `@` before the path of a file in the prompt, outside code, unless the agent is told to read it: *see*, *read*, *follow* and the like stand right before it. The first one is reported, and those behind it are pointed to.",
        why: "In `CLAUDE.md`, in commands and in what users type, `@docs/rules.md` stands for the text of that file. In the prompt of an agent it doesn't: the agent knows nothing but the path, and reads the file only if it takes the path for something to read and has a tool for that.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code by these rules:\n\n@docs/rules.md\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code. First read `docs/rules.md`: it has the rules.\n",
        fix: "None: whether the agent is to read the file, or the text belongs into the prompt, is for the author to say.",
        further: &[("claude-code", &["---\nname: a\ndescription: d\n---\nRules: @~/rules.md and @docs/more.md\n"])],
    },
    check,
};

/// How many further places are pointed to.
const MOST: usize = 8;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(prompt) = cx.prompt() else { return };
    let mut first: Option<Diagnostic> = None;
    for (at, _) in cx.text(prompt).match_indices('@') {
        let Some(span) = path(cx, prompt, prompt.start() + at) else { continue };
        match &mut first {
            None => {
                let path = code(&cx.text(span)[1..]);
                let message =
                    [cx.host(), " doesn't put the text of ", &path, " in here: the agent sees only the path."];
                let help = "Tell the agent to read the file, or put its text here.";
                first = Some(Diagnostic::new(&RULE, span, message.concat()).help(help));
            }
            Some(first) if first.related.len() < MOST => {
                first.related.push(crate::diagnostic::Related { span, message: "nor the text of this one".to_owned() });
            }
            Some(_) => break,
        }
    }
    found.extend(first);
}

/// The `@path` at byte `at`, if it is the path of a file and no address, package or decorator.
fn path(cx: &Context<'_>, prompt: Span, at: usize) -> Option<Span> {
    let source = &cx.document.source[..prompt.end()];
    let before = source[..at].chars().next_back();
    if before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '"' | '\'' | '*' | '[' | ':' | '|' | '>')) {
        return None;
    }
    if is_told(&source[prompt.start()..at]) {
        return None;
    }
    let rest = &source[at + 1..];
    let length =
        rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"._-~/\\".contains(b) || !b.is_ascii()).count();
    // A full stop ends the sentence, not the name.
    let path = rest[..length].trim_end_matches(['.', '/']);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, extension) = name.rsplit_once('.')?;
    let known =
        ["md", "mdx", "mdc", "txt", "json", "yaml", "yml", "toml", "rst", "html", "csv", "xml", "sh", "py", "ts", "js"];
    let named = known.iter().any(|known| known.eq_ignore_ascii_case(extension)) && !stem.is_empty();
    // `@scope/lib.js` is a package for all one can see.
    let package = matches!(extension, "js" | "ts") && !folder.starts_with(['.', '~', '/']);
    // An example of how to write it.
    let example = folder.starts_with("path/to");
    if !named || package || example || !rest[length..].chars().next().is_none_or(|c| c != '@' && c != '{') {
        return None;
    }
    cx.code().at(at).is_none().then(|| Span::new(at, at + 1 + path.len()))
}

/// Whether `before` ends by telling the agent to read what follows.
fn is_told(before: &str) -> bool {
    const TOLD: [&str; 11] =
        ["see", "read", "follow", "consult", "load", "check", "review", "use", "using", "to", "per"];
    let before = before.trim_end_matches([' ', '*', ':', '(', '"', '\'', '[']);
    let start = before.bytes().rev().take_while(u8::is_ascii_alphabetic).take("consult".len()).count();
    let word = &before[before.len() - start..];
    TOLD.iter().any(|told| word.eq_ignore_ascii_case(told))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_first_path() {
        check(
            "
---
name: a
description: d
---
é a@b.md @param @user.name @types/node @scope/lib.js `@docs/é.md` See @docs/é.md, as in @./docs/é.md.
                                                                                        ^^^^^^^^^^^^ unexpanded-import
@README.md
",
        );
    }
}
