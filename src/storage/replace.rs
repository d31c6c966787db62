//! Exchanging a file for a new one without a moment at which it is missing, cut or
//! mixed, whatever is killed or cut off from power meanwhile.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::lock::FileState;
use super::{Disk, StoreError};

/// Most links that lead from one to the next, as in Linux.
const LINKS_MAX: usize = 40;

/// What is left of a process that was killed in the middle and is older than this is
/// removed even where no lock says that nobody is at work.
const LEFT_OVER_AFTER: Duration = Duration::from_secs(60);

/// Whether nobody else can be writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// Nobody: the lock is held.
    Excluded,
    /// Somebody may be.
    Possible,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Replaced {
    /// The new file is there, in this state.
    Done(FileState),
    /// The file is not the one that was read any more; nothing was changed.
    Conflict,
}

/// The file that `path` stands for: where the links lead that it may be, whether or not
/// there is anything. The links stay what they are.
///
/// # Errors
/// The system's; too many links.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS_MAX {
        match fs::read_link(&path) {
            Ok(target) => {
                path = path
                    .parent()
                    .map_or_else(|| target.clone(), |p| p.join(&target));
            }
            // Not a link, or nothing at all.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::NotFound
                ) =>
            {
                return Ok(path);
            }
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("the links lead in a circle"))
}

/// Replaces `target`, which is no link, by `bytes`, if it still is in the state `known`.
///
/// # Errors
/// [`StoreError::Refused`]; then the target is what it was.
pub(super) fn replace<D: Disk>(
    disk: &D,
    target: &Path,
    bytes: &[u8],
    known: Option<&FileState>,
    others: Others,
) -> Result<Replaced, StoreError> {
    let directory = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    remove_left_overs(disk, directory, target, others);
    let temporary = temporary(directory, target);
    let written = write(disk, &temporary, target, bytes);
    let replaced = written.and_then(|()| {
        let refused = || StoreError::refused("write", target);
        let now = FileState::of(disk.metadata(target).map_err(refused())?.as_ref());
        if known.is_some_and(|known| *known != now) {
            return Ok(Replaced::Conflict);
        }
        disk.rename(&temporary, target).map_err(refused())?;
        disk.sync_directory(directory).map_err(refused())?;
        let now = disk.metadata(target).map_err(refused())?;
        Ok(Replaced::Done(FileState::of(now.as_ref())))
    });
    if !matches!(replaced, Ok(Replaced::Done(_))) {
        // It is gone already where only the directory could not be made durable.
        disk.remove(&temporary).ok();
    }
    replaced
}

fn write<D: Disk>(
    disk: &D,
    temporary: &Path,
    target: &Path,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let refused = || StoreError::refused("write", target);
    let old = disk.metadata(target).map_err(refused())?;
    let mut file = disk.create(temporary).map_err(refused())?;
    if let Some(old) = &old {
        disk.adopt(&file, old).map_err(refused())?;
    }
    disk.write(&mut file, bytes).map_err(refused())?;
    disk.sync(&file).map_err(refused())
}

/// How the names of temporary files for `target` begin.
fn temporary_start(target: &Path) -> OsString {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".tagleaf-");
    name
}

fn temporary(directory: &Path, target: &Path) -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let mut name = temporary_start(target);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    name.push(format!("{}-{count}", process::id()));
    directory.join(name)
}

/// Removes what killed processes have left; that it stays is no error.
fn remove_left_overs<D: Disk>(disk: &D, directory: &Path, target: &Path, others: Others) {
    let start = temporary_start(target);
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        if !name
            .as_encoded_bytes()
            .starts_with(start.as_encoded_bytes())
        {
            continue;
        }
        let age = entry
            .metadata()
            .and_then(|meta| meta.modified())
            .map(|time| time.elapsed());
        let is_old = matches!(age, Ok(Ok(age)) if age > LEFT_OVER_AFTER);
        if others == Others::Excluded || is_old {
            disk.remove(&entry.path()).ok();
        }
    }
}
