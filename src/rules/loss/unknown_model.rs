//! `unknown-model`: a model that the host does not know.

use crate::diagnostic::{Diagnostic, Severity};
use crate::host::ModelAlias;
use crate::reading::Fate;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{say, write_instead};
use crate::text::{alike, fill, nearest};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-model",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A model that the host does not know",
        confidence: Confidence::Medium,
        source: Source::Observed(&["model"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds values of `model` that are neither an alias nor anything that the host takes for a model's id.",
        why: "The host takes any text and asks the API for exactly that. Unless the session talks to a gateway that knows the name, the agent then ends with an error before it has done anything.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nmodel: opuss\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nmodel: opus\n---\nYou review code.\n",
        fix: "Writes the alias or id that was meant.",
        further: &[(
            "claude-code",
            &["model: gpt-4", "model: claude-sonnet-45", "model: Sonnet 4.5", "model: sonnet, haiku", "model: “opus”"],
        )],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(field) = cx.reading.field("model").filter(|field| field.fate == Fate::Used) else { return };
    let (Some(span), Some(value)) = (field.value_span, &field.value) else { return };
    let host = cx.reading.host;
    let written = value.trim();
    // What a gateway or another provider calls its models can't be known, and a comment that became
    // part of the value has a rule of its own.
    // Neither can what a template leaves open.
    if host.is_model(written)
        || written.contains(['<', '{', '|'])
        || written.starts_with("arn:")
        || written.contains('/')
        || written.contains(" #")
    {
        return;
    }
    // Quotes of another script, and those that Markdown puts around code, are part of the text.
    let value = written.trim_matches(|c: char| matches!(c, '`' | '“' | '”' | '‘' | '’'));
    let words = || host.models.iter().map(|alias: &ModelAlias| alias.word);
    let ids = || host.model_ids.iter().filter(|id| id.retired.is_none()).map(|id| id.base);
    let with_maker = fill("claude-{}", &[value]);
    let same = ids().find(|id| alike(id, value) || alike(id, &with_maker));
    let meant = same.or_else(|| nearest(value, words())).or_else(|| nearest(value, ids()));
    let message = say(
        "{} does not know the model `{}` and asks the API for exactly that: unless the API knows it, the agent fails.",
        &[cx.host(), written],
    );
    let diagnostic = Diagnostic::new(&RULE, span, message);
    found.push(match meant {
        Some(meant) => diagnostic.help(say("Did you mean `{}`?", &[meant])).fix(write_instead(span, meant, false)),
        None => diagnostic.help("Write an alias such as `sonnet`, a model's full id, or `inherit`."),
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_model() {
        check(
            "
---
name: é
description: d
model: \"gpt-é\"
       ^^^^^^^ unknown-model
---
",
        );
        for model in [
            "Opus",
            "haiku[1m]",
            "claude-sonnet-4-6",
            "us.anthropic.claude-opus-4-6-v1",
            "openrouter/x",
            "<sonnet | opus>",
        ] {
            check(&format!("\n---\nname: é\ndescription: d\nmodel: {model}\n---\n"));
        }
    }

    #[test]
    fn writes_what_was_meant() {
        fix(
            "unknown-model",
            "---\nname: a\ndescription: d\nmodel: Sonnet 5\n---\n",
            "---\nname: a\ndescription: d\nmodel: claude-sonnet-5\n---\n",
        );
    }
}
