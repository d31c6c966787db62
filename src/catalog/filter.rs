//! Filtering by facet values, with counts for every value.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{ArticleIndex, Bits, Catalog, Facet, ValueId};

/// The chosen values of every facet: any of the chosen within one facet, all
/// facets together. A facet without a chosen value lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    chosen: [BTreeSet<ValueId>; 4],
}

impl Selection {
    /// Adds the value, or takes it away if it was there.
    pub fn toggle(&mut self, facet: Facet, value: ValueId) {
        let chosen = &mut self.chosen[facet.index()];
        if !chosen.remove(&value) {
            chosen.insert(value);
        }
    }

    /// Takes everything away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether the value is chosen.
    #[must_use]
    pub fn contains(&self, facet: Facet, value: ValueId) -> bool {
        self.chosen[facet.index()].contains(&value)
    }

    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.iter().all(BTreeSet::is_empty)
    }

    /// The chosen values of one facet, ascending by id.
    #[must_use]
    pub fn of(&self, facet: Facet) -> impl ExactSizeIterator<Item = ValueId> {
        self.chosen[facet.index()].iter().copied()
    }
}

/// The articles that pass a filter, in the order of loading.
#[derive(Clone, Debug, PartialEq)]
pub enum Matches {
    /// All articles, this many.
    All(u32),
    /// These articles, ascending.
    Some(Arc<[u32]>),
}

impl Default for Matches {
    fn default() -> Self {
        Self::All(0)
    }
}

impl Matches {
    /// How many articles pass.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::All(count) => *count as usize,
            Self::Some(list) => list.len(),
        }
    }

    /// Whether no article passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article at a place of the filtered list. O(1).
    #[must_use]
    pub fn get(&self, place: usize) -> Option<ArticleIndex> {
        match self {
            Self::All(count) => u32::try_from(place).ok().filter(|at| at < count),
            Self::Some(list) => list.get(place).copied(),
        }
        .map(ArticleIndex)
    }

    /// The place of an article in the filtered list. O(log n).
    #[must_use]
    pub fn place_of(&self, article: ArticleIndex) -> Option<usize> {
        match self {
            Self::All(count) => (article.0 < *count).then(|| article.index()),
            Self::Some(list) => list.binary_search(&article.0).ok(),
        }
    }

    /// The place where an article would stand: that of the first one not before it,
    /// or the number of matches. O(log n).
    #[must_use]
    pub fn place_near(&self, article: ArticleIndex) -> usize {
        match self {
            Self::All(count) => article.0.min(*count) as usize,
            Self::Some(list) => list.partition_point(|at| *at < article.0),
        }
    }
}

/// The outcome of a filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filtered {
    /// The articles that pass.
    pub matches: Matches,
    /// Per facet and value: how many articles have the value and pass the chosen
    /// values of all *other* facets, so a count says what choosing it would show
    /// when nothing else of its facet is chosen.
    pub counts: [Arc<[u32]>; 4],
}

impl Filtered {
    /// The count of one value; 0 for a value that does not exist.
    #[must_use]
    pub fn count(&self, facet: Facet, value: ValueId) -> u32 {
        let counts = &self.counts[facet.index()];
        counts.get(value.index()).copied().unwrap_or(0)
    }
}

impl Catalog {
    /// Applies a selection. O(articles) with at least one value chosen (some
    /// milliseconds at a million), O(values) else.
    #[must_use]
    pub fn filter(&self, selection: &Selection) -> Filtered {
        let passing = Facet::ALL.map(|facet| self.any_of(selection, facet));
        let counts = Facet::ALL.map(|facet| {
            let others = intersection(
                (0..passing.len())
                    .filter(|other| *other != facet.index())
                    .filter_map(|other| passing[other].as_ref()),
            );
            self.counts(facet, others.as_ref()).into()
        });
        let matches = match intersection(passing.iter().flatten()) {
            None => Matches::All(self.count()),
            Some(bits) => Matches::Some(bits.ones().collect()),
        };
        Filtered { matches, counts }
    }

    /// The articles with any chosen value of a facet; `None` when the facet lets
    /// everything through.
    fn any_of(&self, selection: &Selection, facet: Facet) -> Option<Bits> {
        if selection.of(facet).len() == 0 {
            return None;
        }
        let mut bits = Bits::none(self.len());
        for value in selection.of(facet) {
            bits.extend(self.articles_with(facet, value).iter().copied());
        }
        Some(bits)
    }

    fn counts(&self, facet: Facet, among: Option<&Bits>) -> Vec<u32> {
        let Some(bits) = among else {
            return self
                .values(facet)
                .map(|value| {
                    u32::try_from(self.articles_with(facet, value).len()).unwrap_or(u32::MAX)
                })
                .collect();
        };
        let mut counts = vec![0; self.value_count(facet)];
        for article in bits.ones() {
            for value in self.article(ArticleIndex(article)).values(facet) {
                counts[value as usize] += 1;
            }
        }
        counts
    }
}

/// The articles in all sets; `None` for no sets, which stands for everything.
fn intersection<'a>(mut sets: impl Iterator<Item = &'a Bits>) -> Option<Bits> {
    let first = sets.next()?.clone();
    Some(sets.fold(first, |mut all, set| {
        all &= set;
        all
    }))
}
