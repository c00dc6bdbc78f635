//! `missing-space`: a field without a space behind its colon.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::Attempt;
use crate::rules::mending::{CARRIED, TRIED_OUT};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::say;
use crate::text::{Edit, Span};

pub(crate) static RULE: Rule = Rule {
    name: "missing-space",
    group: Group::Loading,
    severity: Severity::Error,
    confidence: Confidence::High,
    enabled: true,
    summary: "A field without a space behind its colon",
    fixable: Fixable::Sometimes,
    source: Source::Observed("yaml-errors"),
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        what: "Finds lines that begin with a field that the host knows, but have no `: ` behind it: no space, a colon of another script, or an equals sign.",
        why: "Without a colon and a space YAML sees no field but a text, which may not stand there. The host ignores the whole file.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription:Reviews code. Use it after every change.\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "Writes a colon and a space, in all such lines.",
        further: &[
            (
                "claude-code",
                &[
                    "---\nname:a\ndescription:d\n---\n",
                    "---\nname: a\ndescription： d\n---\n",
                    "---\nname = a\ndescription = d\n---\n",
                ],
            ),
            ("claude-code-plugin", &["model:opus"]),
        ],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let broken = matches!(cx.reading.attempt, Attempt::Failed { .. }) || !cx.reading.has_fields();
    let Some(fences) = cx.document.envelope.fences.filter(|_| broken) else { return };
    let mut colons = Vec::new();
    let mut at = fences.frontmatter.start();
    for line in cx.text(fences.frontmatter).split_inclusive('\n') {
        colons.extend(unspaced(cx, Span::new(at, at + line.len())));
        at += line.len();
    }
    let edits: Vec<Edit> = colons.iter().map(|&(_, colon)| Edit::replace(colon, ": ")).collect();
    let fix = match cx.reading.attempt {
        Attempt::Failed { .. } => cx.mend("Write a colon and a space", edits),
        _ if colons.len() > TRIED_OUT * 8 => None,
        _ => cx.if_harmless(Fix::safe("Write a colon and a space", edits), |after| after.reading.has_fields()),
    };
    for (index, (field, colon)) in colons.into_iter().enumerate() {
        let message =
            say("There is no colon and space behind `{}`, so {} {}.", &[cx.text(field), cx.host(), cx.consequence()]);
        let fix = fix.clone().filter(|_| index < CARRIED);
        let mut diagnostic = Diagnostic::new(&RULE, colon, message).help("Write `: ` there.").fix(fix);
        diagnostic.severity = cx.severity_of_broken();
        found.push(diagnostic);
    }
}

/// A known field that `line` begins with, and what stands behind it in the place of `: `.
pub(super) fn unspaced(cx: &Context<'_>, line: Span) -> Option<(Span, Span)> {
    let text = cx.text(line);
    let key = text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'))?;
    cx.reading.host.field(&text[..key])?;
    let rest = text[key..].trim_start_matches(' ');
    let sign = rest.chars().next().filter(|c| matches!(c, ':' | '=' | '\u{ff1a}' | '\u{fe55}'))?;
    let behind = rest[sign.len_utf8()..].trim_start_matches(' ');
    let spaced = rest.len() - sign.len_utf8() - behind.len() > 0;
    // What YAML takes for a field, and an empty one, is none of these.
    if behind.trim_end().is_empty() || (sign == ':' && (spaced || behind.starts_with('\t'))) {
        return None;
    }
    let (field, start, end) = (line.start() + key, line.start() + key, line.start() + text.len() - behind.len());
    Some((Span::new(line.start(), field), Span::new(start, end)))
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_colon() {
        check(
            "
---
name: é
description:d
           ^ missing-space
model：opus
     ^ missing-space
color: red
---
",
        );
        check(
            "
---
name = é
    ^^^ missing-space
description = d
           ^^^ missing-space
---
",
        );
    }

    #[test]
    fn writes_it() {
        fix(
            "missing-space",
            "---\nname: a\ndescription:d\ncolor: red\n---\n",
            "---\nname: a\ndescription: d\ncolor: red\n---\n",
        );
    }
}
