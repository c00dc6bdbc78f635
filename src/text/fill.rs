/// `template` with the next of `parts` in the place of each `{}`.
///
/// Messages are made by it rather than by joining their pieces: a caller that hands over one text and
/// the values in it takes less of a WebAssembly module than one that lists all pieces, and unlike
/// `format!` this knows nothing but text.
#[must_use]
#[inline(never)]
pub fn fill(template: &str, parts: &[&str]) -> String {
    debug_assert_eq!(template.matches("{}").count(), parts.len(), "parts of {template:?}");
    let mut filled = String::with_capacity(template.len() + parts.iter().map(|part| part.len()).sum::<usize>());
    let mut parts = parts.iter();
    for text in template.split("{}") {
        filled.push_str(text);
        filled.push_str(parts.next().copied().unwrap_or_default());
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn takes_parts_as_they_are() {
        assert_eq!(fill("{} and {}.", &["a{}b", "c"]), "a{}b and c.");
        assert_eq!(fill("{}{}", &["a", "b"]), "ab");
    }
}
