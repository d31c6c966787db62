//! What there is to search: the articles of the pages, and, for queries that ask for the
//! shelf, on top of them the copies that bookmarks hold.

use std::sync::Arc;

use chrono::NaiveDate;

use super::query::{Filter, Query};
use super::{Corpus, Kept, Known, Narrowing, Prepared};
use crate::catalog::{Article, ArticleId, Catalog, Facet};
use crate::shelf::{Bookmark, Shelf};

/// A catalogue with what searching needs of it, and the same with copies on top where
/// there are some. What does not [ask](Filter::asks_for_copies) for copies is put to the
/// pages alone, so that no bookmark changes its answer.
#[derive(Debug, Default)]
pub struct Holdings {
    pages: Stock,
    all: Option<Stock>,
    /// The bookmarks that the copies are of, in their order. Only ever added to: a copy
    /// whose bookmark is removed keeps its place for when that is undone, and one that
    /// changes gets a new place.
    copied: Vec<Arc<Bookmark>>,
}

#[derive(Clone, Debug, Default)]
struct Stock {
    catalog: Arc<Catalog>,
    prepared: Arc<Prepared>,
}

impl Holdings {
    /// The articles of `catalog`, without copies.
    #[must_use]
    pub fn new(catalog: Catalog) -> Self {
        Self {
            pages: Stock {
                catalog: Arc::new(catalog),
                prepared: Arc::default(),
            },
            ..Self::default()
        }
    }

    /// The articles of `catalog`, with the copies on `shelf` where `filter` asks for them:
    /// for one question.
    #[must_use]
    pub fn asked(catalog: Catalog, filter: &Filter, shelf: &Shelf) -> Self {
        let pages = Self::new(catalog);
        let copied = filter
            .asks_for_copies()
            .then(|| pages.with_copies(shelf.unsorted()));
        copied.flatten().unwrap_or(pages)
    }

    /// The same with copies of what these bookmarks are on and no page holds; none when
    /// there is nothing to add. O(bookmarks · log articles), and O(copies + values) where
    /// there is.
    #[must_use]
    pub fn with_copies<'a>(
        &self,
        bookmarks: impl IntoIterator<Item = &'a Arc<Bookmark>>,
    ) -> Option<Self> {
        let mut new: Vec<Arc<Bookmark>> = bookmarks
            .into_iter()
            .filter(|bookmark| !self.has(bookmark))
            .cloned()
            .collect();
        if new.is_empty() {
            return None;
        }
        // The order of the listing is that of loading; these are the newest first.
        new.sort_by(|a, b| {
            let day = |bookmark: &Bookmark| bookmark.card.published;
            (day(b).cmp(&day(a))).then_with(|| a.key.cmp(&b.key))
        });
        let copied = [self.copied.as_slice(), &new].concat();
        let pages = &self.pages;
        let tag = |name: &str| {
            let names = pages.prepared.names(&pages.catalog);
            names.find(&pages.catalog, Facet::Tag, name)
        };
        let cards = copied.iter().map(|bookmark| bookmark.copy());
        let catalog = Catalog::with_copies(Arc::clone(&pages.catalog), cards, tag);
        Some(Self {
            pages: pages.clone(),
            all: Some(Stock {
                catalog: Arc::new(catalog),
                prepared: Arc::new(Prepared::above(Arc::clone(&pages.prepared))),
            }),
            copied,
        })
    }

    /// Whether the article of a bookmark is on a page, or copied as it is kept.
    fn has(&self, bookmark: &Arc<Bookmark>) -> bool {
        let Some(article) = self.article(bookmark.id) else {
            return false;
        };
        let at = article.index().index().checked_sub(self.pages().len());
        at.and_then(|at| self.copied.get(at))
            .is_none_or(|copied| Arc::ptr_eq(copied, bookmark) || copied.card == bookmark.card)
    }

    fn all(&self) -> &Stock {
        self.all.as_ref().unwrap_or(&self.pages)
    }

    fn stock(&self, filter: &Filter) -> &Stock {
        if filter.asks_for_copies() {
            self.all()
        } else {
            &self.pages
        }
    }

    /// All articles, copies included.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.all().catalog
    }

    /// The articles of the pages.
    #[must_use]
    pub fn pages(&self) -> &Catalog {
        &self.pages.catalog
    }

    /// Works out what the first search of the pages would wait for. O(articles), on all
    /// cores.
    pub fn prepare(&self) {
        let Stock { catalog, prepared } = &self.pages;
        prepared.ids(catalog);
        prepared.names(catalog);
        prepared.texts(catalog);
    }

    /// What a filter is put to.
    #[must_use]
    pub fn corpus<'a>(
        &'a self,
        filter: &Filter,
        known: &'a dyn Known,
        kept: &'a Kept,
        today: NaiveDate,
    ) -> Corpus<'a> {
        self.stock(filter).corpus(known, kept, today)
    }

    /// All articles to search, whatever is asked.
    #[must_use]
    pub fn whole_corpus<'a>(
        &'a self,
        known: &'a dyn Known,
        kept: &'a Kept,
        today: NaiveDate,
    ) -> Corpus<'a> {
        self.all().corpus(known, kept, today)
    }

    /// Finds a query's values among those of what it is put to.
    #[must_use]
    pub fn narrowing(&self, query: &Query) -> Narrowing {
        let Stock { catalog, prepared } = self.stock(&query.filter);
        Narrowing::of(query, catalog, prepared.names(catalog))
    }

    /// What there is `on` a shelf of the articles. O(shelf · log articles).
    #[must_use]
    pub fn kept(&self, on: &Shelf) -> Kept {
        let Stock { catalog, prepared } = self.all();
        Kept::of(on, catalog, prepared)
    }

    /// What the later shelf keeps of them, where `kept` is what the earlier one does.
    /// O(shelf).
    #[must_use]
    pub fn kept_after(&self, kept: &Kept, shelves: (&Shelf, &Shelf)) -> Kept {
        let Stock { catalog, prepared } = self.all();
        kept.after(shelves, catalog, prepared)
    }

    /// The article with an identity. O(log articles).
    #[must_use]
    pub fn article(&self, id: ArticleId) -> Option<Article<'_>> {
        let Stock { catalog, prepared } = self.all();
        let index = prepared.article(catalog, id)?;
        Some(catalog.article(index))
    }
}

impl Stock {
    fn corpus<'a>(&'a self, known: &'a dyn Known, kept: &'a Kept, today: NaiveDate) -> Corpus<'a> {
        Corpus {
            catalog: &self.catalog,
            prepared: &self.prepared,
            known,
            kept,
            today,
        }
    }
}
