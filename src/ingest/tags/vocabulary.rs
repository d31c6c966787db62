//! What is known to be a tag or a word, as one automaton that is part of the program.
//!
//! Made from `assets/vocabulary/*.txt` by the build script; nothing is built at start.

mod bits;

use std::fmt;

use fst::raw::{Fst, Output};

use bits::{LOWER, TERM, UPPER, WORD, break_before};

static AUTOMATON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/vocabulary.fst"));

/// What a spelling is known as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known(u64);

impl Known {
    /// A tag in its own right.
    pub(super) const fn is_term(self) -> bool {
        self.0 & TERM != 0
    }

    /// A word that phrases are made of.
    pub(super) const fn is_word(self) -> bool {
        self.0 & WORD != 0
    }

    /// Whether a word begins inside the spelling, before byte `at` of its key.
    pub(super) const fn breaks_at(self, at: usize) -> bool {
        self.0 & break_before(at) != 0
    }

    /// Written with lower-case letters somewhere in the vocabulary.
    pub(super) const fn has_lower(self) -> bool {
        self.0 & LOWER != 0
    }

    /// Written without lower-case letters somewhere in the vocabulary.
    pub(super) const fn has_upper(self) -> bool {
        self.0 & UPPER != 0
    }
}

/// The vocabulary.
pub(super) struct Vocabulary(Fst<&'static [u8]>);

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Vocabulary({} spellings)", self.0.len())
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self(Fst::new(AUTOMATON).expect("the build script writes a valid automaton"))
    }
}

impl Vocabulary {
    /// Calls `found` for every known spelling that `folded` begins with, shortest
    /// first, with its length. Zero bytes in `folded` are blanks and hyphens, which
    /// spellings are compared without. O(longest spelling).
    pub(super) fn prefixes(&self, folded: &[u8], mut found: impl FnMut(usize, Known)) {
        let mut node = self.0.root();
        let mut output = Output::zero();
        for (at, byte) in folded.iter().enumerate().filter(|(_, byte)| **byte != 0) {
            let Some(place) = node.find_input(*byte) else {
                return;
            };
            let transition = node.transition(place);
            output = output.cat(transition.out);
            node = self.0.node(transition.addr);
            if node.is_final() {
                found(at + 1, Known(output.cat(node.final_output()).value()));
            }
        }
    }
}
