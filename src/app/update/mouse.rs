//! The mouse: what was drawn is what is hit, by the same geometry.

use ratatui::layout::{Position, Rect};

use super::cards::{self, Direction};
use super::{keys, links, panes, prompt, search, sidebar as rows};
use crate::action::{Action, Scope};
use crate::app::cards::{CardRow, text_area};
use crate::app::chips::{self, tag_at};
use crate::app::hints::StatusLine;
use crate::app::layout::{self, Regions, Shape, pager_area, shape, status_area};
use crate::app::pager::{Pager, Target};
use crate::app::{App, Effect, Focus, MouseEvent, MouseKind, Purpose};
use crate::app::{detail, filterbar, sidebar};
use crate::catalog::{Choice, Facet, ValueId};

/// Lines a turn of the wheel scrolls.
const WHEEL_LINES: usize = 3;

/// Takes a use of the mouse in.
pub(super) fn used(app: &mut App, event: MouseEvent) -> Vec<Effect> {
    let Some(regions) = layout::regions(app.size, app) else {
        return Vec::new();
    };
    if !app.mouse {
        return Vec::new();
    }
    let at = Position::new(event.column, event.row);
    let hinted = hinted(app, regions.status, at);
    app.note = None;
    if event.kind == MouseKind::Click
        && let Some(choices) = prompt::choices_at(app, &regions, at)
    {
        let choice = choices.at(at);
        return choice.map_or_else(Vec::new, |choice| prompt::choose(app, choice));
    }
    match event.kind {
        MouseKind::Click if regions.status.contains(at) => {
            hinted.map_or_else(Vec::new, |action| keys::run(app, action, None))
        }
        MouseKind::Click if matches!(app.scope(), Scope::Links | Scope::Question) => {
            links::click(app, at)
        }
        MouseKind::Click if app.scope().covers_panes() => Vec::new(),
        MouseKind::Click if app.prompt.is_some() => {
            if let Some(row) = regions.prompt.filter(|row| row.contains(at)) {
                prompt::click(app, row, at);
                return Vec::new();
            }
            // What is typed is kept, as far as it could be followed.
            let mut effects = match app.prompt.as_ref().map(|prompt| &prompt.purpose) {
                Some(Purpose::Labels(_) | Purpose::Note(_)) => prompt::accept(app),
                _ => Vec::new(),
            };
            app.prompt = None;
            app.goal = app.selected.or(app.goal);
            super::settle::settle(app);
            if let Some(regions) = layout::regions(app.size, app) {
                effects.extend(click(app, &regions, at));
            }
            effects
        }
        MouseKind::Click => click(app, &regions, at),
        MouseKind::WheelDown => wheel(app, &regions, at, Direction::Down),
        MouseKind::WheelUp => wheel(app, &regions, at, Direction::Up),
    }
}

fn wheel(app: &mut App, regions: &Regions, at: Position, direction: Direction) -> Vec<Effect> {
    if app.help_scroll.is_some() {
        panes::scroll_help(app, WHEEL_LINES, direction);
        return Vec::new();
    }
    if app.chooser.is_some() {
        links::step(app, 1, direction);
        return Vec::new();
    }
    if is_in(regions.sidebar.map(|pane| pane.body), at) {
        let before = app.sidebar.scroll;
        app.sidebar.scroll = direction.step(before, WHEEL_LINES);
        drag_cursor(app, regions);
    } else if is_in(regions.detail.map(|pane| pane.body), at) {
        app.detail_scroll = direction.step(app.detail_scroll, WHEEL_LINES);
    } else if regions.cards_shown && regions.pager.contains(at) {
        match direction {
            Direction::Down => cards::go_to_page(app, app.page() + 1),
            Direction::Up => cards::previous_page(app),
        }
    } else if regions.cards_shown && regions.cards.body.contains(at) {
        let lines = usize::from(app.window(regions.cards.body).metrics.pitch()).min(WHEEL_LINES);
        cards::scroll(app, lines, direction);
    }
    Vec::new()
}

/// Keeps the sidebar's cursor on screen while the wheel scrolls.
fn drag_cursor(app: &mut App, regions: &Regions) {
    let Some(pane) = regions.sidebar else {
        return;
    };
    let all = sidebar::rows(app);
    let height = usize::from(pane.body.height);
    let scroll = app.sidebar.scroll.min(all.len().saturating_sub(height));
    app.sidebar.scroll = scroll;
    let place = sidebar::cursor_place(&all, app.sidebar.cursor).unwrap_or(0);
    let shown = scroll..(scroll + height).min(all.len());
    if shown.contains(&place) {
        return;
    }
    let mut live = all
        .get(shown.clone())
        .unwrap_or_default()
        .iter()
        .filter_map(|row| row.cursor());
    let nearest = if place < shown.start {
        live.next()
    } else {
        live.next_back()
    };
    if let Some(cursor) = nearest {
        app.sidebar.cursor = cursor;
    }
}

fn click(app: &mut App, regions: &Regions, at: Position) -> Vec<Effect> {
    if let Some(pane) = regions
        .sidebar
        .filter(|pane| is_in_pane(pane.title, pane.body, at))
    {
        app.focus = Focus::Sidebar;
        return click_sidebar(app, pane.body, at);
    }
    if let Some(pane) = regions
        .detail
        .filter(|pane| is_in_pane(pane.title, pane.body, at))
    {
        app.focus = Focus::Detail;
        return click_detail(app, pane.body, at);
    }
    if !regions.cards_shown {
        return Vec::new();
    }
    if regions.cards.title.contains(at) {
        let column = at.x - regions.cards.title.x;
        app.focus = Focus::Cards;
        if let Some(what) = filterbar::what_at(app, regions.cards.title, column) {
            return search::drop_part(app, what);
        }
    }
    if regions.pager.contains(at) {
        click_pager(app, regions.pager, at);
        app.focus = Focus::Cards;
    }
    if regions.cards.body.contains(at) {
        return click_cards(app, regions, at);
    }
    Vec::new()
}

/// The action whose hint is at a place; none while a remark stands there instead.
fn hinted(app: &App, row: Rect, at: Position) -> Option<Action> {
    let area = status_area(row);
    let column = at.x.checked_sub(area.x).filter(|_| row.contains(at))?;
    StatusLine::new(app, area.width).action_at(column)
}

fn click_sidebar(app: &mut App, body: Rect, at: Position) -> Vec<Effect> {
    if !body.contains(at) {
        return Vec::new();
    }
    let place = app.sidebar.scroll + usize::from(at.y - body.y);
    let all = sidebar::rows(app);
    let Some(cursor) = all.get(place).and_then(|row| row.cursor()) else {
        return Vec::new();
    };
    app.sidebar.cursor = cursor;
    rows::toggle_row(app, cursor)
}

fn click_pager(app: &mut App, area: Rect, at: Position) {
    let inner = pager_area(area);
    let pager = Pager::new(app.page(), app.page_count(), inner.width);
    let Some(column) = at.x.checked_sub(inner.x) else {
        return;
    };
    match pager.target_at(column) {
        Some(Target::Page(page)) => cards::go_to_page(app, page),
        Some(Target::Next) => cards::go_to_page(app, app.page() + 1),
        Some(Target::Previous) => cards::previous_page(app),
        None => {}
    }
}

fn click_cards(app: &mut App, regions: &Regions, at: Position) -> Vec<Effect> {
    let body = regions.cards.body;
    let window = app.window(body);
    app.focus = Focus::Cards;
    let Some(slot) = window.slots().find(|slot| slot.area.contains(at)) else {
        return Vec::new();
    };
    let was_selected = app.place() == Some(slot.place);
    let mut tag = None;
    if let Some(article) = app.article_at(slot.place) {
        let row = usize::from(slot.skip + (at.y - slot.area.y));
        let text = text_area(body);
        if window.metrics.compose(article).get(row) == Some(&CardRow::Tags)
            && let Some(column) = at.x.checked_sub(text.x)
        {
            let chips = chips::lay(article, app.selection(), text.width, 1);
            tag = tag_at(&chips, 0, column);
        }
    }
    if let Some(tag) = tag {
        cards::select_place(app, slot.place);
        return toggle_tag(app, tag);
    }
    cards::select_place(app, slot.place);
    let is_detail_hidden = matches!(shape(app.size), Shape::Covered | Shape::Single);
    if was_selected && is_detail_hidden {
        app.focus = Focus::Detail;
    }
    Vec::new()
}

fn click_detail(app: &mut App, body: Rect, at: Position) -> Vec<Effect> {
    if !body.contains(at) {
        return Vec::new();
    }
    let row = app.detail_scroll + usize::from(at.y - body.y);
    let tag = match detail::lines(app, body.width).get(row) {
        Some(detail::Line::Tags(chips)) => chips.first().and_then(|first| {
            let column = at.x.checked_sub(detail::text_column(body))?;
            tag_at(chips, first.row, column)
        }),
        Some(detail::Line::Address(..)) => {
            links::choose(app);
            None
        }
        _ => None,
    };
    tag.map_or_else(Vec::new, |tag| toggle_tag(app, tag))
}

/// Includes the tag of a chip, or drops what was chosen for it.
fn toggle_tag(app: &mut App, tag: ValueId) -> Vec<Effect> {
    let made = app.selection().choice(Facet::Tag, tag);
    search::choose(app, (Facet::Tag, tag), made.unwrap_or(Choice::Include))
}

fn is_in(area: Option<Rect>, at: Position) -> bool {
    area.is_some_and(|area| area.contains(at))
}

fn is_in_pane(title: Rect, body: Rect, at: Position) -> bool {
    title.contains(at) || body.contains(at)
}
