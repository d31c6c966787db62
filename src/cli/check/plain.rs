//! The report for reading: short where all is well, by line where it is not.

use std::io::{self, Write};

use super::form_letters;
use crate::catalog::{Listing, TagSource};
use crate::cli::notes::{parts, without_a_listing};
use crate::ingest::{FileReport, RepairKind, Report, Skipped};
use crate::text::{CleanString, clip, counted, wrap};

/// Most entries of one kind that are shown of a file.
const SHOWN_MAX: usize = 12;

/// Most line numbers that are shown of one kind of repair.
const LINES_MAX: usize = 8;

/// Most lines of one entry; what is quoted from a file may be long.
const ENTRY_LINES_MAX: usize = 3;

/// Most files that are named of those passed over.
const SKIPPED_MAX: usize = 10;

/// Cells of the labels, the gap behind them included.
const LABEL_CELLS: usize = 10;

const ADVICE: &str = "correct the lines above or save the page again, then check again";

/// Writes the report of every file, then the sum. Unreadable files are left to the
/// error messages.
pub fn write(report: &Report, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for file in report.files.iter().filter(|file| file.error.is_none()) {
        write_file(file, width, out)?;
        writeln!(out)?;
    }
    write_skipped(&report.skipped, width, out)?;
    for line in wrap(&sum(report), width, usize::MAX) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Tells of the files that nobody named and that hold nothing to read.
fn write_skipped(skipped: &[Skipped], width: usize, out: &mut dyn Write) -> io::Result<()> {
    if skipped.is_empty() {
        return Ok(());
    }
    let heading = format!("passed over: {}", without_a_listing(skipped.len()));
    writeln!(out, "{}", clip(&heading, width))?;
    for Skipped { path, reason, .. } in skipped.iter().take(SKIPPED_MAX) {
        let text = format!("{path}: {reason}");
        writeln!(out, "  {}", clip(&text, width.saturating_sub(2)))?;
    }
    if let Some(more @ 1..) = skipped.len().checked_sub(SKIPPED_MAX) {
        let text = format!("\u{2026} and {more} more (--format json shows all)");
        writeln!(out, "  {}", clip(&text, width.saturating_sub(2)))?;
    }
    writeln!(out)
}

fn write_file(file: &FileReport, width: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", clip(file.path.as_str(), width))?;
    let mut page = Page { width, out };
    page.entry("read", &read(file))?;
    for (at, item) in file.quarantined.iter().take(SHOWN_MAX).enumerate() {
        let label = if at == 0 { "refused" } else { "" };
        page.entry(label, &format!("line {}: {}", item.line, item.reason))?;
        page.entry("", &format!("\u{2192} {}", item.text()))?;
    }
    page.more(file.quarantined.len())?;
    if let Some(cut) = &file.cut {
        let outcome = if cut.article_read {
            "the article was read all the same"
        } else {
            "the article could not be read"
        };
        let (line, field) = (cut.line, cut.field);
        page.entry(
            "cut",
            &format!("line {line}: the file ends inside the {field}; {outcome}"),
        )?;
    }
    page.entries("listing", file.listings.iter().map(claims))?;
    page.entries("repaired", repairs(file).into_iter())?;
    if file.duplicates > 0 {
        let count = usize::try_from(file.duplicates).unwrap_or(usize::MAX);
        let lines = lines(&file.duplicate_lines, count);
        let articles = if count == 1 { "article" } else { "articles" };
        page.entry("repeated", &format!("{lines}: {articles} read before"))?;
    }
    let removed = file.removed;
    if removed.total() > 0 {
        page.entry(
            "removed",
            &format!(
                "{}: {} control, {} bidi, {} invisible",
                counted(removed.total(), "character"),
                removed.control,
                removed.bidi,
                removed.invisible
            ),
        )?;
    }
    page.entries(
        "unsure",
        file.uncertain_tags.iter().map(|tags| {
            format!(
                "line {}: '{}' read as {}",
                tags.line,
                tags.fused,
                tags.tags.join(" + ")
            )
        }),
    )?;
    Ok(())
}

/// Labelled entries, wrapped beside their labels.
struct Page<'a> {
    width: usize,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    fn entry(&mut self, label: &str, text: &str) -> io::Result<()> {
        // Reasons and repairs repeat what stands in the file.
        let text = CleanString::new(text);
        let room = self.width.saturating_sub(LABEL_CELLS + 2);
        let mut label = label;
        for line in wrap(text.as_str(), room, ENTRY_LINES_MAX) {
            writeln!(self.out, "  {label:<LABEL_CELLS$}{line}")?;
            label = "";
        }
        Ok(())
    }

    fn entries(
        &mut self,
        label: &str,
        texts: impl ExactSizeIterator<Item = String>,
    ) -> io::Result<()> {
        let count = texts.len();
        for (at, text) in texts.take(SHOWN_MAX).enumerate() {
            self.entry(if at == 0 { label } else { "" }, &text)?;
        }
        self.more(count)
    }

    fn more(&mut self, count: usize) -> io::Result<()> {
        match count.checked_sub(SHOWN_MAX) {
            None | Some(0) => Ok(()),
            Some(more) => self.entry("", &format!("and {more} more (--format json shows all)")),
        }
    }
}

fn read(file: &FileReport) -> String {
    let mut text = counted(file.articles, "article");
    if let Some(forms) = form_letters(file) {
        text = format!("{text} in form {forms}");
    }
    if file.duplicates > 0 {
        text = format!("{text}, {} of them read before", file.duplicates);
    }
    if file.is_whole() {
        text.push_str("; all of the file was read");
    }
    text
}

/// What a header claims, told from what was found.
fn claims(listing: &Listing) -> String {
    let tag = match &listing.tag {
        Some((tag, TagSource::Header)) => format!("'{tag}'"),
        Some((tag, TagSource::Inferred)) => format!("'{tag}' (inferred from the articles)"),
        None => "tag not known".to_owned(),
    };
    let page = match (listing.page, listing.pages) {
        (Some(page), Some(pages)) => format!(", page {page} of {pages}"),
        (Some(page), None) => format!(", page {page}"),
        (None, _) => String::new(),
    };
    let total = listing.total_claimed.map_or(String::new(), |total| {
        format!(", claims {} in all", counted(total, "article"))
    });
    let (line, found) = (listing.line, counted(listing.articles, "article"));
    format!("line {line}: {tag}{page}{total}; {found} here")
}

/// One entry for every kind of repair, with the lines it was done on.
fn repairs(file: &FileReport) -> Vec<String> {
    let mut kinds: Vec<(&RepairKind, Vec<u32>)> = Vec::new();
    for repair in &file.repairs {
        match kinds.iter_mut().find(|(kind, _)| **kind == repair.kind) {
            Some((_, lines)) => lines.push(repair.line),
            None => kinds.push((&repair.kind, vec![repair.line])),
        }
    }
    let entry = |(kind, at): (&RepairKind, Vec<u32>)| format!("{}: {kind}", lines(&at, at.len()));
    kinds.into_iter().map(entry).collect()
}

/// `lines 3, 9 and 2 more`: the first of `count` lines, as far as they are known.
fn lines(known: &[u32], count: usize) -> String {
    let shown: Vec<String> = known.iter().take(LINES_MAX).map(u32::to_string).collect();
    let noun = if count == 1 { "line" } else { "lines" };
    let more = match count.checked_sub(shown.len()) {
        None | Some(0) => String::new(),
        Some(more) => format!(" and {more} more"),
    };
    format!("{noun} {}{more}", shown.join(", "))
}

/// The last line: what there is to do.
fn sum(report: &Report) -> String {
    let files = counted(report.files.len(), "file");
    let articles: u64 = report.files.iter().map(|f| u64::from(f.articles)).sum();
    let articles = counted(articles, "article");
    let unreadable = report.files.iter().filter(|f| f.error.is_some()).count();
    let partly = report.files.iter().filter(|f| parts(f).is_some()).count();
    let partly_read = format!("{} not read whole; {ADVICE}", counted(partly, "file"));
    let not_read = format!("{} could not be read", counted(unreadable, "file"));
    let outcome = match (unreadable, partly) {
        (0, 0) => "all was read".to_owned(),
        (0, _) => partly_read,
        (_, 0) => not_read,
        _ => format!("{not_read}, {partly_read}"),
    };
    format!("{files}, {articles}: {outcome}")
}
