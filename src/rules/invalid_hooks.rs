//! `invalid-hooks`: `hooks` that the host does not take.

use super::rule::{Source, Context, Fixable, Group, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::Reason;
use crate::rules::support::code;

pub(super) static RULE: Rule = Rule {
    name: "invalid-hooks",
    group: Group::Loading,
    severity: Severity::Error,
    summary: "`hooks` that the host does not take",
    fixable: Fixable::Never,
    source: Source::Observed("hooks"),
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: super::Docs {
        what: "Finds hooks of another form than the host demands, and hooks of `PreToolUse` or `PermissionRequest` where it would not run them.",
        why: "The host skips the whole agent, so that nothing runs unguarded, and says nothing.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code\nhooks:\n  PreToolUse:\n    - matcher: Bash\n      command: ./guard.sh\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code\nhooks:\n  PreToolUse:\n    - matcher: Bash\n      hooks:\n        - type: command\n          command: ./guard.sh\n---\nYou review code.\n",
        fix: "There is none: what was meant can't be told.",
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(Reason::InvalidHooks(problem)), Some(tree)) = (&cx.reading.reason, cx.reading.tree()) else { return };
    let span = tree.node(problem.node).span;
    let message = [&code(cx.text(span)), " ", problem.what, ", so ", cx.host(), " ignores this file."].concat();
    found.push(Diagnostic::new(&RULE, span, message).help(
        "Under each event stands a list of groups, each with an optional `matcher` and a list of `hooks`, each with a `type`.",
    ));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_what_is_wrong() {
        check("
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
");
        check("
---
name: é
description: d
PreToolUse: x
^^^^^^^^^^ invalid-hooks
^^^^^^^^^^ unknown-field
---
");
    }
}
