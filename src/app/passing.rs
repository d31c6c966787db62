//! What passes a search, in its order, and the sidebar's values in theirs.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::catalog::{Bits, Catalog, Facet, Filtered, Matches, ValueId};
use crate::search::query::Filter;
use crate::search::{Highlights, Suggestion};
use crate::text::fold_into;

/// A facet's values in the order of their names; years newest first.
pub(super) type ByName = [Vec<ValueId>; 4];

/// What passes a search, in its order, and the order of the sidebar's values under it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passing {
    pub(super) filtered: Filtered,
    pub(super) matches: Matches,
    /// The copies that pass though the query does not ask for them.
    pub(super) copies: Option<Bits>,
    pub(super) by_name: Arc<ByName>,
    pub(super) order: ByName,
    pub(super) highlights: Highlights,
    pub(super) suggested: Vec<Suggestion>,
    /// How many articles each part that is left out keeps out alone.
    pub(super) kept_out: Vec<(Filter, usize)>,
    /// What would pass without each choice of labels that counts depend on.
    pub(super) without: Vec<(Filter, Arc<Bits>)>,
    pub(super) today: NaiveDate,
}

impl Passing {
    /// The articles that pass, and the counts.
    #[must_use]
    pub const fn filtered(&self) -> &Filtered {
        &self.filtered
    }

    /// What is listed, in its order.
    #[must_use]
    pub const fn matches(&self) -> &Matches {
        &self.matches
    }

    /// The copies that pass though the query does not ask for them.
    #[must_use]
    pub(super) const fn copies(&self) -> Option<&Bits> {
        self.copies.as_ref()
    }

    /// A facet's values in the order of their names; years newest first.
    #[must_use]
    pub fn by_name(&self, facet: Facet) -> &[ValueId] {
        &self.by_name[facet.index()]
    }

    /// Tags that split what is listed best.
    #[must_use]
    pub fn suggested(&self) -> &[Suggestion] {
        &self.suggested
    }

    /// How many articles a part that is left out keeps out alone; none for other parts.
    #[must_use]
    pub(super) fn kept_out_by(&self, part: &Filter) -> Option<usize> {
        let known = self.kept_out.iter().find(|(known, _)| known == part);
        known.map(|(_, articles)| *articles)
    }

    /// What would pass without a part that is a choice of labels; none for other parts.
    pub(super) fn without(&self, part: &Filter) -> Option<&Bits> {
        let found = self.without.iter().find(|(other, _)| other == part);
        found.map(|(_, passing)| &**passing)
    }

    /// What is marked in the articles.
    #[must_use]
    pub const fn highlights(&self) -> &Highlights {
        &self.highlights
    }

    /// The day that the search counted from.
    #[must_use]
    pub const fn today(&self) -> NaiveDate {
        self.today
    }

    /// Whether more of the order is still to come.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.matches.known_len() < self.matches.len()
    }

    /// A facet's values, those of most articles first and then by name; years newest
    /// first.
    #[must_use]
    pub fn order(&self, facet: Facet) -> &[ValueId] {
        &self.order[facet.index()]
    }
}

/// The values of every facet by how many articles have them; years stay as they are.
pub(super) fn order(names: &ByName, filtered: &Filtered) -> ByName {
    Facet::ALL.map(|facet| {
        let mut values = names[facet.index()].clone();
        if facet != Facet::Year {
            let weights = &filtered.weights[facet.index()];
            // Stable, so that equal counts leave the names in order.
            values.sort_by_key(|value| Reverse(weights.get(value.index())));
        }
        values
    })
}

/// The values of every facet by name.
pub(super) fn by_names(catalog: &Catalog) -> ByName {
    Facet::ALL.map(|facet| by_name(catalog, facet))
}

/// The values of a facet by their folded names; years the other way round.
fn by_name(catalog: &Catalog, facet: Facet) -> Vec<ValueId> {
    let mut folded = String::new();
    let mut names: Vec<(Range<usize>, ValueId)> = Vec::with_capacity(catalog.value_count(facet));
    for value in catalog.values(facet) {
        let start = folded.len();
        fold_into(&mut folded, catalog.value_name(facet, value).as_str());
        names.push((start..folded.len(), value));
    }
    names.sort_unstable_by_key(|(name, value)| (&folded[name.clone()], *value));
    let mut values: Vec<ValueId> = names.into_iter().map(|(_, value)| value).collect();
    if facet == Facet::Year {
        values.reverse();
    }
    values
}
