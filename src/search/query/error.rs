//! What is wrong with a query, and where.

use std::ops::Range;

use thiserror::Error;

use crate::text::Excerpt;

/// A query that cannot be understood: what was expected and where.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{message}")]
pub struct QueryError {
    /// The bytes of the query at fault; empty at its end.
    pub at: Range<usize>,
    /// What was expected there.
    pub message: String,
    /// Whether more text could still make it right, as while somebody types.
    pub is_unfinished: bool,
}

impl QueryError {
    pub(super) fn wrong(at: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
            is_unfinished: false,
        }
    }

    /// The part of the query in which it was found that fits `width` cells, with carets
    /// under the place, for a terminal: two lines, each after `indent`.
    #[must_use]
    pub fn marked(&self, query: &str, indent: &str, width: usize) -> String {
        // Most of what is shown stands before the place: that is what led to it.
        let piece = Excerpt::around(query, self.at.start, width * 2 / 3, width);
        let start = piece.column(query, self.at.start);
        let carets = "^".repeat(
            piece
                .column(query, self.at.end)
                .saturating_sub(start)
                .max(1),
        );
        format!(
            "{indent}{}\n{indent}{}{carets}",
            piece.text,
            " ".repeat(start)
        )
    }
}
