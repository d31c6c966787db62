//! Keeping one article more among 10,000: from the key press to the disk, against a
//! bare write, fsync and rename of the same bytes, in turn, in one run.
//!
//! `cargo bench --bench shelf`; the median may be 50 ms. The command line's first read
//! of the file is told too.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use tagleaf::shelf::{Bookmark, Card, Deed};
use tagleaf::storage::{Places, Request, Store, SystemDisk};
use tagleaf::text::CleanString;

const BOOKMARKS: usize = 10_000;
const RUNS: usize = 40;

fn main() {
    // On the disk of the project: /tmp may be memory.
    let directory = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a directory");
    let places = Places {
        config: Some(directory.path().join("config")),
        state: Some(directory.path().join("state")),
    };
    let mut store = Store::new(places.clone(), SystemDisk);
    let all = (0..BOOKMARKS).map(bookmark);
    let step = store.shelf().keeping(all, Deed::Imported, moment());
    store.commit(&[Request::Do(step)], moment()).expect("room");
    let file = places.bookmarks().expect("a place");
    let bytes = fs::read(&file).expect("the file");

    let (mut toggles, mut presses, mut bares, mut firsts) = (vec![], vec![], vec![], vec![]);
    for run in 0..RUNS {
        let started = Instant::now();
        let mut shelf = store.shelf().clone();
        let step = shelf.keeping([bookmark(BOOKMARKS + run)], Deed::Bookmarked, moment());
        shelf.apply(&step);
        presses.push(started.elapsed());
        let started = Instant::now();
        store.commit(&[Request::Do(step)], moment()).expect("saved");
        toggles.push(started.elapsed());
        bares.push(bare(directory.path(), &bytes));
        let started = Instant::now();
        Store::new(places.clone(), SystemDisk)
            .read()
            .expect("readable");
        firsts.push(started.elapsed());
    }
    println!(
        "{BOOKMARKS} bookmarks, {} bytes, medians of {RUNS} runs",
        bytes.len()
    );
    let (toggle, bare) = (median(toggles), median(bares));
    let times = toggle.as_secs_f64() / bare.as_secs_f64();
    println!("toggle to durable        {toggle:>10.1?}  {times:.2} x");
    println!("bare write and rename    {bare:>10.1?}");
    println!("toggle in memory         {:>10.1?}", median(presses));
    println!("first read of the file   {:>10.1?}", median(firsts));
}

/// What no program can do without: the bytes in a file beside, on the disk, in place.
fn bare(directory: &Path, bytes: &[u8]) -> Duration {
    let started = Instant::now();
    let (new, target) = (directory.join("new"), directory.join("target"));
    let mut file = File::create(&new).expect("a file");
    file.write_all(bytes).expect("room");
    file.sync_all().expect("a disk");
    fs::rename(&new, &target).expect("a name");
    File::open(directory)
        .and_then(|directory| directory.sync_all())
        .expect("a disk");
    started.elapsed()
}

fn bookmark(number: usize) -> Bookmark {
    let summary = "explains how a service was taken apart, what it cost and what came of it ";
    let card = Card {
        title: CleanString::new(&format!("Article {number}: What We Learned from Queues")),
        source: CleanString::new("Architecture Digest"),
        published: NaiveDate::from_yo_opt(2021, u32::try_from(number % 365).unwrap_or(0) + 1),
        category: CleanString::new("Backend Development"),
        tags: ["Backend Architecture", "Queues", "retry"]
            .map(CleanString::new)
            .to_vec(),
        summary: CleanString::new(&summary.repeat(4)),
        likes: Some(7),
        minutes: Some(12),
        url: None,
    };
    Bookmark::of_card(card, Some(moment())).expect("an identity")
}

fn moment() -> NaiveDateTime {
    DateTime::from_timestamp(1_700_000_000, 0)
        .expect("a moment")
        .naive_utc()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
