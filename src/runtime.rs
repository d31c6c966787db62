//! The event loop, the terminal, tasks: the only impure and the only async room.
//! Knows Unix terminals, signals and job control, and no others.
//!
//! All threads that wait while the reader is idle wait in the kernel: the event loop, the
//! one that crossterm's event stream reads the keyboard with, the sentinel, which hears
//! signals and the terminal's end, and two for the shelf, one that writes and one that
//! hears of others' changes. There is no tick.

mod ansi;
mod canvas;
mod children;
mod clipboard;
mod editor;
mod error;
mod exporter;
mod history;
mod inbox;
mod input;
mod jobs;
mod keeper;
mod loading;
mod opener;
mod reader;
mod saved_views;
mod screen;
mod searches;
mod sentinel;
mod watch;

use std::fs::{self, File};
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::app::{Library, Message, Options, Shared, Start};
use crate::ingest::{self, Input, LinkSources, Progress};
use crate::storage::Places;
use crate::theme::Theme;
use inbox::Inbox;
use keeper::{Keeper, Unsaved};
use reader::Reader;
use screen::Screen;
use sentinel::Sentinel;

pub use error::{Ending, RuntimeError};
pub use opener::Opener;

/// How long the first frame waits for the articles: a frame that says "loading" and
/// is gone at once is flicker.
const FIRST_FRAME_PATIENCE: Duration = Duration::from_millis(30);

/// Inputs of at most this many bytes are loaded before anything is drawn: that takes
/// some milliseconds, and handing the work to a thread and back costs a fifth of one.
const AT_ONCE_MAX: u64 = 256 * 1024;

/// What a reader is started with.
#[derive(Clone, Debug)]
pub struct Session {
    /// What the person asked for.
    pub options: Options,
    /// What the reader begins with.
    pub start: Start,
    /// Where what outlives the reader is kept; nothing does without it.
    pub state_directory: Option<PathBuf>,
    /// Where what the person keeps is.
    pub places: Places,
    /// The styles.
    pub theme: Theme,
    /// What pages are opened with.
    pub opener: Opener,
}

/// Loads the inputs, in this order, and shows the reader until the person leaves it.
///
/// The terminal is given back however the reader ends.
///
/// # Errors
/// - [`RuntimeError::Display`], [`RuntimeError::Keyboard`], [`RuntimeError::Dumb`] and
///   [`RuntimeError::KeyboardAsData`] before anything is drawn: the reader cannot be
///   used here;
/// - [`RuntimeError::NothingRead`]: no input could be read at all;
/// - [`RuntimeError::Terminal`]: the terminal refused what was asked of it;
/// - [`RuntimeError::Ended`]: a signal, or the terminal is gone;
/// - [`RuntimeError::NotSaved`], [`RuntimeError::EndedUnsaved`]: what the person kept last
///   is not on the disk;
/// - [`RuntimeError::Panicked`]: a task panicked.
pub fn run(inputs: Vec<Input>, links: LinkSources, session: Session) -> Result<(), RuntimeError> {
    if inputs.contains(&Input::Stdin) && io::stdin().is_terminal() {
        return Err(RuntimeError::KeyboardAsData);
    }
    let is_small = are_small(&inputs, &links);
    let load = move |progress: &mut dyn FnMut(Progress) -> ControlFlow<()>| {
        let loaded = ingest::load(&inputs, progress);
        let found = ingest::find_links(&inputs, &loaded, &links);
        Library::new(loaded, found)
    };
    if is_small {
        let library = Shared::new(load(&mut |_| ControlFlow::Continue(())));
        loading::check_anything_read(&library)?;
        return start(session, Articles::<LoadOnce>::Loaded(library));
    }
    run_with(session, load)
}

/// Whether the inputs and lists are regular files, none of which keeps the first frame
/// waiting.
fn are_small(inputs: &[Input], links: &LinkSources) -> bool {
    let mut left = AT_ONCE_MAX;
    let mut is_small = |path: &PathBuf| {
        fs::metadata(path).is_ok_and(|file| {
            let fits = file.is_file() && file.len() <= left;
            left = left.saturating_sub(file.len());
            fits
        })
    };
    let inputs = inputs.iter().all(|input| match input {
        Input::Seed => true,
        Input::Stdin => false,
        Input::Path(path) => is_small(path),
    });
    inputs && links.lists.iter().all(is_small)
}

/// Shows the reader over what `load` gives, which is called on a thread of its own.
///
/// # Errors
/// As [`run`].
pub fn run_with<L>(session: Session, load: L) -> Result<(), RuntimeError>
where
    L: FnOnce(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Library + Send + 'static,
{
    start(session, Articles::<L>::ToLoad(load))
}

/// The articles, or what gives them.
enum Articles<L> {
    Loaded(Shared<Library>),
    ToLoad(L),
}

type LoadOnce = fn(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Library;

fn start<L>(session: Session, articles: Articles<L>) -> Result<(), RuntimeError>
where
    L: FnOnce(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Library + Send + 'static,
{
    check_terminal()?;
    let runtime = Builder::new_current_thread()
        .enable_time()
        // A thread that waits for the next task would wake up later to find none.
        .thread_keep_alive(Duration::ZERO)
        .build()
        .map_err(RuntimeError::Terminal)?;
    let outcome = show(&runtime, session, articles);
    // Waiting for a load that reads a pipe would keep a person from leaving.
    runtime.shutdown_background();
    outcome
}

fn show<L>(runtime: &Runtime, session: Session, articles: Articles<L>) -> Result<(), RuntimeError>
where
    L: FnOnce(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Library + Send + 'static,
{
    let (sender, messages) = mpsc::unbounded_channel();
    let mut tasks = JoinSet::new();
    match articles {
        Articles::Loaded(library) => {
            sender.send(Message::Loaded(library)).ok();
        }
        Articles::ToLoad(load) => {
            loading::spawn(&mut tasks, runtime.handle(), sender.clone(), load);
        }
    }
    let unsaved = Unsaved::default();
    let posted = Sentinel::post(unsaved.clone());
    let (mut sentinel, notices) = posted.map_err(RuntimeError::Terminal)?;
    let screen =
        Screen::enter(screen::Mouse::from(session.options)).map_err(RuntimeError::Terminal)?;
    let inbox = Inbox::new(notices, messages, tasks);
    let keeper = Keeper::new(session.places.clone(), sender.clone(), unsaved);
    let mut reader = Reader::new(session, screen::size(), (sender, inbox), keeper);
    let outcome = runtime.block_on(async {
        reader.show_first(FIRST_FRAME_PATIENCE).await?;
        // The frame need not wait for a thread to be set up.
        sentinel.start().map_err(RuntimeError::Terminal)?;
        reader.read().await
    });
    // In this order: while the terminal is given back and the last change is written the
    // sentinel still stands by.
    drop(screen);
    let exported = runtime.block_on(reader.finish_exports());
    let finished = reader.finish();
    drop(sentinel);
    match (outcome, finished) {
        (outcome, Ok(())) => outcome.and(exported),
        (Err(RuntimeError::Ended(ending)), Err(error)) => {
            Err(RuntimeError::EndedUnsaved(ending, error))
        }
        (_, Err(error)) => Err(RuntimeError::NotSaved(error)),
    }
}

fn check_terminal() -> Result<(), RuntimeError> {
    if !io::stdout().is_terminal() {
        return Err(RuntimeError::Display);
    }
    match std::env::var("TERM") {
        Ok(name) if !name.is_empty() && name != "dumb" => {}
        _ => return Err(RuntimeError::Dumb),
    }
    if !io::stdin().is_terminal() {
        let keyboard = File::options().read(true).write(true).open("/dev/tty");
        keyboard.map_err(RuntimeError::Keyboard)?;
    }
    Ok(())
}
