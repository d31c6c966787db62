//! The two lines every article has: date with category, and likes with minutes.

use chrono::NaiveDate;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What stands between two facts on one line.
const DOTS: [char; 2] = ['\u{b7}', '\u{2022}'];

/// A line that has the shape `Mon D, YYYY · Category`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateLine<'a> {
    /// The date as printed.
    pub text: &'a str,
    /// The day, unless there is no such day.
    pub date: Option<NaiveDate>,
    /// The category; empty where none is printed.
    pub category: &'a str,
}

impl<'a> DateLine<'a> {
    /// Reads `line`; `None` when it has not that shape.
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let letters = line.bytes().take_while(u8::is_ascii_alphabetic).count();
        if !(3..=9).contains(&letters) {
            return None;
        }
        let (month, rest) = line.split_at(letters);
        let rest = skip_blanks(rest.strip_prefix('.').unwrap_or(rest));
        let (day, rest) = digits(rest, 2)?;
        let (year, rest) = digits(skip_blanks(rest.strip_prefix(',')?), 4)?;
        if year.len() != 4 {
            return None;
        }
        let text = &line[..line.len() - rest.len()];
        let rest = skip_blanks(rest);
        let category = match rest.strip_prefix(DOTS) {
            Some(category) => skip_blanks(category),
            None if rest.is_empty() => "",
            None => return None,
        };
        let date = month_number(month).and_then(|month| {
            NaiveDate::from_ymd_opt(year.parse().ok()?, month, day.parse().ok()?)
        });
        Some(Self {
            text,
            date,
            category,
        })
    }
}

fn month_number(name: &str) -> Option<u32> {
    // "Sept" is in use beside "Sep".
    let name = name
        .get(..3)
        .filter(|_| name.eq_ignore_ascii_case("sept"))
        .unwrap_or(name);
    let short = name.get(..3)?;
    let place = MONTHS
        .iter()
        .position(|month| short.eq_ignore_ascii_case(&month[..3]))?;
    let is_month = name.len() == 3 || name.eq_ignore_ascii_case(MONTHS[place]);
    u32::try_from(place + 1).ok().filter(|_| is_month)
}

/// A line that has the shape `N likes · M min read`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LikesLine<'a> {
    /// Likes and minutes, unless they are not whole numbers that fit.
    pub numbers: Option<(u32, u32)>,
    /// What follows on the line: the start of another page, joined without a newline.
    pub rest: &'a str,
    /// Whether the line goes on to its last letter.
    pub whole: bool,
}

impl<'a> LikesLine<'a> {
    /// Reads `line`; `None` when it has not that shape.
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        if !line.as_bytes().first()?.is_ascii_digit() {
            return None;
        }
        Self::exact(line).or_else(|| {
            let shape = line.len() < 80 && line.ends_with("min read") && line.contains(" like");
            shape.then_some(Self {
                numbers: None,
                rest: "",
                whole: true,
            })
        })
    }

    fn exact(line: &'a str) -> Option<Self> {
        let (likes, rest) = number(line)?;
        let rest = skip_blanks(rest).strip_prefix("like")?;
        let rest = skip_blanks(rest.strip_prefix('s').unwrap_or(rest));
        let (minutes, rest) = number(skip_blanks(rest.strip_prefix(DOTS)?))?;
        let rest = skip_blanks(rest);
        let numbers = likes.zip(minutes);
        match rest.strip_prefix("min read") {
            Some(rest) => Some(Self {
                numbers,
                rest,
                whole: true,
            }),
            // Cut inside `min read`: both numbers are whole all the same.
            None if !rest.is_empty() && "min read".starts_with(rest) => Some(Self {
                numbers,
                rest: "",
                whole: false,
            }),
            None => None,
        }
    }
}

/// Reads a count such as `949` or `1,234` at the start of `text`; the number is
/// `None` when it does not fit.
pub(super) fn number(text: &str) -> Option<(Option<u32>, &str)> {
    let len = text
        .bytes()
        .take_while(|b| b.is_ascii_digit() || *b == b',')
        .count();
    let (digits, rest) = text.split_at(len);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || digits.ends_with(',') {
        return None;
    }
    let value = if digits.contains(',') {
        digits.replace(',', "").parse().ok()
    } else {
        digits.parse().ok()
    };
    Some((value, rest))
}

/// One to `max` digits at the start of `text`.
fn digits(text: &str, max: usize) -> Option<(&str, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=max).contains(&len).then(|| text.split_at(len))
}

/// `text` without the blanks it begins with, U+00A0 and U+202F included.
pub(super) fn skip_blanks(text: &str) -> &str {
    text.trim_start()
}

/// Strips the separator between two facts, blanks around it included.
pub(super) fn skip_dot(text: &str) -> Option<&str> {
    Some(skip_blanks(skip_blanks(text).strip_prefix(DOTS)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_lines() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d);
        let table = [
            (
                "Oct 13, 2021 · Backend Development",
                Some((day(2021, 10, 13), "Backend Development")),
            ),
            (
                "Oct\u{a0}3, 2021\u{202f}·\u{a0}Ops",
                Some((day(2021, 10, 3), "Ops")),
            ),
            ("September 3, 2021", Some((day(2021, 9, 3), ""))),
            ("Oct 41, 2021 · Ops", Some((None, "Ops"))),
            ("Foo 4, 2021 · Ops", Some((None, "Ops"))),
            ("Oct 13, 20", None),
            ("Oct 13, 2021 Ops", None),
            ("Architecture 101, 2021", None),
            ("", None),
        ];
        for (line, want) in table {
            let got = DateLine::parse(line).map(|d| (d.date, d.category));
            assert_eq!(got, want, "{line:?}");
        }
    }

    #[test]
    fn likes_lines() {
        let table = [
            ("0 likes · 11 min read", Some((Some((0, 11)), "", true))),
            ("1 like · 1 min read", Some((Some((1, 1)), "", true))),
            (
                "1,234 likes · 5 min read",
                Some((Some((1234, 5)), "", true)),
            ),
            (
                "3 likes · 5 min readZhihu",
                Some((Some((3, 5)), "Zhihu", true)),
            ),
            ("3 likes · 5 min re", Some((Some((3, 5)), "", false))),
            ("1.2k likes · 5 min read", Some((None, "", true))),
            ("99999999999 likes · 5 min read", Some((None, "", true))),
            ("3 likes · 5", None),
            ("likes", None),
            ("5 ways to read", None),
        ];
        for (line, want) in table {
            let got = LikesLine::parse(line).map(|l| (l.numbers, l.rest, l.whole));
            assert_eq!(got, want, "{line:?}");
        }
    }
}
