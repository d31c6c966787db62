//! Performing what the core asks for.

use super::{Flow, Reader};
use crate::app::{Effect, Message};
use crate::catalog::ArticleId;
use crate::runtime::editor;
use crate::runtime::error::RuntimeError;
use crate::runtime::exporter;
use crate::runtime::inbox::Tried;
use crate::runtime::jobs::Stopped;
use crate::runtime::opener::Step;
use crate::runtime::saved_views;
use crate::runtime::screen::{self, Mouse};
use crate::shelf;
use crate::storage::Request;

impl Reader {
    pub(super) fn perform(&mut self, effect: Effect) -> Result<Option<Message>, RuntimeError> {
        match effect {
            Effect::Search {
                generation,
                library,
                wanted,
            } => self.searches.request(generation, library, *wanted),
            Effect::FindViews {
                generation,
                views,
                kept,
            } => self.searches.request_views(generation, views, kept),
            Effect::SaveView {
                name,
                query,
                instead,
            } => {
                let places = &self.places;
                let saved = saved_views::save(places, name, query, instead.as_deref());
                return Ok(Some(saved));
            }
            Effect::FindLinks(library) => self.unlinked = Some(library),
            Effect::OpenLink(link) => {
                let opening = self.opener.opening(&link.address);
                self.inbox.try_opening(link, opening);
            }
            Effect::Copy { what, text } => return Ok(self.copy(what, text)),
            Effect::ReadQueries => {
                return Ok(Some(Message::QueriesRead(self.history.read())));
            }
            Effect::KeepQuery(query) => {
                let kept = self.history.keep(&query);
                return Ok(kept
                    .err()
                    .map(|error| Message::QueryNotKept(error.to_string())));
            }
            Effect::SaveShelf(draft) => return Ok(Some(self.keeper.save(draft))),
            Effect::UndoShelf => self.keeper.ask(Request::Undo),
            Effect::RedoShelf => self.keeper.ask(Request::Redo),
            Effect::EditNote { id, text } => return self.edit_note(id, &text).map(Some),
            Effect::Export {
                path,
                format,
                bookmarks,
                what,
            } => self.inbox.export(move || {
                let text = shelf::export(bookmarks.iter().map(AsRef::as_ref), format);
                match exporter::write(&path, exporter::home().as_deref(), &text) {
                    Ok(()) => Message::Exported { what, path },
                    Err(error) => Message::NotExported {
                        path,
                        why: error.to_string(),
                    },
                }
            }),
            Effect::Wait { generation, time } => self.inbox.wait(generation, time),
            Effect::SetMouse(reported) => {
                self.mouse = if reported {
                    Mouse::Reported
                } else {
                    Mouse::Unreported
                };
                screen::set_mouse(self.mouse).map_err(RuntimeError::from_write)?;
            }
            Effect::Redraw => self.redraw()?,
            Effect::Suspend => self.suspend(Stopped::Job)?,
            Effect::Quit => self.flow = Flow::Quit,
        }
        Ok(None)
    }

    /// Goes on with a page: tells how it ended, or lends the terminal to its browser.
    pub(super) fn tried(&mut self, tried: Tried) -> Result<(), RuntimeError> {
        let Tried {
            link,
            mut opening,
            step,
        } = tried;
        match step {
            Step::Ended(Ok(())) => self.tell(Message::LinkOpened(link)),
            Step::Ended(Err(error)) => self.tell(Message::LinkFailed { link, error }),
            Step::NeedsTerminal => {
                // The stream's thread would take keys that are the browser's.
                self.inbox.events = None;
                let took = screen::lend(|| opening.try_in_terminal());
                self.resume()?;
                if took {
                    return self.tell(Message::LinkOpened(link));
                }
                self.inbox.try_opening(link, opening);
                Ok(())
            }
        }
    }

    /// Copies a text: at once where no program has to be waited for.
    fn copy(&mut self, what: String, text: String) -> Option<Message> {
        let clipboard = self.clipboard.clone();
        if clipboard.is_immediate() {
            let by = clipboard.copy(&text);
            return Some(Message::Copied { what, by });
        }
        let sender = self.sender.clone();
        self.inbox.tasks.spawn_blocking(move || {
            let by = clipboard.copy(&text);
            sender.send(Message::Copied { what, by }).ok();
        });
        None
    }

    /// Gives the terminal to an editor until it ends. Nothing is drawn meanwhile, and
    /// what happens is taken in afterwards.
    fn edit_note(&mut self, id: ArticleId, text: &str) -> Result<Message, RuntimeError> {
        // The stream's thread would take keys that are the editor's.
        self.inbox.events = None;
        let edited = screen::lend(|| editor::edit(text));
        self.resume()?;
        Ok(match edited {
            Ok(text) => Message::NoteWritten { id, text },
            Err(error) => Message::NoteNotWritten(error.to_string()),
        })
    }
}
