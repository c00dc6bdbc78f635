use std::collections::BinaryHeap;

/// `items` in the order of `key`, those with equal keys as they were.
///
/// All lists of the crate are sorted through this one function: the standard library's sort is
/// compiled anew for each type, which a WebAssembly module pays for in size. A heap takes a fraction
/// of its code, and most lists are in order already.
#[must_use]
pub fn sorted_by<T>(mut items: Vec<T>, key: impl Fn(&T) -> u64) -> Vec<T> {
    let mut keys = Vec::with_capacity(items.len());
    for item in &items {
        keys.push((key(item), keys.len() as u32));
    }
    for (a, b) in swaps(keys) {
        items.swap(a, b);
    }
    items
}

/// The swaps that put items with these keys in order: all that there is to sorting but the type of the
/// items. With each key goes the index of its item.
fn swaps(keys: Vec<(u64, u32)>) -> Vec<(usize, usize)> {
    let mut swaps = Vec::new();
    if keys.is_sorted() {
        return swaps;
    }
    let mut order = BinaryHeap::from(keys).into_sorted_vec();
    for start in 0..order.len() {
        // Every item that is moved makes room for the one that belongs in its place.
        let mut at = start;
        loop {
            let from = order[at].1 as usize;
            order[at].1 = at as u32;
            if from == start {
                break;
            }
            swaps.push((at, from));
            at = from;
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::sorted_by;

    #[test]
    fn keeps_equals_in_order() {
        let length = |word: &&str| word.len() as u64;
        assert_eq!(sorted_by(vec!["bb", "a", "cc", "d"], length), ["a", "d", "bb", "cc"]);
        assert_eq!(sorted_by(vec!["eee", "bb", "ddd", "a", "cc", "f"], length), ["a", "f", "bb", "cc", "eee", "ddd"]);
    }
}
