//! `list`: the articles, for reading or for other programs.

mod plain;
mod row;

use std::io::{self, Write};

use super::notes::{say_parts, say_skipped};
use super::{Exit, Inputs, ListArgs, ListFormat, Output, Surroundings, say_errors};
use crate::catalog::Catalog;
use crate::theme::Colors;
use plain::Emphasis;
use row::Row;

pub use row::Header;

/// Loads the inputs and writes their articles; what could not be read is told on
/// `err`.
///
/// # Errors
/// When `out` refuses.
pub fn list(
    args: &ListArgs,
    inputs: &Inputs,
    surroundings: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let loaded = inputs.load();
    let catalog = &loaded.catalog;
    match args.format {
        ListFormat::Plain => {
            let shown = surroundings.output == Output::Terminal
                && surroundings.colors(args.color) != Colors::None;
            let emphasis = if shown { Emphasis::Sgr } else { Emphasis::None };
            plain::write(catalog, surroundings.text_width(), emphasis, out)?;
        }
        ListFormat::Tsv => write_tsv(catalog, out)?,
        ListFormat::Json => write_json(catalog, out)?,
        ListFormat::Ndjson => write_ndjson(catalog, out)?,
    }
    // Before anything is said, so that the two streams stand in order on a terminal.
    out.flush()?;
    let exit = say_errors(err, &loaded.report);
    say_parts(err, &loaded.report);
    say_skipped(err, &loaded.report);
    Ok(exit)
}

fn write_tsv(catalog: &Catalog, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", Row::TSV_COLUMNS.join("\t"))?;
    for article in catalog.articles() {
        Row::of(article).write_tsv(out)?;
    }
    Ok(())
}

fn write_ndjson(catalog: &Catalog, out: &mut dyn Write) -> io::Result<()> {
    for article in catalog.articles() {
        serde_json::to_writer(&mut *out, &Row::of(article))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// One array with one article a line, so that it can be searched and compared by line.
fn write_json(catalog: &Catalog, out: &mut dyn Write) -> io::Result<()> {
    let mut before: &[u8] = b"[\n";
    for article in catalog.articles() {
        out.write_all(before)?;
        serde_json::to_writer(&mut *out, &Row::of(article))?;
        before = b",\n";
    }
    let end: &[u8] = if catalog.is_empty() {
        b"[]\n"
    } else {
        b"\n]\n"
    };
    out.write_all(end)
}
