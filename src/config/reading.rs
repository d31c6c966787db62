//! What makes an article read by itself.

use std::fmt;
use std::time::Duration;

use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};

use crate::app;

/// Longest stay that may be asked for, in seconds: an hour.
const SECONDS_MAX: i64 = 3600;

/// What marks an article as read by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkRead {
    /// That its own page was opened.
    Opened,
    /// Nothing.
    Never,
}

impl From<MarkRead> for app::MarkRead {
    fn from(mark_read: MarkRead) -> Self {
        match mark_read {
            MarkRead::Opened => Self::Opened,
            MarkRead::Never => Self::Never,
        }
    }
}

/// How long somebody stays with an article until it is marked as read: seconds from 1 to
/// 3600, or `never`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadAfter(pub Option<Duration>);

impl<'de> Deserialize<'de> for ReadAfter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ReadAfterVisitor)
    }
}

// As for the size of a page: the error of an untagged enum would not say what is allowed.
struct ReadAfterVisitor;

impl Visitor<'_> for ReadAfterVisitor {
    type Value = ReadAfter;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seconds from 1 to {SECONDS_MAX} or \"never\"")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<ReadAfter, E> {
        let seconds = u64::try_from(number).ok();
        seconds
            .filter(|_| (1..=SECONDS_MAX).contains(&number))
            .map(|seconds| ReadAfter(Some(Duration::from_secs(seconds))))
            .ok_or_else(|| E::invalid_value(de::Unexpected::Signed(number), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<ReadAfter, E> {
        match text {
            "never" => Ok(ReadAfter(None)),
            _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    #[test]
    fn a_stay_is_seconds_or_never() {
        let after = |text: &str| {
            let settings = Settings::parse(&format!("mark-read-after = {text}\n"));
            settings.map(|settings| settings.options().read_after)
        };
        assert_eq!(after("12"), Ok(Some(Duration::from_secs(12))));
        assert_eq!(after("\"never\""), Ok(None));
        for text in ["0", "-1", "3601", "\"soon\"", "true", "1.5"] {
            let said = after(text).expect_err(text);
            assert!(said.contains("seconds from 1 to 3600"), "{said}");
        }
    }
}
