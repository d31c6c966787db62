//! Which titles of a tile may score how much, from bits that are worked out once.
//!
//! A high score needs every character of the word right behind the one before, or at a
//! place of its own: the start of a word or of a part in camel case. For every pair of
//! neighbours, for every character at such a place and for every one that ends a word there
//! is a bit per title. They tell of 64 titles at once what they lose at least, and which may
//! hold the word as a whole, without a look at the titles.

use super::super::wide::ones;
use super::alphabet::{Code, Coded, EITHER_CASE, PADDING, SIGNS, UPPER, is_word};

/// Rows for pairs of neighbours, which share them.
const PAIRS: usize = 128;
/// Rows for characters at a place of their own: two for each letter, the others share.
const PLACES: usize = 64;
/// Where those of other characters begin.
const OTHERS: usize = 52;
/// Rows for characters that end a word: one for each letter, the others share.
const ENDS: usize = 32;
/// All rows.
pub(super) const ROWS: usize = PAIRS + PLACES + ENDS;

/// What a word's first character loses where a title begins with it as a small letter, as
/// a capital, where a word does so, and elsewhere. With case kept there is one of a kind.
const FIRST: [u8; 5] = [0, 2, 8, 10, 16];
/// Steps of a word that are told apart by how many of them a title lacks; the last stands
/// for more as well, which keeps what is lost below what [`far`](super::lanes::far) loses.
const LACKING: usize = 4;
/// What a step loses that a title lacks: the gap's start, and the bonus of a neighbour.
const STEP: u8 = 8;

/// The bits of one title, in words of 64.
#[derive(Clone, Copy, Default)]
pub(super) struct Steps([u64; ROWS.div_ceil(64)]);

impl Steps {
    pub fn of(title: &[Code]) -> Self {
        let mut steps = Self::default();
        let mut before = PADDING;
        for code in title.iter().copied().chain([PADDING]) {
            if code & EITHER_CASE >= SIGNS || code == PADDING {
                steps.add(end(before));
            }
            steps.add(pair(before, code));
            // Where a word begins, there may be no bonus: that is a little too much.
            if !is_word(before) || code & !before & UPPER != 0 {
                steps.add(place(code));
            }
            before = code;
        }
        steps
    }

    fn add(&mut self, row: usize) {
        if let Some(bits) = self.0.get_mut(row / 64) {
            *bits |= 1 << (row % 64);
        }
    }

    /// The rows whose bit is set.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        let words = self.0.iter().enumerate();
        words.flat_map(|(at, bits)| ones(*bits).map(move |bit| at * 64 + bit))
    }
}

/// The rows of a pattern's neighbours: a title that holds it in one piece has all of them.
pub(super) fn pairs(pattern: &[Code]) -> impl Iterator<Item = usize> {
    pattern.windows(2).filter_map(|codes| match codes {
        [before, code] => Some(pair(*before, *code)),
        _ => None,
    })
}

/// The row of two neighbours, of either case.
fn pair(before: Code, code: Code) -> usize {
    let (before, code) = (before & EITHER_CASE, code & EITHER_CASE);
    (usize::from(before) * 41 + usize::from(code)) % PAIRS
}

/// The row of a character at a place of its own.
fn place(code: Code) -> usize {
    let letter = usize::from(code & EITHER_CASE).wrapping_sub(1);
    let place = if letter < OTHERS / 2 {
        letter + if code & UPPER == 0 { 0 } else { OTHERS / 2 }
    } else {
        OTHERS + letter % (PLACES - OTHERS)
    };
    PAIRS + place
}

/// The row of a character, of either case, at the end of a word.
fn end(code: Code) -> usize {
    let letter = usize::from(code & EITHER_CASE).wrapping_sub(1);
    let end = if letter < OTHERS / 2 {
        letter
    } else {
        OTHERS / 2 + letter % (ENDS - OTHERS / 2)
    };
    PAIRS + PLACES + end
}

/// A word in rows.
#[derive(Debug)]
pub(super) struct Path {
    /// The first character as a small letter and as a capital; once if case is kept.
    first: [usize; 2],
    /// For every further one the rows that allow it without a loss.
    steps: Vec<[usize; 3]>,
    /// The rows of its ends, where these are inside of a word if no border is there.
    opens: Option<[usize; 2]>,
    closes: Option<usize>,
}

/// What the titles of a tile lose at least.
pub(super) struct Least {
    first: [u64; FIRST.len()],
    lacking: [u64; LACKING],
    /// Those that may hold the word as a whole.
    whole: u64,
}

impl Path {
    pub fn new(pattern: &Coded) -> Self {
        let places = |code: Code| {
            let other = if pattern.mask == EITHER_CASE {
                UPPER
            } else {
                0
            };
            [place(code), place(code | other)]
        };
        let first = pattern.codes.first().copied();
        let last = pattern.codes.last().copied();
        let steps = pattern.codes.windows(2).filter_map(|codes| match codes {
            [before, code] => {
                let [small, capital] = places(*code);
                Some([pair(*before, *code), small, capital])
            }
            _ => None,
        });
        Self {
            first: first.map_or([0; 2], places),
            steps: steps.collect(),
            opens: first.filter(|code| is_word(*code)).map(places),
            closes: last.filter(|code| is_word(*code)).map(end),
        }
    }

    /// What the titles of a tile lose at least, `row` being its part of a row, and
    /// `beginning` the titles that begin with the first character as a small letter and as
    /// a capital.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    pub fn least(&self, beginning: [u64; 2], row: impl Fn(usize) -> u64) -> Least {
        let [small, capital] = self.first.map(&row);
        // Bit by bit how many steps are lacking, up to three.
        let (mut ones, mut twos) = (0, 0);
        for rows in &self.steps {
            let lacks = !rows.iter().fold(0, |any, at| any | row(*at));
            let (one, two) = (ones, twos);
            ones = (one ^ lacks) | (one & two);
            twos = two | (one & lacks);
        }
        let lacking_none = !ones & !twos;
        let opens = |[small, capital]: [usize; 2]| row(small) | row(capital);
        let borders = self.opens.map_or(u64::MAX, opens) & self.closes.map_or(u64::MAX, &row);
        Least {
            whole: lacking_none & borders,
            first: [beginning[0], beginning[1], small, capital, u64::MAX],
            lacking: [lacking_none, ones & !twos, !ones & twos, ones & twos],
        }
    }
}

impl Least {
    /// The titles that may score what `enough` accepts, given the least loss and whether
    /// they may hold the word as a whole.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    pub fn titles(&self, enough: impl Fn(u8, Holds) -> bool) -> u64 {
        let mut titles = 0;
        for (first, in_first) in FIRST.iter().zip(self.first) {
            for (lacking, in_lacking) in (0..).zip(self.lacking) {
                let loss = first + STEP * lacking;
                if enough(loss, Holds::Part) {
                    titles |= in_first & in_lacking;
                } else if enough(loss, Holds::Whole) {
                    titles |= in_first & in_lacking & self.whole;
                }
            }
        }
        titles
    }

    /// What one title loses at least, and how it may hold the word.
    pub fn of(&self, lane: usize) -> (u8, Holds) {
        let least = |sets: &[u64]| {
            let first = sets.iter().position(|set| set >> lane & 1 == 1);
            first.unwrap_or(0)
        };
        let first = FIRST.get(least(&self.first)).copied().unwrap_or(0);
        let lacking = u8::try_from(least(&self.lacking)).unwrap_or(0);
        let holds = if self.whole >> lane & 1 == 1 {
            Holds::Whole
        } else {
            Holds::Part
        };
        (first + lacking * STEP, holds)
    }
}

/// How a title may hold a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// As a whole word, maybe.
    Whole,
    /// Inside of words, or scattered.
    Part,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::score::Scorer;
    use super::super::super::{Pattern, Phrase, Place};
    use super::super::alphabet::Alphabet;
    use super::super::lanes::best;
    use super::*;
    use crate::text::searched_chars;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// Few letters, so that words match; every kind of character.
        #[test]
        fn no_title_scores_more_than_its_steps_allow(
            title in "[abABD1 ./(_秒。…-]{1,12}",
            word in "[abABD1 ./(_秒。…-]{1,5}",
        ) {
            let alphabet = Alphabet::new("秒。".chars());
            let chars = searched_chars(&title).map(|(_, c)| c);
            let codes: Vec<Code> = chars.map(|c| alphabet.code(c)).collect();
            let pattern = Pattern::new(&word);
            let coded = alphabet.encode(&pattern);
            let bits: Vec<usize> = Steps::of(&codes).rows().collect();
            let first = pattern.chars().first().map(|c| alphabet.code(*c));
            let capital = first.map(|code| code | UPPER);
            let begins = |code| u64::from(codes.first().copied() == code);
            let capital = if coded.mask == EITHER_CASE { begins(capital) } else { 0 };
            let least = Path::new(&coded)
                .least([begins(first), capital], |row| u64::from(bits.contains(&row)));
            let (loss, holds) = least.of(0);
            if let Some(score) = Scorer::default().score(&title, &pattern) {
                prop_assert!(score <= best(&coded) - i32::from(loss));
            }
            if Phrase::new(&word, Place::Words).is_in(&title) {
                prop_assert_eq!(holds, Holds::Whole);
            }
        }
    }
}
