//! The titles of a catalogue, laid out so that a word is matched against a million of
//! them between two keystrokes.
//!
//! Three things make it quick. For every character there is a bit per title that says
//! whether it is there, so that most titles are ruled out 64 at an instruction. Those that are
//! left are matched and scored [side by side](lanes). And only titles whose score may still
//! be among the best are scored at all.

mod alphabet;
mod best;
mod lanes;
mod rank;
mod rated;
mod steps;
mod tiles;
mod together;

use std::sync::Arc;

use self::alphabet::{Alphabet, Coded};
use self::lanes::{Lanes, Rows};
use self::tiles::Chunk;
use self::together::Borders;
use super::chunks::{CHUNK, Set, followed, in_chunks};
use super::pattern::Pattern;
use super::score::Scorer;
use super::wide::{Task, ones, wide};
use super::{Phrase, Stop, Stopped};
use crate::catalog::{ArticleIndex, Bits, Catalog};
use crate::text::searched_chars;

/// Of how many titles the frequency of characters is taken, about.
const SAMPLE: usize = 20_000;

/// All titles of a catalogue; some 125 MB a million.
#[derive(Debug)]
pub(super) struct Titles {
    alphabet: Alphabet,
    /// Shared with the titles of a catalogue that has more articles behind these.
    chunks: Vec<Arc<Chunk>>,
}

impl Titles {
    /// Lays out the titles, on all cores.
    pub fn new(catalog: &Catalog) -> Self {
        let title = |article| title(catalog, article);
        let step = (catalog.len() / SAMPLE).max(1);
        let sample = (0..catalog.len()).step_by(step);
        let alphabet = Alphabet::new(
            sample.flat_map(|article| searched_chars(title(article)).map(|(_, c)| c)),
        );
        let chunks = Vec::new();
        Self { alphabet, chunks }.followed_by(catalog, 0)
    }

    /// The same with the titles of the articles that `catalog` has from the `first` on.
    /// O(articles added), and one chunk.
    pub fn followed_by(&self, catalog: &Catalog, first: usize) -> Self {
        let new = |at| chunk(catalog, at, &self.alphabet);
        let chunks = followed(&self.chunks, (first, catalog.len()), new);
        Self {
            alphabet: self.alphabet.clone(),
            chunks,
        }
    }

    /// The articles of `within` whose titles match.
    pub fn matching(
        &self,
        catalog: &Catalog,
        pattern: &Pattern,
        within: Option<&Bits>,
        stop: &Stop,
    ) -> Result<Bits, Stopped> {
        let coded = self.alphabet.encode(pattern);
        let among = (catalog.len(), within);
        in_chunks(among, stop, |at, within, rows: &mut Rows| {
            let mut found = wide(Matching {
                chunk: &self.chunks[at],
                coded: &coded,
                within,
                rows,
            });
            let mut scorer = Scorer::default();
            let matches = |title: &str| scorer.matches(title, pattern);
            self.look_again((catalog, at), &coded, within, matches, &mut found);
            found
        })
    }

    /// The articles of `within` whose titles hold the phrase.
    pub fn holding(
        &self,
        catalog: &Catalog,
        phrase: &Phrase,
        within: Option<&Bits>,
        stop: &Stop,
    ) -> Result<Bits, Stopped> {
        let coded = self.alphabet.encode(&phrase.pattern());
        let borders = Borders::new(phrase.place(), &coded);
        let among = (catalog.len(), within);
        in_chunks(among, stop, |at, within, met: &mut Vec<Lanes>| {
            let mut found = wide(Holding {
                chunk: &self.chunks[at],
                coded: &coded,
                borders,
                within,
                met,
            });
            let holds = |title: &str| phrase.is_in(title);
            self.look_again((catalog, at), &coded, within, holds, &mut found);
            found
        })
    }

    /// Takes out what only shares its codes with the pattern, and adds the titles that
    /// are too long for a tile.
    fn look_again(
        &self,
        (catalog, at): (&Catalog, usize),
        coded: &Coded,
        within: Option<&Set>,
        mut is_found: impl FnMut(&str) -> bool,
        found: &mut Set,
    ) {
        let mut is_found_at = |place: usize| {
            let article = u32::try_from(at * CHUNK + place).unwrap_or(u32::MAX);
            is_found(catalog.article(ArticleIndex(article)).title().as_str())
        };
        if !coded.exact {
            for (at, word) in found.iter_mut().enumerate() {
                for bit in ones(*word) {
                    if !is_found_at(at * 64 + bit) {
                        *word &= !(1 << bit);
                    }
                }
            }
        }
        for place in self.chunks[at].long().iter().copied().map(usize::from) {
            let is_within = within.is_none_or(|set| set[place / 64] >> (place % 64) & 1 == 1);
            if is_within && is_found_at(place) {
                found[place / 64] |= 1 << (place % 64);
            }
        }
    }
}

fn title(catalog: &Catalog, article: usize) -> &str {
    let article = u32::try_from(article).unwrap_or(u32::MAX);
    catalog.article(ArticleIndex(article)).title().as_str()
}

/// Lays out the chunk `at`.
fn chunk(catalog: &Catalog, at: usize, alphabet: &Alphabet) -> Chunk {
    let last = catalog.len().min((at + 1) * CHUNK);
    let titles = (at * CHUNK..last).map(|article| title(catalog, article));
    Chunk::new(titles, alphabet)
}

/// Matching one chunk.
struct Matching<'a> {
    chunk: &'a Chunk,
    coded: &'a Coded,
    within: Option<&'a Set>,
    rows: &'a mut Rows,
}

impl Task for Matching<'_> {
    type Output = Set;

    #[allow(clippy::inline_always, reason = "a vectorised task")]
    #[inline(always)]
    fn run(self) -> Set {
        self.chunk.matching(self.coded, self.within, self.rows)
    }
}

/// Looking for a phrase in one chunk.
struct Holding<'a> {
    chunk: &'a Chunk,
    coded: &'a Coded,
    borders: Borders,
    within: Option<&'a Set>,
    met: &'a mut Vec<Lanes>,
}

impl Task for Holding<'_> {
    type Output = Set;

    #[allow(clippy::inline_always, reason = "a vectorised task")]
    #[inline(always)]
    fn run(self) -> Set {
        let asked = (self.coded, self.borders);
        self.chunk.holding(asked, self.within, self.met)
    }
}
