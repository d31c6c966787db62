//! Numbers and days to compare with, kept as typed so that they print again.

use std::fmt;

use chrono::{Days, Months, NaiveDate};

/// A comparison with an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount<T> {
    /// `5`
    Is(T),
    /// `<5`
    Below(T),
    /// `<=5`
    AtMost(T),
    /// `>5`
    Above(T),
    /// `>=5`
    AtLeast(T),
    /// `5..9`, both included.
    Between(T, T),
    /// `5..`
    From(T),
    /// `..9`
    UpTo(T),
}

impl<T> Amount<T> {
    /// Reads a comparison whose amounts `one` reads.
    fn read(text: &str, one: impl Fn(&str) -> Option<T>) -> Option<Self> {
        if let Some((from, to)) = text.split_once("..") {
            return match (from, to) {
                ("", to) => one(to).map(Self::UpTo),
                (from, "") => one(from).map(Self::From),
                (from, to) => Some(Self::Between(one(from)?, one(to)?)),
            };
        }
        for (sign, make) in [
            ("<=", Self::AtMost as fn(T) -> Self),
            (">=", Self::AtLeast),
            ("<", Self::Below),
            (">", Self::Above),
            ("=", Self::Is),
        ] {
            if let Some(rest) = text.strip_prefix(sign) {
                return one(rest).map(make);
            }
        }
        one(text).map(Self::Is)
    }
}

impl Amount<u32> {
    /// Reads `5`, `<5`, `>=5`, `5..9` and the like.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::read(text, |text| number(text, 10))
    }

    /// Whether a number passes.
    #[must_use]
    pub const fn holds(self, number: u32) -> bool {
        match self {
            Self::Is(n) => number == n,
            Self::Below(n) => number < n,
            Self::AtMost(n) | Self::UpTo(n) => number <= n,
            Self::Above(n) => number > n,
            Self::AtLeast(n) | Self::From(n) => number >= n,
            Self::Between(from, to) => from <= number && number <= to,
        }
    }
}

impl<T: fmt::Display> fmt::Display for Amount<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Is(n) => write!(f, "{n}"),
            Self::Below(n) => write!(f, "<{n}"),
            Self::AtMost(n) => write!(f, "<={n}"),
            Self::Above(n) => write!(f, ">{n}"),
            Self::AtLeast(n) => write!(f, ">={n}"),
            Self::Between(from, to) => write!(f, "{from}..{to}"),
            Self::From(n) => write!(f, "{n}.."),
            Self::UpTo(n) => write!(f, "..{n}"),
        }
    }
}

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartialDate {
    first: NaiveDate,
    last: NaiveDate,
}

impl PartialDate {
    /// Reads `2021`, `2021-03` or `2021-03-09`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        // All four digits, so that `202` is not the year 202 while somebody types.
        let year = parts.next().filter(|year| year.len() == 4)?;
        let year = number(year, 4)?;
        let month = parts.next().map(|m| number(m, 2));
        let day = parts.next().map(|d| number(d, 2));
        if parts.next().is_some() {
            return None;
        }
        let year = i32::try_from(year).ok()?;
        let (from, months) = match (month, day) {
            (None, _) => (NaiveDate::from_ymd_opt(year, 1, 1)?, 12),
            (Some(month), None) => (NaiveDate::from_ymd_opt(year, month?, 1)?, 1),
            (Some(month), Some(day)) => {
                let only = NaiveDate::from_ymd_opt(year, month?, day?)?;
                return Some(Self {
                    first: only,
                    last: only,
                });
            }
        };
        let last = from.checked_add_months(Months::new(months))?.pred_opt()?;
        Some(Self { first: from, last })
    }
}

/// A number of some digits, at most `digits`.
fn number(text: &str, digits: usize) -> Option<u32> {
    let is_number = (1..=digits).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = match (self.last - self.first).num_days() {
            0 => "%Y-%m-%d",
            1..=31 => "%Y-%m",
            _ => "%Y",
        };
        write!(f, "{}", self.first.format(format))
    }
}

/// Days of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Compared with a date.
    Fixed(Amount<PartialDate>),
    /// The last days, weeks, months or years, today included.
    Last(u32, Unit),
}

/// A unit of time before today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Days,
    /// Seven days.
    Weeks,
    /// Months of the calendar.
    Months,
    /// Years of the calendar.
    Years,
}

impl Unit {
    /// All, with their names; without the last letter they are understood too.
    const ALL: [(Self, &'static str); 4] = [
        (Self::Days, "days"),
        (Self::Weeks, "weeks"),
        (Self::Months, "months"),
        (Self::Years, "years"),
    ];
}

impl Span {
    /// Reads `2021-03`, `>2021`, `2021-03..` and the like, and `last-90-days`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let Some(last) = text.strip_prefix("last-") else {
            return Amount::read(text, PartialDate::parse).map(Self::Fixed);
        };
        let (count, name) = last.split_once('-')?;
        let is_unit = |unit: &str| unit == name || unit.strip_suffix('s') == Some(name);
        let (unit, _) = Unit::ALL.iter().find(|(_, unit)| is_unit(unit))?;
        Some(Self::Last(number(count, 10)?, *unit))
    }

    /// The first and the last day, both included; what lies outside of the calendar
    /// is its end.
    #[must_use]
    pub fn days(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let (min, max) = (NaiveDate::MIN, NaiveDate::MAX);
        let amount = match self {
            Self::Fixed(amount) => amount,
            Self::Last(count, unit) => {
                let start = match unit {
                    Unit::Days => today.checked_sub_days(Days::new(u64::from(count))),
                    Unit::Weeks => today.checked_sub_days(Days::new(u64::from(count) * 7)),
                    Unit::Months => today.checked_sub_months(Months::new(count)),
                    Unit::Years => today.checked_sub_months(Months::new(count.saturating_mul(12))),
                };
                return (start.and_then(|day| day.succ_opt()).unwrap_or(min), today);
            }
        };
        match amount {
            Amount::Is(d) => (d.first, d.last),
            Amount::Below(d) => (min, d.first.pred_opt().unwrap_or(min)),
            Amount::AtMost(d) | Amount::UpTo(d) => (min, d.last),
            Amount::Above(d) => (d.last.succ_opt().unwrap_or(max), max),
            Amount::AtLeast(d) | Amount::From(d) => (d.first, max),
            Amount::Between(from, to) => (from.first, to.last),
        }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(amount) => amount.fmt(f),
            Self::Last(count, unit) => {
                let name = Unit::ALL.iter().find(|(u, _)| u == unit);
                write!(f, "last-{count}-{}", name.map_or("days", |(_, n)| n))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_whole_days() {
        let day = |text: &str| text.parse::<NaiveDate>().expect(text);
        let today = day("2021-07-01");
        let fixed = |text| PartialDate::parse(text).expect(text);
        for (span, first, last) in [
            (
                Span::Fixed(Amount::Is(fixed("2021"))),
                "2021-01-01",
                "2021-12-31",
            ),
            (
                Span::Fixed(Amount::Is(fixed("2020-02"))),
                "2020-02-01",
                "2020-02-29",
            ),
            (
                Span::Fixed(Amount::Between(fixed("2021-03"), fixed("2021-06"))),
                "2021-03-01",
                "2021-06-30",
            ),
            (Span::Last(1, Unit::Days), "2021-07-01", "2021-07-01"),
            (Span::Last(90, Unit::Days), "2021-04-03", "2021-07-01"),
            (Span::Last(1, Unit::Months), "2021-06-02", "2021-07-01"),
        ] {
            assert_eq!(span.days(today), (day(first), day(last)), "{span}");
        }
        let above = Span::Fixed(Amount::Above(fixed("2021-05"))).days(today);
        assert_eq!(above, (day("2021-06-01"), NaiveDate::MAX));
        for wrong in [
            "",
            "21-",
            "2021-13",
            "2021-02-30",
            "2021-1-1-1",
            "20211",
            "+2021",
        ] {
            assert_eq!(PartialDate::parse(wrong), None, "{wrong}");
        }
        for text in ["2021", "2021-03", "2021-03-09"] {
            assert_eq!(fixed(text).to_string(), text);
        }
    }
}
