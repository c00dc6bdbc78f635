//! `unbalanced-tag`: a tag around a part of the prompt without its other half.

use crate::diagnostic::{Diagnostic, Severity};
use crate::markdown::{Tag, find_tags};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{say, write_instead};
use crate::text::{Span, nearest, sorted_by};

pub(crate) static RULE: Rule = Rule {
    name: "unbalanced-tag",
    group: Group::Prompt,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A tag around a part of the prompt without its other half",
        confidence: Confidence::Medium,
        source: Source::Opinion,
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds tags such as `<instructions>` that are never closed, and closing tags that close nothing. Only tags that stand on a line of their own count, outside code. One that opens counts only if it begins the prompt or if other tags are used in pairs: `<file>` may as well be a word for the agent to fill in.",
        why: "Tags tell the model where a part of the prompt begins and ends. With one half missing, it has to guess.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\n<role>\nYou review code.\n\n<steps>\nRead the diff.\n</steps>\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\n<role>\nYou review code.\n</role>\n\n<steps>\nRead the diff.\n</steps>\n",
        fix: "Corrects the name of a closing tag that is nearly that of an open one. Where a missing tag belongs, only the author knows.",
        further: &[(
            "claude-code",
            &[
                "---\nname: a\ndescription: d\n---\nYou review code.\n</role>\n",
                "---\nname: a\ndescription: d\n---\n<instructions>\nYou review code.\n</instruction>\n",
            ],
        )],
    },
    check,
};

/// A prompt with more tags that lack their other half is not made of such parts, ...
const MOST: usize = 16;

/// ... and neither is one with more names of tags.
const NAMES: usize = 64;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(prompt) = cx.prompt().filter(|&prompt| cx.text(prompt).contains('<')) else { return };
    let blocks = cx.code();
    // It would say nothing that the missing fence doesn't.
    if blocks.is_unclosed() {
        return;
    }
    let start = prompt.start();
    let opaque = blocks.spans.iter().filter(|code| code.span.start() >= start);
    let opaque = opaque.map(|code| Span::new(code.span.start() - start, code.span.end() - start));
    // For each name, the tags that are open.
    let mut open: Vec<(&str, Vec<Tag>)> = Vec::new();
    let (mut halves, mut pairs) = (Vec::new(), 0);
    for tag in find_tags(cx.text(prompt), opaque, start) {
        let name = cx.text(tag.name);
        if tag.self_closing || is_void(name) || is_placeholder(cx.text(tag.span), name) {
            continue;
        }
        let index = open.iter().position(|(other, _)| *other == name).unwrap_or(open.len());
        if index == open.len() {
            if index == NAMES {
                return;
            }
            open.push((name, Vec::new()));
        }
        if !tag.closing {
            open[index].1.push(tag);
        } else if open[index].1.pop().is_some() {
            pairs += 1;
        } else {
            halves.push(tag);
        }
    }
    halves.extend(open.into_iter().flat_map(|(_, tags)| tags));
    halves.retain(|tag| {
        stands_alone(cx, tag.span)
            && (tag.closing || pairs > 0 || tag.span.start() == start)
            && !is_shouted(cx.text(tag.name))
    });
    if halves.len() > MOST {
        return;
    }
    let halves = sorted_by(halves, |tag| tag.span.order());
    let mut open: Vec<Tag> = Vec::new();
    for &tag in &halves {
        if !tag.closing {
            open.push(tag);
            continue;
        }
        let name = cx.text(tag.name);
        let message = say("`{}` closes nothing: no `{}` is open there.", &[cx.text(tag.span), &say("<{}>", &[name])]);
        let mut diagnostic = Diagnostic::new(&RULE, tag.span, message);
        // It may be a slip of the pen: then one that is open is not at fault.
        let meant = nearest(name, open.iter().map(|tag| cx.text(tag.name)));
        let at = meant.and_then(|meant| open.iter().rposition(|tag| cx.text(tag.name) == meant));
        if let (Some(meant), Some(at)) = (meant, at) {
            let opened = open.remove(at);
            let closing = say("</{}>", &[meant]);
            diagnostic = diagnostic
                .related(opened.span, "this is never closed")
                .help(say("Did you mean `{}`?", &[&closing]))
                .fix(write_instead(tag.span, &closing, false));
        } else {
            diagnostic = diagnostic.help("Remove it, or put the opening tag where its part begins.");
        }
        found.push(diagnostic);
    }
    for tag in open {
        let name = cx.text(tag.name);
        let message = say("Nothing closes `{}`: where its part ends is left to the model.", &[cx.text(tag.span)]);
        let help = say("Put `{}` where its part ends.", &[&say("</{}>", &[name])]);
        found.push(Diagnostic::new(&RULE, tag.span, message).help(help));
    }
}

/// Whether nothing but blanks stands beside `span` on its line.
fn stands_alone(cx: &Context<'_>, span: Span) -> bool {
    let blanks = [' ', '\t', '\r'];
    let before = cx.document.source[..span.start()].trim_end_matches(blanks);
    let after = cx.document.source[span.end()..].trim_start_matches(blanks);
    (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
}

/// Whether a name is in capitals, as names of things to be filled in are.
fn is_shouted(name: &str) -> bool {
    name.len() > 2 && !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Whether a tag is a place to be filled in, as in `<your instructions here>`: it has words behind its
/// name that are no attributes.
fn is_placeholder(tag: &str, name: &str) -> bool {
    let behind = tag.trim_end_matches('>').len() > name.len() + 2;
    behind && !tag.contains('=')
}

/// Whether HTML knows no closing tag for `name`, or lets it be left out.
fn is_void(name: &str) -> bool {
    let names = [
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
        "source", "td", "th", "tr", "track", "wbr",
    ];
    names.iter().any(|void| void.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_tag() {
        check(
            "
---
name: a
description: d
---
<é>
<role>
^^^^^^ unbalanced-tag
Text <file> and `<code>` and Vec<T>.
<br>
```
<fenced>
```

<step name=\"é\">
</step>

  </steps>
  ^^^^^^^^ unbalanced-tag
",
        );
        check(
            "
---
name: a
description: d
---
Answer with

<title>

<text>
",
        );
    }

    #[test]
    fn closes_what_was_opened() {
        let file = |body: &str| ["---\nname: a\ndescription: d\n---\n", body].concat();
        fix("unbalanced-tag", &file("<examples>\né\n</example>\n"), &file("<examples>\né\n</examples>\n"));
    }
}
