//! `closed-early`: a `---` that closes the frontmatter before its end.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::Status;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::code;
use crate::text::{Edit, Span, fill};

pub(crate) static RULE: Rule = Rule {
    name: "closed-early",
    group: Group::Loss,
    severity: Severity::Warning,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A `---` that closes the frontmatter before its end",
        confidence: Confidence::High,
        source: Source::Observed(&["envelope"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds a frontmatter that is closed by a `---` which is not alone on its line, or behind which fields go on.",
        why: "The first `---` closes the frontmatter, even in the middle of a value. The rest of the fields becomes part of the prompt.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Use it to review code --- and tests\nmodel: opus\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Use it to review code — and tests\nmodel: opus\n---\nYou review code.\n",
        fix: "Puts a dash (—) in the place of a `---` inside a value; takes a closing fence that was meant as one to a line of its own.",
        further: &[
            (
                "claude-code",
                &[
                    "---\nname: a\n---\ndescription: d\nmodel: opus\n---\n",
                    "---\nname: a\ndescription: d --- e\n---\n",
                    "---\nname: a\ndescription: d\n--- You review code.\n",
                    "---\nname: a\ndescription: d\n-----\n",
                    "---\nname: a\ndescription: d\n---\nmodel: opus\n---\n",
                ],
            ),
            ("claude-code-plugin", &["---\nname: a --- b\ndescription: d\n---\n"]),
        ],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let Some(fences) = cx.document.envelope.fences else { return };
    let line = cx.line(fences.close.start());
    let before = &cx.document.source[line.start().max(fences.open.end())..fences.close.start()];
    let rest = Span::new(fences.close.end(), line.end().max(fences.close.end()));
    let after = cx.text(rest);
    let fields = lost_fields(cx, rest.start());
    let alone = before.is_empty() && after.trim().is_empty();
    if alone && fields.is_none() {
        return;
    }
    let inside = !before.trim().is_empty();
    let place = if inside { "This `---` in the middle of a line" } else { "This `---`" };
    let effect = match &fields {
        Some((names, _)) => fill(": {} and what follows become part of the prompt.", &[names]),
        None if inside => ": what follows becomes part of the prompt.".to_owned(),
        None => ", although it is not alone on its line.".to_owned(),
    };
    let message = fill("{} closes the frontmatter{}", &[place, &effect]);
    let mut diagnostic = Diagnostic::new(&RULE, fences.close, message);
    if cx.reading.status == Status::Ignored {
        diagnostic.severity = Severity::Error;
    }
    if let Some((_, place)) = fields {
        diagnostic = diagnostic.related(place, "this was meant as a field");
    }
    if !inside && fields.is_none() && after.trim().bytes().all(|byte| byte == b'-') && !after.trim().is_empty() {
        let extra = Span::new(rest.start(), rest.start() + after.trim_end().len());
        let mut edits = vec![Edit::delete(extra)];
        if !before.is_empty() {
            edits.push(Edit::delete(Span::new(line.start(), fences.close.start())));
        }
        diagnostic =
            diagnostic.help("Write three hyphens, no more.").fix(Fix::suggestion("Remove the extra hyphens", edits));
    } else if !inside && fields.is_none() {
        let mut edits = Vec::new();
        if !before.is_empty() {
            edits.push(Edit::delete(Span::new(line.start(), fences.close.start())));
        }
        if !after.trim().is_empty() {
            edits.push(Edit::insert(fences.close.end(), cx.eol()));
        }
        // The blanks before it can be the last line of a block.
        let values = |cx: &Context<'_>| -> Vec<Option<String>> {
            cx.reading.fields.iter().map(|field| field.value.clone()).collect()
        };
        let same = |after: &Context<'_>| values(after) == values(cx);
        diagnostic = diagnostic
            .help("Put it on a line of its own.")
            .fix(cx.if_harmless(Fix::safe("Put it on a line of its own", edits), same));
    } else if inside {
        let fix = Fix::suggestion("Write a dash (—) for it", dashes(cx, Span::new(fences.close.start(), line.end())));
        let closed = |after: &Context<'_>| after.document.envelope.fences.is_some();
        diagnostic = diagnostic.help("Replace it with a dash (`—`), or move it.").fix(cx.if_harmless(fix, closed));
    } else {
        diagnostic = diagnostic.help("Remove it, or what follows it up to the next `---`.");
    }
    found.push(diagnostic);
}

/// A dash for every run of three hyphens and more: without the first, the next one would close.
fn dashes(cx: &Context<'_>, rest: Span) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = rest.start();
    for run in cx.text(rest).split_inclusive(|c| c != '-') {
        let hyphens = run.bytes().take_while(|&byte| byte == b'-').count();
        if hyphens >= 3 {
            edits.push(Edit::replace(Span::new(at, at + hyphens), "—"));
        }
        at += run.len();
    }
    edits
}

/// The field that stands after the closing fence, if all lines up to another `---` look like fields
/// of a frontmatter, and it is not among those already read: a prompt may well show an example.
fn lost_fields(cx: &Context<'_>, from: usize) -> Option<(String, Span)> {
    let mut at = from;
    let mut lost = None;
    for (index, line) in cx.document.source[from..].split_inclusive('\n').take(64).enumerate() {
        let text = line.trim_end();
        let key = text.split_once(':').map_or("", |(key, _)| key);
        if index == 0 || text.is_empty() || text.starts_with([' ', '\t']) || text.starts_with("- ") {
            // The rest of a value, or of the fence's own line.
        } else if text == "---" {
            return lost;
        } else if cx.reading.host.field(key).is_none() {
            return None;
        } else if lost.is_none() && cx.reading.field(key).is_none() {
            lost = Some((code(key), Span::new(at, at + key.len())));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_dashes() {
        check(
            "
---
name: é
description: é --- e
               ^^^ closed-early
model: opus
---
body
",
        );
        check(
            "
---
name: é
description: d
 ---
 ^^^ closed-early
body
",
        );
        check(
            "
---
name: é
description: d
---
^^^ closed-early
model: opus
---
body
",
        );
        check(
            "
---
name: é
description: d
---
Text.

---

More.
",
        );
    }

    #[test]
    fn makes_it_a_dash_or_a_line() {
        fix(
            "closed-early",
            "---\nname: a\ndescription: a --- b\nmodel: opus\n---\n",
            "---\nname: a\ndescription: a — b\nmodel: opus\n---\n",
        );
        fix(
            "closed-early",
            "---\nname: a\ndescription: a ---- b---\n---\n",
            "---\nname: a\ndescription: a — b—\n---\n",
        );
        fix("closed-early", "---\nname: a\ndescription: d\n --- body\n", "---\nname: a\ndescription: d\n---\n body\n");
    }
}
