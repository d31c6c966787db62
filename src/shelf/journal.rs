//! What was done, in order, so that it can be taken back after a restart.
//!
//! One JSON object a line: a step that was done, or that the last one was undone or
//! redone. Lines are only added. A last line without an end was cut by a crash.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::edit::{Change, Deed, Edit, Step};
use super::record::{Record, moment, moment_of};
use super::{Bookmark, ReadMark};
use crate::catalog::ArticleId;
use crate::text::CleanString;

/// Most steps that can be undone.
const STEPS_MAX: usize = 100;

/// Most bytes that a journal has after it was shortened; it may grow to twice as many.
const BYTES_MAX: u64 = 1 << 20;

/// The steps that can be undone and redone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journal {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// A line of the journal.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Line {
    Did {
        deed: Deed,
        at: String,
        edits: Vec<Entry>,
    },
    /// The step as it was taken back: others may have changed a part of it.
    Undid {
        deed: Deed,
        at: String,
        edits: Vec<Entry>,
    },
    Redid {
        deed: Deed,
        at: String,
        edits: Vec<Entry>,
    },
}

/// An edit as it is written.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Entry {
    Bookmark {
        before: Option<Box<Record>>,
        after: Option<Box<Record>>,
    },
    Read {
        id: String,
        before: Option<String>,
        after: Option<String>,
    },
}

impl Journal {
    /// Reads a journal; lines that are not understood are passed over, as an undo that
    /// is lost is less than a program that does not start. O(n).
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        let mut journal = Self::default();
        for line in bytes.split(|byte| *byte == b'\n') {
            match serde_json::from_slice(line) {
                Ok(Line::Did { deed, at, edits }) => {
                    if let Some(step) = read_step(deed, &at, edits) {
                        journal.did(step);
                    }
                }
                Ok(Line::Undid { deed, at, edits }) => {
                    journal.undid(read_step(deed, &at, edits));
                }
                Ok(Line::Redid { deed, at, edits }) => {
                    journal.redid(read_step(deed, &at, edits));
                }
                Err(_) => {}
            }
        }
        journal
    }

    /// The step that undoes what was done last.
    #[must_use]
    pub fn undo(&self) -> Option<Step> {
        self.done.last().cloned().map(Step::reversed)
    }

    /// The step that does again what was undone last.
    #[must_use]
    pub fn redo(&self) -> Option<Step> {
        self.undone.last().cloned().map(Step::reversed)
    }

    /// Notes a step that was done; what was undone before cannot be redone any more.
    pub fn did(&mut self, step: Step) {
        self.done.push(step);
        let surplus = self.done.len().saturating_sub(STEPS_MAX);
        self.done.drain(..surplus);
        self.undone.clear();
    }

    /// Notes that the last step was taken back by `step`; `None` or one without edits
    /// when there was nothing left of it to take back.
    pub fn undid(&mut self, step: Option<Step>) {
        self.done.pop();
        self.undone
            .extend(step.filter(|step| !step.edits.is_empty()));
    }

    /// Notes that what was undone last was done again by `step`.
    pub fn redid(&mut self, step: Option<Step>) {
        self.undone.pop();
        self.done.extend(step.filter(|step| !step.edits.is_empty()));
    }

    /// The line that [`Journal::did`] is remembered by.
    #[must_use]
    pub fn did_line(step: &Step) -> String {
        let (deed, at, edits) = written(step);
        line(&Line::Did { deed, at, edits })
    }

    /// The line that [`Journal::undid`] is remembered by.
    #[must_use]
    pub fn undid_line(step: &Step) -> String {
        let (deed, at, edits) = written(step);
        line(&Line::Undid { deed, at, edits })
    }

    /// The line that [`Journal::redid`] is remembered by.
    #[must_use]
    pub fn redid_line(step: &Step) -> String {
        let (deed, at, edits) = written(step);
        line(&Line::Redid { deed, at, edits })
    }

    /// Whether a journal of `len` bytes should be shortened.
    #[must_use]
    pub const fn is_long(len: u64) -> bool {
        len > BYTES_MAX * 2
    }

    /// A shorter text of the journal: the newest steps, as many as it should hold, and
    /// at least the last.
    #[must_use]
    pub fn shortened(&self) -> String {
        let mut left = BYTES_MAX;
        let mut lines = Vec::new();
        for step in self.done.iter().rev() {
            let line = Self::did_line(step);
            let len = u64::try_from(line.len()).unwrap_or(u64::MAX);
            if !lines.is_empty() && len > left {
                break;
            }
            left = left.saturating_sub(len);
            lines.push(line);
        }
        lines.reverse();
        // As if they had just been done and undone; the last of them was undone last.
        for step in self.undone.iter().rev() {
            lines.push(Self::did_line(&step.clone().reversed()));
        }
        for step in &self.undone {
            lines.push(Self::undid_line(step));
        }
        lines.concat()
    }
}

fn line(line: &Line) -> String {
    // Serializing strings and numbers into memory has no way to fail.
    let mut text = serde_json::to_string(line).expect("a line is plain data");
    text.push('\n');
    text
}

fn written(step: &Step) -> (Deed, String, Vec<Entry>) {
    let record = |bookmark: &Option<Arc<Bookmark>>| {
        bookmark
            .as_ref()
            .map(|bookmark| Box::new(Record::of(bookmark)))
    };
    let edits = step.edits.iter().map(|edit| match edit {
        Edit::Bookmark(change) => Entry::Bookmark {
            before: record(&change.before),
            after: record(&change.after),
        },
        Edit::Read(change) => Entry::Read {
            id: change
                .after
                .as_ref()
                .or(change.before.as_ref())
                .map(|mark| mark.key.to_string())
                .unwrap_or_default(),
            before: change.before.as_ref().map(|mark| moment(mark.at)),
            after: change.after.as_ref().map(|mark| moment(mark.at)),
        },
    });
    (step.deed, moment(step.at), edits.collect())
}

fn read_step(deed: Deed, at: &str, edits: Vec<Entry>) -> Option<Step> {
    let edits = edits
        .into_iter()
        .map(read_entry)
        .collect::<Option<Vec<_>>>()?;
    Some(Step {
        deed,
        at: moment_of(at)?,
        edits,
    })
}

fn read_entry(entry: Entry) -> Option<Edit> {
    match entry {
        Entry::Bookmark { before, after } => {
            let read = |record: Option<Box<Record>>| match record {
                None => Some(None),
                Some(record) => record.bookmark().ok().map(|b| Some(Arc::new(b))),
            };
            Some(Edit::Bookmark(Change {
                before: read(before)?,
                after: read(after)?,
            }))
        }
        Entry::Read { id, before, after } => {
            let key = CleanString::new(&id);
            let id = ArticleId::parse(&id)?;
            let read = |at: Option<String>| match at {
                None => Some(None),
                Some(at) => moment_of(&at).map(|at| {
                    let key = key.clone();
                    Some(ReadMark { id, key, at })
                }),
            };
            Some(Edit::Read(Change {
                before: read(before)?,
                after: read(after)?,
            }))
        }
    }
}
