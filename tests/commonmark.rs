//! All examples of the CommonMark specification.
//!
//! The preview is written through a [`Sink`]. Here, a sink that undoes the documented
//! deviations (raw HTML shown as text, `rel`, images as placeholders) writes the same
//! calls as the specification's HTML, so that every example can be compared as a whole.
//! Where that isn't possible, the example is listed with the reason, and the list must be
//! exact both ways.

#![allow(clippy::disallowed_methods, reason = "a test reads suites")]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use common::skipped;
use passmuster::preview::{Attribute, Element, Preview, Sink, markdown_html};

/// Examples that differ on purpose.
const DEVIATIONS: &[(usize, &str)] = &[
    (34, LANGUAGE),
    (144, LANGUAGE),
    (500, SCHEME),
    (517, NESTED),
    (531, NESTED),
    (581, "an image without a description shows its URL"),
    (596, SCHEME),
    (598, SCHEME),
    (599, SCHEME),
    (601, SCHEME),
];

const LANGUAGE: &str = "the class of a language keeps only A-Z, a-z, 0-9, _, + and -";
const SCHEME: &str = "only http, https and mailto may be led to";
const NESTED: &str = "an image in a link leads where the link does, so its own URL is its title";

#[test]
fn specification() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/node_modules/commonmark-spec/spec.txt");
    let spec = match std::fs::read_to_string(&path) {
        Ok(spec) => spec,
        Err(error) if std::env::var_os("PASSMUSTER_REQUIRE_FIXTURES").is_some() => {
            panic!("{}: {error}", path.display())
        }
        Err(_) => {
            skipped("examples of CommonMark (npm ci in www installs them)", &path);
            return;
        }
    };
    let examples = examples(&spec);
    assert_eq!(examples.len(), 652);
    let deviations: BTreeMap<_, _> = DEVIATIONS.iter().copied().collect();
    assert_eq!(deviations.len(), DEVIATIONS.len(), "an example is listed twice");

    let mut problems = String::new();
    let mut raw_pieces = 0;
    for (number, (markdown, expected)) in (1..).zip(&examples) {
        let preview = Preview::new(None, markdown);
        let mut sink = SpecHtml::default();
        for block in &preview.prompt {
            preview.draw(block, &mut sink);
        }
        let (ours, theirs) = (normal(&sink.out), normal(expected));
        match (ours == theirs, deviations.get(&number)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(reason)) => problems += &format!("{number} is listed ({reason}) but equal\n"),
            (false, None) => {
                problems += &format!("{number}\n  markdown {markdown:?}\n  ours     {ours:?}\n  theirs   {theirs:?}\n")
            }
        }
        // Whatever the specification passes through as HTML, the preview shows as text.
        let html = markdown_html(markdown);
        for piece in &sink.raw {
            raw_pieces += 1;
            let mut escaped = String::new();
            escape(&mut escaped, piece, true);
            // `</pre>` may be our own, of the element that shows raw HTML.
            if !html.contains(&escaped) || (piece != "</pre>" && html.contains(piece.as_str())) {
                problems += &format!("{number} has raw HTML: {piece:?} in {html:?}\n");
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
    assert!(raw_pieces > 80, "only {raw_pieces} pieces of raw HTML seen");
}

/// The examples of the specification's source: Markdown and HTML.
fn examples(spec: &str) -> Vec<(String, String)> {
    let fence = "`".repeat(32);
    let (start, end) = (format!("\n{fence} example\n"), format!("\n{fence}\n"));
    spec.split(start.as_str())
        .skip(1)
        .filter_map(|rest| {
            // Both halves may be empty, so the line breaks around the `.` are shared.
            let body = format!("\n{}\n", rest.split(end.as_str()).next()?).replace('→', "\t");
            let (markdown, html) = body.split_once("\n.\n")?;
            Some((format!("{}\n", markdown.get(1..).unwrap_or("")), html.to_owned()))
        })
        .collect()
}

/// Writes what the specification writes.
#[derive(Default)]
struct SpecHtml {
    out: String,
    /// What each open element that isn't written stands for.
    hidden: Vec<Hidden>,
    /// Pieces of raw HTML.
    raw: Vec<String>,
}

enum Hidden {
    /// It is written.
    No,
    /// Raw HTML.
    Raw,
    /// An image: its tag up to the description, and behind it.
    Image(String, String),
}

impl Sink for SpecHtml {
    fn open(&mut self, element: Element, attributes: &[(Attribute, &str)]) {
        let get = |name| attributes.iter().find(|(attribute, _)| *attribute == name).map(|(_, value)| *value);
        match (element, get(Attribute::Class)) {
            (Element::Span, Some("tag")) | (Element::Pre, Some("html")) => {
                self.raw.push(String::new());
                return self.hidden.push(Hidden::Raw);
            }
            (Element::A | Element::Span, Some("image")) => {
                let mut start = String::from("<img src=\"");
                escape_href(&mut start, get(Attribute::Href).unwrap_or_default());
                start += "\" alt=\"";
                let mut end = String::from("\"");
                if let Some(title) = get(Attribute::Title) {
                    end += " title=\"";
                    escape(&mut end, title, false);
                    end += "\"";
                }
                return self.hidden.push(Hidden::Image(start, end + " />"));
            }
            _ => {}
        }
        self.out += &format!("<{}", element.name());
        for (attribute, value) in attributes {
            match attribute {
                Attribute::Rel => continue,
                Attribute::Href => {
                    self.out += " href=\"";
                    escape_href(&mut self.out, value);
                }
                _ => {
                    self.out += &format!(" {}=\"", attribute.name());
                    escape(&mut self.out, value, false);
                }
            }
            self.out.push('"');
        }
        if element.is_void() {
            self.out += if element == Element::Br { " />\n" } else { " />" };
        } else {
            self.out.push('>');
            self.hidden.push(Hidden::No);
        }
    }

    fn text(&mut self, text: &str) {
        match self.hidden.last_mut() {
            Some(Hidden::Raw) => {
                self.out += text;
                self.raw.last_mut().expect("pushed with it").push_str(text);
            }
            Some(Hidden::Image(start, _)) => escape(start, text, false),
            _ => escape(&mut self.out, text, false),
        }
    }

    fn close(&mut self, element: Element) {
        match self.hidden.pop().expect("well nested") {
            Hidden::No => self.out += &format!("</{}>", element.name()),
            Hidden::Raw => {}
            Hidden::Image(start, end) => self.out += &(start + &end),
        }
    }
}

fn escape(out: &mut String, text: &str, apostrophes: bool) {
    for char in text.chars() {
        match char {
            '&' => *out += "&amp;",
            '<' => *out += "&lt;",
            '>' => *out += "&gt;",
            '"' => *out += "&quot;",
            '\'' if apostrophes => *out += "&#39;",
            _ => out.push(char),
        }
    }
}

/// The specification writes URLs percent-encoded. The preview leaves that to the browser.
fn escape_href(out: &mut String, url: &str) {
    for byte in url.bytes() {
        match byte {
            b'&' => *out += "&amp;",
            b'\'' => *out += "&#x27;",
            byte if byte.is_ascii_alphanumeric() || b"-_.+!*(),%#@?=;:/$~".contains(&byte) => out.push(byte as char),
            byte => *out += &format!("%{byte:02X}"),
        }
    }
}

/// HTML without the white space that surrounds block elements, which means nothing.
fn normal(html: &str) -> String {
    const BLOCKS: [&str; 20] = [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "ul",
        "ol",
        "li",
        "hr",
        "pre",
        "div",
        "table",
        "tr",
        "td",
        "section",
        "script",
        "style",
    ];
    let mut out = String::new();
    let mut rest = html;
    let (mut in_pre, mut behind_block) = (false, true);
    while !rest.is_empty() {
        let is_tag = |at: &usize| rest[at + 1..].starts_with(|char: char| char.is_ascii_alphabetic() || char == '/');
        let tag = rest.match_indices('<').map(|(at, _)| at).find(is_tag);
        let (text, tail) = rest.split_at(tag.unwrap_or(rest.len()));
        let (tag, tail) = tail.split_at(tail.find('>').map_or(tail.len(), |end| end + 1));
        let name = tag.trim_matches(['<', '/', '>']).split_whitespace().next().unwrap_or("");
        let block = BLOCKS.contains(&name) || tag.is_empty();
        let mut text = text;
        if !in_pre {
            text = if behind_block { text.trim_start() } else { text };
            text = if block { text.trim_end() } else { text };
        }
        out += text;
        out += tag;
        if name == "pre" {
            in_pre = !tag.starts_with("</");
        }
        behind_block = block || (behind_block && text.is_empty() && tag.is_empty());
        rest = tail;
    }
    out
}
