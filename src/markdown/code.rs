use crate::text::Span;

/// The code in a prompt as its author means it.
///
/// CommonMark ends a block at the first fence that can close it, though it was written to close a
/// block inside; and in a block of HTML it knows no code at all. A reader who pairs the fences is not
/// misled by either, and neither is a model. All spans are bytes of the text that `offset` of [`code`]
/// counts in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// Every line that could open or close a block.
    pub fences: Vec<CodeFence>,
    /// Blocks that are in no other, each with the fences that open and close it, as places in `fences`.
    pub blocks: Vec<CodeBlock>,
    /// Blocks and code inside a line, its backticks included; in order and disjoint.
    pub spans: Vec<CodeSpan>,
}

/// A line that could open or close a block of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeFence {
    /// The fence and the text behind it.
    pub span: Span,
    /// How many backticks or tildes it has.
    pub marks: usize,
    /// Which of them.
    pub mark: u8,
    /// Whether there is text behind it: then it closes nothing.
    pub info: bool,
    /// How many bytes of its line stand before it.
    pub column: usize,
    /// Whether there is text on the line above.
    pub under: bool,
    /// Whether there is text on the line below.
    pub over: bool,
}

impl CodeFence {
    /// The text behind the fence, with the blanks before it.
    #[must_use]
    pub fn text(&self) -> Span {
        Span::new(self.span.start() + self.marks, self.span.end())
    }

    /// Whether it looks like the end of a block: under text, and over none.
    fn ends(&self) -> bool {
        self.under && !self.over
    }

    /// Whether it may open a block as well as close one.
    #[must_use]
    pub fn begins(&self) -> bool {
        self.info || !self.ends()
    }
}

/// A block of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeBlock {
    /// What opens it.
    pub open: usize,
    /// The first fence inside it that opens a block of its own.
    pub inner: Option<usize>,
    /// What closes it, unless nothing does.
    pub close: Option<usize>,
    /// What closes it for CommonMark, to which blocks don't nest; `None` if nothing does up to where it ends.
    pub cut: Option<usize>,
    /// Whether a fence inside it is indented so far that it is none, which its author may not know.
    pub indented: bool,
}

/// A piece of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeSpan {
    /// Where it is.
    pub span: Span,
    /// Whether it is a block.
    pub block: bool,
}

/// What is indented by so much more than the block around it closes nothing, and opens nothing.
const INDENTED: usize = 4;

/// With more runs of backticks between them than these, two don't belong together.
const APART: usize = 16;

/// The code in `text` from byte `offset` on, where the backticks and tildes stand at `marks`. Takes linear time.
#[must_use]
pub fn code(text: &str, offset: usize, marks: impl Iterator<Item = usize>) -> Code {
    let mut found = Code::default();
    // The fences that are open, the outermost first.
    let mut open: Vec<usize> = Vec::new();
    // Lines without a mark have neither fences nor code. This is where the last one ends that was looked at.
    let mut at = offset;
    for mark in marks {
        if mark < at {
            continue;
        }
        let start = text[offset..mark].rfind('\n').map_or(offset, |line_end| offset + line_end + 1);
        let line = text[start..].split_inclusive('\n').next().unwrap_or_default();
        at = start + line.len();
        let fence = fence(line, start, text, offset);
        found.fences.extend(fence);
        let Some(&outermost) = open.first() else {
            if fence.is_some() {
                open.push(found.fences.len() - 1);
                found.blocks.push(CodeBlock {
                    open: found.fences.len() - 1,
                    inner: None,
                    close: None,
                    cut: None,
                    indented: false,
                });
                found.spans.push(CodeSpan { span: Span::new(start, text.len()), block: true });
            } else {
                inline(line, start, &mut found.spans);
            }
            continue;
        };
        let (Some(fence), Some(block)) = (fence, found.blocks.last_mut()) else { continue };
        let outermost = found.fences[outermost];
        let info = |fence: CodeFence| fence.text().slice(text).trim();
        // Whether a fence with text behind it, which looks like the end of a block, was to close one. If the
        // next fence closes a block, it is this one, and what is missing is a fence above; it may as well open one
        // where the text is what some writers put behind all fences.
        let closes = |next: CodeFence| {
            let opener = open.last().map(|&last| info(found.fences[last]));
            let alike = matches!(info(fence), "text" | "markdown") || opener == Some(info(fence));
            next.info || !next.under || alike && (open.len() > 1 || next.begins())
        };
        if fence.mark != outermost.mark || fence.marks < outermost.marks {
            // Code that shows a fence.
        } else if fence.column >= outermost.column + INDENTED {
            block.indented = true;
        } else if fence.info && !(fence.ends() && next(text, offset, at).is_none_or(closes)) {
            open.push(found.fences.len() - 1);
            block.inner = block.inner.or(Some(found.fences.len() - 1));
        } else {
            if !fence.info {
                block.cut = block.cut.or(Some(found.fences.len() - 1));
            }
            open.pop();
            if open.is_empty() {
                block.close = Some(found.fences.len() - 1);
                if let Some(last) = found.spans.last_mut() {
                    last.span.end = at as u32;
                }
            }
        }
    }
    // The last fence of all opens nothing that would ever close. With an empty line under it, and behind a
    // block that is inside, it was to close the block around that. What is code behind it stays unsaid.
    if let (&[_, last], Some(block)) = (open.as_slice(), found.blocks.last_mut())
        && !found.fences[last].over
        && last + 1 == found.fences.len()
        && block.inner != Some(last)
    {
        block.close = Some(last);
    }
    found
}

fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| b" \t\r>".contains(&byte))
}

/// The first fence in `text` from byte `at` on, where a line starts.
fn next(text: &str, offset: usize, mut at: usize) -> Option<CodeFence> {
    text[at..].split_inclusive('\n').find_map(|line| {
        at += line.len();
        fence(line, at - line.len(), text, offset)
    })
}

impl Code {
    /// The code that byte `at` lies in.
    #[must_use]
    pub fn at(&self, at: usize) -> Option<CodeSpan> {
        let index = self.spans.partition_point(|code| code.span.end() <= at);
        self.spans.get(index).copied().filter(|code| code.span.start() <= at)
    }

    /// Whether a block is never closed, so that it can't be said what is code.
    #[must_use]
    pub fn is_unclosed(&self) -> bool {
        self.blocks.last().is_some_and(|block| block.close.is_none())
    }

    /// Whether a block is open at the end for CommonMark, to which blocks don't nest.
    #[must_use]
    pub fn is_open_at_end(&self) -> bool {
        let mut open: Option<&CodeFence> = None;
        for fence in &self.fences {
            match open {
                None => open = Some(fence),
                Some(other) if fence.mark == other.mark && fence.marks >= other.marks && !fence.info => open = None,
                Some(_) => {}
            }
        }
        open.is_some()
    }
}

/// The fence on `line`, which starts at byte `start` of `text`: behind any indentation, quote marks and the
/// mark of a list item.
fn fence(line: &str, start: usize, text: &str, offset: usize) -> Option<CodeFence> {
    // Byte by byte: nearly every line is told from a fence by its first few.
    let bytes = line.as_bytes();
    let past =
        |from: usize, is_one: fn(&u8) -> bool| from + bytes[from..].iter().take_while(|byte| is_one(byte)).count();
    let blank: fn(&u8) -> bool = |byte| matches!(byte, b' ' | b'\t' | b'>');
    let mut at = past(0, blank);
    let number = past(at, u8::is_ascii_digit);
    if matches!(bytes.get(number), Some(b'-' | b'*' | b'+' | b'.' | b')')) && bytes.get(number + 1) == Some(&b' ') {
        at = past(number + 1, blank);
    }
    let rest = &line[at..];
    let mark = *rest.as_bytes().first().filter(|mark| matches!(mark, b'`' | b'~'))?;
    let marks = rest.bytes().take_while(|&byte| byte == mark).count();
    let info = rest[marks..].trim();
    // A quote behind it ends the text of a program that writes Markdown.
    if marks < 3 || (mark == b'`' && info.contains('`')) || info.starts_with(['"', '\'']) {
        return None;
    }
    let from = start + line.len() - rest.len();
    let span = Span::new(from, from + rest.trim_end().len());
    let above = text[offset..start].rsplit('\n').nth(1).unwrap_or_default();
    let below = text[start + line.len()..].split('\n').next().unwrap_or_default();
    Some(CodeFence {
        span,
        marks,
        mark,
        info: !info.is_empty(),
        column: at,
        under: !is_blank(above),
        over: !is_blank(below),
    })
}

/// The code inside of `line`, which starts at byte `start`.
fn inline(line: &str, start: usize, spans: &mut Vec<CodeSpan>) {
    if !line.as_bytes().contains(&b'`') {
        return;
    }
    // Runs of backticks, and how long they are.
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in line.match_indices('`') {
        match runs.last_mut() {
            Some((from, length)) if *from + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    let mut index = 0;
    while let Some(&(from, length)) = runs.get(index) {
        let ahead = runs.iter().skip(index + 1).take(APART);
        let closing = ahead.enumerate().find(|(_, (_, other))| *other == length);
        if let Some((between, &(to, _))) = closing {
            spans.push(CodeSpan { span: Span::new(start + from, start + to + length), block: false });
            index += between + 1;
        }
        index += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::code;

    fn code_of(text: &str) -> super::Code {
        code(&["-------", text].concat(), 7, text.match_indices(['`', '~']).map(|(at, _)| at + 7))
    }

    fn shown(text: &str) -> Vec<(&str, bool)> {
        let shift = |span: crate::text::Span| &text[span.start() - 7..span.end() - 7];
        code_of(text).spans.iter().map(|code| (shift(code.span), code.block)).collect()
    }

    #[test]
    fn pairs_fences_as_their_author_does() {
        assert_eq!(
            shown("a\n```md\n```js\nx\n```\ny\n```\nb `c`\n"),
            [("```md\n```js\nx\n```\ny\n```\n", true), ("`c`", false)]
        );
        assert_eq!(
            shown("````\n```\n````\n`` ` `` ` `\n"),
            [("````\n```\n````\n", true), ("`` ` ``", false), ("` `", false)]
        );
        assert_eq!(
            shown("1. ~~~\n   ```\n   ~~~\n> ```\n> x\n> ```\n"),
            [("1. ~~~\n   ```\n   ~~~\n", true), ("> ```\n> x\n> ```\n", true)]
        );
        assert_eq!(
            shown("```md\n- x\n    ```js\n    a\n    ```\n- y\n```\nb\n"),
            [("```md\n- x\n    ```js\n    a\n    ```\n- y\n```\n", true)]
        );
        assert_eq!(shown("```é```\n```js\né"), [("```é```", false), ("```js\né", true)]);
        assert_eq!(
            shown("> ```md\n> ```js\n> x\n> ```é\n>\n> ```\n> `y`\n```js\nz\n```é"),
            [("> ```md\n> ```js\n> x\n> ```é\n>\n> ```\n", true), ("`y`", false), ("```js\nz\n```é", true)]
        );
    }

    #[test]
    fn knows_where_blocks_end() {
        let ends =
            |text: &str| -> Vec<_> { code_of(text).blocks.iter().map(|block| (block.close, block.cut)).collect() };
        assert_eq!(ends("```\nx\n"), [(None, None)]);
        assert!(code_of("```\n```\n```é\n```é\n").is_open_at_end());
        assert!(!code_of("```\n```\n```é\n```é\n```\n").is_open_at_end());
        assert_eq!(ends("```\nx\n```\n"), [(Some(1), Some(1))]);
        assert_eq!(ends("```\n```js\n```\n"), [(None, Some(2))]);
        assert_eq!(ends("```md\n```js\n```\n```\n"), [(Some(3), Some(2))]);
        assert_eq!(ends("```md\nx\n```js\nx\n"), [(None, None)]);
        assert_eq!(ends("```md\n```js\nx\n```\n\n```é\n\nx\n"), [(Some(3), Some(2))]);
        assert_eq!(ends("```md\nx\n\n```js\n\nx\n"), [(None, None)]);
        assert_eq!(ends("```md\nx\n```js\n\n```\nx\n```\n"), [(Some(1), None), (Some(3), Some(3))]);
        // A closing fence is missing, and none has text behind it.
        assert_eq!(ends("```bash\nx\n```python\n\nx\n```\n"), [(None, Some(2))]);
        assert_eq!(ends("```markdown\nx\n```bash\n\nx\n```\n"), [(None, Some(2))]);
        assert_eq!(ends("```markdown\nx\n```bash\n\nx\n```\n```\n"), [(Some(3), Some(2))]);
        assert_eq!(ends("```js\nx\n```js\n\nx\n```\n"), [(None, Some(2))]);
        for closing in ["js", "text"] {
            let block = ["```js\nx\n```", closing, "\n\nx\n```\nx\n```\n"].concat();
            assert_eq!(ends(&block), [(Some(1), None), (Some(3), Some(3))]);
            let inner = ["```md\n```js\nx\n```", closing, "\n\nx\n```\n"].concat();
            assert_eq!(ends(&inner), [(Some(3), Some(3))]);
        }
    }
}
