//! One place for all reading and writing of the shelf.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use chrono::NaiveDateTime;

use super::error::shown;
use super::lock::{FileState, Lock, is_ours};
use super::replace::{Others, Replaced, replace, resolve};
use super::request::{Attempt, Committed, Request};
use super::{Disk, Notice, Places, StoreError, SystemDisk, backups};
use crate::catalog::ArticleId;
use crate::shelf::{BookmarkFile, FileError, Journal, ReadFile, ReadMark, Shelf, Writable};

/// How often a change is brought to a file that others change meanwhile.
const ATTEMPTS: usize = 16;

/// A file that somebody else has touched so recently may be half written: editors cut a
/// file off before they fill it.
const SETTLED_AFTER: Duration = Duration::from_millis(50);

/// How often it is looked whether a file has settled.
const LOOKS: usize = 20;

/// The shelf as it was last seen on the disk.
#[derive(Debug)]
pub struct Store<D = SystemDisk> {
    pub(super) places: Places,
    pub(super) disk: D,
    bytes: Vec<u8>,
    file: BookmarkFile,
    broken: Option<FileError>,
    read_bytes: Vec<u8>,
    reads: ReadFile,
    shelf: Shelf,
    /// For a system that has no place for one.
    journal: Journal,
    /// A write failed, perhaps after the file was exchanged: what is there now may not
    /// be on the disk yet.
    is_unsure: bool,
}

/// A file on the disk.
pub(super) struct Found {
    /// Where the links lead.
    pub target: PathBuf,
    pub state: FileState,
    pub bytes: Vec<u8>,
    pub exists: bool,
}

impl<D: Disk> Store<D> {
    /// The shelf in `places`, of which nothing is read yet.
    pub fn new(places: Places, disk: D) -> Self {
        Self {
            places,
            disk,
            bytes: Vec::new(),
            file: BookmarkFile::default(),
            broken: None,
            read_bytes: Vec::new(),
            reads: ReadFile::default(),
            shelf: Shelf::default(),
            journal: Journal::default(),
            is_unsure: false,
        }
    }

    /// Where it is.
    #[must_use]
    pub const fn places(&self) -> &Places {
        &self.places
    }

    /// The shelf as it was last read.
    #[must_use]
    pub const fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Reads what is on the disk now; needs no lock, as files are replaced whole.
    ///
    /// # Errors
    /// - [`StoreError::Invalid`]: the bookmarks cannot be understood; the shelf has
    ///   those that were read before, and the read marks;
    /// - [`StoreError::Newer`]: they may hold more than is understood; the shelf has
    ///   what is;
    /// - [`StoreError::Refused`]: the system refused.
    pub fn read(&mut self) -> Result<(), StoreError> {
        let Some(path) = self.places.bookmarks() else {
            return Ok(());
        };
        self.take_in(&path)?;
        self.check_bookmarks(&path)
    }

    /// Brings requests to the disk, all or none of them, and what others have changed
    /// meanwhile into the shelf. One file is written per kind of change, however many
    /// requests there are.
    ///
    /// # Errors
    /// As [`Store::read`], and
    /// - [`StoreError::NoHome`]: there is no place to write to;
    /// - [`StoreError::Busy`], [`StoreError::Restless`]: others write without a pause.
    pub fn commit(
        &mut self,
        requests: &[Request],
        now: NaiveDateTime,
    ) -> Result<Committed, StoreError> {
        let path = self.places.bookmarks().ok_or(StoreError::NoHome)?;
        let mut lock = Lock::take(&self.disk, self.places.lock().as_deref())?;
        for _ in 0..ATTEMPTS {
            if let Some(committed) = self.attempt(&path, requests, now, &mut lock)? {
                return Ok(committed);
            }
        }
        Err(StoreError::Restless { path: shown(&path) })
    }

    /// Tries once; `None` when somebody else was quicker.
    fn attempt(
        &mut self,
        path: &Path,
        requests: &[Request],
        now: NaiveDateTime,
        lock: &mut Lock,
    ) -> Result<Option<Committed>, StoreError> {
        let found = self.take_in(path)?;
        let has_undo = requests
            .iter()
            .any(|request| !matches!(request, Request::Do(_)));
        let journal = if has_undo {
            self.read_journal()
        } else {
            self.journal.clone()
        };
        let attempt = Attempt::of(self.shelf.clone(), journal, requests);
        let mut notices = match lock {
            Lock::None(notice) => vec![notice.clone()],
            Lock::Held(_) => Vec::new(),
        };
        let (bookmarks, reads) = (attempt.bookmarks(), attempt.reads());
        if !bookmarks.is_empty() {
            self.check_bookmarks(path)?;
            let mut file = self.file.clone();
            file.apply(bookmarks);
            let bytes = file.text().into_bytes();
            if let Err(notice) = self.back_up(&found, now) {
                notices.push(notice);
            }
            if let Some(parent) = path.parent() {
                let refused = StoreError::refused("create", parent);
                self.disk.create_directory(parent).map_err(refused)?;
            }
            let others = others(lock);
            self.is_unsure = true;
            match replace(
                &self.disk,
                &found.target,
                &bytes,
                Some(&found.state),
                others,
            )? {
                Replaced::Conflict => return Ok(None),
                Replaced::Done(state) => lock.remember(&state),
            }
            (self.file, self.bytes) = (file, bytes);
        } else if self.is_unsure
            && let Some(parent) = found.target.parent()
        {
            let refused = StoreError::refused("write", &found.target);
            self.disk.sync_directory(parent).map_err(refused)?;
        }
        self.is_unsure = false;
        if !attempt.lines.is_empty()
            && let Err(notice) = self.journal(&attempt, others(lock))
        {
            notices.push(notice);
        }
        if !reads.is_empty() {
            self.write_reads(reads, others(lock))?;
        }
        self.shelf = attempt.shelf;
        self.journal = attempt.journal;
        Ok(Some(Committed {
            outcomes: attempt.outcomes,
            notices,
        }))
    }

    /// Reads both files into the shelf, parsing what has changed.
    fn take_in(&mut self, path: &Path) -> Result<Found, StoreError> {
        // Both before either is taken in: the shelf is made of both.
        let found = self.find(path)?;
        let reads = self.places.reads().map(|path| {
            self.disk
                .read(&path)
                .map_err(StoreError::refused("read", &path))
        });
        let read_bytes = reads.transpose()?.flatten().unwrap_or_default();
        let mut is_new = false;
        if found.bytes != self.bytes || self.broken.is_some() {
            match self.file.parse_again(&found.bytes) {
                Ok(file) => {
                    (self.file, self.broken, is_new) = (file, None, true);
                    self.bytes.clone_from(&found.bytes);
                }
                Err(error) => self.broken = Some(error),
            }
        }
        if read_bytes != self.read_bytes {
            self.reads = ReadFile::parse(&read_bytes);
            (self.read_bytes, is_new) = (read_bytes, true);
        }
        if is_new {
            let bookmarks = self.file.bookmarks().cloned();
            self.shelf = Shelf::new(bookmarks, self.reads.marks().cloned());
        }
        Ok(found)
    }

    /// Reads the file of bookmarks once nobody is in the middle of writing it.
    pub(super) fn find(&self, path: &Path) -> Result<Found, StoreError> {
        let target = resolve(path).map_err(StoreError::refused("read", path))?;
        let refused = || StoreError::refused("read", &target);
        let mut looks = 0;
        loop {
            let before = self.disk.metadata(&target).map_err(refused())?;
            let bytes = self.disk.read(&target).map_err(refused())?;
            let after = self.disk.metadata(&target).map_err(refused())?;
            let state = FileState::of(after.as_ref());
            looks += 1;
            let is_settled = FileState::of(before.as_ref()) == state
                && (bytes.as_ref().is_none_or(|bytes| *bytes == self.bytes)
                    || is_ours(&self.disk, self.places.lock().as_deref(), &state)
                    || after.is_none_or(|meta| {
                        let age = meta.modified().map(|time| time.elapsed());
                        // A time in the future says nothing.
                        !matches!(age, Ok(Ok(age)) if age < SETTLED_AFTER)
                    }));
            if is_settled || looks >= LOOKS {
                let exists = bytes.is_some();
                let bytes = bytes.unwrap_or_default();
                return Ok(Found {
                    target,
                    state,
                    bytes,
                    exists,
                });
            }
            thread::sleep(SETTLED_AFTER / 10);
        }
    }

    fn check_bookmarks(&self, path: &Path) -> Result<(), StoreError> {
        if let Some(error) = &self.broken {
            let (path, error) = (shown(path), error.clone());
            return Err(StoreError::Invalid { path, error });
        }
        match self.file.writable() {
            Writable::Yes => Ok(()),
            Writable::NewerSchema(schema) => {
                let (path, schema) = (shown(path), schema.to_string());
                Err(StoreError::Newer { path, schema })
            }
        }
    }

    fn back_up(&self, found: &Found, now: NaiveDateTime) -> Result<(), Notice> {
        let Some(directory) = self.places.backups().filter(|_| found.exists) else {
            return Ok(());
        };
        backups::keep(&self.disk, &directory, &found.bytes, now)
            .map_err(|error| Notice::NotBackedUp(error.to_string()))
    }

    fn write_reads(
        &mut self,
        changes: BTreeMap<ArticleId, Option<ReadMark>>,
        others: Others,
    ) -> Result<(), StoreError> {
        let path = self.places.reads().ok_or(StoreError::NoHome)?;
        if self.reads.is_newer() {
            let (path, schema) = (shown(&path), "of a newer version".to_owned());
            return Err(StoreError::Newer { path, schema });
        }
        if let Some(parent) = path.parent() {
            let refused = StoreError::refused("create", parent);
            self.disk.create_directory(parent).map_err(refused)?;
        }
        let mut reads = self.reads.clone();
        for (id, mark) in changes {
            reads.set(id, mark);
        }
        let bytes = reads.text().into_bytes();
        let target = resolve(&path).map_err(StoreError::refused("write", &path))?;
        replace(&self.disk, &target, &bytes, None, others)?;
        (self.reads, self.read_bytes) = (reads, bytes);
        Ok(())
    }

    fn read_journal(&self) -> Journal {
        let path = self.places.journal();
        let bytes = path.and_then(|path| self.disk.read(&path).ok().flatten());
        bytes.map_or_else(|| self.journal.clone(), |bytes| Journal::parse(&bytes))
    }

    /// Adds what was done to the journal. It is not waited for: who loses power between
    /// two seconds cannot undo the last step, but has it.
    fn journal(&self, attempt: &Attempt, others: Others) -> Result<(), Notice> {
        let Some(path) = self.places.journal() else {
            return Err(Notice::NotJournalled(
                "there is no state directory".to_owned(),
            ));
        };
        let failed = |error: std::io::Error| Notice::NotJournalled(error.to_string());
        path.parent()
            .map_or(Ok(()), |parent| self.disk.create_directory(parent))
            .map_err(failed)?;
        let len = self.disk.append(&path, &attempt.lines).map_err(failed)?;
        // Read only when it is long: that costs more than the rest of a change.
        if Journal::is_long(len) {
            let text = self.read_journal().shortened();
            let replaced = replace(&self.disk, &path, text.as_bytes(), None, others);
            replaced.map_err(|error| Notice::NotJournalled(error.to_string()))?;
        }
        Ok(())
    }
}

/// Who may write at the same time.
pub(super) const fn others(lock: &Lock) -> Others {
    if lock.is_held() {
        Others::Excluded
    } else {
        Others::Possible
    }
}
