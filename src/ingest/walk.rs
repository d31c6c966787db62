//! Finding the files below a directory: every file once, whatever links lead to it,
//! and nothing left out because its neighbour could not be read.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, Metadata, ReadDir};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::natural;
use super::report::SkipReason;

/// What stands below a directory.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files, in the order a person counts.
    pub files: Vec<PathBuf>,
    /// What the system would not show, each under its own name.
    pub refused: Vec<(PathBuf, io::Error)>,
    /// Link lists: they belong to pages and are none.
    pub link_lists: Vec<PathBuf>,
    /// What cannot be a saved page.
    pub passed_over: Vec<(PathBuf, SkipReason)>,
}

/// Device and inode: what a file or directory is, under whatever name.
type Identity = (u64, u64);

fn identity(meta: &Metadata) -> Identity {
    (meta.dev(), meta.ino())
}

/// Finds the files below `root`; hidden ones are left out, as in other tools. A file
/// that has several names is found under one, its own rather than a link's. O(n log n)
/// in the entries, without recursion.
pub(super) fn walk(root: &Path) -> Found {
    walk_with(root, |directory| fs::read_dir(directory))
}

fn walk_with(root: &Path, read_dir: impl Fn(&Path) -> io::Result<ReadDir>) -> Found {
    let mut walk = Walk::default();
    match fs::metadata(root) {
        Ok(meta) => walk.directories.push((root.to_owned(), identity(&meta))),
        Err(error) => walk.refuse(root, error),
    }
    let mut visited = HashSet::new();
    while let Some((directory, identity)) = walk.next() {
        if !visited.insert(identity) {
            continue;
        }
        let read = read_dir(&directory).and_then(|entries| walk.enter(entries));
        if let Err(error) = read {
            walk.refuse(&directory, error);
        }
    }
    walk.found()
}

#[derive(Default)]
struct Walk {
    /// Directories to visit.
    directories: Vec<(PathBuf, Identity)>,
    /// Links to directories. Followed once no directory is left, and in a fixed
    /// order, so that the names found do not hang on the order of a directory.
    links: BTreeMap<PathBuf, Identity>,
    files: Vec<FoundFile>,
    refused: Vec<(PathBuf, io::Error)>,
    link_lists: Vec<PathBuf>,
    passed_over: Vec<(PathBuf, SkipReason)>,
}

struct FoundFile {
    path: PathBuf,
    identity: Identity,
    is_link: bool,
}

impl Walk {
    fn next(&mut self) -> Option<(PathBuf, Identity)> {
        self.directories.pop().or_else(|| self.links.pop_first())
    }

    fn refuse(&mut self, path: &Path, error: io::Error) {
        self.refused.push((path.to_owned(), error));
    }

    /// Sorts the entries of a directory into what to visit and what to read.
    ///
    /// # Errors
    /// When the directory cannot be read on; what was found until then is kept.
    fn enter(&mut self, entries: ReadDir) -> io::Result<()> {
        for entry in entries {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = entry.path();
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            match fs::metadata(&path) {
                Ok(meta) if meta.is_dir() && is_link => {
                    self.links.insert(path, identity(&meta));
                }
                Ok(meta) if meta.is_dir() => self.directories.push((path, identity(&meta))),
                Ok(meta) if meta.is_file() && is_link_list(&path) => self.link_lists.push(path),
                Ok(meta) if meta.is_file() => self.files.push(FoundFile {
                    path,
                    identity: identity(&meta),
                    is_link,
                }),
                Ok(_) => self.passed_over.push((path, SkipReason::NotAFile)),
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied && !is_link => {
                    // It is the directory that may not be searched: said once.
                    return Err(error);
                }
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    self.refuse(&path, error);
                }
                Err(_) if is_link => self.passed_over.push((path, SkipReason::DeadLink)),
                Err(error) => self.refuse(&path, error),
            }
        }
        Ok(())
    }

    fn found(self) -> Found {
        let Self {
            mut files,
            mut refused,
            mut link_lists,
            mut passed_over,
            ..
        } = self;
        let by_name =
            |a: &Path, b: &Path| natural::compare(&a.to_string_lossy(), &b.to_string_lossy());
        files.sort_by(|a, b| (a.is_link.cmp(&b.is_link)).then_with(|| by_name(&a.path, &b.path)));
        let mut seen = HashSet::new();
        files.retain(|file| seen.insert(file.identity));
        files.sort_by(|a, b| by_name(&a.path, &b.path));
        refused.sort_by(|(a, _), (b, _)| by_name(a, b));
        link_lists.sort_by(|a, b| by_name(a, b));
        passed_over.sort_by(|(a, _), (b, _)| by_name(a, b));
        Found {
            files: files.into_iter().map(|file| file.path).collect(),
            refused,
            link_lists,
            passed_over,
        }
    }
}

/// Whether a file is a link list by its name: `*.links.*`.
pub(super) fn is_link_list(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.as_deref()
        .and_then(|name| name.split_once(".links."))
        .is_some_and(|(before, after)| !before.is_empty() && !after.is_empty())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn directory_with(files: &[&str]) -> tempfile::TempDir {
        let directory = tempfile::tempdir().expect("a directory");
        for file in files {
            let path = directory.path().join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
            fs::write(path, "x").expect("a file");
        }
        directory
    }

    fn names(found: &Found, root: &Path) -> Vec<String> {
        let below = |path: &PathBuf| {
            let path = path.strip_prefix(root).expect("a path below the root");
            path.to_string_lossy().into_owned()
        };
        found.files.iter().map(below).collect()
    }

    #[test]
    fn every_file_is_found_once_whatever_links_lead_to_it() {
        let directory = directory_with(&["p-2", "p-10", "z/real", ".hidden/x"]);
        let outside = directory_with(&["page"]);
        let root = directory.path();
        symlink(".", root.join("loop")).expect("a link");
        symlink("../z", root.join("z/again")).expect("a link");
        symlink("z", root.join("a")).expect("a link");
        symlink("p-2", root.join("a-page")).expect("a link");
        symlink("nowhere", root.join("dangling")).expect("a link");
        symlink("circle", root.join("circle")).expect("a link");
        symlink(outside.path(), root.join("elsewhere")).expect("a link");
        fs::hard_link(root.join("p-10"), root.join("p-11")).expect("a second name");
        let found = walk(root);
        let want = ["elsewhere/page", "p-2", "p-10", "z/real"];
        assert_eq!(names(&found, root), want);
        assert!(found.refused.is_empty(), "{:?}", found.refused);
        let dead = ["circle", "dangling"].map(|name| (root.join(name), SkipReason::DeadLink));
        assert_eq!(found.passed_over, dead);
    }

    #[test]
    fn directories_are_read_however_deep_they_are() {
        let deep = format!("{}page", "d/".repeat(100));
        let directory = directory_with(&[&deep]);
        assert_eq!(names(&walk(directory.path()), directory.path()), [deep]);
    }

    #[test]
    fn what_stands_beside_an_unreadable_directory_is_found() {
        let directory = directory_with(&["a/page", "locked/page", "z/page"]);
        let root = directory.path();
        // Who runs the tests may be allowed to read everything, so the system is
        // not asked.
        let found = walk_with(root, |path| {
            if path.ends_with("locked") {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            fs::read_dir(path)
        });
        assert_eq!(names(&found, root), ["a/page", "z/page"]);
        let refused: Vec<&Path> = found.refused.iter().map(|(path, _)| &**path).collect();
        assert_eq!(refused, [root.join("locked")]);
    }
}
