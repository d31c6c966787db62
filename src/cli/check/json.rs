//! The report as one JSON object.

use std::io::{self, Write};

use serde::Serialize;

use crate::catalog::Form;
use crate::cli::list::Header;
use crate::ingest::{FileReport, Report};

#[derive(Serialize)]
struct Files<'a> {
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    /// The forms found, joined by `+`.
    form: Option<String>,
    articles: u32,
    duplicates: u32,
    /// What the first listing's header claims.
    listing: Option<Header<'a>>,
    listings: Vec<Listing<'a>>,
    repairs: Vec<Repair>,
    removed: Removed,
    uncertain_tags: Vec<UncertainTags<'a>>,
    quarantined: Vec<Quarantined>,
    cut: Option<Cut>,
    error: Option<String>,
}

#[derive(Serialize)]
struct Listing<'a> {
    form: &'static str,
    line: u32,
    articles: u32,
    #[serde(flatten)]
    header: Header<'a>,
}

#[derive(Serialize)]
struct Repair {
    line: u32,
    what: String,
}

#[derive(Serialize)]
struct Removed {
    control: u32,
    bidi: u32,
    invisible: u32,
}

#[derive(Serialize)]
struct UncertainTags<'a> {
    line: u32,
    fused: &'a str,
    tags: &'a [String],
}

#[derive(Serialize)]
struct Quarantined {
    line: u32,
    reason: String,
    text: String,
    bytes: u64,
}

#[derive(Serialize)]
struct Cut {
    line: u32,
    field: &'static str,
    article_read: bool,
}

/// Writes the report of every file.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let files = report.files.iter().map(file).collect();
    serde_json::to_writer_pretty(&mut *out, &Files { files })?;
    out.write_all(b"\n")
}

fn file(file: &FileReport) -> File<'_> {
    let forms: Vec<&str> = file.forms().into_iter().map(Form::letter).collect();
    File {
        path: file.path.as_str(),
        form: (!forms.is_empty()).then(|| forms.join("+")),
        articles: file.articles,
        duplicates: file.duplicates,
        listing: file.listings.first().map(Header::of),
        listings: file.listings.iter().map(listing).collect(),
        repairs: file
            .repairs
            .iter()
            .map(|repair| Repair {
                line: repair.line,
                what: repair.kind.to_string(),
            })
            .collect(),
        removed: Removed {
            control: file.removed.control,
            bidi: file.removed.bidi,
            invisible: file.removed.invisible,
        },
        uncertain_tags: file
            .uncertain_tags
            .iter()
            .map(|uncertain| UncertainTags {
                line: uncertain.line,
                fused: uncertain.fused.as_str(),
                tags: &uncertain.tags,
            })
            .collect(),
        quarantined: file
            .quarantined
            .iter()
            .map(|quarantined| Quarantined {
                line: quarantined.line,
                reason: quarantined.reason.to_string(),
                text: quarantined.text().to_string(),
                bytes: quarantined.bytes_len,
            })
            .collect(),
        cut: file.cut.as_ref().map(|cut| Cut {
            line: cut.line,
            field: cut.field,
            article_read: cut.article_read,
        }),
        error: file.error.as_ref().map(ToString::to_string),
    }
}

fn listing(listing: &crate::catalog::Listing) -> Listing<'_> {
    Listing {
        form: listing.form.letter(),
        line: listing.line,
        articles: listing.articles,
        header: Header::of(listing),
    }
}
