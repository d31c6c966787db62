//! Opening what was named, and loading it.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::Loaded;
use super::loader::Loader;
use super::walk::{Found, walk};
use crate::text::CleanString;

/// The listing that is part of the program.
pub(super) const SEED: &str = include_str!("../../seeds/backend-architecture-page-6.txt");

/// The name under which the seed is shown.
pub const SEED_NAME: &str = "seeds/backend-architecture-page-6.txt";

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
///
/// Every byte counts twice: when its article is found, and when that article's tags are
/// told apart; the two take about as long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes done.
    pub bytes_done: u64,
    /// Bytes of all inputs, twice; 0 where that is not known, as of standard input.
    pub bytes_total: u64,
    /// Articles found so far.
    pub articles: u64,
}

/// Loads all inputs in order. `progress` is called now and then, and may break off;
/// what was loaded until then is returned.
///
/// What cannot be read is in the report; what was good is in the catalogue. One
/// pass over the bytes, then one over the articles for their tags.
pub fn load(inputs: &[Input], progress: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Loaded {
    let sources: Vec<Source<'_>> = inputs.iter().map(Source::of).collect();
    let bytes: Option<u64> = sources.iter().map(Source::len).sum();
    let mut loader = Loader::new(progress, 2 * bytes.unwrap_or(0));
    for source in sources {
        loader.source(source);
    }
    loader.finish()
}

/// Loads one text that is in memory, as if it were a file of this name.
#[must_use]
pub fn load_bytes(name: &str, bytes: &[u8]) -> Loaded {
    let mut go_on = |_| ControlFlow::Continue(());
    let mut loader = Loader::new(&mut go_on, 2 * bytes.len() as u64);
    let name = CleanString::new(name);
    let parsed = loader.parse(&name, bytes.to_vec());
    loader.keep(name, parsed);
    loader.finish()
}

/// An input after a look at the file system.
pub(super) enum Source<'a> {
    Seed,
    Stdin,
    File(&'a Path, u64),
    Directory(&'a Path, Found),
    Refused(&'a Path, io::Error),
}

impl<'a> Source<'a> {
    fn of(input: &'a Input) -> Self {
        let path = match input {
            Input::Seed => return Self::Seed,
            Input::Stdin => return Self::Stdin,
            Input::Path(path) => path,
        };
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => Self::Directory(path, walk(path)),
            Ok(meta) => Self::File(path, meta.len()),
            Err(error) => Self::Refused(path, error),
        }
    }

    /// Bytes, where they are known before reading.
    fn len(&self) -> Option<u64> {
        let of_file = |path: &PathBuf| fs::metadata(path).map_or(0, |meta| meta.len());
        match self {
            Self::Seed => Some(SEED.len() as u64),
            Self::Stdin => None,
            Self::File(_, len) => Some(*len),
            Self::Directory(_, found) => Some(found.files.iter().map(of_file).sum()),
            Self::Refused(..) => Some(0),
        }
    }
}
