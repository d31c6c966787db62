//! What holds after every message: the selected card and row are on screen, and
//! nothing is scrolled past its end.

use crate::app::layout::{self, Regions, Shape};
use crate::app::sidebar::{self, Cursor};
use crate::app::{App, Focus, detail, help, hints, links, why};

/// Restores what must hold. Idempotent.
pub(super) fn settle(app: &mut App) {
    let shape = layout::shape(app.size);
    if app.focus == Focus::Sidebar && !app.sidebar.is_shown && shape != Shape::Single {
        app.focus = Focus::Cards;
    }
    let Some(regions) = layout::regions(app.size, app) else {
        return;
    };
    settle_cards(app, &regions);
    settle_sidebar(app, &regions);
    // At its top nothing has to be laid out to know that it is not scrolled too far.
    if let Some(pane) = regions.detail.filter(|_| app.detail_scroll > 0) {
        app.detail_scroll = app.detail_scroll.min(detail::scroll_max(app, pane.body));
    }
    if let Some(scroll) = app.why_scroll {
        let scroll_max = why::scroll_max(app, hints::help_body(&regions));
        app.why_scroll = Some(scroll.min(scroll_max));
    }
    if let Some(chooser) = &app.chooser {
        let body = hints::help_body(&regions);
        let scroll = links::settled_scroll(app, chooser, body);
        if let Some(chooser) = &mut app.chooser {
            chooser.scroll = scroll;
        }
    }
    if let Some(scroll) = app.help_scroll {
        let scroll_max = help::scroll_max(app, hints::help_body(&regions));
        app.help_scroll = Some(scroll.min(scroll_max));
    }
}

fn settle_cards(app: &mut App, regions: &Regions) {
    app.card_scroll = app
        .place()
        .map_or(0, |place| app.window(regions.cards.body).scroll_to(place));
}

fn settle_sidebar(app: &mut App, regions: &Regions) {
    let rows = sidebar::rows(app);
    let Some(place) = sidebar::cursor_place(&rows, app.sidebar.cursor) else {
        app.sidebar.cursor = Cursor::Heading(crate::catalog::Facet::Tag);
        app.sidebar.scroll = 0;
        return;
    };
    if let Some(cursor) = rows.get(place).and_then(|row| row.cursor()) {
        app.sidebar.cursor = cursor;
    }
    let Some(pane) = regions.sidebar else {
        return;
    };
    let height = usize::from(pane.body.height);
    let scroll_max = rows.len().saturating_sub(height);
    if app.focus == Focus::Sidebar {
        let lowest = (place + 1).saturating_sub(height);
        app.sidebar.scroll = app.sidebar.scroll.clamp(lowest.min(place), place);
    }
    app.sidebar.scroll = app.sidebar.scroll.min(scroll_max);
}
