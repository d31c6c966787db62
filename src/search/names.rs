//! Finding a facet's value by how it is spelled.

use std::collections::HashMap;

use crate::catalog::{Catalog, Facet, ValueId};
use crate::text::spelling_key;

/// The values of every facet by their spelling, case, blanks and hyphens aside.
#[derive(Debug, Default)]
pub struct Names {
    by_key: [HashMap<String, ValueId, foldhash::fast::FixedState>; 4],
}

impl Names {
    /// Works out the keys of all values. O(bytes of the names).
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let by_key = Facet::ALL.map(|facet| {
            let mut values = HashMap::default();
            for value in catalog.values(facet) {
                let key = spelling_key(catalog.value_name(facet, value).as_str());
                values.entry(key).or_insert(value);
            }
            values
        });
        Self { by_key }
    }

    /// The value that is spelled so: exactly, or else case, blanks and hyphens aside.
    #[must_use]
    pub fn find(&self, catalog: &Catalog, facet: Facet, text: &str) -> Option<ValueId> {
        let spelled = || self.by_key[facet.index()].get(&spelling_key(text)).copied();
        catalog.value_named(facet, text).or_else(spelled)
    }
}
