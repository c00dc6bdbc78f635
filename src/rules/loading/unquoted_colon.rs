//! `unquoted-colon`: a `: ` in a value that the host's second try does not mend.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::quoting;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::text::{Edit, Span};
use crate::yaml::ErrorKind;

pub(crate) static RULE: Rule = Rule {
    name: "unquoted-colon",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A `: ` in a value that the host's second try does not mend",
        confidence: Confidence::High,
        source: Source::Observed(&["multi-line"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds a `: ` (or a colon at the end of a line) inside an unquoted value where it makes the frontmatter unreadable.",
        why: "YAML takes it for a field inside a field. The host quotes such a value in its second try, but only if it stands on one line, in the first column, and the colon is followed by a space.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n  Example: a pull request\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: |-\n  Reviews code\n  Example: a pull request\n---\nYou review code.\n",
        fix: "Quotes the value; makes a block of one that has several lines; takes the indentation away from a field that should have none.",
        further: &[
            ("claude-code", &["  model: opus", "skills:\n  - a: b: c"]),
            ("claude-code-plugin", &["skills:\n  - a: b: c"]),
        ],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    cx.report_yaml(found, &RULE, &[ErrorKind::NestedColon], |error| {
        let message = "This colon makes a field inside a value, which YAML does not allow here";
        let mut diagnostic = Diagnostic::new(&RULE, error.span, message)
            .help("Quote the value, or make it a block with `|` behind the key.");
        let at = error.span.start();
        let line = cx.line(at);
        let text = cx.text(line);
        let indent = text.len() - text.trim_start().len();
        let key = text[indent..].split(':').next().unwrap_or_default().trim_end();
        if indent > 0 && cx.reading.host.field(key).is_some() && cx.has_field_above(at) {
            let edit = Edit::delete(Span::new(line.start(), line.start() + indent));
            diagnostic = diagnostic.fix(cx.mend(say("Unindent `{}`", &[key]), vec![edit]));
        }
        if let Some((_, value)) = cx.line_entry(at).filter(|(_, value)| value.start() <= at) {
            let quoted = quoting::quoted(cx.text(value));
            diagnostic = diagnostic.fix(cx.mend("Quote the value", vec![Edit::replace(value, quoted)]));
        }
        diagnostic.fix(cx.make_block(at))
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_colon() {
        check(
            "
---
name: é
description: Use when é:
                       ^ unquoted-colon
---
",
        );
        check(
            "
---
name: é
description: Use it
  Example: é
         ^ unquoted-colon
---
",
        );
    }

    #[test]
    fn quotes_blocks_or_unindents() {
        fix("unquoted-colon", "---\nname: a\ndescription: x:\n---\n", "---\nname: a\ndescription: \"x:\"\n---\n");
        fix("unquoted-colon", "---\nname: a\n  description: x\n---\n", "---\nname: a\ndescription: x\n---\n");
        fix(
            "unquoted-colon",
            "---\nname: a\ndescription: x\n  b: c\n---\n",
            "---\nname: a\ndescription: |-\n  x\n  b: c\n---\n",
        );
    }
}
