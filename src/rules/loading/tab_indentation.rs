//! `tab-indentation`: a tab where YAML wants spaces.

use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::{Edit, Span};
use crate::yaml::ErrorKind;

pub(crate) static RULE: Rule = Rule {
    name: "tab-indentation",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A tab where YAML wants spaces",
        confidence: Confidence::High,
        source: Source::Observed(&["yaml-errors"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds tabs in the indentation of the frontmatter.",
        why: "YAML forbids tabs in indentation. The host replaces tabs at the very start of a line in its second try; where that does not help, it gives up.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: |\n  Use it to review code\n  	and tests\nhooks:\n 	Stop: []\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: |\n  Use it to review code\n  	and tests\nhooks:\n  Stop: []\n---\nYou review code.\n",
        fix: "Replaces each tab by two spaces, where that makes the file readable.",
        further: &[("claude-code-plugin", &["skills:\n  - a\n\tb: c"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    cx.report_yaml(found, &RULE, &[ErrorKind::TabIndentation], |error| {
        let message = "A tab can't indent YAML";
        let tabs = (error.span.start()..cx.line(error.span.start()).end())
            .take_while(|&at| matches!(cx.document.source.as_bytes()[at], b'\t' | b' '))
            .filter(|&at| cx.document.source.as_bytes()[at] == b'\t');
        let edits = tabs.map(|at| Edit::replace(Span::new(at, at + 1), "  ")).collect();
        Diagnostic::new(&RULE, error.span, message)
            .help("Indent with spaces.")
            .fix(cx.mend("Replace tabs with spaces", edits))
    });
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_tab() {
        check(
            "
---
name: é
description: d
skills:
 \t- é
 ^ tab-indentation
---
",
        );
    }

    #[test]
    fn replaces_it() {
        fix(
            "tab-indentation",
            "---\nname: a\ndescription: d\nskills:\n \t- x\n---\n",
            "---\nname: a\ndescription: d\nskills:\n   - x\n---\n",
        );
    }
}
