//! `dropped-value`: a value that its field does not take.

use super::rule::{Source, Context, Fixable, Group, Rule};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::host::FieldKind;
use crate::reading::{Fate, Loss, Status};
use crate::rules::support::{choice, code};
use crate::text::{Edit, Span, nearest};

pub(super) static RULE: Rule = Rule {
    name: "dropped-value",
    group: Group::Loss,
    severity: Severity::Warning,
    summary: "A value that its field does not take",
    fixable: Fixable::Sometimes,
    source: Source::Observed("fields"),
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: super::Docs {
        what: "Finds values that the host drops because the field does not take them.",
        why: "The agent then runs as if the field were not there, and nothing tells.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code\npermissionMode: Plan\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code\npermissionMode: plan\n---\nYou review code.\n",
        fix: "Writes the word that was meant.",
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for field in &cx.reading.fields {
        let (Fate::Dropped(loss), Some(spec)) = (field.fate, cx.reading.host.field(&field.key)) else { continue };
        // Without these an agent doesn't load or has no tools, which has its own rules.
        let vital = matches!(spec.kind, FieldKind::Name | FieldKind::Description) && cx.reading.status == Status::Ignored;
        if vital || loss == Loss::Unparsed || field.key == "tools" {
            continue;
        }
        // A value that is nothing but a comment has a rule of its own, too.
        let rest = Span::new(field.key_span.end(), cx.line(field.key_span.start()).end());
        if loss == Loss::Empty && field.value_span.is_none() && cx.text(rest).contains(" #") {
            continue;
        }
        let span = field.value_span.unwrap_or(field.key_span);
        let text = cx.text(span);
        let value = field.value.as_deref().unwrap_or_default();
        let (what, help, words): (String, String, &[&str]) = match loss {
            Loss::Empty => ("is empty".to_owned(), "Remove the line, or write a value.".to_owned(), &[]),
            Loss::NotText => ("is not text".to_owned(), "Write it as one text.".to_owned(), &[]),
            Loss::NotList => ("is not a list".to_owned(), "Write one item a line, each behind `- `.".to_owned(), &[]),
            Loss::NotPositiveInteger => ("is not a whole number above zero".to_owned(), "Write such a number.".to_owned(), &[]),
            Loss::NotIntegerFrom(least) => {
                (format!("is not a whole number of at least {least}"), "Write such a number.".to_owned(), &[])
            }
            Loss::NotOneOf(words) => ("is not one of its values".to_owned(), ["Write ", &choice(words.iter().copied()), "."].concat(), words),
            Loss::NotOneOfNorInteger(words) => {
                ("is not one of its values".to_owned(), ["Write ", &choice(words.iter().copied()), ", or a whole number."].concat(), words)
            }
            Loss::Unparsed => continue,
        };
        let message = match field.value {
            Some(_) => [&code(text), " ", &what, ", so ", cx.host(), " drops ", &code(&field.key), "."].concat(),
            None => [&code(&field.key), " ", &what, ", so it has no effect."].concat(),
        };
        let mut diagnostic = Diagnostic::new(&RULE, span, message).help(help);
        if let Some(word) = meant(value, words) {
            diagnostic =
                diagnostic.fix(Fix::safe(["Write ", &code(word)].concat(), [Edit::replace(span, word)]));
        }
        found.push(diagnostic);
    }
}

/// The word that was meant by `value`.
fn meant<'w>(value: &str, words: &[&'w str]) -> Option<&'w str> {
    let word = match value.to_ascii_lowercase().as_str() {
        "yes" | "on" | "1" => "true",
        "no" | "off" | "0" => "false",
        _ => return nearest(value, words.iter().copied()),
    };
    words.iter().copied().find(|&known| known == word)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_value() {
        check("
---
name: é
description: d
maxTurns: éé
          ^^ dropped-value
background: yes
            ^^^ dropped-value
color:
^^^^^ dropped-value
---
");
    }

    #[test]
    fn writes_what_was_meant() {
        fix("dropped-value", "---\nname: a\ndescription: d\nmemory: User\n---\n", "---\nname: a\ndescription: d\nmemory: user\n---\n");
        fix("dropped-value", "---\nname: a\ndescription: d\nbackground: on\n---\n", "---\nname: a\ndescription: d\nbackground: true\n---\n");
    }
}
