//! Saved queries: what they find, and saving one.

use std::sync::Arc;

use chrono::NaiveDate;

use super::search;
use crate::app::views::Changed;
use crate::app::{App, Effect, Prompt, Purpose};
use crate::catalog::Bits;
use crate::search::query::Views;
use crate::text::CleanString;

/// Asks for what the views find where that may have changed.
pub(super) fn count(app: &mut App, changed: Changed) -> Vec<Effect> {
    if app.library.is_none() {
        return Vec::new();
    }
    let views = app.saved.outdated(changed);
    if views.is_empty() {
        return Vec::new();
    }
    vec![Effect::FindViews {
        generation: app.saved.generation,
        views,
        kept: Arc::clone(app.keeping.kept()),
    }]
}

/// Takes over what views find.
pub(super) fn found(app: &mut App, generation: u64, found: Vec<(usize, Bits)>, today: NaiveDate) {
    app.saved.take(generation, found, today);
}

/// Asks again where a search has counted from another day.
pub(super) fn follow_day(app: &mut App) -> Vec<Effect> {
    if app.saved.is_of_another_day(app.passing.today()) {
        return count(app, Changed::All);
    }
    Vec::new()
}

/// Opens the line for the name of what is listed.
pub(super) fn open_name(app: &mut App) {
    let query = app.query();
    if query.is_empty() {
        app.note = Some("there is no query to save".to_owned());
        return;
    }
    app.prompt = Some(Prompt::new(String::new(), Purpose::View(query.to_string())));
}

/// Saves a query under the name that is typed, unless nothing could be found by it.
pub(super) fn accept_name(app: &mut App, name: &str, query: String) -> Vec<Effect> {
    let name = CleanString::new(name.trim());
    if let Err(problem) = app.saved.views.with(name.clone(), query.clone()) {
        app.note = Some(format!("not saved: {problem}"));
        return Vec::new();
    }
    let saved = app.saved.views.saved_as(name.as_str());
    let instead = saved.map(|(_, text)| text.to_owned());
    vec![Effect::SaveView {
        name,
        query,
        instead,
    }]
}

/// Says that a query has been saved.
pub(super) fn saved(app: &mut App, name: &CleanString, views: Arc<Views>) -> Vec<Effect> {
    app.note = Some(format!("saved; view:{name} and the sidebar find it"));
    take_over(app, views)
}

/// Asks again, with what stands under the name now.
pub(super) fn changed(
    app: &mut App,
    name: &CleanString,
    query: String,
    views: Arc<Views>,
) -> Vec<Effect> {
    app.note = Some(format!("not saved: '{name}' has been changed meanwhile"));
    if app.prompt.is_none() {
        app.prompt = Some(Prompt::new(name.to_string(), Purpose::View(query)));
    }
    take_over(app, views)
}

/// Takes over the views as they are saved now.
fn take_over(app: &mut App, views: Arc<Views>) -> Vec<Effect> {
    let query = app.query().to_string();
    app.saved.views = views;
    let mut effects = count(app, Changed::All);
    // What is listed may name views, which may ask for something else now.
    if let Ok(query) = app.saved.views.parse(&query)
        && query != app.query()
    {
        effects.extend(search::query(app, &query));
    }
    effects
}
