//! The order of what was found.

use chrono::Datelike;

use super::corpus::{Corpus, word};
use super::query::{Direction, Filter, Sort, SortBy};
use super::{Stop, Stopped, Word};
use crate::catalog::{ArticleIndex, Bits, Facet, Matches, ValueId};
use crate::text::fold_into;

/// The order that a query asks for, or else a view in it, or the usual one.
#[must_use]
pub fn order(filter: &Filter, sort: &[Sort]) -> Vec<Sort> {
    for sort in [sort, filter.order_of_views()] {
        if !sort.is_empty() {
            let mut keys: Vec<Sort> = Vec::new();
            for key in sort {
                // What is equal by a key is equal by the same key once more.
                if !keys.iter().any(|known| known.by == key.by) {
                    keys.push(*key);
                }
            }
            return keys;
        }
    }
    let by = if filter.words().is_empty() {
        SortBy::Listing
    } else {
        SortBy::Relevance
    };
    vec![Sort {
        by,
        direction: Direction::Forward,
    }]
}

impl Corpus<'_> {
    /// Puts `passing`, or all articles, into the order that a query asks for. Ranking
    /// by relevance stops after the `first` best, of which [`Matches::known_len`] tells;
    /// other orders are always complete. Ties stay in the order of the listing.
    ///
    /// O(articles · log articles) but for the order of the listing.
    ///
    /// # Errors
    /// [`Stopped`] as soon as `stop` says so.
    pub fn arrange(
        &self,
        filter: &Filter,
        sort: &[Sort],
        passing: Option<&Bits>,
        first: usize,
        stop: &Stop,
    ) -> Result<Matches, Stopped> {
        let order = order(filter, sort);
        let articles = self.catalog.len();
        let count = passing.map_or(articles, Bits::count);
        let forward = |by| {
            let sort = order.first().filter(|sort| sort.by == by);
            sort.is_some_and(|sort| sort.direction == Direction::Forward)
        };
        if forward(SortBy::Listing) {
            let all = u32::try_from(articles).unwrap_or(u32::MAX);
            return Ok(passing.map_or(Matches::All(all), Matches::from));
        }
        if forward(SortBy::Relevance) && order.len() == 1 {
            let best = self.rank(filter, passing, first, stop)?;
            return Ok(Matches::ordered(best, count, articles));
        }
        let mut listed: Vec<u32> = match passing {
            Some(passing) => passing.ones().collect(),
            None => self.catalog.articles().map(|a| a.index().0).collect(),
        };
        let mut keys = Vec::new();
        for sort in &order {
            stop.check()?;
            keys.push((self.key(sort.by, filter, passing, stop)?, sort.direction));
        }
        // Stable: what is equal stays in the order of the listing.
        listed.sort_by_cached_key(|article| {
            let key = |(key, direction): &(Key<'_>, Direction)| match (key(*article), direction) {
                // What is not known comes last, whichever end comes first.
                (None, _) => u64::MAX,
                (Some(key), Direction::Forward) => key,
                (Some(key), Direction::Backward) => u64::MAX - 1 - key,
            };
            keys.iter().map(key).collect::<Vec<u64>>()
        });
        Ok(Matches::ordered(listed, count, articles))
    }

    /// What to sort by: the least comes first.
    fn key<'a>(
        &'a self,
        by: SortBy,
        filter: &Filter,
        passing: Option<&Bits>,
        stop: &Stop,
    ) -> Result<Key<'a>, Stopped> {
        let article = |index| self.catalog.article(ArticleIndex(index));
        Ok(match by {
            SortBy::Relevance => {
                let ranked = self.rank(filter, passing, usize::MAX, stop)?;
                let mut places = vec![0; self.catalog.len()];
                for (place, index) in (0..).zip(ranked) {
                    places[index as usize] = place;
                }
                Box::new(move |index| Some(places[index as usize]))
            }
            SortBy::Listing => Box::new(|index| Some(index.into())),
            SortBy::Date => Box::new(move |index| {
                let days = article(index).published()?.num_days_from_ce();
                Some(u64::try_from(i64::from(days) - i64::from(i32::MIN)).unwrap_or(0))
            }),
            SortBy::Likes => Box::new(move |index| article(index).likes().map(u64::from)),
            SortBy::Minutes => Box::new(move |index| article(index).minutes().map(u64::from)),
            SortBy::Title => {
                let places = places(self.catalog.len(), |index| article(index).title().as_str());
                Box::new(move |index| Some(places[index as usize]))
            }
            SortBy::Source => {
                let sources = self.catalog.value_count(Facet::Source);
                let name = |value| self.catalog.value_name(Facet::Source, ValueId(value));
                let places = places(sources, |value| name(value).as_str());
                Box::new(move |index| Some(places[article(index).source_id().index()]))
            }
        })
    }

    fn rank(
        &self,
        filter: &Filter,
        passing: Option<&Bits>,
        first: usize,
        stop: &Stop,
    ) -> Result<Vec<u32>, Stopped> {
        let words: Vec<Word> = filter
            .words()
            .into_iter()
            .map(|(scope, text)| word(scope, text))
            .collect();
        let all = || Bits::all(self.catalog.len());
        let index = self.prepared.texts(self.catalog);
        match passing {
            Some(passing) => index.rank(self.catalog, &words, passing, first, stop),
            None => index.rank(self.catalog, &words, &all(), first, stop),
        }
    }
}

/// What an article is sorted by, less than two below the greatest number; none where it
/// is not known.
type Key<'a> = Box<dyn Fn(u32) -> Option<u64> + 'a>;

/// Per text its place among all texts in the order of their folded forms; equal ones
/// share a place. O(count · log count).
fn places<'a>(count: usize, text: impl Fn(u32) -> &'a str) -> Vec<u64> {
    let mut texts: Vec<(String, u32)> = (0..u32::try_from(count).unwrap_or(u32::MAX))
        .map(|index| {
            let mut folded = String::new();
            fold_into(&mut folded, text(index));
            (folded, index)
        })
        .collect();
    texts.sort_unstable();
    let mut places = vec![0; count];
    let mut place = 0;
    for (at, (text, index)) in texts.iter().enumerate() {
        if at > 0 && texts[at - 1].0 != *text {
            place += 1;
        }
        places[*index as usize] = place;
    }
    places
}
