//! What was read: marked by hand, by the page, by opening it, or by staying with it.

use chrono::NaiveDateTime;

use super::shelf::{TARGETS_MAX, save, too_many};
use crate::app::{App, Effect, MarkRead};
use crate::catalog::{Article, ArticleIndex};
use crate::links::{Kind, Link};
use crate::shelf::{Change, Deed, Draft, Edit, ReadMark};

/// Marks as read, or as not read when all are read.
pub(super) fn toggle(app: &mut App, targets: &[ArticleIndex]) -> Vec<Effect> {
    if targets.len() > TARGETS_MAX {
        return too_many(app);
    }
    // Who has decided is not corrected by the time that passes.
    app.stay.generation += 1;
    let read = draft(app, targets);
    let draft = if read.is_empty() {
        let marks = targets.iter().filter_map(|index| {
            let id = app.catalog()?.article(*index).id();
            app.shelf().read_mark(id).cloned()
        });
        let edits = marks.map(|mark| {
            Edit::Read(Change {
                before: Some(mark),
                after: None,
            })
        });
        Draft::new(Deed::Unread, edits.collect())
    } else {
        read
    };
    save(app, draft)
}

/// The step that marks those as read which are not.
fn draft(app: &App, targets: &[ArticleIndex]) -> Draft {
    let unread = targets.iter().filter_map(|index| {
        let article = app.catalog()?.article(*index);
        let is_read = app.shelf().read_mark(article.id()).is_some();
        let key = article.readable_id();
        (!is_read).then(|| ReadMark::new(article.id(), &key, NaiveDateTime::default()))
    });
    let edits = unread.map(|mark| {
        Edit::Read(Change {
            before: None,
            after: Some(mark),
        })
    });
    Draft::new(Deed::Read, edits.collect())
}

/// Marks the selected article as read when its own page was opened, where the person
/// wants that.
pub(super) fn opened(app: &mut App, link: &Link) -> Vec<Effect> {
    if app.mark_read == MarkRead::Never || link.kind != Kind::Direct {
        return Vec::new();
    }
    let own = |article: &Article<'_>| app.offers(*article).contains(link);
    let article = app.selected().filter(own).map(Article::index);
    let article: Vec<ArticleIndex> = article.into_iter().collect();
    let draft = draft(app, &article);
    save(app, draft)
}

/// Marks the article in the detail as read, unless the person has gone on meanwhile.
pub(super) fn stayed(app: &mut App, generation: u64) -> Vec<Effect> {
    if generation != app.stay.generation || !app.stay.is_open {
        return Vec::new();
    }
    let article: Vec<ArticleIndex> = app.selected.into_iter().collect();
    let draft = draft(app, &article);
    save(app, draft)
}

/// Marks the cards of the page as read.
pub(super) fn mark_page(app: &mut App) -> Vec<Effect> {
    let first = app.page() * app.page_len();
    let places = first..(first + app.page_len()).min(app.matches().known_len());
    let page: Vec<ArticleIndex> = places.filter_map(|at| app.matches().get(at)).collect();
    let draft = draft(app, &page);
    if draft.is_empty() {
        app.note = Some("the page is read".to_owned());
    }
    save(app, draft)
}
