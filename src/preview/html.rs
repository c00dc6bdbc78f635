use super::sink::{Attribute, Element, Sink};

/// Writes HTML. Text and attribute values are escaped, so that nothing in them is markup.
#[derive(Default)]
pub struct Html {
    /// What is written so far.
    pub out: String,
}

impl Sink for Html {
    fn open(&mut self, element: Element, attributes: &[(Attribute, &str)]) {
        self.out.push('<');
        self.out.push_str(element.name());
        for (attribute, value) in attributes {
            self.out.push(' ');
            self.out.push_str(attribute.name());
            self.out.push_str("=\"");
            escape(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn text(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    fn close(&mut self, element: Element) {
        self.out.push_str("</");
        self.out.push_str(element.name());
        self.out.push('>');
    }
}

/// Appends `text` with the characters replaced that mean something in HTML.
fn escape(out: &mut String, text: &str) {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(entity) = entity(byte) {
            // `byte` is ASCII, so these are character boundaries.
            out.push_str(&text[written..at]);
            out.push_str(entity);
            written = at + 1;
        }
    }
    out.push_str(&text[written..]);
}

/// Length in bytes of `text` once escaped.
pub(super) fn escaped_len(text: &str) -> usize {
    text.bytes().map(|byte| entity(byte).map_or(1, str::len)).sum()
}

/// What stands for `byte` in HTML, if not itself.
fn entity(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        // As `Recording` does; here for its length.
        0 => "\u{fffd}",
        _ => return None,
    })
}
