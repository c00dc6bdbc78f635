//! `unclosed-quote`: a quoted value that no quote closes.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::text::{Edit, Span};
use crate::yaml::ErrorKind;

pub(crate) static RULE: Rule = Rule {
    name: "unclosed-quote",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A quoted value that no quote closes",
        confidence: Confidence::High,
        source: Source::Observed(&["quotes"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds a value that begins with `\"` or `'` and that the same quote doesn't close.",
        why: "Everything behind the quote belongs to the value, the following fields included, until the frontmatter \
              ends. The YAML parser gives up, and with it the host.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: \"Use it to review code\nmodel: sonnet\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: \"Use it to review code\"\nmodel: sonnet\n---\nYou review code.\n",
        fix: "Closes the quote at the end of its line, where that makes the file readable.",
        further: &[("claude-code", &["skills:\n  - 'a", "skills:\n  - \"a"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    cx.report_yaml(found, &RULE, &[ErrorKind::UnclosedQuote], |error| {
        let quote = cx.text(error.span);
        let line = cx.frontmatter_line(error.span.start());
        let rest = Span::new(error.span.start(), line.end());
        let end = rest.start() + cx.text(rest).trim_end().len();
        let message = say("The quote `{}` is never closed", &[quote]);
        Diagnostic::new(&RULE, error.span, message)
            .help(say("Close it with another `{}`, or remove it.", &[quote]))
            .fix(cx.mend("Close the quote at the end of the line", vec![Edit::insert(end, quote)]))
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_quote() {
        check(
            r#"
---
name: é
description: "Reviews code
             ^ unclosed-quote
model: sonnet
---
"#,
        );
    }

    #[test]
    fn closes_it() {
        fix(
            "unclosed-quote",
            "---\nname: a\ndescription: 'Reviews code  \ntools: Read\n---\n",
            "---\nname: a\ndescription: 'Reviews code'  \ntools: Read\n---\n",
        );
    }
}
