/// The candidate that `word` was most likely meant to be: equal but for case and separators, or
/// a few letters off. `None` if nothing is near enough to be worth saying.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    // Longer words than any known one by half can't be near it; this also bounds the work.
    if word.is_empty() || word.len() > 64 {
        return None;
    }
    let allowed = match word.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    let of_word = bits(&word);
    for candidate in candidates {
        // A letter more or less is a bit at most, and another letter two.
        if (bits(candidate.as_bytes()) ^ of_word).count_ones() as usize > 2 * allowed {
            continue;
        }
        let folded = fold(candidate);
        let Some(distance) = distance(&word, &folded, allowed) else { continue };
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Whether two words differ in nothing but case and separators.
#[must_use]
pub fn alike(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b))
}

fn fold(word: &str) -> Vec<u8> {
    letters(word).collect()
}

fn letters(word: &str) -> impl Iterator<Item = u8> {
    word.bytes().filter(|&byte| !is_separator(byte)).map(|byte| byte.to_ascii_lowercase())
}

/// Which letters a word has, in either case, as far as a number tells.
#[inline(never)]
fn bits(word: &[u8]) -> u32 {
    let mut bits = 0;
    for &byte in word {
        if !is_separator(byte) {
            bits |= 1 << (byte % 32);
        }
    }
    bits
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b'-' | b'_' | b' ')
}

/// Optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
/// `None` if it is more than `most`, which nearly always shows after a few letters.
fn distance(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        let mut least = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
            least = least.min(cost);
        }
        if least > most {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|&distance| distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let fields = ["name", "description", "tools", "disallowedTools", "model"];
        assert_eq!(nearest("Description", fields), Some("description"));
        assert_eq!(nearest("descripton", fields), Some("description"));
        assert_eq!(nearest("disallowed-tools", fields), Some("disallowedTools"));
        assert_eq!(nearest("modle", fields), Some("model"));
        assert_eq!(nearest("category", fields), None);
        assert_eq!(nearest("x", fields), None);
    }
}
