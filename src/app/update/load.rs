//! Articles arriving.

use super::{search, shelf, shelf::Copied, views};
use crate::app::marks::Marks;
use crate::app::sidebar::Sidebar;
use crate::app::views::Changed;
use crate::app::{App, Effect, Library, Shared, Wanted};

/// Takes the articles over; nothing is left of what was shown before, but for the query
/// that the reader was started with or that has been typed since.
pub(super) fn loaded(app: &mut App, library: Shared<Library>) -> Vec<Effect> {
    app.passing = library.unfiltered();
    app.library = Some(library.clone());
    app.wanted = Wanted::default();
    app.marks = Marks::default();
    let copied = shelf::recount(app);
    app.why_scroll = None;
    app.chooser = None;
    app.links_found = false;
    app.sidebar.cursor = Sidebar::default().cursor;
    app.goal = None;
    app.selected = None;
    // An answer that is on its way is about other articles.
    app.generation += 1;
    app.applied = app.generation;
    search::reselect(app);
    let start = std::mem::take(&mut app.start);
    let mut effects = vec![Effect::FindLinks(library)];
    effects.extend(views::count(app, Changed::All));
    if !start.is_empty() {
        // Nobody has gone anywhere yet: the list begins with its first article.
        app.goal = None;
        effects.extend(search::query(app, &start));
    } else if copied == Copied::Some {
        effects.extend(search::request(app));
    }
    effects
}
