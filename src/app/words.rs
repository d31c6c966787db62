//! Numbers and dates as people write them.

use chrono::NaiveDate;

pub use crate::text::{count, counted};

/// `0 likes · 11 min read`; what is not known is left out.
#[must_use]
pub fn likes_and_minutes(likes: Option<u32>, minutes: Option<u32>) -> String {
    let likes = likes.map(|likes| counted(likes as usize, "like"));
    let minutes = minutes.map(|minutes| format!("{} min read", count(minutes as usize)));
    joined(likes.into_iter().chain(minutes))
}

/// `11 min`; nothing where it is not known.
#[must_use]
pub fn minutes(minutes: Option<u32>) -> String {
    let minutes = minutes.map(|minutes| format!("{} min", count(minutes as usize)));
    minutes.unwrap_or_default()
}

/// What is there of some facts, with a dot between them.
#[must_use]
pub fn joined(facts: impl IntoIterator<Item = String>) -> String {
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    facts.join(" \u{b7} ")
}

/// `Oct 13, 2021`.
#[must_use]
pub fn short_date(date: NaiveDate) -> String {
    date.format("%b %-d, %Y").to_string()
}

/// `Wednesday, October 13, 2021`.
#[must_use]
pub(super) fn long_date(date: NaiveDate) -> String {
    date.format("%A, %B %-d, %Y").to_string()
}

/// The start of a text, at most this many bytes of it and whole characters: what is
/// laid out anew with every frame must not depend on how much a page holds.
#[must_use]
pub(super) fn start_of(text: &str, bytes_max: usize) -> &str {
    let mut end = bytes_max.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_out() {
        let date = NaiveDate::from_ymd_opt(2021, 10, 3).expect("a date");
        assert_eq!(short_date(date), "Oct 3, 2021");
        assert_eq!(long_date(date), "Sunday, October 3, 2021");
    }

    #[test]
    fn a_start_is_of_whole_characters() {
        for (bytes_max, want) in [
            (0, ""),
            (2, ""),
            (3, "秒"),
            (5, "秒"),
            (6, "秒杀"),
            (9, "秒杀"),
        ] {
            assert_eq!(start_of("秒杀", bytes_max), want);
        }
    }
}
