//! Hears signals and the terminal's end on a thread of its own, and sees to it that an
//! ending does end.
//!
//! The event loop cannot watch for these alone: when the terminal goes away crossterm
//! reads end-of-file for ever inside one call, and in the middle of a key's bytes it
//! waits there for the rest.

use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGTSTP};
use signal_hook::{SigId, flag, low_level};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use super::error::Ending;
use super::jobs::{self, Stopped};
use super::keeper::Unsaved;
use super::screen;
use crate::storage::LOCK_PATIENCE;

/// How long the program has to end by itself, after the last change was saved.
const GRACE: Duration = Duration::from_millis(500);

/// How long it has while changes are not saved: longer than a writer waits for another
/// process to give the lock back, shorter than whoever asks it to end waits before it is
/// killed (ten seconds for a container, ninety for a service).
const GRACE_UNSAVED: Duration = LOCK_PATIENCE.saturating_add(Duration::from_secs(2));

/// How often it is looked, while the program ends, whether they are saved.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// What the sentinel tells the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// The program is to end.
    Ended(Ending),
    /// SIGTSTP.
    StopAsked,
    /// SIGCONT.
    Continued,
}

impl Notice {
    /// Whether a key of the terminal sends its signal, to every program of the job.
    const fn is_of_keys(self) -> bool {
        matches!(
            self,
            Self::Ended(Ending::Interrupted | Ending::QuitSignal) | Self::StopAsked
        )
    }
}

/// The thread; dropping relieves it.
pub(super) struct Sentinel {
    relieved: Arc<AtomicBool>,
    bell: UnixStream,
    handlers: Vec<SigId>,
    /// What the thread is to do, as long as it has not started.
    watch: Option<Watch>,
}

impl Sentinel {
    /// Starts listening: signals that come from now on are noticed, at the latest when
    /// the thread [starts](Self::start).
    pub(super) fn post(unsaved: Unsaved) -> io::Result<(Self, UnboundedReceiver<Notice>)> {
        let (waiting, bell) = UnixStream::pair()?;
        waiting.set_nonblocking(true)?;
        let (loop_, notices) = mpsc::unbounded_channel();
        let mut sentinel = Self {
            relieved: Arc::default(),
            bell,
            handlers: Vec::new(),
            watch: None,
        };
        let endings = Ending::ALL.map(|ending| (ending.signal(), Notice::Ended(ending)));
        let jobs = [(SIGTSTP, Notice::StopAsked), (SIGCONT, Notice::Continued)];
        let mut heard = Vec::new();
        for (signal, notice) in endings.into_iter().chain(jobs) {
            let raised = Arc::new(AtomicBool::new(false));
            // In this order: the bell must not ring before the flag is up.
            let handlers = &mut sentinel.handlers;
            handlers.push(flag::register(signal, Arc::clone(&raised))?);
            handlers.push(low_level::pipe::register(
                signal,
                sentinel.bell.try_clone()?,
            )?);
            heard.push((raised, notice));
        }
        sentinel.watch = Some(Watch {
            waiting,
            relieved: Arc::clone(&sentinel.relieved),
            heard,
            loop_,
            unsaved,
            terminal_watched: true,
        });
        Ok((sentinel, notices))
    }

    /// Starts the thread, unless it has started.
    pub(super) fn start(&mut self) -> io::Result<()> {
        if let Some(watch) = self.watch.take() {
            let thread = thread::Builder::new().name("sentinel".to_owned());
            thread.spawn(move || watch.stand())?;
        }
        Ok(())
    }
}

impl Drop for Sentinel {
    fn drop(&mut self) {
        for handler in self.handlers.drain(..) {
            low_level::unregister(handler);
        }
        self.relieved.store(true, Ordering::SeqCst);
        self.bell.write_all(b"!").ok();
    }
}

/// The thread's side.
struct Watch {
    waiting: UnixStream,
    relieved: Arc<AtomicBool>,
    heard: Vec<(Arc<AtomicBool>, Notice)>,
    loop_: UnboundedSender<Notice>,
    unsaved: Unsaved,
    terminal_watched: bool,
}

impl Watch {
    fn stand(mut self) {
        loop {
            let hung_up = self.wait(None);
            if self.is_relieved() {
                return;
            }
            let hung_up = hung_up.then_some(Notice::Ended(Ending::HungUp));
            let raised = self
                .heard
                .iter()
                .filter(|(raised, _)| raised.swap(false, Ordering::SeqCst))
                .map(|(_, notice)| *notice);
            let notices: Vec<Notice> = hung_up.into_iter().chain(raised).collect();
            for notice in notices {
                if screen::is_lent() && notice.is_of_keys() {
                    if notice == Notice::StopAsked {
                        // The other program has stopped; the shell waits for us too. Where
                        // it cannot be done nobody could continue us either.
                        if jobs::can_be_continued() {
                            jobs::stop(Stopped::Reader).ok();
                        }
                    }
                    continue;
                }
                self.loop_.send(notice).ok();
                if let Notice::Ended(ending) = notice {
                    self.see_to(ending);
                    return;
                }
            }
        }
    }

    /// Ends the program if it has not ended by itself in time. The loop may be stuck, as
    /// it is while an editor has the terminal; the writer has a thread of its own, and is
    /// waited for whether or not the loop waits for it.
    fn see_to(&mut self, ending: Ending) {
        let now = Instant::now();
        let (mut deadline, last) = (now + GRACE, now + GRACE_UNSAVED);
        while !self.is_relieved() {
            let mut patience = LOOK_EVERY;
            if self.unsaved.is_any() {
                deadline = (Instant::now() + GRACE).min(last);
            } else {
                patience = GRACE;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                screen::release();
                process::exit(ending.exit_code().into());
            }
            self.wait(Some(left.min(patience)));
        }
    }

    fn is_relieved(&self) -> bool {
        self.relieved.load(Ordering::SeqCst)
    }

    /// Sleeps until the bell rings or the terminal hangs up, and says whether it has.
    fn wait(&mut self, patience: Option<Duration>) -> bool {
        let stdout = io::stdout();
        let hung_up = {
            let patience = patience.and_then(|patience| Timespec::try_from(patience).ok());
            let mut watched = vec![PollFd::new(&self.waiting, PollFlags::IN)];
            if self.terminal_watched {
                // No event is asked for: errors and hang-ups are always told.
                watched.push(PollFd::new(&stdout, PollFlags::empty()));
            }
            match poll(&mut watched, patience.as_ref()) {
                Ok(_) => watched.get(1).map_or(PollFlags::empty(), PollFd::revents),
                Err(_) => PollFlags::empty(),
            }
        };
        // Told once; asked again it would be told for ever, and some systems cannot
        // poll terminals at all (NVAL).
        self.terminal_watched &= hung_up.is_empty();
        let mut rings = [0; 64];
        while !matches!(
            rustix::io::read(&self.waiting, &mut rings),
            Ok(0) | Err(Errno::AGAIN)
        ) {}
        hung_up.intersects(PollFlags::HUP | PollFlags::ERR)
    }
}
