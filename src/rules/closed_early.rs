//! `closed-early`: a `---` that closes the frontmatter before its end.

use super::rule::{Source, Context, Fixable, Group, Rule};
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::Status;
use crate::rules::support::code;
use crate::text::{Edit, Span};

pub(super) static RULE: Rule = Rule {
    name: "closed-early",
    group: Group::Loss,
    severity: Severity::Warning,
    summary: "A `---` that closes the frontmatter before its end",
    fixable: Fixable::Sometimes,
    source: Source::Observed("envelope"),
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: super::Docs {
        what: "Finds a frontmatter that is closed by a `---` which is not alone on its line, or behind which fields go on.",
        why: "The first `---` closes the frontmatter, even in the middle of a value. The rest of the fields becomes part of the prompt.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code --- and tests\nmodel: opus\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code — and tests\nmodel: opus\n---\nYou review code.\n",
        fix: "Puts a dash (—) in the place of a `---` inside a value; takes a closing fence that was meant as one to a line of its own.",
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
    let mut message = ["This `---` closes the frontmatter"].concat();
    if !before.trim().is_empty() {
        message.push_str(" in the middle of a line");
    }
    match &fields {
        Some((names, _)) => message.push_str(&[", so ", names, " and what follows become part of the prompt."].concat()),
        None => message.push_str(", although it is not alone on its line."),
    }
    let mut diagnostic = Diagnostic::new(&RULE, fences.close, message);
    if cx.reading.status == Status::Ignored {
        diagnostic.severity = Severity::Error;
    }
    if let Some((_, place)) = fields {
        diagnostic = diagnostic.related(place, "this was meant as a field");
    }
    if before.trim().is_empty() && fields.is_none() {
        let mut edits = Vec::new();
        if !before.is_empty() {
            edits.push(Edit::delete(Span::new(line.start(), fences.close.start())));
        }
        if !after.trim().is_empty() {
            edits.push(Edit::insert(fences.close.end(), cx.eol()));
        }
        diagnostic = diagnostic.help("Put it on a line of its own.").fix(Fix::safe("Put it on a line of its own", edits));
    } else if !before.trim().is_empty() {
        let fix = Fix::suggestion("Write a dash (—) for it", dashes(cx, Span::new(fences.close.start(), line.end())));
        let closed = |after: &Context<'_>| after.document.envelope.fences.is_some();
        diagnostic = diagnostic.help("Write it as a dash: `—`.").fix(cx.if_harmless(fix, closed));
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

/// The field that stands behind the closing fence before another `---`, if there is one.
fn lost_fields(cx: &Context<'_>, from: usize) -> Option<(String, Span)> {
    let mut at = from;
    let mut field = None;
    for line in cx.document.source[from..].split_inclusive('\n').take(64) {
        let text = line.trim_end();
        if text == "---" && at > from {
            return field;
        }
        if let Some((key, _)) = text.split_once(':').filter(|(key, _)| cx.reading.host.field(key).is_some()) {
            field = field.or_else(|| Some((code(key), Span::new(at, at + key.len()))));
        } else if text.starts_with(['#', '`', '*']) {
            return None;
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
        check("
---
name: é
description: é --- e
               ^^^ closed-early
model: opus
---
body
");
        check("
---
name: é
description: d
 ---
 ^^^ closed-early
body
");
        check("
---
name: é
description: d
---
^^^ closed-early
model: opus
---
body
");
        check("
---
name: é
description: d
---
Text.

---

More.
");
    }

    #[test]
    fn makes_it_a_dash_or_a_line() {
        fix("closed-early", "---\nname: a\ndescription: a --- b\nmodel: opus\n---\n", "---\nname: a\ndescription: a — b\nmodel: opus\n---\n");
        fix("closed-early", "---\nname: a\ndescription: a ---- b---\n---\n", "---\nname: a\ndescription: a — b—\n---\n");
        fix("closed-early", "---\nname: a\ndescription: d\n --- body\n", "---\nname: a\ndescription: d\n---\n body\n");
    }
}
