//! `bookmarks add`, `remove`, `undo` and `redo`.

use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::answer::{Fate, fates};
use super::args::{AddArgs, AnswerFormat, RemoveArgs};
use super::{Failure, Lookup, read, save};
use crate::catalog::{ArticleId, ArticleIndex};
use crate::cli::named::{ByIds, Unmeant, several};
use crate::cli::{Exit, say, say_errors};
use crate::shelf::{Bookmark, Change, Deed, Edit, Note, Shelf, Step};
use crate::storage::{Disk, Outcome, Request, Store};
use crate::text::CleanString;

/// Which way along the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Back.
    Undo,
    /// Forward again.
    Redo,
}

/// `bookmarks add`.
pub fn add<D: Disk>(
    args: &AddArgs,
    lookup: Lookup<'_>,
    store: &mut Store<D>,
    now: NaiveDateTime,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Failure> {
    read(store, err)?;
    let typed = typed(&args.ids)?;
    let loaded = lookup.inputs.load();
    let sources = args.links.sources(lookup.settings.link_settings());
    let found_links = lookup.inputs.links(&loaded, &sources);
    let mut exit = say_errors(err, &loaded.report);
    let catalog = &loaded.catalog;
    let articles = catalog.articles().map(|a| (a.id(), Some(a.index())));
    let kept = store.shelf().unsorted().map(|b| (b.id, None));
    let known = ByIds::new(articles.chain(kept));
    let mut seen = HashSet::new();
    let mut told = Vec::new();
    let mut edits = Vec::new();
    for id in &typed {
        let shelf = store.shelf();
        let found = match with_key(shelf, id) {
            Some(bookmark) => Ok((bookmark.id, None)),
            None => known.find(id).copied(),
        };
        let (id, article) = match found {
            Ok(found) => found,
            Err(unmeant) => {
                let name = |(id, article): &(ArticleId, Option<ArticleIndex>)| match article {
                    Some(index) => catalog.article(*index).readable_id(),
                    None => key(shelf, *id),
                };
                let (outcome, why) = refusal(id, &unmeant, name, NOT_READ);
                told.push(Fate::of_id(outcome, id));
                say(err, &CleanString::new(&why));
                exit = exit.max(Exit::Failed);
                continue;
            }
        };
        if !seen.insert(id) {
            continue;
        }
        let before = shelf.bookmark(id).cloned();
        let new = || {
            let article = catalog.article(article?);
            let url = found_links.links.url(article);
            Some(Arc::new(Bookmark::of(article, url, now)))
        };
        // What is known is kept already or was read.
        let Some(bookmark) = before.clone().or_else(new) else {
            continue;
        };
        let after = with_words(args, bookmark);
        let outcome = match &before {
            None => "added",
            Some(before) if *before == after => "kept",
            Some(_) => "changed",
        };
        told.push(Fate::of(outcome, &after));
        if outcome != "kept" {
            edits.push(Edit::Bookmark(Change {
                before,
                after: Some(after),
            }));
        }
    }
    change(store, Deed::Bookmarked, now, edits, err)?;
    fates(args.answer.format, &told, out)?;
    Ok(exit)
}

/// The bookmark with the labels and the note of the command line.
fn with_words(args: &AddArgs, mut bookmark: Arc<Bookmark>) -> Arc<Bookmark> {
    let labels = args
        .labels
        .iter()
        // As in the reader's line, where a comma parts them.
        .flat_map(|labels| labels.split(','))
        .map(|label| CleanString::new(label.trim()));
    let labels: Vec<CleanString> = labels.filter(|label| !label.as_str().is_empty()).collect();
    if !labels.is_empty() || args.note.is_some() {
        let bookmark = Arc::make_mut(&mut bookmark);
        bookmark.labels.extend(labels);
        if let Some(note) = &args.note {
            bookmark.note = Note::new(note);
        }
    }
    bookmark
}

/// `bookmarks remove`.
pub fn remove<D: Disk>(
    args: &RemoveArgs,
    store: &mut Store<D>,
    now: NaiveDateTime,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Failure> {
    read(store, err)?;
    let mut exit = Exit::Done;
    let mut told = Vec::new();
    let mut edits = Vec::new();
    let shelf = store.shelf();
    let known = ByIds::new(shelf.unsorted().map(|bookmark| (bookmark.id, bookmark)));
    let mut seen = HashSet::new();
    for id in typed(&args.ids)? {
        let found = match with_key(shelf, &id) {
            Some(bookmark) => Ok(bookmark),
            None => known.find(&id).map(|(_, bookmark)| *bookmark),
        };
        match found {
            Ok(bookmark) if seen.insert(bookmark.id) => {
                told.push(Fate::of("removed", bookmark));
                edits.push(Edit::Bookmark(Change {
                    before: Some(Arc::clone(bookmark)),
                    after: None,
                }));
            }
            Ok(_) => {}
            Err(unmeant) => {
                let name = |(_, bookmark): &(ArticleId, &Arc<Bookmark>)| bookmark.key.to_string();
                let (outcome, why) = refusal(&id, &unmeant, name, "is no bookmark");
                // What was kept until now is not unknown, it is missing.
                let outcome = if outcome == "unknown" {
                    "missing"
                } else {
                    outcome
                };
                told.push(Fate::of_id(outcome, &id));
                say(err, &CleanString::new(&why));
                exit = Exit::Failed;
            }
        }
    }
    change(store, Deed::Removed, now, edits, err)?;
    fates(args.answer.format, &told, out)?;
    Ok(exit)
}

/// What is said of an id under which nothing was read.
const NOT_READ: &str = "is the id of no article that was read; tagleaf list --format tsv shows them, --in names where to look";

/// The outcome for an id that means nothing, and why it does not; `name` names what it
/// may mean.
fn refusal<T>(
    id: &str,
    unmeant: &Unmeant<'_, T>,
    name: impl Fn(&(ArticleId, T)) -> String,
    unknown: &str,
) -> (&'static str, String) {
    match unmeant {
        Unmeant::NoId(error) => ("unknown", format!("'{id}': {error}")),
        Unmeant::Unknown => ("unknown", format!("'{id}' {unknown}")),
        Unmeant::Several(known) => ("ambiguous", several(id, known.iter().map(name))),
    }
}

/// The bookmark with this very key, which may be a person's own.
fn with_key<'a>(shelf: &'a Shelf, key: &str) -> Option<&'a Arc<Bookmark>> {
    shelf
        .unsorted()
        .find(|bookmark| bookmark.key.as_str() == key)
}

fn key(shelf: &Shelf, id: ArticleId) -> String {
    let key = shelf.bookmark(id).map(|bookmark| bookmark.key.to_string());
    key.unwrap_or_default()
}

/// `bookmarks undo` and `bookmarks redo`: what the keys of the reader do.
pub fn retrace<D: Disk>(
    way: Way,
    format: AnswerFormat,
    store: &mut Store<D>,
    now: NaiveDateTime,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Exit, Failure> {
    let (request, outcome, said, verb) = match way {
        Way::Undo => (Request::Undo, "undone", "undone", "undo"),
        Way::Redo => (Request::Redo, "redone", "done again", "redo"),
    };
    read(store, err)?;
    let committed = save(store, request, now, err)?;
    let step = committed
        .outcomes
        .into_iter()
        .find_map(|outcome| match outcome {
            Outcome::Undid(step) | Outcome::Redid(step) => step,
            Outcome::Did(_) => None,
        });
    let Some(step) = step.filter(|step| !step.edits.is_empty()) else {
        fates(format, &[], out)?;
        say(err, &format!("nothing to {verb}"));
        return Ok(Exit::Failed);
    };
    if format == AnswerFormat::Plain {
        writeln!(out, "{said}: {step}")?;
        return Ok(Exit::Done);
    }
    let told: Vec<Fate> = step
        .edits
        .iter()
        .map(|edit| Fate::of_edit(outcome, edit))
        .collect();
    fates(format, &told, out)?;
    Ok(Exit::Done)
}

fn change<D: Disk>(
    store: &mut Store<D>,
    deed: Deed,
    at: NaiveDateTime,
    edits: Vec<Edit>,
    err: &mut dyn Write,
) -> Result<(), Failure> {
    if !edits.is_empty() {
        save(store, Request::Do(Step { deed, at, edits }), at, err)?;
    }
    Ok(())
}

/// The ids of the command line, each once; for `-` those on standard input, one a line.
fn typed(ids: &[String]) -> io::Result<Vec<String>> {
    let mut typed = Vec::new();
    for id in ids {
        if id == "-" {
            let text = io::read_to_string(io::stdin())?;
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            typed.extend(lines.map(str::to_owned));
        } else {
            typed.push(id.clone());
        }
    }
    let mut seen = HashSet::new();
    typed.retain(|id| seen.insert(id.clone()));
    Ok(typed)
}
