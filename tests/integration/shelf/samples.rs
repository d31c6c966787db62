//! Bookmarks, places and stores to try things with.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use tagleaf::catalog::ArticleId;
use tagleaf::shelf::{Bookmark, Card, Deed, Shelf, Step};
use tagleaf::storage::{Disk, Places, Request, Store, StoreError, SystemDisk};
use tagleaf::text::CleanString;

/// A moment; nothing here asks the clock.
pub fn moment(seconds: u32) -> NaiveDateTime {
    let time = DateTime::from_timestamp(1_700_000_000 + i64::from(seconds), 0);
    time.expect("a moment").naive_utc()
}

pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 10, 13).expect("a date")
}

/// A bookmark on an article with this title, kept at the first moment.
pub fn bookmark(title: &str) -> Bookmark {
    let card = Card {
        title: CleanString::new(title),
        source: CleanString::new("21CTO"),
        published: Some(day()),
        ..Card::default()
    };
    Bookmark::of_card(card, Some(moment(0))).expect("an identity")
}

pub fn id(title: &str) -> ArticleId {
    bookmark(title).id
}

/// The step that keeps an article with this title, or drops it if it is kept.
pub fn toggle(shelf: &Shelf, title: &str) -> Step {
    if shelf.bookmark(id(title)).is_some() {
        shelf.removing([id(title)], moment(0))
    } else {
        shelf.keeping([bookmark(title)], Deed::Bookmarked, moment(0))
    }
}

/// A directory in memory where there is one: what is tried there is not how long a
/// disk takes.
pub fn fast_directory() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let directory = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    directory.expect("a directory")
}

pub fn places(directory: &Path) -> Places {
    Places {
        config: Some(directory.join("config")),
        state: Some(directory.join("state")),
    }
}

/// The file of bookmarks in `directory`.
pub fn file(directory: &Path) -> PathBuf {
    directory.join("config/bookmarks.toml")
}

/// Writes the file of bookmarks as a person would.
pub fn write(directory: &Path, text: &str) {
    std::fs::create_dir_all(directory.join("config")).expect("a directory");
    std::fs::write(file(directory), text).expect("a file");
    settle(&file(directory));
}

/// Makes a file look as if it had not been touched for a while, so that nothing waits
/// for a person to end writing it.
pub fn settle(file: &Path) {
    let then = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    let opened = std::fs::File::options()
        .write(true)
        .open(file)
        .expect("a file");
    opened.set_modified(then).expect("a time");
}

pub fn read(directory: &Path) -> String {
    std::fs::read_to_string(file(directory)).expect("a file")
}

pub fn store(directory: &Path) -> Store {
    Store::new(places(directory), SystemDisk)
}

/// Toggles the article with this title.
pub fn commit<D: Disk>(store: &mut Store<D>, title: &str) -> Result<(), StoreError> {
    let step = toggle(store.shelf(), title);
    store.commit(&[Request::Do(step)], moment(0)).map(drop)
}

/// Titles of all that is kept on the disk.
pub fn titles(directory: &Path) -> Vec<String> {
    let mut store = store(directory);
    store.read().expect("a readable file");
    let bookmarks = store.shelf().bookmarks();
    bookmarks
        .iter()
        .map(|bookmark| bookmark.card.title.to_string())
        .collect()
}
