//! Looking at the files, and repairing the one that people edit.

use std::path::PathBuf;

use chrono::NaiveDateTime;

use super::error::shown;
use super::lock::Lock;
use super::replace::{Replaced, replace};
use super::store::others;
use super::{Disk, Store, StoreError};
use crate::shelf::{BookmarkFile, FileError, Repaired, Writable};

/// How the file of bookmarks is.
#[derive(Clone, Debug, PartialEq)]
pub enum Health {
    /// There is none yet.
    Missing,
    /// It can be read and written; with so many bookmarks.
    Whole(usize),
    /// A newer program has written it; with this schema.
    Newer(i64),
    /// It cannot be understood.
    Broken(FileError),
}

impl<D: Disk> Store<D> {
    /// How the file of bookmarks is.
    ///
    /// # Errors
    /// [`StoreError::NoHome`], [`StoreError::Refused`].
    pub fn examine(&self) -> Result<Health, StoreError> {
        let path = self.places.bookmarks().ok_or(StoreError::NoHome)?;
        let found = self.find(&path)?;
        if !found.exists {
            return Ok(Health::Missing);
        }
        Ok(match BookmarkFile::parse(&found.bytes) {
            Err(error) => Health::Broken(error),
            Ok(file) => match file.writable() {
                Writable::Yes => Health::Whole(file.bookmarks().count()),
                Writable::NewerSchema(schema) => Health::Newer(schema),
            },
        })
    }

    /// Repairs a broken file and keeps it as it was in a file beside it, whose name is
    /// returned; `None` when there is nothing to repair.
    ///
    /// # Errors
    /// As [`Store::commit`].
    pub fn repair(&self, now: NaiveDateTime) -> Result<Option<(Repaired, PathBuf)>, StoreError> {
        let path = self.places.bookmarks().ok_or(StoreError::NoHome)?;
        let mut lock = Lock::take(&self.disk, self.places.lock().as_deref())?;
        let found = self.find(&path)?;
        if BookmarkFile::parse(&found.bytes).is_ok() {
            return Ok(None);
        }
        let repaired = BookmarkFile::repair(&found.bytes);
        let mut beside = found.target.clone().into_os_string();
        beside.push(now.format(".bad-%Y%m%dT%H%M%SZ").to_string());
        let beside = PathBuf::from(beside);
        let refused = || StoreError::refused("write", &beside);
        let mut file = self.disk.create(&beside).map_err(refused())?;
        self.disk
            .write(&mut file, &found.bytes)
            .map_err(refused())?;
        self.disk.sync(&file).map_err(refused())?;
        let bytes = repaired.file.text().into_bytes();
        let others = others(&lock);
        match replace(
            &self.disk,
            &found.target,
            &bytes,
            Some(&found.state),
            others,
        )? {
            Replaced::Done(state) => lock.remember(&state),
            Replaced::Conflict => return Err(StoreError::Restless { path: shown(&path) }),
        }
        Ok(Some((repaired, beside)))
    }
}
