use crate::text::Span;
use crate::yaml::NodeId;

/// One frontmatter entry and what became of it.
#[derive(Clone, Debug)]
pub struct Field {
    /// The key as the host reads it.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// Where the value stands; `None` if nothing is written.
    pub value_span: Option<Span>,
    /// The value as read; `None` for null and for nothing.
    pub value: Option<String>,
    /// The value's node in the reading's tree; `None` if the frontmatter did not parse.
    pub node: Option<NodeId>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The host uses it.
    Used,
    /// The host knows the field, but not this value.
    Dropped(Loss),
    /// The host does not know the field.
    Unknown,
    /// A later entry of the same name wins.
    Replaced,
    /// The host knows the field but does not apply it to this kind of agent.
    Ignored,
}

/// Why a value is dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Nothing is written, or null.
    Empty,
    /// It is not text.
    NotText,
    /// It is none of the values that the field takes.
    NotOneOf(&'static [&'static str]),
    /// It is neither one of these nor an integer.
    NotOneOfNorInteger(&'static [&'static str]),
    /// It is not a whole number above zero.
    NotPositiveInteger,
    /// It is not a list.
    NotList,
    /// It is longer than the host takes.
    TooLong,
    /// It is not a whole number of at least this.
    NotIntegerFrom(u32),
    /// The file's frontmatter does not parse, so nothing is read.
    Unparsed,
}

impl Field {
    /// Why the field is not used, in a few words.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let text = match self.fate {
            Fate::Used => return None,
            Fate::Unknown => "the host does not know this field",
            Fate::Replaced => "a later entry of the same name wins",
            Fate::Ignored => "does not apply to plugin agents",
            Fate::Dropped(loss) => return Some(loss.to_string()),
        };
        Some(text.to_owned())
    }
}

impl std::fmt::Display for Loss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let values = |f: &mut std::fmt::Formatter<'_>, values: &[&str]| {
            f.write_str("not one of ")?;
            for (index, value) in values.iter().enumerate() {
                f.write_str(if index == 0 { "" } else { ", " })?;
                f.write_str(value)?;
            }
            Ok(())
        };
        match self {
            Self::Empty => f.write_str("empty"),
            Self::NotText => f.write_str("not text"),
            Self::NotOneOf(known) => values(f, known),
            Self::NotOneOfNorInteger(known) => {
                values(f, known)?;
                f.write_str(" or a whole number")
            }
            Self::NotPositiveInteger => f.write_str("not a whole number above zero"),
            Self::NotList => f.write_str("not a list"),
            Self::TooLong => f.write_str("longer than 256 characters"),
            Self::NotIntegerFrom(least) => write!(f, "not a whole number of at least {least}"),
            Self::Unparsed => f.write_str("the frontmatter does not parse"),
        }
    }
}
