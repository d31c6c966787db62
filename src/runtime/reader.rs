//! The loop: sleep until something happens, take in all that has happened, draw once.

use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use crossterm::event::{Event, EventStream};
use futures_util::StreamExt;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::task::{JoinError, JoinSet};
use tokio::time;

use super::Session;
use super::canvas::Canvas;
use super::error::RuntimeError;
use super::history::History;
use super::input;
use super::jobs::{self, Stopped};
use super::loading;
use super::screen::{self, Mouse};
use super::searches::Searches;
use super::sentinel::Notice;
use crate::app::{self, App, Effect, Message, Size};
use crate::theme::Theme;
use crate::view;

/// At most this much is taken in before a frame, so that a flood of events cannot
/// keep the screen from changing.
const BATCH: usize = 1_000;

/// Where happenings come from.
pub(super) struct Inbox {
    notices: UnboundedReceiver<Notice>,
    messages: UnboundedReceiver<Message>,
    tasks: JoinSet<()>,
    events: Option<EventStream>,
}

/// Something that has happened.
enum Happening {
    Noticed(Notice),
    Input(std::io::Result<Event>),
    Told(Message),
    TaskEnded(Result<(), JoinError>),
}

impl Inbox {
    /// An inbox that does not read the keyboard yet.
    pub(super) fn new(
        notices: UnboundedReceiver<Notice>,
        messages: UnboundedReceiver<Message>,
        tasks: JoinSet<()>,
    ) -> Self {
        Self {
            notices,
            messages,
            tasks,
            events: None,
        }
    }

    /// Waits for the next happening. Nothing is lost when the future is dropped.
    async fn next(&mut self) -> Happening {
        let Self {
            notices,
            messages,
            tasks,
            events,
        } = self;
        let input = async {
            match events {
                Some(events) => events.next().await,
                None => None,
            }
        };
        tokio::select! {
            biased;
            Some(notice) = notices.recv() => Happening::Noticed(notice),
            Some(ended) = tasks.join_next() => Happening::TaskEnded(ended),
            Some(message) = messages.recv() => Happening::Told(message),
            Some(event) = input => Happening::Input(event),
            else => std::future::pending().await,
        }
    }

    /// The next happening, if there is one already.
    ///
    /// Polled with the loop's own waker: the event stream keeps the first one it is
    /// shown until an event arrives, so that a throw-away waker would lose that event.
    async fn next_waiting(&mut self) -> Option<Happening> {
        let mut next = pin!(self.next());
        poll_fn(|context| {
            Poll::Ready(match next.as_mut().poll(context) {
                Poll::Ready(happening) => Some(happening),
                Poll::Pending => None,
            })
        })
        .await
    }
}

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
    mouse: Mouse,
    flow: Flow,
    resized: bool,
}

impl Reader {
    /// A reader that has not drawn yet.
    pub(super) fn new(
        session: Session,
        size: Size,
        sender: UnboundedSender<Message>,
        inbox: Inbox,
    ) -> Self {
        let Session {
            options,
            start,
            state_directory,
            theme,
        } = session;
        Self {
            app: App::starting(options, start, size),
            theme,
            canvas: Canvas::new(size),
            inbox,
            sender,
            searches: Searches::default(),
            history: History::new(state_directory),
            mouse: Mouse::from(options),
            flow: Flow::Stay,
            resized: false,
        }
    }

    /// Takes in the articles if they come in time for the first frame.
    pub(super) async fn wait_for_articles(
        &mut self,
        patience: Duration,
    ) -> Result<(), RuntimeError> {
        if let Ok(Some(message)) = time::timeout(patience, self.inbox.messages.recv()).await {
            self.tell(message)?;
        }
        self.settle()
    }

    /// Draws and takes in what happens until the person leaves.
    pub(super) async fn read(mut self) -> Result<(), RuntimeError> {
        self.draw()?;
        // After the first frame, which need not wait for a thread and a poll to be set
        // up; keys typed meanwhile wait in the terminal.
        self.inbox.events = Some(EventStream::new());
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
        }
        Ok(())
    }

    fn take(&mut self, happening: Happening) -> Result<(), RuntimeError> {
        match happening {
            Happening::Noticed(Notice::Ended(ending)) => Err(RuntimeError::Ended(ending)),
            Happening::Noticed(Notice::StopAsked) => self.suspend(Stopped::Reader),
            Happening::Noticed(Notice::Continued) => self.resume(),
            Happening::TaskEnded(Err(error)) if error.is_panic() => Err(RuntimeError::Panicked),
            Happening::TaskEnded(_) => Ok(()),
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

    fn perform(&mut self, effect: Effect) -> Result<Option<Message>, RuntimeError> {
        match effect {
            Effect::Search { generation, wanted } => {
                return Ok(self.searches.request(generation, *wanted));
            }
            Effect::ReadQueries => {
                return Ok(Some(Message::QueriesRead(self.history.read())));
            }
            Effect::KeepQuery(query) => {
                let kept = self.history.keep(&query);
                return Ok(kept
                    .err()
                    .map(|error| Message::QueryNotKept(error.to_string())));
            }
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

    /// What is done once for all that has happened.
    fn settle(&mut self) -> Result<(), RuntimeError> {
        if std::mem::take(&mut self.resized) {
            let size = screen::size();
            if size != self.canvas.size() {
                self.canvas.reset(size);
                self.tell(Message::Resized(size))?;
            }
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
        self.redraw()
    }
}
