//! What an editor asks for at one place of a file: what could be written there, and what is known of
//! what stands there. Plain data with offsets in bytes; nothing of an editor or its protocol.
//!
//! Whoever types has a frontmatter that does not parse most of the time. So the place is found by
//! lines (`frontmatter.rs`), and the tree is asked only what lines can't tell.

mod complete;
mod frontmatter;
mod hover;

pub use complete::{Completions, Item, ItemKind, complete};
pub use hover::{Hover, hover};

use crate::document::{Document, opens};
use crate::host::{FieldKind, FieldSpec, Host};
use crate::reading::Reading;
use crate::text::fill;

/// Calls `look` with a frontmatter that is closed, and with whether it is in the file. Whoever types a
/// new file has not come to the closing fence yet, so one is put behind the text.
fn with_fence<T>(
    document: &Document<'_>,
    reading: &Reading<'_>,
    look: impl Fn(&Document<'_>, &Reading<'_>, bool) -> T,
) -> T {
    if document.envelope.fences.is_some() || !opens(document.source) {
        return look(document, reading, true);
    }
    let closed = fill("{}\n---\n", &[document.source]);
    let document = Document::parse(&closed);
    look(&document, &Reading::of(&document, reading.host, None), false)
}

/// What a field is for and which values it takes, as paragraphs of Markdown.
fn about(host: &Host, field: &FieldSpec) -> String {
    let takes = match field.kind {
        _ if !field.applies => return field.meaning.to_owned(),
        FieldKind::Tools => "A list of names, or a text with commas between them.".to_owned(),
        FieldKind::Names => "A list of names.".to_owned(),
        FieldKind::McpServers => "A list.".to_owned(),
        FieldKind::Model => one_of(host.models.iter().map(|model| model.word), " or an id."),
        FieldKind::Word(words) => one_of(words.iter().copied(), "."),
        FieldKind::WordOrInteger(words) => one_of(words.iter().copied(), " or a whole number."),
        FieldKind::Flag => one_of(FLAGS.iter().copied(), "."),
        FieldKind::PositiveInteger => "A whole number above zero.".to_owned(),
        FieldKind::IntegerFrom(least) => fill("A whole number of at least {}.", &[&least.to_string()]),
        FieldKind::Name | FieldKind::Description | FieldKind::Text | FieldKind::Hooks | FieldKind::Any => {
            return field.meaning.to_owned();
        }
    };
    fill("{}\n\n{}", &[field.meaning, &takes])
}

/// What [`FieldKind::Flag`] takes.
const FLAGS: &[&str] = &["true", "false"];

fn one_of<'w>(words: impl Iterator<Item = &'w str>, end: &str) -> String {
    let words: Vec<String> = words.map(|word| fill("`{}`", &[word])).collect();
    fill("One of {}{}", &[&words.join(", "), end])
}
