//! What became of each bookmark of a command, for reading or for other programs.

use std::io::{self, Write};

use serde::Serialize;

use super::args::AnswerFormat;
use crate::shelf::{Bookmark, Change, Edit};
use crate::text::CleanString;

/// What became of one bookmark or of what was to become one.
#[derive(Debug, Serialize)]
pub struct Fate {
    /// `added`, `changed`, `kept`, `removed`, `missing`, `unknown`, `ambiguous`, `refused`,
    /// `undone` or `redone`.
    pub outcome: &'static str,
    /// Its id, or what was typed as one.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The file and the line of an import that was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Fate {
    pub fn of(outcome: &'static str, bookmark: &Bookmark) -> Self {
        Self {
            title: Some(bookmark.card.title.to_string()),
            ..Self::of_id(outcome, bookmark.key.as_str())
        }
    }

    pub fn of_edit(outcome: &'static str, edit: &Edit) -> Self {
        match edit {
            Edit::Bookmark(Change { before, after }) => {
                let bookmark = after.as_ref().or(before.as_ref());
                bookmark.map_or_else(|| Self::of_id(outcome, ""), |b| Self::of(outcome, b))
            }
            Edit::Read(Change { before, after }) => {
                let mark = after.as_ref().or(before.as_ref());
                Self::of_id(outcome, mark.map_or("", |mark| mark.key.as_str()))
            }
        }
    }

    pub fn of_id(outcome: &'static str, id: &str) -> Self {
        Self {
            outcome,
            // It may be what somebody typed.
            id: Some(CleanString::new(id).to_string()),
            title: None,
            file: None,
            line: None,
            reason: None,
        }
    }
}

/// Writes objects as an array with one object a line, or as lines.
pub fn objects<T: Serialize>(
    format: AnswerFormat,
    objects: impl IntoIterator<Item = T>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let is_array = format == AnswerFormat::Json;
    let mut is_empty = true;
    for object in objects {
        if is_array {
            out.write_all(if is_empty { b"[\n" } else { b",\n" })?;
        }
        is_empty = false;
        serde_json::to_writer(&mut *out, &object)?;
        if !is_array {
            out.write_all(b"\n")?;
        }
    }
    match (is_array, is_empty) {
        (true, true) => out.write_all(b"[]\n"),
        (true, false) => out.write_all(b"\n]\n"),
        (false, _) => Ok(()),
    }
}

/// Writes fates; plain ones as a word, a title and an id a line.
pub fn fates(format: AnswerFormat, fates: &[Fate], out: &mut dyn Write) -> io::Result<()> {
    if format != AnswerFormat::Plain {
        return objects(format, fates, out);
    }
    for fate in fates {
        let title = fate.title.as_deref().filter(|title| !title.is_empty());
        let title = title.map(|title| format!("{title}  ")).unwrap_or_default();
        let id = fate.id.as_deref().unwrap_or_default();
        writeln!(out, "{:<8} {title}{id}", fate.outcome)?;
    }
    Ok(())
}
