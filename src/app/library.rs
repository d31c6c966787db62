//! What is loaded, made ready for the reader, and searching it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;

use super::passing::{ByName, Passing, by_names, order};
use super::{Shared, Trouble};
use crate::catalog::{
    Article, ArticleId, ArticleIndex, Bits, Catalog, Claims, Facet, Filtered, Matches, Selection,
};
use crate::ingest::{FoundLinks, Loaded, Report};
use crate::links::{LinkSettings, Links};
use crate::search::query::{Filter, Query, Views};
use crate::search::{
    Completion, Corpus, Highlights, Holdings, Kept, Narrowing, Stop, Stopped, Suggestion,
    suggestions,
};
use crate::shelf::{Bookmark, Shelf};

/// The loaded articles, and copies of those that only bookmarks hold, with everything
/// that is worked out once of them.
#[derive(Debug)]
pub struct Library {
    read: Arc<Read>,
    holdings: Holdings,
    /// The values by name with those that only copies have, once a query asks for these.
    all_names: OnceLock<Arc<ByName>>,
    /// The answer of the last search of [`Depth::First`], for the one that goes on with it.
    begun: Mutex<Option<(Wanted, Passing)>>,
}

/// What is worked out once per load.
#[derive(Debug)]
struct Read {
    report: Report,
    links: Links,
    claims: Claims,
    trouble: Trouble,
    unfiltered: Shared<Passing>,
}

/// What a search is to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// What narrows the list, and its order.
    pub narrowing: Narrowing,
    /// Which articles are listed.
    pub shown: Shown,
    /// What the person keeps of them.
    pub kept: Arc<Kept>,
}

/// Which articles are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Those that pass.
    #[default]
    Matches,
    /// All, in the order of the listing; those that do not pass are dimmed.
    All,
}

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The set, the counts and the best few hundred.
    First,
    /// Everything.
    Whole,
}

/// Tags that are suggested.
const SUGGESTED_MAX: usize = 3;

/// Ranked articles of a search of [`Depth::First`]: more than a person pages through
/// before the rest is there.
const FIRST: usize = 500;

impl Library {
    /// Makes ready what was loaded. O(values · log values), 41 ms at 170,000 distinct
    /// tags: part of loading, and not of taking a message in.
    #[must_use]
    pub fn new(loaded: Loaded, found: FoundLinks) -> Self {
        let Loaded { catalog, report } = loaded;
        let by_name = by_names(&catalog);
        let filtered = catalog.filter(&Selection::default(), None);
        let unfiltered = Shared::new(Passing {
            matches: Matches::All(u32::try_from(catalog.len()).unwrap_or(u32::MAX)),
            order: order(&by_name, &filtered),
            by_name: Arc::new(by_name),
            filtered,
            ..Passing::default()
        });
        let read = Read {
            claims: catalog.claims(),
            trouble: Trouble::of(&report, found.errors.len() + found.notes.len()),
            report,
            links: found.links,
            unfiltered,
        };
        Self::of(Arc::new(read), Holdings::new(catalog))
    }

    fn of(read: Arc<Read>, holdings: Holdings) -> Self {
        Self {
            read,
            holdings,
            all_names: OnceLock::new(),
            begun: Mutex::default(),
        }
    }

    /// The same with copies of what these bookmarks are on and no page holds: all articles
    /// and values are where they were. None when there is nothing to add. See
    /// [`Holdings::with_copies`] for the cost.
    #[must_use]
    pub fn with_copies<'a>(
        &self,
        bookmarks: impl IntoIterator<Item = &'a Arc<Bookmark>>,
    ) -> Option<Self> {
        let holdings = self.holdings.with_copies(bookmarks)?;
        Some(Self::of(Arc::clone(&self.read), holdings))
    }

    /// Whether both are of the same load.
    #[must_use]
    pub fn is_of_load(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.read, &other.read)
    }

    /// Makes ready what was loaded, without any link list.
    #[must_use]
    pub fn without_lists(loaded: Loaded) -> Self {
        let found = FoundLinks {
            links: Links::of(&loaded.catalog, Vec::new(), &[], LinkSettings::default()),
            errors: Vec::new(),
            notes: Vec::new(),
        };
        Self::new(loaded, found)
    }

    /// Works out what the first search would wait for. O(articles), on all cores.
    pub fn prepare(&self) {
        self.holdings.prepare();
    }

    /// Finds the articles' links, which the first question about them would wait for.
    pub fn find_links(&self) {
        self.read.links.find(self.pages());
    }

    /// Finds a query's values among those that are loaded.
    #[must_use]
    pub fn narrowing(&self, query: &Query) -> Narrowing {
        self.holdings.narrowing(query)
    }

    /// What a filter is put to on this day.
    #[must_use]
    pub fn corpus<'a>(&'a self, filter: &Filter, kept: &'a Kept, today: NaiveDate) -> Corpus<'a> {
        self.holdings.corpus(filter, self, kept, today)
    }

    /// Searches. O(articles + values · log values): what performs
    /// [`super::Effect::Search`] runs it beside the event loop where that takes long. A
    /// search of [`Depth::Whole`] goes on where one of [`Depth::First`] for the same left off.
    ///
    /// # Errors
    /// [`Stopped`] as soon as `stop` says so.
    pub fn search(
        &self,
        wanted: &Wanted,
        today: NaiveDate,
        depth: Depth,
        stop: &Stop,
    ) -> Result<Passing, Stopped> {
        let Narrowing { rest, sort, .. } = &wanted.narrowing;
        let mut passing = match self.begun(wanted, today) {
            Some(passing) => passing,
            None => self.find(wanted, today, stop)?,
        };
        let corpus = self.corpus(rest, &wanted.kept, today);
        passing.matches = match wanted.shown {
            Shown::All => corpus
                .scope()
                .as_ref()
                .map_or_else(|| self.read.unfiltered.matches.clone(), Matches::from),
            Shown::Matches => {
                let first = match depth {
                    Depth::First => FIRST,
                    Depth::Whole => usize::MAX,
                };
                let found = passing.filtered.passing.as_deref();
                corpus.arrange(rest, sort, found, first, stop)?
            }
        };
        if depth == Depth::First && passing.is_partial() {
            let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
            *begun = Some((wanted.clone(), passing.clone()));
        }
        Ok(passing)
    }

    /// What passes, but for its order.
    fn find(&self, wanted: &Wanted, today: NaiveDate, stop: &Stop) -> Result<Passing, Stopped> {
        let narrowing = &wanted.narrowing;
        let corpus = self.corpus(&narrowing.rest, &wanted.kept, today);
        let found = corpus.find(&narrowing.rest, stop)?;
        let filtered = corpus.catalog.filter(&narrowing.selection, found.as_ref());
        stop.check()?;
        let by_name = self.by_name(&narrowing.rest);
        Ok(Passing {
            order: order(&by_name, &filtered),
            by_name,
            suggested: self.suggested(narrowing, &filtered),
            kept_out: self.kept_out(wanted, today, stop)?,
            without: corpus.without_choices(narrowing, stop)?,
            filtered,
            matches: Matches::default(),
            copies: self.copies(wanted, today, stop)?,
            highlights: Highlights::of(&narrowing.rest),
            today,
        })
    }

    /// The copies that pass a query which does not ask for them: what asking would add.
    fn copies(
        &self,
        wanted: &Wanted,
        today: NaiveDate,
        stop: &Stop,
    ) -> Result<Option<Bits>, Stopped> {
        let Narrowing {
            rest, selection, ..
        } = &wanted.narrowing;
        if rest.asks_for_copies() {
            return Ok(None);
        }
        let found = self.copies_that_pass(rest, &wanted.kept, today, stop)?;
        Ok(found.map(|found| {
            let copies = found.ones();
            let passing =
                copies.filter(|copy| self.catalog().passes(selection, ArticleIndex(*copy)));
            Bits::of(found.capacity(), passing)
        }))
    }

    /// The copies that a filter lets through, whether it asks for them or not; none where
    /// there are no copies.
    pub(super) fn copies_that_pass(
        &self,
        filter: &Filter,
        kept: &Kept,
        today: NaiveDate,
        stop: &Stop,
    ) -> Result<Option<Bits>, Stopped> {
        let corpus = self.holdings.whole_corpus(self, kept, today);
        let copies = corpus.copies();
        let found = copies.map(|copies| corpus.passing(filter, Some(&copies), stop));
        found.transpose()
    }

    /// The values that a query can be narrowed by, by name.
    fn by_name(&self, rest: &Filter) -> Arc<ByName> {
        let of_pages = &self.read.unfiltered.by_name;
        Arc::clone(if rest.asks_for_copies() && self.catalog().has_copies() {
            let all = || Arc::new(by_names(self.catalog()));
            self.all_names.get_or_init(all)
        } else {
            of_pages
        })
    }

    /// Takes the answer of the search before, if it was for the same.
    fn begun(&self, wanted: &Wanted, today: NaiveDate) -> Option<Passing> {
        // A thread that panicked while it held the lock left a whole answer behind.
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        begun
            .take_if(|(earlier, passing)| earlier == wanted && passing.today == today)
            .map(|(_, passing)| passing)
    }

    /// Tags to go on with, once the list is narrowed.
    fn suggested(&self, narrowing: &Narrowing, filtered: &Filtered) -> Vec<Suggestion> {
        if narrowing.is_open() {
            return Vec::new();
        }
        let all = || self.pages().len();
        let total = filtered
            .passing
            .as_ref()
            .map_or_else(all, |bits| bits.count());
        suggestions(&filtered.having[Facet::Tag.index()], total, SUGGESTED_MAX)
    }

    /// What could be meant by what stands before byte `cursor` of a query.
    #[must_use]
    pub fn completions(
        &self,
        kept: &Kept,
        views: &Views,
        line: &str,
        cursor: usize,
    ) -> Vec<Completion> {
        let query: Query = line.parse().unwrap_or_default();
        // No completion depends on the day.
        let corpus = self.corpus(&query.filter, kept, NaiveDate::MIN);
        corpus.completions(views, line, cursor)
    }

    /// What a shelf keeps of the articles. O(shelf · log articles).
    #[must_use]
    pub fn kept(&self, all: &Shelf) -> Kept {
        self.holdings.kept(all)
    }

    /// What the later shelf keeps of them, where `kept` is what the earlier one does.
    /// O(shelf).
    #[must_use]
    pub fn kept_after(&self, kept: &Kept, shelves: (&Shelf, &Shelf)) -> Kept {
        self.holdings.kept_after(kept, shelves)
    }

    /// The article with an identity. O(log articles).
    #[must_use]
    pub fn article(&self, id: ArticleId) -> Option<Article<'_>> {
        self.holdings.article(id)
    }

    /// What there is without a filter.
    #[must_use]
    pub(super) fn unfiltered(&self) -> Shared<Passing> {
        self.read.unfiltered.clone()
    }

    /// The articles, copies included.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        self.holdings.catalog()
    }

    /// The articles of the pages.
    #[must_use]
    pub fn pages(&self) -> &Catalog {
        self.holdings.pages()
    }

    /// The articles' addresses.
    #[must_use]
    pub fn links(&self) -> &Links {
        &self.read.links
    }

    /// What was read and what could not be.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.read.report
    }

    /// What the listings claim.
    #[must_use]
    pub fn claims(&self) -> &Claims {
        &self.read.claims
    }

    /// What could not be read, for who has room for a few words.
    #[must_use]
    pub fn trouble(&self) -> &Trouble {
        &self.read.trouble
    }
}
