//! One writer at a time, over all processes.

use std::fs::{File, Metadata};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::error::shown;
use super::{Disk, Notice, StoreError};

/// How long to wait for others. A write takes milliseconds; a disk that has to spin up,
/// seconds.
pub const LOCK_PATIENCE: Duration = Duration::from_secs(5);

/// How often to ask. There is no wait with a time limit for file locks.
const ASK_EVERY: Duration = Duration::from_millis(1);

/// The lock, for as long as this lives; the system frees it when the process dies.
#[derive(Debug)]
pub(super) enum Lock {
    /// Held.
    Held(File),
    /// There is none to be had here.
    None(Notice),
}

impl Lock {
    /// Waits for the lock at `path`.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when another process does not give it back. That there is no
    /// lock to be had is no error: `Lock::None` says why.
    pub fn take<D: Disk>(disk: &D, path: Option<&Path>) -> Result<Self, StoreError> {
        let Some(path) = path else {
            return Ok(Self::None(Notice::Unlocked(
                "there is no state directory".to_owned(),
            )));
        };
        let none = |error: io::Error| Self::None(Notice::Unlocked(error.to_string()));
        let open = || {
            path.parent()
                .map_or(Ok(()), |parent| disk.create_directory(parent))?;
            disk.open_lock(path)
        };
        let file = match open() {
            Ok(file) => file,
            Err(error) => return Ok(none(error)),
        };
        let started = Instant::now();
        loop {
            match disk.try_lock(&file) {
                Ok(()) => return Ok(Self::Held(file)),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Ok(none(error)),
            }
            if started.elapsed() >= LOCK_PATIENCE {
                let path = shown(path);
                let seconds = LOCK_PATIENCE.as_secs();
                return Err(StoreError::Busy { path, seconds });
            }
            thread::sleep(ASK_EVERY);
        }
    }

    /// Whether it is held.
    pub const fn is_held(&self) -> bool {
        matches!(self, Self::Held(_))
    }

    /// Remembers which file was written last under the lock. Not knowing it costs a
    /// moment's wait, so errors do not matter.
    pub fn remember(&mut self, state: &FileState) {
        if let Self::Held(file) = self {
            let written = file
                .set_len(0)
                .and_then(|()| file.seek(SeekFrom::Start(0)))
                .and_then(|_| file.write_all(state.0.as_bytes()));
            drop(written);
        }
    }
}

/// Whether `state` is that of the file that was written last under the lock at `path`,
/// and so is whole: others may write theirs piece by piece.
pub(super) fn is_ours<D: Disk>(disk: &D, path: Option<&Path>, state: &FileState) -> bool {
    let known = path.and_then(|path| disk.read(path).ok().flatten());
    known.is_some_and(|known| known == state.0.as_bytes())
}

/// By what a file is known to be unchanged: where it is, how long, and when it was
/// last touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FileState(String);

impl FileState {
    pub fn of(metadata: Option<&Metadata>) -> Self {
        Self(metadata.map_or_else(String::new, |m| {
            let (changed, nanos) = (m.ctime(), m.ctime_nsec());
            let (modified, modified_nanos) = (m.mtime(), m.mtime_nsec());
            let (device, inode, len) = (m.dev(), m.ino(), m.len());
            format!("{device} {inode} {len} {modified}.{modified_nanos} {changed}.{nanos}")
        }))
    }
}
