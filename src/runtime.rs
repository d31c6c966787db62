//! The event loop, the terminal, tasks: the only impure and the only async room.
//!
//! Three threads wait while the reader is idle, all of them in the kernel: the event
//! loop, the one that crossterm's event stream reads the keyboard with, and the
//! sentinel, which hears signals and the terminal's end. There is no tick.

#[cfg(not(unix))]
compile_error!("the reader knows only Unix terminals, signals and job control");

mod canvas;
mod error;
mod filters;
mod input;
mod jobs;
mod loading;
mod reader;
mod screen;
mod sentinel;

use std::fs::{self, File};
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::app::{Message, Options, Shared};
use crate::ingest::{self, Input, Loaded, Progress};
use crate::theme::Theme;
use reader::{Inbox, Reader};
use screen::Screen;
use sentinel::Sentinel;

pub use error::{Ending, RuntimeError};

/// How long the first frame waits for the articles: a frame that says "loading" and
/// is gone at once is flicker.
const FIRST_FRAME_PATIENCE: Duration = Duration::from_millis(30);

/// Inputs of at most this many bytes are loaded before anything is drawn: that takes
/// some milliseconds, and handing the work to a thread and back costs a fifth of one.
const AT_ONCE_MAX: u64 = 256 * 1024;

/// What a reader is started with.
#[derive(Clone, Debug)]
pub struct Session {
    /// What to load, in this order.
    pub inputs: Vec<Input>,
    /// What the person asked for.
    pub options: Options,
    /// The styles.
    pub theme: Theme,
}

/// Whether a person sees what is printed, so that the reader can be shown.
#[must_use]
pub fn is_interactive() -> bool {
    io::stdout().is_terminal()
}

/// Shows the reader until the person leaves it.
///
/// The terminal is given back however the reader ends.
///
/// # Errors
/// - [`RuntimeError::Display`], [`RuntimeError::Keyboard`], [`RuntimeError::Dumb`] and
///   [`RuntimeError::KeyboardAsData`] before anything is drawn: the reader cannot be
///   used here;
/// - [`RuntimeError::Terminal`]: the terminal refused what was asked of it;
/// - [`RuntimeError::Ended`]: a signal, or the terminal is gone;
/// - [`RuntimeError::Panicked`]: a task panicked.
pub fn run(session: Session) -> Result<(), RuntimeError> {
    let Session {
        inputs,
        options,
        theme,
    } = session;
    if inputs.contains(&Input::Stdin) && io::stdin().is_terminal() {
        return Err(RuntimeError::KeyboardAsData);
    }
    if are_small(&inputs) {
        let loaded = ingest::load(&inputs, &mut |_| ControlFlow::Continue(()));
        let loaded = Shared::new(loaded);
        return start(options, &theme, Articles::<LoadOnce>::Loaded(loaded));
    }
    run_with(options, &theme, move |progress| {
        ingest::load(&inputs, progress)
    })
}

/// Whether the inputs are regular files, none of which keeps the first frame waiting.
fn are_small(inputs: &[Input]) -> bool {
    let mut left = AT_ONCE_MAX;
    inputs.iter().all(|input| match input {
        Input::Seed => true,
        Input::Stdin => false,
        Input::Path(path) => fs::metadata(path).is_ok_and(|file| {
            let fits = file.is_file() && file.len() <= left;
            left = left.saturating_sub(file.len());
            fits
        }),
    })
}

/// Shows the reader over what `load` gives, which is called on a thread of its own.
///
/// # Errors
/// As [`run`].
pub fn run_with<L>(options: Options, theme: &Theme, load: L) -> Result<(), RuntimeError>
where
    L: FnOnce(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Loaded + Send + 'static,
{
    start(options, theme, Articles::<L>::ToLoad(load))
}

/// The articles, or what gives them.
enum Articles<L> {
    Loaded(Shared<Loaded>),
    ToLoad(L),
}

type LoadOnce = fn(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Loaded;

fn start<L>(options: Options, theme: &Theme, articles: Articles<L>) -> Result<(), RuntimeError>
where
    L: FnOnce(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Loaded + Send + 'static,
{
    check_terminal()?;
    let runtime = Builder::new_current_thread()
        .enable_time()
        // A thread that waits for the next task would wake up later to find none.
        .thread_keep_alive(Duration::ZERO)
        .build()
        .map_err(RuntimeError::Terminal)?;
    let outcome = session(&runtime, options, theme, articles);
    // Waiting for a load that reads a pipe would keep a person from leaving.
    runtime.shutdown_background();
    outcome
}

fn session<L>(
    runtime: &Runtime,
    options: Options,
    theme: &Theme,
    articles: Articles<L>,
) -> Result<(), RuntimeError>
where
    L: FnOnce(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Loaded + Send + 'static,
{
    let (sender, messages) = mpsc::unbounded_channel();
    let mut tasks = JoinSet::new();
    match articles {
        Articles::Loaded(loaded) => {
            sender.send(Message::Loaded(loaded)).ok();
        }
        Articles::ToLoad(load) => {
            loading::spawn(&mut tasks, runtime.handle(), sender.clone(), load);
        }
    }
    let (sentinel, notices) = Sentinel::post().map_err(RuntimeError::Terminal)?;
    let screen = Screen::enter(screen::Mouse::from(options)).map_err(RuntimeError::Terminal)?;
    let inbox = Inbox::new(notices, messages, tasks);
    let outcome = runtime.block_on(async {
        let mut reader = Reader::new(options, theme, screen::size(), sender, inbox)?;
        reader.wait_for_articles(FIRST_FRAME_PATIENCE).await?;
        reader.read().await
    });
    // In this order: while the terminal is given back the sentinel still stands by.
    drop(screen);
    drop(sentinel);
    outcome
}

fn check_terminal() -> Result<(), RuntimeError> {
    if !is_interactive() {
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
