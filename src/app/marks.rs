//! The cards that are marked, for one act on all of them.

use super::App;
use crate::catalog::{ArticleIndex, Bits, Catalog};

/// The marked cards, and where a range begins that still grows.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    pub articles: Bits,
    pub range: Option<ArticleIndex>,
}

impl App {
    /// Whether a card is marked, or in the range that grows.
    #[must_use]
    pub fn is_marked(&self, article: ArticleIndex) -> bool {
        if self.marks.articles.contains(article.0) {
            return true;
        }
        let place = self.marks.range.and(self.matches().place_of(article));
        place.is_some_and(|place| self.range_places().contains(&place))
    }

    /// How many cards are marked. O(articles / 64).
    #[must_use]
    pub fn marked_len(&self) -> usize {
        if self.marks.range.is_none() {
            return self.marks.articles.count();
        }
        self.marked().count()
    }

    /// The marked cards.
    pub(super) fn marked(&self) -> Bits {
        let len = self.catalog().map_or(0, Catalog::len);
        let mut marked = Bits::from_words(self.marks.articles.words().to_vec(), len);
        let range = self.range_places();
        marked.extend(range.filter_map(|place| Some(self.matches().get(place)?.0)));
        marked
    }

    /// The cards that an act is about: the marked ones, or the selected one.
    pub(super) fn targets(&self) -> Vec<ArticleIndex> {
        let marked: Vec<ArticleIndex> = self.marked().ones().map(ArticleIndex).collect();
        if marked.is_empty() {
            self.selected.into_iter().collect()
        } else {
            marked
        }
    }

    /// The places of the range that grows; none without one.
    fn range_places(&self) -> std::ops::Range<usize> {
        let from = self
            .marks
            .range
            .and_then(|start| self.matches().place_of(start));
        match (from, self.place()) {
            (Some(from), Some(to)) => from.min(to)..from.max(to) + 1,
            _ => 0..0,
        }
    }
}
