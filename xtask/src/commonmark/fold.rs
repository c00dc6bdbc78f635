/// Ends a row.
const ROW_END: char = '\0';

/// The one to three characters that `letter` becomes where case doesn't count; none if it stays as it is.
///
/// A row is for letters that follow each other, or of which every other one does: the first; how many they are;
/// how far away it is what they become; and what comes behind that. The rows are sorted.
fn fold(rows: &str, letter: char) -> [Option<char>; 3] {
    let (bytes, letter) = (rows.as_bytes(), u32::from(letter));
    // Both are always where a row starts, or the end.
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low.midpoint(high);
        let is_end = |byte: &u8| *byte == ROW_END as u8;
        let start = bytes[low..middle].iter().rposition(is_end).map_or(low, |end| low + end + 1);
        let end = bytes[middle..].iter().position(is_end).map_or(high, |end| middle + end);
        let mut chars = rows[start..end].chars();
        let mut number = || chars.next().map_or(0, u32::from);
        let (first, count, distance) = (number(), number(), number());
        let step = 1 + count % 2;
        match letter.checked_sub(first) {
            None => high = start,
            Some(index) if index / step >= count / 2 => low = end + 1,
            Some(index) if index % step > 0 => break,
            Some(_) => {
                // The lowest bit is the sign.
                let becomes = letter.wrapping_add((distance / 2) ^ (distance % 2).wrapping_neg());
                return [char::from_u32(becomes), chars.next(), chars.next()];
            }
        }
    }
    [None; 3]
}
