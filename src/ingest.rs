//! Bytes to articles: saved listings in, a catalogue and an honest report out.

mod assemble;
mod clean;
mod decode;
mod fields;
mod header;
mod input;
mod lines;
mod link_lists;
mod loader;
mod natural;
mod parse;
mod report;
mod scan;
mod tags;
mod walk;

pub use input::{Input, Progress, SEED_NAME, load, load_bytes};
pub use link_lists::{FoundLinks, LinkSources, find_links};
pub use report::{
    Cut, FileReport, InputError, Quarantined, Reason, Repair, RepairKind, Report, SkipReason,
    Skipped, UncertainTags,
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
