//! Fused tag lines to tags: `Backend ArchitectureCQRSEvent-driven` is three.
//!
//! What is used: a line shows the first three of the article's tags in byte order
//! (so fewer than three means all of them); the page's own tag is among them or
//! sorts after the third; a vocabulary; the article's title and abstract; and the
//! tags of other lines. Of all splits that obey the order the likeliest is taken,
//! and where a second one is about as likely the line counts as uncertain.

mod chips;
mod evidence;
mod learned;
mod page;
mod score;
mod search;
mod vocabulary;

pub(in crate::ingest) use page::{PageTag, infer};

use std::collections::HashMap;

use chips::Chips;
use evidence::Evidence;
use learned::Learned;
use score::Lattice;
use search::{Among, Stack};
use vocabulary::{Known, Vocabulary};

/// Most tags a listing shows of an article.
pub(super) const TAGS_MAX: usize = 3;

/// Longest line that is taken for tags, in bytes; three tags take some sixty. Parsing
/// refuses longer ones, so that splitting has a bound.
pub(super) const FUSED_MAX: usize = 240;

/// An article's tag line, and what stands above it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub fused: &'a str,
    pub title: &'a str,
    pub summary: &'a str,
}

/// Where a fused line is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Split {
    ends: [u16; TAGS_MAX],
    count: u8,
    /// Whether no other split is about as likely.
    pub certain: bool,
}

impl Split {
    /// The tags of `fused`, the line that was split.
    pub(super) fn tags(self, fused: &str) -> impl ExactSizeIterator<Item = &str> {
        let ends = self.ends;
        (0..usize::from(self.count)).map(move |place| {
            let start = if place == 0 {
                0
            } else {
                usize::from(ends[place - 1])
            };
            fused.get(start..usize::from(ends[place])).unwrap_or("")
        })
    }
}

/// Most lines that are remembered as a whole; some megabytes.
const SETTLED_MAX: usize = 1 << 16;

/// Splits lines; keeps what it has learnt and its buffers from line to line.
#[derive(Debug, Default)]
pub(super) struct Splitter {
    vocabulary: Vocabulary,
    learned: Learned,
    /// Lines that left no doubt, all of the page with [`Self::page_key`].
    settled: HashMap<Box<str>, Split, foldhash::fast::FixedState>,
    page_key: Vec<u8>,
    stack: Stack,
    chips: Chips,
    lattice: Lattice,
    evidence: Evidence,
}

impl Splitter {
    /// Splits one line. Microseconds where the vocabulary has every tag, some tens
    /// of them else.
    pub(super) fn split(&mut self, page: Option<&PageTag>, line: Line<'_>) -> Split {
        if line.fused.is_empty() {
            return Split {
                certain: true,
                ..Split::default()
            };
        }
        let page_key = page.map_or(&[][..], |page| &page.key);
        if self.page_key != page_key {
            self.page_key = page_key.to_vec();
            self.settled.clear();
        }
        if let Some(split) = self.settled.get(line.fused) {
            return *split;
        }
        self.chips.set(line.fused);
        let split = self
            .by_known(Among::Vocabulary, page)
            .or_else(|| self.by_known(Among::Learned, page))
            .unwrap_or_else(|| {
                let split = self.by_evidence(page, line);
                self.learn(split);
                split
            });
        if split.certain && self.settled.len() < SETTLED_MAX {
            self.settled.insert(line.fused.into(), split);
        }
        split
    }

    /// Remembers the tags of the line just split, if that left no doubt.
    fn learn(&mut self, split: Split) {
        if !split.certain {
            return;
        }
        let mut start = 0;
        for end in &split.ends[..usize::from(split.count)] {
            let end = usize::from(*end);
            if !self.lattice.get(start, end).is_some_and(Known::is_term) {
                self.learned.add(self.chips.key(start, end));
            }
            start = end;
        }
    }
}
