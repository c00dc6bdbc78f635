use std::collections::BTreeMap;

/// A set of names.
///
/// It is a map because the crate has others of this kind: the standard library's collections are
/// compiled anew for each type, which a WebAssembly module pays for in size.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: BTreeMap<String, usize>,
}

impl Names {
    /// Whether `name` is among them.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// Takes `name` in, and tells whether it was missing.
    pub fn insert(&mut self, name: &str) -> bool {
        self.names.insert(name.to_owned(), 0).is_none()
    }
}

impl<'n> FromIterator<&'n str> for Names {
    fn from_iter<I: IntoIterator<Item = &'n str>>(names: I) -> Self {
        let mut set = Self::default();
        for name in names {
            set.insert(name);
        }
        set
    }
}
