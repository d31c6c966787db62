//! The loop: sleep until something happens, take in all that has happened, draw once.

mod perform;

use std::collections::VecDeque;
use std::time::Duration;

use crossterm::event::{Event, EventStream};
use tokio::sync::mpsc::UnboundedSender;
use tokio::time;

use super::Session;
use super::canvas::Canvas;
use super::clipboard::Clipboard;
use super::error::RuntimeError;
use super::history::History;
use super::inbox::{Happening, Inbox};
use super::input;
use super::jobs::{self, Stopped};
use super::keeper::Keeper;
use super::loading;
use super::opener::Opener;
use super::screen::{self, Mouse};
use super::searches::Searches;
use super::sentinel::Notice;
use crate::app::{self, App, Library, Message, Shared, Size};
use crate::storage::{Places, StoreError};
use crate::theme::Theme;
use crate::view;

/// At most this much is taken in before a frame, so that a flood of events cannot
/// keep the screen from changing.
const BATCH: usize = 1_000;

/// What the loop does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    Stay,
    Quit,
}

/// One reader on one terminal.
pub(super) struct Reader {
    app: App,
    theme: Theme,
    canvas: Canvas,
    inbox: Inbox,
    sender: UnboundedSender<Message>,
    searches: Searches,
    history: History,
    opener: Opener,
    clipboard: Clipboard,
    /// What has links that are to be found once a frame is drawn.
    unlinked: Option<Shared<Library>>,
    keeper: Keeper,
    places: Places,
    /// Whether the first list depends on what the person keeps.
    asks_for_shelf: bool,
    mouse: Mouse,
    flow: Flow,
    resized: bool,
}

impl Reader {
    /// A reader that has not drawn yet.
    pub(super) fn new(
        session: Session,
        size: Size,
        (sender, inbox): (UnboundedSender<Message>, Inbox),
        keeper: Keeper,
    ) -> Self {
        let Session {
            options,
            start,
            state_directory,
            places,
            theme,
            opener,
        } = session;
        let asks_for_shelf = start.query.filter.asks_for_shelf();
        Self {
            asks_for_shelf,
            app: App::starting(options, start, size),
            theme,
            canvas: Canvas::new(size),
            inbox,
            keeper,
            places,
            sender,
            searches: Searches::default(),
            history: History::new(state_directory),
            opener,
            clipboard: Clipboard::of_environment(),
            unlinked: None,
            mouse: Mouse::from(options),
            flow: Flow::Stay,
            resized: false,
        }
    }

    /// Draws the first frame, with the articles if they come in time.
    pub(super) async fn show_first(&mut self, patience: Duration) -> Result<(), RuntimeError> {
        if self.asks_for_shelf
            && let Some(shelf) = self.keeper.read()
        {
            self.tell(shelf)?;
        }
        if let Ok(Some(message)) = time::timeout(patience, self.inbox.messages.recv()).await {
            self.tell(message)?;
        }
        self.settle()?;
        self.draw()
    }

    /// Takes in what happens, and draws it, until the person leaves.
    pub(super) async fn read(&mut self) -> Result<(), RuntimeError> {
        self.find_more();
        // After the first frame, which need not wait for a thread and a poll to be set
        // up; keys typed meanwhile wait in the terminal.
        self.inbox.events = Some(EventStream::new());
        self.keeper.start();
        // Nobody has listened for a resize so far, and a new window is often resized.
        if screen::size() != self.canvas.size() {
            self.resized = true;
            self.settle()?;
            self.draw()?;
        }
        while self.flow == Flow::Stay {
            let mut next = Some(self.inbox.next().await);
            for _ in 0..BATCH {
                let Some(happening) = next else {
                    break;
                };
                self.take(happening)?;
                if self.flow == Flow::Quit {
                    return Ok(());
                }
                next = self.inbox.next_waiting().await;
            }
            if let Some(happening) = next {
                self.take(happening)?;
            }
            self.settle()?;
            self.draw()?;
            self.find_more();
        }
        Ok(())
    }

    /// Waits for files that are still being written.
    ///
    /// # Errors
    /// Why one of them is not there.
    pub(super) async fn finish_exports(&mut self) -> Result<(), RuntimeError> {
        let mut outcome = Ok(());
        while let Some(message) = self.inbox.next_export().await {
            if let Message::NotExported { why, .. } = message {
                outcome = Err(RuntimeError::NotExported(why));
            }
        }
        outcome
    }

    /// Writes what is not written yet.
    ///
    /// # Errors
    /// Why something is lost.
    pub(super) fn finish(mut self) -> Result<(), StoreError> {
        self.keeper.finish()
    }

    fn take(&mut self, happening: Happening) -> Result<(), RuntimeError> {
        match happening {
            Happening::Noticed(Notice::Ended(ending)) => Err(RuntimeError::Ended(ending)),
            Happening::Noticed(Notice::StopAsked) => self.suspend(Stopped::Reader),
            Happening::Noticed(Notice::Continued) => self.resume(),
            Happening::Tried(Ok(tried)) => self.tried(tried),
            Happening::TaskEnded(Err(error)) | Happening::Tried(Err(error)) if error.is_panic() => {
                Err(RuntimeError::Panicked)
            }
            Happening::TaskEnded(_) | Happening::Tried(Err(_)) => Ok(()),
            Happening::Told(message) => self.tell(message),
            Happening::Input(Ok(Event::Resize(..))) => {
                self.resized = true;
                Ok(())
            }
            Happening::Input(Ok(event)) => match input::message(&event) {
                Some(message) => self.tell(message),
                None => Ok(()),
            },
            Happening::Input(Err(error)) => Err(RuntimeError::Terminal(error)),
        }
    }

    /// Passes a message to the core and performs what it answers.
    fn tell(&mut self, message: Message) -> Result<(), RuntimeError> {
        let mut messages = VecDeque::from([message]);
        while let Some(message) = messages.pop_front() {
            if let Message::Loaded(library) = &message {
                loading::check_anything_read(library)?;
            }
            self.searches.observe(&message);
            for effect in app::update(&mut self.app, message) {
                messages.extend(self.perform(effect)?);
            }
        }
        Ok(())
    }

    /// What is done once for all that has happened.
    fn settle(&mut self) -> Result<(), RuntimeError> {
        if std::mem::take(&mut self.resized) {
            let size = screen::size();
            if size != self.canvas.size() {
                self.canvas.reset(size);
                self.tell(Message::Resized(size))?;
            }
        }
        while let Some(answer) = self.searches.answer_waiting() {
            self.tell(answer)?;
        }
        self.searches
            .start_waiting(&mut self.inbox.tasks, &self.sender);
        Ok(())
    }

    fn draw(&mut self) -> Result<(), RuntimeError> {
        let Self {
            app, theme, canvas, ..
        } = self;
        canvas
            .draw(|frame| view::view(app, theme, frame))
            .map_err(RuntimeError::from_write)
    }

    /// Finds links and what views find beside the loop; called after a frame, which need not
    /// wait for it.
    fn find_more(&mut self) {
        self.searches
            .start_views(&mut self.inbox.tasks, &self.sender);
        if let Some(library) = self.unlinked.take() {
            let sender = self.sender.clone();
            self.inbox.tasks.spawn_blocking(move || {
                library.find_links();
                sender.send(Message::LinksFound(library)).ok();
            });
        }
    }

    fn redraw(&mut self) -> Result<(), RuntimeError> {
        let size = screen::size();
        self.canvas.reset(size);
        self.tell(Message::Resized(size))
    }

    /// Gives the terminal to the shell and stops. SIGCONT brings it back.
    fn suspend(&mut self, whom: Stopped) -> Result<(), RuntimeError> {
        if !screen::is_held() {
            return Ok(());
        }
        if !jobs::can_be_continued() {
            return self.tell(Message::NotSuspended);
        }
        // The stream's thread would take keys that are the shell's.
        self.inbox.events = None;
        screen::release();
        jobs::stop(whom).map_err(|error| RuntimeError::Terminal(error.into()))
    }

    /// Takes the terminal again, after a stop of our own or one that could not be
    /// caught, when the modes are what the shell has left.
    fn resume(&mut self) -> Result<(), RuntimeError> {
        // Before there is a new stream, which waits for what the old one's thread holds.
        self.inbox.events = None;
        screen::release();
        screen::acquire(self.mouse).map_err(RuntimeError::from_write)?;
        self.inbox.events = Some(EventStream::new());
        self.inbox.wait_again();
        self.redraw()
    }
}
