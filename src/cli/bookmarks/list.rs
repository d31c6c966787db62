//! `bookmarks list`.

use std::io::{self, Write};

use serde::Serialize;

use super::args::AnswerFormat;
use super::{Failure, answer, read};
use crate::cli::list::plain::{Emphasis, fill, lines};
use crate::cli::{Exit, Surroundings};
use crate::config::ColorChoice;
use crate::shelf::{Bookmark, Record, Shelf};
use crate::storage::{Disk, Store};
use crate::text::counted;

/// A bookmark, and when its article was read.
#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    record: Record,
    read: Option<String>,
}

/// Writes what is kept.
pub fn list<D: Disk>(
    format: AnswerFormat,
    store: &mut Store<D>,
    surroundings: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Failure> {
    read(store, err)?;
    let shelf = store.shelf();
    if format == AnswerFormat::Plain {
        plain(shelf, surroundings, out)?;
    } else {
        let rows = shelf.bookmarks().into_iter().map(|bookmark| Row {
            record: Record::of(bookmark),
            read: shelf
                .read_mark(bookmark.id)
                .map(|mark| mark.at.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        });
        answer::objects(format, rows, out)?;
    }
    Ok(Exit::Done)
}

fn plain(shelf: &Shelf, surroundings: &Surroundings, out: &mut dyn Write) -> io::Result<()> {
    let width = surroundings.text_width();
    let emphasis = Emphasis::of(surroundings, ColorChoice::Auto);
    let bookmarks = shelf.bookmarks();
    lines(
        &counted(bookmarks.len(), "bookmark"),
        "",
        width,
        emphasis.weak(),
        out,
    )?;
    for bookmark in bookmarks {
        writeln!(out)?;
        card(bookmark, shelf, width, emphasis, out)?;
    }
    Ok(())
}

fn card(
    bookmark: &Bookmark,
    shelf: &Shelf,
    width: usize,
    emphasis: Emphasis,
    out: &mut dyn Write,
) -> io::Result<()> {
    let card = &bookmark.card;
    let is_read = shelf.read_mark(bookmark.id).is_some();
    let about = [
        card.source.to_string(),
        card.published
            .map(|day| day.format("%b %-d, %Y").to_string())
            .unwrap_or_default(),
        card.minutes
            .map(|minutes| format!("{minutes} min"))
            .unwrap_or_default(),
        if is_read {
            "read".to_owned()
        } else {
            String::new()
        },
    ];
    let about = about.into_iter().filter(|part| !part.is_empty());
    lines(card.title.as_str(), "", width, emphasis.strong(), out)?;
    for line in fill(about, " \u{b7} ", width) {
        lines(&line, "", width, emphasis.weak(), out)?;
    }
    // In one piece each, so that they can be copied.
    if let Some(url) = &card.url {
        writeln!(out, "  {url}")?;
    }
    let labels = bookmark.labels.iter().map(|label| format!("[{label}]"));
    for line in fill(labels, " ", width.saturating_sub(2)) {
        lines(&line, "  ", width, ("", ""), out)?;
    }
    for line in bookmark.note.lines() {
        lines(line.as_str(), "  | ", width, ("", ""), out)?;
    }
    writeln!(out, "  {}", bookmark.key)
}
