//! Changing a file of text that the person writes too, such as the settings.

use std::path::Path;

use thiserror::Error;

use super::lock::FileState;
use super::replace::{Others, Replaced, replace, resolve};
use super::{Disk, StoreError};

/// How often a change is made anew because others have written meanwhile.
const ATTEMPTS: usize = 16;

/// Why a file was not changed; it is what it was.
#[derive(Debug, Error)]
pub enum ChangeError {
    /// The system refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What is there cannot be changed so.
    #[error("{0}")]
    Unfit(String),
}

/// Changes what stands in a file, or in none, to what `change` makes of it: the file is
/// exchanged for a new one that is on the disk. Where others have written meanwhile, the
/// change is made to theirs. Links, owner and mode stay.
///
/// # Errors
/// - [`ChangeError::Unfit`] with what `change` says, or when the file is no text;
/// - [`ChangeError::Store`]: the system refused, or others write without a pause.
pub fn change_text<D: Disk>(
    disk: &D,
    path: &Path,
    mut change: impl FnMut(&str) -> Result<String, String>,
) -> Result<(), ChangeError> {
    let refused = || StoreError::refused("write", path);
    if let Some(directory) = path.parent() {
        disk.create_directory(directory).map_err(refused())?;
    }
    let target = resolve(path).map_err(refused())?;
    for _ in 0..ATTEMPTS {
        let known = FileState::of(disk.metadata(&target).map_err(refused())?.as_ref());
        let bytes = disk.read(&target).map_err(refused())?.unwrap_or_default();
        let text = String::from_utf8(bytes);
        let text = text.map_err(|_| ChangeError::Unfit("it is not UTF-8".to_owned()))?;
        let changed = change(&text).map_err(ChangeError::Unfit)?;
        let others = Others::Possible;
        let done = replace(disk, &target, changed.as_bytes(), Some(&known), others)?;
        if matches!(done, Replaced::Done(_)) {
            return Ok(());
        }
    }
    let path = super::error::shown(path);
    Err(StoreError::Restless { path }.into())
}
