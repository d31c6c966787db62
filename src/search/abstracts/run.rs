//! The part of a phrase that stands byte for byte in every text that holds the phrase.

#![allow(
    clippy::needless_range_loop,
    reason = "one counter over several arrays is the form that is vectorised"
)]

use super::super::Phrase;
use super::super::wide::{gather, ones as ones_of};

/// Bytes that are compared at once.
const BLOCK: usize = 64;
/// Letters by how often they stand in English text, most frequent first.
const FREQUENT: &[u8] = b"etaoinsrhldcumfpgwybvkxjqz";

/// Characters that folding leaves alone: Chinese ones, and but for their case ASCII letters
/// and digits.
pub(super) const fn is_solid(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The longest run of solid characters of a phrase.
pub(super) struct Run<'a> {
    bytes: &'a str,
    /// How many characters of the phrase stand before it.
    pub before: usize,
    /// Two rare bytes of it: where in the run, what, and the bits that are compared.
    rare: [(usize, u8, u8); 2],
}

impl<'a> Run<'a> {
    pub fn of(phrase: &'a Phrase) -> Option<Self> {
        let text = phrase.text();
        let mut runs = text.split(|c| !is_solid(c)).collect::<Vec<_>>();
        runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
        let bytes = *runs.first().filter(|run| !run.is_empty())?;
        let start = text.find(bytes)?;
        let rarity = |byte: &u8| {
            let letter = byte.to_ascii_lowercase();
            FREQUENT
                .iter()
                .position(|known| *known == letter)
                .unwrap_or(FREQUENT.len())
        };
        let mut places: Vec<usize> = (0..bytes.len()).collect();
        places.sort_by_key(|at| std::cmp::Reverse(bytes.as_bytes().get(*at).map(rarity)));
        let rare = |rank: usize| {
            let at = places.get(rank).or(places.first()).copied()?;
            let byte = *bytes.as_bytes().get(at)?;
            let ignored = phrase.ignores_case() && byte.is_ascii_alphabetic();
            let mask = if ignored { !0x20 } else { u8::MAX };
            Some((at, byte & mask, mask))
        };
        Some(Self {
            bytes,
            before: text[..start].chars().count(),
            rare: [rare(0)?, rare(1)?],
        })
    }

    /// Whether `stands` says so of any place where the run is in a text.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    pub fn any(&self, text: &str, ignores_case: bool, stands: impl Fn(usize) -> bool) -> bool {
        let bytes = text.as_bytes();
        let Some(last) = bytes.len().checked_sub(self.bytes.len()) else {
            return false;
        };
        let is_here = |start: usize| {
            let here = bytes
                .get(start..start + self.bytes.len())
                .unwrap_or_default();
            let equal = if ignores_case {
                here.eq_ignore_ascii_case(self.bytes.as_bytes())
            } else {
                here == self.bytes.as_bytes()
            };
            equal && stands(start)
        };
        let [(one, one_byte, one_mask), (other, other_byte, other_mask)] = self.rare;
        let Some(last_block) = bytes.len().checked_sub(BLOCK + one.max(other)) else {
            return (0..=last).any(is_here);
        };
        let mut start = 0;
        loop {
            let (Some(ones), Some(others)) = (
                bytes
                    .get(start + one..)
                    .and_then(<[u8]>::first_chunk::<BLOCK>),
                bytes
                    .get(start + other..)
                    .and_then(<[u8]>::first_chunk::<BLOCK>),
            ) else {
                return false;
            };
            let mut equal = [0_u8; BLOCK];
            for l in 0..BLOCK {
                let other = if others[l] & other_mask == other_byte {
                    u8::MAX
                } else {
                    0
                };
                equal[l] = if ones[l] & one_mask == one_byte {
                    other
                } else {
                    0
                };
            }
            let any = equal.iter().fold(0, |any, equal| any | equal);
            if any != 0 && ones_of(gather(&equal)).any(|at| is_here(start + at)) {
                return true;
            }
            if start == last_block {
                return false;
            }
            // The last block overlaps the one before.
            start = last_block.min(start + BLOCK);
        }
    }
}
