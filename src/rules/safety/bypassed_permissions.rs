//! `bypassed-permissions`: an agent that asks for no consent where it may.

use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::Fate;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};

pub(crate) static RULE: Rule = Rule {
    name: "bypassed-permissions",
    group: Group::Safety,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "An agent that asks for no consent where it may",
        confidence: Confidence::High,
        source: Source::Documented("https://code.claude.com/docs/en/sub-agents"),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds `permissionMode: bypassPermissions`.",
        why: "The host grants it only in a session that bypasses permissions itself; in any other it keeps the session's mode and says so in its log alone. So either the line has no effect, or the agent uses all of its tools without asking, also for what a text that it reads talks it into. Whoever gets the file gets that, too.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\npermissionMode: bypassPermissions\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\npermissionMode: acceptEdits\n---\nYou review code.\n",
        fix: "None: which consent can be spared is for the author to say.",
        further: &[],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let used = cx.reading.field("permissionMode").filter(|field| field.fate == Fate::Used);
    let Some(field) = used.filter(|field| field.value.as_deref() == Some("bypassPermissions")) else { return };
    let message =
        "In a session that bypasses permissions the agent never asks for consent; in any other the host ignores this.";
    let help = "Leave it out, or allow what the agent needs: `acceptEdits`, or permission rules in the settings.";
    found.push(Diagnostic::new(&RULE, field.value_span.unwrap_or(field.key_span), message).help(help));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_for};

    #[test]
    fn marks_the_value() {
        check(
            "
---
name: a
description: d
permissionMode: bypassPermissions
                ^^^^^^^^^^^^^^^^^ bypassed-permissions
---
",
        );
    }
    #[test]
    fn takes_it_in_quotes() {
        check(
            "
---
name: a
description: d
permissionMode: \"bypassPermissions\"
                ^^^^^^^^^^^^^^^^^^^ bypassed-permissions
---
",
        );
    }

    #[test]
    fn leaves_alone_what_bypasses_nothing() {
        for mode in ["acceptEdits", "auto", "default", "dontAsk", "plan"] {
            check(&["---\nname: a\ndescription: d\npermissionMode: ", mode, "\n---\n"].concat());
        }
        check(
            "
---
name: a
description: d
permissionMode: BypassPermissions
                ^^^^^^^^^^^^^^^^^ dropped-value
---
",
        );
        check_for(
            "claude-code-plugin",
            "\n",
            "
---
name: a
description: d
permissionMode: bypassPermissions
^^^^^^^^^^^^^^ ignored-in-plugin
---
",
        );
    }
}
