//! `invalid-hooks`: `hooks` that the host does not take.

use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::Reason;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;

pub(crate) static RULE: Rule = Rule {
    name: "invalid-hooks",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "`hooks` that the host does not take",
        confidence: Confidence::High,
        source: Source::Observed(&["hooks"]),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds hooks of another form than the host demands, and hooks of `PreToolUse` or `PermissionRequest` where it would not run them.",
        why: "The host skips the whole agent, so that nothing runs unguarded, and says nothing.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nhooks:\n  PreToolUse:\n    - matcher: Bash\n      command: ./guard.sh\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nhooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks:\n        - type: command\n          command: ./guard.sh\n---\nYou review code.\n",
        fix: "There is none: what was meant can't be told.",
        further: &[(
            "claude-code",
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
        )],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(Reason::InvalidHooks(problem)), Some(tree)) = (&cx.reading.reason, cx.reading.tree()) else { return };
    let span = tree.node(problem.node).span;
    let message = say("`{}` {}, so {} ignores this file.", &[cx.text(span), problem.what, cx.host()]);
    found.push(Diagnostic::new(&RULE, span, message).help(help(problem.what)));
}

/// What to do about a part of the hooks of which is known `what` is wrong.
pub(in crate::rules) fn help(what: &str) -> &'static str {
    const HELP: &[(&str, &str)] = &[
        ("may stand", "Move it there: under `hooks` stand the events, and under each event a list of groups."),
        ("is not text, as", "Write the names of tools, parted by `|`."),
        ("is not text", "If it is meant as text, put it in quotes."),
        ("is not an absolute URL", "Write it with what it begins with, as in `https://example.org/check`."),
        ("is not a number", "Write a number of seconds, without a unit."),
        ("is neither", "Write one of the two, or remove the line."),
        ("is not one of", "Write one of these types."),
        ("is not a list of texts", "Write one item a line, each after `- `, in quotes if it is no text by itself."),
        ("is not a mapping of names", "Write a name and a text on each line below it, with `: ` between them."),
        ("is not a mapping of events", STRUCTURE),
        ("is not a mapping", "Write a name and a value on each line below it, with `: ` between them."),
        ("has no `type`", STRUCTURE),
        ("has no `", "Write it beside the `type`."),
    ];
    HELP.iter().find(|(start, _)| what.starts_with(start)).map_or(STRUCTURE, |(_, help)| help)
}

const STRUCTURE: &str = "Under each event stands a list of groups, each with an optional `matcher` and a list of `hooks`, each with a `type`.";

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_what_is_wrong() {
        check(
            "
---
name: é
description: d
hooks:
  PreToolUse:
    - matcher: é
      hooks:
        - type: nope
                ^^^^ invalid-hooks
---
",
        );
        check(
            "
---
name: é
description: d
PreToolUse: x
^^^^^^^^^^ invalid-hooks
---
",
        );
    }
}
