/// The elements that a preview is made of: nothing else can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Element {
    /// A link; always with `rel`.
    A,
    /// A quote.
    Blockquote,
    /// A line break; void.
    Br,
    /// Code, inline or in a `pre`.
    Code,
    /// Struck text.
    Del,
    /// A turn of an example.
    Div,
    /// Emphasis.
    Em,
    /// An example of a description.
    Figure,
    /// Heading of level 1.
    H1,
    /// Heading of level 2.
    H2,
    /// Heading of level 3.
    H3,
    /// Heading of level 4.
    H4,
    /// Heading of level 5.
    H5,
    /// Heading of level 6.
    H6,
    /// A thematic break; void.
    Hr,
    /// The disabled checkbox of a task list; void.
    Input,
    /// A list item.
    Li,
    /// A numbered list.
    Ol,
    /// A paragraph.
    P,
    /// A code block (with a `code` inside) or an HTML block shown as text (without).
    Pre,
    /// One of the two parts of a preview.
    Section,
    /// A tag shown as text, an image's placeholder, a refused link or a speaker's name.
    Span,
    /// Strong emphasis.
    Strong,
    /// A table.
    Table,
    /// Its body.
    Tbody,
    /// A cell of the body.
    Td,
    /// A cell of the head.
    Th,
    /// The head.
    Thead,
    /// A row.
    Tr,
    /// A bulleted list.
    Ul,
}

impl Element {
    /// The name in HTML.
    #[must_use]
    pub const fn name(self) -> &'static str {
        const NAMES: [&str; 30] = [
            "a",
            "blockquote",
            "br",
            "code",
            "del",
            "div",
            "em",
            "figure",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "input",
            "li",
            "ol",
            "p",
            "pre",
            "section",
            "span",
            "strong",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ];
        NAMES[self as usize]
    }

    /// Whether it has no content and no end tag.
    #[must_use]
    pub const fn is_void(self) -> bool {
        matches!(self, Self::Br | Self::Hr | Self::Input)
    }
}

/// The attributes that these elements can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Attribute {
    /// What a checkbox stands for, for screen readers: `done` or `to do`.
    AriaLabel,
    /// Of a ticked checkbox; empty.
    Checked,
    /// Names from a fixed list, and `language-…`.
    Class,
    /// Of each checkbox; empty.
    Disabled,
    /// A URL that passed the policy.
    Href,
    /// Of each link: `noopener noreferrer nofollow`.
    Rel,
    /// First number of a list.
    Start,
    /// A link's title, or the destination of a refused one.
    Title,
    /// Of each checkbox: `checkbox`.
    Type,
}

impl Attribute {
    /// The name in HTML.
    #[must_use]
    pub const fn name(self) -> &'static str {
        const NAMES: [&str; 9] =
            ["aria-label", "checked", "class", "disabled", "href", "rel", "start", "title", "type"];
        NAMES[self as usize]
    }
}

/// Where a preview is written to: a string of HTML, or the nodes of a page.
///
/// Calls are well nested: each element that isn't void is closed, innermost first.
pub trait Sink {
    /// Starts an element. A void one has no [`close`](Self::close).
    fn open(&mut self, element: Element, attributes: &[(Attribute, &str)]);
    /// Writes text, as it is to be read: not escaped.
    fn text(&mut self, text: &str);
    /// Ends the innermost open element, which is an `element`.
    fn close(&mut self, element: Element);
}
