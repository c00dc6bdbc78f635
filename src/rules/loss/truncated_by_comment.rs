//! `truncated-by-comment`: a ` #` that cuts the rest of a text.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::host::FieldKind;
use crate::reading::Fate;
use crate::rules::quoting;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::rules::suppressions::is_addressed;
use crate::text::{Edit, Span};
use crate::yaml::{Comment, NodeKind, ScalarStyle};

pub(crate) static RULE: Rule = Rule {
    name: "truncated-by-comment",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A ` #` that cuts the rest of a text",
        confidence: Confidence::High,
        source: Source::Observed(&["description"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds a ` #` in an unquoted `name`, `description` or other text, and values that are nothing but a comment, such as `color: #ff0000`.",
        why: "In YAML a `#` behind a blank begins a comment. What follows never reaches the model, and nothing tells.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews pull requests, see issue #12 for the rules\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: \"Reviews pull requests, see issue #12 for the rules\"\n---\nYou review code.\n",
        fix: "Quotes the whole value.",
        further: &[("claude-code", &["initialPrompt: # do it", "tools: Read # Grep", "tools: Read #, Grep"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(tree) = cx.reading.tree() else { return };
    let mut comments = tree.comments.iter().peekable();
    for field in &cx.reading.fields {
        if field.fate == Fate::Replaced {
            continue;
        }
        let (Some(spec), Some(node)) = (cx.reading.host.field(&field.key), field.node) else { continue };
        let value = tree.node(node);
        let line = cx.line(field.key_span.start());
        let comment = match &value.kind {
            NodeKind::Scalar(scalar) if scalar.style == ScalarStyle::Plain => {
                let tools = spec.kind == FieldKind::Tools;
                if !tools && !matches!(spec.kind, FieldKind::Name | FieldKind::Description | FieldKind::Text) {
                    continue;
                }
                while comments.next_if(|comment| comment.span.end <= value.span.end).is_some() {}
                // In a list of tools a comment is one unless it goes on with tools.
                let lost =
                    |comment: &&&Comment| comment.after == Some(node) && (!tools || names_tool(cx, comment.span));
                comments.peek().filter(lost)
            }
            NodeKind::Absent => {
                if matches!(
                    spec.kind,
                    FieldKind::Tools | FieldKind::Names | FieldKind::McpServers | FieldKind::Hooks | FieldKind::Any
                ) {
                    continue;
                }
                while comments.next_if(|comment| comment.span.end <= field.key_span.end).is_some() {}
                comments.peek().filter(|comment| comment.span.end == line.end)
            }
            _ => None,
        };
        let Some(comment) = comment.filter(|comment| !is_addressed(cx.text(comment.span))) else { continue };
        let absent = matches!(value.kind, NodeKind::Absent);
        let start = if absent { comment.span } else { value.span };
        let whole = start.to(comment.span);
        let effect = if absent { "nothing is left of " } else { "it is cut off from " };
        let message = say("`{}` is a YAML comment, so {}`{}`.", &[cx.text(comment.span), effect, &field.key]);
        let text = cx.text(whole);
        let texts = matches!(spec.kind, FieldKind::Name | FieldKind::Description | FieldKind::Text);
        let fix = (texts && !text.contains('\n')).then(|| {
            let title = "Quote the whole value";
            // A comment behind a name is most often meant as one.
            match spec.kind {
                FieldKind::Name => Fix::suggestion(title, [Edit::replace(whole, quoting::quoted(text))]),
                _ => Fix::safe(title, [Edit::replace(whole, quoting::scalar(text, 0, cx.eol()))]),
            }
        });
        found.push(
            Diagnostic::new(&RULE, comment.span, message)
                .help("Quote the value. If the comment is meant as one, put it on a line of its own.")
                // With what was cut off, a name can be too long.
                .fix(fix.and_then(|fix| cx.if_harmless(fix, |_| true))),
        );
    }
}

/// Whether a tool stands in the text of `span`.
fn names_tool(cx: &Context<'_>, span: Span) -> bool {
    cx.text(span)
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .any(|word| cx.reading.host.tool(word).is_some())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_lost_part() {
        check(
            "
---
name: é #1
        ^^ truncated-by-comment
description: Use é for C# code # and F#
                               ^^^^^^^^ truncated-by-comment
model: sonnet # fast
color: #ff0000
       ^^^^^^^ truncated-by-comment
disallowedTools: Write # Edit too
                       ^^^^^^^^^^ truncated-by-comment
tools: # as few as can be
  - Read # only
---
",
        );
    }

    #[test]
    fn quotes_it() {
        fix(
            "truncated-by-comment",
            "---\nname: a\ndescription: d \"x\" # e\n---\n",
            "---\nname: a\ndescription: 'd \"x\" # e'\n---\n",
        );
    }
}
