use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::blocks::{Block, Recording};
use super::sink::{Attribute, Element};
use super::url;
use crate::reading::{Example, Role, Segment, examples};
use crate::text::Span;

/// How much of a refused or unshown URL is told, in bytes; `data:` URLs can be megabytes.
const MAX_SHOWN_URL: usize = 200;

/// Renders Markdown, each top-level block on its own. Stops where the budget of `out` ends.
pub(super) fn markdown(text: &str, out: &mut Recording, blocks: &mut Vec<Block>) {
    let mut renderer =
        Renderer { out, alignments: Vec::new(), cell: 0, head: false, body: false, image: None, links: 0 };
    let mut depth = 0_usize;
    for (event, range) in crate::markdown::parser(text).into_offset_iter() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        renderer.event(event);
        let full = renderer.out.truncated();
        if depth == 0 || full {
            renderer.out.end_block(Span::new(range.start, range.end.max(range.start)), blocks);
        }
        if full {
            break;
        }
    }
}

/// Turns Markdown events into elements.
struct Renderer<'r, 'a> {
    out: &'r mut Recording,
    /// Of the columns of the open table.
    alignments: Vec<Alignment>,
    /// Number of the next cell in its row.
    cell: usize,
    /// In the head of a table.
    head: bool,
    /// The body of the table is open.
    body: bool,
    /// In an image's description.
    image: Option<Image<'a>>,
    /// Links around here: at most 1, they can't be nested.
    links: usize,
}

/// An image whose description is being read.
struct Image<'a> {
    dest: pulldown_cmark::CowStr<'a>,
    /// Links and images inside: markup of the description isn't shown.
    nested: usize,
    /// It has some text.
    described: bool,
}

impl<'a> Renderer<'_, 'a> {
    fn event(&mut self, event: Event<'a>) {
        if self.image.is_some() {
            return self.in_image(event);
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.out.text(&text),
            Event::Code(code) => {
                self.out.open(Element::Code, &[]);
                self.out.text(&code);
                self.out.close();
            }
            // A line of an HTML block, whose `pre` is open.
            Event::Html(html) => self.out.text(&html),
            Event::InlineHtml(html) => {
                self.out.open(Element::Span, &[(Attribute::Class, "tag")]);
                self.out.text(&html);
                self.out.close();
            }
            Event::SoftBreak => self.out.text("\n"),
            Event::HardBreak => self.out.open(Element::Br, &[]),
            Event::Rule => self.out.open(Element::Hr, &[]),
            Event::TaskListMarker(done) => {
                let label = (Attribute::AriaLabel, if done { "done" } else { "to do" });
                let (kind, disabled) = ((Attribute::Type, "checkbox"), (Attribute::Disabled, ""));
                if done {
                    self.out.open(Element::Input, &[kind, disabled, (Attribute::Checked, ""), label]);
                } else {
                    self.out.open(Element::Input, &[kind, disabled, label]);
                }
                self.out.text(" ");
            }
            // Not part of the dialect.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.out.text(&text),
        }
    }

    /// In an image's description only text counts, as in an `alt` attribute.
    fn in_image(&mut self, event: Event<'a>) {
        let Some(image) = &mut self.image else { return };
        let text = match event {
            Event::Start(Tag::Image { .. }) => {
                image.nested += 1;
                return;
            }
            Event::End(TagEnd::Image) => {
                if image.nested > 0 {
                    image.nested -= 1;
                    return;
                }
                if !image.described {
                    self.out.text(shown_url(&image.dest));
                }
                self.out.close();
                self.image = None;
                return;
            }
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => text,
            Event::SoftBreak | Event::HardBreak => "\n".into(),
            _ => return,
        };
        image.described |= !text.trim().is_empty();
        self.out.text(&text);
    }

    fn start(&mut self, tag: Tag<'a>) {
        let element = match tag {
            Tag::Paragraph => Element::P,
            Tag::Heading { level, .. } => match level {
                HeadingLevel::H1 => Element::H1,
                HeadingLevel::H2 => Element::H2,
                HeadingLevel::H3 => Element::H3,
                HeadingLevel::H4 => Element::H4,
                HeadingLevel::H5 => Element::H5,
                HeadingLevel::H6 => Element::H6,
            },
            Tag::BlockQuote(_) => Element::Blockquote,
            Tag::CodeBlock(kind) => {
                self.out.open(Element::Pre, &[]);
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => language_class(info),
                    CodeBlockKind::Indented => None,
                };
                match &language {
                    Some(class) => self.out.open(Element::Code, &[(Attribute::Class, class)]),
                    None => self.out.open(Element::Code, &[]),
                }
                return;
            }
            Tag::HtmlBlock => return self.out.open(Element::Pre, &[(Attribute::Class, "html")]),
            Tag::List(Some(1)) => Element::Ol,
            Tag::List(Some(start)) => {
                return self.out.open(Element::Ol, &[(Attribute::Start, &start.to_string())]);
            }
            Tag::List(None) => Element::Ul,
            Tag::Item => Element::Li,
            Tag::Table(alignments) => {
                self.alignments = alignments;
                self.body = false;
                Element::Table
            }
            Tag::TableHead => {
                self.head = true;
                self.cell = 0;
                self.out.open(Element::Thead, &[]);
                Element::Tr
            }
            Tag::TableRow => {
                if !self.body {
                    self.body = true;
                    self.out.open(Element::Tbody, &[]);
                }
                self.cell = 0;
                Element::Tr
            }
            Tag::TableCell => {
                let cell = if self.head { Element::Th } else { Element::Td };
                let class = match self.alignments.get(self.cell) {
                    Some(Alignment::Left) => Some("align-left"),
                    Some(Alignment::Center) => Some("align-center"),
                    Some(Alignment::Right) => Some("align-right"),
                    Some(Alignment::None) | None => None,
                };
                self.cell += 1;
                return match class {
                    Some(class) => self.out.open(cell, &[(Attribute::Class, class)]),
                    None => self.out.open(cell, &[]),
                };
            }
            Tag::Emphasis => Element::Em,
            Tag::Strong => Element::Strong,
            Tag::Strikethrough => Element::Del,
            Tag::Link { link_type, dest_url, title, .. } => {
                self.links += 1;
                return match link_type {
                    LinkType::Email => self.link(&["mailto:", &dest_url].concat(), &title, None),
                    _ => self.link(&dest_url, &title, None),
                };
            }
            Tag::Image { dest_url, title, .. } => {
                // Loading it would tell its server who reads the prompt.
                self.link(&dest_url, &title, Some("image"));
                self.image = Some(Image { dest: dest_url, nested: 0, described: false });
                return;
            }
            // Not part of the dialect; they have an end too.
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => Element::Span,
        };
        self.out.open(element, &[]);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            // Two elements each.
            TagEnd::CodeBlock => self.out.close(),
            TagEnd::TableHead => {
                self.head = false;
                self.out.close();
            }
            TagEnd::Table if self.body => self.out.close(),
            TagEnd::Link => self.links = self.links.saturating_sub(1),
            _ => {}
        }
        self.out.close();
    }

    /// Opens what leads to `dest`, if that may be led to; else a `span` that tells it.
    fn link(&mut self, dest: &str, title: &str, image: Option<&'static str>) {
        let safe = url::is_safe(dest);
        let (href, rel) = ((Attribute::Href, dest), (Attribute::Rel, "noopener noreferrer nofollow"));
        let title = (Attribute::Title, title);
        match image {
            // No link in a link: the outer one wins.
            Some(class) if !safe || self.links > 0 => {
                let shown = (Attribute::Title, if title.1.is_empty() { shown_url(dest) } else { title.1 });
                self.out.open(Element::Span, &[(Attribute::Class, class), shown]);
            }
            _ if !safe => {
                let shown = (Attribute::Title, shown_url(dest));
                self.out.open(Element::Span, &[(Attribute::Class, "refused-link"), shown]);
            }
            Some(class) if title.1.is_empty() => self.out.open(Element::A, &[(Attribute::Class, class), href, rel]),
            Some(class) => self.out.open(Element::A, &[(Attribute::Class, class), href, title, rel]),
            None if title.1.is_empty() => self.out.open(Element::A, &[href, rel]),
            None => self.out.open(Element::A, &[href, title, rel]),
        }
    }
}

/// The start of a URL that is told instead of followed.
fn shown_url(dest: &str) -> &str {
    let mut end = dest.len().min(MAX_SHOWN_URL);
    while !dest.is_char_boundary(end) {
        end -= 1;
    }
    &dest[..end]
}

/// `language-rust` for the info string `rust ignore`; `None` if no usable letter is in its
/// first word. Other characters are dropped: a class name isn't worth a surprise.
fn language_class(info: &str) -> Option<String> {
    let usable = |char: &char| char.is_ascii_alphanumeric() || matches!(char, '_' | '+' | '-');
    let mut class = String::from("language-");
    let prefix = class.len();
    class.extend(info.split_whitespace().next()?.chars().filter(usable));
    (class.len() > prefix).then_some(class)
}

/// Renders a description: paragraphs of plain text, and its examples as conversations.
pub(super) fn description(text: &str, out: &mut Recording, blocks: &mut Vec<Block>) {
    for segment in examples(text) {
        match segment {
            Segment::Text(span) => paragraphs(text, span, out, blocks),
            Segment::Example(example) => {
                conversation(text, &example, out);
                out.end_block(example.span, blocks);
            }
        }
        if out.truncated() {
            break;
        }
    }
}

/// A block for each run of lines that aren't blank.
fn paragraphs(text: &str, span: Span, out: &mut Recording, blocks: &mut Vec<Block>) {
    let mut paragraph: Option<Span> = None;
    let mut at = span.start();
    let mut end_paragraph = |paragraph: &mut Option<Span>, out: &mut Recording| {
        if let Some(span) = paragraph.take() {
            out.open(Element::P, &[]);
            lines(span.slice(text), out);
            out.close();
            out.end_block(span, blocks);
        }
    };
    for line in span.slice(text).split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            end_paragraph(&mut paragraph, out);
        } else {
            let start = at + (line.len() - line.trim_start().len());
            let line = Span::new(start, start + trimmed.len());
            paragraph = Some(paragraph.map_or(line, |before| before.to(line)));
        }
        at += line.len();
    }
    end_paragraph(&mut paragraph, out);
}

/// Writes plain text whose line breaks are meant.
fn lines(text: &str, out: &mut Recording) {
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.open(Element::Br, &[]);
        }
        out.text(line);
    }
}

/// Writes an example, its parts in the order of the text.
fn conversation(text: &str, example: &Example, out: &mut Recording) {
    out.open(Element::Figure, &[(Attribute::Class, "example")]);
    if let Some(context) = example.context {
        note("context", context, text, out);
    }
    let mut commentary = example.commentary.iter().peekable();
    for turn in &example.turns {
        while let Some(said) = commentary.next_if(|said| said.start < turn.text.start) {
            note("commentary", *said, text, out);
        }
        let (class, name) = match turn.role {
            Role::User => ("turn user", "User"),
            Role::Assistant => ("turn assistant", "Assistant"),
        };
        out.open(Element::Div, &[(Attribute::Class, class)]);
        out.open(Element::Span, &[(Attribute::Class, "role")]);
        out.text(name);
        out.close();
        note("", turn.text, text, out);
        out.close();
    }
    for said in commentary {
        note("commentary", *said, text, out);
    }
    out.close();
}

/// Writes a paragraph, which shows `span` of `text`, with a class unless that is empty.
fn note(class: &str, span: Span, text: &str, out: &mut Recording) {
    out.notes.push(span);
    let class = [(Attribute::Class, class)];
    out.open(Element::P, if class[0].1.is_empty() { &[] } else { &class });
    lines(span.slice(text), out);
    out.close();
}
