//! What the world should do: plain data that tests compare.

use std::sync::Arc;
use std::time::Duration;

use super::{Library, Shared, Wanted};
use crate::catalog::ArticleId;
use crate::links::Link;
use crate::search::Kept;
use crate::search::query::View;
use crate::shelf::{Bookmark, Draft, ExportFormat};
use crate::text::CleanString;

/// Something the runtime performs.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Search with [`super::Library::search`] and answer
    /// [`super::Message::Searched`] with the same generation: once, or first with
    /// [`super::Depth::First`] and then with everything.
    Search {
        /// Which request this is; an answer to an older one is dropped.
        generation: u64,
        /// What is searched.
        library: Shared<Library>,
        /// What is to be listed.
        wanted: Box<Wanted>,
    },
    /// Find what saved queries find with [`super::Library::find_views`], beside the loop and
    /// never before the first frame, and answer [`super::Message::ViewsFound`] with the same
    /// generation.
    FindViews {
        /// Which request this is; an answer to an older one is dropped.
        generation: u64,
        /// The queries, each with its place among all.
        views: Vec<(usize, Arc<View>)>,
        /// What the person keeps.
        kept: Arc<Kept>,
    },
    /// Save the query under a name among the settings and answer
    /// [`super::Message::ViewSaved`], [`super::Message::ViewChanged`] or
    /// [`super::Message::ViewNotSaved`].
    SaveView {
        /// The name.
        name: CleanString,
        /// The query.
        query: String,
        /// What the person saw under the name, which this may take the place of.
        instead: Option<String>,
    },
    /// Find the articles' links, beside the loop and never before the first frame, and
    /// answer [`super::Message::LinksFound`] with the same library.
    FindLinks(Shared<Library>),
    /// Open a page and answer [`super::Message::LinkOpened`] or
    /// [`super::Message::LinkFailed`].
    OpenLink(Link),
    /// Copy a text and answer [`super::Message::Copied`].
    Copy {
        /// What it is, for the answer.
        what: String,
        /// The text.
        text: String,
    },
    /// Read the history and answer [`super::Message::QueriesRead`].
    ReadQueries,
    /// Keep a query in the history.
    KeepQuery(String),
    /// Do this to the shelf now: answer [`super::Message::ShelfStepped`] with the step
    /// and its time, and bring that to the disk.
    SaveShelf(Draft),
    /// Undo on the disk what was done last, by whomever.
    UndoShelf,
    /// Do again on the disk what was undone last.
    RedoShelf,
    /// Let the person edit a note in an editor and answer
    /// [`super::Message::NoteWritten`] or [`super::Message::NoteNotWritten`].
    EditNote {
        /// The article.
        id: ArticleId,
        /// The note as it is.
        text: String,
    },
    /// Answer [`super::Message::Waited`] once this time has passed before the person's eyes.
    /// A later wait takes the place of an earlier one.
    Wait {
        /// Which wait this is.
        generation: u64,
        /// How long it takes.
        time: Duration,
    },
    /// Write bookmarks to a new file and answer [`super::Message::Exported`] or
    /// [`super::Message::NotExported`]; a file that is there already stays as it is.
    Export {
        /// Where, as the person has typed it.
        path: String,
        /// How.
        format: ExportFormat,
        /// What is written, in this order.
        bookmarks: Vec<Arc<Bookmark>>,
        /// What that is, for the answer.
        what: String,
    },
    /// Turn mouse reporting on or off.
    SetMouse(bool),
    /// Forget what is on screen and draw everything.
    Redraw,
    /// Give the terminal to the shell until the program is continued.
    Suspend,
    /// Leave the program.
    Quit,
}
