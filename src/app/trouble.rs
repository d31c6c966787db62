//! What could not be read, in words.

use super::words::{count, counted};
use crate::ingest::Report;

/// How much could not be read, counted once per load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trouble {
    unreadable: usize,
    link_lists: usize,
    quarantined: usize,
    cut: usize,
}

impl Trouble {
    /// What `report` tells, and how many link lists say nothing. O(files).
    #[must_use]
    pub fn of(report: &Report, link_lists: usize) -> Self {
        let files = &report.files;
        Self {
            unreadable: files.iter().filter(|file| file.error.is_some()).count(),
            link_lists,
            quarantined: files.iter().map(|file| file.quarantined.len()).sum(),
            cut: files.iter().filter(|file| file.cut.is_some()).count(),
        }
    }

    /// How it is said, and where to look, longest wording first; empty when all was
    /// read.
    #[must_use]
    pub fn wordings(&self) -> Vec<String> {
        let mut parts = Vec::new();
        if self.unreadable > 0 {
            parts.push(format!("{} unreadable", counted(self.unreadable, "file")));
        }
        if self.quarantined > 0 {
            parts.push(format!("{} in quarantine", count(self.quarantined)));
        } else if self.cut > 0 {
            parts.push(format!("{} cut", counted(self.cut, "file")));
        }
        let advice = if parts.is_empty() {
            "tagleaf links check"
        } else {
            "tagleaf check FILE"
        };
        if self.link_lists > 0 {
            parts.push(format!(
                "{} unreadable",
                counted(self.link_lists, "link list")
            ));
        }
        let Some(last) = parts.last().cloned() else {
            return Vec::new();
        };
        let all = parts.join(" \u{b7} ");
        vec![format!("{all} \u{b7} {advice}"), all, last, "!".to_owned()]
    }
}
