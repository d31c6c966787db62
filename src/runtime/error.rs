//! Why a reader ended other than by the person's own wish.

use std::fmt;
use std::io;

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use thiserror::Error;

use crate::ingest::Report;
use crate::storage::StoreError;

/// Why the reader could not be shown, or ended.
#[derive(Debug, Error)]
pub enum RuntimeError {
    /// Standard output is not a terminal.
    #[error(
        "could not show the reader: standard output is not a terminal; 'tagleaf list' prints the articles"
    )]
    Display,
    /// `TERM` names no terminal that can place text.
    #[error(
        "could not show the reader: the terminal cannot place text (TERM is unset or 'dumb'); set TERM, or print the articles with 'tagleaf list'"
    )]
    Dumb,
    /// Standard input is not a terminal and there is none to open.
    #[error(
        "could not show the reader: standard input is not a keyboard and there is no '/dev/tty' to open; start it in a terminal, or print the articles with 'tagleaf list'"
    )]
    Keyboard(#[source] io::Error),
    /// Data is asked from the terminal that the keys come from.
    #[error(
        "could not read '-': standard input is the keyboard; pipe a saved page into it, as in 'tagleaf - < page.txt'"
    )]
    KeyboardAsData,
    /// No input could be read at all; why is in the report, file by file.
    #[error("could not read any of the inputs; 'tagleaf check' tells why")]
    NothingRead(Report),
    /// The terminal refused something.
    #[error("could not use the terminal")]
    Terminal(#[source] io::Error),
    /// Something outside ended the program.
    #[error("{0}")]
    Ended(Ending),
    /// Changes could not be saved up to the end.
    #[error("the last changes of the shelf are lost")]
    NotSaved(#[source] StoreError),
    /// The same, when something outside ended the program.
    #[error("{0}; the last changes of the shelf are lost")]
    EndedUnsaved(Ending, #[source] StoreError),
    /// A file that was asked for last was not written, and why.
    #[error("{0}")]
    NotExported(String),
    /// A task panicked; the panic has been printed.
    #[error("a background task failed; this is a bug, please report the lines above")]
    Panicked,
}

impl RuntimeError {
    /// The exit code: 128 and the signal's number for what a shell would report so,
    /// 2 for inputs that cannot be read, else 1.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Ended(ending) | Self::EndedUnsaved(ending, _) => ending.exit_code(),
            Self::KeyboardAsData | Self::NothingRead(_) => 2,
            _ => 1,
        }
    }

    /// An error for a failed write, which has its own meaning when the terminal has
    /// gone.
    pub(super) fn from_write(error: io::Error) -> Self {
        let gone = [rustix::io::Errno::IO, rustix::io::Errno::PIPE]
            .map(rustix::io::Errno::raw_os_error)
            .map(Some);
        if gone.contains(&error.raw_os_error()) {
            Self::Ended(Ending::HungUp)
        } else {
            Self::Terminal(error)
        }
    }
}

/// What ended the program from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The terminal has gone, or SIGHUP said so.
    HungUp,
    /// SIGINT.
    Interrupted,
    /// SIGQUIT.
    QuitSignal,
    /// SIGTERM.
    Terminated,
}

impl Ending {
    /// All of them.
    pub(super) const ALL: [Self; 4] = [
        Self::HungUp,
        Self::Interrupted,
        Self::QuitSignal,
        Self::Terminated,
    ];

    pub(super) const fn signal(self) -> i32 {
        match self {
            Self::HungUp => SIGHUP,
            Self::Interrupted => SIGINT,
            Self::QuitSignal => SIGQUIT,
            Self::Terminated => SIGTERM,
        }
    }

    /// 128 and the signal's number, as shells report it.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        128 + u8::try_from(self.signal()).unwrap_or(0)
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::HungUp => "the terminal has gone",
            Self::Interrupted => "interrupted",
            Self::QuitSignal => "ended by SIGQUIT",
            Self::Terminated => "ended by SIGTERM",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes_are_those_of_shells() {
        assert_eq!(Ending::ALL.map(Ending::exit_code), [129, 130, 131, 143]);
        assert_eq!(RuntimeError::Panicked.exit_code(), 1);
        assert_eq!(RuntimeError::KeyboardAsData.exit_code(), 2);
    }

    #[test]
    fn a_write_to_a_terminal_that_has_gone_is_its_end() {
        let gone = io::Error::from(rustix::io::Errno::IO);
        assert_eq!(RuntimeError::from_write(gone).exit_code(), 129);
        let refused = io::Error::from(rustix::io::Errno::ACCESS);
        assert_eq!(RuntimeError::from_write(refused).exit_code(), 1);
    }
}
