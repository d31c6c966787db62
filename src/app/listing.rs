//! What is listed: the search, its outcome, pages and the selected article.

use ratatui::layout::Rect;

use super::cards::{Metrics, Window};
use super::{App, PageSize, Wanted, layout};
use crate::catalog::{Article, ArticleIndex, Filtered, Matches, Passed, Selection};
use crate::search::Highlights;
use crate::search::query::{Query, SortBy};

impl App {
    /// The counts of the search last answered.
    #[must_use]
    pub fn filtered(&self) -> &Filtered {
        self.passing.filtered()
    }

    /// What the search last answered lists; nothing until the articles are loaded.
    #[must_use]
    pub fn matches(&self) -> &Matches {
        self.passing.matches()
    }

    /// What is marked in the articles.
    #[must_use]
    pub fn highlights(&self) -> &Highlights {
        self.passing.highlights()
    }

    /// What is to be listed.
    #[must_use]
    pub const fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// The chosen values.
    #[must_use]
    pub const fn selection(&self) -> &Selection {
        &self.wanted.narrowing.selection
    }

    /// The query that stands for what is to be listed; empty until the articles are
    /// loaded.
    #[must_use]
    pub fn query(&self) -> Query {
        let query = |catalog| self.wanted.narrowing.query(catalog);
        self.catalog().map(query).unwrap_or_default()
    }

    /// Whether a search has been asked for and not answered in full.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.applied != self.generation || self.passing.is_partial()
    }

    /// Whether the best matches come first.
    #[must_use]
    pub fn is_ranked(&self) -> bool {
        let narrowing = &self.wanted.narrowing;
        let order = crate::search::order(&narrowing.rest, &narrowing.sort);
        order
            .first()
            .is_some_and(|sort| sort.by == SortBy::Relevance)
    }

    /// Whether an article passes the search last answered.
    #[must_use]
    pub fn is_match(&self, article: ArticleIndex) -> bool {
        let passing = self.filtered().passing.as_ref();
        passing.is_none_or(|passing| passing.contains(article.0))
    }

    /// How many articles pass the search last answered, listed or not.
    #[must_use]
    pub fn passing_len(&self) -> usize {
        let all = || self.pages_len();
        let passing = self.filtered().passing.as_ref();
        passing.map_or_else(all, |passing| passing.count())
    }

    /// How many articles the loaded pages hold.
    #[must_use]
    pub fn pages_len(&self) -> usize {
        self.library().map_or(0, |library| library.pages().len())
    }

    /// How many articles pass the search last answered, by where they are.
    /// O(articles / 64).
    #[must_use]
    pub fn passed(&self) -> Passed {
        let all = self.pages_len();
        let Some(passing) = &self.filtered().passing else {
            return Passed {
                on_pages: all,
                copies: 0,
            };
        };
        let on_pages = passing.resized(all).count();
        Passed {
            on_pages,
            copies: passing.count() - on_pages,
        }
    }

    /// How many articles are listed.
    #[must_use]
    pub fn matches_len(&self) -> usize {
        self.matches().len()
    }

    /// The article at a place of the filtered list.
    #[must_use]
    pub fn article_at(&self, place: usize) -> Option<Article<'_>> {
        let index = self.matches().get(place)?;
        self.catalog().map(|catalog| catalog.article(index))
    }

    /// The selected article; `None` when none passes the filter.
    #[must_use]
    pub fn selected(&self) -> Option<Article<'_>> {
        let index = self.selected?;
        self.catalog().map(|catalog| catalog.article(index))
    }

    /// The selected article's place in the filtered list, from 0.
    #[must_use]
    pub fn place(&self) -> Option<usize> {
        self.matches().place_of(self.selected?)
    }

    /// Cards a page.
    #[must_use]
    pub fn page_len(&self) -> usize {
        match self.page_size {
            PageSize::Cards(cards) => usize::from(cards.get()),
            PageSize::Fit => layout::regions(self.size, self).map_or(1, |regions| {
                let body = regions.cards.body;
                Metrics::new(self.density, body).fitting(body.height)
            }),
        }
    }

    /// The page that is shown, from 0: the one with the selected card.
    #[must_use]
    pub fn page(&self) -> usize {
        self.place().unwrap_or(0) / self.page_len()
    }

    /// How many pages the filtered list has.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.matches_len().div_ceil(self.page_len())
    }

    /// The window onto the page that is shown, standing in `body`.
    #[must_use]
    pub fn window(&self, body: Rect) -> Window {
        let page_len = self.page_len();
        let first = self.place().unwrap_or(0) / page_len * page_len;
        Window {
            body,
            metrics: Metrics::new(self.density, body),
            first,
            len: page_len.min(self.matches_len() - first.min(self.matches_len())),
            scroll: self.card_scroll,
        }
    }
}
