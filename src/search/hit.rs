//! Which part of one article a word was found in: for highlights and for "why".

use std::ops::Range;

use super::{Field, Fields, Phrase, Place, Word};
use crate::catalog::Article;

/// What a hit in a tag, source or category stands behind one in the title.
///
/// These are short and begin with the word, which the matcher rewards with 8 points over a
/// word inside a title. One more, so that with equal letters the title wins.
pub(super) const ASIDE: i32 = 9;

/// What a word gains that stands in the title as a whole.
///
/// The matcher takes two points for every capital that is met by a small letter, and adds
/// eight at the start of the title, so that it has *Applying* before *API* for `api`. This is
/// more than that for words of up to twelve letters.
pub(super) const WHOLE: i32 = 33;

/// A field of an article that a word matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The field.
    pub field: Field,
    /// Which of the article's tags, from 0; 0 for fields of which there is one.
    pub place: usize,
    /// The matcher's score; the article's is that of its best hit.
    ///
    /// A word that is looked for in other fields too gains 33 where it stands in the title
    /// as a whole. Outside of the title it loses 9: a tag is short and begins with the word,
    /// which the matcher rewards with 8. A word for titles alone has the matcher's order.
    pub score: i32,
    /// The bytes that were matched, as in [`Found`](super::Found). A tag is searched by the
    /// name of its value; where the article spells it otherwise, there may be none.
    pub ranges: Vec<Range<usize>>,
}

impl Word {
    /// The fields of `article` in which the word is found, best first; of equal ones
    /// title before tags before source before category. For what is shown: some
    /// microseconds.
    #[must_use]
    pub fn hits(&self, article: Article<'_>) -> Vec<Hit> {
        let whole = self.whole();
        let one = |field, text| (field, 0, text, text);
        let tags = article.tags().zip(article.tag_names()).enumerate();
        let texts = std::iter::once(one(Field::Title, article.title()))
            .chain(tags.map(|(place, (tag, name))| (Field::Tag, place, tag, name)))
            .chain([
                one(Field::Source, article.source()),
                one(Field::Category, article.category()),
            ]);
        let mut hits: Vec<Hit> = texts
            .filter(|(field, ..)| self.fields.contains(*field))
            .filter_map(|(field, place, text, name)| {
                let score = self.pattern.score(name.as_str())?;
                let found = self.pattern.find(text.as_str());
                let moved = match (field, &whole) {
                    (Field::Title, Some(whole)) if whole.is_in(text.as_str()) => WHOLE,
                    (Field::Title, _) => 0,
                    _ => -ASIDE,
                };
                Some(Hit {
                    field,
                    place,
                    score: score + moved,
                    ranges: found.map(|found| found.ranges).unwrap_or_default(),
                })
            })
            .collect();
        hits.sort_by_key(|hit| std::cmp::Reverse(hit.score));
        hits
    }

    /// The word as a phrase that gains [`WHOLE`] in titles; `None` for titles alone.
    pub(super) fn whole(&self) -> Option<Phrase> {
        let rewarded = self.fields != Fields::TITLE
            && self.fields.contains(Field::Title)
            && !self.pattern.is_empty();
        rewarded.then(|| Phrase::new(self.pattern.text(), Place::Words))
    }
}
