use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag as MarkdownTag, TagEnd};

use crate::text::Span;

/// What a Markdown text is made of, as far as rules care. Lists are in text order;
/// all spans are in bytes of the text that `offset` of [`outline`] counts in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings of both styles (`# x` and underlined).
    pub headings: Vec<Heading>,
    /// Fenced code blocks.
    pub fences: Vec<Fence>,
    /// HTML as CommonMark sees it: HTML blocks, and tags and comments inside a line.
    pub html: Vec<Html>,
    /// Everything outside code that looks like a tag to a model, also where CommonMark
    /// sees plain text (`<user_query>`) or where it lies inside an HTML block.
    pub tags: Vec<Tag>,
    /// Links and images: inline ones, reference ones that have a definition, autolinks.
    pub links: Vec<Link>,
}

/// A heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its text, markup inside it included; empty, at the heading's end, if it has none.
    pub text: Span,
    /// The heading, from its first `#` or letter, without the line break behind it.
    pub span: Span,
}

/// A fenced code block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fence {
    /// The info string as written (`rust` in "```rust"), trimmed; empty, behind the
    /// fence, if there is none.
    pub info: Span,
    /// The block, from its opening fence to its closing one.
    pub span: Span,
    /// Whether it has a closing fence. Without one it runs to the end of the text, or of
    /// the quote or list item that it lies in.
    pub closed: bool,
}

/// A piece of raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Html {
    /// A whole HTML block (may hold many tags and text), or one tag or comment in a line.
    pub block: bool,
    /// Where it is.
    pub span: Span,
}

/// `<name …>`, `</name>` or `<name/>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The name, as written.
    pub name: Span,
    /// From `<` to `>`.
    pub span: Span,
    /// `</name>`.
    pub closing: bool,
    /// `<name/>`.
    pub self_closing: bool,
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The destination, with escapes and entities decoded; `mailto:` is added to the
    /// address of an e-mail autolink.
    pub dest: String,
    /// Whether it is an image.
    pub image: bool,
    /// All of it. A reference's definition isn't part of it.
    pub span: Span,
}

/// The outline of `text`, which starts at byte `offset` of a larger text. Takes linear time.
#[must_use]
pub fn outline(text: &str, offset: usize) -> Outline {
    let mut found = Outline::default();
    // Code and autolinks, where nothing is a tag; in order and disjoint.
    let mut opaque: Vec<Span> = Vec::new();
    // The union of what lies inside the open heading.
    let mut heading: Option<Option<Span>> = None;
    // Where the text of the open fence ends.
    let mut fence: Option<usize> = None;

    for (event, range) in super::parser(text).into_offset_iter() {
        let span = Span::new(range.start, range.end.max(range.start));
        if let (Some(inside), false) =
            (&mut heading, matches!(event, Event::Start(MarkdownTag::Heading { .. }) | Event::End(_)))
        {
            *inside = Some(inside.map_or(span, |before| before.to(span)));
        }
        match event {
            Event::Start(MarkdownTag::Heading { .. }) => heading = Some(None),
            Event::End(TagEnd::Heading(level)) => {
                let span = trim_end(text, span);
                let inside = heading.take().flatten().unwrap_or(Span::empty(span.end()));
                found.headings.push(Heading {
                    level: level as u8,
                    text: inside.shift(offset),
                    span: span.shift(offset),
                });
            }
            Event::Start(MarkdownTag::CodeBlock(kind)) => {
                opaque.push(span);
                if let CodeBlockKind::Fenced(_) = kind {
                    fence = Some(first_line_end(text, span));
                }
            }
            Event::Text(_) => {
                if let Some(end) = &mut fence {
                    *end = span.end();
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(body_end) = fence.take() {
                    found.fences.push(read_fence(text, span, body_end, offset));
                }
            }
            Event::Code(_) => opaque.push(span),
            Event::Start(MarkdownTag::HtmlBlock) => {
                found.html.push(Html { block: true, span: trim_end(text, span).shift(offset) });
            }
            Event::InlineHtml(_) => found.html.push(Html { block: false, span: span.shift(offset) }),
            Event::Start(MarkdownTag::Link { link_type, dest_url, .. }) => {
                let dest = match link_type {
                    LinkType::Email => ["mailto:", &dest_url].concat(),
                    _ => dest_url.into_string(),
                };
                if matches!(link_type, LinkType::Email | LinkType::Autolink) {
                    opaque.push(span);
                }
                found.links.push(Link { dest, image: false, span: span.shift(offset) });
            }
            Event::Start(MarkdownTag::Image { dest_url, .. }) => {
                found.links.push(Link { dest: dest_url.into_string(), image: true, span: span.shift(offset) });
            }
            _ => {}
        }
    }
    found.tags = find_tags(text, opaque, offset);
    found
}

/// `span` without the white space at its end.
fn trim_end(text: &str, span: Span) -> Span {
    Span::new(span.start(), span.start() + span.slice(text).trim_end().len())
}

/// Where the first line of `span` ends, its line break included.
fn first_line_end(text: &str, span: Span) -> usize {
    let line = span.slice(text).bytes().position(|byte| byte == b'\n' || byte == b'\r');
    span.start() + line.map_or(span.len(), |at| at + 1)
}

/// Reads a fenced block, whose last line of code ends at `body_end`.
fn read_fence(text: &str, span: Span, body_end: usize, offset: usize) -> Fence {
    let block = span.slice(text);
    let indented = block.len() - block.trim_start_matches(' ').len();
    let mark = block[indented..].chars().next().unwrap_or('`');
    let ticks = block[indented..].len() - block[indented..].trim_start_matches(mark).len();
    let line_end = first_line_end(text, span);
    let after_ticks = span.start() + indented + ticks;
    let info = &text[after_ticks..line_end.max(after_ticks)];
    let info_start = after_ticks + (info.len() - info.trim_start().len());
    let info = if info.trim().is_empty() {
        Span::empty(after_ticks)
    } else {
        Span::new(info_start, info_start + info.trim().len())
    };
    // What follows the code is the closing fence, perhaps behind the `>` of a quote.
    let rest = text.get(body_end..span.end()).unwrap_or("");
    Fence { info: info.shift(offset), span: trim_end(text, span).shift(offset), closed: rest.contains(mark) }
}

/// Finds what looks like a tag in `text`, which starts at byte `offset` of a larger text, outside the
/// `opaque` spans of `text`. Linear: a failed attempt ends at the next `<`, and the search goes on there.
pub(crate) fn find_tags(text: &str, opaque: impl IntoIterator<Item = Span>, offset: usize) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut opaque = opaque.into_iter().peekable();
    // Once one comment is found to stay open, so do all behind it: don't search again.
    let mut comments_close = true;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('<')) {
        let open = at + found;
        at = open + 1;
        while opaque.next_if(|span| span.end() <= open).is_some() {}
        if let Some(span) = opaque.peek().filter(|span| span.start() <= open) {
            at = span.end();
            continue;
        }
        if text[..open].ends_with('\\') {
            continue;
        }
        if text[open..].starts_with("<!--") {
            // Names in a comment aren't tags. An unclosed comment hides nothing.
            if comments_close {
                match text[open..].find("-->") {
                    Some(end) => at = open + end + 3,
                    None => comments_close = false,
                }
            }
        } else if let Some(tag) = tag_at(text, open) {
            at = tag.span.end();
            tags.push(Tag { name: tag.name.shift(offset), span: tag.span.shift(offset), ..tag });
        }
    }
    tags
}

/// The tag that starts with the `<` at `open`, if it is one.
fn tag_at(text: &str, open: usize) -> Option<Tag> {
    let bytes = text.as_bytes();
    let closing = bytes.get(open + 1) == Some(&b'/');
    let start = open + 1 + usize::from(closing);
    if !bytes.get(start)?.is_ascii_alphabetic() {
        return None;
    }
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    let end = start + bytes[start..].iter().take_while(|byte| is_name(byte)).count();
    // `<https://…` and `<a@b>` are addresses, `<a, b>` is prose.
    if !matches!(bytes.get(end)?, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r') || bytes[end - 1] == b':' {
        return None;
    }
    let mut quote = 0;
    let mut newline = false;
    for (at, &byte) in bytes.iter().enumerate().skip(end) {
        match byte {
            // A tag may span lines, but not paragraphs.
            b'\n' if newline => return None,
            b'\n' => newline = true,
            b' ' | b'\t' | b'\r' => {}
            b'<' => return None,
            b'>' if quote == 0 => {
                return Some(Tag {
                    name: Span::new(start, end),
                    span: Span::new(open, at + 1),
                    closing,
                    self_closing: bytes[at - 1] == b'/',
                });
            }
            b'"' | b'\'' if quote == 0 => quote = byte,
            _ if byte == quote => quote = 0,
            _ => {}
        }
        if byte != b'\n' && !matches!(byte, b' ' | b'\t' | b'\r') {
            newline = false;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        let text = "x\n\n##  Two *words* ##\r\n\n#\n\nUnder\nlined\n===\n\n> ### Quoted\n";
        let shown: Vec<_> = outline(text, 0)
            .headings
            .iter()
            .map(|heading| (heading.level, heading.text.slice(text).to_owned(), heading.span.slice(text).to_owned()))
            .collect();
        let expected = [
            (2, "Two *words*", "##  Two *words* ##"),
            (1, "", "#"),
            (1, "Under\nlined", "Under\nlined\n==="),
            (3, "Quoted", "### Quoted"),
        ];
        assert_eq!(shown, expected.map(|(level, text, span)| (level, text.to_owned(), span.to_owned())));
    }

    #[test]
    fn fences() {
        let cases = [
            ("```rust ignore\nx\n```\n", "rust ignore", true),
            ("```\nx\n```", "", true),
            ("```\n```", "", true),
            ("```", "", false),
            ("```js", "js", false),
            ("```js\n", "js", false),
            ("```js\nx", "js", false),
            ("```js\nx\n\n\n", "js", false),
            ("~~~ a`b\n```\n", "a`b", false),
            ("~~~~\n~~~\n", "", false),
            ("~~~~\n~~~\n~~~~~\n", "", true),
            ("> ```x\n> y\n> ```\n\nz", "x", true),
            ("> ```x\n> y\n\nz", "x", false),
            ("> ```x\n> ```\n", "x", true),
            ("- ```x\n  y\n  ```\n", "x", true),
            ("- ```x\n  y\n- z", "x", false),
            ("  ```x\n  y\n  ```\n", "x", true),
            ("```x\ny\n    ```\n", "x", false),
            ("```x\r\ny\r\n```\r\n", "x", true),
        ];
        for (text, info, closed) in cases {
            let found = outline(text, 7);
            assert_eq!(found.fences.len(), 1, "{text:?}");
            let fence = found.fences[0];
            let shown = &text[fence.info.start() - 7..fence.info.end() - 7];
            assert_eq!((shown, fence.closed), (info, closed), "{text:?} {fence:?}");
        }
    }

    #[test]
    fn tags_outside_code() {
        let text = "<user_query>a</user_query> `<code>` <https://x.y> <a@b.c> a < b > c \\<no>\n\n\
            <example a=\">\">\n<br/> *x*\n</example>\n\n    <indented>\n\n```\n<fenced>\n```\n<!-- <hidden> -->\n<open\n\n<!-- <seen>";
        let names: Vec<_> = outline(text, 0).tags.iter().map(|tag| tag.span.slice(text).to_owned()).collect();
        assert_eq!(names, ["<user_query>", "</user_query>", "<example a=\">\">", "<br/>", "</example>", "<seen>"]);
    }

    #[test]
    fn links_and_html() {
        let text = "[a](b&amp;c \"t\") ![i](j) [r] <x@y.z> <b>\n\n[r]: /dest\n\n<div>\nx\n</div>\n";
        let found = outline(text, 0);
        let links: Vec<_> =
            found.links.iter().map(|link| (link.dest.as_str(), link.image, link.span.slice(text))).collect();
        let expected = [
            ("b&c", false, "[a](b&amp;c \"t\")"),
            ("j", true, "![i](j)"),
            ("/dest", false, "[r]"),
            ("mailto:x@y.z", false, "<x@y.z>"),
        ];
        assert_eq!(links, expected);
        let html: Vec<_> = found.html.iter().map(|html| (html.block, html.span.slice(text))).collect();
        assert_eq!(html, [(false, "<b>"), (true, "<div>\nx\n</div>")]);
    }
}
