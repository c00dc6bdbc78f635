use super::Span;

/// Replaces the text at `span` by `insert`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes, in bytes; empty for a pure insertion.
    pub span: Span,
    /// What comes in its place.
    pub insert: String,
}

impl Edit {
    /// Replaces `span` by `insert`.
    #[must_use]
    pub fn replace(span: Span, insert: impl Into<String>) -> Self {
        Self { span, insert: insert.into() }
    }

    /// Removes `span`.
    #[must_use]
    pub fn delete(span: Span) -> Self {
        Self { span, insert: String::new() }
    }

    /// Inserts at byte `at`.
    #[must_use]
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { span: Span::empty(at), insert: text.into() }
    }

    /// Whether both touch the same place, so that their order would matter.
    #[must_use]
    pub fn conflicts_with(&self, other: &Self) -> bool {
        self.span.overlaps(other.span)
            || self.span.start == other.span.start
            || (self.span.is_empty() && other.span.start < self.span.start && self.span.start < other.span.end)
            || (other.span.is_empty() && self.span.start < other.span.start && other.span.start < self.span.end)
    }
}

impl Edit {
    /// Whether edits of two fixes get in each other's way: an insertion belongs to what it stands beside.
    fn is_in_the_way_of(&self, other: &Self) -> bool {
        let beside = self.span.end == other.span.start || other.span.end == self.span.start;
        self.conflicts_with(other) || (beside && (self.span.is_empty() || other.span.is_empty()))
    }
}

/// Applies edits that are sorted and disjoint, as a fix holds them.
#[must_use]
pub fn apply_edits(text: &str, edits: &[Edit]) -> String {
    debug_assert!(edits.is_sorted_by(|a, b| a.span.end <= b.span.start), "edits overlap or are not sorted: {edits:?}");
    let inserted: usize = edits.iter().map(|edit| edit.insert.len()).sum();
    let mut out = String::with_capacity(text.len() + inserted);
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start()]);
        out.push_str(&edit.insert);
        at = edit.span.end();
    }
    out.push_str(&text[at..]);
    out
}

/// Adds `more` to the sorted `edits` if none of them touches the same place; tells whether it did.
/// An edit that is there already (two findings, one mend) counts as added.
#[must_use]
pub fn merge_edits(edits: &mut Vec<Edit>, more: &[Edit]) -> bool {
    // Only its neighbours can be in an edit's way.
    let place = |edits: &[Edit], edit: &Edit| edits.partition_point(|other| other.span.order() < edit.span.order());
    let fits = |edit: &Edit| {
        let at = place(edits, edit);
        edits.get(at) == Some(edit)
            || edits[at.saturating_sub(1)..].iter().take(2).all(|other| !edit.is_in_the_way_of(other))
    };
    if !more.iter().all(fits) {
        return false;
    }
    for edit in more {
        let at = place(edits, edit);
        if edits.get(at) != Some(edit) {
            edits.insert(at, edit.clone());
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applies_in_one_pass() {
        let edits = [Edit::insert(0, "é"), Edit::replace(Span::new(1, 3), ""), Edit::insert(4, "!")];
        assert_eq!(apply_edits("abcd", &edits), "éad!");
    }

    #[test]
    fn refuses_edits_of_the_same_place() {
        let mut edits = vec![Edit::replace(Span::new(2, 5), "x")];
        assert!(!merge_edits(&mut edits, &[Edit::delete(Span::new(4, 6))]));
        assert!(!merge_edits(&mut edits, &[Edit::insert(3, "y")]));
        assert!(!merge_edits(&mut edits, &[Edit::insert(2, "y")]));
        assert!(merge_edits(&mut edits, &[Edit::insert(0, "y"), Edit::replace(Span::new(2, 5), "x")]));
        assert_eq!(edits.len(), 2);
        assert_eq!(apply_edits("abcdef", &edits), "yabxf");
        // Those of one fix may: what comes is put before what goes.
        let mut edits = Vec::new();
        assert!(merge_edits(&mut edits, &[Edit::insert(2, "y"), Edit::delete(Span::new(2, 5))]));
        assert_eq!(apply_edits("abcdef", &edits), "abyf");
    }
}
