//! Moving in the sidebar, choosing values, folding sections.

use super::cards::Direction;
use super::{labels, prompt, search};
use crate::action::Action;
use crate::app::sidebar::{self, Cursor, Row};
use crate::app::{App, Effect};
use crate::catalog::{Choice, Facet};

/// Performs an action of the sidebar, `times` times where that means something.
pub(super) fn run(app: &mut App, action: Action, times: usize) -> Vec<Effect> {
    match action {
        Action::NextRow => step(app, times, Direction::Down),
        Action::PreviousRow => step(app, times, Direction::Up),
        Action::ToggleRow => return toggle_row(app, app.sidebar.cursor),
        Action::ExcludeRow => {
            if let Some(value) = app.sidebar.cursor.value() {
                return search::choose(app, value, Choice::Exclude);
            }
            if let Cursor::Label(label) = app.sidebar.cursor {
                return labels::choose(app, label, Choice::Exclude);
            }
            if let Some(parts) = sidebar::parts(app, app.sidebar.cursor) {
                return search::toggle_part(app, parts.excluded, &parts.included);
            }
        }
        Action::FindValue => prompt::open_values(app),
        Action::CycleCombine => match app.sidebar.cursor.facet() {
            Some(facet) => return search::cycle_combine(app, facet),
            None if app.sidebar.cursor.heading() == Cursor::Labels => {
                return labels::cycle_combine(app);
            }
            None => app.note = Some("all of the chosen must hold here".to_owned()),
        },
        Action::SortValues => sort_values(app),
        Action::Fold => set_folded(app, Folding::Fold),
        Action::Unfold => set_folded(app, Folding::Unfold),
        Action::NextSection => step_section(app, times, Direction::Down),
        Action::PreviousSection => step_section(app, times, Direction::Up),
        Action::FirstRow => step(app, usize::MAX, Direction::Up),
        Action::LastRow => step(app, usize::MAX, Direction::Down),
        _ => {}
    }
    Vec::new()
}

/// Sorts the section's values the other way.
fn sort_values(app: &mut App) {
    let Some(facet) = app.sidebar.cursor.facet() else {
        app.note = Some("this section has one order".to_owned());
        return;
    };
    flip(&mut app.sidebar.by_name, facet);
    let name = sidebar::title(facet).to_lowercase();
    let by = if app.sidebar.by_name[facet.index()] {
        "name"
    } else {
        "count"
    };
    app.note = Some(format!("{name} by {by}"));
}

/// Chooses the value, folds the heading, or shows more.
pub(super) fn toggle_row(app: &mut App, cursor: Cursor) -> Vec<Effect> {
    match cursor {
        Cursor::Value(facet, value) => {
            return search::choose(app, (facet, value), Choice::Include);
        }
        Cursor::Suggested(value) => return search::split_by(app, value),
        Cursor::Heading(facet) => flip(&mut app.sidebar.folded, facet),
        Cursor::More(facet) => {
            expand(app, facet);
        }
        Cursor::Views => app.sidebar.are_views_folded = !app.sidebar.are_views_folded,
        Cursor::Shelf => app.sidebar.is_shelf_folded = !app.sidebar.is_shelf_folded,
        Cursor::Labels => app.sidebar.labels.is_folded = !app.sidebar.labels.is_folded,
        Cursor::MoreLabels => {
            app.sidebar.labels.is_expanded = !app.sidebar.labels.is_expanded;
        }
        Cursor::Label(label) => return labels::choose(app, label, Choice::Include),
        Cursor::View(_) | Cursor::Kept(_) => {
            if let Some(parts) = sidebar::parts(app, cursor) {
                return search::toggle_part(app, parts.included, &parts.excluded);
            }
        }
    }
    Vec::new()
}

/// Shows all values of a section, the cursor on the first that was hidden; or
/// shortens it again.
fn expand(app: &mut App, facet: Facet) {
    let rows = sidebar::rows(app);
    let place = sidebar::cursor_place(&rows, Cursor::More(facet));
    flip(&mut app.sidebar.expanded, facet);
    let rows = sidebar::rows(app);
    let is_expanded = app.sidebar.expanded[facet.index()];
    let cursor = place
        .filter(|_| is_expanded)
        .and_then(|place| rows.get(place)?.cursor());
    app.sidebar.cursor = cursor.unwrap_or(Cursor::More(facet));
}

fn flip(flags: &mut [bool; 4], facet: Facet) {
    flags[facet.index()] = !flags[facet.index()];
}

#[derive(Clone, Copy)]
enum Folding {
    Fold,
    Unfold,
}

fn set_folded(app: &mut App, folding: Folding) {
    let sidebar = &mut app.sidebar;
    match folding {
        Folding::Fold => {
            *sidebar.folding() = true;
            sidebar.cursor = sidebar.cursor.heading();
        }
        Folding::Unfold => *sidebar.folding() = false,
    }
}

pub(super) fn step(app: &mut App, times: usize, direction: Direction) {
    let rows = sidebar::rows(app);
    let live: Vec<&Row> = rows.iter().filter(|row| row.cursor().is_some()).collect();
    let at = live
        .iter()
        .position(|row| row.cursor() == Some(app.sidebar.cursor))
        .unwrap_or(0);
    let to = direction.step(at, times).min(live.len().saturating_sub(1));
    move_to(app, live.get(to).and_then(|row| row.cursor()));
}

fn step_section(app: &mut App, times: usize, direction: Direction) {
    let rows = sidebar::rows(app);
    let headings: Vec<Cursor> = rows
        .iter()
        .filter(|row| matches!(row, Row::Heading(_) | Row::Views | Row::Shelf | Row::Labels))
        .filter_map(|row| row.cursor())
        .collect();
    let at = headings
        .iter()
        .position(|heading| *heading == app.sidebar.cursor.heading())
        .unwrap_or(0);
    let is_inside = app.sidebar.cursor != app.sidebar.cursor.heading();
    let to = match direction {
        Direction::Down => at.saturating_add(times),
        Direction::Up => at.saturating_sub(times - usize::from(is_inside && times > 0)),
    };
    let to = to.min(headings.len().saturating_sub(1));
    move_to(app, headings.get(to).copied());
}

fn move_to(app: &mut App, cursor: Option<Cursor>) {
    if let Some(cursor) = cursor {
        app.sidebar.cursor = cursor;
        // The first heading has nothing above it that would be worth a row.
        if cursor == Cursor::Heading(Facet::Tag) {
            app.sidebar.scroll = 0;
        }
    }
}
