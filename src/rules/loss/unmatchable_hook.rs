//! `unmatchable-hook`: a matcher that matches no tool.

use crate::diagnostic::{Diagnostic, Severity};
use crate::host::ToolOutcome;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{say, write_instead};
use crate::text::alike;
use crate::yaml::{NodeKind, Resolved, ScalarStyle, Tree};

pub(crate) static RULE: Rule = Rule {
    name: "unmatchable-hook",
    group: Group::Loss,
    severity: Severity::Warning,
    confidence: Confidence::High,
    enabled: true,
    summary: "A matcher that matches no tool",
    fixable: Fixable::Sometimes,
    source: Source::Documented("https://code.claude.com/docs/en/hooks"),
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        what: "Finds a `matcher` of a hook that is written like a permission rule, `Bash(git *)`, or like a tool but in another case.",
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
            found.extend(matcher.and_then(|matcher| unmatchable(cx, tree, matcher.value)));
        }
    }
}

fn unmatchable(cx: &Context<'_>, tree: &Tree, node: crate::yaml::NodeId) -> Option<Diagnostic> {
    let NodeKind::Scalar(scalar) = &tree.node(node).kind else { return None };
    if tree.resolve(node) != Resolved::Text {
        return None;
    }
    let (text, host) = (scalar.value.as_str(), cx.reading.host);
    let tool = |name: &str| {
        host.tools.iter().find(|tool| !matches!(tool.outcome, ToolOutcome::Gone(_)) && alike(tool.name, name))
    };
    let span = tree.node(node).span;
    if let Some((name, rest)) = text.split_once('(')
        && rest.ends_with(')')
        && let Some(tool) = tool(name).filter(|tool| tool.name == name)
    {
        let message = say("`{}` matches no tool: a matcher is no permission rule.", &[text]);
        let fix = (scalar.style == ScalarStyle::Plain).then(|| write_instead(span, tool.name, false));
        let help = say("Match `{}` and put the rule into the hook's `if`.", &[tool.name]);
        return Some(Diagnostic::new(&RULE, span, message).help(help).fix(fix));
    }
    let words = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'|' | b',' | b' '));
    if !words(text) {
        return None;
    }
    let names: Vec<&str> = text.split(['|', ',']).map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.iter().any(|name| tool(name).is_some_and(|tool| tool.name == *name)) {
        return None;
    }
    let meant: Option<Vec<&str>> =
        names.iter().flat_map(|name| name.split(' ')).map(|name| Some(tool(name)?.name)).collect();
    let meant = meant.filter(|meant| !meant.is_empty())?.join("|");
    let message = say("`{}` matches no tool: names count as they are written, parted by `|`.", &[text]);
    let fix = (scalar.style == ScalarStyle::Plain).then(|| write_instead(span, &meant, false));
    Some(Diagnostic::new(&RULE, span, message).help(say("Write `{}`.", &[&meant])).fix(fix))
}

#[cfg(test)]
mod tests {
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
    fn writes_the_tools() {
        let file = |matcher: &str| {
            format!("---\nname: a\ndescription: d\nhooks: {{PostToolUse: [{{matcher: {matcher}, hooks: []}}]}}\n---\n")
        };
        fix("unmatchable-hook", &file("edit | Write Read"), &file("Edit|Write|Read"));
    }
}
