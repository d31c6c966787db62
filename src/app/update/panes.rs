//! What works everywhere: focus, filters, density, mouse, help, leaving.

use super::cards::Direction;
use super::marks::{self, Dropped};
use super::{export, links, prompt, search, shelf, views, why};
use crate::action::Action;
use crate::app::layout::{self, Shape};
use crate::app::{App, Effect, Focus, Shown, hints};
use crate::search::query::Filter;

/// Performs an action that works everywhere.
pub(super) fn run(app: &mut App, action: Action, times: usize) -> Vec<Effect> {
    match action {
        Action::Search => return prompt::open_query(app),
        Action::NextMatch => search::step_match(app, times, Direction::Down),
        Action::PreviousMatch => search::step_match(app, times, Direction::Up),
        Action::ShowAll => return search::toggle_all(app),
        Action::CycleSort => return search::cycle_sort(app),
        Action::SaveView => views::open_name(app),
        Action::Why => why::open(app),
        Action::OpenLink => return links::open_best(app),
        Action::ChooseLink => links::choose(app),
        Action::CopyAddress => return links::copy_best(app),
        Action::CopyMarkdown => return links::copy_best_markdown(app),
        Action::Export => return export::open(app),
        Action::ToggleBookmark
        | Action::EditLabels
        | Action::EditNote
        | Action::WriteNote
        | Action::ToggleRead
        | Action::MarkPageRead
        | Action::HideRead
        | Action::Undo
        | Action::Redo => return shelf::run(app, action),
        Action::FocusNext => focus(app, Direction::Down),
        Action::FocusPrevious => focus(app, Direction::Up),
        Action::Back => return back(app),
        Action::ClearFilters => return search::clear(app),
        Action::CycleDensity => {
            let (density, name) = app.density.next();
            app.density = density;
            app.note = Some(format!("cards: {name}"));
        }
        Action::ToggleSidebar => toggle_sidebar(app),
        Action::ToggleMouse => {
            app.mouse = !app.mouse;
            let note = if app.mouse {
                "mouse on"
            } else {
                "mouse off: the terminal selects text"
            };
            app.note = Some(note.to_owned());
            return vec![Effect::SetMouse(app.mouse)];
        }
        Action::Redraw => return vec![Effect::Redraw],
        Action::ShowHelp => app.help_scroll = Some(0),
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return vec![Effect::Quit],
        _ => {}
    }
    Vec::new()
}

/// Goes back to the cards; there, drops the query, the selected result staying selected
/// in its context.
fn back(app: &mut App) -> Vec<Effect> {
    let was_elsewhere = std::mem::replace(&mut app.focus, Focus::Cards) != Focus::Cards;
    if was_elsewhere || marks::drop_all(app) == Dropped::Some {
        return Vec::new();
    }
    if app.wanted.shown == Shown::All {
        return search::toggle_all(app);
    }
    if app.wanted.narrowing.rest == Filter::default() {
        return Vec::new();
    }
    search::drop_rest(app)
}

/// Performs an action of the help, where digits count nothing.
pub(super) fn run_help(app: &mut App, action: Action) {
    let page = layout::regions(app.size, app).map_or(1, |regions| {
        usize::from(hints::help_body(&regions).height.max(2) - 1)
    });
    let (lines, direction) = match action {
        Action::ScrollHelpDown => (1, Direction::Down),
        Action::ScrollHelpUp => (1, Direction::Up),
        Action::PageHelpDown => (page, Direction::Down),
        Action::PageHelpUp => (page, Direction::Up),
        Action::HelpTop => (usize::MAX, Direction::Up),
        Action::HelpBottom => (usize::MAX, Direction::Down),
        Action::CloseHelp => {
            app.help_scroll = None;
            return;
        }
        _ => return,
    };
    scroll_help(app, lines, direction);
}

/// Scrolls the help.
pub(super) fn scroll_help(app: &mut App, lines: usize, direction: Direction) {
    app.help_scroll = app.help_scroll.map(|scroll| direction.step(scroll, lines));
}

/// The panes Tab goes through: a detail that would cover the cards is opened with
/// its own key instead.
fn focus(app: &mut App, direction: Direction) {
    let shape = layout::shape(app.size);
    let has_sidebar = app.sidebar.is_shown || shape == Shape::Single;
    let has_detail = shape != Shape::Covered || app.focus == Focus::Detail;
    let panes: Vec<Focus> = [
        has_sidebar.then_some(Focus::Sidebar),
        Some(Focus::Cards),
        has_detail.then_some(Focus::Detail),
    ]
    .into_iter()
    .flatten()
    .collect();
    let at = panes
        .iter()
        .position(|pane| *pane == app.focus)
        .unwrap_or(0);
    let next = match direction {
        Direction::Down => at + 1,
        Direction::Up => at + panes.len() - 1,
    };
    if let Some(pane) = panes.get(next % panes.len()) {
        app.focus = *pane;
    }
}

/// Shows or hides the sidebar; where one pane is shown at a time, goes there and
/// back.
fn toggle_sidebar(app: &mut App) {
    if layout::shape(app.size) == Shape::Single {
        app.focus = if app.focus == Focus::Sidebar {
            Focus::Cards
        } else {
            Focus::Sidebar
        };
    } else {
        app.sidebar.is_shown = !app.sidebar.is_shown;
    }
}
