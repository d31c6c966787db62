//! Names that repeat (tags, sources, categories), each stored once.

use std::collections::HashMap;
use std::sync::Arc;

/// A set of names with dense ids in the order of first sight.
#[derive(Debug, Default)]
pub(super) struct Interner {
    /// The first id that is given: where the ids end of the set that this one goes on.
    first: u32,
    ids: HashMap<Arc<str>, u32, foldhash::fast::RandomState>,
    names: Vec<Arc<str>>,
}

impl Interner {
    /// A set whose ids go on where those of `below` end; the names of `below` are not in it.
    pub(super) fn after(below: &Self) -> Self {
        Self {
            first: below.end(),
            ..Self::default()
        }
    }

    /// The first id that is not given yet.
    pub(super) fn end(&self) -> u32 {
        u32::try_from(self.names.len())
            .ok()
            .and_then(|len| self.first.checked_add(len))
            .expect("fewer than 2^32 names")
    }

    /// The id of `name`, given now if it is new. Expected O(bytes).
    ///
    /// # Panics
    /// On the 2³²nd name, which does not fit into memory.
    pub(super) fn intern(&mut self, name: &str) -> u32 {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let id = self.end();
        let name: Arc<str> = name.into();
        self.names.push(Arc::clone(&name));
        self.ids.insert(name, id);
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
        let at = id.checked_sub(self.first);
        at.and_then(|at| self.names.get(at as usize))
            .map_or("", |name| name)
    }

    /// How many names it holds.
    #[must_use]
    pub(super) const fn len(&self) -> usize {
        self.names.len()
    }
}
