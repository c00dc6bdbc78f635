//! `not-a-mapping`: frontmatter that holds no fields.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::spacing::unspaced;
use crate::text::fill;
use crate::yaml::NodeKind;

pub(crate) static RULE: Rule = Rule {
    name: "not-a-mapping",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "Frontmatter that holds no fields",
        confidence: Confidence::High,
        source: Source::Observed(&["envelope"]),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds frontmatter that is empty, a list, a single text, or more than one YAML document.",
        why: "The host then finds no field at all: it skips the file without a word, or in a plugin loads an agent without any of its fields.",
        host: "claude-code",
        bad: "---\n- name: reviewer\n- description: Reviews code. Use it after every change.\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "There is none: what was meant can't be told.",
        further: &[
            ("claude-code", &["---\n---\n", "---\njust words\n---\n", "---\na: b\n...\nc: d\n---\n"]),
            ("claude-code-plugin", &["---\n- a\n---\n"]),
        ],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(fences), Some(tree)) = (cx.document.envelope.fences, cx.reading.tree()) else { return };
    let kind = |&root| &tree.node(root).kind;
    let (span, what) = match tree.documents[..] {
        [root] => match kind(&root) {
            NodeKind::Mapping(_) => return,
            NodeKind::Absent => (fences.open, "holds nothing"),
            NodeKind::Sequence(_) => (tree.node(root).span, "is a list"),
            // That has a rule of its own.
            NodeKind::Scalar(_) if unspaced(cx, cx.whole_line(fences.frontmatter.start())).is_some() => return,
            NodeKind::Scalar(_) | NodeKind::Alias(_) => (tree.node(root).span, "is a single text"),
        },
        _ => {
            // The second document is what makes the first one worthless.
            let second = tree.documents.get(1).map(|&root| tree.node(root).span).filter(|span| !span.is_empty());
            (second.unwrap_or(fences.open), "holds more than one YAML document")
        }
    };
    let message =
        fill("This frontmatter {} instead of `key: value` lines, so {} {}.", &[what, cx.host(), cx.consequence()]);
    let help = if tree.documents.len() > 1 {
        "Remove the line `---` or `...` between them, so that all fields are in one."
    } else {
        "Write `name:` and `description:`, each on a line of its own."
    };
    let mut diagnostic = Diagnostic::new(&RULE, span, message).help(help);
    diagnostic.severity = cx.severity_of_broken();
    found.push(diagnostic);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_for};

    #[test]
    fn marks_what_is_there_instead() {
        check(
            "
---
- é
^^^ not-a-mapping
---
",
        );
        check(
            "
---
^^^ not-a-mapping
---
",
        );
        check(
            "
---
name: é
description: d
...
model: opus
^^^^^^^^^^^ not-a-mapping
---
",
        );
        check_for(
            "claude-code-plugin",
            "\n",
            "
---
é
^ not-a-mapping
---
",
        );
    }
}
