//! Moving among cards and pages.

use super::marks;
use crate::action::Action;
use crate::app::{App, Focus, layout};

/// Performs an action of the card list. Without an article there is nothing to do.
pub(super) fn run(app: &mut App, action: Action, count: Option<usize>) {
    if app.place().is_none() {
        return;
    }
    let times = count.unwrap_or(1);
    match action {
        Action::NextArticle => step(app, times, Direction::Down),
        Action::PreviousArticle => step(app, times, Direction::Up),
        Action::NextPage => match count {
            Some(number) => go_to_page(app, number.saturating_sub(1)),
            None => go_to_page(app, app.page() + 1),
        },
        Action::PreviousPage => match count {
            Some(number) => go_to_page(app, number.saturating_sub(1)),
            None => previous_page(app),
        },
        Action::FirstArticle => select_place(app, count.unwrap_or(1).saturating_sub(1)),
        Action::LastArticle => select_place(app, count.unwrap_or(usize::MAX).saturating_sub(1)),
        Action::ScrollCardsDown => scroll_by_half(app, times, Direction::Down),
        Action::ScrollCardsUp => scroll_by_half(app, times, Direction::Up),
        Action::OpenDetail => app.focus = Focus::Detail,
        Action::MarkCard | Action::MarkRange | Action::MarkAll => marks::run(app, action),
        _ => {}
    }
}

/// Which way to scroll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Towards the end.
    Down,
    /// Towards the start.
    Up,
}

impl Direction {
    /// `from` moved by `lines`; the end is left to [`super::settle`].
    pub(super) const fn step(self, from: usize, lines: usize) -> usize {
        match self {
            Self::Down => from.saturating_add(lines),
            Self::Up => from.saturating_sub(lines),
        }
    }
}

/// Selects the card that is so many further.
pub(super) fn step(app: &mut App, times: usize, direction: Direction) {
    if let Some(place) = app.place() {
        select_place(app, direction.step(place, times));
    }
}

/// Selects the card at a place, or the last one.
pub(super) fn select_place(app: &mut App, place: usize) {
    let matches = app.matches();
    let Some(article) = matches.get(place.min(matches.known_len().saturating_sub(1))) else {
        return;
    };
    let before = app.page();
    if app.selected != Some(article) {
        app.detail_scroll = 0;
    }
    app.goal = Some(article);
    app.selected = Some(article);
    if app.page() != before {
        app.card_scroll = 0;
    }
}

/// Shows a page, its first card selected; past the last page, the last.
pub(super) fn go_to_page(app: &mut App, page: usize) {
    let last = app.page_count().saturating_sub(1);
    if page > last && app.page() == last {
        app.note = Some("this is the last page".to_owned());
        return;
    }
    select_place(app, page.min(last) * app.page_len());
    app.card_scroll = 0;
}

/// Shows the page before, its first card selected.
pub(super) fn previous_page(app: &mut App) {
    match app.page().checked_sub(1) {
        Some(page) => go_to_page(app, page),
        None => app.note = Some("this is the first page".to_owned()),
    }
}

fn scroll_by_half(app: &mut App, times: usize, direction: Direction) {
    let Some(regions) = layout::regions(app.size, app) else {
        return;
    };
    let half = usize::from(regions.cards.body.height / 2).max(1);
    scroll(app, half.saturating_mul(times), direction);
}

/// Scrolls within the page; the selection moves along so that it stays on screen.
/// At the end of the page the next turn of the wheel turns the page.
pub(super) fn scroll(app: &mut App, lines: usize, direction: Direction) {
    let (Some(regions), Some(place)) = (layout::regions(app.size, app), app.place()) else {
        return;
    };
    let mut window = app.window(regions.cards.body);
    let scroll = direction
        .step(window.scroll, lines)
        .min(window.scroll_max());
    if scroll == window.scroll {
        turn_at_edge(app, direction);
        return;
    }
    window.scroll = scroll;
    let shown = window.nearest_shown(place);
    app.card_scroll = scroll;
    select_place(app, shown);
}

fn turn_at_edge(app: &mut App, direction: Direction) {
    let page = app.page();
    match direction {
        Direction::Down if page + 1 < app.page_count() => go_to_page(app, page + 1),
        Direction::Up if page > 0 => {
            select_place(app, (page * app.page_len()).saturating_sub(1));
            app.card_scroll = usize::MAX;
        }
        Direction::Down => select_place(app, usize::MAX),
        Direction::Up => select_place(app, 0),
    }
}
