//! `quoted-comment`: a comment that becomes part of its value.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::mending::CARRIED;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;

pub(crate) static RULE: Rule = Rule {
    name: "quoted-comment",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A comment that becomes part of its value",
        confidence: Confidence::High,
        source: Source::Observed(&["second-try"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds comments behind values in a frontmatter that the host reads only in its second try.",
        why: "In that try the host quotes the values of the whole frontmatter, comments included: `model: haiku # fast` asks for a model called `haiku # fast`.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Use it when: code changes\nmodel: haiku # fast\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: \"Use it when: code changes\"\nmodel: haiku # fast\n---\nYou review code.\n",
        fix: "Quotes the values that need it, so that the comment is one again.",
        further: &[("claude-code", &["color: red # c\nmodel: a: b"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let comments = cx.quoted_comments();
    let known = || comments.iter().filter(|(field, _)| cx.reading.host.field(&field.key).is_some());
    let fix = known().next().and_then(|_| cx.make_strict("Quote the values that need it", &comments));
    for (index, &(field, comment)) in known().enumerate() {
        let message = say(
            "{} can't parse this frontmatter as written and quotes its values itself, so `{}` becomes part of `{}`.",
            &[cx.host(), cx.text(comment), &field.key],
        );
        found.push(
            Diagnostic::new(&RULE, comment, message)
                .help("Quote the values that aren't valid YAML, or remove the comment.")
                .fix(fix.clone().filter(|_| index < CARRIED)),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_comment() {
        check(
            "
---
name: é
description: a: b # c
              ^ not-strict-yaml
model: opus # é
            ^^^ quoted-comment
---
",
        );
    }

    #[test]
    fn makes_it_a_comment_again() {
        fix(
            "quoted-comment",
            "---\nname: a\ndescription: a: b\nmodel: opus # c\n---\n",
            "---\nname: a\ndescription: \"a: b\"\nmodel: opus # c\n---\n",
        );
    }
}
