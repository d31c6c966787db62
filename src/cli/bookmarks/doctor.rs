//! `bookmarks path` and `bookmarks doctor`.

use std::io::Write;
use std::path::PathBuf;

use chrono::NaiveDateTime;
use serde::Serialize;

use super::Failure;
use super::answer::objects;
use super::args::{AnswerFormat, DoctorArgs};
use crate::cli::Exit;
use crate::shelf::{FileError, SCHEMA};
use crate::storage::{Disk, Health, Store};
use crate::text::{CleanString, counted};

#[derive(Serialize)]
struct Paths {
    bookmarks: Option<String>,
    read_marks: Option<String>,
    journal: Option<String>,
    backups: Option<String>,
    lock: Option<String>,
}

/// `bookmarks path`: the file of bookmarks, to other programs all of them.
pub fn path<D: Disk>(
    format: AnswerFormat,
    store: &Store<D>,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let places = store.places();
    let shown = |path: Option<PathBuf>| path.map(|path| path.to_string_lossy().into_owned());
    if format == AnswerFormat::Plain {
        let path = places
            .bookmarks()
            .ok_or(crate::storage::StoreError::NoHome)?;
        // As it is, not as it is shown: it is handed to other programs.
        out.write_all(path.as_os_str().as_encoded_bytes())?;
        out.write_all(b"\n")?;
        return Ok(Exit::Done);
    }
    let paths = Paths {
        bookmarks: shown(places.bookmarks()),
        read_marks: shown(places.reads()),
        journal: shown(places.journal()),
        backups: shown(places.backups()),
        lock: shown(places.lock()),
    };
    serde_json::to_writer(&mut *out, &paths).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(Exit::Done)
}

#[derive(Default, Serialize)]
struct Report {
    file: String,
    health: &'static str,
    bookmarks: Option<usize>,
    line: Option<usize>,
    column: Option<usize>,
    message: Option<String>,
    left_out: Vec<LeftOut>,
    joined: usize,
    kept_beside: Option<String>,
}

#[derive(Serialize)]
struct LeftOut {
    line: usize,
    message: String,
}

/// `bookmarks doctor`.
pub fn doctor<D: Disk>(
    args: &DoctorArgs,
    store: &Store<D>,
    now: NaiveDateTime,
    out: &mut dyn Write,
) -> Result<Exit, Failure> {
    let path = store
        .places()
        .bookmarks()
        .ok_or(crate::storage::StoreError::NoHome)?;
    let file = CleanString::new(&path.to_string_lossy()).to_string();
    let is_plain = args.answer.format == AnswerFormat::Plain;
    let mut report = Report {
        file: file.clone(),
        ..Report::default()
    };
    let health = store.examine()?;
    let mut said = match &health {
        Health::Missing => {
            report.health = "missing";
            format!("'{file}' is not there yet: nothing is kept")
        }
        Health::Whole(bookmarks) => {
            report.health = "whole";
            report.bookmarks = Some(*bookmarks);
            format!("'{file}' is whole: {}", counted(*bookmarks, "bookmark"))
        }
        Health::Newer(schema) => {
            report.health = "newer";
            format!(
                "'{file}' has schema {schema}, this tagleaf knows {SCHEMA}: it is read as far as possible and not written"
            )
        }
        Health::Broken(error) => {
            report.health = "broken";
            (report.line, report.column) = (Some(error.line), Some(error.column));
            report.message = Some(error.message.clone());
            format!("'{file}' cannot be understood: {error}")
        }
    };
    let mut exit = if matches!(health, Health::Broken(_) | Health::Newer(_)) {
        Exit::Failed
    } else {
        Exit::Done
    };
    if let Health::Broken(_) = health {
        if args.repair {
            if let Some((repaired, beside)) = store.repair(now)? {
                exit = Exit::Done;
                let beside = CleanString::new(&beside.to_string_lossy()).to_string();
                let bookmarks = repaired.file.bookmarks().count();
                let left_out: Vec<String> = repaired
                    .left_out
                    .iter()
                    .map(|error| format!("left out: {error}\n"))
                    .collect();
                said = format!(
                    "'{file}' is repaired: {}, {} joined\n{}the file as it was is '{beside}'",
                    counted(bookmarks, "bookmark"),
                    repaired.joined,
                    left_out.concat()
                );
                report.health = "repaired";
                report.bookmarks = Some(bookmarks);
                report.joined = repaired.joined;
                report.left_out = repaired.left_out.iter().map(LeftOut::of).collect();
                report.kept_beside = Some(beside);
            }
        } else {
            said.push_str("\ntagleaf bookmarks doctor --repair makes it readable and keeps it as it is beside");
        }
    }
    if is_plain {
        writeln!(out, "{said}")?;
    } else {
        objects(AnswerFormat::Ndjson, [report], out)?;
    }
    Ok(exit)
}

impl LeftOut {
    fn of(error: &FileError) -> Self {
        Self {
            line: error.line,
            message: error.message.clone(),
        }
    }
}
