//! `missing-space`: a field without a space behind its colon.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::reading::{Attempt, Fate};
use crate::rules::mending::{CARRIED, TRIED_OUT};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::spacing::{unspaced, without_space};
use crate::rules::support::say;
use crate::text::{Edit, Span};

pub(crate) static RULE: Rule = Rule {
    name: "missing-space",
    group: Group::Loading,
    severity: Severity::Error,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A field without a space behind its colon",
        confidence: Confidence::High,
        source: Source::Observed(&["yaml-errors"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds lines that begin with a field that the host knows, but have no `: ` behind it: no space, a colon of another script, or an equals sign. Of other fields it finds those that make the frontmatter unreadable.",
        why: "Without a colon and a space YAML sees no field but a text, which may not stand there. The host ignores the whole file. With another colon in the line it sees a field of another name.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription:Reviews code. Use it after every change.\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code.\n",
        fix: "Writes a colon and a space, in all such lines. It is a guess where the host does not know the field.",
        further: &[
            (
                "claude-code",
                &[
                    "---\nname:a\ndescription:d\n---\n",
                    "---\nname: a\ndescription： d\n---\n",
                    "---\nname = a\ndescription = d\n---\n",
                    "model:opus: x",
                    "expertise:rust",
                ],
            ),
            ("claude-code-plugin", &["model:opus"]),
        ],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let broken = matches!(cx.reading.attempt, Attempt::Failed { .. }) || !cx.reading.has_fields();
    let Some(fences) = cx.document.envelope.fences else { return };
    // The fields, what stands in the place of `: `, and whether it is sure that they are such.
    let (mut colons, mut sure) = (Vec::new(), true);
    if broken {
        let (mut at, mut after) = (fences.frontmatter.start(), false);
        for line in cx.text(fences.frontmatter).split_inclusive('\n') {
            let span = Span::new(at, at + line.len());
            let colon = unspaced(cx, span).or_else(|| {
                let key = without_space(line).filter(|_| after || cx.lacks_space(span))?;
                sure = false;
                Some((Span::new(at, at + key), Span::new(at + key, at + key + 1)))
            });
            after = colon.is_some();
            colons.extend(colon);
            at += line.len();
        }
    } else {
        // What is a key by a later colon.
        let unknown = cx.reading.fields.iter().filter(|field| field.fate == Fate::Unknown);
        colons.extend(unknown.filter_map(|field| cx.unspaced_key(field)));
        // The host would quote the value, with the comment behind it.
        sure = colons.iter().all(|(field, _)| !cx.text(cx.line(field.start())).contains(" #"));
    }
    if colons.is_empty() {
        return;
    }
    let edits: Vec<Edit> = colons.iter().map(|&(_, colon)| Edit::replace(colon, ": ")).collect();
    // A field that is there already would be replaced.
    let double = |&(field, _): &(Span, Span)| cx.reading.field(cx.text(field)).is_some();
    let mut fix = match cx.reading.attempt {
        Attempt::Failed { .. } => cx.mend("Write a colon and a space", edits),
        _ if colons.len() > TRIED_OUT * 8 || colons.iter().any(double) => None,
        _ => cx.if_harmless(Fix::safe("Write a colon and a space", edits), |after| after.reading.has_fields()),
    };
    fix.iter_mut().for_each(|fix| fix.safe = sure);
    for (index, (field, colon)) in colons.into_iter().enumerate() {
        let name = cx.text(field);
        let (what, help) = if cx.text(colon).starts_with(':') {
            ("space behind the colon of", "Write a space there.")
        } else {
            ("colon and space behind", "Write `: ` there.")
        };
        let fatal = broken || cx.reading.host.field(name).is_some_and(|field| field.required);
        let effect = if fatal { cx.consequence().to_owned() } else { say("finds no `{}` there", &[name]) };
        let message = say("There is no {} `{}`, so {} {}.", &[what, name, cx.host(), &effect]);
        let fix = fix.clone().filter(|_| index < CARRIED);
        let mut diagnostic = Diagnostic::new(&RULE, colon, message).help(help).fix(fix);
        diagnostic.severity = if fatal { cx.severity_of_broken() } else { Severity::Warning };
        found.push(diagnostic);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix, fix_everything};

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
    fn marks_keys_that_a_later_colon_makes() {
        check(
            "
---
name: é
description:Use when: é
           ^ missing-space
model:opus: é
     ^ missing-space
---
",
        );
        check(
            "
---
name:a: b
    ^ missing-space
description: d
---
",
        );
    }

    #[test]
    fn speaks_for_what_follows_from_it() {
        check(
            "
---
name: é
description: d
hooks:{Stop: []}
     ^ missing-space
---
",
        );
        check(
            "
---
name: é
description: d
\"model\":opus
       ^ missing-space
---
",
        );
    }

    #[test]
    fn marks_unknown_fields_that_break_the_rest() {
        check(
            "
---
name: é
description: d
color:red
     ^ missing-space
version:1.0
       ^ missing-space
---
",
        );
        check(
            "
---
name: é
description: d
expertise:é
         ^ missing-space
model: opus
---
",
        );
    }

    #[test]
    fn writes_it() {
        fix(
            "missing-space",
            "---\nname: a\ndescription:Use when: x\n---\n",
            "---\nname: a\ndescription: Use when: x\n---\n",
        );
        fix("missing-space", "---\nname: a\ndescription: d\nname:b: c\n---\n", "no fix");
        let comment = "---\nname: a\ndescription:b: c # d\n---\n";
        fix_everything(comment, comment);
        let unknown = "---\nname: a\ndescription: d\nexpertise:é\n---\n";
        fix("missing-space", unknown, "---\nname: a\ndescription: d\nexpertise: é\n---\n");
        fix_everything(unknown, unknown);
        fix(
            "missing-space",
            "---\nname: a\ndescription:d\ncolor: red\n---\n",
            "---\nname: a\ndescription: d\ncolor: red\n---\n",
        );
    }
}
