//! Matching and scoring 64 titles at once, a byte of each side by side.
//!
//! Plain loops over arrays of bytes without a branch, which the compiler turns into
//! vector instructions; [`wide`](super::super::wide::wide) has them compiled for AVX2 as well and picks at run time.
//! What they compute is defined by [`Scorer`](super::super::score::Scorer), to which the
//! tests hold them.

#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vector instructions of `wide`"
)]
#![allow(
    clippy::needless_range_loop,
    reason = "one counter over several arrays is the form that is vectorised"
)]

use super::super::wide::gather;
use super::alphabet::{Coded, EITHER_CASE, HARD, SOFT, UPPER};

/// Titles that are looked at together.
pub(super) const LANES: usize = 64;

/// One byte of each title.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Lanes(pub [u8; LANES]);

impl Lanes {
    pub const ZERO: Self = Self([0; LANES]);
}

/// Working memory of [`matches`] and [`losses`], kept between tiles.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    met: Vec<[u8; HALF]>,
}

/// The state of one character of the pattern behind some columns. Scores are kept as
/// what is left of 255 when what they fall short of the best possible is taken off: 0 is
/// out of reach.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// The best that ends with the character at the last column.
    matched: Lanes,
    /// The best that ends with it before, the gap's steps taken off.
    skipped: Lanes,
    /// 255 where the pattern up to here has been met in order.
    met: Lanes,
}

impl Row {
    const NEW: Self = Self {
        matched: Lanes::ZERO,
        skipped: Lanes::ZERO,
        met: Lanes::ZERO,
    };
}

/// How many columns are looked at before asking whether all titles are decided.
const STRIDE: usize = 8;
/// Titles that [`matches`] looks at together: fewer, whose state stays in registers.
const HALF: usize = LANES / 2;
/// As many characters of the pattern as registers hold the state of.
const GROUP: usize = 8;

/// Which of the titles of `candidates` hold the pattern's characters in order.
/// O(columns × characters).
#[inline(always)]
pub(super) fn matches(columns: &[Lanes], pattern: &Coded, candidates: u64, rows: &mut Rows) -> u64 {
    let mut found = 0;
    for half in 0..2 {
        let titles = Half { columns, half };
        let candidates = candidates >> (half * HALF) & u64::from(u32::MAX);
        let found_here = if candidates == 0 {
            0
        } else if pattern.codes.len() <= GROUP {
            meet::<true>(titles, (&pattern.codes, pattern.mask), candidates, &mut [])
        } else {
            rows.met.clear();
            rows.met.resize(columns.len(), [u8::MAX; HALF]);
            let groups = pattern.codes.chunks(GROUP);
            groups.fold(candidates, |candidates, codes| {
                meet::<false>(titles, (codes, pattern.mask), candidates, &mut rows.met)
            })
        };
        found |= found_here << (half * HALF);
    }
    found
}

/// Which lanes of a column hold a code.
#[inline(always)]
pub(super) fn equal(column: &Lanes, code: u8) -> u64 {
    let mut equal = Lanes::ZERO;
    for l in 0..LANES {
        equal.0[l] = if column.0[l] == code { u8::MAX } else { 0 };
    }
    gather(&equal.0)
}

/// Half of the lanes of some columns.
#[derive(Clone, Copy)]
struct Half<'a> {
    columns: &'a [Lanes],
    half: usize,
}

/// Which of the candidates meet some characters of a pattern, at most [`GROUP`] of them.
///
/// Unless these are `ALL`, `met` says for every column whether the characters before them
/// were met before it, and is made to say that of these.
#[inline(always)]
fn meet<const ALL: bool>(
    titles: Half<'_>,
    (codes, mask): (&[u8], u8),
    candidates: u64,
    met: &mut [[u8; HALF]],
) -> u64 {
    macro_rules! by_length {
        ($($length:literal)*) => {
            match codes.len() {
                $($length => {
                    if let Some(codes) = codes.first_chunk::<$length>() {
                        return meet_len::<$length, ALL>(titles, (codes, mask), candidates, met);
                    }
                })*
                _ => {}
            }
        };
    }
    by_length!(1 2 3 4 5 6 7 8);
    candidates
}

/// [`meet`] for a number of characters known to the compiler.
#[inline(always)]
fn meet_len<const LEN: usize, const ALL: bool>(
    titles: Half<'_>,
    (codes, mask): (&[u8; LEN], u8),
    candidates: u64,
    met: &mut [[u8; HALF]],
) -> u64 {
    let mut rows = [[0_u8; HALF]; LEN];
    let mut met = met.iter_mut();
    for columns in titles.columns.chunks(STRIDE) {
        for column in columns {
            let (halves, _) = column.0.as_chunks::<HALF>();
            let text = halves[titles.half];
            let mut first = [u8::MAX; HALF];
            if !ALL && let Some(met) = met.next() {
                first = std::mem::replace(met, rows[LEN - 1]);
            }
            for at in (0..LEN).rev() {
                let before = if at == 0 { first } else { rows[at - 1] };
                let row = &mut rows[at];
                for l in 0..HALF {
                    let equal = if text[l] & mask == codes[at] {
                        u8::MAX
                    } else {
                        0
                    };
                    row[l] |= equal & before[l];
                }
            }
        }
        if ALL && gather(&rows[LEN - 1]) & candidates == candidates {
            break;
        }
    }
    gather(&rows[LEN - 1]) & candidates
}

/// What the titles' scores fall short of [`best`], at most 255; 255 means that much, or
/// more, or no match.
///
/// `FAR` follows the matcher's table to where it reads a row left over from two characters
/// before. That loses at least [`far`], so without it losses below that are exact, the
/// others at least that much. O(columns × characters).
#[inline(always)]
pub(super) fn losses<const FAR: bool>(
    columns: &[Lanes],
    pattern: &Coded,
    rows: &mut Rows,
) -> Lanes {
    rows.rows.clear();
    rows.rows.resize(pattern.codes.len(), Row::NEW);
    let mut left = Lanes::ZERO;
    let Some((wanted, others)) = pattern.codes.split_first() else {
        return left;
    };
    // The row of the second character is there before the first; nothing is matched in it,
    // at a score of -2.
    let nothing = Row {
        skipped: Lanes([u8::MAX - (31 + 16 + pattern.gain - 2) + far(pattern) + 1; LANES]),
        ..Row::NEW
    };
    let far = far(pattern);
    let mut before = &Lanes::ZERO;
    for (at, column) in columns.iter().enumerate() {
        let place = Places::new(before, column, pattern, at == 0);
        for (at, wanted) in others.iter().enumerate().rev() {
            let (earlier, rest) = rows.rows.split_at_mut(at + 1);
            let (Some((previous, earlier)), Some(row)) = (earlier.split_last(), rest.first_mut())
            else {
                continue;
            };
            let leftover = earlier.last().unwrap_or(&nothing);
            match (FAR, at + 1 == others.len()) {
                (false, false) => step(&place, *wanted, previous, row),
                (false, true) => {
                    step(&place, *wanted, previous, row);
                    reach(&row.matched, &mut left);
                }
                (true, false) => step_far(&place, *wanted, (leftover, far), previous, row),
                (true, true) => {
                    reach_far(&place, *wanted, (leftover, far), (previous, row), &mut left);
                    step_far(&place, *wanted, (leftover, far), previous, row);
                    reach(&row.matched, &mut left);
                }
            }
        }
        step_first(&place, *wanted, &mut rows.rows[0]);
        if others.is_empty() {
            reach(&rows.rows[0].matched, &mut left);
        }
        before = column;
    }
    for l in 0..LANES {
        left.0[l] = u8::MAX - left.0[l];
    }
    left
}

/// The score that no title exceeds: the first character begins the title in the
/// pattern's case, and all others are worth the most.
pub(super) fn best(pattern: &Coded) -> i32 {
    let others = i32::try_from(pattern.codes.len()).unwrap_or(i32::MAX) - 1;
    31 + others.saturating_mul(16 + i32::from(pattern.gain))
}

/// The most that a match in a title of `columns` characters can lose.
pub(super) fn worst_loss(pattern: &Coded, columns: usize) -> i32 {
    let others = pattern.codes.len().saturating_sub(1);
    let loss = 18 + others * (6 + usize::from(pattern.gain)) + columns;
    i32::try_from(loss).unwrap_or(i32::MAX)
}

/// What leaving out two characters of the pattern loses.
pub(super) const fn far(pattern: &Coded) -> u8 {
    2 * (16 + pattern.gain)
}

/// What one column says to all rows.
struct Places {
    text: Lanes,
    /// The loss of the pattern's first character here, as what is left of 255.
    first: Lanes,
    /// What a character loses here right behind the one before.
    consecutive: Lanes,
    /// What it loses here behind a gap, less the gap's steps.
    jump: Lanes,
}

impl Places {
    #[inline(always)]
    fn new(before: &Lanes, column: &Lanes, pattern: &Coded, is_start: bool) -> Self {
        let mut places = Self {
            text: Lanes::ZERO,
            first: Lanes::ZERO,
            consecutive: Lanes::ZERO,
            jump: Lanes::ZERO,
        };
        let costs = pattern.capital_costs();
        let start = if is_start { 16 } else { 0 };
        for l in 0..LANES {
            let (before, c) = (before.0[l], column.0[l]);
            let kind = before & EITHER_CASE;
            let hard = if kind >= HARD { 8 } else { 0 };
            let soft = if kind >= SOFT { 7 } else { 0 };
            let camel = if c & !before & UPPER != 0 { 6 } else { 0 };
            let bonus = u8::max(hard, soft).max(camel).max(start);
            let other_case = if c >= UPPER { costs } else { 0 };
            places.text.0[l] = c & pattern.mask;
            places.first.0[l] = 239 - other_case + bonus;
            places.consecutive.0[l] = (pattern.gain + other_case).saturating_sub(bonus.max(4));
            places.jump.0[l] = (4 + pattern.gain + other_case).saturating_sub(bonus);
        }
        places
    }
}

/// The pattern's first character at one column.
#[inline(always)]
fn step_first(place: &Places, wanted: u8, row: &mut Row) {
    for l in 0..LANES {
        let equal = if place.text.0[l] == wanted {
            u8::MAX
        } else {
            0
        };
        let skipped = row.skipped.0[l].saturating_sub(1).max(row.matched.0[l]);
        row.matched.0[l] = place.first.0[l] & equal;
        row.skipped.0[l] = skipped;
        row.met.0[l] |= equal;
    }
}

/// A further character at one column, the rows before it still being at the column before.
#[inline(always)]
fn step(place: &Places, wanted: u8, previous: &Row, row: &mut Row) {
    for l in 0..LANES {
        let equal = if place.text.0[l] == wanted {
            u8::MAX
        } else {
            0
        };
        let consecutive = previous.matched.0[l].saturating_sub(place.consecutive.0[l]);
        let jump = previous.skipped.0[l].saturating_sub(place.jump.0[l]);
        let skipped = row.skipped.0[l].saturating_sub(1).max(row.matched.0[l]);
        row.matched.0[l] = consecutive.max(jump) & equal;
        row.skipped.0[l] = skipped;
    }
}

/// As [`step`]; where the row begins, it goes on from the cell that the row two before left
/// beside it, if that is better.
#[inline(always)]
fn step_far(place: &Places, wanted: u8, leftover: (&Row, u8), previous: &Row, row: &mut Row) {
    let (leftover, far) = leftover;
    for l in 0..LANES {
        let equal = if place.text.0[l] == wanted {
            u8::MAX
        } else {
            0
        };
        let starts = equal & previous.met.0[l] & !row.met.0[l];
        let gap = leftover.skipped.0[l]
            .saturating_sub(1)
            .max(leftover.matched.0[l]);
        let consecutive = previous.matched.0[l].saturating_sub(place.consecutive.0[l]);
        let jump = previous.skipped.0[l].saturating_sub(place.jump.0[l]);
        let skipped = row.skipped.0[l].saturating_sub(1).max(row.matched.0[l]);
        row.matched.0[l] = consecutive.max(jump) & equal;
        row.skipped.0[l] = skipped.max(gap.saturating_sub(far) & starts);
        row.met.0[l] |= starts;
    }
}

#[inline(always)]
fn reach(matched: &Lanes, left: &mut Lanes) {
    for l in 0..LANES {
        left.0[l] = left.0[l].max(matched.0[l]);
    }
}

/// The matcher takes the best of the last row from the cell beside its start on.
#[inline(always)]
fn reach_far(
    place: &Places,
    wanted: u8,
    leftover: (&Row, u8),
    (previous, row): (&Row, &Row),
    left: &mut Lanes,
) {
    let (leftover, far) = leftover;
    for l in 0..LANES {
        let equal = if place.text.0[l] == wanted {
            u8::MAX
        } else {
            0
        };
        let starts = equal & previous.met.0[l] & !row.met.0[l];
        let matched = leftover.matched.0[l].saturating_sub(far) & starts;
        left.0[l] = left.0[l].max(matched);
    }
}
