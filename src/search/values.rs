//! Words and the names that articles share: tags, sources, categories. Each name is looked
//! at once, however many articles have it. Spellings of one tag go by the name of their value.

use rayon::iter::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};
use rayon::slice::ParallelSliceMut;

use super::hit::ASIDE;
use super::score::Scorer;
use super::{Phrase, Word};
use crate::catalog::{Bits, Catalog, Facet, ValueId};
use crate::text::Clean;

/// What a word's score says where it does not match.
pub(super) const NO_MATCH: i32 = i32::MIN;

/// Articles whose scores one core works out in one go.
const RANGE: usize = 1 << 18;

/// For every article the score of its best name, what it stands [aside](ASIDE) taken off.
#[derive(Debug)]
pub(super) struct Values {
    /// By article; empty where no name matches.
    scores: Vec<i32>,
    best: i32,
}

impl Values {
    /// Scores every name of the word's facets, then goes through the articles of those that
    /// match, the best name last. O(names + articles found), on all cores.
    pub fn new(catalog: &Catalog, word: &Word) -> Self {
        let mut names: Vec<(i32, &[u32])> = Vec::new();
        for (_, facet) in word.fields.facets() {
            let scores = names_of(catalog, facet).into_par_iter().map_init(
                Scorer::default,
                |scorer, (name, value)| {
                    let score = scorer.score(name.as_str(), &word.pattern)?;
                    Some((score - ASIDE, value))
                },
            );
            let scores: Vec<(i32, ValueId)> = scores.flatten_iter().collect();
            names.extend(scores.into_iter().flat_map(|(score, value)| {
                let lists = [
                    catalog.articles_with(facet, value),
                    catalog.copies_with(facet, value),
                ];
                lists.map(|list| (score, list))
            }));
        }
        names.sort_by_key(|(score, _)| *score);
        let Some((best, _)) = names.last().copied() else {
            return Self {
                scores: Vec::new(),
                best: NO_MATCH,
            };
        };
        let mut scores = vec![NO_MATCH; catalog.len()];
        let parts = scores.par_chunks_mut(RANGE).enumerate();
        parts.for_each(|(at, part)| {
            let start = at * RANGE;
            for (score, articles) in &names {
                let first = articles.partition_point(|article| (*article as usize) < start);
                let rest = articles.get(first..).unwrap_or_default();
                for article in rest {
                    match part.get_mut(*article as usize - start) {
                        Some(slot) => *slot = *score,
                        None => break,
                    }
                }
            }
        });
        Self { scores, best }
    }

    /// The best score of any name; [`NO_MATCH`] if there is none.
    pub const fn best(&self) -> i32 {
        self.best
    }

    /// The best score of an article's names; [`NO_MATCH`] if none matches.
    pub fn of(&self, article: u32) -> i32 {
        let score = self.scores.get(article as usize);
        score.copied().unwrap_or(NO_MATCH)
    }
}

/// The articles with a name that the word matches, at least those of `within`.
/// O(names + articles found).
pub(super) fn matching(catalog: &Catalog, word: &Word, within: Option<&Bits>) -> Bits {
    let mut found = Bits::none(catalog.len());
    for (_, facet) in word.fields.facets() {
        let names = names_within(catalog, facet, within);
        let matching: Vec<bool> = names
            .par_iter()
            .map_init(Scorer::default, |scorer, (name, _)| {
                scorer.matches(name.as_str(), &word.pattern)
            })
            .collect();
        let values = names.iter().zip(matching);
        let values = values.filter_map(|((_, value), matches)| matches.then_some(*value));
        found |= &catalog.with_any_within(facet, values, within);
    }
    found
}

/// The articles with a name of the facet that holds the phrase, at least those of `within`.
pub(super) fn holding(
    catalog: &Catalog,
    phrase: &Phrase,
    facet: Facet,
    within: Option<&Bits>,
) -> Bits {
    let names = names_within(catalog, facet, within);
    let holding: Vec<bool> = names
        .par_iter()
        .map(|(name, _)| phrase.is_in(name.as_str()))
        .collect();
    let values = names.iter().zip(holding);
    let values = values.filter_map(|((_, value), holds)| holds.then_some(*value));
    catalog.with_any_within(facet, values, within)
}

/// The names of a facet, with their values.
fn names_of(catalog: &Catalog, facet: Facet) -> Vec<(Clean<'_>, ValueId)> {
    let values = catalog.values(facet);
    values
        .map(|value| (catalog.value_name(facet, value), value))
        .collect()
}

/// The names of a facet that articles of `within` may have: of copies alone these are few.
fn names_within<'a>(
    catalog: &'a Catalog,
    facet: Facet,
    within: Option<&Bits>,
) -> Vec<(Clean<'a>, ValueId)> {
    let mut names = names_of(catalog, facet);
    if catalog.is_of_copies(within) {
        names.retain(|(_, value)| !catalog.copies_with(facet, *value).is_empty());
    }
    names
}
