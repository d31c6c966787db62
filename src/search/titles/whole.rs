//! Which of 64 titles hold a word as a whole word.

#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vector instructions of `wide`"
)]
#![allow(
    clippy::needless_range_loop,
    reason = "one counter over several arrays is the form that is vectorised"
)]

use super::super::wide::gather;
use super::alphabet::{Coded, EITHER_CASE, PADDING, SIGNS, is_word};
use super::lanes::{LANES, Lanes};

/// The titles in which the pattern's characters stand together, neither end inside of a
/// word: what [`Place::Words`](super::super::Place::Words) says, for patterns whose codes
/// are exact. O(columns × characters).
#[inline(always)]
pub(super) fn whole(columns: &[Lanes], pattern: &Coded, met: &mut Vec<Lanes>) -> u64 {
    let (Some(first), Some(last)) = (pattern.codes.first(), pattern.codes.last()) else {
        return 0;
    };
    let (opens, closes) = (is_word(*first), is_word(*last));
    met.clear();
    met.resize(pattern.codes.len(), Lanes::ZERO);
    let mut found = Lanes::ZERO;
    let mut before = &PAST;
    for column in columns.iter().chain([&PAST]) {
        end(column, closes, met, &mut found);
        for (at, wanted) in pattern.codes.iter().enumerate().rev() {
            match met.get_mut(..=at) {
                Some([.., earlier, own]) => go_on(column, (*wanted, pattern.mask), earlier, own),
                Some([own]) => begin((before, column), (*wanted, pattern.mask), opens, own),
                _ => {}
            }
        }
        before = column;
    }
    gather(&found.0)
}

/// The column before the first and behind the last.
const PAST: Lanes = Lanes([PADDING; LANES]);

/// 255 where no word goes on, or nobody asks.
#[inline(always)]
fn border(code: u8, asked: u8) -> u8 {
    let inside = (code & EITHER_CASE).wrapping_sub(1) < SIGNS - 1;
    if inside { !asked } else { u8::MAX }
}

#[inline(always)]
fn end(column: &Lanes, asked: bool, met: &[Lanes], found: &mut Lanes) {
    let asked = if asked { u8::MAX } else { 0 };
    if let Some(last) = met.last() {
        for l in 0..LANES {
            found.0[l] |= last.0[l] & border(column.0[l], asked);
        }
    }
}

#[inline(always)]
fn begin(
    (before, column): (&Lanes, &Lanes),
    (wanted, mask): (u8, u8),
    asked: bool,
    own: &mut Lanes,
) {
    let asked = if asked { u8::MAX } else { 0 };
    for l in 0..LANES {
        let equal = if column.0[l] & mask == wanted {
            u8::MAX
        } else {
            0
        };
        own.0[l] = equal & border(before.0[l], asked);
    }
}

#[inline(always)]
fn go_on(column: &Lanes, (wanted, mask): (u8, u8), earlier: &Lanes, own: &mut Lanes) {
    for l in 0..LANES {
        let equal = if column.0[l] & mask == wanted {
            u8::MAX
        } else {
            0
        };
        own.0[l] = equal & earlier.0[l];
    }
}
