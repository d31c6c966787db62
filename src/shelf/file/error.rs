//! Where a file is wrong.

use std::fmt;
use std::ops::Range;

use thiserror::Error;

use crate::text::{CleanString, width_cells};

/// Most characters of a line that are shown.
const SHOWN_MAX: usize = 160;

/// Why a file cannot be understood, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub struct FileError {
    /// The line, from 1.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// The line, safe to show.
    shown: CleanString,
    /// Cells in front of the caret.
    caret: usize,
}

impl FileError {
    /// Something wrong with the bytes `span` of `text`.
    pub(super) fn at(text: &str, span: Range<usize>, message: &str) -> Self {
        let mut at = span.start.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let (before, after) = text.split_at(at);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let head = before.get(start..).unwrap_or("");
        let tail = after.split('\n').next().unwrap_or("");
        let cut: String = head.chars().chain(tail.chars()).take(SHOWN_MAX).collect();
        Self {
            line,
            column: head.chars().count() + 1,
            message: CleanString::new(&message.replace('\n', ", ")).to_string(),
            shown: CleanString::new(&cut),
            caret: width_cells(CleanString::new(head).as_str()),
        }
    }

    /// Bytes that are not text.
    pub(super) fn not_text(bytes: &[u8], valid_up_to: usize) -> Self {
        let text = String::from_utf8_lossy(bytes.get(..valid_up_to).unwrap_or_default());
        Self::at(&text, text.len()..text.len(), "this is not UTF-8")
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line,
            column,
            message,
            shown,
            caret,
        } = self;
        let margin = line.to_string().len();
        writeln!(f, "line {line}, column {column}: {message}")?;
        writeln!(f, "{line} | {shown}")?;
        write!(f, "{:margin$} | {:caret$}^", "", "", caret = *caret)
    }
}
