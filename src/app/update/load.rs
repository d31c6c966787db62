//! Articles and filters arriving.

use crate::app::library::Library;
use crate::app::{App, Effect, Shared};
use crate::catalog::{Facet, Filtered, Selection, ValueId};
use crate::ingest::Loaded;

/// Takes the articles over. After a reload the reader stays on the same article and
/// the same names stay chosen.
pub(super) fn loaded(app: &mut App, loaded: Shared<Loaded>) -> Vec<Effect> {
    let catalog = &loaded.catalog;
    let kept = app.library.as_ref().map(|old| {
        let old = old.catalog();
        let wanted = app.wanted.map(|index| old.article(index).id());
        let mut selection = Selection::default();
        for facet in Facet::ALL {
            for value in app.selection.of(facet) {
                let name = old.value_name(facet, value);
                if let Some(value) = catalog.value_named(facet, name.as_str()) {
                    selection.toggle(facet, value);
                }
            }
        }
        (wanted.and_then(|id| catalog.find(id)), selection)
    });
    let (wanted, selection) = kept.unwrap_or_default();
    app.wanted = wanted;
    app.selection = selection;
    app.library = Some(Library::new(loaded));
    app.generation += 1;
    app.applied = app.generation;
    reselect(app);
    if app.selection.is_empty() {
        return Vec::new();
    }
    request(app)
}

/// Takes the outcome of a filter over, unless it answers an older request.
pub(super) fn filtered(app: &mut App, generation: u64, filtered: Shared<Filtered>) -> Vec<Effect> {
    if generation != app.generation {
        return Vec::new();
    }
    if let Some(library) = &mut app.library {
        library.apply(filtered);
        app.applied = generation;
        reselect(app);
    }
    Vec::new()
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
    let Some(library) = &app.library else {
        return;
    };
    let matches = &library.filtered().matches;
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
