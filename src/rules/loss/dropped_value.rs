//! `dropped-value`: a value that its field does not take.

use crate::diagnostic::{Diagnostic, Severity};
use crate::host::FieldKind;
use crate::reading::{Fate, Loss, Status};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{choice, say, write_instead};
use crate::rules::suppressions::is_addressed;
use crate::text::{Span, alike, fill, nearest};
use crate::yaml::{NodeKind, Resolved};

pub(crate) static RULE: Rule = Rule {
    name: "dropped-value",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A value that its field does not take",
        confidence: Confidence::High,
        source: Source::Observed(&["fields"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds values that the host drops because the field does not take them.",
        why: "The agent then runs as if the field were not there, and nothing tells.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\npermissionMode: Plan\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\npermissionMode: plan\n---\nYou review code.\n",
        fix: "Writes the word that was meant.",
        further: &[
            (
                "claude-code",
                &[
                    "model:",
                    "model: [opus]",
                    "skills: {a: b}",
                    "maxTurns: 0",
                    "maxTurns: many",
                    "background: yes",
                    "color: reddish",
                    "memory: [user]",
                    "effort: huge",
                    "effort: hihg",
                    "permissionMode: plann",
                    "permissionMode: bypass-permissions",
                    "mcpServers: github",
                    "model: 4",
                    "mcpServers: [1, {a: b}, {c: {url: d}}, {c: {args: [d]}}, {c: {type: http}}, {c: d, e: f}]",
                    "mcpServers: [{c: {command: 1}}, {c: {command: d, args: e}}, {c: {command: d, args: [1]}}, {c: {command: d, env: {E: 1}}}]",
                    "mcpServers: [{c: {type: stdio, url: d}}, {c: {command: \"\"}}, {c: {type: http, url: d, headers: {A: 1}}}, {c: {command: d, env: [A=1]}}]",
                    "skills: [a, 1]",
                    "skills:\n  -one\n  -two",
                    "initialPrompt: [a]",
                    "tools: [Read, 1, {Bash: git}]",
                    "disallowedTools: {a: b}",
                ],
            ),
            ("claude-code-plugin", &["---\nname: 1\ndescription: [a]\n---\n"]),
        ],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    whole_values(cx, found);
    items(cx, found);
    servers(cx, found);
}

/// Items of `mcpServers` of another form than the host takes.
fn servers(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(tree) = cx.reading.tree() else { return };
    for flaw in &cx.reading.dropped_servers {
        let span = tree.node(flaw.node).span;
        let message = say("`{}` {}, so {} leaves the server out.", &[cx.text(span), flaw.what, cx.host()]);
        found.push(Diagnostic::new(&RULE, span, message).help(match flaw.what {
            what if what.ends_with("must be") => "Quote it if it is a single value.",
            what if what.ends_with("with their values") => "Write `NAME: value`, one a line, without dashes.",
            _ => "An item is the name of a server, or a name with `command` and `args`, or with `type: http` and `url`, under it.",
        }));
    }
}

/// Items of a list of tools or skills that are not text.
fn items(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(tree) = cx.reading.tree() else { return };
    for field in cx.reading.fields.iter().filter(|field| field.fate == Fate::Used) {
        let kind = cx.reading.host.field(&field.key).map(|spec| spec.kind);
        let texts = matches!(kind, Some(FieldKind::Tools | FieldKind::Names));
        // Of tools it is said of each entry.
        if kind == Some(FieldKind::Names)
            && let Some((span, value)) = field.value_span.zip(field.value.as_deref())
            && value.len() > 1
            && value.starts_with('-')
            && cx.text(span).starts_with('-')
        {
            let dash = Span::new(span.start(), span.start() + 1);
            let message = say(
                "No space stands behind this dash, so {} reads no list but a text, and takes the dash for part of a name.",
                &[cx.host()],
            );
            found.push(Diagnostic::new(&RULE, dash, message).help("Write `- ` before each item."));
        }
        let Some(NodeKind::Sequence(list)) = field.node.filter(|_| texts).map(|node| &tree.node(node).kind) else {
            continue;
        };
        for &item in &list.items {
            let target = tree.deref(item);
            let text = matches!(tree.node(target).kind, NodeKind::Scalar(_)) && tree.resolve(target) == Resolved::Text;
            let span = tree.node(item).span;
            if !text && !span.is_empty() {
                let message =
                    say("`{}` is not text, so {} drops it from `{}`.", &[cx.text(span), cx.host(), &field.key]);
                found.push(Diagnostic::new(&RULE, span, message).help("Write a name, quoted if need be."));
            }
        }
    }
}

fn whole_values(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for field in &cx.reading.fields {
        let (Fate::Dropped(loss), Some(spec)) = (field.fate, cx.reading.host.field(&field.key)) else { continue };
        // Without these an agent doesn't load or has no tools, which has its own rules.
        let vital =
            matches!(spec.kind, FieldKind::Name | FieldKind::Description) && cx.reading.status == Status::Ignored;
        if vital || loss == Loss::Unparsed || field.key == "tools" {
            continue;
        }
        // A value that is nothing but a comment has a rule of its own, too, unless the comment is meant as one.
        let rest = cx.text(Span::new(field.key_span.end(), cx.line(field.key_span.start()).end()));
        let is_comment = rest.find(" #").is_some_and(|at| !is_addressed(&rest[at + 1..]));
        if loss == Loss::Empty && field.value_span.is_none() && is_comment {
            continue;
        }
        let span = field.value_span.unwrap_or(field.key_span);
        let text = cx.text(span);
        let value = field.value.as_deref().unwrap_or_default();
        let (what, help, words): (String, String, &[&str]) = match loss {
            Loss::Empty => ("is empty".to_owned(), "Remove the line, or write a value.".to_owned(), &[]),
            Loss::NotText => {
                let node = field.node.and_then(|node| Some(&cx.reading.tree()?.node(node).kind));
                let several = matches!(node, Some(NodeKind::Sequence(_) | NodeKind::Mapping(_)));
                let lists = matches!(spec.kind, FieldKind::Tools | FieldKind::Names);
                let help = match (lists, several) {
                    (true, _) => "Write names, parted by commas or one a line, each after `- `.",
                    (false, true) => "Write a single value, not a list or mapping.",
                    (false, false) => "If it is meant as text, put it in quotes.",
                };
                ("is not text".to_owned(), help.to_owned(), &[])
            }
            Loss::NotList => ("is not a list".to_owned(), "Write one item a line, each after `- `.".to_owned(), &[]),
            Loss::NotPositiveInteger => {
                ("is not a whole number above zero".to_owned(), "Write such a number.".to_owned(), &[])
            }
            Loss::TooLong => ("is longer than 256 characters".to_owned(), "Shorten it.".to_owned(), &[]),
            Loss::NotIntegerFrom(least) => {
                (format!("is not a whole number of at least {least}"), "Write such a number.".to_owned(), &[])
            }
            Loss::NotOneOf(words) | Loss::NotOneOfNorInteger(words) => {
                let number = if matches!(loss, Loss::NotOneOf(_)) { "." } else { ", or a whole number." };
                let known = choice(words.iter().copied());
                (say("is not a value of `{}`", &[&field.key]), fill("Write {}{}", &[&known, number]), words)
            }
            Loss::Unparsed => continue,
        };
        let message = match field.value {
            Some(_) if words.is_empty() => say("`{}` {}, so {} ignores `{}`.", &[text, &what, cx.host(), &field.key]),
            Some(_) => say("`{}` {}, so {} ignores the field.", &[text, &what, cx.host()]),
            None => say("`{}` is empty, so it has no effect.", &[&field.key]),
        };
        let mut diagnostic = Diagnostic::new(&RULE, span, message).help(help);
        if let Some((word, sure)) = meant(value, words) {
            // What grants so much is not to be put in force in passing.
            diagnostic = diagnostic.fix(write_instead(span, word, sure && word != "bypassPermissions"));
        }
        found.push(diagnostic);
    }
}

/// The word that was meant by `value`, and whether that is sure.
fn meant<'w>(value: &str, words: &[&'w str]) -> Option<(&'w str, bool)> {
    let synonym = match value.to_ascii_lowercase().as_str() {
        "yes" | "on" | "1" => "true",
        "no" | "off" | "0" => "false",
        _ => value,
    };
    let same = words.iter().copied().find(|word| alike(synonym, word));
    let near = || nearest(value, words.iter().copied());
    same.map(|word| (word, true)).or_else(|| Some((near()?, false)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, diagnose, fix, fix_everything};

    #[test]
    fn marks_the_value() {
        check(
            "
---
name: é
description: d
maxTurns: éé
          ^^ dropped-value
background: yes
            ^^^ dropped-value
color:
^^^^^ dropped-value
tools: [Read, 123, [Grep]]
              ^^^ dropped-value
                   ^^^^^^ dropped-value
---
",
        );
    }

    #[test]
    fn says_what_to_write() {
        for (line, help) in [
            ("skills: {a: b}", "Write names, parted by commas or one a line, each after `- `."),
            ("disallowedTools: 1", "Write names, parted by commas or one a line, each after `- `."),
            ("initialPrompt: [a]", "Write a single value, not a list or mapping."),
            ("model: 4", "If it is meant as text, put it in quotes."),
        ] {
            let found = diagnose(&format!("---\nname: a\ndescription: d\n{line}\n---\nx\n"), "claude-code");
            let found = found.iter().find(|diagnostic| diagnostic.rule.name == "dropped-value");
            assert_eq!(found.and_then(|found| found.help.as_deref()), Some(help), "{line}");
        }
    }

    #[test]
    fn marks_what_makes_the_host_leave_a_server_out() {
        check(
            "
---
name: é
description: d
mcpServers:
  - s: {type: stdio, url: é}
    ^ dropped-value
  - s: {command: ''}
                 ^^ dropped-value
  - s: {type: http, url: é, headers: {A: 1}}
                                         ^ dropped-value
  - s: {command: é, env: [A=1]}
                         ^^^^^ dropped-value
  - s: {type: sse, url: é, headers: {A: b}}
---
",
        );
    }

    #[test]
    fn marks_the_dash_that_lacks_a_space() {
        check(
            "
---
name: é
description: d
skills:
  -é
  ^ dropped-value
  -b
---
",
        );
    }

    #[test]
    fn writes_what_was_meant() {
        fix(
            "dropped-value",
            "---\nname: a\ndescription: d\nmemory: User\n---\n",
            "---\nname: a\ndescription: d\nmemory: user\n---\n",
        );
        fix(
            "dropped-value",
            "---\nname: a\ndescription: d\nbackground: on\n---\n",
            "---\nname: a\ndescription: d\nbackground: true\n---\n",
        );
    }

    #[test]
    fn grants_nothing_in_passing() {
        let file = "---\nname: a\ndescription: d\npermissionMode: BypassPermissions\n---\n";
        fix("dropped-value", file, &file.replace("Bypass", "bypass"));
        fix_everything(file, file);
    }
}
