//! `unclosed-code-fence`: a block of code without an end.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::rules::rule::{Confidence, Context, Fixable, Group, Rule, Source};
use crate::text::{Edit, Span};

pub(crate) static RULE: Rule = Rule {
    name: "unclosed-code-fence",
    group: Group::Prompt,
    severity: Severity::Info,
    enabled: true,
    #[cfg(not(target_arch = "wasm32"))]
    docs: crate::rules::Docs {
        summary: "A block of code without an end",
        confidence: Confidence::High,
        source: Source::Documented("https://spec.commonmark.org/0.31.2/#fenced-code-blocks"),
        fixable: Fixable::Sometimes,
        since: "0.1.0",
        what: "Finds a fence (```` ``` ```` or `~~~`) that opens a block of code which nothing closes, and fences that were to close one and don't. A fence closes a block only if nothing stands behind it: ```` ```text ```` doesn't.",
        why: "In Markdown the rest of the prompt is then code. To a model it looks like part of an example rather than like instructions.",
        host: "claude-code",
        bad: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code. Run\n\n```sh\ngit diff\n\nNever change a file.\n",
        good: "---\nname: reviewer\ndescription: Reviews code. Use it after every change.\n---\nYou review code. Run\n\n```sh\ngit diff\n```\n\nNever change a file.\n",
        fix: "Removes what stands behind closing fences, removes a fence behind which nothing follows, or closes the block at the end of the prompt if it has no empty line.",
        further: &[(
            "claude-code",
            &[
                "---\nname: a\ndescription: d\n---\n```sh\ngit diff\n",
                "---\nname: a\ndescription: d\n---\nYou review code.\n```\n",
                "---\nname: a\ndescription: d\n---\n```sh\ngit diff\n```text\n\nText.\n\n```sh\ngit log\n```text\n",
                "---\nname: a\ndescription: d\n---\n```sh\ngit diff\n\n```sh\ngit log\n\n```sh\ngit status\n",
                "---\nname: a\ndescription: d\n---\n```markdown\n## Finding\n\n```sh\ngit log\n```\n\nText.\n",
            ],
        )],
    },
    check,
};

/// How many more fences one fix mends.
const MENDED: usize = 64;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(prompt), code) = (cx.prompt(), cx.code()) else { return };
    // A block that ends elsewhere for another reason than this is another rule's.
    let closed = code.blocks.iter().filter(|block| block.cut.is_none());
    let mut closed = closed.filter_map(|block| Some((code.fences[block.open], code.fences[block.close?])));
    if let Some((open, close)) = closed.next() {
        let message = "Text stands behind this fence, so it doesn't close the block of code.";
        let mut diagnostic = Diagnostic::new(&RULE, close.span, message).related(open.span, "the block");
        let mut edits = vec![Edit::delete(close.text())];
        for (_, other) in closed.take(MENDED) {
            diagnostic = diagnostic.related(other.span, "this closes none, either");
            edits.push(Edit::delete(other.text()));
        }
        found.push(
            diagnostic
                .help("Remove what stands behind it.")
                .fix(Fix::suggestion("Remove what stands behind the closing fences", edits)),
        );
    }
    let Some(block) = code.blocks.last().filter(|block| block.close.is_none()) else { return };
    let fence = code.fences[block.open];
    // Where all fences have partners in Markdown, or this one closes something, it is not known what is missing.
    let known = match block.cut {
        Some(_) => fence.begins(),
        None => code.is_open_at_end(),
    };
    if !known {
        return;
    }
    let next = block.inner.map(|inner| code.fences[inner].span);
    // In a list or a quote it ends with that.
    let message = match (block.cut, fence.column) {
        (Some(_), _) => "Nothing closes this block of code, so it ends at the fence that was to close the next one.",
        (None, 0) => "Nothing closes this block of code: in Markdown, all that follows is code.",
        (None, _) => "Nothing closes this block of code.",
    };
    let mut diagnostic = Diagnostic::new(&RULE, fence.span, message);
    if let Some(next) = next {
        diagnostic = diagnostic
            .related(next, "the next one")
            .help("Close it above the next one, or give it longer fences if that is to be a part of it.");
        found.push(diagnostic);
        return;
    }
    let source = cx.document.source;
    let indent = &source[..fence.span.start()];
    let indent = &indent[indent.rfind('\n').map_or(0, |at| at + 1)..];
    let rest = cx.text(Span::new(fence.span.end(), prompt.end().max(fence.span.end())));
    diagnostic = diagnostic.help("Close it where the code ends.");
    if rest.is_empty() && !fence.info {
        diagnostic = diagnostic.fix(Fix::suggestion("Remove the fence", [Edit::delete(fence.span)]));
    } else if indent.bytes().all(|byte| byte == b' ') && !rest.lines().skip(1).any(|line| line.trim().is_empty()) {
        let close = [cx.eol(), indent, &source[fence.span.range()][..fence.marks]].concat();
        diagnostic = diagnostic.fix(Fix::suggestion("Close it at the end", [Edit::insert(prompt.end(), close)]));
    }
    found.push(diagnostic);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, fix};

    #[test]
    fn marks_the_opening_fence() {
        check(
            "
---
name: a
description: d
---
```
é
```

1. é
   ~~~ é
   ^^^^^ unclosed-code-fence
   é

é
",
        );
        check(
            "
---
name: a
description: d
---
```é
é
```é
^^^^ unclosed-code-fence

```é
é
```é

```é
^^^^ unclosed-code-fence
é

```é
é
```
",
        );
        // No text stands behind a closing fence: one is missing.
        for (info, rest) in [("bash", "npm i\n```python\n\nprint(1)"), ("markdown", "# é\n```bash\n\nnpm i")] {
            let carets = "^".repeat(3 + info.len());
            check(&format!(
                "\n---\nname: a\ndescription: d\n---\n```{info}\n{carets} unclosed-code-fence\n{rest}\n```\n"
            ));
        }
    }

    #[test]
    fn closes_what_is_left_open() {
        let mended = |before: &str, after: &str| {
            let file = |body: &str| ["---\nname: a\ndescription: d\n---\n", body].concat();
            fix("unclosed-code-fence", &file(before), &file(after));
        };
        mended("  ````é\n  é\n\n", "  ````é\n  é\n  ````\n\n");
        mended("```é\nx\n```é\n\ny\n\n```é\nx\n```é\n", "```é\nx\n```\n\ny\n\n```é\nx\n```\n");
        mended("é\n```\n", "é\n\n");
        fix("unclosed-code-fence", "---\nname: a\ndescription: d\n---\n```\né\n\né\n", "no fix");
    }
}
