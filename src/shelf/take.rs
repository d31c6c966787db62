//! Taking in what was imported: a second time changes nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::edit::merge_bookmarks;
use super::{Bookmark, Change, Deed, Edit, Shelf, Step};
use crate::catalog::ArticleId;
use crate::links::Address;

/// What becomes of an imported bookmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is new.
    Added,
    /// The one that was there gets what it lacked: labels, a note, parts of the card.
    Joined,
    /// It was there.
    Known,
}

impl Shelf {
    /// The step that takes `bookmarks` in, and what becomes of each. One that is there
    /// already is joined; what is known by its address alone also with the bookmark on
    /// an article that has this address. O(n log n).
    #[must_use]
    pub fn importing(
        &self,
        bookmarks: Vec<Bookmark>,
        at: NaiveDateTime,
    ) -> (Step, Vec<(Arc<Bookmark>, Taken)>) {
        let mut taking = Taking {
            shelf: self.clone(),
            before: BTreeMap::new(),
            taken: Vec::with_capacity(bookmarks.len()),
            at,
        };
        // Articles first: it must not hang on the order of a file which of them an
        // address finds, or a second import would find others.
        let (addresses, articles): (Vec<Bookmark>, Vec<Bookmark>) =
            bookmarks.into_iter().partition(is_address);
        for bookmark in articles {
            taking.take(bookmark.id, bookmark);
        }
        let mut with_address: BTreeMap<Address, ArticleId> = BTreeMap::new();
        for bookmark in taking.shelf.bookmarks.values() {
            if let Some(url) = &bookmark.card.url {
                with_address.entry(url.clone()).or_insert(bookmark.id);
            }
        }
        for bookmark in addresses {
            let id = bookmark.id;
            let known = bookmark
                .card
                .url
                .as_ref()
                .and_then(|url| with_address.get(url));
            let is_there = taking.shelf.bookmarks.contains_key(&id);
            taking.take(known.copied().filter(|_| !is_there).unwrap_or(id), bookmark);
        }
        (taking.step(), taking.taken)
    }
}

/// Whether a bookmark is known by its address alone.
fn is_address(bookmark: &Bookmark) -> bool {
    let url = bookmark.card.url.as_ref();
    url.is_some_and(|url| bookmark.id == ArticleId::of_address(url.as_str()))
}

/// An import under way.
struct Taking {
    shelf: Shelf,
    /// What there was of what has changed.
    before: BTreeMap<ArticleId, Option<Arc<Bookmark>>>,
    taken: Vec<(Arc<Bookmark>, Taken)>,
    at: NaiveDateTime,
}

impl Taking {
    fn take(&mut self, id: ArticleId, bookmark: Bookmark) {
        let old = self.shelf.bookmarks.get(&id).cloned();
        let (new, taken) = match &old {
            None => {
                let added = bookmark.added.or(Some(self.at));
                (Bookmark { added, ..bookmark }, Taken::Added)
            }
            Some(old) => {
                let new = merge_bookmarks(None, old, &bookmark);
                let (id, key) = (old.id, old.key.clone());
                let new = Bookmark { id, key, ..new };
                let taken = if new == **old {
                    Taken::Known
                } else {
                    Taken::Joined
                };
                (new, taken)
            }
        };
        let new = Arc::new(new);
        if taken != Taken::Known {
            self.before.entry(id).or_insert(old);
            self.shelf.bookmarks.insert(id, Arc::clone(&new));
        }
        self.taken.push((new, taken));
    }

    fn step(&self) -> Step {
        let edits = self.before.iter().map(|(id, before)| {
            Edit::Bookmark(Change {
                before: before.clone(),
                after: self.shelf.bookmarks.get(id).cloned(),
            })
        });
        Step {
            deed: Deed::Imported,
            at: self.at,
            edits: edits.collect(),
        }
    }
}
