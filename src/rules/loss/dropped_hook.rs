//! `dropped-hook`: a part of the hooks that the host leaves out.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::loading::invalid_hooks::help;
use crate::rules::mending::CARRIED;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{code, say, write_instead};
use crate::text::{alike, fill, nearest};
use crate::yaml::{NodeId, NodeKind, ScalarStyle, Tree};

pub(crate) static RULE: Rule = Rule {
    name: "dropped-hook",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A part of the hooks that the host leaves out",
        confidence: Confidence::High,
        source: Source::Documented("https://code.claude.com/docs/en/hooks"),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds events that the host does not know, and groups and hooks that are not of the form that it takes.",
        why: "The host leaves out the part that is wrong and runs the rest; only its log says so. (What guards an agent, `PreToolUse` and `PermissionRequest`, has to be right as a whole: see [invalid-hooks](invalid-hooks.md).)",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nhooks:\n  PostToolUsed:\n    - hooks:\n        - type: command\n          command: ./check.sh\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nhooks:\n  PostToolUse:\n    - hooks:\n        - type: command\n          command: ./check.sh\n---\nYou review code.\n",
        fix: "Writes the event that was meant, unless it is there already.",
        further: &[(
            "claude-code",
            &[
                "hooks: {Bogus: [{hooks: []}]}",
                "hooks: {post-tool-use: [{hooks: []}]}",
                "hooks: {Stop: [{hooks: []}], stop: [{hooks: []}]}",
                "hooks: {Stop: ./x.sh}",
                "hooks: {PostToolUsed: ./x.sh}",
                "hooks: {Stop: [{type: command, command: ./x.sh}]}",
                "hooks: {Stop: [{hooks: [{type: command}, {type: bogus}]}]}",
                "hooks: {Stop: [{hooks: [{type: http, url: example.org}, {type: command, command: c, timeout: 0}]}]}",
                "hooks: {Stop: [{hooks: [{type: command, command: c, shell: zsh}]}]}",
            ],
        )],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(tree) = cx.reading.tree() else { return };
    for problem in &cx.reading.dropped_hooks {
        let node = tree.node(problem.node);
        let text = code(cx.text(node.span));
        let diagnostic = |effect: &str| {
            let message = fill("{} {}{}", &[&text, problem.what, effect]);
            Diagnostic::new(&RULE, node.span, message)
        };
        let Some(events) = problem.events else {
            found.push(diagnostic(&fill(", so {} leaves it out.", &[cx.host()])).help(help(problem.what)));
            continue;
        };
        let plain = matches!(&node.kind, NodeKind::Scalar(scalar) if scalar.style == ScalarStyle::Plain);
        let event = tree.js_string(problem.node);
        let known = || events.iter().flat_map(|events| events.iter().copied());
        let mut diagnostic = diagnostic(": nothing under it runs.");
        if let Some((node, what)) = problem.inside {
            let span = tree.node(node).span;
            diagnostic = diagnostic.related(span, fill("{} {}", &[&code(cx.text(span)), what]));
        }
        found.push(match nearest(&event, known()) {
            Some(meant) => {
                // Of two events of a name only the later one would count.
                let few = found.len() < CARRIED;
                if few && has_other(cx, tree, problem.node, meant) {
                    let help =
                        say("Did you mean `{}`? It is there more than once: put all groups under one.", &[meant]);
                    found.push(diagnostic.help(help));
                    continue;
                }
                let fix = write_instead(node.span, meant, alike(&event, meant));
                // A guard brings demands with it that the host makes of no other event.
                let fewer = |after: &Context<'_>| after.reading.dropped_hooks.len() < cx.reading.dropped_hooks.len();
                let fix = (plain && few).then_some(fix).and_then(|fix| cx.if_harmless(fix, fewer));
                diagnostic.help(say("Did you mean `{}`?", &[meant])).fix(fix)
            }
            None => diagnostic.help("Write one of the host's events, such as `PostToolUse` or `Stop`."),
        });
    }
}

/// Whether another key of the hooks than `key` is `event`, or was meant to be.
fn has_other(cx: &Context<'_>, tree: &Tree, key: NodeId, event: &str) -> bool {
    let hooks = cx.reading.field("hooks").and_then(|field| field.node).map(|node| &tree.node(tree.deref(node)).kind);
    let Some(NodeKind::Mapping(hooks)) = hooks else { return false };
    hooks.entries.iter().any(|entry| entry.key != key && alike(&tree.js_string(entry.key), event))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, diagnose, fix, fix_everything};

    #[test]
    fn marks_what_is_left_out() {
        check(
            "
---
name: é
description: d
hooks:
  éBogus: x
  ^^^^^^ dropped-hook
  Stop:
    - matcher: 1
               ^ dropped-hook
      hooks: []
    - hooks:
        - type: command
          ^… dropped-hook
        - type: command
          command: ok
          timeout: 0
                   ^ dropped-hook
  SessionEnd: no
              ^^ dropped-hook
---
",
        );
    }

    #[test]
    fn helps_with_the_fault() {
        for (hook, word) in [
            ("type: command, command: c, timeout: 0", "seconds"),
            ("type: command, command: c, shell: zsh", "one of the two"),
            ("type: http, url: example.org", "https:"),
            ("type: command, command: 1", "quotes"),
            ("type: command", "beside"),
        ] {
            let file = format!("---\nname: a\ndescription: d\nhooks: {{Stop: [{{hooks: [{{{hook}}}]}}]}}\n---\nx\n");
            let found = diagnose(&file, "claude-code");
            let found = found.iter().find(|diagnostic| diagnostic.rule.name == "dropped-hook");
            assert!(found.and_then(|found| found.help.as_ref()).is_some_and(|help| help.contains(word)), "{found:#?}");
        }
    }

    #[test]
    fn writes_the_event() {
        let file = |event: &str| format!("---\nname: a\ndescription: d\nhooks:\n  {event}:\n    - hooks: []\n---\n");
        fix("dropped-hook", &file("postToolUse"), &file("PostToolUse"));
    }

    #[test]
    fn keeps_what_runs() {
        for hooks in ["Stop: [{hooks: []}], stop: [{hooks: []}]", "Stop: [{hooks: []}], Stopp: []", "notification: x"] {
            fix("dropped-hook", &format!("---\nname: a\ndescription: d\nhooks: {{{hooks}}}\n---\n"), "no fix");
        }
        fix_everything(
            "---\nname: a\ndescription: d\nhooks: {stop: [], STOP: []}\n---\n",
            "---\nname: a\ndescription: d\nhooks: {stop: [], STOP: []}\n---\n",
        );
    }
}
