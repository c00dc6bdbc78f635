//! Places in a text and edits of it. All offsets here are bytes of UTF-8; [`Utf16Map`] is the
//! only place that knows of another unit.

mod edit;
mod fill;
mod javascript;
mod marks;
mod names;
mod nearest;
mod sort;
mod span;
mod utf16;

pub use edit::{Edit, apply_edits, merge_edits};
pub use fill::fill;
pub use javascript::{COLONS, is_blank, trim};
pub use marks::{Mark, Marks, is_part};
pub use names::Names;
pub use nearest::{alike, nearest};
pub use sort::sorted_by;
pub use span::Span;
pub use utf16::Utf16Map;
pub(crate) use utf16::utf16_length;
