//! The disk under the shelf: full, read-only, without locks, behind links, in the hands
//! of an editor.

use std::cell::{Cell, RefCell};
use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use super::samples::{
    bookmark, commit, fast_directory, file, id, moment, places, read, settle, store, titles,
    toggle, write,
};
use tagleaf::shelf::{Change, Deed, Edit, ReadMark, Step};
use tagleaf::storage::{
    Disk, Notice, Outcome, Places, Request, Saved, Store, StoreError, SystemDisk, Writer,
};

/// A disk that refuses one step, counted from 0, and keeps the names of all.
struct Faulty {
    refuses: Cell<Option<usize>>,
    error: io::ErrorKind,
    steps: RefCell<Vec<&'static str>>,
}

impl Faulty {
    fn at(step: usize) -> Self {
        Self {
            refuses: Cell::new(Some(step)),
            error: io::ErrorKind::StorageFull,
            steps: RefCell::default(),
        }
    }

    fn step(&self, name: &'static str) -> io::Result<()> {
        let mut steps = self.steps.borrow_mut();
        let is_refused = self.refuses.get() == Some(steps.len());
        steps.push(name);
        if is_refused {
            Err(self.error.into())
        } else {
            Ok(())
        }
    }
}

impl Disk for &Faulty {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        self.step("read").and_then(|()| SystemDisk.read(path))
    }
    fn metadata(&self, path: &Path) -> io::Result<Option<Metadata>> {
        self.step("metadata")
            .and_then(|()| SystemDisk.metadata(path))
    }
    fn create_directory(&self, path: &Path) -> io::Result<()> {
        self.step("create directory")
            .and_then(|()| SystemDisk.create_directory(path))
    }
    fn create(&self, path: &Path) -> io::Result<File> {
        self.step("create").and_then(|()| SystemDisk.create(path))
    }
    fn adopt(&self, file: &File, old: &Metadata) -> io::Result<()> {
        self.step("adopt")
            .and_then(|()| SystemDisk.adopt(file, old))
    }
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        // A disk runs full in the middle.
        let half = bytes.get(..bytes.len() / 2).unwrap_or_default();
        match self.step("write") {
            Ok(()) => SystemDisk.write(file, bytes),
            Err(error) => SystemDisk.write(file, half).and(Err(error)),
        }
    }
    fn sync(&self, file: &File) -> io::Result<()> {
        self.step("sync").and_then(|()| SystemDisk.sync(file))
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step("rename")
            .and_then(|()| SystemDisk.rename(from, to))
    }
    fn sync_directory(&self, path: &Path) -> io::Result<()> {
        self.step("sync directory")
            .and_then(|()| SystemDisk.sync_directory(path))
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step("remove").and_then(|()| SystemDisk.remove(path))
    }
    fn append(&self, path: &Path, line: &str) -> io::Result<u64> {
        self.step("append")
            .and_then(|()| SystemDisk.append(path, line))
    }
    fn open_lock(&self, path: &Path) -> io::Result<File> {
        self.step("open lock")
            .and_then(|()| SystemDisk.open_lock(path))
    }
    fn try_lock(&self, file: &File) -> io::Result<()> {
        self.step("lock").and_then(|()| SystemDisk.try_lock(file))
    }
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).expect("a directory");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn an_error_at_any_step_loses_nothing() {
    let mut refused = Vec::new();
    for step in 0.. {
        let directory = fast_directory();
        let root = directory.path();
        commit(&mut store(root), "Old").expect("a first bookmark");
        let before = read(root);
        let disk = Faulty::at(step);
        let mut store = Store::new(places(root), &disk);
        store.read().ok();
        let step = store
            .shelf()
            .keeping([bookmark("New")], Deed::Bookmarked, moment(0));
        let saved = store.commit(&[Request::Do(step.clone())], moment(7_200));
        let steps = disk.steps.borrow().len();
        if disk.refuses.get().is_some_and(|at| at >= steps) {
            assert!(saved.is_ok());
            break;
        }
        let failed = disk.steps.borrow()[disk.refuses.get().expect("a step")];
        match &saved {
            Ok(committed) => {
                // What is beside the bookmarks may fail, and it is told, unless nothing
                // but a wait hangs on it.
                let is_told = !committed.notices.is_empty();
                assert!(is_told || matches!(failed, "read" | "metadata"), "{failed}");
                assert_eq!(titles(root), ["New", "Old"], "{failed}");
            }
            Err(error) => {
                assert!(
                    error.to_string().contains("make room on the disk"),
                    "{error}"
                );
                let after = read(root);
                // Only when the names could not be made durable it is there all the same.
                assert!(
                    after == before || failed == "sync directory" || failed == "metadata",
                    "{failed}"
                );
                refused.push(failed);
            }
        }
        assert_eq!(names(&root.join("config")), ["bookmarks.toml"], "{failed}");
        // It is tried again.
        disk.refuses.set(None);
        disk.steps.borrow_mut().clear();
        let again = store.commit(&[Request::Do(step)], moment(7_201));
        assert!(again.is_ok(), "{failed}: {again:?}");
        let is_durable = disk.steps.borrow().contains(&"sync directory");
        assert!(saved.is_ok() || is_durable, "{failed}");
        assert_eq!(titles(root), ["New", "Old"], "{failed}");
        assert_eq!(store.shelf().bookmarks().len(), 2, "{failed}");
    }
    for name in [
        "read",
        "create directory",
        "create",
        "adopt",
        "write",
        "sync",
        "rename",
        "sync directory",
    ] {
        assert!(
            refused.contains(&name),
            "{name} was not refused: {refused:?}"
        );
    }
}

#[test]
fn a_full_disk_is_told_and_tried_again() {
    // A file system of its own, where it may be mounted.
    let directory = tempfile::tempdir().expect("a directory");
    let root = directory.path();
    let mount = |args: &[&str]| {
        let status = std::process::Command::new("mount")
            .args(args)
            .arg(root)
            .output();
        status.is_ok_and(|output| output.status.success())
    };
    if !mount(&["-t", "tmpfs", "-o", "size=64k", "tmpfs"]) {
        return;
    }
    let outcome = std::panic::catch_unwind(|| {
        let mut store = store(root);
        commit(&mut store, "Old").expect("room");
        let mut filler = File::create(root.join("filler")).expect("a file");
        while io::Write::write(&mut filler, &[0; 4096]).is_ok() {}
        drop(filler);
        let error = commit(&mut store, "New").expect_err("a full disk");
        assert!(
            error.to_string().contains("make room on the disk"),
            "{error}"
        );
        assert_eq!(titles(root), ["Old"]);
        fs::remove_file(root.join("filler")).expect("it goes");
        commit(&mut store, "New").expect("room");
        assert_eq!(titles(root), ["New", "Old"]);
    });
    let unmounted = std::process::Command::new("umount").arg(root).status();
    assert!(unmounted.is_ok_and(|status| status.success()));
    outcome.expect("the shelf copes with a full disk");
}

#[test]
fn a_file_system_without_locks_is_told_of_and_merged_on() {
    let directory = fast_directory();
    let root = directory.path();
    let mut one = Store::new(places(root), Unlockable);
    let mut two = Store::new(places(root), Unlockable);
    commit(&mut one, "One").expect("saved");
    let step = toggle(two.shelf(), "Two");
    let committed = two.commit(&[Request::Do(step)], moment(0)).expect("saved");
    assert!(
        matches!(&committed.notices[..], [Notice::Unlocked(_)]),
        "{committed:?}"
    );
    commit(&mut one, "Three").expect("saved");
    assert_eq!(titles(root), ["One", "Three", "Two"]);
}

struct Unlockable;

impl Disk for Unlockable {
    fn try_lock(&self, _: &File) -> io::Result<()> {
        // ENOLCK, as NFS gives it.
        Err(io::Error::from_raw_os_error(37))
    }
}

/// Somebody saves the file between our reading and our writing.
struct Racing {
    edits: Cell<u32>,
    file: PathBuf,
}

impl Disk for &Racing {
    fn sync(&self, file: &File) -> io::Result<()> {
        if self.edits.get() > 0 {
            self.edits.set(self.edits.get() - 1);
            let text = fs::read_to_string(&self.file)?;
            fs::write(&self.file, format!("# edit {}\n{text}", self.edits.get()))?;
            settle(&self.file);
        }
        SystemDisk.sync(file)
    }
}

#[test]
fn an_edit_while_the_file_is_written_is_taken_in() {
    let directory = fast_directory();
    let root = directory.path();
    commit(&mut store(root), "Old").expect("saved");
    let disk = Racing {
        edits: Cell::new(3),
        file: file(root),
    };
    let mut store = Store::new(
        Places {
            state: None,
            ..places(root)
        },
        &disk,
    );
    store.read().expect("a file");
    commit(&mut store, "New").expect("saved");
    assert_eq!(titles(root), ["New", "Old"]);
    assert!(
        read(root).starts_with("# edit 0\n# edit 1\n# edit 2\n"),
        "{}",
        read(root)
    );
    disk.edits.set(u32::MAX);
    let error = commit(&mut store, "Never").expect_err("no end of edits");
    assert!(matches!(error, StoreError::Restless { .. }), "{error}");
}

#[test]
fn links_stay_links_and_the_mode_stays() {
    let directory = fast_directory();
    let root = directory.path();
    write(root, "# mine\n");
    fs::create_dir(root.join("dotfiles")).expect("a directory");
    let real = root.join("dotfiles/real.toml");
    fs::rename(file(root), &real).expect("it moves");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("a mode");
    symlink("../config/two", file(root)).expect("a link");
    symlink(root.join("dotfiles/three"), root.join("config/two")).expect("a link");
    symlink("real.toml", root.join("dotfiles/three")).expect("a link");
    let before = fs::metadata(&real).expect("a file");
    commit(&mut store(root), "New").expect("saved");
    for link in [
        &file(root),
        &root.join("config/two"),
        &root.join("dotfiles/three"),
    ] {
        assert!(
            fs::symlink_metadata(link).expect("a link").is_symlink(),
            "{link:?}"
        );
    }
    let after = fs::metadata(&real).expect("a file");
    assert_eq!(
        (after.mode(), after.uid(), after.gid()),
        (before.mode(), before.uid(), before.gid())
    );
    assert!(
        fs::read_to_string(&real)
            .expect("text")
            .starts_with("schema = 1\n# mine\n")
    );
    assert_eq!(names(&root.join("dotfiles")), ["real.toml", "three"]);
}

#[test]
fn a_link_to_nothing_leads_to_a_new_file() {
    let directory = fast_directory();
    let root = directory.path();
    fs::create_dir_all(root.join("config")).expect("a directory");
    symlink("../not-yet.toml", file(root)).expect("a link");
    commit(&mut store(root), "New").expect("saved");
    assert!(
        fs::symlink_metadata(file(root))
            .expect("a link")
            .is_symlink()
    );
    let mode = fs::metadata(root.join("not-yet.toml"))
        .expect("a file")
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(titles(root), ["New"]);
    fs::remove_file(file(root)).expect("it goes");
    symlink("bookmarks.toml", file(root)).expect("a link");
    let error = commit(&mut store(root), "New").expect_err("a circle");
    assert!(error.to_string().contains("circle"), "{error}");
}

#[test]
fn a_private_file_stays_private() {
    let directory = fast_directory();
    let root = directory.path();
    write(root, "schema = 1\n");
    fs::set_permissions(file(root), fs::Permissions::from_mode(0o600)).expect("a mode");
    commit(&mut store(root), "New").expect("saved");
    assert_eq!(
        fs::metadata(file(root)).expect("a file").mode() & 0o7777,
        0o600
    );
}

#[test]
fn a_directory_that_may_not_be_written_is_an_error_and_no_loss() {
    // Who runs the tests may be allowed everything, so the system is not asked.
    let directory = fast_directory();
    let root = directory.path();
    commit(&mut store(root), "Old").expect("saved");
    for (kind, advice) in [
        (io::ErrorKind::PermissionDenied, "correct the permissions"),
        (
            io::ErrorKind::ReadOnlyFilesystem,
            "the file system is read-only",
        ),
    ] {
        let disk = ReadOnly(kind);
        let mut store = Store::new(places(root), disk);
        store.read().expect("readable");
        let error = commit(&mut store, "New").expect_err("refused");
        assert!(error.to_string().contains(advice), "{error}");
        assert_eq!(store.shelf().bookmarks().len(), 1);
        assert_eq!(titles(root), ["Old"]);
    }
    let mut nowhere = Store::new(Places::default(), SystemDisk);
    assert!(nowhere.read().is_ok());
    let error = commit(&mut nowhere, "New").expect_err("no home");
    assert!(error.to_string().contains("no home directory"), "{error}");
}

struct ReadOnly(io::ErrorKind);

impl Disk for ReadOnly {
    fn create(&self, _: &Path) -> io::Result<File> {
        Err(self.0.into())
    }
    fn append(&self, _: &Path, _: &str) -> io::Result<u64> {
        Err(self.0.into())
    }
    fn open_lock(&self, _: &Path) -> io::Result<File> {
        Err(self.0.into())
    }
}

#[test]
fn a_broken_file_is_never_written_and_read_marks_are() {
    let directory = fast_directory();
    let root = directory.path();
    let text = "schema = 1\n[bookmarks.a]\ntitle = \"x\n";
    write(root, text);
    let mut store = store(root);
    assert!(matches!(store.read(), Err(StoreError::Invalid { .. })));
    let error = commit(&mut store, "New").expect_err("not written");
    assert!(error.to_string().contains("line 3, column 11"), "{error}");
    assert_eq!(read(root), text);
    store
        .commit(&[Request::Do(reading("Old"))], moment(0))
        .expect("a read mark");
    assert!(store.shelf().read_mark(id("Old")).is_some());
    let (repaired, beside) = store
        .repair(moment(0))
        .expect("repaired")
        .expect("something to do");
    assert_eq!(repaired.left_out.len(), 1);
    assert_eq!(fs::read_to_string(beside).expect("the bad bytes"), text);
    settle(&file(root));
    commit(&mut store, "New").expect("saved");
    assert_eq!(titles(root).len(), 2);
    write(root, "schema = 9\n[bookmarks.a]\ntitle = 'x'\n");
    let error = commit(&mut store, "More").expect_err("not written");
    assert!(matches!(error, StoreError::Newer { .. }), "{error}");
    assert_eq!(store.shelf().bookmarks().len(), 1);
}

fn reading(title: &str) -> Step {
    let (id, key, at) = (id(title), bookmark(title).key, moment(0));
    let mark = ReadMark { id, key, at };
    let change = Change {
        before: None,
        after: Some(mark),
    };
    Step {
        deed: Deed::Read,
        at,
        edits: vec![Edit::Read(change)],
    }
}

#[test]
fn undo_works_over_restarts_and_over_the_changes_of_others() {
    let directory = fast_directory();
    let root = directory.path();
    let mut one = store(root);
    commit(&mut one, "One").expect("saved");
    commit(&mut one, "Two").expect("saved");
    one.commit(&[Request::Do(reading("One"))], moment(0))
        .expect("saved");
    let mut two = store(root);
    two.read().expect("a file");
    let done = two
        .commit(&[Request::Undo, Request::Undo], moment(0))
        .expect("undone");
    let [Outcome::Undid(Some(read)), Outcome::Undid(Some(second))] = &done.outcomes[..] else {
        unreachable!("{done:?}");
    };
    assert_eq!(read.to_string(), "marked 1 article as read");
    assert_eq!(second.to_string(), "bookmarked 'Two'");
    assert_eq!(titles(root), ["One"]);
    let done = store(root)
        .commit(&[Request::Redo], moment(0))
        .expect("redone");
    assert!(matches!(&done.outcomes[..], [Outcome::Redid(Some(_))]));
    assert_eq!(titles(root), ["One", "Two"]);
    for _ in 0..2 {
        store(root)
            .commit(&[Request::Undo], moment(0))
            .expect("undone");
    }
    let done = store(root)
        .commit(&[Request::Undo], moment(0))
        .expect("nothing");
    assert_eq!(done.outcomes, [Outcome::Undid(None)]);
    assert_eq!(titles(root), [""; 0]);
}

#[test]
fn a_backup_is_kept_and_no_more_than_a_few() {
    let directory = fast_directory();
    let root = directory.path();
    let mut store = store(root);
    for hour in 0..50 {
        let step = toggle(store.shelf(), &format!("Article {hour}"));
        store
            .commit(&[Request::Do(step)], moment(hour * 3_600))
            .expect("saved");
    }
    let backups = names(&root.join("state/backups"));
    assert!((3..=9).contains(&backups.len()), "{backups:?}");
    let newest = root
        .join("state/backups")
        .join(backups.last().expect("a backup"));
    let text = fs::read_to_string(newest).expect("text");
    assert_eq!(text.matches("[bookmarks.").count(), 49);
}

#[test]
fn a_writer_tells_what_fails_and_saves_it_later() {
    let directory = fast_directory();
    let root = directory.path();
    // A directory stands where the file should be: no permission helps against that.
    fs::create_dir_all(file(root)).expect("a directory");
    let (sender, told) = mpsc::channel();
    let writer = Writer::start(
        store(root),
        || moment(0),
        move |saved| drop(sender.send(saved)),
    );
    let writer = writer.expect("a thread");
    writer.save(Request::Do(toggle(store(root).shelf(), "One")));
    let Ok(Saved::Failed(error, 1)) = told.recv() else {
        unreachable!("it could not be saved");
    };
    assert!(error.to_string().contains("bookmarks.toml"), "{error}");
    writer.save(Request::Do(toggle(store(root).shelf(), "Two")));
    // On a slow machine the first may have been tried again before.
    assert!(
        told.iter()
            .any(|saved| matches!(saved, Saved::Failed(_, 2)))
    );
    fs::remove_dir(file(root)).expect("it goes");
    // Nobody asks again: it is tried in time.
    let mut saved = told.iter().filter_map(|saved| match saved {
        Saved::Done(shelf, ..) => Some(shelf.bookmarks().len()),
        _ => None,
    });
    assert!(saved.any(|bookmarks| bookmarks == 2));
    commit(&mut store(root), "Three").expect("saved");
    writer.look();
    let Ok(Saved::Changed(shelf)) = told.recv() else {
        unreachable!("the change of another was not seen");
    };
    assert_eq!(shelf.bookmarks().len(), 3);
    writer.save(Request::Do(toggle(&shelf, "Four")));
    writer.finish().expect("all is saved");
    assert_eq!(titles(root).len(), 4);
}
