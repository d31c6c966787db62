//! The titles of a few thousand articles, laid out to be matched 64 at a time.

use super::super::chunks::{CHUNK, Set, WORDS};
use super::super::wide::ones;
use super::alphabet::{Alphabet, Coded, EITHER_CASE, PADDING, UPPER};
use super::lanes::{LANES, Lanes, Rows, equal, matches};
use super::steps::{ROWS, Steps, pairs};
use super::together::{Borders, together};
use crate::text::searched_chars;

/// The longest title that is laid out, in characters; those beyond are looked at one by one.
const LEN_MAX: usize = 256;
/// With no more candidates than this in a tile, each is looked at on its own.
const FEW: u32 = 6;

/// Titles in tiles of 64 of about the same length. Some 80 bytes of text, 17 of presence,
/// 28 of steps and two of order per title.
#[derive(Debug)]
pub(super) struct Chunk {
    /// Lane by lane: the article's place in the chunk.
    order: Vec<u16>,
    /// Where each tile's columns start, and the end of the last.
    starts: Vec<u32>,
    columns: Vec<Lanes>,
    /// For each character in use a word per tile: which of its titles have it.
    presence: Vec<u64>,
    /// For each of [`ROWS`] a word per tile: which of its titles may go that step.
    steps: Vec<u64>,
    /// The row of presence of each character, from 1; 0 where no title has it.
    rows: [u8; 128],
    /// The titles that are too long for a tile, by their place in the chunk.
    long: Vec<u16>,
}

/// One tile and its place in the chunk.
#[derive(Clone, Copy)]
pub(super) struct Tile<'a> {
    pub columns: &'a [Lanes],
    /// The article of each lane by its place in the chunk; the last tile may have fewer
    /// than [`LANES`].
    pub articles: &'a [u16],
}

impl Chunk {
    /// Lays out the titles, of which there are at most [`CHUNK`].
    pub fn new<'a>(titles: impl Iterator<Item = &'a str>, alphabet: &Alphabet) -> Self {
        let mut codes = Vec::with_capacity(CHUNK * 80);
        let mut spans = Vec::with_capacity(CHUNK);
        for title in titles {
            let start = codes.len();
            codes.extend(searched_chars(title).map(|(_, c)| alphabet.code(c)));
            spans.push(start..codes.len());
        }
        let mut order: Vec<u16> = (0..).take(spans.len()).collect();
        order.sort_by_key(|place| spans[usize::from(*place)].len());
        let long = order.partition_point(|place| spans[usize::from(*place)].len() <= LEN_MAX);
        let long = order.split_off(long);
        let mut chunk = Self {
            presence: Vec::new(),
            steps: Vec::new(),
            rows: rows(&codes),
            starts: vec![0],
            columns: Vec::with_capacity(codes.len() / LANES + codes.len() / 1_024),
            order,
            long,
        };
        chunk.lay_out(&codes, &spans);
        chunk
    }

    fn lay_out(&mut self, codes: &[u8], spans: &[std::ops::Range<usize>]) {
        let tiles = self.order.len().div_ceil(LANES);
        let in_use = usize::from(self.rows.iter().copied().max().unwrap_or(0));
        self.presence = vec![0; in_use * tiles];
        self.steps = vec![0; ROWS * tiles];
        for (tile, places) in self.order.chunks(LANES).enumerate() {
            let texts = || {
                places
                    .iter()
                    .map(|place| &codes[spans[usize::from(*place)].clone()])
            };
            let len = texts().map(<[u8]>::len).max().unwrap_or(0);
            let start = self.columns.len();
            self.columns.resize(start + len, Lanes([PADDING; LANES]));
            for (lane, title) in texts().enumerate() {
                let mut has = 0_u128;
                for (column, code) in self.columns[start..].iter_mut().zip(title) {
                    column.0[lane] = *code;
                    has |= 1 << (code & EITHER_CASE);
                }
                for row in Steps::of(title).rows() {
                    self.steps[row * tiles + tile] |= 1 << lane;
                }
                while has != 0 {
                    let row = usize::from(self.rows[has.trailing_zeros() as usize]);
                    self.presence[(row - 1) * tiles + tile] |= 1 << lane;
                    has &= has - 1;
                }
            }
            let end = u32::try_from(self.columns.len()).expect("at most 64 tiles of 256 columns");
            self.starts.push(end);
        }
    }

    /// The tiles with their numbers, each with the titles that have every character of the pattern; only
    /// those with one at least.
    fn candidates(&self, pattern: &Coded) -> impl Iterator<Item = (usize, Tile<'_>, u64)> {
        let tiles = self.starts.len() - 1;
        let mut rows: Vec<u8> = pattern
            .codes
            .iter()
            .map(|code| self.rows[usize::from(code & EITHER_CASE)])
            .collect();
        rows.sort_unstable();
        rows.dedup();
        let count = if rows.first() == Some(&0) { 0 } else { tiles };
        (0..count).filter_map(move |at| {
            let tile = self.tile(at)?;
            let has = |row: &u8| self.presence[(usize::from(*row) - 1) * tiles + at];
            let candidates = rows.iter().fold(tile.lanes(), |all, row| all & has(row));
            (candidates != 0).then_some((at, tile, candidates))
        })
    }

    fn tile(&self, at: usize) -> Option<Tile<'_>> {
        let (start, end) = (*self.starts.get(at)?, *self.starts.get(at + 1)?);
        let articles = self.order.chunks(LANES).nth(at)?;
        Some(Tile {
            columns: &self.columns[start as usize..end as usize],
            articles,
        })
    }

    /// All tiles.
    pub fn tiles(&self) -> impl Iterator<Item = Tile<'_>> {
        (0..self.starts.len() - 1).filter_map(|at| self.tile(at))
    }

    /// Which titles of a tile may go a step.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    pub fn step(&self, row: usize, tile: usize) -> u64 {
        let tiles = self.starts.len() - 1;
        self.steps.get(row * tiles + tile).copied().unwrap_or(0)
    }

    /// Titles that are in no tile, by their place in the chunk.
    pub fn long(&self) -> &[u16] {
        &self.long
    }

    /// The articles among `within` whose titles have the pattern's codes in order; titles
    /// that are in no tile are left out.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    pub fn matching(&self, pattern: &Coded, within: Option<&Set>, rows: &mut Rows) -> Set {
        let mut found = [0; WORDS];
        for (_, tile, candidates) in self.candidates(pattern) {
            let candidates = candidates & tile.of(within);
            let found_here = if pattern.codes.len() == 1 && pattern.mask == EITHER_CASE {
                candidates
            } else if candidates.count_ones() <= FEW {
                tile.matches_one_by_one(pattern, candidates)
            } else {
                matches(tile.columns, pattern, candidates, rows)
            };
            tile.add(found_here, &mut found);
        }
        found
    }

    /// The articles among `within` whose titles have the pattern's codes together, with
    /// such borders; titles that are in no tile are left out.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    pub fn holding(
        &self,
        (pattern, borders): (&Coded, Borders),
        within: Option<&Set>,
        met: &mut Vec<Lanes>,
    ) -> Set {
        let pairs: Vec<usize> = pairs(&pattern.codes).collect();
        let mut found = [0; WORDS];
        for (at, tile, candidates) in self.candidates(pattern) {
            let has_pair = |row: &usize| self.step(*row, at);
            let candidates = pairs
                .iter()
                .fold(candidates, |all, row| all & has_pair(row));
            let candidates = candidates & tile.of(within);
            if candidates != 0 {
                let found_here = together(tile.columns, (pattern, borders), met) & candidates;
                tile.add(found_here, &mut found);
            }
        }
        found
    }
}

/// Titles of several tiles put together in one.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    columns: Vec<Lanes>,
    articles: Vec<u16>,
}

impl Gathered {
    /// Adds a title of another tile; there must be room. O(columns).
    pub fn push(&mut self, tile: Tile<'_>, lane: usize) {
        let own = self.articles.len();
        if self.columns.len() < tile.columns.len() {
            self.columns
                .resize(tile.columns.len(), Lanes([PADDING; LANES]));
        }
        for (own_column, column) in self.columns.iter_mut().zip(tile.columns) {
            own_column.0[own] = column.0[lane];
        }
        self.articles.push(tile.articles[lane]);
    }

    pub fn is_full(&self) -> bool {
        self.articles.len() == LANES
    }

    pub fn tile(&self) -> Tile<'_> {
        Tile {
            columns: &self.columns,
            articles: &self.articles,
        }
    }

    pub fn clear(&mut self) {
        self.columns.clear();
        self.articles.clear();
    }
}

impl Tile<'_> {
    /// The lanes that hold a title.
    pub fn lanes(&self) -> u64 {
        let free = LANES - self.articles.len();
        u64::MAX
            .checked_shr(u32::try_from(free).unwrap_or(64))
            .unwrap_or(0)
    }

    /// Which of the lanes are in a set of the chunk's articles.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    pub fn among(&self, set: &Set) -> u64 {
        // Without a branch: most sets are neither almost empty nor almost full.
        let lanes = self.articles.iter().enumerate();
        lanes.fold(0, |lanes, (lane, place)| {
            let place = usize::from(*place);
            lanes | (set[place / 64 % WORDS] >> (place % 64) & 1) << lane
        })
    }

    /// The lanes that may be looked at.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    fn of(&self, within: Option<&Set>) -> u64 {
        within.map_or(u64::MAX, |within| self.among(within))
    }

    /// Adds the articles of some lanes to a set.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    fn add(&self, lanes: u64, set: &mut Set) {
        for lane in ones(lanes) {
            let place = usize::from(self.articles[lane]);
            set[place / 64 % WORDS] |= 1 << (place % 64);
        }
    }

    /// The lanes whose title begins with the pattern's first character: as it is, and as
    /// the capital of a small letter that stands for both.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    pub fn beginning_with(&self, pattern: &Coded) -> [u64; 2] {
        let (Some(column), Some(first)) = (self.columns.first(), pattern.codes.first()) else {
            return [0; 2];
        };
        let capital = if pattern.mask == EITHER_CASE {
            equal(column, first | UPPER)
        } else {
            0
        };
        [equal(column, *first), capital]
    }

    fn matches_one_by_one(&self, pattern: &Coded, candidates: u64) -> u64 {
        let matches = |lane: &usize| {
            let mut wanted = pattern.codes.iter();
            let mut next = wanted.next();
            for column in self.columns {
                if Some(&(column.0[*lane] & pattern.mask)) == next {
                    next = wanted.next();
                    if next.is_none() {
                        return true;
                    }
                }
            }
            next.is_none()
        };
        ones(candidates)
            .filter(matches)
            .fold(0, |found, lane| found | 1 << lane)
    }
}

/// Numbers the characters in use.
fn rows(codes: &[u8]) -> [u8; 128] {
    let mut rows = [0; 128];
    for code in codes {
        rows[usize::from(code & EITHER_CASE)] = 1;
    }
    let mut next = 0;
    for row in rows.iter_mut().filter(|row| **row != 0) {
        next += 1;
        *row = next;
    }
    rows
}
