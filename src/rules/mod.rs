//! The rules. One file each: metadata, documentation, check, fix and tests.
//!
//! To add one, write its file and name it in the list below.

mod mending;
#[cfg(not(target_arch = "wasm32"))]
mod page;
mod quoting;
mod rule;
mod support;
#[cfg(test)]
mod testing;

pub(crate) use rule::Context;
#[cfg(not(target_arch = "wasm32"))]
pub use rule::Docs;
pub use rule::{Fixable, Group, Rule, Source};

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::reading::Reading;
use crate::text::sorted_by;

/// Declares the rules' modules and lists them, in alphabetical order.
macro_rules! rules {
    ($($module:ident)*) => {
        $(mod $module;)*

        impl Rule {
            /// All rules, by name.
            pub const ALL: &'static [&'static Self] = &[$(&$module::RULE),*];
        }
    };
}

rules! {
    block_on_key_line
    closed_early
    conditional_tools
    crlf_defeats_quoting
    dropped_prefix
    dropped_value
    duplicate_key
    empty_tools
    file_too_large
    ignored_in_plugin
    invalid_hooks
    invalid_name
    invalid_yaml
    missing_description
    missing_frontmatter
    missing_name
    not_a_mapping
    not_strict_yaml
    quoted_comment
    star_denies_nothing
    tab_indentation
    text_after_quote
    truncated_by_comment
    unclosed_bracket
    unclosed_frontmatter
    unclosed_quote
    undefined_alias
    unindented_text
    unknown_escape
    unknown_field
    unknown_tool
    unquoted_colon
    unusable_tools
}

/// Runs all rules. The findings come by place, errors before warnings before advice.
#[must_use]
pub fn check(document: &Document<'_>, reading: &Reading<'_>) -> Vec<Diagnostic> {
    let context = Context::new(document, reading);
    let mut found = Vec::new();
    for rule in Rule::ALL {
        (rule.check)(&context, &mut found);
    }
    sorted_by(found, |diagnostic| u64::from(diagnostic.span.start) << 2 | diagnostic.severity as u64)
}

#[cfg(test)]
mod tests {
    use super::{Rule, testing};
    use std::collections::BTreeSet;
    use std::fmt::Write as _;

    #[test]
    fn names_are_sorted_and_well_formed() {
        let names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        assert!(names.iter().all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')), "{names:?}");
    }

    #[test]
    fn bad_examples_trigger_exactly_their_rule_and_good_ones_nothing() {
        for rule in Rule::ALL {
            let found = |source| -> BTreeSet<&str> {
                testing::diagnose(source, rule.docs.host).iter().map(|diagnostic| diagnostic.rule.name).collect()
            };
            assert_eq!(found(rule.docs.good), BTreeSet::new(), "good example of {}", rule.name);
            if !rule.docs.bad.is_empty() {
                let mut expected = BTreeSet::from([rule.name]);
                if rule.name == "quoted-comment" {
                    // It can't happen but in a frontmatter that this one reports.
                    expected.insert("not-strict-yaml");
                }
                assert_eq!(found(rule.docs.bad), expected, "bad example of {}", rule.name);
            }
        }
    }

    const PROJECT: &str = "claude-code";
    const PLUGIN: &str = "claude-code-plugin";

    /// Every message that people can see and the bad examples don't show, by rule and host. A text that
    /// ends in a line end is a whole file, any other stands behind a name and a description.
    const FURTHER: &[(&str, &str, &[&str])] = &[
        ("block-on-key-line", PROJECT, &["skills: ? a"]),
        (
            "closed-early",
            PROJECT,
            &[
                "---\nname: a\n---\ndescription: d\nmodel: opus\n---\n",
                "---\nname: a\ndescription: d --- e\n---\n",
                "---\nname: a\ndescription: d\n--- You review code.\n",
                "---\nname: a\ndescription: d\n-----\n",
                "---\nname: a\ndescription: d\n---\nmodel: opus\n---\n",
            ],
        ),
        ("closed-early", PLUGIN, &["---\nname: a --- b\ndescription: d\n---\n"]),
        ("conditional-tools", PROJECT, &["tools: mcp__a, mcp__b, PowerShell, LSP"]),
        ("crlf-defeats-quoting", PLUGIN, &["---\r\nname: a\r\ndescription: d: e\r\n---\r\n"]),
        ("dropped-prefix", PROJECT, &["---\nname: a\ndescription: &every day\n---\n"]),
        (
            "dropped-value",
            PROJECT,
            &[
                "model:",
                "model: [opus]",
                "skills: {a: b}",
                "maxTurns: 0",
                "maxTurns: many",
                "background: yes",
                "color: reddish",
                "memory: [user]",
                "effort: huge",
                "effort: hihg",
                "permissionMode: plann",
                "mcpServers: github",
                "initialPrompt: [a]",
                "tools: [Read, 1, {Bash: git}]",
                "disallowedTools: {a: b}",
            ],
        ),
        ("dropped-value", PLUGIN, &["---\nname: 1\ndescription: [a]\n---\n"]),
        ("duplicate-key", PROJECT, &["model: opus\ndescription: e", "skills:\n  - a\nskills:\n  - b"]),
        ("empty-tools", PROJECT, &["tools:", "tools: \"\"", "tools: {Read: true}", "tools: 1", "tools:\n  - 1"]),
        ("file-too-large", PROJECT, &["---\nname: a\ndescription: d\n---\nMEGABYTE\n"]),
        ("ignored-in-plugin", PLUGIN, &["hooks: {Stop: []}\nmcpServers: [a]"]),
        (
            "invalid-hooks",
            PROJECT,
            &[
                "hooks: []",
                "hooks: {PreToolUse: ./guard.sh}",
                "hooks: {PreToolUse: [./guard.sh]}",
                "hooks: {PreToolUse: [{matcher: [Bash], hooks: []}]}",
                "hooks: {PreToolUse: [{hooks: ./guard.sh}]}",
                "hooks: {PreToolUse: [{hooks: [./guard.sh]}]}",
                "hooks: {PreToolUse: [{hooks: [{command: ./guard.sh}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: bash}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: command}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: prompt}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: http}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: mcp_tool, tool: t}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: mcp_tool, server: s}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: command, command: 1}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: command, command: c, once: yes}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: command, command: c, timeout: 5s}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: command, command: c, args: -v}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: command, command: c, shell: zsh}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: http, url: example.org}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: http, url: 'https://a.b/', headers: {A: 1}}]}]}",
                "hooks: {PreToolUse: [{hooks: [{type: mcp_tool, server: s, tool: t, input: x}]}]}",
                "hooks: {hooks: [{type: command, command: c}]}",
                "PermissionRequest: [{hooks: []}]",
                "settings:\n  hooks:\n    - type: command",
            ],
        ),
        (
            "invalid-name",
            PROJECT,
            &[
                "---\nname: 2024\ndescription: d\n---\n",
                "---\nname: [a]\ndescription: d\n---\n",
                "---\nname: a:b\ndescription: d\n---\n",
                "---\nname: -a\ndescription: d\n---\n",
                "---\nname: LONG\ndescription: d\n---\n",
            ],
        ),
        (
            "invalid-yaml",
            PROJECT,
            &[
                "skills:\n  - ]",
                "skills:\n  - [a] b",
                "skills:\n  - @a",
                "initialPrompt: |x\n  a",
                "initialPrompt: a\0b",
                "skills:\n  - !<a b",
                "%TAG x",
                "skills:\n  - [\"a\" \"b\"]",
                "skills:\n  - {a: b}: [c, }",
                "skills:\n  - &a &b c",
                "skills:\n  - [a,, b]",
            ],
        ),
        ("invalid-yaml", PLUGIN, &["skills:\n  - @a"]),
        (
            "missing-description",
            PROJECT,
            &[
                "---\nname: a\ndescription:\n---\n",
                "---\nname: a\ndescription: [Reviews code]\n---\n",
                "---\nname: a\ndescription:\n  - Reviews code\n---\n",
                "---\nname: a\nDescription: d\n---\n",
            ],
        ),
        (
            "missing-frontmatter",
            PROJECT,
            &[
                "You review code.\n",
                "# Reviewer\n\n---\nname: a\ndescription: d\n---\n",
                "--- # reviewer\nname: a\ndescription: d\n---\n",
                "--- name: a\ndescription: d\n---\n",
                "---\rname: a\rdescription: d\r---\r",
            ],
        ),
        ("missing-frontmatter", PLUGIN, &["You review code.\n", "\n---\nname: a\n---\n", "--- #\nname: a\n---\n"]),
        ("missing-name", PROJECT, &["---\nname:\ndescription: d\n---\n", "---\nNmae: a\ndescription: d\n---\n"]),
        ("not-a-mapping", PROJECT, &["---\n---\n", "---\njust words\n---\n", "---\na: b\n...\nc: d\n---\n"]),
        ("not-a-mapping", PLUGIN, &["---\n- a\n---\n"]),
        ("not-strict-yaml", PROJECT, &[": x", "color: a\tb: c", "model: *a", "x: {a: b,, c}"]),
        ("quoted-comment", PROJECT, &["color: red # c\nmodel: a: b"]),
        ("tab-indentation", PLUGIN, &["skills:\n  - a\n\tb: c"]),
        ("text-after-quote", PROJECT, &["skills:\n  - 'a' b", "tools: 'Read', 'Grep'"]),
        ("truncated-by-comment", PROJECT, &["initialPrompt: # do it", "tools: Read # Grep", "tools: Read #, Grep"]),
        ("unclosed-bracket", PROJECT, &["skills:\n  - {a", "skills:\n  - [a"]),
        ("unclosed-frontmatter", PLUGIN, &["---\nname: a\ndescription: d\n"]),
        ("unclosed-quote", PROJECT, &["skills:\n  - 'a", "skills:\n  - \"a"]),
        ("undefined-alias", PROJECT, &["skills:\n  - *a"]),
        ("unindented-text", PROJECT, &["skills:\n  - \"a\nb\"", "a\nb: c", "'a\n  b': c"]),
        ("unindented-text", PLUGIN, &["just words"]),
        (
            "unknown-field",
            PROJECT,
            &[
                "tool: Read",
                "allowed-tools: Read",
                "Model: opus",
                "modle: a\nmodell: b",
                "temperature: 1",
                "x: y\nskills:\n  - @a",
            ],
        ),
        (
            "unknown-tool",
            PROJECT,
            &[
                "tools: Read, MultiEdit",
                "tools: Edit, MultiEdit",
                "tools: Read, multiEdit",
                "tools: Read, BashOutput",
                "tools: Read, TodoRead",
                "tools: Read; Grep",
                "tools: Read | Grep",
                "tools: all",
                "tools: Read, all",
                "tools: Read, Raed",
                "tools: bash(git *)",
                "tools: Read, Frobnicate",
                "tools: Read, ExitPlanMode",
                "tools: ExitPlanMode",
                "tools: Frobnicate",
                "disallowedTools: bash, Frobnicate",
            ],
        ),
        ("unquoted-colon", PROJECT, &["  model: opus", "skills:\n  - a: b: c"]),
        ("unquoted-colon", PLUGIN, &["skills:\n  - a: b: c"]),
        ("unusable-tools", PROJECT, &["tools: Read, Bash\ndisallowedTools: Read, Bash(rm *)"]),
    ];

    #[test]
    fn what_people_read() {
        let mut shown = String::new();
        for rule in Rule::ALL {
            show(rule, rule.docs.host, rule.docs.bad, &mut shown);
            for (_, host, texts) in FURTHER.iter().filter(|(name, ..)| *name == rule.name) {
                for text in *texts {
                    let source = match text.ends_with(['\n', '\r']) {
                        true => text.replace("LONG", &"long".repeat(65)).replace("MEGABYTE", &"x".repeat(1 << 20)),
                        false => format!("---\nname: a\ndescription: d\n{text}\n---\n"),
                    };
                    let before = shown.len();
                    show(rule, host, &source, &mut shown);
                    assert!(shown.len() > before, "nothing of {} in {source:?}", rule.name);
                }
            }
        }
        assert!(FURTHER.iter().all(|(name, ..)| Rule::find(name).is_some()));
        insta::assert_snapshot!(shown);
    }

    /// Writes down what `rule` says of `source`.
    fn show(rule: &Rule, host: &str, source: &str, shown: &mut String) {
        for diagnostic in testing::diagnose(source, host).iter().filter(|diagnostic| diagnostic.rule.name == rule.name)
        {
            let span = diagnostic.span;
            let severity = diagnostic.severity.name();
            writeln!(shown, "{severity}: {}", diagnostic.message).expect("writes to a string");
            writeln!(shown, "   at: {span:?} {:?}", span.slice(source)).expect("writes to a string");
            for related in &diagnostic.related {
                writeln!(shown, " also: {:?} {}", related.span.slice(source), related.message).expect("writes");
            }
            if let Some(help) = &diagnostic.help {
                writeln!(shown, " help: {help}").expect("writes to a string");
            }
            for fix in &diagnostic.fixes {
                let safety = if fix.safe { "safe" } else { "a guess" };
                writeln!(shown, "  fix: {} ({safety})", fix.title).expect("writes to a string");
            }
            writeln!(shown, "       {}\n", rule.name).expect("writes to a string");
        }
    }
}
