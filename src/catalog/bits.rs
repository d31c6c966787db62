//! Sets of articles, one bit an article.

use std::ops::{BitAndAssign, BitOrAssign, Not, SubAssign};

/// A set of the articles of one catalogue; every operation on whole sets is
/// O(articles / 64). A set that is combined with another may be of a catalogue that the
/// other's lies below: what it knows nothing of is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    /// How many articles there are; bits from here on are never set.
    len: usize,
}

impl Bits {
    /// No article of `len`.
    #[must_use]
    pub fn none(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(64)],
            len,
        }
    }

    /// All `len` articles.
    #[must_use]
    pub fn all(len: usize) -> Self {
        !Self::none(len)
    }

    /// The listed articles of `len`.
    #[must_use]
    pub fn of(len: usize, articles: impl IntoIterator<Item = u32>) -> Self {
        let mut bits = Self::none(len);
        bits.extend(articles);
        bits
    }

    /// How many articles the catalogue has.
    #[must_use]
    pub const fn capacity(&self) -> usize {
        self.len
    }

    /// How many articles are in the set.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// How many articles are in both sets. O(articles / 64), without a third set.
    #[must_use]
    pub fn count_common(&self, other: &Self) -> usize {
        let common = self.words.iter().zip(&other.words);
        common.map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// Whether the article is in the set.
    #[must_use]
    pub fn contains(&self, article: u32) -> bool {
        let word = self.words.get(article as usize / 64);
        word.is_some_and(|word| word >> (article % 64) & 1 == 1)
    }

    /// Adds an article.
    ///
    /// # Panics
    /// When it is not one of the catalogue's.
    pub fn insert(&mut self, article: u32) {
        assert!((article as usize) < self.len, "an article of the catalogue");
        self.words[article as usize / 64] |= 1 << (article % 64);
    }

    /// Takes an article out, if it is in the set.
    pub fn remove(&mut self, article: u32) {
        if let Some(word) = self.words.get_mut(article as usize / 64) {
            *word &= !(1 << (article % 64));
        }
    }

    /// The articles in the set, ascending.
    pub fn ones(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().zip(0_u32..).flat_map(|(&word, at)| {
            let rest = |w: &u64| Some(w & (w - 1)).filter(|w| *w != 0);
            std::iter::successors(Some(word).filter(|w| *w != 0), rest)
                .map(move |w| at * 64 + w.trailing_zeros())
        })
    }

    /// The set as words: article `n` is bit `n % 64` of word `n / 64`.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The set of these words, as [`Bits::words`] gives them; bits from `len` on are
    /// dropped.
    #[must_use]
    pub fn from_words(mut words: Vec<u64>, len: usize) -> Self {
        words.resize(len.div_ceil(64), 0);
        let mut bits = Self { words, len };
        bits.drop_beyond();
        bits
    }

    /// The same articles in a catalogue of `len`; those from there on are dropped.
    #[must_use]
    pub fn resized(&self, len: usize) -> Self {
        let kept = self.words.len().min(len.div_ceil(64));
        Self::from_words(self.words[..kept].to_vec(), len)
    }

    fn drop_beyond(&mut self) {
        if let (Some(last), beyond @ 1..) = (self.words.last_mut(), self.len % 64) {
            *last &= (1 << beyond) - 1;
        }
    }

    fn zip(&mut self, other: &Self, combine: impl Fn(&mut u64, u64)) {
        let both = self.words.len().min(other.words.len());
        let (common, rest) = self.words.split_at_mut(both);
        for (word, other) in common.iter_mut().zip(&other.words) {
            combine(word, *other);
        }
        for word in rest {
            combine(word, 0);
        }
        self.drop_beyond();
    }
}

impl Extend<u32> for Bits {
    fn extend<T: IntoIterator<Item = u32>>(&mut self, articles: T) {
        for article in articles {
            self.insert(article);
        }
    }
}

impl BitAndAssign<&Bits> for Bits {
    fn bitand_assign(&mut self, other: &Self) {
        self.zip(other, |word, other| *word &= other);
    }
}

impl BitOrAssign<&Bits> for Bits {
    fn bitor_assign(&mut self, other: &Self) {
        self.zip(other, |word, other| *word |= other);
    }
}

impl SubAssign<&Bits> for Bits {
    fn sub_assign(&mut self, other: &Self) {
        self.zip(other, |word, other| *word &= !other);
    }
}

impl Not for Bits {
    type Output = Self;

    fn not(mut self) -> Self {
        for word in &mut self.words {
            *word = !*word;
        }
        Self::from_words(self.words, self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_combined_and_listed() {
        for len in [0, 1, 63, 64, 65, 200] {
            let every = |step: usize| {
                let all = u32::try_from(len).expect("small");
                Bits::of(len, (0..all).step_by(step))
            };
            let (twos, threes) = (every(2), every(3));
            let mut both = twos.clone();
            both &= &threes;
            assert_eq!(both, every(6));
            let mut either = twos.clone();
            either |= &threes;
            assert_eq!(either.count() + both.count(), twos.count() + threes.count());
            either -= &threes;
            assert!(
                either
                    .ones()
                    .all(|at| twos.contains(at) && !threes.contains(at))
            );
            assert_eq!(Bits::all(len).count(), len);
            assert_eq!(!Bits::all(len), Bits::none(len));
            let again = Bits::from_words(twos.words().to_vec(), len);
            assert_eq!(again, twos);
        }
    }
}
