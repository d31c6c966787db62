//! What happens, one thing after the other.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use crossterm::event::{Event, EventStream};
use futures_util::StreamExt;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::{JoinError, JoinSet};
use tokio::time::{self, Instant};

use super::opener::{Opening, Step};
use super::sentinel::Notice;
use crate::app::Message;
use crate::links::Link;

/// Where happenings come from.
pub(super) struct Inbox {
    notices: UnboundedReceiver<Notice>,
    pub messages: UnboundedReceiver<Message>,
    pub tasks: JoinSet<()>,
    openings: JoinSet<Tried>,
    exports: JoinSet<Message>,
    /// The keyboard; none while it is another program's.
    pub events: Option<EventStream>,
    alarm: Option<Alarm>,
}

/// A wait that was asked for.
#[derive(Clone, Copy, Debug)]
struct Alarm {
    generation: u64,
    time: Duration,
    due: Instant,
}

/// Something that has happened.
pub(super) enum Happening {
    Noticed(Notice),
    Input(std::io::Result<Event>),
    Told(Message),
    TaskEnded(Result<(), JoinError>),
    Tried(Result<Tried, JoinError>),
}

/// A page on its way to a browser, and how far it has come.
#[derive(Debug)]
pub(super) struct Tried {
    pub link: Link,
    pub opening: Opening,
    pub step: Step,
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
            openings: JoinSet::new(),
            exports: JoinSet::new(),
            events: None,
            alarm: None,
        }
    }

    /// Tries programs beside the loop: each may take a second.
    pub(super) fn try_opening(&mut self, link: Link, mut opening: Opening) {
        self.openings.spawn_blocking(move || {
            let step = opening.go_on();
            Tried {
                link,
                opening,
                step,
            }
        });
    }

    /// Writes a file beside the loop; what comes of it is told.
    pub(super) fn export(&mut self, write: impl FnOnce() -> Message + Send + 'static) {
        self.exports.spawn_blocking(write);
    }

    /// What becomes of the next file that is still being written.
    pub(super) async fn next_export(&mut self) -> Option<Message> {
        self.exports.join_next().await?.ok()
    }

    /// Tells that a time has passed; replaces what was to be told so before.
    pub(super) fn wait(&mut self, generation: u64, time: Duration) {
        let due = Instant::now() + time;
        self.alarm = Some(Alarm {
            generation,
            time,
            due,
        });
    }

    /// Begins the time that is waited for anew: nobody has seen the reader meanwhile.
    pub(super) fn wait_again(&mut self) {
        if let Some(Alarm {
            generation, time, ..
        }) = self.alarm
        {
            self.wait(generation, time);
        }
    }

    /// Waits for the next happening. Nothing is lost when the future is dropped.
    pub(super) async fn next(&mut self) -> Happening {
        let Self {
            notices,
            messages,
            tasks,
            openings,
            exports,
            events,
            alarm,
        } = self;
        let input = async {
            match events {
                Some(events) => events.next().await,
                None => None,
            }
        };
        let due = alarm.map(|alarm| alarm.due);
        let waited = async {
            match due {
                Some(due) => time::sleep_until(due).await,
                None => std::future::pending().await,
            }
            alarm.take()
        };
        tokio::select! {
            biased;
            Some(notice) = notices.recv() => Happening::Noticed(notice),
            Some(ended) = tasks.join_next() => Happening::TaskEnded(ended),
            Some(tried) = openings.join_next() => Happening::Tried(tried),
            Some(written) = exports.join_next() => match written {
                Ok(message) => Happening::Told(message),
                Err(error) => Happening::TaskEnded(Err(error)),
            },
            Some(message) = messages.recv() => Happening::Told(message),
            Some(event) = input => Happening::Input(event),
            Some(Alarm { generation, .. }) = waited => {
                Happening::Told(Message::Waited { generation })
            }
            else => std::future::pending().await,
        }
    }

    /// The next happening, if there is one already.
    ///
    /// Polled with the loop's own waker: the event stream keeps the first one it is
    /// shown until an event arrives, so that a throw-away waker would lose that event.
    pub(super) async fn next_waiting(&mut self) -> Option<Happening> {
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
