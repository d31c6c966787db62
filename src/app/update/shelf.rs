//! Keeping: bookmarks, labels, notes and read marks, undone and done again.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::{labels, read, search, views};
use crate::action::Action;
use crate::app::keeping::Unsaved;
use crate::app::sidebar::{self, Cursor};
use crate::app::views::Changed;
use crate::app::{App, Effect, Focus, Library, Prompt, Purpose, Retrieved, Shared};
use crate::catalog::{Article, ArticleId, ArticleIndex};
use crate::search::query::Flag;
use crate::shelf::{Bookmark, Change, Deed, Draft, Edit, Note, Shelf, Step};
use crate::text::count;

/// Most articles of one step: each is written out in full into the journal.
pub(super) const TARGETS_MAX: usize = 10_000;

/// Performs an action of the shelf.
pub(super) fn run(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::ToggleBookmark => toggle_bookmarks(app),
        Action::ToggleRead => {
            let targets = app.targets();
            read::toggle(app, &targets)
        }
        Action::MarkPageRead => read::mark_page(app),
        Action::EditLabels => labels::open(app),
        Action::EditNote => open_note(app),
        Action::WriteNote => write_note(app),
        Action::Undo => undo(app),
        Action::Redo => redo(app),
        Action::HideRead => hide_read(app),
        _ => Vec::new(),
    }
}

/// Takes over what is on the disk now.
pub(super) fn changed(app: &mut App, shelf: Shared<Shelf>) -> Vec<Effect> {
    app.keeping.saved(shelf, &[]);
    follow(app)
}

/// Takes over what is on the disk now, with our own steps among it.
pub(super) fn saved(
    app: &mut App,
    shelf: Shared<Shelf>,
    steps: &[Step],
    retrieved: Vec<Retrieved>,
) -> Vec<Effect> {
    app.keeping.saved(shelf, steps);
    for retrieved in retrieved {
        let note = match retrieved {
            Retrieved::Undid(step) => {
                app.keeping.undone();
                said("undone", "undo", step)
            }
            Retrieved::Redid(step) => said("done again", "redo", step),
            Retrieved::Notice(notice) => notice,
        };
        app.note = Some(note);
    }
    follow(app)
}

fn said(what: &str, verb: &str, step: Option<Step>) -> String {
    match step {
        None => format!("nothing to {verb}"),
        Some(step) if step.edits.is_empty() => {
            format!("nothing to {verb}: it has been changed since")
        }
        Some(step) => format!("{what}: {step}"),
    }
}

/// Notes that changes are not on the disk.
pub(super) fn failed(app: &mut App, why: &str, changes: usize) {
    let lines: Vec<&str> = why.lines().map(str::trim).collect();
    let unsaved = Unsaved {
        why: lines.join(" "),
        changes,
    };
    if app.unsaved().is_none() {
        app.note = unsaved.wordings().into_iter().next();
    }
    app.keeping.failed(unsaved);
}

/// Does a step in memory; it is on its way to the disk.
pub(super) fn stepped(app: &mut App, step: Step) -> Vec<Effect> {
    // What led to it has been said already.
    app.note.get_or_insert_with(|| step.to_string());
    app.keeping.step(step);
    follow(app)
}

/// Shows the shelf as it is now.
fn follow(app: &mut App) -> Vec<Effect> {
    let library = app.library();
    let more = library.and_then(|library| library.with_copies(app.keeping.changed()));
    let copied = copy(app, more);
    if copied == Copied::None {
        let library = app.library.clone();
        app.keeping.follow(library.as_deref());
    }
    let changed = match copied {
        Copied::Some => Changed::All,
        Copied::None => Changed::Shelf,
    };
    let mut effects = views::count(app, changed);
    if copied == Copied::None {
        if !app.wanted.narrowing.rest.asks_for_shelf() {
            return effects;
        }
        if app.focus == Focus::Detail {
            // With what is read hidden, it would be gone from under the person's eyes.
            app.stay.is_list_outdated = true;
            return effects;
        }
    }
    effects.extend(search::request(app));
    effects
}

/// Whether articles were copied from bookmarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copied {
    Some,
    None,
}

/// Finds what is kept among the articles, and copies what no page holds that is loaded.
pub(super) fn recount(app: &mut App) -> Copied {
    let library = app.library();
    let more = library.and_then(|library| library.with_copies(app.shelf().unsorted()));
    let copied = copy(app, more);
    if copied == Copied::None {
        let library = app.library.clone();
        app.keeping.recount(library.as_deref());
    }
    copied
}

/// Takes over a library with more copies.
fn copy(app: &mut App, more: Option<Library>) -> Copied {
    let Some(library) = more.map(Shared::new) else {
        return Copied::None;
    };
    app.keeping.recount(Some(&library));
    app.library = Some(library);
    Copied::Some
}

/// Asks for a step, unless it changes nothing.
pub(super) fn save(app: &mut App, draft: Draft) -> Vec<Effect> {
    if draft.len() > TARGETS_MAX {
        let most = count(TARGETS_MAX);
        app.note = Some(format!("these are more than {most} articles at once"));
        return Vec::new();
    }
    if draft.is_empty() {
        return Vec::new();
    }
    vec![Effect::SaveShelf(draft)]
}

/// Bookmarks the targets, or removes the bookmarks when all have one.
fn toggle_bookmarks(app: &mut App) -> Vec<Effect> {
    let targets = app.targets();
    if targets.len() > TARGETS_MAX {
        return too_many(app);
    }
    let bookmarks = bookmarks(app, &targets);
    let is_new = |(before, _): &&Pair| before.is_none();
    let draft = if bookmarks.iter().any(|pair| is_new(&pair)) {
        let new = bookmarks.iter().filter(is_new);
        Draft::new(Deed::Bookmarked, new.map(|(_, b)| edit(None, b)).collect())
    } else {
        let edits = bookmarks.into_iter().map(|(before, _)| {
            Edit::Bookmark(Change {
                before,
                after: None,
            })
        });
        Draft::new(Deed::Removed, edits.collect())
    };
    save(app, draft)
}

pub(super) fn too_many(app: &mut App) -> Vec<Effect> {
    let most = count(TARGETS_MAX);
    app.note = Some(format!("these are more than {most} articles at once"));
    Vec::new()
}

/// The bookmark that an article has, and the one it has or would get.
pub(super) type Pair = (Option<Arc<Bookmark>>, Arc<Bookmark>);

pub(super) fn bookmarks(app: &App, targets: &[ArticleIndex]) -> Vec<Pair> {
    let Some(catalog) = app.catalog() else {
        return Vec::new();
    };
    let articles = targets.iter().map(|index| catalog.article(*index));
    articles.map(|article| bookmark(app, article)).collect()
}

fn bookmark(app: &App, article: Article<'_>) -> Pair {
    let before = app.shelf().bookmark(article.id()).cloned();
    let after = before.clone().unwrap_or_else(|| {
        let url = app
            .library()
            .and_then(|library| library.links().url(article));
        Arc::new(Bookmark::of(article, url, NaiveDateTime::default()))
    });
    (before, after)
}

pub(super) fn edit(before: Option<Arc<Bookmark>>, after: &Arc<Bookmark>) -> Edit {
    Edit::Bookmark(Change {
        before,
        after: Some(Arc::clone(after)),
    })
}

/// Opens the line for a note; one of several lines goes to the editor.
fn open_note(app: &mut App) -> Vec<Effect> {
    let Some(article) = app.selected() else {
        return Vec::new();
    };
    let id = article.id();
    let note = app.selected_bookmark().map(|bookmark| &bookmark.note);
    let lines = note.map_or(0, |note| note.lines().len());
    if lines > 1 {
        return write_note(app);
    }
    let text = note.map(Note::to_string).unwrap_or_default();
    app.prompt = Some(Prompt::new(text, Purpose::Note(id)));
    Vec::new()
}

/// Asks for the editor.
fn write_note(app: &App) -> Vec<Effect> {
    let Some(article) = app.selected() else {
        return Vec::new();
    };
    let note = app.selected_bookmark().map(|bookmark| &bookmark.note);
    vec![Effect::EditNote {
        id: article.id(),
        text: note.map(Note::to_string).unwrap_or_default(),
    }]
}

/// Keeps a note on an article; an empty one takes the note away.
pub(super) fn accept_note(app: &mut App, id: ArticleId, text: &str) -> Vec<Effect> {
    let Some(article) = app.library().and_then(|library| library.article(id)) else {
        app.note = Some("the article is not loaded any more; the note is not kept".to_owned());
        return Vec::new();
    };
    let (before, mut after) = bookmark(app, article);
    let note = Note::new(text);
    if after.note == note {
        app.note = Some("the note is as it was".to_owned());
        return Vec::new();
    }
    Arc::make_mut(&mut after).note = note;
    save(app, Draft::new(Deed::Noted, vec![edit(before, &after)]))
}

fn undo(app: &mut App) -> Vec<Effect> {
    if app.unsaved().is_some()
        && let Some(step) = app.keeping.undo_waiting()
    {
        app.note = Some(format!("undone: {step}"));
        let mut effects = follow(app);
        effects.push(Effect::UndoShelf);
        return effects;
    }
    vec![Effect::UndoShelf]
}

fn redo(app: &mut App) -> Vec<Effect> {
    if app.unsaved().is_some() {
        app.note = Some("nothing is done again before all is saved".to_owned());
        return Vec::new();
    }
    vec![Effect::RedoShelf]
}

/// Shows only what is not read, or everything again.
fn hide_read(app: &mut App) -> Vec<Effect> {
    sidebar::parts(app, Cursor::Kept(Flag::Unread)).map_or_else(Vec::new, |parts| {
        search::toggle_part(app, parts.included, &parts.excluded)
    })
}
