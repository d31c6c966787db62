//! What has happened: plain data that tests make.

use std::ops::Deref;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Library, Passing, Size};
use crate::catalog::{ArticleId, Bits};
use crate::ingest::Progress;
use crate::keymap::Key;
use crate::links::{Link, OpenError};
use crate::search::query::Views;
use crate::shelf::{Shelf, Step};
use crate::text::CleanString;

/// A shared value that compares by identity, so that messages can be compared
/// without walking a catalogue.
#[derive(Debug)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// Shares `value`.
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Something the reader is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// A key was pressed (or repeats).
    KeyPressed(Key),
    /// The mouse was used.
    MouseUsed(MouseEvent),
    /// The window has a new size.
    Resized(Size),
    /// Loading has come this far.
    LoadProgressed(Progress),
    /// Loading has ended.
    Loaded(Shared<Library>),
    /// Suspending was refused: nobody could continue the program.
    NotSuspended,
    /// The history was read: queries of earlier times, oldest first.
    QueriesRead(Vec<String>),
    /// A query could not be kept in the history, and why.
    QueryNotKept(String),
    /// The links of a library are found.
    LinksFound(Shared<Library>),
    /// A page was opened.
    LinkOpened(Link),
    /// A page could not be opened.
    LinkFailed {
        /// Which.
        link: Link,
        /// What was tried.
        error: OpenError,
    },
    /// A text was copied.
    Copied {
        /// What it is.
        what: String,
        /// By whom.
        by: Copier,
    },
    /// A file was written that [`super::Effect::Export`] asked for.
    Exported {
        /// What is in it.
        what: String,
        /// Where it is, as it was asked for.
        path: String,
    },
    /// A file was not written.
    NotExported {
        /// Where it was to be, as it was asked for.
        path: String,
        /// Why.
        why: String,
    },
    /// The shelf was read, or others have changed it.
    ShelfChanged(Shared<Shelf>),
    /// A step was done that [`super::Effect::SaveShelf`] asked for; it is not on the
    /// disk yet.
    ShelfStepped(Step),
    /// Changes have reached the disk.
    ShelfSaved {
        /// What is there now.
        shelf: Shared<Shelf>,
        /// The steps of ours that are among it.
        steps: Vec<Step>,
        /// What else is to be told.
        retrieved: Vec<Retrieved>,
    },
    /// The shelf could not be read or written.
    ShelfFailed {
        /// Why.
        why: String,
        /// How many changes wait to be tried again.
        changes: usize,
    },
    /// A note was written in an editor.
    NoteWritten {
        /// The article.
        id: ArticleId,
        /// What was written.
        text: String,
    },
    /// No editor could be used, and why.
    NoteNotWritten(String),
    /// Saved queries have been searched for.
    ViewsFound {
        /// The request it answers.
        generation: u64,
        /// What each finds among all articles, with its place.
        found: Vec<(usize, Bits)>,
        /// The day that they counted from.
        today: NaiveDate,
    },
    /// A query was saved under a name.
    ViewSaved {
        /// The name.
        name: CleanString,
        /// All that are saved now.
        views: Arc<Views>,
    },
    /// A query was not saved: meanwhile the name has been given to another.
    ViewChanged {
        /// The name.
        name: CleanString,
        /// The query that was to be saved.
        query: String,
        /// All that are saved now.
        views: Arc<Views>,
    },
    /// A query could not be saved, and why.
    ViewNotSaved(String),
    /// The time has passed that [`super::Effect::Wait`] asked for.
    Waited {
        /// The wait that has ended.
        generation: u64,
    },
    /// Text was pasted.
    Pasted(String),
    /// A search has come to an answer.
    Searched {
        /// The request it answers.
        generation: u64,
        /// The outcome.
        passing: Shared<Passing>,
    },
}

/// Who copies a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copier {
    /// A program, by its name; it has done so.
    Program(String),
    /// The terminal, which does not say whether it does.
    Terminal,
}

/// What became of something that was asked of the disk.
#[derive(Clone, Debug, PartialEq)]
pub enum Retrieved {
    /// The step that was undone; none when there is none.
    Undid(Option<Step>),
    /// The step that was done again; none when there is none.
    Redid(Option<Step>),
    /// Something to be known though all is saved.
    Notice(String),
}

/// A use of the mouse, in cells from the top left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MouseEvent {
    /// What was done.
    pub kind: MouseKind,
    /// Column, from 0.
    pub column: u16,
    /// Row, from 0.
    pub row: u16,
}

/// The uses of the mouse that mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button was pressed.
    Click,
    /// The wheel was turned towards the person.
    WheelDown,
    /// The wheel was turned away from the person.
    WheelUp,
}
