//! Which bytes stand side by side in the abstracts: what rules most of them out before
//! they are looked at.

use super::super::chunks::Set;

/// Rows of bits, which the grams share.
///
/// An abstract of 333 bytes has some 270 grams, so that a row holds two abstracts in five.
/// A phrase of eight letters leaves one in a hundred too many, one of four letters one in
/// ten. Half of the rows would leave a third of the abstracts for four letters; twice as
/// many gain little and take 128 MB a million.
const ROWS: usize = 512;

/// For each row and each of a chunk's abstracts whether it has a gram of the row: 64 bytes
/// an abstract.
///
/// A gram is three bytes in a row, of either case. A text that holds a phrase has all of
/// the phrase's grams.
#[derive(Debug)]
pub(super) struct Grams {
    /// Row by row a bit per abstract.
    bits: Box<[u64]>,
    /// Words of a row.
    words: usize,
}

/// The grams of 64 abstracts, small enough for the fastest of the caches.
pub(super) struct Group([u64; ROWS]);

impl Group {
    pub const NEW: Self = Self([0; ROWS]);

    /// Adds the grams of an abstract, folded, at a place below 64.
    pub fn add(&mut self, place: usize, text: &str) {
        for row in grams(text) {
            if let Some(bits) = self.0.get_mut(row) {
                *bits |= 1 << (place % 64);
            }
        }
    }
}

impl Grams {
    /// Makes room for as many groups of abstracts.
    pub fn new(groups: usize) -> Self {
        Self {
            bits: vec![0; ROWS * groups].into_boxed_slice(),
            words: groups,
        }
    }

    /// Puts in the group `at`.
    pub fn set(&mut self, at: usize, group: &Group) {
        let column = self.bits.iter_mut().skip(at).step_by(self.words);
        for (word, bits) in column.zip(group.0) {
            *word = bits;
        }
    }

    /// Takes the abstracts out of a set that lack one of some rows.
    pub fn limit(&self, rows: &[usize], set: &mut Set) {
        for row in rows {
            let start = row * self.words;
            let words = self.bits.get(start..start + self.words).unwrap_or_default();
            for (set, word) in set.iter_mut().zip(words) {
                *set &= word;
            }
        }
    }
}

/// The rows of a folded phrase's grams, each once; none for a phrase of one or two bytes.
pub(super) fn rows(phrase: &str) -> Vec<usize> {
    let mut rows: Vec<usize> = grams(phrase).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The row of every three bytes in a row. A bit tells capitals apart, which is set in all
/// of them; that some signs then look like others only leaves a few abstracts too many.
fn grams(text: &str) -> impl Iterator<Item = usize> {
    let windows = text.as_bytes().windows(3);
    windows.map(|gram| {
        let key = gram
            .iter()
            .fold(0, |key, byte| key << 8 | u32::from(byte | 0x20));
        // Multiplicative hashing (Knuth, TAOCP 6.4): the upper bits depend on all bytes.
        (key.wrapping_mul(0x9e37_79b1) >> (u32::BITS - ROWS.ilog2())) as usize
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::{Phrase, Place};
    use super::*;
    use crate::text::fold_for_search;

    /// Which of the abstracts have all grams of a phrase.
    fn limited(texts: &[String], phrase: &Phrase) -> Set {
        let mut grams = Grams::new(texts.len().div_ceil(64));
        for (at, texts) in texts.chunks(64).enumerate() {
            let mut group = Group::NEW;
            for (place, text) in texts.iter().enumerate() {
                let mut folded = String::new();
                fold_for_search(&mut folded, text);
                group.add(place, &folded);
            }
            grams.set(at, &group);
        }
        let mut set = [u64::MAX; crate::search::chunks::WORDS];
        grams.limit(&rows(phrase.text()), &mut set);
        set
    }

    proptest! {
        #[test]
        fn a_text_that_holds_a_phrase_has_its_grams(
            texts in prop::collection::vec("[abAB1 ./@{-]{0,9}([\u{2011}\u{e9}\u{fb01}\u{2026}\u{301}秒]|[a-c]){0,9}", 1..130),
            phrase in "[abcAB@{ .\u{2011}é秒-]{1,5}",
        ) {
            let phrase = Phrase::new(&phrase, Place::Anywhere);
            let set = limited(&texts, &phrase);
            for (place, text) in texts.iter().enumerate() {
                let may_hold = set[place / 64] >> (place % 64) & 1 == 1;
                prop_assert!(may_hold || !phrase.is_in(text), "{phrase:?} in {text:?}");
            }
        }
    }

    #[test]
    fn texts_without_a_phrases_grams_are_ruled_out() {
        let texts = ["Sagas in practice", "na\u{ef}ve caching", "in use", ""].map(str::to_owned);
        for (phrase, want) in [
            ("saga", 0b0001),
            ("NAIVE", 0b0010),
            ("zzzzqx", 0),
            ("in", u64::MAX),
        ] {
            let set = limited(&texts, &Phrase::new(phrase, Place::Anywhere));
            assert_eq!(set[0], want, "{phrase}");
        }
    }
}
