//! Characters as single bytes, so that sixteen to sixty-four titles are compared at once.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::super::pattern::{Case, Pattern};
use super::super::score::Kind;

/// A character as one byte. The lower seven bits say which, letters of either case alike;
/// they are ordered by what the matcher's bonuses ask for, so that a comparison tells it:
/// padding, letters, digits, other characters of words, other signs, soft separators, hard
/// separators.
pub(super) type Code = u8;

/// Behind the end of a title; equal to no character.
pub(super) const PADDING: Code = 0;
/// The bit that tells a capital.
pub(super) const UPPER: Code = 0x80;
/// The bits that are compared where case is ignored.
pub(super) const EITHER_CASE: Code = 0x7f;

const LETTERS: Code = 1;
const DIGITS: Code = 27;
/// Characters of words beyond ASCII with a code of their own: the most frequent ones.
const OTHERS: Range<Code> = 37..61;
/// The other ones share these codes, by their number.
const SHARED: Range<Code> = 61..83;
/// From here on no character is part of a word. The most frequent signs beyond ASCII.
pub(super) const SIGNS: Code = 83;
/// The other ones share these codes.
const SHARED_SIGNS: Range<Code> = 89..SOFT;
/// Soft separators of the matcher begin here.
pub(super) const SOFT: Code = 95;
/// Hard separators begin here.
pub(super) const HARD: Code = 118;

/// Whether a character is part of a word.
pub(super) fn is_word(code: Code) -> bool {
    (LETTERS..SIGNS).contains(&(code & EITHER_CASE))
}

/// The bytes of a catalogue's characters.
#[derive(Clone, Debug)]
pub(super) struct Alphabet {
    ascii: [Code; 128],
    others: HashMap<char, Code, foldhash::fast::FixedState>,
}

impl Alphabet {
    /// The alphabet of texts whose characters beyond ASCII are as frequent as in
    /// `sample`. The sample decides about speed alone.
    pub fn new(sample: impl Iterator<Item = char>) -> Self {
        let mut counts: HashMap<char, usize, foldhash::fast::FixedState> = HashMap::default();
        for c in sample.filter(|c| !c.is_ascii()) {
            *counts.entry(c).or_default() += 1;
        }
        let mut frequent: Vec<(char, usize)> = counts.into_iter().collect();
        frequent.sort_unstable_by_key(|(c, count)| (Reverse(*count), *c));
        let chars = frequent.into_iter().map(|(c, _)| c);
        let (words, signs): (Vec<char>, Vec<char>) = chars.partition(|c| c.is_alphanumeric());
        let words = words.into_iter().zip(OTHERS);
        Self {
            ascii: ascii(),
            others: words
                .chain(signs.into_iter().zip(SIGNS..SHARED_SIGNS.start))
                .collect(),
        }
    }

    pub fn code(&self, c: char) -> Code {
        if let Ok(byte) = u8::try_from(c)
            && let Some(code) = self.ascii.get(usize::from(byte))
        {
            return *code;
        }
        let shared = if c.is_alphanumeric() {
            SHARED
        } else {
            SHARED_SIGNS
        };
        let by_number = u32::from(c) % u32::from(shared.end - shared.start);
        let by_number = || shared.start + u8::try_from(by_number).unwrap_or(0);
        self.others.get(&c).copied().unwrap_or_else(by_number)
    }

    pub fn encode(&self, pattern: &Pattern) -> Coded {
        let codes: Vec<Code> = pattern.chars().iter().map(|c| self.code(*c)).collect();
        Coded {
            exact: !codes
                .iter()
                .any(|code| SHARED.contains(code) || SHARED_SIGNS.contains(code)),
            mask: match pattern.case() {
                Case::Kept => Code::MAX,
                Case::Ignored => EITHER_CASE,
            },
            gain: gain(pattern),
            codes,
        }
    }
}

/// A pattern in the codes of an alphabet.
#[derive(Debug)]
pub(super) struct Coded {
    pub codes: Vec<Code>,
    /// The bits of a text's code that are compared.
    pub mask: Code,
    /// The most that any character behind the first may add to what a match is worth.
    pub gain: u8,
    /// Whether equal codes are equal characters. If not, what matches is to be looked at
    /// again.
    pub exact: bool,
}

impl Coded {
    /// What is taken off for a code that is matched by a small letter.
    pub const fn capital_costs(&self) -> u8 {
        if self.mask == EITHER_CASE { 2 } else { 0 }
    }
}

/// The most that a place can be worth to a character behind the first. Standing right
/// behind the one before is worth 4. More is to be had behind a separator, which must then be
/// in the pattern itself (behind a gap, which costs at least 4, it comes to no more than
/// 4); or with case kept for a capital behind a small letter of the pattern.
fn gain(pattern: &Pattern) -> u8 {
    let pairs = pattern.chars().windows(2);
    let gains = pairs.map(|pair| match pair {
        [before, c] => match Kind::of(*before) {
            Kind::HardSeparator => 8,
            Kind::SoftSeparator => 7,
            Kind::Other if c.is_ascii_uppercase() => 6,
            _ => 4,
        },
        _ => 4,
    });
    gains.max().unwrap_or(4)
}

fn ascii() -> [Code; 128] {
    let mut codes = [SHARED_SIGNS.start; 128];
    let (mut soft, mut hard) = (SOFT..HARD, HARD..UPPER);
    for (byte, code) in (0_u8..).zip(&mut codes) {
        *code = match byte {
            b'a'..=b'z' => byte - b'a' + LETTERS,
            b'A'..=b'Z' => byte - b'A' + LETTERS + UPPER,
            b'0'..=b'9' => byte - b'0' + DIGITS,
            _ => match Kind::of(char::from(byte)) {
                Kind::SoftSeparator => soft.next().unwrap_or(*code),
                Kind::HardSeparator => hard.next().unwrap_or(*code),
                Kind::Upper | Kind::Other => *code,
            },
        };
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printable_and_others() -> impl Iterator<Item = char> {
        (' '..='~').chain("秒杀é系ßÅ。…，’\u{301}".chars())
    }

    #[test]
    fn characters_keep_apart_and_in_their_kinds() {
        let alphabet = Alphabet::new("秒秒杀é".chars());
        let printable = (' '..='~').chain("秒杀é".chars());
        let mut codes: Vec<Code> = printable.map(|c| alphabet.code(c)).collect();
        for (c, code) in (' '..='~').map(|c| (c, alphabet.code(c))) {
            let kind = match code {
                HARD..UPPER => Kind::HardSeparator,
                SOFT..HARD => Kind::SoftSeparator,
                UPPER.. => Kind::Upper,
                _ => Kind::Other,
            };
            assert_eq!(kind, Kind::of(c), "{c}");
        }
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert!(!codes.contains(&PADDING));
        let unknown = alphabet.code('系');
        assert!(SHARED.contains(&unknown));
        for c in printable_and_others() {
            assert_eq!(is_word(alphabet.code(c)), c.is_alphanumeric(), "{c}");
        }
        assert!(!alphabet.encode(&Pattern::new("系")).exact);
        assert!(alphabet.encode(&Pattern::new("秒Kill 9")).exact);
    }
}
