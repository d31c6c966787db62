//! Files that a person asks for: new ones only, and whole ones only.

use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// What is left of this the person's own mask takes away.
const MODE: u32 = 0o666;

/// Why a file was not written.
#[derive(Debug, Error)]
pub(super) enum ExportError {
    /// Something is there already.
    #[error("'{0}' is there already; write another name")]
    Exists(String),
    /// `~` stands for nothing.
    #[error("'{0}': there is no home directory; write the whole path")]
    NoHome(String),
    /// Another person's home.
    #[error("'{0}': write the whole path, '~' is your own home only")]
    OthersHome(String),
    /// The system refused.
    #[error("'{0}' could not be written: {1}")]
    Refused(String, io::Error),
}

/// Writes `text` to a new file at the path that was typed: it is there whole and on the
/// disk, or not at all.
///
/// # Errors
/// [`ExportError`]; what was there is as it was.
pub(super) fn write(typed: &str, home: Option<&Path>, text: &str) -> Result<(), ExportError> {
    let path = expanded(typed, home)?;
    let refused = |error: io::Error| ExportError::Refused(typed.to_owned(), error);
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut file = tempfile::Builder::new()
        .prefix(".tagleaf-")
        .permissions(Permissions::from_mode(MODE))
        .tempfile_in(directory)
        .map_err(refused)?;
    file.write_all(text.as_bytes()).map_err(refused)?;
    file.as_file().sync_all().map_err(refused)?;
    file.persist_noclobber(&path).map_err(|error| {
        if error.error.kind() == io::ErrorKind::AlreadyExists {
            ExportError::Exists(typed.to_owned())
        } else {
            refused(error.error)
        }
    })?;
    // The name is durable too, where the file system has something to do for that.
    File::open(directory)
        .and_then(|directory| directory.sync_all())
        .ok();
    Ok(())
}

/// The person's home directory.
pub(super) fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| !home.as_os_str().is_empty())
}

/// The path with the home directory for a `~` at its start.
fn expanded(typed: &str, home: Option<&Path>) -> Result<PathBuf, ExportError> {
    let Some(rest) = typed.strip_prefix('~') else {
        return Ok(typed.into());
    };
    if !rest.starts_with('/') {
        return Err(ExportError::OthersHome(typed.to_owned()));
    }
    let home = home.ok_or_else(|| ExportError::NoHome(typed.to_owned()))?;
    Ok(home.join(rest.trim_start_matches('/')))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_made_in_the_home_directory_and_never_overwritten() {
        let home = tempfile::tempdir().expect("a directory");
        let path = home.path().join("a list.md");
        assert!(write("~/a list.md", Some(home.path()), "one\n").is_ok());
        assert_eq!(fs::read_to_string(&path).expect("a file"), "one\n");
        let typed = path.to_str().expect("a printable path");
        let said = write(typed, None, "two\n")
            .expect_err("it is there")
            .to_string();
        assert!(said.contains("is there already"), "{said}");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "one\n");
        // Nor what a link leads to, or would.
        let link = home.path().join("link.md");
        std::os::unix::fs::symlink("nowhere", &link).expect("a link");
        let typed = link.to_str().expect("a printable path");
        assert!(matches!(
            write(typed, None, ""),
            Err(ExportError::Exists(_))
        ));
        assert_eq!(fs::read_dir(home.path()).expect("a directory").count(), 2);
    }

    #[test]
    fn what_cannot_be_written_leaves_nothing_behind() {
        let home = tempfile::tempdir().expect("a directory");
        for (typed, said) in [
            ("~/none/x.md", "No such file"),
            ("~x/y.md", "your own home only"),
            ("~", "your own home only"),
        ] {
            let error = write(typed, Some(home.path()), "x").expect_err(typed);
            assert!(error.to_string().contains(said), "{error}");
        }
        let error = write("~/x.md", None, "x").expect_err("no home");
        assert!(error.to_string().contains("no home directory"), "{error}");
        assert_eq!(fs::read_dir(home.path()).expect("a directory").count(), 0);
    }
}
