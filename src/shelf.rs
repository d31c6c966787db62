//! What a person keeps: bookmarks with labels and notes, and what was read.
//!
//! Everything here is a value: the files' texts come in and go out as strings, the time
//! as an argument; `storage` reads and writes.
//!
//! A change is an [`Edit`] that knows what was there [`before`](Change::before) and what
//! is to be there [`after`](Change::after). It is applied to whatever is there now by a
//! three-way merge of these three, entry by entry and field by field. So the same few
//! lines bring a change to a file that somebody else has changed meanwhile, and undo one
//! (the same edit with its ends exchanged) without taking back what was done since.

mod bookmark;
mod draft;
mod edit;
mod export;
mod file;
mod import;
mod journal;
mod reads;
mod record;
mod take;

pub use bookmark::{Bookmark, Card, Note, ReadMark};
pub use draft::Draft;
pub use edit::{Change, Deed, Edit, Step};
pub use export::{ExportFormat, export};
pub use file::{BookmarkFile, FileError, Repaired, SCHEMA, Writable};
pub use import::{ImportFormat, Imported, Refused, import};
pub use journal::Journal;
pub use reads::ReadFile;
pub use record::Record;
pub use take::Taken;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::catalog::ArticleId;

/// All that is kept, by article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    bookmarks: BTreeMap<ArticleId, Arc<Bookmark>>,
    reads: BTreeMap<ArticleId, ReadMark>,
}

impl Shelf {
    /// A shelf with these.
    #[must_use]
    pub fn new(
        bookmarks: impl IntoIterator<Item = Arc<Bookmark>>,
        reads: impl IntoIterator<Item = ReadMark>,
    ) -> Self {
        Self {
            bookmarks: bookmarks.into_iter().map(|b| (b.id, b)).collect(),
            reads: reads.into_iter().map(|mark| (mark.id, mark)).collect(),
        }
    }

    /// The bookmark on an article. O(log n).
    #[must_use]
    pub fn bookmark(&self, id: ArticleId) -> Option<&Arc<Bookmark>> {
        self.bookmarks.get(&id)
    }

    /// When an article was marked as read. O(log n).
    #[must_use]
    pub fn read_mark(&self, id: ArticleId) -> Option<&ReadMark> {
        self.reads.get(&id)
    }

    /// The articles that have another place on `other` than here. O(n).
    #[must_use]
    pub fn differing(&self, other: &Self) -> BTreeSet<ArticleId> {
        let mut ids = BTreeSet::new();
        differing(&self.bookmarks, &other.bookmarks, &mut ids);
        differing(&self.reads, &other.reads, &mut ids);
        ids
    }

    /// All bookmarks, by their keys, which begin with the day of publication.
    #[must_use]
    pub fn bookmarks(&self) -> Vec<&Arc<Bookmark>> {
        let mut all: Vec<&Arc<Bookmark>> = self.bookmarks.values().collect();
        all.sort_by(|a, b| a.key.cmp(&b.key));
        all
    }

    /// Whether nothing is kept and nothing was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bookmarks.is_empty() && self.reads.is_empty()
    }

    /// How many bookmarks there are.
    #[must_use]
    pub fn bookmarks_len(&self) -> usize {
        self.bookmarks.len()
    }

    /// All bookmarks, in the order of their identities, which says nothing. O(1) each.
    #[must_use]
    pub fn unsorted(&self) -> impl ExactSizeIterator<Item = &Arc<Bookmark>> {
        self.bookmarks.values()
    }

    /// All read marks; their order says nothing.
    #[must_use]
    pub fn reads(&self) -> impl ExactSizeIterator<Item = &ReadMark> {
        self.reads.values()
    }

    /// The step that keeps `bookmarks`; what is kept already stays as it is.
    #[must_use]
    pub fn keeping(
        &self,
        bookmarks: impl IntoIterator<Item = Bookmark>,
        deed: Deed,
        at: NaiveDateTime,
    ) -> Step {
        let new = bookmarks
            .into_iter()
            .filter(|bookmark| !self.bookmarks.contains_key(&bookmark.id));
        let edits = new.map(|bookmark| {
            Edit::Bookmark(Change {
                before: None,
                after: Some(Arc::new(bookmark)),
            })
        });
        Step {
            deed,
            at,
            edits: edits.collect(),
        }
    }

    /// The step that removes the bookmarks on `ids`; who has none is left out.
    #[must_use]
    pub fn removing(&self, ids: impl IntoIterator<Item = ArticleId>, at: NaiveDateTime) -> Step {
        let kept = ids.into_iter().filter_map(|id| self.bookmarks.get(&id));
        let edits = kept.map(|bookmark| {
            Edit::Bookmark(Change {
                before: Some(Arc::clone(bookmark)),
                after: None,
            })
        });
        Step {
            deed: Deed::Removed,
            at,
            edits: edits.collect(),
        }
    }
}

/// Adds the keys under which two maps differ; goes through both at once.
fn differing<T: PartialEq>(
    a: &BTreeMap<ArticleId, T>,
    b: &BTreeMap<ArticleId, T>,
    ids: &mut BTreeSet<ArticleId>,
) {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let Some(id) = a
        .peek()
        .map(|(id, _)| **id)
        .into_iter()
        .chain(b.peek().map(|(id, _)| **id))
        .min()
    {
        let one = a.next_if(|(other, _)| **other == id);
        let other = b.next_if(|(other, _)| **other == id);
        if one != other {
            ids.insert(id);
        }
    }
}
