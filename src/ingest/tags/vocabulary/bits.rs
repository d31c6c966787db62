//! What the vocabulary's automaton says of a spelling, bit by bit; the build script
//! writes them, the program reads them.

/// A tag in its own right.
pub const TERM: u64 = 1;
/// A word that phrases are made of.
pub const WORD: u64 = 2;
/// Written with lower-case letters somewhere.
pub const LOWER: u64 = 4;
/// Written without lower-case letters somewhere.
pub const UPPER: u64 = 8;
/// All of the above.
pub const FLAGS: u64 = TERM | WORD | LOWER | UPPER;

/// The bits above the flags: a blank or hyphen before this byte of the key, in all
/// spellings that were given. None for a place beyond what 64 bits hold; terms are
/// shorter.
pub const fn break_before(at: usize) -> u64 {
    let flags = FLAGS.trailing_ones() as usize;
    if at < u64::BITS as usize - flags {
        1 << (at + flags)
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_bit_means_two_things() {
        let flags = [TERM, WORD, LOWER, UPPER];
        let bits = flags.into_iter().chain((0..60).map(break_before));
        assert_eq!(bits.fold(0, |sum, bit| sum ^ bit), u64::MAX);
        assert_eq!(break_before(60), 0);
    }
}
