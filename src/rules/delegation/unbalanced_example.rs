//! `unbalanced-example`: a tag of an example without its counterpart.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::{Described, Segment, Tag, tags};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::code;
use crate::text::{Edit, Span};

pub(crate) static RULE: Rule = Rule {
    name: "unbalanced-example",
    group: Group::Delegation,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A tag of an example without its counterpart",
        confidence: Confidence::High,
        source: Source::Opinion,
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds an `<example>` or a `<commentary>` in the description that is not closed, and an end tag of either that closes nothing.",
        why: "The host gives the text to the main model as it is, so nothing fails. But where an example ends has to be guessed: what comes after it is taken for a part of it, and the next example for one within the other.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: |\n  Use it after every change. <example>\n  user: \"I'm done with the parser\"\n  assistant: \"I'll use the reviewer agent to look at it\"\n  <commentary>The change is complete, so it can be reviewed.</commentary>\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: |\n  Use it after every change. <example>\n  user: \"I'm done with the parser\"\n  assistant: \"I'll use the reviewer agent to look at it\"\n  <commentary>The change is complete, so it can be reviewed.</commentary>\n  </example>\n---\nYou review code.\n",
        fix: "Writes the tag that is missing, or the slash that is. It is a guess unless the example ends with its commentary.",
        further: &[(
            "claude-code",
            &[
                "---\nname: a\ndescription: \"Use it. <example>user: 'a' assistant: 'b' <commentary>c</example>\"\n---\n",
                "---\nname: a\ndescription: \"Use it. <example>user: 'a' assistant: 'b' <commentary>c<commentary></example>\"\n---\n",
                "---\nname: a\ndescription: \"Use it. user: 'a' assistant: 'b' <commentary>c</commentary></example>\"\n---\n",
            ],
        )],
    },
    check,
};

const NAMES: [&str; 2] = ["example", "commentary"];
const END_TAGS: [&str; 2] = ["</example>", "</commentary>"];

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(described) = cx.described() else { return };
    let text = described.text;
    // The tags that are open, an example and a commentary.
    let mut open: [Option<Tag>; 2] = [None; 2];
    let mut before: Option<Tag> = None;
    let mut tags = tags(text, &NAMES).peekable();
    while let Some(tag) = tags.next() {
        let next = tags.peek().map_or(text.len(), |next| next.span.start());
        if tag.name == 0 {
            // A commentary ends with its example at the latest.
            unclosed(cx, described, open[1].take(), before, tag.span.start(), found);
        }
        match (tag.closing, open[tag.name].take()) {
            (true, Some(_)) => {}
            (true, None) => {
                let message = ["This closes no `<", NAMES[tag.name], ">`."].concat();
                let help = "Write the tag that opens it, or remove this one.";
                found.push(Diagnostic::new(&RULE, described.source(tag.span.range()), message).help(help));
            }
            // With nothing behind it, it was meant to be the end tag.
            (false, Some(first)) if text[tag.span.end()..next].trim().is_empty() => {
                let span = described.source(tag.span.range());
                let end_tag = END_TAGS[tag.name];
                let message = ["This opens another ", &code(text_of(text, tag)), " where one is open."].concat();
                let fix = Fix::suggestion(["Write ", &code(end_tag)].concat(), [Edit::replace(span, end_tag)]);
                let help = ["Close it with ", &code(end_tag), "."].concat();
                let opened = described.source(first.span.range());
                found.push(Diagnostic::new(&RULE, span, message).related(opened, "opened here").help(help).fix(fix));
            }
            (false, first) => {
                unclosed(cx, described, first, before, tag.span.start(), found);
                open[tag.name] = Some(tag);
            }
        }
        before = Some(tag);
    }
    for tag in open {
        unclosed(cx, described, tag, before, text.len(), found);
    }
}

fn text_of(text: &str, tag: Tag) -> &str {
    tag.span.slice(text)
}

/// Reports the opening tag `tag`, whose text ends at `end` at the latest. `before` is the last tag before that.
fn unclosed(
    cx: &Context<'_>,
    described: &Described<'_>,
    tag: Option<Tag>,
    before: Option<Tag>,
    end: usize,
    found: &mut Vec<Diagnostic>,
) {
    let Some(tag) = tag.filter(|tag| tag.name > 0 || is_example(described, tag.span)) else { return };
    let text = described.text[..end].trim_end();
    let end_tag = END_TAGS[tag.name];
    let title = ["Write ", &code(end_tag)].concat();
    // Behind the last character, which is written anew: what quotes the whole value is then no fix for
    // the same moment.
    let last = text.chars().next_back().map_or(0, char::len_utf8);
    let last = described.source(text.len() - last..text.len());
    let edits = [Edit::replace(last, [cx.text(last), end_tag].concat())];
    // Nothing but an example ends with a commentary.
    let sure = !described.anchored
        && tag.name == 0
        && before.is_some_and(|tag| tag.name == 1 && tag.closing && tag.span.end() == text.len());
    let fix = Fix::new(title, sure, edits);
    let message = [&code(text_of(described.text, tag)), " is not closed: where it ends has to be guessed."].concat();
    let help = ["Close it with ", &code(end_tag), "."].concat();
    found.push(Diagnostic::new(&RULE, described.source(tag.span.range()), message).help(help).fix(fix));
}

/// Whether an example opens with the tag at `span`, which may also be prose about such tags.
fn is_example(described: &Described<'_>, span: Span) -> bool {
    let start = |segment: &Segment| match segment {
        Segment::Example(example) => example.span.start(),
        Segment::Text(text) => text.start(),
    };
    let at = described.segments.partition_point(|segment| start(segment) < span.start());
    matches!(described.segments.get(at), Some(Segment::Example(example)) if example.open == span)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix, fix_everything, passes};

    #[test]
    fn marks_the_tag() {
        check(
            "
---
name: a
description: |
  É <example>
    ^^^^^^^^^ unbalanced-example
  user: 'b'
  <example>
  user: 'b' <commentary>c
            ^^^^^^^^^^^^ unbalanced-example
  </example>
  </example>
  ^^^^^^^^^^ unbalanced-example
  </commentary>
  ^^^^^^^^^^^^^ unbalanced-example
  <commentary>c</commentary>
---
",
        );
        check(
            "
---
name: a
description: \"\\u00e9 <example>user: 'b' <commentary>c<commentary></example>\"
                                                     ^^^^^^^^^^^^ unbalanced-example
---
",
        );
    }

    #[test]
    fn knows_prose() {
        let file = "---\nname: a\ndescription: Writes <example> blocks\n---\n";
        passes("unbalanced-example", "claude-code", None, file);
    }

    #[test]
    fn closes_it() {
        let file = |description: &str| ["---\nname: a\ndescription: ", description, "\n---\n"].concat();
        let mends = |before: &str, after: &str| fix("unbalanced-example", &file(before), &file(after));
        mends("<example>user: b\\n\\n\nmodel: opus", "<example>user: b</example>\\n\\n\nmodel: opus");
        mends(
            "<example>user: b\\n<example>user: c</example>",
            "<example>user: b</example>\\n<example>user: c</example>",
        );
        mends("'<example>user: ''b''<example>'", "'<example>user: ''b''</example>'");
        mends("'<example>b<commentary>c<commentary></example>'", "'<example>b<commentary>c</commentary></example>'");
        mends("\"<example>b<commentary>c\\n</example>\"", "\"<example>b<commentary>c</commentary>\\n</example>\"");
        let anchored = "&a '<example>user: b <commentary>c</commentary>'";
        fix_everything(&file(anchored), &file(anchored));
        let open = file("|\n  <example>user: b <commentary>c</commentary>\n\n  <example>user: b</example>");
        let closed = file("|\n  <example>user: b <commentary>c</commentary></example>\n\n  <example>user: b</example>");
        fix_everything(&open, &closed);
    }
}
