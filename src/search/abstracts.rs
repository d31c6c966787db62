//! Phrases in abstracts, looked for where the texts lie.
//!
//! Nothing is copied but texts in which folding makes a letter, a digit or a Chinese
//! character out of something else (`naïve`), or drops something between two of them. In
//! all others the longest [run](Run) of such characters of the phrase stands byte for byte,
//! so a scan for two bytes of it finds every place where the phrase may be; typographic
//! hyphens, quotes and blanks around it are folded there and then. [`Grams`] tell which
//! abstracts need not be looked at.

mod grams;
mod run;

use std::sync::Arc;

use self::grams::{Grams, Group};
use self::run::{Run, is_solid};
use super::chunks::{CHUNK, Set, WORDS, followed, in_chunks};
use super::wide::{Task, ones, wide};
use super::{Phrase, Stop, Stopped};
use crate::catalog::{ArticleIndex, Bits, Catalog};
use crate::text::{fold_for_search, searched_chars};

/// Bytes that the processor brings from memory at once.
const LINE: usize = 64;

/// All abstracts of a catalogue; some 65 MB a million.
#[derive(Debug)]
pub(super) struct Abstracts {
    /// Shared with the abstracts of a catalogue that has more articles behind these.
    chunks: Vec<Arc<Chunk>>,
}

#[derive(Debug)]
struct Chunk {
    grams: Grams,
    /// The folded forms of texts that cannot be searched where they lie, by their place
    /// in the chunk.
    folded: Vec<(usize, Box<str>)>,
}

impl Abstracts {
    /// Reads all abstracts, on all cores.
    pub fn new(catalog: &Catalog) -> Self {
        Self { chunks: Vec::new() }.followed_by(catalog, 0)
    }

    /// The same with the abstracts of the articles that `catalog` has from the `first` on.
    /// O(bytes of those), and one chunk.
    pub fn followed_by(&self, catalog: &Catalog, first: usize) -> Self {
        let new = |at| Chunk::new(catalog, at);
        let chunks = followed(&self.chunks, (first, catalog.len()), new);
        Self { chunks }
    }

    /// The articles of `within` whose abstract holds the phrase. O(bytes of the abstracts
    /// that have the phrase's grams), of all of them for a phrase of one or two letters; a
    /// phrase without letters, digits and Chinese characters is looked for by folding them.
    pub fn holding(
        &self,
        catalog: &Catalog,
        phrase: &Phrase,
        within: Option<&Bits>,
        stop: &Stop,
    ) -> Result<Bits, Stopped> {
        let run = Run::of(phrase);
        let rows = grams::rows(phrase.text());
        let among = (catalog.len(), within);
        in_chunks(among, stop, |at, within, (): &mut ()| {
            let chunk = &self.chunks[at];
            let mut candidates = within.copied().unwrap_or([u64::MAX; WORDS]);
            chunk.grams.limit(&rows, &mut candidates);
            wide(Scan {
                chunk,
                catalog,
                phrase,
                run: run.as_ref(),
                candidates,
                first: at * CHUNK,
            })
        })
    }
}

impl Chunk {
    fn new(catalog: &Catalog, at: usize) -> Self {
        let first = at * CHUNK;
        let count = CHUNK.min(catalog.len() - first);
        let mut chunk = Self {
            grams: Grams::new(count.div_ceil(64)),
            folded: Vec::new(),
        };
        let mut folded = String::new();
        for start in (0..count).step_by(64) {
            let mut group = Group::NEW;
            for place in start..count.min(start + 64) {
                let text = summary(catalog, first + place);
                if text.is_ascii() {
                    group.add(place, text);
                    continue;
                }
                folded.clear();
                fold_for_search(&mut folded, text);
                group.add(place, &folded);
                if needs_copy(text) {
                    chunk.folded.push((place, folded.as_str().into()));
                }
            }
            chunk.grams.set(start / 64, &group);
        }
        chunk
    }
}

fn summary(catalog: &Catalog, article: usize) -> &str {
    let index = u32::try_from(article).unwrap_or(u32::MAX);
    catalog.article(ArticleIndex(index)).summary().as_str()
}

/// Whether folding makes a solid character out of another one, or drops one.
fn needs_copy(text: &str) -> bool {
    let others = text.chars().filter(|c| !c.is_ascii() && !is_solid(*c));
    others.into_iter().any(|c| {
        let mut buffer = [0; 4];
        let mut folded = searched_chars(c.encode_utf8(&mut buffer))
            .map(|(_, c)| c)
            .peekable();
        folded.peek().is_none() || folded.any(is_solid)
    })
}

/// Looking through the abstracts of one chunk.
struct Scan<'a> {
    chunk: &'a Chunk,
    catalog: &'a Catalog,
    phrase: &'a Phrase,
    run: Option<&'a Run<'a>>,
    candidates: Set,
    /// The chunk's first article.
    first: usize,
}

#[allow(clippy::inline_always, reason = "a vectorised task")]
impl Task for Scan<'_> {
    type Output = Set;

    #[inline(always)]
    fn run(self) -> Set {
        let mut found = [0; WORDS];
        let mut folded = self.chunk.folded.iter().peekable();
        let mut texts = Vec::with_capacity(64);
        for (word, candidates) in self.candidates.into_iter().enumerate() {
            texts.clear();
            // Every line of the texts is asked for before any is waited for: comparing
            // takes longer than the processor looks ahead.
            let mut touched = 0;
            for place in ones(candidates).map(|bit| word * 64 + bit) {
                if self.first + place >= self.catalog.len() {
                    break;
                }
                while folded.next_if(|(other, _)| *other < place).is_some() {}
                let text = match folded.peek() {
                    Some((other, text)) if *other == place => text,
                    _ => summary(self.catalog, self.first + place),
                };
                let lines = text.as_bytes().iter().step_by(LINE);
                touched = lines.fold(touched, |touched, byte| touched ^ byte);
                texts.push((place % 64, text));
            }
            std::hint::black_box(touched);
            for (bit, text) in &texts {
                if self.is_held_by(text) {
                    found[word] |= 1 << bit;
                }
            }
        }
        found
    }
}

#[allow(clippy::inline_always, reason = "part of a vectorised task")]
impl Scan<'_> {
    #[inline(always)]
    fn is_held_by(&self, text: &str) -> bool {
        match self.run {
            Some(run) => run.any(text, self.phrase.ignores_case(), |start| {
                self.phrase.stands_around(text, start, run.before)
            }),
            None if text.is_ascii() => {
                let first = self.phrase.text().bytes().next();
                let mut starts = first
                    .into_iter()
                    .flat_map(|first| memchr::memchr_iter(first, text.as_bytes()));
                starts.any(|start| self.phrase.stands_around(text, start, 0))
            }
            None => self.phrase.is_in(text),
        }
    }
}
