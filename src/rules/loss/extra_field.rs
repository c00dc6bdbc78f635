//! `extra-field`: a field that is there for other readers.

use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::Field;
use crate::rules::loss::unknown_field::{is_setting_elsewhere, meant_by, unknown_fields};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{say, some};
use crate::text::alike;

pub(crate) static RULE: Rule = Rule {
    name: "extra-field",
    group: Group::Loss,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A field that the host does not know and that is no mistake for another",
        confidence: Confidence::High,
        source: Source::Observed(&["fields"]),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds fields that the host does not know, that look like none that it does, and that hold words which may be meant for the agent: `expertise`, `role`, `persona`. The first one is reported, and those behind it are pointed to. Left alone are what people keep for lists of agents (`version`, `author`, `tags` and the like), numbers, single words and identifiers, what the prompt or the description says as well, and files that are called templates.",
        why: "The host does nothing with them and tells nobody; neither the agent nor the model that chooses it gets to see them. That is fine for what a catalogue or a script reads, and not for what the agent should know.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nexpertise: asynchronous Rust, databases\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code. You know asynchronous Rust and databases well.\n",
        fix: "None: who else reads the field is not known.",
        further: &[(
            "claude-code",
            &[
                "expertise: asynchronous Rust\nrole: senior engineer\npersona: calm and dry\nmotto: first do no harm\naim: good code",
            ],
        )],
    },
    check,
};

/// How many fields are looked at: each is held against the prompt.
const MOST: usize = 64;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    // Of a frontmatter that can't be parsed it is not known which lines are fields at all.
    if cx.reading.tree().is_none() || cx.is_template() {
        return;
    }
    let is_extra = |field: &&Field| {
        meant_by(cx, field).is_none()
            && !is_setting_elsewhere(&field.key)
            && !is_catalogue_data(&field.key)
            && says_something(cx, field)
            && !cx.suppressions.hide(&RULE, field.key_span)
    };
    let fields: Vec<&Field> = unknown_fields(cx).take(MOST).filter(is_extra).collect();
    let keys: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
    let Some((first, rest)) = fields.split_first() else { return };
    let them = if rest.is_empty() { "it" } else { "them" };
    let message = say("{} does not know {}; only other programs can make use of {}.", &[cx.host(), &some(&keys), them]);
    let help = say("If the agent should know {}, write {} into the prompt.", &[them, them]);
    let mut diagnostic = Diagnostic::new(&RULE, first.key_span, message).help(help);
    for field in rest {
        diagnostic = diagnostic.related(field.key_span, "nor this one");
    }
    found.push(diagnostic);
}

/// Whether the value is of words, two of which stand beside each other, and the model doesn't read it
/// elsewhere.
fn says_something(cx: &Context<'_>, field: &Field) -> bool {
    let Some(span) = field.value_span else { return false };
    let is_word =
        |word: &str| word.chars().all(|c| c.is_ascii_alphabetic() || !c.is_ascii() || matches!(c, '-' | '\'' | '’'));
    let open = |c: char| matches!(c, '"' | '\'' | '(' | '[');
    let close = |c: char| matches!(c, '"' | '\'' | ')' | ']' | ',' | '.' | ';');
    let speaks = cx.text(span).split('\n').any(|line| {
        let line = line.find(" #").map_or(line, |comment| &line[..comment]);
        let mut before = false;
        // Scripts without spaces have no words that could be told apart.
        line.split_whitespace().any(|word| {
            let foreign = word.chars().filter(|c| *c >= '\u{2e80}').count() > 3;
            let bare = word.trim_start_matches(open).trim_end_matches(close);
            let now = is_word(bare) && bare.len() > 1;
            let both = before && now && !word.starts_with(open);
            before = now && !word.ends_with(close);
            both || foreign
        })
    });
    speaks && !is_read_elsewhere(cx, cx.text(span))
}

/// How many words of a value are looked for elsewhere.
const WORDS: usize = 32;

/// Whether most of the words of `value`, a text or a list, are in what the model reads: then it says nothing new.
fn is_read_elsewhere(cx: &Context<'_>, value: &str) -> bool {
    let description = cx.reading.agent.as_ref().map_or("", |agent| &agent.description);
    let prompt = cx.prompt().map_or("", |prompt| cx.text(prompt));
    let read = [description, "\n", prompt].concat().to_ascii_lowercase();
    let words =
        value.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).filter(|word| word.len() > 3).take(WORDS);
    let (mut all, mut heard) = (0, 0);
    for word in words {
        let word = word.to_ascii_lowercase();
        all += 1;
        // What a word begins with: it may stand there in another form.
        heard += usize::from(read.contains(word.get(..5).unwrap_or(&word)));
    }
    all > 0 && heard * 5 >= all * 4
}

/// Whether the key is one that people keep for lists of agents: nobody expects the agent to read it.
fn is_catalogue_data(key: &str) -> bool {
    const KEYS: &[&str] = &[
        "author",
        "authors",
        "backlog-id",
        "category",
        "contributors",
        "copyright",
        "created",
        "created-at",
        "date",
        "department",
        "division",
        "domain",
        "duration-tier",
        "emoji",
        "graph",
        "homepage",
        "icon",
        "id",
        "intent",
        "keywords",
        "last-updated",
        "layout",
        "level",
        "license",
        "locale",
        "maintainer",
        "metadata",
        "order",
        "phase",
        "priority",
        "repository",
        "slug",
        "source",
        "source-commit",
        "source-locale",
        "status",
        "tagline",
        "tags",
        "tier",
        "title",
        "translation-date",
        "translator",
        "type",
        "updated",
        "updated-at",
        "url",
        "version",
        "vibe",
        "voice",
        "voice-id",
    ];
    KEYS.iter().any(|known| alike(key, known))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    #[test]
    fn marks_the_key() {
        check(
            "
---
name: é
description: d
expertise: é and more
^^^^^^^^^ extra-field
modle: opus
^^^^^ unknown-field
created_at: é and more
role: calm reviewer
aim: 4 two_words [a, b] domain:code
kind: [Rust, Go, \"C\"]
abilities:
  - self_learning # é and more
motto: First do no harm
skills_of_old:
  - careful reading
  - testing é of parsers
---
é: First do no harm. Read with care, test each parser.
",
        );
    }

    #[test]
    fn heeds_the_comment_of_each() {
        check(
            "
---
name: é
description: d
# passmuster: ignore[extra-field] é
expertise: é and more
role: calm reviewer
^^^^ extra-field
# passmuster: ignore[extra-field] é
aim: good code
---
",
        );
    }
}
