//! `bookmarks.toml`: a file that a person edits, keeps in a repository and merges.
//!
//! It is held as a sequence of parts, one a table, each with its own text. Only the
//! text of a bookmark that changes is written anew, and of that only the fields that
//! change; everything else goes back to the disk byte for byte. A document tree of the
//! whole file would say the same, but reading and printing it takes longer than the
//! disk does (benches/shelf.rs: 10,000 bookmarks).

mod error;
mod repair;
mod scan;
mod table;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::Bookmark;
use crate::catalog::ArticleId;
use table::Said;

pub use error::FileError;
pub use repair::Repaired;

/// The version of the format that is written.
pub const SCHEMA: i64 = 1;

/// How a new file begins.
const PREAMBLE: &str = "\
# The bookmarks of tagleaf. Edit them as you like: comments and fields of your own stay.
schema = 1
";

/// Whether a file may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writable {
    /// It may.
    Yes,
    /// It comes from a newer program and holds what this one does not know.
    NewerSchema(i64),
}

/// The file, part by part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BookmarkFile {
    parts: Vec<Part>,
    schema: Option<i64>,
}

/// A piece of the file's text, and what it says; both shared, as the file is copied for
/// every change and few of its parts differ.
#[derive(Clone, Debug, PartialEq)]
struct Part {
    text: Arc<str>,
    holds: Holds,
}

#[derive(Clone, Debug, PartialEq)]
enum Holds {
    Bookmark(Arc<Bookmark>),
    /// A table inside the bookmark with this key: it goes with it.
    Inside(String),
    Other,
}

impl Part {
    fn key(&self) -> Option<&str> {
        match &self.holds {
            Holds::Bookmark(bookmark) => Some(bookmark.key.as_str()),
            Holds::Inside(key) => Some(key),
            Holds::Other => None,
        }
    }
}

impl BookmarkFile {
    /// Reads a file. O(n).
    ///
    /// # Errors
    /// Where and why it cannot be understood.
    pub fn parse(bytes: &[u8]) -> Result<Self, FileError> {
        Self::default().parse_again(bytes)
    }

    /// Reads the file again after somebody changed it; what did not change is taken
    /// from here, which makes the difference between milliseconds and a tenth of a second.
    ///
    /// # Errors
    /// As [`BookmarkFile::parse`].
    pub fn parse_again(&self, bytes: &[u8]) -> Result<Self, FileError> {
        let text = str::from_utf8(bytes)
            .map_err(|error| FileError::not_text(bytes, error.valid_up_to()))?;
        let known: HashMap<&str, &Part> = self
            .parts
            .iter()
            .skip(1)
            .map(|part| (&*part.text, part))
            .collect();
        let mut file = Self::default();
        let mut ids = HashMap::new();
        for range in scan::parts(text) {
            let start = range.start;
            let part = text.get(range).unwrap_or("");
            let wrong = |(span, message): table::Wrong| {
                FileError::at(text, start + span.start..start + span.end, &message)
            };
            let is_first = file.parts.is_empty();
            let part = match known.get(part) {
                Some(known) if !is_first => (*known).clone(),
                _ => file.read(part).map_err(wrong)?,
            };
            if let Holds::Bookmark(bookmark) = &part.holds {
                let header = header_of(&part.text);
                if let Some(first) = ids.insert(bookmark.id, start + header.start) {
                    let line = text.get(..first).unwrap_or("").matches('\n').count() + 1;
                    let said = format!("this article is bookmarked twice, first in line {line}");
                    return Err(wrong((header, said)));
                }
            }
            file.parts.push(part);
        }
        Ok(file)
    }

    /// Reads one part; of the first one the schema.
    fn read(&mut self, part: &str) -> Result<Part, table::Wrong> {
        let holds = match table::read(part)? {
            Said::Bookmark(bookmark) => Holds::Bookmark(bookmark),
            Said::Inside(key) => Holds::Inside(key),
            Said::Other(schema) => {
                if self.parts.is_empty() {
                    self.schema = schema;
                }
                Holds::Other
            }
        };
        Ok(Part {
            text: part.into(),
            holds,
        })
    }

    /// Whether this program may write the file.
    #[must_use]
    pub fn writable(&self) -> Writable {
        match self.schema {
            Some(schema) if schema > SCHEMA => Writable::NewerSchema(schema),
            _ => Writable::Yes,
        }
    }

    /// All bookmarks in the file's order.
    pub fn bookmarks(&self) -> impl Iterator<Item = &Arc<Bookmark>> {
        self.parts.iter().filter_map(|part| match &part.holds {
            Holds::Bookmark(bookmark) => Some(bookmark),
            _ => None,
        })
    }

    /// Puts in, changes and removes bookmarks. New ones come before the first key that
    /// is greater; the order a person gave the others stays. O(parts + changes).
    pub fn apply(&mut self, mut changes: BTreeMap<ArticleId, Option<Arc<Bookmark>>>) {
        self.give_preamble();
        let is_removed = |bookmark: &&Arc<Bookmark>| changes.get(&bookmark.id) == Some(&None);
        let removed = self.bookmarks().filter(is_removed);
        let removed: BTreeSet<String> = removed.map(|b| b.key.to_string()).collect();
        let mut parts: Vec<Part> = Vec::with_capacity(self.parts.len() + changes.len());
        for mut part in self.parts.drain(..) {
            if part.key().is_some_and(|key| removed.contains(key)) {
                if let (Some(last), Some(text)) = (parts.last_mut(), remains(&part.text)) {
                    last.text = format!("{}{text}", last.text).into();
                }
                continue;
            }
            if let Holds::Bookmark(before) = &part.holds
                && let Some(Some(after)) = changes.remove(&before.id)
            {
                part.text = table::changed(&part.text, before, &after).into();
                part.holds = Holds::Bookmark(after);
            }
            parts.push(part);
        }
        let mut new: Vec<Arc<Bookmark>> = changes.into_values().flatten().collect();
        new.sort_by(|a, b| a.key.cmp(&b.key));
        self.parts = with_new(parts, new);
    }

    /// The text of the file. O(n).
    #[must_use]
    pub fn text(&self) -> String {
        let len = self.parts.iter().map(|part| part.text.len()).sum();
        let mut text = String::with_capacity(len);
        for part in &self.parts {
            text.push_str(&part.text);
        }
        text
    }

    fn give_preamble(&mut self) {
        if self.parts.is_empty() || (self.parts.len() == 1 && self.text().trim().is_empty()) {
            self.parts = vec![Part {
                text: PREAMBLE.into(),
                holds: Holds::Other,
            }];
        } else if self.schema.is_none()
            && let Some(first) = self.parts.first_mut()
        {
            // A mark at the start of the file has to stay there.
            let rest = first.text.trim_start_matches('\u{feff}');
            let mark = if rest.len() < first.text.len() {
                "\u{feff}"
            } else {
                ""
            };
            first.text = format!("{mark}schema = {SCHEMA}\n{rest}").into();
        }
        self.schema.get_or_insert(SCHEMA);
    }
}

fn with_new(parts: Vec<Part>, new: Vec<Arc<Bookmark>>) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::with_capacity(parts.len() + new.len());
    let mut new = new.into_iter().peekable();
    for part in parts {
        if let Some(key) = part.key() {
            while let Some(bookmark) = new.next_if(|bookmark| bookmark.key.as_str() < key) {
                push_new(&mut all, bookmark);
            }
        }
        all.push(part);
    }
    for bookmark in new {
        push_new(&mut all, bookmark);
    }
    all
}

fn push_new(parts: &mut Vec<Part>, bookmark: Arc<Bookmark>) {
    if let Some(last) = parts.last_mut()
        && !last.text.is_empty()
        && !last.text.ends_with('\n')
    {
        last.text = format!("{}\n", last.text).into();
    }
    parts.push(Part {
        text: table::new(&bookmark).into(),
        holds: Holds::Bookmark(bookmark),
    });
}

/// What stays of a part that is removed: comments at its end that a blank line sets
/// apart, as they are on something else.
fn remains(part: &str) -> Option<&str> {
    let is_apart = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let lines = part.split_inclusive('\n').rev();
    let end: usize = lines.take_while(is_apart).map(str::len).sum();
    let end = part.get(part.len() - end..)?;
    let near = end
        .split_inclusive('\n')
        .take_while(|line| !line.trim().is_empty());
    let apart = end.get(near.map(str::len).sum()..)?;
    apart.contains('#').then_some(apart)
}

/// The header of a part, in its bytes.
fn header_of(part: &str) -> Range<usize> {
    let mut start = 0;
    for line in part.split_inclusive('\n') {
        if line.trim_start().starts_with('[') {
            return start..start + line.trim_end().len();
        }
        start += line.len();
    }
    0..part.len()
}
