//! `unclosed-code-fence`: a block of code without an end.

use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::markdown::CodeFence;
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
        what: "Finds a fence (```` ``` ```` or `~~~`) that opens a block of code which nothing closes. A fence closes a block only if nothing stands behind it: ```` ```text ```` doesn't.",
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
            ],
        )],
    },
    check,
};

/// How many fences one fix mends.
const MENDED: usize = 64;

fn check(cx: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(prompt), code) = (cx.prompt(), cx.code()) else { return };
    // If all fences have their partners, they are nested.
    let Some(open) = code.open_at_end().filter(|_| code.is_unclosed()) else { return };
    let fences = &code.fences[open..];
    let fence = fences[0];
    // In a list or a quote it ends with that.
    let message = match fence.column {
        0 => "Nothing closes this block of code: in Markdown, all that follows is code.",
        _ => "Nothing closes this block of code.",
    };
    let mut diagnostic = Diagnostic::new(&RULE, fence.span, message);
    // What follows and looks like a fence has text behind it, or it would close the block.
    if let Some(next) = fences.get(1) {
        diagnostic = diagnostic
            .related(next.span, "this doesn't close it, as text stands behind the fence")
            .help("A closing fence stands alone on its line.");
        if fences.len() % 2 == 0 && fences.len() <= MENDED && fences.iter().all(|other| other.info) {
            let bare = |fence: &CodeFence| Edit::delete(Span::new(fence.span.start() + fence.marks, fence.span.end()));
            let edits: Vec<Edit> = fences.iter().skip(1).step_by(2).map(bare).collect();
            diagnostic = diagnostic.fix(Fix::suggestion("Remove what stands behind the closing fences", edits));
        }
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
