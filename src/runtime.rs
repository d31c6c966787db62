//! The event loop, the terminal, tasks: the only impure and the only async room.

use thiserror::Error;

use crate::app::Options;
use crate::ingest::Input;
use crate::theme::Theme;

/// What the reader is opened with.
#[derive(Debug)]
pub struct Session {
    /// What is loaded.
    pub inputs: Vec<Input>,
    /// What the person asked for.
    pub options: Options,
    /// How it looks.
    pub theme: Theme,
}

/// Why the reader ended badly.
#[derive(Debug, Error)]
pub enum RuntimeError {}

/// Runs the reader.
///
/// # Errors
/// None yet.
pub fn run(_session: Session) -> Result<(), RuntimeError> {
    Ok(())
}
