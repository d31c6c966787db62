//! `bookmarks export` and `bookmarks import`.

use std::io::{self, Write};
use std::path::Path;

use chrono::NaiveDateTime;

use super::answer::{Fate, fates};
use super::args::{AnswerFormat, Export, ExportArgs, ImportArgs};
use super::{Failure, read, save};
use crate::cli::{Exit, say};
use crate::shelf::{self, ImportFormat, Imported, Taken};
use crate::storage::{Disk, Request, Store};
use crate::text::{CleanString, counted};

/// `bookmarks export`.
pub fn export<D: Disk>(
    args: &ExportArgs,
    store: &mut Store<D>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Failure> {
    read(store, err)?;
    let bookmarks = store.shelf().bookmarks();
    let text = shelf::export(bookmarks.iter().map(|b| &***b), args.format.into());
    out.write_all(text.as_bytes())?;
    let lost = bookmarks
        .iter()
        .filter(|bookmark| bookmark.card.url.is_none())
        .count();
    if args.format == Export::Html && lost > 0 {
        out.flush()?;
        let them = counted(lost, "bookmark");
        say(
            err,
            &format!(
                "{them} without an address: tagleaf reads them back, a browser passes them over"
            ),
        );
    }
    Ok(Exit::Done)
}

/// `bookmarks import`.
pub fn import<D: Disk>(
    args: &ImportArgs,
    store: &mut Store<D>,
    now: NaiveDateTime,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Failure> {
    read(store, err)?;
    let mut exit = Exit::Done;
    let mut bookmarks = Vec::new();
    let mut told = Vec::new();
    for file in &args.files {
        match imported(file) {
            Ok(imported) => {
                if imported.bookmarks.is_empty() && imported.refused.is_empty() {
                    say(err, &format!("'{}' holds no bookmarks", file.display()));
                }
                bookmarks.extend(imported.bookmarks);
                for refused in imported.refused {
                    exit = exit.max(Exit::Failed);
                    told.push(Fate {
                        id: None,
                        file: Some(CleanString::new(&file.to_string_lossy()).to_string()),
                        line: Some(refused.line),
                        reason: Some(refused.reason.to_string()),
                        ..Fate::of_id("refused", "")
                    });
                }
            }
            Err(error) => {
                say(
                    err,
                    &format!("could not read '{}': {error}", file.display()),
                );
                exit = Exit::Usage;
            }
        }
    }
    let (step, taken) = store.shelf().importing(bookmarks, now);
    if !step.edits.is_empty() {
        save(store, Request::Do(step), now, err)?;
    }
    let outcome = |taken| match taken {
        Taken::Added => "added",
        Taken::Joined => "changed",
        Taken::Known => "kept",
    };
    told.extend(
        taken
            .iter()
            .map(|(bookmark, taken)| Fate::of(outcome(*taken), bookmark)),
    );
    if args.answer.format == AnswerFormat::Plain {
        summary(&told, out)?;
    } else {
        fates(args.answer.format, &told, out)?;
    }
    Ok(exit)
}

fn imported(file: &Path) -> io::Result<Imported> {
    let bytes = if file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut io::stdin(), &mut bytes)?;
        bytes
    } else {
        std::fs::read(file)?
    };
    let text = String::from_utf8_lossy(&bytes);
    Ok(shelf::import(&text, ImportFormat::of(&text)))
}

fn summary(told: &[Fate], out: &mut dyn Write) -> io::Result<()> {
    let count = |outcome| told.iter().filter(|fate| fate.outcome == outcome).count();
    let (added, changed) = (count("added"), count("changed"));
    let (kept, refused) = (count("kept"), count("refused"));
    writeln!(
        out,
        "{added} new, {changed} joined with what was there, {kept} there already, {refused} refused"
    )?;
    for fate in told.iter().filter(|fate| fate.outcome == "refused") {
        let (file, line) = (
            fate.file.as_deref().unwrap_or_default(),
            fate.line.unwrap_or(0),
        );
        writeln!(
            out,
            "  {file}:{line}: {}",
            fate.reason.as_deref().unwrap_or_default()
        )?;
    }
    Ok(())
}
