//! Names that repeat (tags, sources, categories), each stored once.

use std::collections::HashMap;

/// A set of names with dense ids in the order of first sight.
#[derive(Debug, Default)]
pub(super) struct Interner {
    ids: HashMap<Box<str>, u32, foldhash::fast::RandomState>,
    names: Vec<Box<str>>,
}

impl Interner {
    /// The id of `name`, given now if it is new. Expected O(bytes).
    ///
    /// # Panics
    /// On the 2³²nd name, which does not fit into memory.
    pub(super) fn intern(&mut self, name: &str) -> u32 {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let id = u32::try_from(self.names.len()).expect("fewer than 2^32 names");
        self.ids.insert(name.into(), id);
        self.names.push(name.into());
        id
    }

    /// The id of a name that is present. Expected O(bytes).
    #[must_use]
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.ids.get(name).copied()
    }

    /// The name with this id; empty for an id that was never given.
    #[must_use]
    pub(super) fn get(&self, id: u32) -> &str {
        self.names.get(id as usize).map_or("", |name| name)
    }

    /// How many names there are.
    #[must_use]
    pub(super) const fn len(&self) -> usize {
        self.names.len()
    }
}
