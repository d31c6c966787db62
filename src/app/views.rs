//! Saved queries as the sidebar shows them: what each finds, and how many of the articles
//! that pass.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{App, Library, Wanted};
use crate::catalog::{Bits, Catalog};
use crate::search::query::{Clause, Filter, SavedView, View, Views};
use crate::search::{Kept, Narrowing, Stop, Stopped};

/// The saved queries, and what is known of them.
#[derive(Debug, Default)]
pub(super) struct Saved {
    pub views: Arc<Views>,
    /// The newest request for what they find.
    pub generation: u64,
    /// What each usable one finds among all articles, and whether that may have changed.
    found: Vec<(Option<Bits>, Freshness)>,
    today: NaiveDate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Freshness {
    Fresh,
    Stale,
}

/// Which views may find something else than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changed {
    /// All, as the articles or their copies, the day or the views themselves have changed.
    All,
    /// Those that ask for what the person keeps.
    Shelf,
}

impl Saved {
    pub(super) fn new(views: Arc<Views>) -> Self {
        Self {
            views,
            ..Self::default()
        }
    }

    /// Notes what has changed, and returns the views to be searched for, each with its
    /// place, under a new generation; none when nothing that is known has become doubtful.
    pub(super) fn outdated(&mut self, changed: Changed) -> Vec<(usize, Arc<View>)> {
        let views: Vec<&Arc<View>> = self.views.usable().map(SavedView::view).collect();
        let is_hit = |view: &View| changed == Changed::All || view.filter().asks_for_shelf();
        if !views.iter().any(|view| is_hit(view)) {
            return Vec::new();
        }
        if changed == Changed::All {
            self.found = vec![(None, Freshness::Stale); views.len()];
        }
        let mut stale = Vec::new();
        for (at, (view, (_, freshness))) in views.into_iter().zip(&mut self.found).enumerate() {
            if is_hit(view) {
                *freshness = Freshness::Stale;
            }
            // What an earlier request was to find is asked for again: its answer is dropped.
            if *freshness == Freshness::Stale {
                stale.push((at, Arc::clone(view)));
            }
        }
        self.generation += 1;
        stale
    }

    /// Takes what was found, unless it answers an older request.
    pub(super) fn take(&mut self, generation: u64, found: Vec<(usize, Bits)>, today: NaiveDate) {
        if generation != self.generation {
            return;
        }
        self.today = today;
        for (at, bits) in found {
            if let Some(known) = self.found.get_mut(at) {
                *known = (Some(bits), Freshness::Fresh);
            }
        }
    }

    /// Whether what is known was found on another day.
    pub(super) fn is_of_another_day(&self, today: NaiveDate) -> bool {
        let is_known = self.found.iter().any(|(found, _)| found.is_some());
        is_known && self.today != today
    }

    fn found(&self, at: usize) -> Option<&Bits> {
        self.found.get(at)?.0.as_ref()
    }
}

impl Library {
    /// What saved queries find among all articles, copies included, each with its place.
    ///
    /// # Errors
    /// [`Stopped`] as soon as `stop` says so.
    pub fn find_views(
        &self,
        views: &[(usize, Arc<View>)],
        kept: &Kept,
        today: NaiveDate,
        stop: &Stop,
    ) -> Result<Vec<(usize, Bits)>, Stopped> {
        let found = views.iter().map(|(at, view)| {
            let filter = view.filter();
            let found = self.corpus(filter, kept, today).find(filter, stop)?;
            let all = || Bits::all(self.pages().len());
            let mut found = found.unwrap_or_else(all).resized(self.catalog().len());
            if let Some(copies) = self.copies_that_pass(filter, kept, today, stop)? {
                found |= &copies;
            }
            Ok((*at, found))
        });
        found.collect()
    }
}

impl Library {
    /// How many articles each view and each flag that is left out keeps out alone. As long
    /// as another search for each.
    pub(super) fn kept_out(
        &self,
        wanted: &Wanted,
        today: NaiveDate,
        stop: &Stop,
    ) -> Result<Vec<(Filter, usize)>, Stopped> {
        let Narrowing {
            selection, rest, ..
        } = &wanted.narrowing;
        let corpus = self.corpus(rest, &wanted.kept, today);
        let mut kept_out = Vec::new();
        for part in rest.conjuncts() {
            let Filter::Not(inner) = part else {
                continue;
            };
            if !matches!(**inner, Filter::Clause(Clause::View(_) | Clause::Is(_))) {
                continue;
            }
            let others = rest.conjuncts().iter().filter(|other| *other != part);
            let others = others.cloned().chain([Filter::clone(inner)]);
            let found = corpus.find(&Filter::all(others.collect()), stop)?;
            let filtered = corpus.catalog.filter(selection, found.as_ref());
            let all = || corpus.catalog.len();
            let articles = filtered
                .passing
                .as_ref()
                .map_or_else(all, |bits| bits.count());
            kept_out.push((part.clone(), articles));
        }
        Ok(kept_out)
    }
}

impl App {
    /// The saved queries that can be used.
    pub fn views(&self) -> impl Iterator<Item = &SavedView> {
        self.saved.views.usable()
    }

    /// How many of the articles that pass the view at a place finds, or keeps out alone;
    /// none until it is known. O(articles / 64).
    #[must_use]
    pub fn view_count(&self, at: usize) -> Option<usize> {
        let view = self.views().nth(at)?;
        let excluded = view.excluded();
        if let Some(kept_out) = self.passing.kept_out_by(&excluded) {
            return Some(kept_out);
        }
        let found = self.saved.found(at)?;
        let is_of_these = self.catalog().map(Catalog::len) == Some(found.capacity());
        let passing = self.filtered().passing.as_deref();
        let on_pages = || found.resized(self.pages_len()).count();
        let listed = passing.map_or_else(on_pages, |passing| found.count_common(passing));
        let asks = view.included().asks_for_copies();
        let copies = self.passing.copies().filter(|_| asks);
        let copies = copies.map_or(0, |copies| found.count_common(copies));
        is_of_these.then_some(listed + copies)
    }
}
