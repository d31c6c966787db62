//! Loading a million articles: speed against a newline count, and memory.
//!
//! `cargo bench --bench load` (or `-- 100000` for fewer articles).

#![allow(clippy::cast_precision_loss, reason = "figures for people")]

#[path = "generator.rs"]
mod generator;

use std::fs;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use tagleaf::ingest::{self, Input};

fn main() {
    let articles = std::env::args()
        .skip(1)
        .find_map(|arg| arg.parse().ok())
        .unwrap_or(1_000_000);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("listing.txt");
    let mut out = BufWriter::new(fs::File::create(&path).expect("a file"));
    generator::write_listing(&mut out, articles).expect("enough disk");
    out.flush().expect("enough disk");
    drop(out);

    let bytes = fs::read(&path).expect("the file just written");
    let len = bytes.len();
    let newlines = best(5, || {
        std::hint::black_box(memchr::memchr_iter(b'\n', &bytes).count());
    });
    drop(bytes);
    println!("{articles} articles, {:.1} MB", megabytes(len));
    println!("newline count   {:>8.0} MB/s", rate(len, newlines));

    let input = [Input::Path(path)];
    let mut parsed_at = Duration::ZERO;
    let started = Instant::now();
    let loaded = ingest::load(&input, &mut |progress| {
        // The second half of the bytes is the second pass, for the tags.
        if progress.bytes_done * 2 <= progress.bytes_total {
            parsed_at = started.elapsed();
        }
        ControlFlow::Continue(())
    });
    let whole = started.elapsed();
    println!(
        "read and parsed {:>8.0} MB/s  {:.1} x the newline count",
        rate(len, parsed_at),
        parsed_at.as_secs_f64() / newlines.as_secs_f64()
    );
    println!(
        "loaded          {:>8.0} MB/s  {:.1} x the newline count  (tags, postings and ids too)",
        rate(len, whole),
        whole.as_secs_f64() / newlines.as_secs_f64()
    );
    let report = &loaded.report.files[0];
    println!(
        "{} articles, {} duplicates, {} in quarantine, {} uncertain",
        loaded.catalog.len(),
        report.duplicates,
        report.quarantined.len(),
        report.uncertain_tags.len()
    );
    for (name, kb) in memory() {
        println!(
            "{name:<15} {:>8.1} MB  {:.2} x the file",
            kb / 1000.0 * 1.024,
            kb * 1024.0 / len as f64
        );
    }
}

/// The shortest of several runs: the one least disturbed by others on the machine.
fn best(runs: usize, mut run: impl FnMut()) -> Duration {
    (0..runs)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn rate(bytes: usize, time: Duration) -> f64 {
    megabytes(bytes) / time.as_secs_f64()
}

/// Resident memory now and at its highest, in KiB, where the system tells it.
fn memory() -> Vec<(&'static str, f64)> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    [("resident", "VmRSS:"), ("resident, most", "VmHWM:")]
        .into_iter()
        .filter_map(|(name, key)| {
            let line = status.lines().find_map(|line| line.strip_prefix(key))?;
            Some((name, line.trim().trim_end_matches(" kB").parse().ok()?))
        })
        .collect()
}
