//! `unindented-text`: a line of text in the first column that is no `key: value`.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::loading::missing_space::unspaced;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{code, say};
use crate::text::fill;
use crate::yaml::{Error, ErrorKind};

pub(crate) static RULE: Rule = Rule {
    name: "unindented-text",
    group: Group::Loading,
    severity: Severity::Error,
    confidence: Confidence::High,
    enabled: true,
    summary: "A line of text in the first column that is no `key: value`",
    fixable: Fixable::Sometimes,
    source: Source::Observed("multi-line"),
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        what: "Finds lines of the frontmatter that are no fields of their own and are not indented, so that they don't belong to the field above either.",
        why: "YAML can't tell what such a line is. The parser gives up, and with it the host. Usually it continues a description that was written over several lines.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Use it to review code\nand tests.\nmodel: sonnet\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: |-\n  Use it to review code\n  and tests.\nmodel: sonnet\n---\nYou review code.\n",
        fix: "Makes a block of the field above with all lines up to the next field that the host knows.",
        further: &[
            ("claude-code", &["skills:\n  - \"a\nb\"", "a\nb: c", "'a\n  b': c"]),
            ("claude-code-plugin", &["just words"]),
        ],
    },
    check,
};

const KINDS: &[ErrorKind] = &[ErrorKind::UnindentedText, ErrorKind::UnindentedQuotedLine, ErrorKind::MultilineKey];

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // A field that lacks a space has a rule of its own.
    let text = |error: &Error| unspaced(cx, cx.whole_line(error.span.start())).is_none();
    cx.report_yaml_if(found, &RULE, KINDS, text, |error| {
        let text = code(cx.text(error.span));
        let mut diagnostic = Diagnostic::new(
            &RULE,
            error.span,
            fill("{} is neither a field nor indented as part of the field above", &[&text]),
        )
        .help("Indent the line if it continues the field above, or move it below the closing `---`.");
        if let Some((field, edits)) = cx.make_block(error.span.start()) {
            diagnostic = diagnostic.fix(cx.mend(say("Make `{}` a block of all these lines", &[&field]), edits));
        }
        diagnostic
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_line() {
        check(
            "
---
name: é
description: Reviews é
and tests
^^^^^^^^^ unindented-text
model: sonnet
---
",
        );
    }

    #[test]
    fn makes_a_block() {
        fix(
            "unindented-text",
            "---\nname: a\ndescription: Use it. <example>\nuser: \"x\"\n\n<b>z</b>\nmodel: opus\n---\n",
            "---\nname: a\ndescription: |-\n  Use it. <example>\n  user: \"x\"\n\n  <b>z</b>\nmodel: opus\n---\n",
        );
    }
}
