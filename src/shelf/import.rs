//! Bookmarks from other programs, with an account of what could not be taken.

mod netscape;

use std::fmt;

use super::{Bookmark, Card, Record};
use crate::links::Address;
use crate::text::CleanString;

/// The formats that bookmarks are imported from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportFormat {
    /// The bookmark file of a browser.
    Netscape,
    /// Our own JSON: an array, or one object a line.
    Json,
    /// One address a line, a title behind it if there is one.
    Addresses,
}

impl ImportFormat {
    /// The format that `text` is in.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if start.starts_with('<') {
            Self::Netscape
        } else if start.starts_with(['[', '{']) {
            Self::Json
        } else {
            Self::Addresses
        }
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// The bookmarks, in the order they stand there.
    pub bookmarks: Vec<Bookmark>,
    /// What is none.
    pub refused: Vec<Refused>,
}

/// Something that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The line it stands in, from 1; in a JSON array the entry, from 1.
    pub line: usize,
    /// Why.
    pub reason: CleanString,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.reason)
    }
}

impl Imported {
    fn refuse(&mut self, line: usize, reason: &str) {
        self.refused.push(Refused {
            line,
            reason: CleanString::new(reason),
        });
    }

    fn take(&mut self, line: usize, bookmark: Result<Bookmark, String>) {
        match bookmark {
            Ok(bookmark) => self.bookmarks.push(bookmark),
            Err(reason) => self.refuse(line, &reason),
        }
    }
}

/// Reads bookmarks. Every part that is wrong is refused by itself. O(n).
#[must_use]
pub fn import(text: &str, format: ImportFormat) -> Imported {
    let text = text.trim_start_matches('\u{feff}');
    match format {
        ImportFormat::Netscape => netscape::read(text),
        ImportFormat::Json => json(text),
        ImportFormat::Addresses => addresses(text),
    }
}

fn json(text: &str) -> Imported {
    let mut imported = Imported::default();
    let read = |record: Result<Record, serde_json::Error>| {
        record
            .map_err(|error| error.to_string())
            .and_then(|record| record.bookmark())
    };
    if let Ok(values) = serde_json::from_str::<Vec<serde_json::Value>>(text) {
        for (at, value) in values.into_iter().enumerate() {
            imported.take(at + 1, read(serde_json::from_value(value)));
        }
        return imported;
    }
    for (at, line) in text.lines().enumerate() {
        // An array that is cut or damaged somewhere has one bookmark a line all the same.
        let line = line.trim().trim_end_matches(',');
        if !matches!(line, "" | "[" | "]") {
            imported.take(at + 1, read(serde_json::from_str(line)));
        }
    }
    imported
}

fn addresses(text: &str) -> Imported {
    let mut imported = Imported::default();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (address, title) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        imported.take(at + 1, of_address(address, title));
    }
    imported
}

fn of_address(address: &str, title: &str) -> Result<Bookmark, String> {
    let shown: String = address.chars().take(80).collect();
    let url = Address::parse(address).map_err(|refusal| format!("'{shown}': {refusal}"))?;
    let card = Card {
        url: Some(url),
        title: CleanString::new(title.trim()),
        ..Card::default()
    };
    Bookmark::of_card(card, None).ok_or_else(|| format!("'{shown}' is no bookmark"))
}
