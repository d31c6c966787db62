//! `bookmarks add` and `bookmarks remove`.

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::answer::{Fate, fates};
use super::args::{AddArgs, RemoveArgs};
use super::{Failure, Lookup, read, save};
use crate::catalog::{Article, ArticleId};
use crate::cli::{Exit, say, say_errors};
use crate::shelf::{Bookmark, Change, Deed, Edit, Note, Step};
use crate::storage::{Disk, Request, Store};
use crate::text::CleanString;

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
    let mut articles: HashMap<ArticleId, Option<Article<'_>>> = typed
        .iter()
        .filter_map(|id| Some((ArticleId::parse(id)?, None)))
        .collect();
    for article in loaded.catalog.articles() {
        if let Some(found) = articles.get_mut(&article.id()) {
            *found = Some(article);
        }
    }
    let mut told = Vec::new();
    let mut edits = Vec::new();
    for id in &typed {
        let found = ArticleId::parse(id).and_then(|id| Some((id, *articles.get(&id)?)));
        let before = found
            .and_then(|(id, _)| store.shelf().bookmark(id))
            .cloned();
        let article = found.and_then(|(_, article)| article);
        let new = article.map(|article| {
            let url = found_links.links.url(article);
            Arc::new(Bookmark::of(article, url, now))
        });
        let Some(bookmark) = before.clone().or(new) else {
            told.push(Fate::of_id("unknown", id));
            let id = CleanString::new(id);
            say(
                err,
                &format!(
                    "'{id}' is the id of no article that was read; tagleaf list --format tsv shows them, --in names where to look"
                ),
            );
            exit = exit.max(Exit::Failed);
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
    for id in typed(&args.ids)? {
        let by_key = || {
            store
                .shelf()
                .bookmarks()
                .into_iter()
                .find(|b| b.key.as_str() == id)
        };
        let by_id = ArticleId::parse(&id).and_then(|id| store.shelf().bookmark(id));
        if let Some(bookmark) = by_id.or_else(by_key) {
            told.push(Fate::of("removed", bookmark));
            edits.push(Edit::Bookmark(Change {
                before: Some(Arc::clone(bookmark)),
                after: None,
            }));
        } else {
            told.push(Fate::of_id("missing", &id));
            say(err, &format!("'{}' is no bookmark", CleanString::new(&id)));
            exit = Exit::Failed;
        }
    }
    change(store, Deed::Removed, now, edits, err)?;
    fates(args.answer.format, &told, out)?;
    Ok(exit)
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
