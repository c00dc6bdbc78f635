//! `crlf-defeats-quoting`: a value that the host would quote, were it not for CR LF line ends.

use crate::diagnostic::Fix;
use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::Attempt;
use crate::rules::mending::CARRIED;
use crate::rules::quoting;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::{Edit, Span, fill};

pub(crate) static RULE: Rule = Rule {
    name: "crlf-defeats-quoting",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A value that the host would quote, were it not for CR LF line ends",
        confidence: Confidence::High,
        source: Source::Observed(&["second-try"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds values that need quotes in a file whose lines end in CR LF.",
        why: "A frontmatter that is not YAML gets a second try, in which the host quotes unquoted values itself. It passes over lines that end in CR LF, so a file that loads with Unix line ends is ignored with Windows ones.",
        host: "claude-code",
        bad: "---\r\nname: reviewer\r\ndescription: Use it when: code changes\r\n---\r\nYou review code.\r\n",
        good: "---\r\nname: reviewer\r\ndescription: \"Use it when: code changes\"\r\n---\r\nYou review code.\r\n",
        fix: "Quotes the value.",
        further: &[("claude-code-plugin", &["---\r\nname: a\r\ndescription: d: e\r\n---\r\n"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Attempt::Failed { first, .. } = &cx.reading.attempt else { return };
    if !cx.crlf {
        return;
    }
    // One mend for all: as long as one value is wrong, the host reads none.
    let mut edits: Vec<Edit> = Vec::new();
    let mut line_start = None;
    for error in &first.errors {
        let line = cx.line(error.span.start()).start();
        if line_start.replace(line) != Some(line)
            && let Some((_, value)) = cx.line_entry(line)
        {
            edits.push(Edit::replace(value, quoting::quoted(cx.text(value))));
        }
    }
    let fix = (!edits.is_empty()).then(|| Fix::safe("Quote the value", edits));
    let fix = fix.and_then(|fix| cx.if_harmless(fix, |after| after.reading.tree().is_some()));
    let mut carried = 0;
    for error in &first.errors {
        if !cx.ends_in_crlf(error.span.start()) {
            continue;
        }
        let end = cx.line(error.span.start()).end();
        let message = fill(
            "This value needs quotes. {} would add them itself, but not on a line that ends in CR LF, so it {}.",
            &[cx.host(), cx.consequence()],
        );
        let mut diagnostic = Diagnostic::new(&RULE, Span::new(end, end + 1), message)
            .help("Quote the value, or end the lines in LF alone.")
            .related(error.span, "this is what needs quotes");
        diagnostic.severity = cx.severity_of_broken();
        found.push(diagnostic.fix(fix.clone().filter(|_| carried < CARRIED)));
        carried += 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check_for, fix};

    #[test]
    fn marks_the_line_end() {
        check_for(
            "claude-code",
            "\r\n",
            "
---
name: é
description: Use é: now
                       ^ crlf-defeats-quoting
---
",
        );
    }

    #[test]
    fn quotes_what_needs_it() {
        fix(
            "crlf-defeats-quoting",
            "---\r\nname: a\r\ndescription: a: b \r\nmodel: opus\r\n---\r\n",
            "---\r\nname: a\r\ndescription: \"a: b\" \r\nmodel: opus\r\n---\r\n",
        );
    }
}
