//! A bookmark as other programs see it: one JSON object with the field names of
//! `tagleaf list`. The journal and the exports share it.

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{Bookmark, Card, Note, bookmark::id_of, bookmark::identity};
use crate::links::Address;
use crate::text::CleanString;

/// A bookmark as it is written. What is not known is null; unknown fields are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    id: String,
    title: String,
    source: String,
    published: Option<String>,
    category: String,
    summary: String,
    tags: Vec<String>,
    likes: Option<u32>,
    minutes: Option<u32>,
    url: Option<String>,
    labels: Vec<String>,
    note: String,
    added: Option<String>,
}

impl Record {
    /// The bookmark as it is written.
    #[must_use]
    pub fn of(bookmark: &Bookmark) -> Self {
        let card = &bookmark.card;
        let strings = |texts: &mut dyn Iterator<Item = &CleanString>| {
            texts.map(ToString::to_string).collect()
        };
        Self {
            id: bookmark.key.to_string(),
            title: card.title.to_string(),
            source: card.source.to_string(),
            published: card.published.map(|day| day.to_string()),
            category: card.category.to_string(),
            summary: card.summary.to_string(),
            tags: strings(&mut card.tags.iter()),
            likes: card.likes,
            minutes: card.minutes,
            url: card.url.as_ref().map(ToString::to_string),
            labels: strings(&mut bookmark.labels.iter()),
            note: bookmark.note.to_string(),
            added: bookmark.added.map(moment),
        }
    }

    /// The bookmark that is written here, its text made safe.
    ///
    /// # Errors
    /// What is missing or wrong, in words.
    pub fn bookmark(&self) -> Result<Bookmark, String> {
        let clean = |texts: &[String]| -> Vec<CleanString> {
            let texts = texts.iter().map(|text| CleanString::new(text));
            texts.filter(|text| !text.as_str().is_empty()).collect()
        };
        let published = match &self.published {
            None => None,
            Some(day) => Some(day_of(day).ok_or_else(|| format!("'{day}' is not a date"))?),
        };
        let added = match &self.added {
            None => None,
            Some(time) => Some(moment_of(time).ok_or_else(|| format!("'{time}' is not a time"))?),
        };
        let url = match &self.url {
            None => None,
            Some(url) => {
                let address = Address::parse(url);
                Some(address.map_err(|refusal| format!("'{url}': {refusal}"))?)
            }
        };
        let card = Card {
            title: CleanString::new(&self.title),
            source: CleanString::new(&self.source),
            published,
            category: CleanString::new(&self.category),
            tags: clean(&self.tags),
            summary: CleanString::new(&self.summary),
            url,
            likes: self.likes,
            minutes: self.minutes,
        };
        let (id, key) = if self.id.is_empty() {
            identity(&card).ok_or("it has neither an id, nor title and date, nor an address")?
        } else {
            (id_of(&self.id, &card), self.id.clone())
        };
        Ok(Bookmark {
            id,
            key: CleanString::new(&key),
            card,
            labels: clean(&self.labels).into_iter().collect(),
            note: Note::new(&self.note),
            added,
        })
    }
}

/// A moment as ISO 8601 has it, in UTC: `2026-11-22T19:08:57Z`.
pub(super) fn moment(moment: NaiveDateTime) -> String {
    moment.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Reads a moment with or without an offset (none is UTC), by the second; a day is its
/// first second.
pub(super) fn moment_of(text: &str) -> Option<NaiveDateTime> {
    let with_offset = DateTime::parse_from_rfc3339(text).map(|time| time.naive_utc());
    let time = with_offset
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f"))
        .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f"))
        .ok()
        .or_else(|| day_of(text)?.and_hms_opt(0, 0, 0))?;
    DateTime::from_timestamp(time.and_utc().timestamp(), 0).map(|time| time.naive_utc())
}

/// Reads a day, `2021-10-13`; of a moment, its day.
pub(super) fn day_of(text: &str) -> Option<NaiveDate> {
    let day = text.get(..10)?;
    let rest = text.get(10..).unwrap_or("");
    let ends = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    NaiveDate::parse_from_str(day, "%Y-%m-%d")
        .ok()
        .filter(|_| ends)
}
