//! `unmatchable-hook`: a matcher that matches no tool.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::host::ToolOutcome;
use crate::rules::mending::CARRIED;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{say, write_instead};
use crate::text::alike;
use crate::yaml::{NodeId, NodeKind, Resolved, Tree};

pub(crate) static RULE: Rule = Rule {
    name: "unmatchable-hook",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A matcher that matches no tool",
        confidence: Confidence::High,
        source: Source::Documented("https://code.claude.com/docs/en/hooks"),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds a `matcher` of a hook that is written like a permission rule, `Bash(git *)`, or that names a tool in another case or one that is gone, and what is no regular expression or one that can match no tool, such as `*.py`, `/Bash/` and `!Edit`.",
        why: "A matcher of words is a list of exact names, in the tools' own case, parted by `|` or commas; anything else is a regular expression that is looked for in the tool's name. `bash` and `Bash(git *)` match nothing, so the hook never runs, and the host does not say so.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nhooks:\n  PreToolUse:\n    - matcher: Bash(git *)\n      hooks:\n        - type: command\n          command: ./check.sh\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nhooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks:\n        - type: command\n          command: ./check.sh\n          if: Bash(git *)\n---\nYou review code.\n",
        fix: "Writes the tool's name.",
        further: &[(
            "claude-code",
            &[
                "hooks: {PostToolUse: [{matcher: edit|write, hooks: []}]}",
                "hooks: {PostToolUse: [{matcher: Edit Write, hooks: []}]}",
                "hooks: {PostToolUse: [{matcher: 'write|Edit|MultiEdit', hooks: []}]}",
                "hooks: {PostToolUse: [{matcher: '*.py', hooks: []}]}",
                "hooks: {PostToolUse: [{matcher: '!Edit', hooks: []}]}",
                "hooks: {PostToolUse: [{matcher: /Bash/, hooks: []}]}",
                "hooks: {PostToolUse: [{matcher: TodoRead, hooks: []}]}",
            ],
        )],
    },
    check,
};

/// The events whose matchers are held against the name of a tool.
const ABOUT_TOOLS: &[&str] =
    &["PreToolUse", "PostToolUse", "PostToolUseFailure", "PermissionRequest", "PermissionDenied"];

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(tree), Some(field)) = (cx.reading.tree(), cx.reading.field("hooks")) else { return };
    let applies = cx.reading.host.field("hooks").is_some_and(|spec| spec.applies);
    let Some(NodeKind::Mapping(events)) = field.node.filter(|_| applies).map(|node| &tree.node(tree.deref(node)).kind)
    else {
        return;
    };
    for event in events.entries.iter().filter(|event| ABOUT_TOOLS.contains(&tree.js_string(event.key).as_str())) {
        let NodeKind::Sequence(groups) = &tree.node(tree.deref(event.value)).kind else { continue };
        for &group in &groups.items {
            let NodeKind::Mapping(group) = &tree.node(tree.deref(group)).kind else { continue };
            let matcher = group.entries.iter().find(|entry| tree.js_string(entry.key) == "matcher");
            if let Some(matcher) = matcher {
                unmatchable(cx, tree, matcher.value, found);
            }
        }
    }
}

fn unmatchable(cx: &Context<'_>, tree: &Tree, node: NodeId, found: &mut Vec<Diagnostic>) {
    let NodeKind::Scalar(scalar) = &tree.node(node).kind else { return };
    if tree.resolve(node) != Resolved::Text || matches!(scalar.value.as_str(), "" | "*") {
        return;
    }
    let (text, host) = (scalar.value.as_str(), cx.reading.host);
    let tool = |name: &str| host.tools.iter().find(|tool| alike(tool.name, name));
    let live = |name: &str| tool(name).filter(|tool| !matches!(tool.outcome, ToolOutcome::Gone(_)));
    let whole = tree.node(node).span;
    // Without the quotes around it, as far as nothing in it is escaped.
    let written = |from: usize, to: usize| {
        let span = scalar.source_span(from..to);
        (cx.text(span) == &text[from..to]).then_some(span)
    };
    let write = |word: &str| written(0, text.len()).map(|span| write_instead(span, word, false));
    let mut report = |message: &str, help: &str, fix: Option<Fix>| {
        found.push(Diagnostic::new(&RULE, whole, say(message, &[text])).help(help).fix(fix));
    };
    if let Some((name, rest)) = text.split_once('(')
        && rest.ends_with(')')
        && let Some(tool) = tool(name).filter(|tool| tool.name == name)
    {
        let help = say("Match `{}` and put the rule into the hook's `if`.", &[tool.name]);
        return report("`{}` matches no tool: a matcher is no permission rule.", &help, write(tool.name));
    }
    if !text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'|' | b',' | b' ')) {
        if let Some(inside) = text.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
            let help = "Write the expression without the slashes.";
            let fix = live(inside).filter(|tool| tool.name == inside).and_then(|tool| write(tool.name));
            report("`{}` matches no tool: the slashes are part of the expression.", help, fix);
        } else if text.starts_with('!') {
            report("`{}` matches no tool: `!` excludes nothing in a matcher.", NAMES, None);
        } else if is_broken(text) {
            report("`{}` matches no tool: it is no valid regular expression.", NAMES, None);
        }
        return;
    }
    // What each name was meant to be, and whether it is that.
    let mut dead = Vec::new();
    let mut meant = Some(Vec::new());
    let (mut at, mut matches) = (0, false);
    for part in text.split(['|', ',']) {
        let name = part.trim();
        let start = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        for word in name.split(' ').filter(|word| !word.is_empty()) {
            match (live(word), &mut meant) {
                (Some(tool), Some(meant)) => meant.push(tool.name),
                _ => meant = None,
            }
        }
        match tool(name) {
            Some(tool) if tool.name == name && live(name).is_some() => matches = true,
            Some(tool) => dead.push((start, name, tool)),
            None => {}
        }
    }
    if !matches && let Some(meant) = meant.filter(|meant| !meant.is_empty()) {
        let meant = meant.join("|");
        let help = say("Write `{}`.", &[&meant]);
        report("`{}` matches no tool: names count as they are written, parted by `|`.", &help, write(&meant));
        return;
    }
    for (start, name, tool) in dead.into_iter().take(CARRIED) {
        let span = written(start, start + name.len());
        let (instead, why) = match tool.outcome {
            ToolOutcome::Gone(new) => (new, "it is no longer one."),
            _ => (Some(tool.name), "names count as they are written."),
        };
        let diagnostic = Diagnostic::new(&RULE, span.unwrap_or(whole), say("`{}` matches no tool: {}", &[name, why]));
        found.push(match instead.filter(|new| !text.split(['|', ',']).any(|other| other.trim() == *new)) {
            Some(new) => {
                diagnostic.help(say("Write `{}`.", &[new])).fix(span.map(|span| write_instead(span, new, false)))
            }
            None => diagnostic.help("Leave it out."),
        });
    }
}

const NAMES: &str =
    "A matcher is held against the names of tools: write those that are meant, parted by `|`, or `*` for all.";

/// Whether `pattern` is no regular expression of JavaScript, in a way that people get it wrong: nothing to
/// repeat, or brackets that don't match.
fn is_broken(pattern: &str) -> bool {
    let (mut groups, mut in_class) = (0_usize, false);
    // What the last character leaves to be repeated: nothing, a repetition that can be made lazy, or a thing.
    let mut repeatable = 0;
    let mut bytes = pattern.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let before = repeatable;
        repeatable = 2;
        match byte {
            b'\\' if bytes.next().is_none() => return true,
            b'\\' => {}
            b']' if in_class => in_class = false,
            _ if in_class => {}
            b'[' => in_class = true,
            b'(' => {
                groups += 1;
                repeatable = 0;
                // What follows is the kind of the group.
                bytes.next_if_eq(&b'?');
            }
            b')' if groups == 0 => return true,
            b')' => groups -= 1,
            b'|' | b'^' | b'$' => repeatable = 0,
            b'?' if before == 1 => repeatable = 0,
            b'*' | b'+' | b'?' if before < 2 => return true,
            b'*' | b'+' | b'?' => repeatable = 1,
            _ => {}
        }
    }
    in_class || groups > 0
}

#[cfg(test)]
mod tests {
    use super::is_broken;
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_matcher() {
        check(
            "
---
name: é
description: d
hooks:
  PostToolUse:
    - matcher: bash
               ^^^^ unmatchable-hook
      hooks: []
    - matcher: \"Bash(é)\"
               ^^^^^^^^^ unmatchable-hook
      hooks: []
    - matcher: bash|Edit
               ^^^^ unmatchable-hook
      hooks: []
    - matcher: \"Edit, MultiEdit\"
                      ^^^^^^^^^ unmatchable-hook
      hooks: []
    - matcher: '*'
      hooks: []
    - matcher: '*Bash'
               ^^^^^^^ unmatchable-hook
      hooks: []
    - matcher: mcp__x
      hooks: []
    - matcher: ^ba
      hooks: []
  Stop:
    - matcher: bash
      hooks: []
---
",
        );
    }

    #[test]
    fn knows_what_is_no_expression() {
        for pattern in ["(", "[", "+", "*Bash", "**", "Bash(*)", "a)", "a**", "a|*", "^*", "a\\", "a*?+"] {
            assert!(is_broken(pattern), "{pattern}");
        }
        for pattern in [
            "Bas.",
            "^Ba",
            ".*",
            "Ba*",
            "[Bash]",
            "(Bash)",
            "B?sh",
            "Bash-x|Bash",
            "(?:a|b)+?",
            "[(*]",
            "(?!a).",
            "\\*",
        ] {
            assert!(!is_broken(pattern), "{pattern}");
        }
    }

    #[test]
    fn writes_the_tools() {
        let file = |matcher: &str| {
            format!("---\nname: a\ndescription: d\nhooks: {{PostToolUse: [{{matcher: {matcher}, hooks: []}}]}}\n---\n")
        };
        fix("unmatchable-hook", &file("edit | Write Read"), &file("Edit|Write|Read"));
        fix("unmatchable-hook", &file("\"bash\""), &file("\"Bash\""));
        fix("unmatchable-hook", &file("'write|Edit'"), &file("'Write|Edit'"));
        fix("unmatchable-hook", &file("MultiEdit"), &file("Edit"));
        fix("unmatchable-hook", &file("/Bash/"), &file("Bash"));
    }
}
