//! What is wrong with a query, and where.

use std::ops::Range;

use thiserror::Error;

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

    /// The query in which it was found with a caret under the place, for a terminal:
    /// two lines, each after `indent`.
    #[must_use]
    pub fn marked(&self, query: &str, indent: &str) -> String {
        let before = crate::text::width_cells(query.get(..self.at.start).unwrap_or(query));
        let inside = query.get(self.at.clone()).unwrap_or_default();
        let carets = "^".repeat(crate::text::width_cells(inside).max(1));
        format!("{indent}{query}\n{indent}{}{carets}", " ".repeat(before))
    }
}
