//! `invalid-name`: a `name` that the host does not take.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::{Fate, Loss, Reason};
use crate::rules::quoting;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{reads_as, say};
use crate::text::{COLONS, Edit};

pub(crate) static RULE: Rule = Rule {
    name: "invalid-name",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A `name` that the host does not take",
        confidence: Confidence::High,
        source: Source::Observed(&["name"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds names that are no text (`name: 123`), begin with `-`, contain `:` or are longer than 256 characters.",
        why: "The host skips the file.",
        host: "claude-code",
        bad: "---\nname: 2024\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        good: "---\nname: \"2024\"\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "Quotes a value that YAML reads as a number or the like; puts hyphens in the place of colons; removes hyphens in front.",
        further: &[(
            "claude-code",
            &[
                "---\nname: 2024\ndescription: d\n---\n",
                "---\nname: [a]\ndescription: d\n---\n",
                "---\nname: a:b\ndescription: d\n---\n",
                "---\nname: -a\ndescription: d\n---\n",
                "---\nname: LONG\ndescription: d\n---\n",
            ],
        )],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !cx.reading.host.field("name").is_some_and(|field| field.required) {
        return;
    }
    let Some((field, span)) = cx.reading.field("name").and_then(|field| Some((field, field.value_span?))) else {
        return;
    };
    let text = cx.text(span);
    let name = field.value.as_deref().unwrap_or_default();
    let line = cx.line(span.start());
    // Quotes at the edge would begin something new.
    let quotable = line.start() < span.start() && span.end() <= line.end();
    match (&cx.reading.reason, field.fate) {
        (_, Fate::Dropped(Loss::NotText)) => {
            let message =
                say("YAML does not read `{}` as text, so {} finds no name and ignores this file.", &[text, cx.host()]);
            let quote = || Fix::safe("Quote the value", [Edit::replace(span, quoting::quoted(text))]);
            // One item in brackets is meant as what it is.
            let item = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).map(str::trim);
            let item = item.filter(|item| reads_as(item, item) && !item.contains(','));
            found.push(
                Diagnostic::new(&RULE, span, message)
                    .help("Write a name, in quotes if YAML takes it for something else.")
                    .fix(match item {
                        Some(item) => Some(Fix::safe("Remove the brackets", [Edit::replace(span, item)])),
                        None => quotable.then(quote),
                    }),
            );
        }
        (Some(Reason::InvalidName(problem)), _) => {
            let mended: String = name.split(COLONS).map(str::trim).collect::<Vec<_>>().join("-");
            let mended = mended.trim_matches('-');
            let message = say("The name `{}` {}, so {} ignores this file.", &[name, problem, cx.host()]);
            let mends = quotable && !mended.is_empty() && mended.len() < 256 && mended != name;
            let rename = || {
                let plain = reads_as(mended, mended) && !text.starts_with(['"', '\'']);
                let insert = if plain { mended.to_owned() } else { quoting::quoted(mended) };
                Fix::suggestion(say("Rename it to `{}`", &[mended]), [Edit::replace(span, insert)])
            };
            found.push(
                Diagnostic::new(&RULE, span, message)
                    .help("Use lower-case words with hyphens.")
                    .fix(mends.then(rename)),
            );
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_value() {
        check(
            "
---
description: é
name: é:b
      ^^^ invalid-name
---
",
        );
        check(
            "
---
name: true
      ^^^^ invalid-name
description: é
---
",
        );
    }

    #[test]
    fn mends_it() {
        fix("invalid-name", "---\nname: [a-b]\ndescription: d\n---\n", "---\nname: a-b\ndescription: d\n---\n");
        fix("invalid-name", "---\nname: 1.0\ndescription: d\n---\n", "---\nname: \"1.0\"\ndescription: d\n---\n");
        fix("invalid-name", "---\nname: a:b\ndescription: d\n---\n", "---\nname: a-b\ndescription: d\n---\n");
        fix("invalid-name", "---\nname: -a\ndescription: d\n---\n", "---\nname: a\ndescription: d\n---\n");
    }
}
