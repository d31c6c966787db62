//! Giving up a search that nobody waits for any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use thiserror::Error;

/// Hands out a [`Stop`] per search; a new search stops those before it.
#[derive(Clone, Debug, Default)]
pub struct Searches(Arc<AtomicU64>);

impl Searches {
    /// Begins a search and stops all that were begun before.
    #[must_use]
    pub fn begin(&self) -> Stop {
        let own = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        Stop(Some((Arc::clone(&self.0), own)))
    }

    /// Stops all searches that were begun.
    pub fn stop(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Tells a search whether its answer is still wanted. Searches ask every few thousand
/// articles; asking costs one read.
#[derive(Clone, Debug)]
pub struct Stop(Option<(Arc<AtomicU64>, u64)>);

impl Stop {
    /// A search that always runs to its end.
    pub const NEVER: Self = Self(None);

    /// Whether to go on.
    ///
    /// # Errors
    /// [`Stopped`] when a later search has begun.
    pub fn check(&self) -> Result<(), Stopped> {
        match &self.0 {
            Some((newest, own)) if newest.load(Ordering::Relaxed) != *own => Err(Stopped),
            _ => Ok(()),
        }
    }
}

/// The search was given up: a later one has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the search was given up for a later one")]
pub struct Stopped;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_stops_those_before_it() {
        let searches = Searches::default();
        let first = searches.begin();
        assert_eq!(first.check(), Ok(()));
        let second = searches.begin();
        assert_eq!(first.check(), Err(Stopped));
        assert_eq!(second.check(), Ok(()));
        searches.stop();
        assert_eq!(second.check(), Err(Stopped));
        assert_eq!(Stop::NEVER.check(), Ok(()));
    }
}
