//! What is known to be a tag or a word, as one automaton that is part of the program.
//!
//! Made from `assets/vocabulary/*.txt` by the build script; nothing is built at start.

#[allow(
    unreachable_pub,
    dead_code,
    reason = "the build script, which writes it, reads this module too"
)]
mod automaton;
mod bits;

use std::fmt;
use std::num::NonZeroU64;

use automaton::Automaton;
use bits::{FLAGS, LOWER, TERM, UPPER, WORD, break_before};

static CELLS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary.cells"));
static VALUES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary.values"));

/// What a spelling is known as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known(NonZeroU64);

impl Known {
    /// A tag in its own right.
    pub(super) const fn is_term(self) -> bool {
        self.0.get() & TERM != 0
    }

    /// A word that phrases are made of.
    pub(super) const fn is_word(self) -> bool {
        self.0.get() & WORD != 0
    }

    /// Whether no word begins inside the spelling.
    pub(super) const fn is_one_word(self) -> bool {
        self.0.get() & !FLAGS == 0
    }

    /// Whether a word begins inside the spelling, before byte `at` of its key.
    pub(super) const fn breaks_at(self, at: usize) -> bool {
        self.0.get() & break_before(at) != 0
    }

    /// Written with lower-case letters somewhere in the vocabulary.
    pub(super) const fn has_lower(self) -> bool {
        self.0.get() & LOWER != 0
    }

    /// Written without lower-case letters somewhere in the vocabulary.
    pub(super) const fn has_upper(self) -> bool {
        self.0.get() & UPPER != 0
    }
}

/// The vocabulary.
#[derive(Clone, Copy)]
pub(super) struct Vocabulary(Automaton<'static>);

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Vocabulary({} bytes)", CELLS.len())
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self(Automaton::new(CELLS, VALUES))
    }
}

impl Vocabulary {
    /// Calls `found` for every known spelling that `folded` begins with, shortest
    /// first, with its length. Zero bytes in `folded` are blanks and hyphens, which
    /// spellings are compared without. O(longest spelling).
    pub(super) fn prefixes(self, folded: &[u8], mut found: impl FnMut(usize, Known)) {
        self.0.prefixes(folded, |len, bits| {
            if let Some(bits) = NonZeroU64::new(bits) {
                found(len, Known(bits));
            }
        });
    }
}
