//! What is loaded, what of it passes the filter, and the order its values are in.

use std::cmp::Reverse;

use super::{Shared, Trouble};
use crate::catalog::{Catalog, Claims, Facet, Filtered, Selection, ValueId};
use crate::ingest::Loaded;
use crate::text::fold_into;

/// The loaded articles and the filter applied to them.
#[derive(Debug)]
pub struct Library {
    loaded: Shared<Loaded>,
    claims: Claims,
    trouble: Trouble,
    ranks: [Vec<u32>; 4],
    filtered: Shared<Filtered>,
    order: [Vec<ValueId>; 4],
}

impl Library {
    /// Takes over what was loaded, unfiltered. O(values · log values).
    #[must_use]
    pub fn new(loaded: Shared<Loaded>) -> Self {
        let catalog = &loaded.catalog;
        let ranks = Facet::ALL.map(|facet| name_ranks(catalog, facet));
        let filtered = Shared::new(catalog.filter(&Selection::default()));
        let claims = catalog.claims();
        let trouble = Trouble::of(&loaded.report);
        let mut library = Self {
            loaded,
            claims,
            trouble,
            ranks,
            filtered,
            order: Default::default(),
        };
        library.sort();
        library
    }

    /// Takes over the outcome of a filter. O(values · log values), once per filter
    /// so that neither a key nor a frame pays for it.
    pub fn apply(&mut self, filtered: Shared<Filtered>) {
        self.filtered = filtered;
        self.sort();
    }

    /// The articles.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.loaded.catalog
    }

    /// What the listings claim.
    #[must_use]
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }

    /// What could not be read.
    #[must_use]
    pub const fn trouble(&self) -> &Trouble {
        &self.trouble
    }

    /// The articles that pass, and the counts.
    #[must_use]
    pub fn filtered(&self) -> &Filtered {
        &self.filtered
    }

    /// A facet's values, highest count first and then by name; years newest first.
    #[must_use]
    pub fn order(&self, facet: Facet) -> &[ValueId] {
        &self.order[facet.index()]
    }

    fn sort(&mut self) {
        self.order = Facet::ALL.map(|facet| {
            let ranks = &self.ranks[facet.index()];
            let rank = |value: ValueId| ranks.get(value.index()).copied().unwrap_or(0);
            let mut values: Vec<ValueId> = self.loaded.catalog.values(facet).collect();
            if facet == Facet::Year {
                values.sort_unstable_by_key(|value| Reverse(rank(*value)));
            } else {
                values.sort_unstable_by_key(|value| {
                    (Reverse(self.filtered.count(facet, *value)), rank(*value))
                });
            }
            values
        });
    }
}

/// Per value its place in the order of names.
fn name_ranks(catalog: &Catalog, facet: Facet) -> Vec<u32> {
    let mut names: Vec<(String, ValueId)> = catalog
        .values(facet)
        .map(|value| {
            let mut folded = String::new();
            fold_into(&mut folded, catalog.value_name(facet, value).as_str());
            (folded, value)
        })
        .collect();
    names.sort_unstable();
    let mut ranks = vec![0; names.len()];
    for (rank, (_, value)) in (0_u32..).zip(&names) {
        if let Some(slot) = ranks.get_mut(value.index()) {
            *slot = rank;
        }
    }
    ranks
}
