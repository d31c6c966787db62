//! Articles and filters arriving.

use crate::app::sidebar::Sidebar;
use crate::app::{App, Effect, Library, Passing, Shared};
use crate::catalog::{Facet, ValueId};

/// Takes the articles over; nothing is left of what was shown before.
pub(super) fn loaded(app: &mut App, library: Shared<Library>) {
    app.passing = library.unfiltered();
    app.library = Some(library);
    app.selection.clear();
    app.sidebar.cursor = Sidebar::default().cursor;
    app.wanted = None;
    app.selected = None;
    // An answer that is on its way is about other articles.
    app.generation += 1;
    app.applied = app.generation;
    reselect(app);
}

/// Takes the outcome of a filter over, unless it answers an older request.
pub(super) fn filtered(app: &mut App, generation: u64, passing: Shared<Passing>) {
    if generation == app.generation {
        app.passing = passing;
        app.applied = generation;
        reselect(app);
    }
}

/// Chooses the value, or drops it.
pub(super) fn toggle(app: &mut App, facet: Facet, value: ValueId) -> Vec<Effect> {
    app.selection.toggle(facet, value);
    request(app)
}

/// Drops all chosen values.
pub(super) fn clear(app: &mut App) -> Vec<Effect> {
    if app.selection.is_empty() {
        app.note = Some("nothing is chosen".to_owned());
        return Vec::new();
    }
    app.selection.clear();
    request(app)
}

fn request(app: &mut App) -> Vec<Effect> {
    app.generation += 1;
    vec![Effect::Filter {
        generation: app.generation,
        selection: app.selection.clone(),
    }]
}

/// Selects what the person last went to, or what stands nearest to it.
fn reselect(app: &mut App) {
    let matches = &app.filtered().matches;
    let place = app.wanted.map_or(0, |wanted| matches.place_near(wanted));
    let selected = matches.get(place.min(matches.len().saturating_sub(1)));
    if selected != app.selected {
        app.detail_scroll = 0;
    }
    app.selected = selected;
    if app.wanted.is_none() {
        app.wanted = selected;
    }
}
