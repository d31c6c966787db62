//! How likely a word is part of a tag: known, of the article, made of known parts, or new.

use super::super::chips::{Chips, Class};
use super::super::evidence::Evidence;
use super::{Lattice, Shape};

/// A known word in a phrase.
const WORD: f32 = -5.0;
/// A word of the article's own title or abstract that is not known otherwise.
const WORD_OF_ARTICLE: f32 = -7.0;
/// One more known part of a word in camel case.
const HUMP: f32 = -3.0;
/// A part of a word in camel case that is not known, beside [`HUMP`].
const UNKNOWN_HUMP: f32 = -5.0;
/// An unknown word of four letters; each further letter costs [`LETTER`].
const UNKNOWN: f32 = -10.0;
const LETTER: f32 = -0.8;

const PREFIXES: [&[u8]; 21] = [
    b"anti", b"auto", b"co", b"cross", b"de", b"dis", b"in", b"inter", b"micro", b"mis", b"multi",
    b"non", b"over", b"post", b"pre", b"re", b"semi", b"sub", b"super", b"un", b"under",
];

const SUFFIXES: [&[u8]; 9] = [
    b"s", b"es", b"ing", b"ed", b"er", b"ers", b"ly", b"able", b"ment",
];

pub(super) fn word(
    chips: &Chips,
    lattice: &Lattice,
    evidence: &Evidence,
    start: usize,
    end: usize,
) -> f32 {
    let shape = Shape::of(chips, start, end);
    if let Some(known) = lattice.word(start, end) {
        let length = match shape.letters {
            0 | 1 => -4.0,
            2 => -1.5,
            _ => 0.0,
        };
        return WORD + length + shape.case(known) - 0.3 * shape.humps;
    }
    if shape.letters == 0 {
        return WORD - 1.0;
    }
    let of_article = evidence.has_word(&chips.folded[start..end]);
    let unknown = if of_article {
        WORD_OF_ARTICLE - if shape.letters < 4 { 2.0 } else { 0.0 }
    } else if shape.lower == 0 {
        // Letter words are made up every day, but rarely of more than five letters.
        UNKNOWN + 1.0 - 1.5 * shape.letters_over(5)
    } else {
        UNKNOWN + LETTER * shape.letters_over(4) - 2.5 * shape.humps - 0.5 * shape.digits
    };
    // Most words have neither humps nor digits, and need not be searched for them.
    let is_plain = usize::from(shape.lower) == end - start
        || (usize::from(shape.lower) + 1 == end - start && chips.class[start] == Class::Upper);
    let parts = if is_plain {
        two_words(chips, lattice, start, end)
    } else {
        compound(chips, lattice, start, end)
    };
    let parts = parts.unwrap_or(f32::MIN);
    unknown.max(parts)
}

/// A word made of known words: by camel case (`RoutingDataSource`) or, all in lower
/// case, of two (`preheating`).
fn compound(chips: &Chips, lattice: &Lattice, start: usize, end: usize) -> Option<f32> {
    let mut humps = (start + 1..end)
        .filter(|at| chips.may_be_seam(*at) && hump(chips, *at))
        .peekable();
    if humps.peek().is_none() {
        return two_words(chips, lattice, start, end);
    }
    let mut score = WORD - HUMP;
    let mut unknown = 0;
    let mut from = start;
    for to in humps.chain(std::iter::once(end)) {
        let digits = chips.class[from..to]
            .iter()
            .all(|class| *class == Class::Digit);
        score += HUMP;
        if lattice.word(from, to).is_none() && !digits {
            unknown += 1;
            score += UNKNOWN_HUMP - 0.5 * Shape::of(chips, from, to).letters_over(4);
        } else if to - from < 3 && !digits {
            score -= 1.0;
        }
        from = to;
    }
    (unknown < 2).then_some(score)
}

/// A word in one case that begins with a prefix or another word, or ends in a suffix.
fn two_words(chips: &Chips, lattice: &Lattice, start: usize, end: usize) -> Option<f32> {
    let prefix = |at: usize| PREFIXES.contains(&&chips.folded[start..at]);
    let inflected = SUFFIXES.iter().any(|suffix| {
        let stem = end.saturating_sub(suffix.len());
        stem > start + 3
            && chips.folded[stem..end] == **suffix
            && lattice.word(start, stem).is_some()
    });
    if inflected {
        return Some(WORD - 1.0);
    }
    (start + 2..end.saturating_sub(2))
        .filter(|at| lattice.word(*at, end).is_some())
        .filter_map(|at| {
            if prefix(at) && end - at > 3 {
                Some(WORD - 1.0)
            } else {
                (at > start + 2 && lattice.word(start, at).is_some()).then_some(WORD + HUMP - 3.0)
            }
        })
        .max_by(f32::total_cmp)
}

/// Whether a new part of a camel-case word begins at `at`.
fn hump(chips: &Chips, at: usize) -> bool {
    chips.case_seam(at)
        || (chips.class[at] == Class::Digit) != (chips.class_at(at - 1) == Class::Digit)
}
