//! The query of a command.

use super::UsageError;
use crate::search::query::{Query, Views};
use crate::shelf::Shelf;
use crate::text::{CleanString, blank_controls};

/// Cells of a broken query that are shown around the place, where a terminal's width is
/// not known; standard error may be another one than standard output anyway.
const SHOWN_MAX: usize = 76;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The query.
    pub query: &'a Query,
    /// What the person keeps, of which it may ask.
    pub shelf: &'a Shelf,
}

/// Reads a query from the command line.
///
/// # Errors
/// [`UsageError::Query`] when it cannot be understood.
pub fn read_query(text: &str, views: &Views) -> Result<Query, UsageError> {
    // No article holds what is removed here, and places are those of what is shown.
    let text = CleanString::new(&blank_controls(text));
    views
        .parse(text.as_str())
        .map_err(|error| UsageError::Query {
            marked: error.marked(text.as_str(), "  ", SHOWN_MAX),
            message: error.message,
        })
}
