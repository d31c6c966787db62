//! What to say of a text that is no query.

use std::borrow::Cow;
use std::ops::Range;

use super::{Field, Flag, Parser, QueryError, SortBy};
use crate::search::query::FIELDS;
use crate::text::clip;

/// Cells of what was typed that a message repeats.
const NAME_MAX: usize = 40;

impl Parser<'_> {
    /// Something that should stand at the cursor.
    pub(super) fn missing(&self, what: &str) -> QueryError {
        let at = self.cursor.at().min(self.len);
        QueryError {
            is_unfinished: at == self.len,
            ..QueryError::wrong(at..at, format!("expected {what}"))
        }
    }

    pub(super) fn empty(&self, start: usize) -> QueryError {
        QueryError {
            is_unfinished: self.cursor.at() >= self.len,
            ..QueryError::wrong(start..self.cursor.at(), "expected a word or a phrase here")
        }
    }

    pub(super) fn malformed(&self, field: Field, at: Range<usize>) -> QueryError {
        let message = match field {
            Field::Is => format!("expected one of: {}", names(Flag::ALL.iter().map(|f| f.1))),
            Field::Sort => format!(
                "expected one of: {}",
                names(SortBy::ALL.iter().map(|s| s.1))
            ),
            other => {
                let spec = other.spec();
                format!("expected {}; {}", spec.example, spec.description)
            }
        };
        QueryError {
            is_unfinished: at.end == self.len,
            ..QueryError::wrong(at, message)
        }
    }
}

fn names(names: impl Iterator<Item = &'static str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

pub(super) fn too_deep(at: Range<usize>) -> QueryError {
    QueryError::wrong(at, "groups are nested too deeply")
}

/// A name that was typed, as a message repeats it.
pub(in crate::search::query) fn repeated(name: &str) -> Cow<'_, str> {
    clip(name, NAME_MAX)
}

pub(super) fn unknown_field(name: &str, start: usize) -> QueryError {
    let shown = repeated(name);
    let known = names(FIELDS.iter().filter_map(|spec| spec.names.first().copied()));
    QueryError::wrong(
        start..start + name.len() + 1,
        format!("no field '{shown}'; fields are {known}; quote it to search for it"),
    )
}
