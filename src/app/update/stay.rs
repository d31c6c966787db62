//! Staying with one article in the detail: after a while it counts as read.

use super::search;
use crate::action::Scope;
use crate::app::{App, Effect, Focus};
use crate::catalog::Article;

/// Notes whether the person has come to another article or left the one before, and asks
/// for the time that makes it read. Nothing is asked for while nothing changes.
pub(super) fn follow(app: &mut App) -> Vec<Effect> {
    let in_detail = app.focus == Focus::Detail;
    let article = app.selected().filter(|_| in_detail).map(Article::id);
    let is_open = article.is_some() && app.scope() == Scope::Detail;
    let has_moved = article != app.stay.article;
    let mut effects = Vec::new();
    if has_moved && app.stay.is_list_outdated {
        effects = search::request(app);
    }
    if has_moved || is_open != app.stay.is_open {
        app.stay.article = article;
        app.stay.is_open = is_open;
        app.stay.generation += 1;
        if let Some(time) = app.read_after.filter(|_| is_open) {
            let generation = app.stay.generation;
            effects.push(Effect::Wait { generation, time });
        }
    }
    effects
}
