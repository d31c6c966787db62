//! Article identity: the same article has the same id in every file, form and re-save.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use thiserror::Error;
use xxhash_rust::xxh3::xxh3_64;

use crate::text::{fold_into, slug_into};

/// Crockford's base 32: no `i`, `l`, `o`, `u`, so nothing is misread.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Base-32 digits of an id's end: 60 of the 64 bits.
const DIGITS_LEN: usize = 12;

/// Fewest digits that stand for an identity: four are one in a million, so that a word
/// of a title is not taken for one. What several articles have in common is refused.
const PREFIX_MIN: usize = 4;

/// Longest title part of a readable id, in bytes.
const SLUG_MAX: usize = 40;

/// The identity of an article: XXH3-64 over its folded source, folded title and
/// day number (from 0001-01-01), without the four lowest bits.
///
/// Likes and minutes change between saves, tags and category may be re-assigned,
/// and the same title is published by several sources; source, title and date
/// together stay. Folding keeps the id when a re-save turns U+2011 into `-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(u64);

impl ArticleId {
    /// The identity of the article with these fields. `scratch` is overwritten; it
    /// only saves allocations. O(bytes).
    #[must_use]
    pub fn of(source: &str, title: &str, published: NaiveDate, scratch: &mut String) -> Self {
        scratch.clear();
        fold_into(scratch, source);
        scratch.push('\n');
        fold_into(scratch, title);
        scratch.push('\n');
        scratch.push_str(itoa::Buffer::new().format(published.num_days_from_ce()));
        Self(xxh3_64(scratch.as_bytes()) >> 4)
    }

    /// The identity of what is known by its address alone. O(bytes).
    #[must_use]
    pub fn of_address(address: &str) -> Self {
        // No article's text begins with a line end, so the two kinds do not meet.
        Self(xxh3_64(format!("\n{address}").as_bytes()) >> 4)
    }

    /// The identity that `text` names: its readable form, or the end of that.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.rsplit('-').next().unwrap_or(text);
        if digits.len() != DIGITS_LEN {
            return None;
        }
        digits
            .bytes()
            .try_fold(0, |number, byte| {
                let digit = DIGITS.iter().position(|digit| *digit == byte)?;
                Some(number << 5 | u64::try_from(digit).ok()?)
            })
            .map(Self)
    }

    /// The readable form: date, the title's first words, and the id itself, as in
    /// `2021-10-13-when-to-adopt-cqrs-balancing-3k9f0a2mbz7q`.
    #[must_use]
    pub fn readable(self, title: &str, published: NaiveDate) -> String {
        let mut text = format!("{published}-");
        let start = text.len();
        slug_into(&mut text, title);
        if text.len() > start + SLUG_MAX {
            text.truncate(start + SLUG_MAX + 1);
            let end = text.rfind('-').filter(|at| *at > start);
            text.truncate(end.unwrap_or(start + SLUG_MAX));
        }
        if text.len() > start {
            text.push('-');
        }
        text.push_str(&self.to_string());
        text
    }
}

/// The beginning of an identity as a person writes it, at least four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdPrefix {
    /// The digits, at the low end.
    value: u64,
    digits: usize,
}

/// Why a text is no identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum IdError {
    /// A sign that no identity has.
    #[error(
        "it is not an article's id, as in '2021-10-13-when-to-adopt-cqrs-mphrack59k8k' or 'mphrack59k8k'"
    )]
    NotAnId,
    /// Too few digits to mean one article.
    #[error("it is too short; write at least {PREFIX_MIN} of an id's last {DIGITS_LEN} characters")]
    TooShort,
}

impl IdPrefix {
    /// The least identity that begins so.
    #[must_use]
    pub const fn first(self) -> ArticleId {
        ArticleId(self.value << (5 * (DIGITS_LEN - self.digits)))
    }

    /// Whether an identity begins so.
    #[must_use]
    pub const fn fits(self, id: ArticleId) -> bool {
        id.0 >> (5 * (DIGITS_LEN - self.digits)) == self.value
    }
}

impl FromStr for IdPrefix {
    type Err = IdError;

    /// Reads a readable identity, whose end is what counts, or that end alone, or its
    /// beginning. As Crockford has it, case makes no difference, `o` is read as 0, `i`
    /// and `l` as 1.
    fn from_str(text: &str) -> Result<Self, IdError> {
        let (before, digits) = text.rsplit_once('-').unwrap_or(("", text));
        let mut value = 0;
        for byte in digits.bytes() {
            let byte = match byte.to_ascii_lowercase() {
                b'o' => b'0',
                b'i' | b'l' => b'1',
                byte => byte,
            };
            let digit = DIGITS
                .iter()
                .position(|known| *known == byte)
                .ok_or(IdError::NotAnId)?;
            value = value << 5 | digit as u64;
        }
        match digits.len() {
            DIGITS_LEN => {}
            // A readable identity that was cut says nothing of the article.
            _ if !before.is_empty() => return Err(IdError::NotAnId),
            PREFIX_MIN..DIGITS_LEN => {}
            0..PREFIX_MIN => return Err(IdError::TooShort),
            _ => return Err(IdError::NotAnId),
        }
        Ok(Self {
            value,
            digits: digits.len(),
        })
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in (0..DIGITS_LEN).rev() {
            let digit = usize::try_from(self.0 >> (5 * place) & 31).unwrap_or(0);
            write!(f, "{}", char::from(DIGITS[digit]))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2021, 10, 13).expect("a date")
    }

    #[test]
    fn an_id_survives_a_resave_with_other_typography() {
        let mut scratch = String::new();
        let a = ArticleId::of(
            "21CTO",
            "High\u{2011}Concurrency  Flash\u{a0}Sale",
            day(),
            &mut scratch,
        );
        let b = ArticleId::of("21cto", "High-Concurrency Flash Sale", day(), &mut scratch);
        let other = ArticleId::of(
            "Architect",
            "High-Concurrency Flash Sale",
            day(),
            &mut scratch,
        );
        assert_eq!(a, b);
        assert_ne!(a, other);
    }

    #[test]
    fn an_id_is_fixed_for_ever() {
        let id = ArticleId::of("21CTO", "When to Adopt CQRS?", day(), &mut String::new());
        assert_eq!(
            id.readable("When to Adopt CQRS?", day()),
            "2021-10-13-when-to-adopt-cqrs-5g1hjta68hn9",
        );
    }

    #[test]
    fn an_id_is_read_in_every_form_it_is_written() {
        let id = ArticleId::of("21CTO", "When to Adopt CQRS?", day(), &mut String::new());
        let other = ArticleId::of("21CTO", "Other", day(), &mut String::new());
        for text in [
            "2021-10-13-when-to-adopt-cqrs-5g1hjta68hn9",
            "2021-10-13-5g1hjta68hn9",
            "5g1hjta68hn9",
            "5GlHJTA68HN9",
            "5g1h",
        ] {
            let prefix: IdPrefix = text.parse().expect(text);
            assert!(prefix.fits(id), "{text}");
            assert!(!prefix.fits(other), "{text}");
        }
        for (text, error) in [
            ("", IdError::TooShort),
            ("5g1", IdError::TooShort),
            ("5g1hu", IdError::NotAnId),
            ("5g1hjta68hn90", IdError::NotAnId),
            ("2021-10-13-when-to-adopt-cqrs-5g1h", IdError::NotAnId),
            ("2021-10-13", IdError::NotAnId),
            ("秒杀", IdError::NotAnId),
            ("00000000000000000000000000", IdError::NotAnId),
        ] {
            assert_eq!(text.parse::<IdPrefix>(), Err(error), "{text}");
        }
    }

    #[test]
    fn an_id_is_read_from_its_readable_form_and_from_its_end() {
        let id = ArticleId::of("21CTO", "When to Adopt CQRS?", day(), &mut String::new());
        let end = id.to_string();
        for text in [id.readable("When to Adopt CQRS?", day()), end.clone()] {
            assert_eq!(ArticleId::parse(&text), Some(id), "{text}");
        }
        for text in [
            "",
            "-",
            &end[1..],
            &format!("0{end}"),
            "2021-10-13-iiiiiiiiiiii",
        ] {
            assert_eq!(ArticleId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_readable_form_holds_what_the_title_gives() {
        let id = ArticleId::of("x", "y", day(), &mut String::new());
        for (title, words) in [
            (
                "When to Adopt CQRS? Balancing Read/Write Models for Scalable Systems",
                "when-to-adopt-cqrs-balancing-read-write-",
            ),
            ("秒杀", ""),
            ("", ""),
        ] {
            assert_eq!(id.readable(title, day()), format!("2021-10-13-{words}{id}"));
        }
    }
}
