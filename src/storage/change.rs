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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;
    use crate::storage::SystemDisk;

    #[test]
    fn a_change_is_made_to_what_others_have_written_meanwhile() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("not/yet/config.toml");
        change_text(&SystemDisk, &path, |text| Ok(format!("{text}one\n"))).expect("a new file");
        let mut times = 0;
        change_text(&SystemDisk, &path, |text| {
            times += 1;
            if times == 1 {
                fs::write(&path, "theirs\n").expect("written");
            }
            Ok(format!("{text}two\n"))
        })
        .expect("changed");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "theirs\ntwo\n");
        assert_eq!(times, 2);
        let entries = fs::read_dir(path.parent().expect("a parent")).expect("a directory");
        assert_eq!(entries.count(), 1, "nothing is left behind");
    }

    #[test]
    fn links_and_modes_stay_and_a_refusal_changes_nothing() {
        let directory = tempfile::tempdir().expect("a directory");
        let (link, target) = (
            directory.path().join("link"),
            directory.path().join("target"),
        );
        fs::write(&target, "old").expect("written");
        fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).expect("a mode");
        symlink("target", &link).expect("a link");
        change_text(&SystemDisk, &link, |_| Ok("new".to_owned())).expect("changed");
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
        assert_eq!(fs::read_to_string(&target).expect("a file"), "new");
        let mode = fs::metadata(&target).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        let refused = change_text(&SystemDisk, &link, |_| Err("no".to_owned()));
        assert_eq!(refused.expect_err("refused").to_string(), "no");
        fs::write(&target, b"\xff").expect("written");
        let refused = change_text(&SystemDisk, &link, |_| Ok(String::new()));
        assert_eq!(refused.expect_err("refused").to_string(), "it is not UTF-8");
        assert_eq!(fs::read(&target).expect("a file"), b"\xff");
    }

    #[test]
    fn a_file_that_changes_all_the_time_is_left_alone() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("config.toml");
        let mut times = 0;
        let error = change_text(&SystemDisk, &path, |_| {
            times += 1;
            fs::write(&path, "x".repeat(times)).expect("written");
            Ok("ours".to_owned())
        });
        assert!(error.is_err_and(|error| error.to_string().contains("all the time")));
        assert_eq!(
            fs::read_to_string(&path).expect("a file"),
            "x".repeat(times)
        );
    }
}
