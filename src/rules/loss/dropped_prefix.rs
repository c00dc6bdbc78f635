//! `dropped-prefix`: a first word that YAML takes for an anchor or a tag.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::host::FieldKind;
use crate::rules::quoting;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::text::{Edit, Span};
use crate::yaml::NodeKind;

pub(crate) static RULE: Rule = Rule {
    name: "dropped-prefix",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A first word that YAML takes for an anchor or a tag",
        confidence: Confidence::High,
        source: Source::Observed(&["description"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds unquoted text that begins with `&` or `!`.",
        why: "YAML takes the first word for an anchor or a tag and drops it.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: !important Use it after every change\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: \"!important Use it after every change\"\n---\nYou review code.\n",
        fix: "Quotes the whole value.",
        further: &[("claude-code", &["---\nname: a\ndescription: &every day\n---\n"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(tree) = cx.reading.tree() else { return };
    let uses_aliases = tree.nodes.iter().any(|node| matches!(node.kind, NodeKind::Alias(_)));
    for field in &cx.reading.fields {
        let (Some(spec), Some(id)) = (cx.reading.host.field(&field.key), field.node) else { continue };
        if !matches!(spec.kind, FieldKind::Name | FieldKind::Description | FieldKind::Text | FieldKind::Model) {
            continue;
        }
        let node = tree.node(id);
        let tag = node.tag.filter(|tag| !cx.text(*tag).starts_with("!!"));
        let Some(prefix) = tag.or(node.anchor.filter(|_| !uses_aliases)) else { continue };
        let whole = Span::new(prefix.start(), node.span.end().max(prefix.end()));
        let kind = if tag.is_some() { "tag" } else { "anchor" };
        let message = say(
            "YAML takes `{}` for {}{} and drops it.",
            &[cx.text(prefix), if tag.is_some() { "a " } else { "an " }, kind],
        );
        let text = cx.text(whole);
        let quote = || Fix::safe("Quote the whole value", [Edit::replace(whole, quoting::scalar(text, 0, cx.eol()))]);
        let plain = !text.contains(['\n', '"', '\'']);
        found.push(
            Diagnostic::new(&RULE, prefix, message)
                .help("Quote the value.")
                .fix(plain.then(quote).and_then(|fix| cx.if_harmless(fix, |_| true))),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_first_word() {
        check(
            "
---
name: a
description: &x é
             ^^ dropped-prefix
---
",
        );
        check(
            "
---
name: &n a
description: *n
---
",
        );
    }

    #[test]
    fn quotes_it() {
        fix("dropped-prefix", "---\nname: a\ndescription: !x y\n---\n", "---\nname: a\ndescription: \"!x y\"\n---\n");
    }
}
