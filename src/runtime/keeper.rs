//! The shelf of a reader: read after the first frame, written on a thread of its own,
//! looked at again when somebody else has changed it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, NaiveDateTime, Utc};
use tokio::sync::mpsc::UnboundedSender;

use super::watch;
use crate::app::{Message, Retrieved, Shared};
use crate::shelf::{Draft, Step};
use crate::storage::Writer;
use crate::storage::{Committed, Outcome, Places, Request, Saved, Store, StoreError, SystemDisk};

/// The writer, once it was started.
#[derive(Debug)]
pub(super) struct Keeper {
    places: Places,
    listener: UnboundedSender<Message>,
    writer: Option<Writer>,
    unsaved: Unsaved,
}

/// How many changes are not on the disk yet, for who has to know whether a program that
/// ends may be ended.
#[derive(Clone, Debug, Default)]
pub(super) struct Unsaved(Arc<AtomicUsize>);

impl Unsaved {
    /// Whether there are any.
    pub fn is_any(&self) -> bool {
        self.0.load(Ordering::SeqCst) > 0
    }
}

impl Keeper {
    /// A keeper of the shelf in `places`, of which nothing is read yet.
    pub(super) const fn new(
        places: Places,
        listener: UnboundedSender<Message>,
        unsaved: Unsaved,
    ) -> Self {
        Self {
            places,
            listener,
            writer: None,
            unsaved,
        }
    }

    /// Starts to read the shelf and to watch it; what is there is told.
    pub(super) fn start(&mut self) {
        let store = Store::new(self.places.clone(), SystemDisk);
        let listener = self.listener.clone();
        let unsaved = Arc::clone(&self.unsaved.0);
        let started = Writer::start(store, now, move |saved| {
            if let Saved::Done(_, requests, _) = &saved {
                unsaved.fetch_sub(requests.len(), Ordering::SeqCst);
            }
            listener.send(message(saved)).ok();
        });
        match started {
            Ok(writer) => {
                writer.look();
                watch::start(&self.places, writer.looker());
                self.writer = Some(writer);
            }
            Err(error) => self.fail(&error.to_string()),
        }
    }

    /// Reads the shelf at once, for a first frame that has to know it; none where it cannot
    /// be read, which is told once the writer looks.
    pub(super) fn read(&self) -> Option<Message> {
        let mut store = Store::new(self.places.clone(), SystemDisk);
        store.read().ok()?;
        Some(Message::ShelfChanged(Shared::new(store.shelf().clone())))
    }

    /// Gives a step its time and brings it to the disk.
    pub(super) fn save(&mut self, draft: Draft) -> Message {
        let step = draft.at(now());
        self.ask(Request::Do(step.clone()));
        Message::ShelfStepped(step)
    }

    /// Asks for something that needs no time.
    pub(super) fn ask(&mut self, request: Request) {
        if self.writer.is_none() {
            self.start();
        }
        if let Some(writer) = &self.writer {
            self.unsaved.0.fetch_add(1, Ordering::SeqCst);
            writer.save(request);
        }
    }

    /// Writes what waits.
    ///
    /// # Errors
    /// Why something is lost.
    pub(super) fn finish(&mut self) -> Result<(), StoreError> {
        self.writer.take().map_or(Ok(()), Writer::finish)
    }

    fn fail(&self, why: &str) {
        let why = format!("there is no thread to write with: {why}");
        let failed = Message::ShelfFailed { why, changes: 1 };
        self.listener.send(failed).ok();
    }
}

fn message(saved: Saved) -> Message {
    match saved {
        Saved::Changed(shelf) => Message::ShelfChanged(Shared::new(shelf)),
        Saved::Failed(error, changes) => Message::ShelfFailed {
            why: error.to_string(),
            changes,
        },
        Saved::Done(shelf, requests, committed) => Message::ShelfSaved {
            shelf: Shared::new(shelf),
            steps: requests.into_iter().filter_map(step).collect(),
            retrieved: retrieved(committed),
        },
    }
}

fn step(request: Request) -> Option<Step> {
    match request {
        Request::Do(step) => Some(step),
        Request::Undo | Request::Redo => None,
    }
}

fn retrieved(committed: Committed) -> Vec<Retrieved> {
    let outcomes = committed.outcomes.into_iter();
    let retrieved = outcomes.filter_map(|outcome| match outcome {
        Outcome::Did(_) => None,
        Outcome::Undid(step) => Some(Retrieved::Undid(step)),
        Outcome::Redid(step) => Some(Retrieved::Redid(step)),
    });
    let notices = committed.notices.iter();
    let notices = notices.map(|notice| Retrieved::Notice(notice.to_string()));
    retrieved.chain(notices).collect()
}

/// The time in UTC, by the second.
fn now() -> NaiveDateTime {
    let time = DateTime::from_timestamp(Utc::now().timestamp(), 0);
    time.unwrap_or_default().naive_utc()
}
