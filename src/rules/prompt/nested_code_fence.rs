//! `nested-code-fence`: a block of code inside a block of code with fences of the same length.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::Edit;

pub(crate) static RULE: Rule = Rule {
    name: "nested-code-fence",
    group: Group::Prompt,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A block of code inside another, with fences of the same length",
        confidence: Confidence::High,
        source: Source::Documented("https://spec.commonmark.org/0.31.2/#fenced-code-blocks"),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds a block of code in which another one opens with no more backticks than the outer one has.",
        why: "Blocks of code don't nest: the fence that was meant to close the inner block closes the outer one. What follows of the outer block becomes part of the instructions, and what is code and what isn't changes places from there on.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code. Answer like this:\n\n```markdown\n## Finding\n\n```diff\n- old\n+ new\n```\n\n## Reason\n```\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code. Answer like this:\n\n````markdown\n## Finding\n\n```diff\n- old\n+ new\n```\n\n## Reason\n````\n",
        fix: "Makes the fences of the outer block longer than those inside.",
        further: &[(
            "claude-code",
            &["---\nname: a\ndescription: d\n---\n```markdown\n```diff\n- old\n```\n\n## Reason\n```text\n"],
        )],
    },
    check,
};

/// How many blocks are reported.
const MOST: usize = 16;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    if cx.prompt().is_none() {
        return;
    }
    let code = cx.code();
    let before = found.len();
    for block in &code.blocks {
        // A block that nothing closes, or only a fence that can't, is another rule's.
        let (Some(inner), Some(cut), Some(close)) = (block.inner, block.cut, block.close) else { continue };
        let open = code.fences[block.open];
        if cut == close || block.indented || !open.begins() {
            continue;
        }
        if found.len() - before == MOST {
            return;
        }
        let message =
            "This block of code ends at the fence that was to close the one inside it: blocks of code don't nest.";
        let inside = code.fences[inner..close].iter().filter(|fence| fence.mark == open.mark);
        let longest = inside.map(|fence| fence.marks).max().unwrap_or(open.marks);
        let mark = if open.mark == b'~' { "~" } else { "`" };
        let close = code.fences[close];
        let short = [open, close].into_iter().filter(|fence| fence.marks <= longest);
        let mut edits: Vec<Edit> =
            short.map(|fence| Edit::insert(fence.span.start(), mark.repeat(longest + 1 - fence.marks))).collect();
        let mut diagnostic =
            Diagnostic::new(&RULE, open.span, message).related(code.fences[inner].span, "the block inside it");
        if close.info {
            edits.push(Edit::delete(close.text()));
            diagnostic = diagnostic.related(close.span, "this can't close it, as text stands behind the fence");
        }
        found.push(
            diagnostic
                .help("Give the outer block longer fences, such as four backticks.")
                .fix(Fix::suggestion("Lengthen the outer fences", edits)),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_outer_fence() {
        check(
            "
---
name: a
description: d
---
````é
```é
```
````
```é
^^^^ nested-code-fence
é
```é
```
é
```
```é
```é
é
```é

```
",
        );
    }

    #[test]
    fn lengthens_the_outer_fences() {
        let file = |body: &str| ["---\nname: a\ndescription: d\n---\n", body].concat();
        let body = "~~~é\n~~~~x\né\n~~~~\n```\n~~~~~\n";
        fix("nested-code-fence", &file(body), &file(&["~~", body].concat()));
        fix("nested-code-fence", &file("```é\n```x\n```\né\n```é\n"), &file("````é\n```x\n```\né\n````\n"));
    }
}
