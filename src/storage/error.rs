//! Why something is not saved, and what is worth knowing though it is.

use std::io;
use std::path::Path;

use thiserror::Error;

use crate::shelf::{FileError, SCHEMA};
use crate::text::CleanString;

/// Why the shelf could not be read or written. Nothing was changed.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The system has no place for it.
    #[error(
        "there is no home directory to keep bookmarks in: \
         set TAGLEAF_CONFIG_DIR and TAGLEAF_STATE_DIR"
    )]
    NoHome,
    /// The file is not what it has to be.
    #[error(
        "'{path}' is not saved to, as it cannot be understood: {error}\n(tagleaf bookmarks doctor repairs it)"
    )]
    Invalid {
        /// The file.
        path: CleanString,
        /// Where and why.
        error: FileError,
    },
    /// A newer program has written the file.
    #[error(
        "'{path}' has schema {schema}, this tagleaf knows {SCHEMA}: it is read as far as \
         possible and not written; use the newer tagleaf"
    )]
    Newer {
        /// The file.
        path: CleanString,
        /// What it says.
        schema: String,
    },
    /// Somebody else has been writing for too long.
    #[error("another tagleaf has held '{path}' for {seconds} seconds: end it, or try again")]
    Busy {
        /// The lock.
        path: CleanString,
        /// How long was waited.
        seconds: u64,
    },
    /// Others changed the file again and again while it was to be written.
    #[error("'{path}' changes all the time: try again")]
    Restless {
        /// The file.
        path: CleanString,
    },
    /// The system refused.
    #[error("could not {doing} '{path}': {source}{}", advice(source))]
    Refused {
        /// What was tried: `read`, `write` …
        doing: &'static str,
        /// The file.
        path: CleanString,
        /// The system's words.
        source: io::Error,
    },
}

impl StoreError {
    pub(super) fn refused(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = shown(path);
        move |source| Self::Refused {
            doing,
            path,
            source,
        }
    }
}

/// What to do about an error.
fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "; make room on the disk",
        io::ErrorKind::PermissionDenied => "; correct the permissions",
        io::ErrorKind::ReadOnlyFilesystem => "; the file system is read-only",
        _ => "",
    }
}

/// What a person should know though all is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The file system has no locks, or there is no place for one.
    Unlocked(String),
    /// The change cannot be undone later.
    NotJournalled(String),
    /// There is no copy of the earlier file.
    NotBackedUp(String),
}

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unlocked(why) => {
                write!(
                    f,
                    "saved without a lock ({why}): changes of others were put together with these, but do not write from two places at once"
                )
            }
            Self::NotJournalled(why) => write!(f, "saved, but it cannot be undone later ({why})"),
            Self::NotBackedUp(why) => write!(f, "saved, but no backup was made ({why})"),
        }
    }
}

pub(super) fn shown(path: &Path) -> CleanString {
    CleanString::new(&path.to_string_lossy())
}
