/// Ends a row.
const ROW_END: char = '\0';

/// The one to three characters that `letter` becomes where case doesn't count; none if it stays as it is.
///
/// A row is for letters that follow each other, or of which every other one does: how far the first is from the
/// first of the row before; how many they are; how far away it is what they become; and what comes behind that.
fn fold(rows: &str, letter: char) -> [Option<char>; 3] {
    let letter = u32::from(letter);
    let mut start = 0;
    for row in rows.split_terminator(ROW_END) {
        let mut chars = row.chars();
        let mut number = || chars.next().map_or(0, u32::from);
        start += number();
        let (count, distance) = (number(), number());
        let Some(index) = letter.checked_sub(start) else { break };
        let step = 1 + count % 2;
        if index % step == 0 && index / step < count / 2 {
            // The lowest bit is the sign.
            let becomes = letter.wrapping_add(distance / 2 ^ (distance % 2).wrapping_neg());
            return [char::from_u32(becomes), chars.next(), chars.next()];
        }
    }
    [None; 3]
}
