//! The shelf on disk: where it is, how it is read, and how a change gets there; and, by
//! the same exchange of files, [a change of settings](change_text).
//!
//! The reader and the commands use the same [`Store`]. A change is one transaction:
//! take the lock, read what is there now, apply the change to that, write a file beside
//! the target, make it durable, exchange it for the target, give the lock back. What is
//! returned as done is on the disk; what fails has changed nothing and may be tried
//! again.
//!
//! | file | where | is |
//! |---|---|---|
//! | `bookmarks.toml` | config | what a person keeps in a repository and edits |
//! | `read-marks` | state | what was read |
//! | `journal.ndjson` | state | what can be undone |
//! | `backups/` | state | a few earlier `bookmarks.toml` |
//! | `lock` | state | held while writing; says which file this program wrote last |

mod backups;
mod change;
mod disk;
mod doctor;
mod error;
mod lock;
mod replace;
mod request;
mod store;
mod writer;

use std::path::PathBuf;

pub use change::{ChangeError, change_text};
pub use disk::{Disk, SystemDisk};
pub use doctor::Health;
pub use error::{Notice, StoreError};
pub use lock::LOCK_PATIENCE;
pub use request::{Committed, Outcome, Request};
pub use store::Store;
pub use writer::{Saved, Writer};

/// Where the shelf is kept. What is `None` has no place on this system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The directory of `bookmarks.toml`.
    pub config: Option<PathBuf>,
    /// The directory of everything else.
    pub state: Option<PathBuf>,
}

impl Places {
    /// The file of bookmarks.
    #[must_use]
    pub fn bookmarks(&self) -> Option<PathBuf> {
        self.config
            .as_ref()
            .map(|directory| directory.join("bookmarks.toml"))
    }

    /// The file of read marks.
    #[must_use]
    pub fn reads(&self) -> Option<PathBuf> {
        self.in_state("read-marks")
    }

    /// The journal.
    #[must_use]
    pub fn journal(&self) -> Option<PathBuf> {
        self.in_state("journal.ndjson")
    }

    /// The directory of earlier bookmark files.
    #[must_use]
    pub fn backups(&self) -> Option<PathBuf> {
        self.in_state("backups")
    }

    /// The file that is locked while one of the others is written.
    #[must_use]
    pub fn lock(&self) -> Option<PathBuf> {
        self.in_state("lock")
    }

    fn in_state(&self, name: &str) -> Option<PathBuf> {
        self.state.as_ref().map(|directory| directory.join(name))
    }
}
