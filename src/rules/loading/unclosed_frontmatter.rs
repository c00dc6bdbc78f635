//! `unclosed-frontmatter`: no `---` behind the frontmatter.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::document::opens;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::{Edit, Span, fill};

pub(crate) static RULE: Rule = Rule {
    name: "unclosed-frontmatter",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "No `---` behind the frontmatter",
        confidence: Confidence::High,
        source: Source::Observed(&["envelope"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds files that begin with `---` and hold no second one.",
        why: "The host then finds no frontmatter at all, skips the file and says nothing; in a plugin it loads the agent without any of its fields.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\n\nYou review code.\n",
        fix: "Puts `---` behind the last field, or in the place of `...`.",
        further: &[("claude-code-plugin", &["---\nname: a\ndescription: d\n"])],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if cx.document.envelope.fences.is_some() || !opens(cx.document.source) {
        return;
    }
    let start = cx.document.envelope.start as usize;
    let consequence = match cx.severity_of_broken() {
        Severity::Error => " takes the file for documentation and ignores it.",
        _ => " loads the file without any fields.",
    };
    let message = fill("No `---` closes the frontmatter that begins here, so {}{}", &[cx.host(), consequence]);
    let mut diagnostic = Diagnostic::new(&RULE, Span::new(start, start + 3), message)
        .help("Put a line `---` between the fields and the prompt.")
        .fix(close(cx, start).and_then(|fix| cx.if_harmless(fix, |after| after.document.envelope.fences.is_some())));
    diagnostic.severity = cx.severity_of_broken();
    found.push(diagnostic);
}

/// Closes the frontmatter at `...`, or behind the last line of fields.
fn close(cx: &Context<'_>, start: usize) -> Option<Fix> {
    let mut last = None;
    let mut at = start;
    for line in cx.document.source[start..].split_inclusive('\n') {
        let text = line.trim_end();
        if text == "..." {
            let edit = Edit::replace(Span::new(at, at + text.len()), "---");
            return Some(Fix::safe("Write `---` for `...`", [edit]));
        }
        at += line.len();
        let key = text.split_once(':').map_or("", |(key, _)| key);
        if cx.reading.host.field(key).is_some() {
            last = Some(at);
        } else if text != "---" && (last.is_some() && text.trim().is_empty() || text.starts_with('#')) {
            break;
        }
    }
    let fence = fill("---{}", &[cx.eol()]);
    last.map(|at| Fix::suggestion("Close the frontmatter behind its last field", [Edit::insert(at, fence)]))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_opening() {
        check(
            "
---
^^^ unclosed-frontmatter
name: é
",
        );
    }

    #[test]
    fn closes_it() {
        fix(
            "unclosed-frontmatter",
            "---\nname: a\ndescription: d\n...\nbody\n",
            "---\nname: a\ndescription: d\n---\nbody\n",
        );
        fix(
            "unclosed-frontmatter",
            "---\nname: a\ndescription: d\n\nbody: x\n",
            "---\nname: a\ndescription: d\n---\n\nbody: x\n",
        );
    }
}
