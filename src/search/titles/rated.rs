//! A word of a ranking, and what it can add to an article at most.

use super::super::hit::WHOLE;
use super::super::values::{NO_MATCH, Values};
use super::super::{Field, Phrase, Place, Word};
use super::alphabet::{Alphabet, Coded};
use super::lanes;
use super::steps::{Holds, Path};
use super::together::Borders;
use crate::catalog::{Article, Catalog};

/// A word with what is known of it before any title is looked at.
pub(super) struct Rated<'a> {
    pub word: &'a Word,
    pub coded: Coded,
    /// Where a whole word ends.
    pub borders: Borders,
    pub path: Path,
    pub values: Values,
    /// The most that a title can score; [`NO_MATCH`] if titles are not asked.
    pub title: i32,
    /// What a title that holds it as a whole word gains by.
    whole: Option<Phrase>,
}

impl<'a> Rated<'a> {
    pub fn new(catalog: &Catalog, alphabet: &Alphabet, word: &'a Word) -> Self {
        let coded = alphabet.encode(&word.pattern);
        let title = if word.fields.contains(Field::Title) {
            lanes::best(&coded)
        } else {
            NO_MATCH
        };
        Self {
            word,
            borders: Borders::new(Place::Words, &coded),
            path: Path::new(&coded),
            values: Values::new(catalog, word),
            whole: word.whole(),
            coded,
            title,
        }
    }
}

impl Rated<'_> {
    pub const fn asks_titles(&self) -> bool {
        self.title != NO_MATCH
    }

    /// The most the word can add to any article.
    pub fn most(&self) -> i32 {
        self.bound(0, Holds::Whole).max(self.values.best())
    }

    /// The most a title can add that loses at least `loss`.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    pub fn bound(&self, loss: u8, holds: Holds) -> i32 {
        let title = self.title.saturating_sub(i32::from(loss));
        let gain = if holds == Holds::Whole && self.may_be_whole(title) {
            WHOLE
        } else {
            0
        };
        title.saturating_add(gain).max(0)
    }

    /// Whether a title with this score may hold the word as a whole. Its letters are then
    /// consecutive, and lose no more than all being capitals at no start of a word.
    pub fn may_be_whole(&self, title: i32) -> bool {
        let others = i32::try_from(self.coded.codes.len()).unwrap_or(i32::MAX) - 1;
        let loss = 18 + others.saturating_mul(i32::from(self.coded.gain) - 2);
        self.whole.is_some() && title >= self.title.saturating_sub(loss)
    }

    /// Whether an article's title holds it as a whole.
    pub fn is_whole_in(&self, article: Article<'_>) -> bool {
        let title = article.title();
        self.whole
            .as_ref()
            .is_some_and(|whole| whole.is_in(title.as_str()))
    }

    /// What the word adds to an article: that of its title or of its values, whichever is
    /// better.
    pub fn score(&self, title: i32, article: u32) -> i32 {
        match title.max(self.values.of(article)) {
            NO_MATCH => 0,
            score => score,
        }
    }
}
