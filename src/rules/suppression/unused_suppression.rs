//! `unused-suppression`: a comment that leaves nothing out.

use crate::config::Level;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::rules::mending::CARRIED;
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{say, write_instead};
use crate::rules::suppressions::{ADDRESS, Kind, Name, Suppression};
use crate::text::{Edit, Mark, Span, nearest};

pub(crate) static RULE: Rule = Rule {
    name: "unused-suppression",
    group: Group::Suppression,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A comment that leaves nothing out",
        confidence: Confidence::High,
        source: Source::Opinion,
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds comments of the form `# passmuster: ignore[rule] reason` that leave out no finding, name no rule, are not of that form, or stand where they are no comments, as in the prompt.",
        why: "A comment that has outlived its reason hides the next mistake of its kind, and one that names no rule never did anything.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n# passmuster: ignore[unknown-tool] comes with our plugin\ntools: Read\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n# passmuster: ignore[unknown-tool] comes with our plugin\ntools: Read, Frobnicate\n---\nYou review code.\n",
        fix: "Removes the comment or the name in it, or writes the name of the rule that was meant. What this rule itself finds can't be left out by a comment; turn it off in the configuration.",
        further: &[(
            "claude-code",
            &[
                "# passmuster: ignore[unknown-tol]\ntools: Read",
                "# passmuster: ignore[zzz, unknown-tool]\ntools: Read, Frobnicate",
                "# passmuster: ignore-file[unknown-tool, unknown-field]\ntools: Read",
                "# passmuster: ignore[]",
                "# passmuster: ignore",
                "# passmuster: off",
                "# passmuster ignore[unknown-tool]",
                "# passmuster: ignore[loss]\ntools: Read",
                "# passmuster: ignore[unknown-tool unknown-field]\ntools: Read",
                "---\n# passmuster: ignore[missing-description]\nname: a\n---\n",
                "---\nname: a\ndescription: |\n  d\n  # passmuster: ignore[unknown-tool]\n---\n<!-- passmuster: ignore-file[unknown-tool] -->\n",
            ],
        )],
    },
    check,
};

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let others = found.len();
    for suppression in &cx.suppressions.all {
        if suppression.kind == Kind::Unknown || suppression.names.is_empty() {
            let text = cx.text(suppression.span);
            let message = say("`{}` is addressed to Passmuster, but leaves nothing out.", &[text]);
            found.push(Diagnostic::new(&RULE, suppression.span, message).help(match text.contains(ADDRESS) {
                true => "Name the rules: `# passmuster: ignore[rule] reason` for the next line, `ignore-file[rule]` for the file.",
                false => "Write `passmuster:`, with a colon.",
            }));
            continue;
        }
        for name in suppression.names.iter().filter(|name| !name.used.get()) {
            let written = cx.text(name.span);
            let diagnostic = match name.rule {
                // A rule that does not run can't be said to have found nothing.
                Some(rule) if cx.levels.of(rule) == Level::Off => continue,
                // What this rule itself finds is found too late to be left out.
                Some(rule) if rule.name == RULE.name => continue,
                Some(rule) => match found[..others].iter().find(|other| other.rule.name == rule.name) {
                    Some(other) => {
                        let message = say("`{}` finds nothing here, but elsewhere in the file.", &[written]);
                        let whole = ["ignore-file[", written, "]"].concat();
                        Diagnostic::new(&RULE, name.span, message).related(other.span, "it finds this").help(say(
                            "Put the comment above that, or write `{}`, which is about the whole file.",
                            &[&whole],
                        ))
                    }
                    None => Diagnostic::new(&RULE, name.span, say("`{}` finds nothing here.", &[written]))
                        .help("Remove it.")
                        .fix((found.len() < CARRIED).then(|| remove(cx, suppression, name)).flatten()),
                },
                // Only the command line can tell what it finds.
                None if Rule::OUTSIDE.contains(&written) => continue,
                None => no_rule(name.span, written),
            };
            found.push(diagnostic);
        }
    }
    misplaced(cx, found);
}

/// A name in a comment that is none of a rule.
fn no_rule(span: Span, written: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RULE, span, say("There is no rule `{}`.", &[written]));
    if Group::find(written).is_some() {
        return diagnostic
            .help("That is a group: name its rules that find something here, or turn it off in `passmuster.yaml`.");
    }
    if written.split_whitespace().all(|word| Rule::find(word).is_some()) {
        return diagnostic.help("Part the names by commas.");
    }
    match nearest(written, Rule::ALL.iter().map(|rule| rule.name)) {
        Some(meant) => diagnostic.help(say("Did you mean `{}`?", &[meant])).fix(write_instead(span, meant, false)),
        None => diagnostic.help("Name a rule, or remove it."),
    }
}

/// Comments that are part of the prompt or of a text in the frontmatter.
fn misplaced(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(prompt), Some(tree)) = (cx.prompt(), cx.reading.tree()) else { return };
    let (source, before) = (cx.document.source, found.len());
    for start in cx.marks(Mark::Comment, cx.whole()) {
        let rest = &source[start..];
        let said = rest.strip_prefix("<!--").or_else(|| rest.strip_prefix('#')).map(str::trim_start);
        let Some(said) = said.filter(|said| said.starts_with("passmuster: ignore")) else { continue };
        if found.len() == before + CARRIED || !begins_line(&source[..start]) {
            continue;
        }
        let at = source.len() - said.len();
        let next = tree.comments.partition_point(|comment| comment.span.end() <= at);
        let comment = tree.comments.get(next).is_some_and(|comment| comment.span.start() <= at);
        let in_prompt = prompt.start() <= at;
        if comment || (in_prompt && cx.code().at(at).is_some()) {
            continue;
        }
        let end = source[at..].find(['\n', '\r']).map_or(source.len(), |length| at + length);
        let span = Span::new(start, end);
        let place = if in_prompt { "of the prompt, which the model reads" } else { "of the value above it" };
        let message = say("`{}` leaves nothing out: it is part {}.", &[cx.text(span), place]);
        let help = "Put it into the frontmatter, as a comment above the field that it is about; for what is found in the prompt, write `ignore-file`.";
        found.push(Diagnostic::new(&RULE, span, message).help(help));
    }
}

/// Whether nothing but blanks stands between the last line end of `text` and its end.
fn begins_line(text: &str) -> bool {
    text.trim_end_matches([' ', '\t']).ends_with('\n')
}

/// Takes a name out of a comment, or the comment out of the file if nothing else is named in it.
fn remove(cx: &Context<'_>, suppression: &Suppression, name: &Name) -> Option<Fix> {
    let names = &suppression.names;
    let index = names.iter().position(|other| std::ptr::eq(other, name))?;
    let span = match (names.get(index + 1), index.checked_sub(1)) {
        (Some(next), _) => Span::new(name.span.start(), next.span.start()),
        (None, Some(before)) => Span::new(names[before].span.end(), name.span.end()),
        (None, None) => {
            // The closing fence can stand on the same line.
            let frontmatter = cx.document.envelope.fences?.frontmatter;
            let mut line = cx.whole_line(suppression.span.start());
            line.end = line.end.min(frontmatter.end);
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
# passmuster: ignore[unknown-tool, unknown-fild, duplicate-agent]
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
    fn covers_the_list_below_its_line() {
        check(
            "
---
name: a
description: d
tools: # passmuster: ignore[unknown-tool] ours
- frob
- Read
disallowedTools: # passmuster: ignore[unknown-tool] ours
  - Agent

  - nicate
memory: [x] # passmuster: ignore[unknown-tool, dropped-value] ours
                                 ^^^^^^^^^^^^ unused-suppression
---
",
        );
    }

    #[test]
    fn says_where_something_is_found() {
        check(
            "
---
^^^ missing-description
# passmuster: ignore[missing-description, unused-suppression]
                     ^^^^^^^^^^^^^^^^^^^ unused-suppression
name: a
---
",
        );
        check(
            "
---
# passmuster: ignore-file[missing-description, unused-suppression] no agent
name: a
---
",
        );
    }

    #[test]
    fn marks_what_no_comment_is() {
        check(
            "
---
name: a
description: |
  d
  # passmuster: ignore[unknown-tool]
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unused-suppression
tools: Read
---
<!-- passmuster: ignore-file[secret] -->
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unused-suppression

Write `# passmuster: ignore[secret]`, as in

```yaml
# passmuster: ignore[secret]
```
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
