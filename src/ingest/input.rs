//! Opening what was named, and loading it.

use std::ops::ControlFlow;
use std::path::PathBuf;

use super::Loaded;

/// Something to load.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The listing that is part of the program.
    Seed,
    /// A file, or a directory of them.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

/// How far loading has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes done.
    pub bytes_done: u64,
    /// Bytes in all; 0 where that is not known.
    pub bytes_total: u64,
    /// Articles found so far.
    pub articles: u64,
}

/// Loads all inputs in order. `progress` is called now and then, and may break off.
///
/// What cannot be read is in the report; what was good is in the catalogue.
pub fn load(_inputs: &[Input], _progress: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Loaded {
    Loaded::default()
}
