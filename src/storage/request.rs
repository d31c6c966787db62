//! What is asked of a store, and what becomes of it in memory.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Notice;
use crate::catalog::ArticleId;
use crate::shelf::{Bookmark, Edit, Journal, ReadMark, Shelf, Step};

/// Something to be brought to the disk.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// A step.
    Do(Step),
    /// Undo what was done last, by whomever.
    Undo,
    /// Do again what was undone last.
    Redo,
}

/// What became of a request; a step without edits where nothing was left to change.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The step, as it changed what was there.
    Did(Step),
    /// The step that was undone; `None` when there is none.
    Undid(Option<Step>),
    /// The step that was done again; `None` when there is none.
    Redid(Option<Step>),
}

/// What is on the disk now.
#[derive(Clone, Debug, PartialEq)]
pub struct Committed {
    /// What became of the requests, one each.
    pub outcomes: Vec<Outcome>,
    /// What else is to be known.
    pub notices: Vec<Notice>,
}

/// Requests, applied in memory.
pub(super) struct Attempt {
    /// What is kept after them.
    pub shelf: Shelf,
    /// What can be undone after them.
    pub journal: Journal,
    /// What became of them.
    pub outcomes: Vec<Outcome>,
    /// What they changed, in order.
    edits: Vec<Edit>,
    /// What the journal is to remember.
    pub lines: String,
}

impl Attempt {
    /// Applies the requests one by one.
    pub fn of(shelf: Shelf, journal: Journal, requests: &[Request]) -> Self {
        let mut attempt = Self {
            shelf,
            journal,
            outcomes: Vec::with_capacity(requests.len()),
            edits: Vec::new(),
            lines: String::new(),
        };
        for request in requests {
            attempt.apply(request);
        }
        attempt
    }

    fn apply(&mut self, request: &Request) {
        let outcome = match request {
            Request::Do(step) => {
                let did = self.shelf.apply(step);
                if !did.edits.is_empty() {
                    self.lines.push_str(&Journal::did_line(&did));
                    self.journal.did(did.clone());
                }
                self.edits.extend_from_slice(&did.edits);
                Outcome::Did(did)
            }
            Request::Undo => Outcome::Undid(self.journal.undo().map(|step| {
                let undid = self.shelf.apply(&step);
                self.lines.push_str(&Journal::undid_line(&undid));
                self.journal.undid(Some(undid.clone()));
                self.edits.extend_from_slice(&undid.edits);
                undid
            })),
            Request::Redo => Outcome::Redid(self.journal.redo().map(|step| {
                let redid = self.shelf.apply(&step);
                self.lines.push_str(&Journal::redid_line(&redid));
                self.journal.redid(Some(redid.clone()));
                self.edits.extend_from_slice(&redid.edits);
                redid
            })),
        };
        self.outcomes.push(outcome);
    }

    /// The bookmarks that are to be written.
    pub fn bookmarks(&self) -> BTreeMap<ArticleId, Option<Arc<Bookmark>>> {
        let changed = self
            .edits
            .iter()
            .filter(|edit| matches!(edit, Edit::Bookmark(_)));
        let ids = changed.filter_map(Edit::id);
        ids.map(|id| (id, self.shelf.bookmark(id).cloned()))
            .collect()
    }

    /// The read marks that are to be written.
    pub fn reads(&self) -> BTreeMap<ArticleId, Option<ReadMark>> {
        let changed = self
            .edits
            .iter()
            .filter(|edit| matches!(edit, Edit::Read(_)));
        let ids = changed.filter_map(Edit::id);
        ids.map(|id| (id, self.shelf.read_mark(id).cloned()))
            .collect()
    }
}
