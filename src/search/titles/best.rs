//! The best articles found so far, shared by all threads of a search.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::slice::ParallelSliceMut;

/// Puts articles in order as one number: the smaller, the better. Score first, then the
/// place among equals.
pub(super) fn key(score: i32, place: u32) -> u64 {
    let short = i64::from(i32::MAX) - i64::from(score);
    u64::try_from(short).unwrap_or(0) << 32 | u64::from(place)
}

/// The place of [`key`].
fn place(key: u64) -> u32 {
    u32::try_from(key & u64::from(u32::MAX)).unwrap_or(u32::MAX)
}

/// The `first` smallest keys. What remains does not depend on the order in which keys
/// arrive.
#[derive(Debug)]
pub(super) struct Best {
    first: usize,
    keys: Mutex<Vec<u64>>,
    worst: AtomicU64,
}

impl Best {
    pub fn new(first: usize) -> Self {
        Self {
            first,
            keys: Mutex::default(),
            worst: AtomicU64::new(if first == 0 { 0 } else { u64::MAX }),
        }
    }

    /// A key has to be below this to be among the best; it only ever falls.
    pub fn worst(&self) -> u64 {
        self.worst.load(Ordering::Relaxed)
    }

    /// The score that has to be reached.
    pub fn floor(&self) -> i32 {
        let short = i64::try_from(self.worst() >> 32).unwrap_or(i64::MAX);
        i32::try_from(i64::from(i32::MAX) - short).unwrap_or(i32::MIN)
    }

    /// Adds keys; drops the worst when a quarter too many have come together, which
    /// makes O(1) a key.
    pub fn add(&self, new: &[u64]) {
        if new.is_empty() {
            return;
        }
        // A thread that panicked while it held the lock left whole keys behind.
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.extend_from_slice(new);
        let Some(last) = self.first.checked_sub(1) else {
            return;
        };
        if keys.len() > self.first.saturating_add(self.first / 4) {
            let (_, worst, _) = keys.select_nth_unstable(last);
            self.worst.store(*worst, Ordering::Relaxed);
            keys.truncate(self.first);
        }
    }

    /// The places of the best, best first.
    pub fn into_places(self) -> Vec<u32> {
        let mut keys = self
            .keys
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        keys.par_sort_unstable();
        keys.truncate(self.first);
        keys.into_iter().map(place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_come_first_whatever_the_order() {
        let scores = [3, -1, 7, 7, i32::MIN, 0, i32::MAX, 7];
        for first in 0..=9 {
            let best = Best::new(first);
            for (place, score) in (0..8).zip(scores).rev() {
                if key(score, place) < best.worst() {
                    assert!(score >= best.floor());
                    best.add(&[key(score, place)]);
                }
            }
            let want = [6, 2, 3, 7, 0, 5, 1, 4];
            assert_eq!(best.into_places(), want[..first.min(8)]);
        }
    }
}
