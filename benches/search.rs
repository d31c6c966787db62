//! Searching titles at three sizes: ours against plain `SkimMatcherV2` on all cores,
//! nucleo, frizbee and, as the floor, a scan for the bytes; then deep pages, abstracts,
//! cancellation and memory.
//!
//! `cargo bench --bench search` (or `-- 100000` for no more articles than that). Every
//! engine gets the same titles, folded beforehand, and has to tell how many match and
//! which ten are best.

#![allow(clippy::cast_precision_loss, reason = "figures for people")]

#[path = "search/abstracts.rs"]
mod abstracts;
#[path = "search/engines.rs"]
mod engines;
#[path = "generator.rs"]
mod generator;
#[path = "search/identity.rs"]
mod identity;

use std::fs;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use tagleaf::catalog::Catalog;
use tagleaf::ingest::{self, Input};
use tagleaf::search::{Fields, Index, Searches, Stop, Word};

use engines::{ENGINES, Engine, Titles, ours};

const SIZES: [usize; 3] = [1_000, 100_000, 1_000_000];

/// The 22 kinds of queries.
const QUERIES: [(&str, &str); 22] = [
    ("1 common", "c"),
    ("1 rare", "q"),
    ("2 rare", "cq"),
    ("2 common", "ev"),
    ("3 word", "ddd"),
    ("3 prefix", "arc"),
    ("4 acronym", "cqrs"),
    ("4 upper", "CQRS"),
    ("5 common", "event"),
    ("5 word", "redis"),
    ("8 word", "rocketmq"),
    ("8 prefix", "architec"),
    ("12 word", "architecture"),
    ("12 abbreviation", "distrtransac"),
    ("two words", "kafka order"),
    ("three words", "flash sale redis"),
    ("typo by swap", "kafak"),
    ("long typo", "architectrue"),
    ("no match", "zzzzqx"),
    ("no match, long", "xqzjvkwyxqzj"),
    ("CJK", "秒杀"),
    ("with hyphen", "e-commerce"),
];

fn main() {
    let most = std::env::args()
        .skip(1)
        .find_map(|arg| arg.parse().ok())
        .unwrap_or(1_000_000);
    let mut own_per_million = Vec::new();
    for size in SIZES.into_iter().filter(|size| *size <= most) {
        own_per_million.push((size, at_size(size)));
    }
    println!("\nours, geometric mean over the queries, as time per million articles");
    for (size, time) in own_per_million {
        println!("{size:>10} articles {:>8.2} ms", time * 1e3);
    }
}

/// Measures everything at one size; the geometric mean of our times per million.
fn at_size(size: usize) -> f64 {
    let catalog = load(size);
    let before = resident();
    let started = Instant::now();
    let index = Index::new(&catalog);
    let took = started.elapsed();
    println!(
        "\n== {} articles; index in {:.0} ms, {:.1} MB",
        catalog.len(),
        took.as_secs_f64() * 1e3,
        (resident() - before) / 1e6,
    );
    let titles = Titles::new(&catalog);
    let own = compare(&catalog, &index, &titles);
    drop(titles);
    more(&catalog, &index);
    abstracts::compare(&catalog, &index);
    if size == 100_000 {
        identity::check(&catalog, &index);
    }
    own * 1e6 / size as f64
}

/// Prints a line per query and the ratios; the geometric mean of our times.
fn compare(catalog: &Catalog, index: &Index, titles: &Titles) -> f64 {
    let names = ENGINES.map(|(name, _)| format!("{name:>9}"));
    println!(
        "{:<34} {:>8} {}   ms",
        "first ten and count",
        "ours",
        names.join(" ")
    );
    let mut ratios = vec![Vec::new(); ENGINES.len()];
    let mut own_times = Vec::new();
    for (kind, query) in QUERIES {
        let runs = if catalog.len() > 100_000 { 5 } else { 15 };
        let (own, found) = median(runs * 3, || ours(catalog, index, query));
        let times = ENGINES.map(|(_, engine): (_, Engine)| {
            let (time, count) = median(runs, || engine(titles, query));
            (time, count)
        });
        let columns: Vec<String> = times
            .iter()
            .map(|(time, _)| format!("{:>9.2}", time * 1e3))
            .collect();
        println!(
            "{kind:<16} {query:<17} {:>8.3} {}   {found}",
            own * 1e3,
            columns.join(" ")
        );
        for (ratio, (time, _)) in ratios.iter_mut().zip(&times) {
            ratio.push(time / own);
        }
        let (_, plain) = times[0];
        assert_eq!(plain, found, "plain SkimMatcherV2 finds others for {query}");
        own_times.push(own);
    }
    for ((name, _), ratios) in ENGINES.iter().zip(&mut ratios) {
        ratios.sort_by(f64::total_cmp);
        println!(
            "{name:>9}: median {:>6.1} x ours, geometric mean {:>6.1} x, least {:>5.1} x, most {:>6.1} x",
            ratios[ratios.len() / 2],
            geometric_mean(ratios),
            ratios[0],
            ratios[ratios.len() - 1],
        );
    }
    geometric_mean(&own_times)
}

/// What else a reader asks for: all fields, the last page, and to stop.
fn more(catalog: &Catalog, index: &Index) {
    for query in ["c", "event", "architecture", "kafka order"] {
        let words: Vec<Word> = query.split(' ').map(Word::bare).collect();
        let titles: Vec<Word> = words
            .iter()
            .map(|word| Word {
                fields: Fields::TITLE,
                ..word.clone()
            })
            .collect();
        let (bare, found) = median(9, || first_page(catalog, index, &words));
        let set = matching(catalog, index, &titles);
        let (all, _) = median(5, || {
            index
                .rank(catalog, &titles, &set, set.count(), &Stop::NEVER)
                .expect("not stopped")
                .len()
        });
        println!(
            "{query:<17} all fields, first ten: {:>7.2} ms ({found} found); titles, all {} in order: {:>7.1} ms",
            bare * 1e3,
            set.count(),
            all * 1e3
        );
    }
    println!(
        "stopping a search takes {:.0} µs at most of 50",
        cancellation(catalog, index) * 1e6
    );
}

/// The articles that all words match.
fn matching(catalog: &Catalog, index: &Index, words: &[Word]) -> tagleaf::catalog::Bits {
    let mut found = None;
    for word in words {
        let within = found.as_ref();
        found = Some(
            index
                .fuzzy(catalog, word, within, &Stop::NEVER)
                .expect("not stopped"),
        );
    }
    found.expect("a word")
}

/// How many match, with the best ten in order.
fn first_page(catalog: &Catalog, index: &Index, words: &[Word]) -> usize {
    let found = matching(catalog, index, words);
    let best = index
        .rank(catalog, words, &found, 10, &Stop::NEVER)
        .expect("not stopped");
    std::hint::black_box(best);
    found.count()
}

/// The longest that a search went on after it was told to stop.
fn cancellation(catalog: &Catalog, index: &Index) -> f64 {
    let word = Word::bare("architecture");
    let mut longest = Duration::ZERO;
    for wait in 0..50 {
        let searches = Searches::default();
        let stop = searches.begin();
        std::thread::scope(|scope| {
            let search = scope.spawn(|| {
                loop {
                    if index.fuzzy(catalog, &word, None, &stop).is_err() {
                        return Instant::now();
                    }
                }
            });
            std::thread::sleep(Duration::from_micros(500 + wait * 37));
            let stopped = Instant::now();
            searches.stop();
            let ended = search.join().expect("no panic");
            longest = longest.max(ended.saturating_duration_since(stopped));
        });
    }
    longest.as_secs_f64()
}

fn load(size: usize) -> Catalog {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("listing.txt");
    let mut out = BufWriter::new(fs::File::create(&path).expect("a file"));
    generator::write_listing(&mut out, size).expect("enough disk");
    out.flush().expect("enough disk");
    drop(out);
    let go_on = &mut |_| ControlFlow::Continue(());
    ingest::load(&[Input::Path(path)], go_on).catalog
}

/// The median time of some runs in seconds, and what the last one returned.
fn median<T>(runs: usize, mut run: impl FnMut() -> T) -> (f64, T) {
    let mut times = Vec::with_capacity(runs);
    loop {
        let started = Instant::now();
        let outcome = std::hint::black_box(run());
        times.push(started.elapsed().as_secs_f64());
        if times.len() >= runs {
            times.sort_by(f64::total_cmp);
            return (times[times.len() / 2], outcome);
        }
    }
}

fn geometric_mean(values: &[f64]) -> f64 {
    (values.iter().map(|value| value.ln()).sum::<f64>() / values.len() as f64).exp()
}

/// Resident memory in bytes, where the system tells it.
fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kib.unwrap_or_default() * 1024.0
}
