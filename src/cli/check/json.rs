//! The report as one JSON object.
//!
//! Nothing is copied: what is in the report is shaped while it is written, as a bad
//! file may have a million entries.

use std::io::{self, Write};

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::form_letters;
use crate::catalog::Listing;
use crate::cli::list::Header;
use crate::ingest::{Cut, FileReport, Quarantined, Repair, Report, Skipped, UncertainTags};
use crate::text::Removed;

/// Writes the report of every file.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Files(report))?;
    out.write_all(b"\n")
}

struct Files<'a>(&'a Report);

impl Serialize for Files<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Files", 2)?;
        object.serialize_field("files", &Each(self.0.files.iter().map(File)))?;
        let skipped = self.0.skipped.iter().map(SkippedJson::of);
        object.serialize_field("skipped", &Each(skipped))?;
        object.end()
    }
}

/// A sequence that is made while it is written.
struct Each<I>(I);

impl<I: Iterator<Item: Serialize> + Clone> Serialize for Each<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.clone())
    }
}

struct File<'a>(&'a FileReport);

impl Serialize for File<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let file = self.0;
        let listing = file.listings.first().map(Header::of);
        let error = file.error.as_ref().map(ToString::to_string);
        let mut object = serializer.serialize_struct("File", 13)?;
        object.serialize_field("path", file.path.as_str())?;
        object.serialize_field("form", &form_letters(file))?;
        object.serialize_field("articles", &file.articles)?;
        object.serialize_field("duplicates", &file.duplicates)?;
        object.serialize_field("duplicate_lines", &file.duplicate_lines)?;
        object.serialize_field("listing", &listing)?;
        object.serialize_field("listings", &Each(file.listings.iter().map(ListingJson::of)))?;
        object.serialize_field("repairs", &Each(file.repairs.iter().map(RepairJson::of)))?;
        object.serialize_field("removed", &RemovedJson::of(file.removed))?;
        object.serialize_field(
            "uncertain_tags",
            &Each(file.uncertain_tags.iter().map(UncertainJson::of)),
        )?;
        object.serialize_field(
            "quarantined",
            &Each(file.quarantined.iter().map(QuarantinedJson::of)),
        )?;
        object.serialize_field("cut", &file.cut.as_ref().map(CutJson::of))?;
        object.serialize_field("error", &error)?;
        object.end()
    }
}

#[derive(Serialize)]
struct SkippedJson<'a> {
    path: &'a str,
    reason: String,
}

impl<'a> SkippedJson<'a> {
    fn of(skipped: &'a Skipped) -> Self {
        Self {
            path: skipped.path.as_str(),
            reason: skipped.reason.to_string(),
        }
    }
}

#[derive(Serialize)]
struct ListingJson<'a> {
    form: &'static str,
    line: u32,
    articles: u32,
    #[serde(flatten)]
    header: Header<'a>,
}

impl<'a> ListingJson<'a> {
    fn of(listing: &'a Listing) -> Self {
        Self {
            form: listing.form.letter(),
            line: listing.line,
            articles: listing.articles,
            header: Header::of(listing),
        }
    }
}

#[derive(Serialize)]
struct RepairJson {
    line: u32,
    what: String,
}

impl RepairJson {
    fn of(repair: &Repair) -> Self {
        Self {
            line: repair.line,
            what: repair.kind.to_string(),
        }
    }
}

#[derive(Serialize)]
struct RemovedJson {
    control: u32,
    bidi: u32,
    invisible: u32,
}

impl RemovedJson {
    const fn of(removed: Removed) -> Self {
        Self {
            control: removed.control,
            bidi: removed.bidi,
            invisible: removed.invisible,
        }
    }
}

#[derive(Serialize)]
struct UncertainJson<'a> {
    line: u32,
    fused: &'a str,
    tags: &'a [String],
}

impl<'a> UncertainJson<'a> {
    fn of(uncertain: &'a UncertainTags) -> Self {
        Self {
            line: uncertain.line,
            fused: uncertain.fused.as_str(),
            tags: &uncertain.tags,
        }
    }
}

#[derive(Serialize)]
struct QuarantinedJson {
    line: u32,
    reason: String,
    /// The first 4 KiB, safe to show.
    text: String,
    /// How many there are in all.
    bytes: u64,
}

impl QuarantinedJson {
    fn of(quarantined: &Quarantined) -> Self {
        Self {
            line: quarantined.line,
            reason: quarantined.reason.to_string(),
            text: quarantined.text().to_string(),
            bytes: quarantined.bytes_len,
        }
    }
}

#[derive(Serialize)]
struct CutJson {
    line: u32,
    field: &'static str,
    article_read: bool,
}

impl CutJson {
    const fn of(cut: &Cut) -> Self {
        Self {
            line: cut.line,
            field: cut.field,
            article_read: cut.article_read,
        }
    }
}
