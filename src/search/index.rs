//! What is worked out once per catalogue so that searching it is quick.

use super::abstracts::Abstracts;
use super::order::Order;
use super::titles::Titles;
use super::{Field, Phrase, Stop, Stopped, Word, values};
use crate::catalog::{Bits, Catalog};

/// Worked out once per catalogue, stored beside it and used with it alone.
#[derive(Debug)]
pub struct Index {
    titles: Titles,
    abstracts: Abstracts,
    order: Order,
}

impl Index {
    /// Reads the whole catalogue, on all cores.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        let (titles, order) = rayon::join(|| Titles::new(catalog), || Order::new(catalog));
        Self {
            abstracts: Abstracts::new(catalog),
            titles,
            order,
        }
    }

    /// The same for `catalog`, which has the articles of this one and, from the `first` on,
    /// more behind them. What there is stays shared; O(articles) for their order alone.
    #[must_use]
    pub(super) fn followed_by(&self, catalog: &Catalog, first: usize) -> Self {
        Self {
            titles: self.titles.followed_by(catalog, first),
            abstracts: self.abstracts.followed_by(catalog, first),
            order: self.order.followed_by(catalog, first),
        }
    }

    /// The articles, of `within` if it is given, in which the word is found in any of
    /// its fields. The empty word is found in all.
    ///
    /// # Errors
    /// [`Stopped`] as soon as `stop` says so.
    pub fn fuzzy(
        &self,
        catalog: &Catalog,
        word: &Word,
        within: Option<&Bits>,
        stop: &Stop,
    ) -> Result<Bits, Stopped> {
        let everything = || within.cloned().unwrap_or_else(|| Bits::all(catalog.len()));
        if word.pattern.is_empty() {
            return Ok(everything());
        }
        let in_titles = || {
            if word.fields.contains(Field::Title) {
                self.titles.matching(catalog, &word.pattern, within, stop)
            } else {
                Ok(Bits::none(catalog.len()))
            }
        };
        let (found, named) = rayon::join(in_titles, || values::matching(catalog, word, within));
        let mut found = found?;
        found |= &named;
        limit(&mut found, within);
        stop.check()?;
        Ok(found)
    }

    /// The articles, of `within` if it is given, that hold the phrase in `field`. The
    /// empty phrase is held by all.
    ///
    /// # Errors
    /// [`Stopped`] as soon as `stop` says so.
    pub fn holds(
        &self,
        catalog: &Catalog,
        phrase: &Phrase,
        field: Field,
        within: Option<&Bits>,
        stop: &Stop,
    ) -> Result<Bits, Stopped> {
        if phrase.is_empty() {
            return Ok(within.cloned().unwrap_or_else(|| Bits::all(catalog.len())));
        }
        let mut found = match field.facet() {
            Some(facet) => values::holding(catalog, phrase, facet, within),
            None if field == Field::Title => self.titles.holding(catalog, phrase, within, stop)?,
            None => self.abstracts.holding(catalog, phrase, within, stop)?,
        };
        limit(&mut found, within);
        stop.check()?;
        Ok(found)
    }

    /// The best `first` articles of `set`, best first: by the sum of the words' scores,
    /// then newest, then by title, then in the order of loading. A word that an article
    /// does not match adds nothing.
    ///
    /// # Errors
    /// [`Stopped`] as soon as `stop` says so.
    pub fn rank(
        &self,
        catalog: &Catalog,
        words: &[Word],
        set: &Bits,
        first: usize,
        stop: &Stop,
    ) -> Result<Vec<u32>, Stopped> {
        let from = (catalog, &self.order);
        self.titles.rank(from, words, (set, first), stop)
    }
}

fn limit(found: &mut Bits, within: Option<&Bits>) {
    if let Some(within) = within {
        *found &= within;
    }
}
