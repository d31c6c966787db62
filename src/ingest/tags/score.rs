//! How likely a part of a fused line is a tag, in natural logarithms.
//!
//! A model of few numbers: a tag is a term of the vocabulary, or a phrase of known
//! words, or holds unknown words, each step less likely than the one before. The
//! numbers were set on invented pages of thirty tags and checked on invented pages
//! of fifty other tags; `tests/integration/ingest/tags.rs` holds samples of both.

mod words;

use super::chips::{Chips, Class};
use super::evidence::Evidence;
use super::vocabulary::{Known, Vocabulary};
use words::word;

/// A term of the vocabulary: one in some three thousand that are common.
pub(super) const TERM: f32 = -8.0;
/// What a phrase costs beside its words.
const PHRASE: f32 = -8.0;
/// Two words of a term that stand together without a change of case.
const TOGETHER: f32 = -3.0;
/// Two words of a term in camel case; the term may have a hump there itself.
const SQUASHED: f32 = -2.0;
/// A blank or a change of case that a term does not have.
const APART: f32 = -0.4;
/// A small word (`of`, `with`) at the edge of a tag.
const SMALL_WORD: f32 = -5.0;

/// The longest of [`SMALL_WORDS`].
const SMALL_WORD_LEN_MAX: usize = 4;

const SMALL_WORDS: [&[u8]; 22] = [
    b"a", b"an", b"and", b"as", b"at", b"by", b"for", b"from", b"in", b"into", b"is", b"it", b"no",
    b"of", b"on", b"or", b"out", b"the", b"to", b"up", b"vs", b"with",
];

/// Known spellings of one line, by where they begin and end.
#[derive(Debug, Default)]
pub(super) struct Lattice {
    /// Bytes of the line.
    len: usize,
    /// What is known from each byte to each, row by row.
    known: Vec<Option<Known>>,
    /// Whether a known spelling reaches from a byte to an edge, or to it from one.
    pub meets_edge: Vec<bool>,
    /// Whether a byte is inside a known spelling, written as usual, that reaches from
    /// edge to edge.
    pub inside_known: Vec<bool>,
    /// Scores of the words from each byte to each, as in `known`; not a number where
    /// they were not asked for.
    words: Vec<f32>,
}

impl Lattice {
    /// Looks up every part of the line. O(n × longest spelling), beside clearing O(n²)
    /// cells.
    pub(super) fn set(&mut self, chips: &Chips, vocabulary: &Vocabulary) {
        self.len = chips.len();
        self.known.clear();
        self.known.resize(self.len * (self.len + 1), None);
        self.words.clear();
        self.words.resize(self.known.len(), f32::NAN);
        self.meets_edge.clear();
        self.meets_edge.resize(self.len + 1, false);
        self.inside_known.clear();
        self.inside_known.resize(self.len + 1, false);
        for start in 0..self.len {
            if chips.folded[start] == 0 {
                continue;
            }
            vocabulary.prefixes(&chips.folded[start..], |len, known| {
                let end = start + len;
                let place = self.place(start, end);
                self.known[place] = Some(known);
                if len > 1 {
                    let edges = (chips.is_edge(start), chips.is_edge(end));
                    self.meets_edge[start] |= edges.1;
                    self.meets_edge[end] |= edges.0;
                    if edges == (true, true) && joints(chips, start, end, known) > SQUASHED {
                        self.inside_known[start + 1..end].fill(true);
                    }
                }
            });
        }
    }

    const fn place(&self, start: usize, end: usize) -> usize {
        start * (self.len + 1) + end
    }

    pub(super) fn get(&self, start: usize, end: usize) -> Option<Known> {
        self.known.get(self.place(start, end)).copied().flatten()
    }

    fn word(&self, start: usize, end: usize) -> Option<Known> {
        self.get(start, end).filter(|known| known.is_word())
    }

    fn word_score(&mut self, chips: &Chips, evidence: &Evidence, start: usize, end: usize) -> f32 {
        let place = self.place(start, end);
        if self.words[place].is_nan() {
            self.words[place] = word(chips, self, evidence, start, end);
        }
        self.words[place]
    }
}

/// The score of a term of the vocabulary at `start..end`: the usual cost, and more
/// where case or length make a chance hit likely.
pub(super) fn term(chips: &Chips, start: usize, end: usize, known: Known) -> f32 {
    let shape = Shape::of(chips, start, end);
    let length = match (shape.letters, shape.upper) {
        (0 | 1, _) | (2, 0) => -3.0,
        (2, _) | (3, 0) => -1.0,
        _ => 0.0,
    };
    TERM + length + shape.case(known) + joints(chips, start, end, known)
}

/// What it costs that words of a term stand together or apart: `GarbageCollection`
/// and `micro services` are met, `Redisbig key` is a seam that looks like a term.
fn joints(chips: &Chips, start: usize, end: usize, known: Known) -> f32 {
    if known.is_one_word() && chips.is_one_word(start, end) {
        return 0.0;
    }
    let mut score = 0.0;
    let mut place = 0;
    let mut apart = false;
    for (folded, is_gap, case_seam) in chips.parts(start, end) {
        if folded == 0 {
            apart |= is_gap;
            continue;
        }
        if known.breaks_at(place) {
            if !apart {
                score += if case_seam { SQUASHED } else { TOGETHER };
            }
        } else if place > 0 && (apart || case_seam) {
            score += APART;
        }
        apart = false;
        place += 1;
    }
    score
}

/// The score of `start..end` as a phrase.
pub(super) fn phrase(
    chips: &Chips,
    lattice: &mut Lattice,
    evidence: &Evidence,
    start: usize,
    end: usize,
) -> f32 {
    let mut score = PHRASE;
    let mut at = start;
    let lower_start = chips.class[start] == Class::Lower;
    while at < end {
        let rest = chips.class[at..end].iter();
        let gap = rest.take_while(|class| **class != Class::Gap).count() + at;
        if gap > at {
            score += lattice.word_score(chips, evidence, at, gap);
            let edge = at == start || gap == end;
            let short = gap - at <= SMALL_WORD_LEN_MAX;
            if edge && short && SMALL_WORDS.contains(&&chips.folded[at..gap]) {
                score += SMALL_WORD;
            }
            // `flash Sale` is rare, `Flash sale` is not.
            let title =
                chips.class[at] == Class::Upper && chips.class.get(at + 1) == Some(&Class::Lower);
            if lower_start && at > start && title {
                score -= 2.0;
            }
        }
        at = gap + 1;
        while at < end && chips.class[at] == Class::Inside {
            at += 1;
        }
    }
    score
}

/// The letters of a part of the line.
struct Shape {
    letters: u16,
    upper: u16,
    lower: u16,
    digits: f32,
    humps: f32,
}

impl Shape {
    fn of(chips: &Chips, start: usize, end: usize) -> Self {
        let classes = &chips.class[start..end];
        let mut of = [0_u16; Class::ALL.len()];
        for class in classes {
            of[*class as usize] += 1;
        }
        let [upper, lower, letter, digit] =
            [Class::Upper, Class::Lower, Class::Letter, Class::Digit]
                .map(|class| of[class as usize]);
        let humps = classes.iter().zip(classes.iter().skip(1));
        let humps = humps.fold(0_u16, |humps, pair| {
            humps + u16::from(pair == (&Class::Lower, &Class::Upper))
        });
        Self {
            letters: letter + upper + lower,
            upper,
            lower,
            digits: f32::from(digit),
            humps: f32::from(humps),
        }
    }

    /// Letters beyond `free`.
    fn letters_over(&self, free: u16) -> f32 {
        f32::from(self.letters.saturating_sub(free))
    }

    /// What it costs that the case is not the usual one. `cas` inside a word is a
    /// chance hit more often than the acronym `CAS` is written in lower case.
    fn case(&self, known: Known) -> f32 {
        if !known.has_lower() && self.lower > 0 {
            match self.letters {
                0..=2 => -6.0,
                3 => -3.0,
                _ => -2.0,
            }
        } else if !known.has_upper() && self.lower == 0 && self.upper > 1 {
            -2.0
        } else {
            0.0
        }
    }
}
