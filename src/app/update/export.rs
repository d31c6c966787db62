//! Writing articles into a file, in one of the formats of bookmarks.

use std::sync::Arc;

use super::shelf::{TARGETS_MAX, bookmarks, too_many};
use crate::app::{App, Effect, Prompt, Purpose};
use crate::catalog::ArticleIndex;
use crate::shelf::{Bookmark, ExportFormat};
use crate::text::{counted, push_formatted};

/// Opens the line for the name of the file.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let targets = app.targets();
    if targets.len() > TARGETS_MAX {
        return too_many(app);
    }
    if !targets.is_empty() {
        app.prompt = Some(Prompt::new(String::new(), Purpose::Export(targets)));
    }
    Vec::new()
}

/// Asks for the articles to be written to `path`, in the format that its name tells; the
/// line stays where it tells none.
pub(super) fn accept(app: &mut App, targets: Vec<ArticleIndex>, path: &str) -> Vec<Effect> {
    if path.is_empty() {
        return Vec::new();
    }
    let Some(format) = ExportFormat::of_name(path) else {
        let known = ExportFormat::ENDINGS.map(|(ending, _)| ending).join(", ");
        app.note = Some(format!("the name tells no format; it may end in {known}"));
        app.prompt = Some(Prompt::new(path.to_owned(), Purpose::Export(targets)));
        return Vec::new();
    };
    let pairs = bookmarks(app, &targets).into_iter();
    let bookmarks: Vec<Arc<Bookmark>> = pairs
        .map(|(kept, mut bookmark)| {
            if kept.is_none() {
                // It is written as it would be kept, but it is not.
                Arc::make_mut(&mut bookmark).added = None;
            }
            bookmark
        })
        .collect();
    let mut what = counted(bookmarks.len(), "article");
    let without = bookmarks.iter().filter(|b| b.card.url.is_none()).count();
    if without > 0 {
        push_formatted(&mut what, format_args!(", {without} without an own page"));
    }
    app.note = Some(format!("writing {what}"));
    vec![Effect::Export {
        path: path.to_owned(),
        format,
        bookmarks,
        what,
    }]
}

/// A file was not written: the line is there again, for another name, unless the person
/// has gone on.
pub(super) fn failed(app: &mut App, path: String, why: &str) -> Vec<Effect> {
    app.note = Some(format!("not written: {why}"));
    let targets = app.targets();
    if !app.scope().is_overlay() && !targets.is_empty() {
        app.prompt = Some(Prompt::new(path, Purpose::Export(targets)));
    }
    Vec::new()
}
