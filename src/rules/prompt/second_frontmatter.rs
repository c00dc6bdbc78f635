//! `second-frontmatter`: a prompt that begins with another frontmatter.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::rules::support::{list, say};
use crate::text::{Edit, Span};

pub(crate) static RULE: Rule = Rule {
    name: "second-frontmatter",
    group: Group::Prompt,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A prompt that begins with another frontmatter",
        confidence: Confidence::High,
        source: Source::Observed(&["prompt"]),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds a second block of fields between `---` at the beginning of the prompt, also inside a block of code.",
        why: "Only the first frontmatter is read. The second one is sent to the agent as the beginning of its instructions, and its fields have no effect. It is what converters leave behind, and texts pasted with their own frontmatter.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\n\n---\nname: reviewer\nmodel: opus\n---\nYou review code.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\nmodel: opus\n---\nYou review code.\n",
        fix: "Removes the second frontmatter if the first one has all of its fields.",
        further: &[(
            "claude-code",
            &[
                "---\nname: a\ndescription: d\n---\n---\nname: a\ndescription: d\n---\nYou review code.\n",
                "---\nname: a\ndescription: d\n---\n```markdown\n---\nname: a\n---\n```\n",
                "---\nname: a\ndescription: d\n---\n```yaml\nmodel: opus\ntools: Read\n```\n",
            ],
        )],
    },
    check,
};

/// A frontmatter of more lines is none that was left behind.
const LINES: usize = 64;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(prompt), Some(fences)) = (cx.prompt(), cx.document.envelope.fences) else { return };
    // Behind hyphens on the line of the first fence, it is that fence which is wrong.
    if !cx.document.source[fences.close.end()..prompt.start()].contains('\n') {
        return;
    }
    let mut lines = cx.text(prompt).split_inclusive('\n').take(LINES);
    let mut at = prompt.start();
    let mut next = || {
        let line = lines.next()?;
        at += line.len();
        Some((at - line.len(), line.trim_end()))
    };
    let Some(mut first) = next() else { return };
    let fenced = first.1.starts_with("```") || first.1.starts_with("~~~");
    if fenced {
        let Some(inside) = next() else { return };
        first = inside;
    }
    // A block of YAML needs no hyphens.
    let bare = fenced && first.1 != "---";
    let mut line = if bare { Some(first) } else { next() };
    if !bare && first.1 != "---" {
        return;
    }
    let (mut here, mut lost) = (0, Vec::new());
    let end = loop {
        let Some((start, text)) = line else { return };
        if text == "---" || (bare && text.starts_with(['`', '~'])) {
            break if bare { start } else { start + text.len() };
        }
        let key = text.split_once(':').map(|(key, _)| key);
        match key.filter(|key| cx.reading.host.field(key).is_some()) {
            Some(key) if cx.reading.field(key).is_none() && !lost.contains(&key) => lost.push(key),
            Some(_) => here += 1,
            // The rest of a value, or a field of another host.
            None if text.is_empty() || text.starts_with([' ', '\t', '-', '#', ']', '}']) => {}
            None if key.is_some_and(|key| key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))) => {}
            None => return,
        }
        line = next();
    };
    if here + lost.len() < if bare { 2 } else { 1 } {
        return;
    }
    let span = Span::new(first.0, if bare { first.0 + cx.text(Span::new(first.0, end)).trim_end().len() } else { end });
    let message = say("{} reads only the first frontmatter: this one is part of the prompt.", &[cx.host()]);
    let mut diagnostic = Diagnostic::new(&RULE, span, message);
    if lost.is_empty() {
        let until = cx.line(end).end();
        let rest = &cx.document.source[until..];
        let until = until + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let remove = (!fenced).then(|| Fix::suggestion("Remove it", [Edit::delete(Span::new(first.0, until))]));
        diagnostic = diagnostic.help("Remove it.").fix(remove);
    } else {
        let what = if lost.len() == 1 { " has no effect" } else { " have no effect" };
        diagnostic.message.push_str(&[" There ", &list(lost), what, "."].concat());
        diagnostic = diagnostic.help("Move what is to hold into the first one, and remove the rest.");
    }
    found.push(diagnostic);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_it() {
        check(
            "
---
name: a
description: d
---
é

---
name: a
---
",
        );
        check(
            "
---
name: a
description: d
---

```yaml
name: a
^^^^^^^… second-frontmatter
model: é
```
é
",
        );
        check(
            "
---
name: a
description: d
---
---
^^^… second-frontmatter
title: é
name: a
tools:
  - Read
---
é
",
        );
    }

    #[test]
    fn removes_it() {
        fix(
            "second-frontmatter",
            "---\nname: a\ndescription: d\n---\n\n---\nname: a\n---\n\né\n",
            "---\nname: a\ndescription: d\n---\n\né\n",
        );
    }
}
