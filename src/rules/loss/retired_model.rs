//! `retired-model`: a model that is no longer served.

use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::Fate;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{say, write_instead};

pub(crate) static RULE: Rule = Rule {
    name: "retired-model",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A model that is no longer served",
        confidence: Confidence::Medium,
        source: Source::Documented("https://platform.claude.com/docs/en/about-claude/model-deprecations"),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds ids of models that Anthropic's API has retired.",
        why: "The host starts the agent and asks for most of them all the same. The API answers with an error, and the agent ends before it has done anything. In the place of some the host asks for another model without a word. Other providers (Amazon Bedrock, Google Cloud) keep to dates of their own; ids in their form are left alone.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nmodel: claude-3-5-sonnet-20241022\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nmodel: sonnet\n---\nYou review code.\n",
        fix: "Writes the alias of the same family, which always stands for a model that is served.",
        further: &[("claude-code", &["model: claude-opus-4-1-20250805", "model: claude-sonnet-4-20250514"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(field) = cx.reading.field("model").filter(|field| field.fate == Fate::Used) else { return };
    let (Some(span), Some(value)) = (field.value_span, &field.value) else { return };
    let host = cx.reading.host;
    let value = value.trim();
    // Other providers put something before the id, or mark the version with `@` or `:`.
    let own =
        value.get(..7).is_some_and(|maker| maker.eq_ignore_ascii_case("claude-")) && !value.contains(['@', ':', '/']);
    let Some(id) = host.model_id(value).filter(|_| own) else { return };
    let requested = host.model_requested(value).unwrap_or_default();
    let replaced = host.model_id(&requested).is_some_and(|other| other.base != id.base);
    let since = match id.retired {
        Some(date) => say("Anthropic's API stopped serving `{}` on {}; ", &[value, date]),
        None if replaced => say("`{}` is out of date; ", &[value]),
        None => return,
    };
    let after = match replaced {
        true => say(" asks for `{}` in its place.", &[&requested]),
        false => " asks for it all the same, and the agent ends with the API's error at its first request.".to_owned(),
    };
    let message = [&since, cx.host(), &after].concat();
    let family = host.models.iter().map(|alias| alias.word).find(|word| id.base.contains(word));
    let diagnostic = Diagnostic::new(&RULE, span, message);
    found.push(match family {
        Some(word) => diagnostic
            .help(say("Write `{}`, which always stands for a model that is served.", &[word]))
            .fix(write_instead(span, word, false)),
        None => diagnostic.help("Write an alias such as `sonnet`."),
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
model: 'claude-3-opus-20240229'
       ^^^^^^^^^^^^^^^^^^^^^^^^ retired-model
---
",
        );
        for model in ["claude-opus-4-6", "anthropic.claude-3-opus-20240229-v1:0", "claude-sonnet-4-5"] {
            check(&format!("\n---\nname: é\ndescription: d\nmodel: {model}\n---\n"));
        }
    }

    #[test]
    fn writes_the_alias() {
        fix(
            "retired-model",
            "---\nname: a\ndescription: d\nmodel: claude-3-5-haiku-latest\n---\n",
            "---\nname: a\ndescription: d\nmodel: haiku\n---\n",
        );
    }
}
