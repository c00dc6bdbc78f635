//! `missing-frontmatter`: no frontmatter where the host looks for it.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::document::opens;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::{Edit, Span, fill, is_blank};

pub(crate) static RULE: Rule = Rule {
    name: "missing-frontmatter",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "No frontmatter where the host looks for it",
        confidence: Confidence::High,
        source: Source::Observed(&["envelope"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds files that do not begin with a line `---`: there is something before it, or something else on it.",
        why: "Only the very first line can open the frontmatter. Without it the host takes the file for documentation, skips it and says nothing; in a plugin it loads the agent without any of its fields.",
        host: "claude-code",
        bad: "\n---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "Removes blanks before the opening `---` and whatever stands behind it on its line; takes a file that is a single code block out of it.",
        further: &[
            (
                "claude-code",
                &[
                    "You review code.\n",
                    "```markdown\n---\nname: a\ndescription: d\n---\nYou review code.\n```\n",
                    "# Reviewer\n\n---\nname: a\ndescription: d\n---\n",
                    "--- # reviewer\nname: a\ndescription: d\n---\n",
                    "--- name: a\ndescription: d\n---\n",
                    "---\rname: a\rdescription: d\r---\r",
                ],
            ),
            ("claude-code-plugin", &["You review code.\n", "\n---\nname: a\n---\n", "--- #\nname: a\n---\n"]),
        ],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let envelope = cx.document.envelope;
    if envelope.fences.is_some() || opens(cx.document.source) {
        return;
    }
    let source = cx.document.source;
    let start = envelope.start as usize;
    let text = &source[start..];
    let blank = text.len() - text.trim_start_matches(|c| is_blank(c) || c == '\u{200b}').len();
    let first = cx.line(start + blank);
    let consequence = match cx.severity_of_broken() {
        Severity::Error => " takes it for documentation and ignores it.",
        _ => " loads it without any fields.",
    };
    let report = |span: Span, what: &str| {
        let mut diagnostic = Diagnostic::new(&RULE, span, fill("{}, so {}{}", &[what, cx.host(), consequence]));
        diagnostic.severity = cx.severity_of_broken();
        diagnostic
    };
    let fix = |fix: Fix| cx.if_harmless(fix, |after| after.document.envelope.fences.is_some());
    if text[blank..].starts_with("---") && (text[blank..].contains("\n---") || text.contains("\r---")) {
        if text.contains('\r') && !text.contains('\n') {
            let edits: Vec<Edit> =
                source.match_indices('\r').map(|(at, _)| Edit::replace(Span::new(at, at + 1), "\n")).collect();
            let at = edits[0].span;
            found.push(
                report(at, "The lines of this file end in CR alone, which ends no line for the host")
                    .help("Use LF for line ends.")
                    .fix(fix(Fix::safe("End the lines in LF", edits))),
            );
        } else if blank > 0 {
            found.push(
                report(Span::new(start, start + blank), "There is text or blank space before the opening `---`")
                    .help("The file must begin with `---`.")
                    .fix(fix(Fix::safe("Remove it", [Edit::delete(Span::new(start, start + blank))]))),
            );
        } else {
            let behind = Span::new(start + "---".len(), first.end());
            let text = cx.text(behind);
            let place = Span::new(behind.end() - text.trim_start().len(), behind.end());
            let names_field = text.split_once(':').is_some_and(|(key, _)| cx.reading.host.field(key.trim()).is_some());
            let (title, insert) = match names_field {
                true => ("Put it on a line of its own", cx.eol()),
                false => ("Remove it", ""),
            };
            let edit =
                Edit::replace(if names_field { Span::new(behind.start(), place.start()) } else { behind }, insert);
            // A lone carriage return ends a line for the author, and what is behind it would go, too.
            let mend = (!text.contains('\r')).then(|| Fix::safe(title, [edit]));
            found.push(
                report(place, "There is text after the opening `---` on its line")
                    .help("The line must hold `---` alone.")
                    .fix(mend.and_then(fix)),
            );
        }
        return;
    }
    let fence = text.find("\n---").filter(|&at| names_fields(cx, &text[at + 4..]));
    match fence {
        Some(at) => found.push(
            report(first, "The file does not begin with its frontmatter")
                .help("Move what is before the first `---` below the second.")
                .related(Span::new(start + at + 1, start + at + 4), "the frontmatter begins only here")
                .fix(unwrap(source, first, start + at + 1).and_then(fix)),
        ),
        None => found.push(
            report(first, "The file has no frontmatter")
                .help("An agent file begins with `---`, lines `name:` and `description:`, and `---` again."),
        ),
    }
}

/// The fix of a file that is a single code block, as language models like to hand them over.
fn unwrap(source: &str, first: Span, frontmatter: usize) -> Option<Fix> {
    let open = first.slice(source);
    let mark = if open.starts_with("```") { "```" } else { open.starts_with("~~~").then_some("~~~")? };
    let rest = source[first.end()..frontmatter].trim().is_empty();
    let mut kept = source.trim_end().strip_suffix(mark)?;
    // Unlike `trim_end_matches` this brings no search for texts into the module.
    while let Some(before) = kept.strip_suffix(mark) {
        kept = before;
    }
    let end = kept.len();
    let closes = rest && source[..end].ends_with('\n') && end > frontmatter;
    let edits = [Edit::delete(Span::new(first.start(), frontmatter)), Edit::delete(Span::new(end, source.len()))];
    closes.then(|| Fix::suggestion("Take the file out of the code block", edits))
}

/// Whether one of the next lines is a field that the host knows.
fn names_fields(cx: &Context<'_>, text: &str) -> bool {
    let key = |line: &str| line.split_once(':').map(|(key, _)| key.trim().to_owned());
    text.lines().skip(1).take(8).filter_map(key).any(|key| cx.reading.host.field(&key).is_some())
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_what_is_in_the_way() {
        check(
            "
é text
^^^^^^ missing-frontmatter
",
        );
        check(
            "
--- # é
    ^^^ missing-frontmatter
name: a
description: d
---
",
        );
        check(
            "
 ---
^ missing-frontmatter
name: a
description: d
---
",
        );
    }

    #[test]
    fn removes_it() {
        fix(
            "missing-frontmatter",
            "```md\n---\nname: a\ndescription: d\n---\nx\n```\n",
            "---\nname: a\ndescription: d\n---\nx\n",
        );
        fix(
            "missing-frontmatter",
            "\u{feff}--- name: a\ndescription: d\n---\n",
            "\u{feff}---\nname: a\ndescription: d\n---\n",
        );
        fix("missing-frontmatter", "----\nname: a\ndescription: d\n---\n", "---\nname: a\ndescription: d\n---\n");
        fix("missing-frontmatter", "\n \n---\nname: a\ndescription: d\n---\n", "---\nname: a\ndescription: d\n---\n");
        fix("missing-frontmatter", "---\rname: a\r---\r", "---\nname: a\n---\n");
    }
}
