//! `file-too-large`: a file of more than 1 MiB.

use crate::diagnostic::{Diagnostic, Severity};
use crate::reading::Reason;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::{Span, fill};

pub(crate) static RULE: Rule = Rule {
    name: "file-too-large",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A file of more than 1 MiB",
        confidence: Confidence::High,
        source: Source::Observed(&["size"]),
        fixable: Fixable::Never,
        since: "0.1.0",
        what: "Finds files of more than 1,048,576 bytes.",
        why: "The host does not read them at all.",
        host: "claude-code",
        bad: "",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "There is none.",
        further: &[("claude-code", &["---\nname: a\ndescription: Use it.\n---\nMEGABYTE\n"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if !matches!(cx.reading.reason, Some(Reason::TooLarge)) {
        return;
    }
    let source = cx.document.source;
    let from = source.floor_char_boundary(cx.reading.host.max_bytes);
    let message = fill("The file is larger than 1 MiB, so {} does not read it.", &[cx.host()]);
    found.push(Diagnostic::new(&RULE, Span::new(from, source.len()), message).help("Shorten it by what is marked."));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::diagnose;

    #[test]
    fn marks_what_is_too_much() {
        let fits = ["---\nname: a\ndescription: Use it.\n---\n", &"é".repeat(1 << 19)].concat();
        let large = &fits[..(1 << 20) - 1];
        assert!(diagnose(large, "claude-code").is_empty());
        for host in ["claude-code", "claude-code-plugin"] {
            let found = diagnose(&fits, host);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(found[0].rule.name, "file-too-large");
            // The limit falls into a character, which is marked as a whole.
            assert_eq!((found[0].span.start(), found[0].span.end()), ((1 << 20) - 1, fits.len()));
        }
    }
}
