//! `unused-suppression`: a comment that leaves nothing out.

use crate::config::Level;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::rules::mending::CARRIED;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{say, write_instead};
use crate::rules::suppressions::{Kind, Name, Suppression};
use crate::text::{Edit, Span, nearest};

pub(crate) static RULE: Rule = Rule {
    name: "unused-suppression",
    group: Group::Suppression,
    severity: Severity::Info,
    confidence: Confidence::High,
    enabled: true,
    summary: "A comment that leaves nothing out",
    fixable: Fixable::Sometimes,
    source: Source::Opinion,
    since: "0.1.0",
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        what: "Finds comments of the form `# passmuster: ignore[rule] reason` that leave out no finding, name no rule, or are not of that form.",
        why: "A comment that has outlived its reason hides the next mistake of its kind, and one that names no rule never did anything.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n# passmuster: ignore[unknown-tool] comes with our plugin\ntools: Read\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n# passmuster: ignore[unknown-tool] comes with our plugin\ntools: Read, Frobnicate\n---\nYou review code.\n",
        fix: "Removes the comment or the name in it, or writes the name of the rule that was meant.",
        further: &[(
            "claude-code",
            &[
                "# passmuster: ignore[unknown-tol]\ntools: Read",
                "# passmuster: ignore[zzz, unknown-tool]\ntools: Read, Frobnicate",
                "# passmuster: ignore-file[unknown-tool, unknown-field]\ntools: Read",
                "# passmuster: ignore[]",
                "# passmuster: ignore",
                "# passmuster: off",
            ],
        )],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for suppression in &cx.suppressions.all {
        if suppression.kind == Kind::Unknown || suppression.names.is_empty() {
            let message = say("`{}` is addressed to Passmuster, but leaves nothing out.", &[cx.text(suppression.span)]);
            found.push(Diagnostic::new(&RULE, suppression.span, message).help(
                "Name the rules: `# passmuster: ignore[rule] reason` for the next line, `ignore-file[rule]` for the file.",
            ));
            continue;
        }
        for name in suppression.names.iter().filter(|name| !name.used.get()) {
            let written = cx.text(name.span);
            let diagnostic = match name.rule {
                // A rule that does not run can't be said to have found nothing.
                Some(rule) if cx.levels.of(rule) == Level::Off => continue,
                Some(_) => Diagnostic::new(&RULE, name.span, say("`{}` finds nothing here.", &[written]))
                    .help("Remove it.")
                    .fix((found.len() < CARRIED).then(|| remove(cx, suppression, name)).flatten()),
                None => {
                    let meant = nearest(written, Rule::ALL.iter().map(|rule| rule.name));
                    let diagnostic = Diagnostic::new(&RULE, name.span, say("There is no rule `{}`.", &[written]));
                    match meant {
                        Some(meant) => diagnostic
                            .help(say("Did you mean `{}`?", &[meant]))
                            .fix(write_instead(name.span, meant, false)),
                        None => diagnostic.help("Name a rule, or remove it."),
                    }
                }
            };
            found.push(diagnostic);
        }
    }
}

/// Takes a name out of a comment, or the comment out of the file if nothing else is named in it.
fn remove(cx: &Context<'_>, suppression: &Suppression, name: &Name) -> Option<Fix> {
    let names = &suppression.names;
    let index = names.iter().position(|other| std::ptr::eq(other, name))?;
    let span = match (names.get(index + 1), index.checked_sub(1)) {
        (Some(next), _) => Span::new(name.span.start(), next.span.start()),
        (None, Some(before)) => Span::new(names[before].span.end(), name.span.end()),
        (None, None) => {
            let line = cx.whole_line(suppression.span.start());
            let before = cx.text(Span::new(line.start(), suppression.span.start()));
            match before.trim().is_empty() {
                true => line,
                false => Span::new(line.start() + before.trim_end().len(), suppression.span.end()),
            }
        }
    };
    let title =
        if names.len() == 1 { "Remove the comment".to_owned() } else { say("Remove `{}`", &[cx.text(name.span)]) };
    let fix = Fix::safe(title, [Edit::delete(span)]);
    // A comment can keep two lines apart that would be one value without it.
    let values = |cx: &Context<'_>| -> Vec<_> { cx.reading.fields.iter().map(|field| field.value.clone()).collect() };
    let before = values(cx);
    cx.if_harmless(fix, |after| values(after) == before)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn leaves_out_what_is_named() {
        check(
            "
---
# passmuster: ignore-file[unknown-field] for another host
name: a
description: d
temperature: x
# passmuster: ignore[unknown-tool] comes with our plugin
tools:
  - frob

  - Read
  - nicate
disallowedTools: nothing
                 ^^^^^^^ unknown-tool
model: haiku # passmuster: ignore[duplicate-key] fast
                                  ^^^^^^^^^^^^^ unused-suppression
---
",
        );
    }

    #[test]
    fn marks_the_name() {
        check(
            "
---
name: é
description: d
# passmuster: ignore[unknown-tool, unknown-fild]
                     ^^^^^^^^^^^^ unused-suppression
                                   ^^^^^^^^^^^^ unused-suppression
tools: Read
# passmuster: allow
^^^^^^^^^^^^^^^^^^^ unused-suppression
---
",
        );
    }

    #[test]
    fn removes_what_is_of_no_use() {
        fix(
            "unused-suppression",
            "---\nname: a\ndescription: d\n# passmuster: ignore[unknown-tool] x\ntools: Read\n---\n",
            "---\nname: a\ndescription: d\ntools: Read\n---\n",
        );
        fix(
            "unused-suppression",
            "---\nname: a\ndescription: d\nmodel: opus # passmuster: ignore[unknown-tool]\n---\n",
            "---\nname: a\ndescription: d\nmodel: opus\n---\n",
        );
    }
}
