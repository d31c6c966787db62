//! Which part of one article a word was found in: for highlights and for "why".

use std::ops::Range;

use super::{Field, Word};
use crate::catalog::Article;

/// What a hit in a tag, source or category stands behind one in the title.
///
/// These are short and begin with the word, which the matcher rewards with 8 points over a
/// word inside a title. One more, so that with equal letters the title wins.
pub(super) const ASIDE: i32 = 9;

/// A field of an article that a word matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The field.
    pub field: Field,
    /// Which of the article's tags, from 0; 0 for fields of which there is one.
    pub place: usize,
    /// The matcher's score, less 9 outside of the title, where the start of a short text
    /// is worth more than it says. The article's score is that of its best hit.
    pub score: i32,
    /// The bytes that were matched, as in [`Found`](super::Found).
    pub ranges: Vec<Range<usize>>,
}

impl Word {
    /// The fields of `article` in which the word is found, best first; of equal ones
    /// title before tags before source before category. For what is shown: some
    /// microseconds.
    #[must_use]
    pub fn hits(&self, article: Article<'_>) -> Vec<Hit> {
        let one = |field, text| (field, 0, text);
        let tags = article.tags().enumerate();
        let texts = std::iter::once(one(Field::Title, article.title()))
            .chain(tags.map(|(place, tag)| (Field::Tag, place, tag)))
            .chain([
                one(Field::Source, article.source()),
                one(Field::Category, article.category()),
            ]);
        let mut hits: Vec<Hit> = texts
            .filter(|(field, ..)| self.fields.contains(*field))
            .filter_map(|(field, place, text)| {
                let found = self.pattern.find(text.as_str())?;
                Some(Hit {
                    field,
                    place,
                    score: found.score - aside(field),
                    ranges: found.ranges,
                })
            })
            .collect();
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        hits
    }
}

/// What is taken off the score of a hit in `field`.
pub(super) const fn aside(field: Field) -> i32 {
    match field {
        Field::Title => 0,
        _ => ASIDE,
    }
}
