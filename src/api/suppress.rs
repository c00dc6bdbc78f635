use super::{EditInfo, InvalidOptions, Options};
use crate::suppress;
use crate::text::{Span, Utf16Map};

/// The edit that leaves the finding of `rule` from `from` to `to`, in UTF-16 code units of `source`, out by a
/// comment in the frontmatter, `# passmuster: ignore[rule]`; with `ignore-file` where that is the only way.
/// `None` if there is no such finding, or nowhere to write the comment.
///
/// # Errors
/// If the options make no sense; never because of the source.
pub fn suppress(
    source: &str,
    rule: &str,
    from: u32,
    to: u32,
    options: &Options,
) -> Result<Option<EditInfo>, InvalidOptions> {
    let settings = options.settings()?;
    let map = Utf16Map::new(source);
    let start = map.byte(from);
    let span = Span::new(start, map.byte(to).max(start));
    Ok(suppress::suppress(source, rule, span, &settings).map(|edit| {
        let (from, to) = map.span(edit.span);
        EditInfo { from, to, insert: edit.insert }
    }))
}
