//! Article identity: the same article has the same id in every file, form and re-save.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use xxhash_rust::xxh3::xxh3_64;

use crate::text::{fold_into, push_formatted, slug_into};

/// Crockford's base 32: no `i`, `l`, `o`, `u`, so nothing is misread.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Base-32 digits of an id's end: 60 of the 64 bits.
const DIGITS_LEN: usize = 12;

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
        push_formatted(scratch, format_args!("\n{}", published.num_days_from_ce()));
        Self(xxh3_64(scratch.as_bytes()) >> 4)
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
