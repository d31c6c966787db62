//! What is worked out once per catalogue so that searching it is quick.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::hit::aside;
use super::order::Order;
use super::score::Scorer;
use super::{Field, Pattern, Phrase, Stop, Stopped, Word};
use crate::catalog::{Article, ArticleIndex, Bits, Catalog, Facet, ValueId};
use crate::text::searched_chars;

/// Articles that are searched in one go, a multiple of 64: between two of them a search
/// asks whether to stop.
const CHUNK: usize = 4_096;

/// Worked out once per catalogue, stored beside it and used with it alone.
#[derive(Debug, Default)]
pub struct Index {
    order: Order,
}

impl Index {
    /// Reads the whole catalogue, on all cores.
    #[must_use]
    pub fn new(catalog: &Catalog) -> Self {
        Self {
            order: Order::new(catalog),
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
        let mut found = if word.fields.contains(Field::Title) {
            let in_title = |scorer: &mut Scorer, article: Article<'_>| {
                let title = searched_chars(article.title().as_str()).map(|(_, c)| c);
                scorer.score(title, &word.pattern).is_some()
            };
            among(catalog, within, stop, in_title)?
        } else {
            Bits::none(catalog.len())
        };
        for (_, facet) in word.fields.facets() {
            let mut scorer = Scorer::default();
            add_values(catalog, facet, &mut found, |name| {
                let name = searched_chars(name).map(|(_, c)| c);
                scorer.score(name, &word.pattern).is_some()
            });
        }
        if let Some(within) = within {
            found &= within;
        }
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
        let mut found = match field {
            Field::Title => among(catalog, within, stop, |_, article| {
                phrase.is_in(article.title().as_str())
            })?,
            Field::Summary => among(catalog, within, stop, |_, article| {
                phrase.is_in(article.summary().as_str())
            })?,
            Field::Tag | Field::Source | Field::Category => {
                let mut found = Bits::none(catalog.len());
                if let Some(facet) = field.facet() {
                    add_values(catalog, facet, &mut found, |name| phrase.is_in(name));
                }
                found
            }
        };
        if let Some(within) = within {
            found &= within;
        }
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
        let articles: Vec<u32> = set.ones().collect();
        let keys: Result<Vec<Vec<_>>, Stopped> = articles
            .chunks(CHUNK)
            .collect::<Vec<_>>()
            .into_par_iter()
            .map_init(Scorer::default, |scorer, chunk| {
                stop.check()?;
                let key = |article: &u32| {
                    let score = words
                        .iter()
                        .filter_map(|word| {
                            score(scorer, word, catalog.article(ArticleIndex(*article)))
                        })
                        .sum::<i32>();
                    (std::cmp::Reverse(score), self.order.place(*article))
                };
                Ok(chunk.iter().map(key).collect())
            })
            .collect();
        let mut keys = keys?.concat();
        keys.sort_unstable();
        keys.truncate(first);
        let articles = keys.into_iter().map(|(_, place)| self.order.article(place));
        Ok(articles.collect())
    }
}

/// The article's score for a word: that of its best field.
fn score(scorer: &mut Scorer, word: &Word, article: Article<'_>) -> Option<i32> {
    let of = |scorer: &mut Scorer, pattern: &Pattern, text: &str| {
        scorer.score(searched_chars(text).map(|(_, c)| c), pattern)
    };
    let fields = [Field::Source, Field::Category].map(|field| match field {
        Field::Source => (field, article.source()),
        _ => (field, article.category()),
    });
    std::iter::once((Field::Title, article.title()))
        .chain(article.tags().map(|tag| (Field::Tag, tag)))
        .chain(fields)
        .filter(|(field, _)| word.fields.contains(*field))
        .filter_map(|(field, text)| Some(of(scorer, &word.pattern, text.as_str())? - aside(field)))
        .max()
}

/// The articles of `within` that `matches`, looked at on all cores.
fn among(
    catalog: &Catalog,
    within: Option<&Bits>,
    stop: &Stop,
    matches: impl Fn(&mut Scorer, Article<'_>) -> bool + Sync,
) -> Result<Bits, Stopped> {
    let words: Result<Vec<Vec<u64>>, Stopped> = (0..catalog.len().div_ceil(CHUNK))
        .into_par_iter()
        .map_init(Scorer::default, |scorer, chunk| {
            stop.check()?;
            let mut words = vec![0_u64; CHUNK / 64];
            let last = catalog.len().min((chunk + 1) * CHUNK);
            for article in chunk * CHUNK..last {
                let index = u32::try_from(article).unwrap_or(u32::MAX);
                if within.is_none_or(|within| within.contains(index))
                    && matches(scorer, catalog.article(ArticleIndex(index)))
                {
                    words[article % CHUNK / 64] |= 1 << (article % 64);
                }
            }
            Ok(words)
        })
        .collect();
    Ok(Bits::from_words(words?.concat(), catalog.len()))
}

/// Adds the articles of all values of a facet whose name `matches`.
fn add_values(
    catalog: &Catalog,
    facet: Facet,
    found: &mut Bits,
    mut matches: impl FnMut(&str) -> bool,
) {
    let names = catalog.values(facet);
    for value in names.filter(|value: &ValueId| matches(catalog.value_name(facet, *value).as_str()))
    {
        found.extend(catalog.articles_with(facet, value).iter().copied());
    }
}
