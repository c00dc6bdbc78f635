use std::collections::BinaryHeap;

/// `items` in the order of `key`, those with equal keys as they were.
///
/// All lists of the crate are sorted through this one function: the standard library's sort is
/// compiled anew for each type, which a WebAssembly module pays for in size. A heap takes a fraction
/// of its code, and most lists are in order already.
#[must_use]
pub fn sorted_by<T>(items: Vec<T>, key: impl Fn(&T) -> u64) -> Vec<T> {
    let order: Vec<(u64, u32)> = items.iter().enumerate().map(|(index, item)| (key(item), index as u32)).collect();
    if order.is_sorted() {
        return items;
    }
    let order = BinaryHeap::from(order).into_sorted_vec();
    let mut slots: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(_, index)| slots[index as usize].take()).collect()
}

#[cfg(test)]
mod tests {
    use super::sorted_by;

    #[test]
    fn keeps_equals_in_order() {
        assert_eq!(sorted_by(vec!["bb", "a", "cc", "d"], |word| word.len() as u64), ["a", "d", "bb", "cc"]);
    }
}
