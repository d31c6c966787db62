//! What happens, one thing after the other.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use crossterm::event::{Event, EventStream};
use futures_util::StreamExt;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::{JoinError, JoinSet};

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
    /// The keyboard; none while it is another program's.
    pub events: Option<EventStream>,
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
            events: None,
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

    /// Waits for the next happening. Nothing is lost when the future is dropped.
    pub(super) async fn next(&mut self) -> Happening {
        let Self {
            notices,
            messages,
            tasks,
            openings,
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
            Some(tried) = openings.join_next() => Happening::Tried(tried),
            Some(message) = messages.recv() => Happening::Told(message),
            Some(event) = input => Happening::Input(event),
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
