//! The articles that pass, in the order they are shown.

use std::sync::Arc;

use super::{ArticleIndex, Bits};

/// The articles that pass a filter, in some order.
#[derive(Clone, Debug, PartialEq)]
pub enum Matches {
    /// All articles in the order of loading, this many.
    All(u32),
    /// These articles in the order of loading.
    Listed(Arc<[u32]>),
    /// In another order.
    Ordered(Arc<Ordered>),
}

/// Articles in an order that is not that of loading.
#[derive(Clone, Debug, PartialEq)]
pub struct Ordered {
    /// The articles whose place is known: the first ones.
    order: Vec<u32>,
    /// Per article its place plus 1; 0 where it has none.
    places: Vec<u32>,
    /// How many pass in all.
    total: usize,
}

impl Default for Matches {
    fn default() -> Self {
        Self::All(0)
    }
}

impl From<&Bits> for Matches {
    fn from(passing: &Bits) -> Self {
        Self::Listed(passing.ones().collect())
    }
}

impl Matches {
    /// The first of `total` articles that pass, best first, out of a catalogue of
    /// `articles`. O(order); four bytes an article of the catalogue.
    #[must_use]
    pub fn ordered(order: Vec<u32>, total: usize, articles: usize) -> Self {
        let mut places = vec![0; articles];
        for (place, article) in (1..).zip(&order) {
            places[*article as usize] = place;
        }
        Self::Ordered(Arc::new(Ordered {
            order,
            places,
            total,
        }))
    }

    /// How many articles pass.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::All(count) => *count as usize,
            Self::Listed(list) => list.len(),
            Self::Ordered(ordered) => ordered.total,
        }
    }

    /// Whether no article passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of them have a place yet: all, but while the rest is still ranked.
    #[must_use]
    pub fn known_len(&self) -> usize {
        match self {
            Self::All(_) | Self::Listed(_) => self.len(),
            Self::Ordered(ordered) => ordered.order.len(),
        }
    }

    /// The article at a place; none beyond [`Matches::known_len`]. O(1).
    #[must_use]
    pub fn get(&self, place: usize) -> Option<ArticleIndex> {
        match self {
            Self::All(count) => u32::try_from(place).ok().filter(|at| at < count),
            Self::Listed(list) => list.get(place).copied(),
            Self::Ordered(ordered) => ordered.order.get(place).copied(),
        }
        .map(ArticleIndex)
    }

    /// The place of an article. O(log n).
    #[must_use]
    pub fn place_of(&self, article: ArticleIndex) -> Option<usize> {
        match self {
            Self::All(count) => (article.0 < *count).then(|| article.index()),
            Self::Listed(list) => list.binary_search(&article.0).ok(),
            Self::Ordered(ordered) => {
                let place = ordered.places.get(article.index())?;
                (*place as usize).checked_sub(1)
            }
        }
    }

    /// The place where an article would stand: that of the first one not before it in
    /// the order of loading, or the number of matches; in another order its place, or
    /// the first. O(log n).
    #[must_use]
    pub fn place_near(&self, article: ArticleIndex) -> usize {
        match self {
            Self::All(count) => article.0.min(*count) as usize,
            Self::Listed(list) => list.partition_point(|at| *at < article.0),
            Self::Ordered(_) => self.place_of(article).unwrap_or(0),
        }
    }
}
