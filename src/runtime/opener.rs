//! Starts the program that shows a page: as a vector of arguments, never through a
//! shell, detached, its output thrown away.

use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command as Process, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use std::{env, io, thread};

use crate::links::{Address, Attempt, Command, Desktop, Failure, OpenError, Platform, commands};

/// How long a program may fail: one that runs on has found its page, or will say so in
/// its own window.
const PATIENCE: Duration = Duration::from_secs(1);

/// What pages are opened with.
#[derive(Clone, Debug)]
pub struct Opener {
    desktop: Desktop,
    set: Option<Command>,
}

impl Opener {
    /// An opener for where the program runs; `set` is the command that the person has set.
    #[must_use]
    pub fn of_environment(set: Option<Command>) -> Self {
        let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        let platform = if cfg!(target_os = "macos") {
            Platform::MacOs
        } else if is_set("WSL_DISTRO_NAME") {
            Platform::Wsl
        } else {
            Platform::Unix
        };
        let desktop = Desktop {
            platform,
            browser: env::var("BROWSER").ok(),
            has_display: is_set("DISPLAY") || is_set("WAYLAND_DISPLAY"),
            is_remote: is_set("SSH_CONNECTION") || is_set("SSH_TTY"),
        };
        Self { desktop, set }
    }

    /// Opens an address with the first program that takes it. Waits until it has ended,
    /// or for a second; one that needs the terminal is waited for to its end.
    ///
    /// # Errors
    /// - [`OpenError::NoOpener`]: there is nothing to open a page with;
    /// - [`OpenError::Failed`]: nothing of what there is could do it.
    pub fn open(&self, address: &Address) -> Result<(), OpenError> {
        let mut attempts = Vec::new();
        for command in commands(self.set.as_ref(), &self.desktop) {
            let tried = command.and_then(|command| {
                start(&command, address).map_err(|failure| Attempt {
                    command: command.to_string(),
                    failure,
                })
            });
            match tried {
                Ok(()) => return Ok(()),
                Err(attempt) => attempts.push(attempt),
            }
        }
        if attempts.is_empty() {
            return Err(OpenError::NoOpener);
        }
        Err(OpenError::Failed(attempts))
    }
}

fn start(command: &Command, address: &Address) -> Result<(), Failure> {
    let mut process = Process::new(command.program());
    process.args(command.arguments(address));
    if command.needs_terminal() {
        let status = process.status().map_err(|error| refused(&error))?;
        return ended(status);
    }
    process
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // A group of its own: what ends the reader or stops it does not reach the page.
        .process_group(0);
    let child = process.spawn().map_err(|error| refused(&error))?;
    match status_within(child, PATIENCE) {
        Some(status) => ended(status),
        None => Ok(()),
    }
}

/// How a child ended, if it does in time. A thread takes it in whenever it ends, so that
/// no dead process stays behind.
fn status_within(mut child: Child, patience: Duration) -> Option<ExitStatus> {
    let (sender, status) = mpsc::channel();
    thread::spawn(move || {
        if let Ok(status) = child.wait() {
            // Nobody listens any more once the time is over.
            sender.send(status).ok();
        }
    });
    status.recv_timeout(patience).ok()
}

fn ended(status: ExitStatus) -> Result<(), Failure> {
    if status.success() {
        return Ok(());
    }
    Err(match status.code() {
        Some(code) => Failure::Exited(code),
        None => Failure::Killed(status.signal().unwrap_or_default()),
    })
}

fn refused(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        return Failure::NotFound;
    }
    let message = error.to_string();
    let message = message.split(" (os error").next().unwrap_or(&message);
    Failure::Refused(message.to_ascii_lowercase())
}
