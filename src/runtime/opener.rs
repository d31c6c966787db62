//! Starts the program that shows a page: as a vector of arguments, never through a
//! shell.

use std::collections::VecDeque;
use std::env;
use std::process::Command as Process;

use super::children;
use crate::links::{Address, Attempt, Command, Desktop, Failure, OpenError, Platform, commands};

/// What pages are opened with.
#[derive(Clone, Debug)]
pub struct Opener {
    desktop: Desktop,
    set: Option<Command>,
}

/// An address on its way to the first program that takes it.
#[derive(Debug)]
pub(super) struct Opening {
    address: Address,
    waiting: VecDeque<Result<Command, Attempt>>,
    failed: Vec<Attempt>,
}

/// How far an opening has come.
#[derive(Debug)]
pub(super) enum Step {
    /// To its end.
    Ended(Result<(), OpenError>),
    /// To a program that needs the terminal for itself: [`Opening::try_in_terminal`].
    NeedsTerminal,
}

impl Opener {
    /// An opener for where the program runs; `set` is the command that the person has set.
    #[must_use]
    pub fn of_environment(set: Option<Command>) -> Self {
        let desktop = Desktop {
            platform: platform(),
            browser: env::var("BROWSER").ok(),
            has_display: is_set("DISPLAY") || is_set("WAYLAND_DISPLAY"),
            is_remote: is_remote(),
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
        let mut opening = self.opening(address);
        loop {
            match opening.go_on() {
                Step::Ended(result) => return result,
                Step::NeedsTerminal if opening.try_in_terminal() => return Ok(()),
                Step::NeedsTerminal => {}
            }
        }
    }

    pub(super) fn opening(&self, address: &Address) -> Opening {
        Opening {
            address: address.clone(),
            waiting: commands(self.set.as_ref(), &self.desktop).into(),
            failed: Vec::new(),
        }
    }
}

impl Opening {
    /// Tries the next programs, up to one that takes the address or needs the terminal.
    /// May take a second for each.
    pub(super) fn go_on(&mut self) -> Step {
        while let Some(next) = self.waiting.pop_front() {
            match next {
                Ok(command) if command.needs_terminal() => {
                    self.waiting.push_front(Ok(command));
                    return Step::NeedsTerminal;
                }
                Ok(command) => {
                    let started = children::start(&mut self.process(&command), Vec::new());
                    if self.took(&command, started) {
                        return Step::Ended(Ok(()));
                    }
                }
                Err(attempt) => self.failed.push(attempt),
            }
        }
        let failed = std::mem::take(&mut self.failed);
        Step::Ended(Err(if failed.is_empty() {
            OpenError::NoOpener
        } else {
            OpenError::Failed(failed)
        }))
    }

    /// Tries the program that needs the terminal, waits for its end, and says whether it
    /// took the address.
    pub(super) fn try_in_terminal(&mut self) -> bool {
        let Some(Ok(command)) = self.waiting.pop_front() else {
            return false;
        };
        let ran = children::run_in_terminal(&mut self.process(&command));
        self.took(&command, ran)
    }

    fn process(&self, command: &Command) -> Process {
        let mut process = Process::new(command.program());
        process.args(command.arguments(&self.address));
        process
    }

    fn took(&mut self, command: &Command, outcome: Result<(), Failure>) -> bool {
        let attempt = outcome.err().map(|failure| Attempt {
            command: command.to_string(),
            failure,
        });
        let took = attempt.is_none();
        self.failed.extend(attempt);
        took
    }
}

/// Whether a variable is set to something.
pub(super) fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// Whether the person sits elsewhere.
pub(super) fn is_remote() -> bool {
    is_set("SSH_CONNECTION") || is_set("SSH_TTY")
}

pub(super) fn platform() -> Platform {
    if cfg!(target_os = "macos") {
        Platform::MacOs
    } else if is_set("WSL_DISTRO_NAME") {
        Platform::Wsl
    } else {
        Platform::Unix
    }
}
