//! Which of 64 titles hold a phrase.

#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vector instructions of `wide`"
)]
#![allow(
    clippy::needless_range_loop,
    reason = "one counter over several arrays is the form that is vectorised"
)]

use super::super::Place;
use super::super::wide::gather;
use super::alphabet::{Coded, EITHER_CASE, PADDING, SIGNS, is_word};
use super::lanes::{LANES, Lanes};

/// What may stand beside a phrase: behind its end and before its start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Borders {
    opens: Border,
    closes: Border,
}

/// What may stand beside a character; the end of the title always may. 255 for yes.
#[derive(Clone, Copy, Debug)]
struct Border {
    word: u8,
    sign: u8,
}

impl Border {
    const ANYTHING: Self = Self {
        word: u8::MAX,
        sign: u8::MAX,
    };
    const SIGN: Self = Self {
        word: 0,
        sign: u8::MAX,
    };
    const NOTHING: Self = Self { word: 0, sign: 0 };
}

impl Borders {
    pub fn new(place: Place, pattern: &Coded) -> Self {
        let of_word = |code: Option<&u8>| {
            if code.is_some_and(|code| is_word(*code)) {
                Border::SIGN
            } else {
                Border::ANYTHING
            }
        };
        let (opens, closes) = match place {
            Place::Anywhere => (Border::ANYTHING, Border::ANYTHING),
            Place::Words => (
                of_word(pattern.codes.first()),
                of_word(pattern.codes.last()),
            ),
            Place::Start => (Border::NOTHING, Border::ANYTHING),
            Place::End => (Border::ANYTHING, Border::NOTHING),
            Place::Whole => (Border::NOTHING, Border::NOTHING),
        };
        Self { opens, closes }
    }
}

/// The titles in which the pattern's characters stand together, where its [`Place`] says,
/// for patterns whose codes are exact; for others some too many. O(columns × characters).
#[inline(always)]
pub(super) fn together(
    columns: &[Lanes],
    (pattern, borders): (&Coded, Borders),
    met: &mut Vec<Lanes>,
) -> u64 {
    met.clear();
    met.resize(pattern.codes.len(), Lanes::ZERO);
    let mut found = Lanes::ZERO;
    let mut before = &PAST;
    for column in columns.iter().chain([&PAST]) {
        end(column, borders.closes, met, &mut found);
        for (at, wanted) in pattern.codes.iter().enumerate().rev() {
            let wanted = (*wanted, pattern.mask);
            match met.get_mut(..=at) {
                Some([.., earlier, own]) => go_on(column, wanted, earlier, own),
                Some([own]) => begin((before, column), wanted, borders.opens, own),
                _ => {}
            }
        }
        before = column;
    }
    gather(&found.0)
}

/// The column before the first and behind the last.
const PAST: Lanes = Lanes([PADDING; LANES]);

/// 255 where a code may be a border.
#[inline(always)]
fn allowed(code: u8, border: Border) -> u8 {
    if code == PADDING {
        u8::MAX
    } else if code & EITHER_CASE < SIGNS {
        border.word
    } else {
        border.sign
    }
}

#[inline(always)]
fn end(column: &Lanes, border: Border, met: &[Lanes], found: &mut Lanes) {
    if let Some(last) = met.last() {
        for l in 0..LANES {
            found.0[l] |= last.0[l] & allowed(column.0[l], border);
        }
    }
}

#[inline(always)]
fn begin(
    (before, column): (&Lanes, &Lanes),
    (wanted, mask): (u8, u8),
    border: Border,
    own: &mut Lanes,
) {
    for l in 0..LANES {
        let equal = if column.0[l] & mask == wanted {
            u8::MAX
        } else {
            0
        };
        own.0[l] = equal & allowed(before.0[l], border);
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
