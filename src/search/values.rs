//! Words and the names that articles share: tags, sources, categories. Each name is looked
//! at once, however many articles have it. Spellings of one tag go by the name of their value.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::hit::ASIDE;
use super::score::Scorer;
use super::{Phrase, Word};
use crate::catalog::{Article, Bits, Catalog, Facet, ValueId};
use crate::text::Clean;

/// What a word's score says where it does not match.
pub(super) const NO_MATCH: i32 = i32::MIN;

/// The scores of all names that a word may be found in, what they stand [aside](ASIDE)
/// taken off.
#[derive(Debug)]
pub(super) struct Values {
    facets: Vec<(Facet, Vec<i32>)>,
    best: i32,
}

impl Values {
    /// Scores every name of the word's facets. O(names), on all cores.
    pub fn new(catalog: &Catalog, word: &Word) -> Self {
        let scores = |facet| -> Vec<i32> {
            names(catalog, facet)
                .par_iter()
                .map_init(Scorer::default, |scorer, (name, _)| {
                    let score = scorer.score(name.as_str(), &word.pattern);
                    score.map_or(NO_MATCH, |score| score - ASIDE)
                })
                .collect()
        };
        let facets: Vec<_> = word
            .fields
            .facets()
            .map(|(_, facet)| (facet, scores(facet)))
            .collect();
        let all = facets.iter().flat_map(|(_, scores)| scores);
        Self {
            best: all.copied().max().unwrap_or(NO_MATCH),
            facets,
        }
    }

    /// The best score of any name; [`NO_MATCH`] if there is none.
    pub const fn best(&self) -> i32 {
        self.best
    }

    /// The best score of an article's names; [`NO_MATCH`] if none matches.
    pub fn of(&self, article: Article<'_>) -> i32 {
        let scores = self.facets.iter().flat_map(|(facet, scores)| {
            places(article, *facet).filter_map(|place| scores.get(place).copied())
        });
        scores.max().unwrap_or(NO_MATCH)
    }
}

/// The articles with a name that the word matches. O(names + articles found).
pub(super) fn matching(catalog: &Catalog, word: &Word) -> Bits {
    let mut found = Bits::none(catalog.len());
    for (_, facet) in word.fields.facets() {
        let names = names(catalog, facet);
        let matching: Vec<bool> = names
            .par_iter()
            .map_init(Scorer::default, |scorer, (name, _)| {
                scorer.matches(name.as_str(), &word.pattern)
            })
            .collect();
        add(catalog, facet, (&names, &matching), &mut found);
    }
    found
}

/// The articles with a name of the facet that holds the phrase.
pub(super) fn holding(catalog: &Catalog, phrase: &Phrase, facet: Facet) -> Bits {
    let names = names(catalog, facet);
    let holding: Vec<bool> = names
        .par_iter()
        .map(|(name, _)| phrase.is_in(name.as_str()))
        .collect();
    let mut found = Bits::none(catalog.len());
    add(catalog, facet, (&names, &holding), &mut found);
    found
}

/// The names of a facet, with their values.
fn names(catalog: &Catalog, facet: Facet) -> Vec<(Clean<'_>, ValueId)> {
    let values = catalog.values(facet);
    values
        .map(|value| (catalog.value_name(facet, value), value))
        .collect()
}

/// The places of an article's names among [`names`].
fn places(article: Article<'_>, facet: Facet) -> impl Iterator<Item = usize> {
    let one = match facet {
        Facet::Tag | Facet::Year => None,
        Facet::Source => Some(article.source_id()),
        Facet::Category => Some(article.category_id()),
    };
    let tags = (facet == Facet::Tag).then(|| article.tag_ids());
    let values = tags.into_iter().flatten().chain(one);
    values.map(ValueId::index)
}

/// Adds the articles with a chosen name.
fn add(
    catalog: &Catalog,
    facet: Facet,
    (names, chosen): (&[(Clean<'_>, ValueId)], &[bool]),
    found: &mut Bits,
) {
    for ((_, value), _) in names.iter().zip(chosen).filter(|(_, chosen)| **chosen) {
        found.extend(catalog.articles_with(facet, *value).iter().copied());
    }
}
