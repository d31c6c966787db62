//! `bookmarks`: what is kept, from the command line.

mod answer;
mod args;
mod change;
mod doctor;
mod exchange;
mod list;

use std::io::{self, Write};

use chrono::NaiveDateTime;

use super::{Exit, Inputs, Surroundings, say};
use crate::config::Settings;
use crate::storage::{Committed, Disk, Request, Store, StoreError};
use args::BookmarksCommand;
use change::Way;

pub use args::{BOOKMARKS_EXAMPLES, BOOKMARKS_NOTES, BookmarksArgs};

/// Why a command ended early.
enum Failure {
    /// The answer could not be written.
    Out(io::Error),
    /// The shelf could not be read or written.
    Store(StoreError),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Out(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Where articles and their addresses are looked up.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'a> {
    /// The saved pages.
    pub inputs: &'a Inputs,
    /// What the person prefers.
    pub settings: &'a Settings,
}

/// Does what is asked with the shelf in `store`.
///
/// # Errors
/// When `out` refuses.
pub fn bookmarks<D: Disk>(
    args: &BookmarksArgs,
    lookup: Lookup<'_>,
    store: &mut Store<D>,
    now: NaiveDateTime,
    surroundings: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let done = match &args.command {
        None => list::list(args.list.format, store, surroundings, out, err),
        Some(BookmarksCommand::List(args)) => {
            list::list(args.format, store, surroundings, out, err)
        }
        Some(BookmarksCommand::Add(args)) => change::add(args, lookup, store, now, out, err),
        Some(BookmarksCommand::Remove(args)) => change::remove(args, store, now, out, err),
        Some(BookmarksCommand::Undo(args)) => {
            change::retrace(Way::Undo, args.format, store, now, out, err)
        }
        Some(BookmarksCommand::Redo(args)) => {
            change::retrace(Way::Redo, args.format, store, now, out, err)
        }
        Some(BookmarksCommand::Export(args)) => exchange::export(args, store, out, err),
        Some(BookmarksCommand::Import(args)) => exchange::import(args, store, now, out, err),
        Some(BookmarksCommand::Path(args)) => doctor::path(args.format, store, out),
        Some(BookmarksCommand::Doctor(args)) => doctor::doctor(args, store, now, out),
    };
    match done {
        Ok(exit) => {
            out.flush()?;
            Ok(exit)
        }
        Err(Failure::Out(error)) => Err(error),
        Err(Failure::Store(error)) => {
            out.flush()?;
            say(err, &error);
            Ok(Exit::Failed)
        }
    }
}

/// Reads the shelf; what a newer program wrote is read as far as it is understood.
fn read<D: Disk>(store: &mut Store<D>, err: &mut dyn Write) -> Result<(), StoreError> {
    match store.read() {
        Err(error @ StoreError::Newer { .. }) => {
            say(err, &error);
            Ok(())
        }
        read => read,
    }
}

/// Saves one request, tells what else is to be known, and returns what became of it.
fn save<D: Disk>(
    store: &mut Store<D>,
    request: Request,
    now: NaiveDateTime,
    err: &mut dyn Write,
) -> Result<Committed, StoreError> {
    let committed = store.commit(&[request], now)?;
    for notice in &committed.notices {
        say(err, notice);
    }
    Ok(committed)
}
