//! Which titles of a tile may score how much, from bits that are worked out once.
//!
//! A high score needs every character of the word right behind the one before, or at a
//! place of its own: the start of a word or of a part in camel case. For every pair of
//! neighbours and for every character at such a place there is a bit per title. They tell of
//! 64 titles at once what they lose at least, without a look at the titles.

use super::alphabet::{Code, Coded, EITHER_CASE, PADDING, SOFT, UPPER};

/// Rows for pairs of neighbours, which share them.
const PAIRS: usize = 128;
/// Rows for characters at a place of their own: two for each letter, the others share.
const PLACES: usize = 64;
/// Where those of other characters begin.
const OTHERS: usize = 52;
/// All rows.
pub(super) const ROWS: usize = PAIRS + PLACES;

/// What a word's first character loses where a title begins with it as a small letter, as
/// a capital, where a word does so, and elsewhere. With case kept there is one of a kind.
const FIRST: [u8; 5] = [0, 2, 8, 10, 16];
/// Steps of a word that are told apart by how many of them a title lacks; the last stands
/// for more as well, which keeps what is lost below what [`far`](super::lanes::far) loses.
const LACKING: usize = 4;
/// What a step loses that a title lacks: the gap's start, and the bonus of a neighbour.
const STEP: u8 = 8;

/// The bits of one title.
#[derive(Clone, Copy, Default)]
pub(super) struct Steps {
    pairs: u128,
    places: u64,
}

impl Steps {
    pub fn of(title: &[Code]) -> Self {
        let mut steps = Self::default();
        let mut before = PADDING;
        for code in title {
            steps.pairs |= 1 << pair(before, *code);
            if before == PADDING || before & EITHER_CASE >= SOFT || code & !before & UPPER != 0 {
                steps.places |= 1 << place(*code);
            }
            before = *code;
        }
        steps
    }

    /// The rows whose bit is set.
    pub fn rows(self) -> impl Iterator<Item = usize> {
        let pairs =
            std::iter::successors(Some(self.pairs), |bits| Some(bits & bits.wrapping_sub(1)))
                .take_while(|bits| *bits != 0)
                .map(|bits| bits.trailing_zeros() as usize);
        let places =
            std::iter::successors(Some(self.places), |bits| Some(bits & bits.wrapping_sub(1)))
                .take_while(|bits| *bits != 0)
                .map(|bits| PAIRS + bits.trailing_zeros() as usize);
        pairs.chain(places)
    }
}

/// The row of two neighbours, of either case.
fn pair(before: Code, code: Code) -> usize {
    let (before, code) = (before & EITHER_CASE, code & EITHER_CASE);
    (usize::from(before) * 41 + usize::from(code)) % PAIRS
}

/// The row of a character at a place of its own, before the pairs are counted in.
fn place(code: Code) -> usize {
    let letter = usize::from(code & EITHER_CASE).wrapping_sub(1);
    if letter < OTHERS / 2 {
        letter + if code & UPPER == 0 { 0 } else { OTHERS / 2 }
    } else {
        OTHERS + letter % (PLACES - OTHERS)
    }
}

/// A word in rows.
#[derive(Debug)]
pub(super) struct Path {
    /// The first character as a small letter and as a capital; once if case is kept.
    first: [usize; 2],
    /// For every further one the rows that allow it without a loss.
    steps: Vec<[usize; 3]>,
}

/// What the titles of a tile lose at least.
pub(super) struct Least {
    first: [u64; FIRST.len()],
    lacking: [u64; LACKING],
}

impl Path {
    pub fn new(pattern: &Coded) -> Self {
        let places = |code: Code| {
            let other = if pattern.mask == EITHER_CASE {
                UPPER
            } else {
                0
            };
            [PAIRS + place(code), PAIRS + place(code | other)]
        };
        let steps = pattern.codes.windows(2).filter_map(|codes| match codes {
            [before, code] => {
                let [small, capital] = places(*code);
                Some([pair(*before, *code), small, capital])
            }
            _ => None,
        });
        Self {
            first: pattern.codes.first().map_or([0; 2], |code| places(*code)),
            steps: steps.collect(),
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
        Least {
            first: [beginning[0], beginning[1], small, capital, u64::MAX],
            lacking: [!ones & !twos, ones & !twos, !ones & twos, ones & twos],
        }
    }
}

impl Least {
    /// The titles that may score what `enough` accepts, given the least loss and whether
    /// all steps are there.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    pub fn titles(&self, enough: impl Fn(u8, bool) -> bool) -> u64 {
        let mut titles = 0;
        for (first, in_first) in FIRST.iter().zip(self.first) {
            for (lacking, in_lacking) in (0..).zip(self.lacking) {
                if enough(first + STEP * lacking, lacking == 0) {
                    titles |= in_first & in_lacking;
                }
            }
        }
        titles
    }

    /// What one title loses at least, and whether all steps are there.
    pub fn of(&self, lane: usize) -> (u8, bool) {
        let least = |sets: &[u64]| {
            sets.iter()
                .position(|set| set >> lane & 1 == 1)
                .unwrap_or(0)
        };
        let lacking = least(&self.lacking);
        let first = FIRST.get(least(&self.first)).copied().unwrap_or(0);
        let steps = u8::try_from(lacking).unwrap_or(0) * STEP;
        (first + steps, lacking == 0)
    }
}
