//! The one thread of a reader that writes: what is asked for while it writes goes to
//! the disk together with the next change, and what fails is tried again.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::NaiveDateTime;

use super::{Committed, Disk, Request, Store, StoreError};
use crate::shelf::Shelf;

/// How long to wait before a failed write is tried again: at first, and at most.
const RETRY_FIRST: Duration = Duration::from_millis(500);
const RETRY_LAST: Duration = Duration::from_secs(30);

/// What the thread tells.
#[derive(Debug)]
pub enum Saved {
    /// The shelf as it is on the disk now, the requests that are among it, and what
    /// became of each.
    Done(Shelf, Vec<Request>, Committed),
    /// Others have changed the shelf, or it can be read again.
    Changed(Shelf),
    /// This many requests are not saved; they will be tried again.
    Failed(StoreError, usize),
}

enum Order {
    Save(Request),
    Look,
    Finish(Sender<Result<(), StoreError>>),
}

/// The thread. Dropping it without [`Writer::finish`] leaves what is not written yet.
#[derive(Debug)]
pub struct Writer {
    orders: Sender<Order>,
    thread: JoinHandle<()>,
}

impl Writer {
    /// Starts the thread. `now` tells the time; `tell` is called on the thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start<D: Disk + Send + 'static>(
        store: Store<D>,
        now: fn() -> NaiveDateTime,
        tell: impl FnMut(Saved) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (orders, inbox) = mpsc::channel();
        let work = Work {
            store,
            now,
            tell: Box::new(tell),
            pending: Vec::new(),
            retry: RETRY_FIRST,
            is_readable: true,
        };
        let thread = thread::Builder::new().name("shelf".to_owned());
        let thread = thread.spawn(move || work.run(&inbox))?;
        Ok(Self { orders, thread })
    }

    /// Asks for a change; returns at once.
    pub fn save(&self, request: Request) {
        // The thread ends only when it is told to, or by a panic, which finishing tells.
        self.orders.send(Order::Save(request)).ok();
    }

    /// Asks to look whether others have changed something; returns at once.
    pub fn look(&self) {
        self.orders.send(Order::Look).ok();
    }

    /// What asks to look, for a thread of its own.
    pub fn looker(&self) -> impl Fn() + Send + 'static {
        let orders = self.orders.clone();
        move || {
            orders.send(Order::Look).ok();
        }
    }

    /// Writes what is waiting, tries once more what has failed, and ends the thread.
    ///
    /// # Errors
    /// Why something is lost.
    ///
    /// # Panics
    /// With the thread's panic.
    pub fn finish(self) -> Result<(), StoreError> {
        let (answer, answered) = mpsc::channel();
        self.orders.send(Order::Finish(answer)).ok();
        let outcome = answered.recv();
        if let Err(panic) = self.thread.join() {
            std::panic::resume_unwind(panic);
        }
        outcome.unwrap_or(Ok(()))
    }
}

struct Work<D> {
    store: Store<D>,
    now: fn() -> NaiveDateTime,
    tell: Box<dyn FnMut(Saved) + Send>,
    pending: Vec<Request>,
    retry: Duration,
    /// Whether the shelf could be read when it was looked at last.
    is_readable: bool,
}

impl<D: Disk> Work<D> {
    fn run(mut self, inbox: &Receiver<Order>) {
        let mut due = None;
        loop {
            let order = match due {
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(due) => {
                    let left = Instant::saturating_duration_since(&due, Instant::now());
                    inbox.recv_timeout(left)
                }
            };
            let mut finish = None;
            let mut looks = false;
            match order {
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
                Ok(order) => {
                    for order in std::iter::once(order).chain(inbox.try_iter()) {
                        match order {
                            Order::Save(request) => self.pending.push(request),
                            Order::Look => looks = true,
                            Order::Finish(answer) => finish = Some(answer),
                        }
                    }
                }
            }
            let saved = self.save();
            if looks && self.pending.is_empty() {
                self.look();
            }
            if let Some(answer) = finish {
                answer.send(saved).ok();
                return;
            }
            due = saved.err().map(|error| {
                (self.tell)(Saved::Failed(error, self.pending.len()));
                let wait = self.retry;
                self.retry = (wait * 2).min(RETRY_LAST);
                Instant::now() + wait
            });
        }
    }

    /// Saves all that is waiting; where that fails, what can be saved of it, so that a
    /// broken file of bookmarks does not keep read marks from being saved.
    fn save(&mut self) -> Result<(), StoreError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let mut failed = None;
        let batch = std::mem::take(&mut self.pending);
        match self.commit(&batch) {
            Ok(()) => {}
            Err(error) if batch.len() == 1 => {
                self.pending = batch;
                failed = Some(error);
            }
            Err(_) => {
                for request in batch {
                    // An undo means what was done before it, saved or not.
                    let waits = failed.is_some() && !matches!(request, Request::Do(_));
                    if waits {
                        self.pending.push(request);
                    } else if let Err(error) = self.commit(std::slice::from_ref(&request)) {
                        self.pending.push(request);
                        failed = Some(error);
                    }
                }
            }
        }
        if let Some(error) = failed {
            return Err(error);
        }
        self.retry = RETRY_FIRST;
        Ok(())
    }

    fn commit(&mut self, batch: &[Request]) -> Result<(), StoreError> {
        let committed = self.store.commit(batch, (self.now)())?;
        let requests = batch.to_vec();
        (self.tell)(Saved::Done(self.store.shelf().clone(), requests, committed));
        Ok(())
    }

    fn look(&mut self) {
        let before = self.store.shelf().clone();
        let read = self.store.read();
        let is_well = read.is_ok();
        if *self.store.shelf() != before || (is_well && !self.is_readable) {
            (self.tell)(Saved::Changed(self.store.shelf().clone()));
        }
        // Told once: whoever looks every second would hear it as often.
        if let Err(error) = read
            && std::mem::replace(&mut self.is_readable, false)
        {
            (self.tell)(Saved::Failed(error, 0));
        }
        self.is_readable = is_well;
    }
}
