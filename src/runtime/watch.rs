//! Tells when somebody else may have changed the shelf: by the system's own notices, and
//! only where these cannot be had by looking every second.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::storage::Places;

/// How often to look where nothing tells.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Starts a thread that calls `look` when a file of the shelf may have changed. Without
/// a thread others' changes are seen with the next change of our own.
pub(super) fn start(places: &Places, look: impl Fn() + Send + 'static) {
    let files: Vec<PathBuf> = [places.bookmarks(), places.reads()]
        .into_iter()
        .flatten()
        .collect();
    if files.is_empty() {
        return;
    }
    let thread = thread::Builder::new().name("watch".to_owned());
    // Not waited for: it has nothing to finish.
    thread.spawn(move || watch(&files, &look)).ok();
}

fn watch(files: &[PathBuf], look: &dyn Fn()) {
    let (sender, events) = mpsc::channel();
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // Nobody listens any more when the thread has ended.
        sender.send(event).ok();
    });
    let mut ears = Ears {
        watcher: watcher.ok(),
        directories: BTreeSet::new(),
        names: BTreeSet::new(),
    };
    let mut is_told = ears.follow(files);
    // Something may have happened before anybody listened.
    look();
    loop {
        let event = if is_told {
            events.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            events.recv_timeout(LOOK_EVERY)
        };
        match event {
            Ok(Ok(event)) if matches!(event.kind, EventKind::Access(_)) => continue,
            Ok(Ok(event)) if ears.are_for(&event) => {}
            Ok(Ok(event)) if !is_of_names(&event) => continue,
            // A directory may have come or gone; or the system has lost count.
            Ok(_) => {
                let before = ears.directories.clone();
                is_told = ears.follow(files);
                if ears.directories == before {
                    continue;
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) if is_told => return,
            // There is no watcher that could tell.
            Err(RecvTimeoutError::Disconnected) => thread::sleep(LOOK_EVERY),
        }
        // In this order: what happens after the look is told.
        is_told = ears.follow(files);
        look();
    }
}

/// Whether a file has come, gone or been renamed: writing to an unrelated one is no
/// reason to look anew at where ours are.
const fn is_of_names(event: &Event) -> bool {
    !matches!(
        event.kind,
        EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_))
    )
}

fn target(file: &Path) -> Option<PathBuf> {
    fs::canonicalize(file).ok()
}

/// What is listened to.
struct Ears {
    watcher: Option<RecommendedWatcher>,
    directories: BTreeSet<PathBuf>,
    /// What the files are called, here and wherever links lead.
    names: BTreeSet<OsString>,
}

impl Ears {
    /// Whether an event is about one of the files.
    fn are_for(&self, event: &Event) -> bool {
        let mut names = event.paths.iter().filter_map(|path| path.file_name());
        names.any(|name| self.names.contains(name))
    }

    /// Watches the directories of the files and of what they are links to; of those that
    /// do not exist yet, the nearest that does. Whether every change will be told.
    fn follow(&mut self, files: &[PathBuf]) -> bool {
        loop {
            let before = self.directories.clone();
            let is_told = self.listen(files);
            // A directory that was made before the one above it was watched is not told.
            if self.directories == before {
                return is_told;
            }
        }
    }

    fn listen(&mut self, files: &[PathBuf]) -> bool {
        let targets: Vec<PathBuf> = files.iter().filter_map(|file| target(file)).collect();
        let all = || files.iter().chain(&targets);
        let names = all().filter_map(|file| file.file_name());
        self.names = names.map(ToOwned::to_owned).collect();
        let wanted: BTreeSet<PathBuf> = all().filter_map(|file| nearest(file)).collect();
        let Some(watcher) = &mut self.watcher else {
            return false;
        };
        for old in self.directories.difference(&wanted) {
            // It may be gone, and its watch with it.
            watcher.unwatch(old).ok();
        }
        let mut is_told = !wanted.is_empty();
        let mut directories = BTreeSet::new();
        for directory in wanted {
            let is_watched = self.directories.contains(&directory)
                || watcher
                    .watch(&directory, RecursiveMode::NonRecursive)
                    .is_ok();
            is_told &= is_watched;
            if is_watched {
                directories.insert(directory);
            }
        }
        self.directories = directories;
        is_told
    }
}

/// The directory of a file, or the nearest above it that exists.
fn nearest(file: &Path) -> Option<PathBuf> {
    let mut above = file.ancestors().skip(1);
    above.find(|path| path.is_dir()).map(Path::to_owned)
}
