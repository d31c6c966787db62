//! What is loaded, made ready for the reader, and what of it passes a filter.

use std::cmp::Reverse;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;

use super::{Shared, Trouble};
use crate::catalog::{
    Article, ArticleId, Bits, Catalog, Claims, Facet, Filtered, Matches, Selection, ValueId,
};
use crate::ingest::{FoundLinks, Loaded, Report};
use crate::links::{LinkSettings, Links};
use crate::search::query::{Filter, Query, Views};
use crate::search::{
    Completion, Corpus, Highlights, Kept, Known, Narrowing, Prepared, Stop, Stopped,
};
use crate::search::{Suggestion, suggestions};
use crate::shelf::Shelf;
use crate::text::fold_into;

/// The loaded articles, with everything that is worked out once per load.
#[derive(Debug)]
pub struct Library {
    loaded: Loaded,
    links: Links,
    claims: Claims,
    trouble: Trouble,
    /// A facet's values in the order of their names; years newest first.
    names: [Vec<ValueId>; 4],
    unfiltered: Shared<Passing>,
    prepared: Prepared,
    /// The answer of the last search of [`Depth::First`], for the one that goes on with it.
    begun: Mutex<Option<(Wanted, Passing)>>,
}

/// What passes a search, in its order, and the order of the sidebar's values under it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passing {
    filtered: Filtered,
    matches: Matches,
    order: [Vec<ValueId>; 4],
    highlights: Highlights,
    suggested: Vec<Suggestion>,
    /// How many articles each part that is left out keeps out alone.
    kept_out: Vec<(Filter, usize)>,
    today: NaiveDate,
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
        let names = Facet::ALL.map(|facet| by_name(&loaded.catalog, facet));
        let filtered = loaded.catalog.filter(&Selection::default(), None);
        let unfiltered = Shared::new(Passing {
            matches: Matches::All(u32::try_from(loaded.catalog.len()).unwrap_or(u32::MAX)),
            order: order(&names, &filtered),
            filtered,
            highlights: Highlights::default(),
            suggested: Vec::new(),
            kept_out: Vec::new(),
            today: NaiveDate::default(),
        });
        Self {
            claims: loaded.catalog.claims(),
            trouble: Trouble::of(&loaded.report, found.errors.len() + found.notes.len()),
            loaded,
            links: found.links,
            names,
            unfiltered,
            prepared: Prepared::default(),
            begun: Mutex::default(),
        }
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
        self.prepared.ids(self.catalog());
        self.prepared.names(self.catalog());
        self.prepared.texts(self.catalog());
    }

    /// Finds the articles' links, which the first question about them would wait for.
    pub fn find_links(&self) {
        self.links.find(self.catalog());
    }

    /// Finds a query's values among those that are loaded.
    #[must_use]
    pub fn narrowing(&self, query: &Query) -> Narrowing {
        Narrowing::of(query, self.catalog(), self.prepared.names(self.catalog()))
    }

    /// What is searched on this day.
    #[must_use]
    pub fn corpus<'a>(&'a self, kept: &'a Kept, today: NaiveDate) -> Corpus<'a> {
        Corpus {
            catalog: &self.loaded.catalog,
            prepared: &self.prepared,
            kept,
            known: self,
            today,
        }
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
        passing.matches = match wanted.shown {
            Shown::All => self.unfiltered.matches.clone(),
            Shown::Matches => {
                let first = match depth {
                    Depth::First => FIRST,
                    Depth::Whole => usize::MAX,
                };
                let found = passing.filtered.passing.as_deref();
                self.corpus(&wanted.kept, today)
                    .arrange(rest, sort, found, first, stop)?
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
        let found = self
            .corpus(&wanted.kept, today)
            .find(&narrowing.rest, stop)?;
        let filtered = self.catalog().filter(&narrowing.selection, found.as_ref());
        stop.check()?;
        Ok(Passing {
            order: order(&self.names, &filtered),
            suggested: self.suggested(narrowing, &filtered),
            kept_out: self.kept_out(wanted, today, stop)?,
            filtered,
            matches: Matches::default(),
            highlights: Highlights::of(&narrowing.rest),
            today,
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
        let all = || self.catalog().len();
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
        // No completion depends on the day.
        let corpus = self.corpus(kept, NaiveDate::MIN);
        corpus.completions(views, line, cursor)
    }

    /// What a shelf keeps of the articles. O(shelf · log articles).
    #[must_use]
    pub fn kept(&self, all: &Shelf) -> Kept {
        Kept::of(all, self.catalog(), &self.prepared)
    }

    /// The article with an identity. O(log articles).
    #[must_use]
    pub fn article(&self, id: ArticleId) -> Option<Article<'_>> {
        let index = self.prepared.article(self.catalog(), id)?;
        Some(self.catalog().article(index))
    }

    /// A facet's values in the order of their names; years newest first.
    #[must_use]
    pub fn by_name(&self, facet: Facet) -> &[ValueId] {
        &self.names[facet.index()]
    }

    /// What there is without a filter.
    #[must_use]
    pub(super) fn unfiltered(&self) -> Shared<Passing> {
        self.unfiltered.clone()
    }

    /// The articles.
    #[must_use]
    pub const fn catalog(&self) -> &Catalog {
        &self.loaded.catalog
    }

    /// The articles' addresses.
    #[must_use]
    pub const fn links(&self) -> &Links {
        &self.links
    }

    /// What was read and what could not be.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.loaded.report
    }

    /// What the listings claim.
    #[must_use]
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }

    /// What could not be read, for who has room for a few words.
    #[must_use]
    pub const fn trouble(&self) -> &Trouble {
        &self.trouble
    }
}

impl Known for Library {
    fn linked(&self) -> &Bits {
        self.links.direct(self.catalog())
    }

    fn ambiguous(&self) -> &Bits {
        self.links.ambiguous(self.catalog())
    }
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
fn order(names: &[Vec<ValueId>; 4], filtered: &Filtered) -> [Vec<ValueId>; 4] {
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

/// The values of a facet by their folded names; years the other way round.
fn by_name(catalog: &Catalog, facet: Facet) -> Vec<ValueId> {
    let mut names: Vec<(String, ValueId)> = catalog
        .values(facet)
        .map(|value| {
            let mut folded = String::new();
            fold_into(&mut folded, catalog.value_name(facet, value).as_str());
            (folded, value)
        })
        .collect();
    names.sort_unstable();
    let mut values: Vec<ValueId> = names.into_iter().map(|(_, value)| value).collect();
    if facet == Facet::Year {
        values.reverse();
    }
    values
}
