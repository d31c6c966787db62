//! A few earlier files: the newest of each of the last hours, days and weeks that have
//! one.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use chrono::{NaiveDateTime, TimeDelta};

use super::Disk;

/// How the names are made; they sort by time.
const NAME_FORMAT: &str = "bookmarks-%Y%m%dT%H%M%SZ.toml";

/// No two backups are closer than this: what was between them is in the journal.
const EVERY: TimeDelta = TimeDelta::hours(1);

/// Of how many hours, days and weeks one is kept.
const KEPT_OF_EACH: usize = 3;

/// Keeps `bytes` as the file that was there before `now`, if the newest backup is old
/// enough, and removes backups that are not needed any more.
///
/// # Errors
/// The system's.
pub(super) fn keep<D: Disk>(
    disk: &D,
    directory: &Path,
    bytes: &[u8],
    now: NaiveDateTime,
) -> io::Result<()> {
    let names = match fs::read_dir(directory) {
        Ok(entries) => entries
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect::<Result<Vec<_>, _>>()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let mut times: Vec<NaiveDateTime> = names
        .iter()
        .filter_map(|name| NaiveDateTime::parse_from_str(name.to_str()?, NAME_FORMAT).ok())
        .collect();
    // A clock that was wrong once must not keep backups from being made.
    let is_recent = |time: &NaiveDateTime| (*time - now).abs() < EVERY;
    if times.iter().any(is_recent) {
        return Ok(());
    }
    disk.create_directory(directory)?;
    let path = |time: NaiveDateTime| directory.join(time.format(NAME_FORMAT).to_string());
    let mut file = disk.create(&path(now))?;
    if let Err(error) = disk.write(&mut file, bytes).and_then(|()| disk.sync(&file)) {
        disk.remove(&path(now)).ok();
        return Err(error);
    }
    times.push(now);
    for time in superfluous(times) {
        disk.remove(&path(time))?;
    }
    Ok(())
}

/// The backups that go.
fn superfluous(mut times: Vec<NaiveDateTime>) -> Vec<NaiveDateTime> {
    times.sort_unstable();
    let mut kept = BTreeSet::new();
    for seconds in [3600, 86_400, 7 * 86_400] {
        let mut slots = BTreeSet::new();
        for time in times.iter().rev() {
            let slot = time.and_utc().timestamp().div_euclid(seconds);
            if slots.len() < KEPT_OF_EACH && slots.insert(slot) {
                kept.insert(*time);
            }
        }
    }
    times.retain(|time| !kept.contains(time));
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_use_leaves_hours_days_and_weeks() {
        let start = chrono::DateTime::from_timestamp(1_700_000_000, 0).expect("a time");
        let mut times = Vec::new();
        for hour in 0..24 * 365 {
            times.push(start.naive_utc() + TimeDelta::hours(hour));
            for gone in superfluous(times.clone()) {
                times.retain(|time| *time != gone);
            }
        }
        let newest = *times.last().expect("backups");
        let ages: Vec<i64> = times
            .iter()
            .rev()
            .map(|time| (newest - *time).num_hours())
            .collect();
        assert!(ages.len() <= 9, "{ages:?}");
        assert_eq!(ages[..3], [0, 1, 2]);
        assert!(ages.iter().any(|age| (24..72).contains(age)), "{ages:?}");
        assert!(ages.iter().any(|age| *age >= 7 * 24), "{ages:?}");
    }
}
