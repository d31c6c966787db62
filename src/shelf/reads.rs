//! The file of read marks: one line each, an id and a moment, sorted.

use std::collections::BTreeMap;

use super::ReadMark;
use super::record::{moment, moment_of};
use crate::catalog::ArticleId;
use crate::text::{CleanString, push_formatted};

/// The first line; a newer program writes another.
const HEADER: &str = "# tagleaf read marks, version 1";

/// What the first line begins with, whatever the version.
const HEADER_START: &str = "# tagleaf read marks, version ";

/// The read marks, and the lines that were not understood: they are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadFile {
    marks: BTreeMap<ArticleId, ReadMark>,
    others: Vec<String>,
    newer: Option<String>,
}

impl ReadFile {
    /// Reads the file; it cannot be wrong, as what is not understood is kept. O(n).
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        let mut file = Self::default();
        let text = String::from_utf8_lossy(bytes);
        for line in text.lines() {
            if let Some(mark) = mark(line) {
                file.marks.insert(mark.id, mark);
            } else if line.starts_with(HEADER_START) && line != HEADER {
                file.newer = Some(line.to_owned());
            } else if line != HEADER && !line.is_empty() {
                file.others.push(line.to_owned());
            }
        }
        file
    }

    /// Whether a newer program has written it; then this one must not.
    #[must_use]
    pub const fn is_newer(&self) -> bool {
        self.newer.is_some()
    }

    /// All marks.
    #[must_use]
    pub fn marks(&self) -> impl ExactSizeIterator<Item = &ReadMark> {
        self.marks.values()
    }

    /// Puts a mark in or, where there is to be none, out.
    pub fn set(&mut self, id: ArticleId, mark: Option<ReadMark>) {
        match mark {
            Some(mark) => self.marks.insert(id, mark),
            None => self.marks.remove(&id),
        };
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for line in &self.others {
            push_formatted(&mut text, format_args!("{line}\n"));
        }
        let mut marks: Vec<&ReadMark> = self.marks.values().collect();
        marks.sort_by(|a, b| a.key.cmp(&b.key));
        for mark in marks {
            push_formatted(
                &mut text,
                format_args!("{} {}\n", mark.key, moment(mark.at)),
            );
        }
        text
    }
}

fn mark(line: &str) -> Option<ReadMark> {
    let (key, at) = line.split_once(' ')?;
    Some(ReadMark {
        id: ArticleId::parse(key)?,
        key: CleanString::new(key),
        at: moment_of(at)?,
    })
}
