//! Where the words and phrases of a query stand in a text, for who shows it.

use std::ops::Range;

use super::corpus::word;
use super::query::{Clause, Filter};
use super::{Field, Phrase, Word};

/// What of a query is marked in the texts of articles: its words and phrases, but for
/// those that are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Highlights {
    words: Vec<Word>,
    phrases: Vec<(&'static [Field], Phrase)>,
}

impl Highlights {
    /// What to mark for a query.
    #[must_use]
    pub fn of(filter: &Filter) -> Self {
        let mut highlights = Self::default();
        highlights.add(filter);
        highlights
    }

    fn add(&mut self, filter: &Filter) {
        match filter {
            Filter::And(parts) | Filter::Or(parts) => parts.iter().for_each(|part| self.add(part)),
            Filter::Clause(Clause::Text { scope, how, text }) => match how.place() {
                None => self.words.push(word(*scope, text)),
                Some(place) => {
                    let phrase = Phrase::new(text, place);
                    self.phrases.push((scope.fields(*how), phrase));
                }
            },
            Filter::Clause(Clause::View(view)) => self.add(view.filter()),
            Filter::Not(_) | Filter::Clause(_) => {}
        }
    }

    /// The bytes of `text`, the content of `field`, that are marked: whole characters,
    /// ascending, not overlapping. A fuzzy word marks the characters that the matcher
    /// reports. Some microseconds a word.
    #[must_use]
    pub fn ranges(&self, field: Field, text: &str) -> Vec<Range<usize>> {
        let words = self.words.iter().filter(|word| word.fields.contains(field));
        let found = words.filter_map(|word| word.pattern.find(text));
        let mut ranges: Vec<Range<usize>> = found.flat_map(|found| found.ranges).collect();
        for (fields, phrase) in &self.phrases {
            if fields.contains(&field) {
                ranges.extend(phrase.find(text));
            }
        }
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match joined.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => joined.push(range),
            }
        }
        joined
    }
}
