//! Bytes to articles: saved listings in, a catalogue and an honest report out.

mod input;
mod report;

pub use input::{Input, Progress, load};
pub use report::{
    Cut, FileReport, InputError, ListingReport, Quarantined, Reason, Repair, RepairKind, Report,
    UncertainTags,
};

use crate::catalog::Catalog;

/// Everything that loading gives.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The articles.
    pub catalog: Catalog,
    /// What was read, repaired and refused.
    pub report: Report,
}
