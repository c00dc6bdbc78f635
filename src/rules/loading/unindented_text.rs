//! `unindented-text`: a line of text in the first column that is no `key: value`.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::code;
use crate::text::fill;
use crate::yaml::ErrorKind;

pub(crate) static RULE: Rule = Rule {
    name: "unindented-text",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A line of text in the first column that is no `key: value`",
        confidence: Confidence::High,
        source: Source::Observed(&["multi-line"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds lines of the frontmatter that are no fields of their own and are not indented, so that they don't belong to the field above either.",
        why: "YAML can't tell what such a line is. The parser gives up, and with it the host. Usually it continues a description that was written over several lines.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Use it to review code\nand tests.\nmodel: sonnet\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: |-\n  Use it to review code\n  and tests.\nmodel: sonnet\n---\nYou review code.\n",
        fix: "Makes a block of the field above with all lines up to the next field that the host knows. It is a guess where one of them may be a comment, or a field that lacks a space.",
        further: &[
            ("claude-code", &["skills:\n  - \"a\nb\"", "a\nb: c", "'a\n  b': c"]),
            ("claude-code-plugin", &["just words"]),
        ],
    },
    check,
};

const KINDS: &[ErrorKind] = &[ErrorKind::UnindentedText, ErrorKind::UnindentedQuotedLine, ErrorKind::MultilineKey];

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    cx.report_yaml(found, &RULE, KINDS, |error| {
        let text = code(cx.text(error.span));
        let diagnostic = Diagnostic::new(
            &RULE,
            error.span,
            fill("{} is neither a field nor indented as part of the field above", &[&text]),
        )
        .help("Indent the line if it continues the field above, or move it below the closing `---`.");
        diagnostic.fix(cx.make_block(error.span.start()))
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix, fix_everything};

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
    fn takes_the_text_out_of_its_quotes() {
        for (value, text) in [(r#""Say \"é\".""#, "Say \"é\"."), ("'It''s é.'", "It's é.")] {
            fix(
                "unindented-text",
                &format!("---\nname: a\ndescription: {value}\nand tests.\n---\n"),
                &format!("---\nname: a\ndescription: |-\n  {text}\n  and tests.\n---\n"),
            );
        }
        fix("unindented-text", "---\nname: a\ndescription: \"é\" # c\nand tests.\n---\n", "no fix");
        fix("unindented-text", "---\nname: a\ndescription: \"é\nand tests.\"\n---\n", "no fix");
    }

    #[test]
    fn guesses_where_there_are_comments() {
        let (before, after) = (
            "---\nname: a\ndescription: Use when x # c\nand tests.\n---\n",
            "---\nname: a\ndescription: |-\n  Use when x # c\n  and tests.\n---\n",
        );
        fix("unindented-text", before, after);
        fix_everything(before, before);
        let before = "---\nname: a\ndescription: Use it.\nand é\n# c\n---\n";
        fix_everything(before, before);
    }

    #[test]
    fn guesses_where_a_field_may_be_among_the_lines() {
        let before = "---\nname: a\ndescription: Use it.\nand é\ncolour:red\n---\n";
        fix_everything(before, before);
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
