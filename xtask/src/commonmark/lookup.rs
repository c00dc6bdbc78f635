/// Ends an entity's name.
const NAME_END: char = '\u{1}';

/// Ends what it stands for.
const ROW_END: char = '\u{2}';

/// What the entity called `name` stands for. The rows are sorted by their names' bytes.
fn find<'a>(rows: &'a str, name: &[u8]) -> Option<&'a str> {
    let bytes = rows.as_bytes();
    // Both are always where a row starts, or the end.
    let (mut low, mut high) = (0, rows.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = bytes[low..middle].iter().rposition(|byte| *byte == ROW_END as u8).map_or(low, |end| low + end + 1);
        let end = middle + bytes[middle..].iter().position(|byte| *byte == ROW_END as u8)?;
        let (key, value) = rows[start..end].split_once(NAME_END)?;
        match name.cmp(key.as_bytes()) {
            core::cmp::Ordering::Less => high = start,
            core::cmp::Ordering::Equal => return Some(value),
            core::cmp::Ordering::Greater => low = end + 1,
        }
    }
    None
}
