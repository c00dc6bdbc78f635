//! `literal-newline`: a backslash and an `n` that are read as something else.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::Fate;
use crate::rules::quoting;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::{Edit, Span, fill};
use crate::yaml::{NodeKind, ScalarStyle};

pub(crate) static RULE: Rule = Rule {
    name: "literal-newline",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A backslash and an `n` that arrive as something else",
        confidence: Confidence::Medium,
        source: Source::Observed(&["description"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds the two characters `\\n` in a description where they do not arrive as they were meant: in a path such as `C:\\new`, which the host breaks into two lines, and anywhere else in the description of a plugin agent, where no line is broken.",
        why: "Outside double quotes `\\n` means nothing to YAML. In the descriptions of project and user agents the host turns it into a line break, also inside a path; in those of plugin agents it leaves it as it is, so that the model reads a backslash and an `n`.",
        host: "claude-code-plugin",
        bad: "---\nname: reviewer\ndescription: Reviews code.\\nUse it after every change.\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: \"Reviews code.\\nUse it after every change.\"\n---\nYou review code.\n",
        fix: "Puts the text of a plugin agent into double quotes, where `\\n` is a line break.",
        further: &[
            ("claude-code", &["---\nname: a\ndescription: Use it for C:\\new\\files\n---\n"]),
            ("claude-code-plugin", &["---\nname: a\ndescription: |\n  a\\nb\n---\n"]),
        ],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(tree) = cx.reading.tree() else { return };
    let Some(field) = cx.reading.field("description").filter(|field| field.fate == Fate::Used) else { return };
    let Some(node) = field.node.map(|node| tree.node(tree.deref(node))) else { return };
    let NodeKind::Scalar(scalar) = &node.kind else { return };
    let Some(agent) = cx.reading.agent.as_ref().filter(|_| scalar.value.contains("\\n")) else { return };
    if agent.description.contains("\\n") {
        literal(cx, &scalar.value, scalar.source_span(0..scalar.value.len()), node.span, scalar.style, found);
    } else {
        for (at, _) in scalar.value.match_indices("\\n").filter(|&(at, _)| in_path(&scalar.value, at)) {
            let message = fill(
                "The description is broken in two here: {} reads `\\n` as a line break, also in a path.",
                &[cx.host()],
            );
            let span = scalar.source_span(at..at + 2);
            found.push(Diagnostic::new(&RULE, span, message).help("Write the path with `/`."));
        }
    }
}

/// One finding for all of them: they are all there for the same reason.
fn literal(cx: &Context<'_>, value: &str, whole: Span, node: Span, style: ScalarStyle, found: &mut Vec<Diagnostic>) {
    // In a path it is meant as it stands.
    let text = cx.text(whole);
    let Some((at, _)) = text.match_indices("\\n").find(|&(at, _)| !in_path(text, at)) else { return };
    let at = whole.start() + at;
    let message =
        "In the description of a plugin agent `\\n` is no line break: the model reads a backslash and an `n`.";
    // A backslash before anything else would be an escape between double quotes.
    let only = value.matches('\\').count() == value.matches("\\n").count()
        && !value.match_indices("\\n").any(|(at, _)| in_path(value, at));
    let one_line = !cx.text(node).contains(['\n', '\r']);
    let flow = matches!(style, ScalarStyle::Plain | ScalarStyle::SingleQuoted);
    let fix = (only && one_line && flow).then(|| {
        let text = quoting::quoted(&value.replace("\\n", "\n"));
        Fix::suggestion("Put the text in double quotes", [Edit::replace(node, text)])
    });
    found.push(
        Diagnostic::new(&RULE, Span::new(at, at + 2), message)
            .help("Put the text in double quotes, or break its lines in a block after `|-`.")
            .fix(fix),
    );
}

/// Whether the `\n` at `at` stands in what looks like a Windows path.
fn in_path(value: &str, at: usize) -> bool {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '(' | ')' | '<' | '>');
    // A path is not that long; without a bound this would be quadratic.
    let near = value.floor_char_boundary(at.saturating_sub(200));
    let before = value[near..at].rsplit(is_end).next().unwrap_or_default();
    let names_next = value[at + 2..].starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    let bytes = before.as_bytes();
    let drive = bytes.len() >= 2
        && bytes[0].is_ascii_alphabetic()
        && bytes[1] == b':'
        && (bytes.len() == 2 || bytes[2] == b'\\');
    names_next && (drive || before.starts_with("\\\\"))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, check_for};

    #[test]
    fn marks_the_characters() {
        check(
            r"
---
name: é
description: é C:\Users\neu D:\new \\host\news a\nb
                       ^^ literal-newline
                              ^^ literal-newline
                                         ^^ literal-newline
---
",
        );
        check_for(
            "claude-code-plugin",
            "\n",
            "
---
name: é
description: é\\nb\\nc
              ^^ literal-newline
---
",
        );
        check_for(
            "claude-code-plugin",
            "\n",
            r"
---
name: é
description: C:\new is read, a\nb
                              ^^ literal-newline
---
",
        );
        check_for("claude-code-plugin", "\n", "---\nname: é\ndescription: Use when C:\\new is read.\n---\n");
    }
}
