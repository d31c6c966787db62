//! Changes that have no time yet: who thinks of them knows no clock.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::{Bookmark, Change, Deed, Edit, ReadMark, Step};

/// A [`Step`] without its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What is to be done.
    pub deed: Deed,
    /// To which articles. The moments in what is new say nothing.
    edits: Vec<Edit>,
}

impl Draft {
    /// A step that makes these changes.
    #[must_use]
    pub const fn new(deed: Deed, edits: Vec<Edit>) -> Self {
        Self { deed, edits }
    }

    /// How many articles it changes.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.edits.len()
    }

    /// Whether it changes nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// The step, done at `now`: what is new was kept or read then.
    #[must_use]
    pub fn at(self, now: NaiveDateTime) -> Step {
        let edits = self.edits.into_iter().map(|edit| match edit {
            Edit::Bookmark(Change {
                before: None,
                after: Some(bookmark),
            }) => Edit::Bookmark(Change {
                before: None,
                after: Some(Arc::new(Bookmark {
                    added: Some(now),
                    ..Arc::unwrap_or_clone(bookmark)
                })),
            }),
            Edit::Read(Change {
                before: None,
                after: Some(mark),
            }) => Edit::Read(Change {
                before: None,
                after: Some(ReadMark { at: now, ..mark }),
            }),
            other => other,
        });
        Step {
            deed: self.deed,
            at: now,
            edits: edits.collect(),
        }
    }
}
