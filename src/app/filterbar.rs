//! What narrows the list, as chips in the title row of the cards.

use ratatui::layout::Rect;

use super::layout::{cells, inset};
use super::{App, Shown, words};
use crate::action::Action;
use crate::catalog::{Choice, Facet, ValueId};
use crate::search::query::{Filter, Query};
use crate::text::{clip, width_cells};

/// The pane's name.
pub const NAME: &str = "Articles";

/// Columns of the title row that the name takes, with a cell of the rule and a blank
/// on either side of it.
pub const NAME_COLUMNS: u16 = 12;

/// A chosen value cannot take more cells than this.
const NAME_MAX: usize = 24;

/// The rest of the query cannot take more cells than this.
const REST_MAX: usize = 40;

/// One part of what narrows the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// First column, from the title row's start.
    pub column: u16,
    /// What is shown.
    pub text: String,
    /// What it stands for.
    pub what: What,
}

/// What a chip stands for; a click on it drops that, or all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A chosen value.
    Value(Facet, ValueId, Choice),
    /// What the query asks for besides chosen values.
    Rest,
    /// The order.
    Sort,
    /// That all articles are listed.
    All,
    /// Chips without room.
    More,
    /// What drops all of them.
    Clear,
}

/// What narrows the list, and how to drop it, as far as that fits between the pane's name
/// and `tail` columns at the end of its title row.
#[must_use]
pub fn chips(app: &App, title: Rect, tail: u16) -> Vec<Chip> {
    let room = inset(title, NAME_COLUMNS, tail).width;
    let all = all(app);
    let mut column = 0;
    let mut chips = Vec::new();
    for (at, (text, what)) in all.iter().enumerate() {
        let left = all.len() - at;
        let reserve = if left > 1 { 5 } else { 0 };
        let width = cells(width_cells(text));
        if column + width + reserve > room {
            chips.push(Chip {
                column,
                text: clip(&format!("+{left}"), usize::from(room - column)).into(),
                what: What::More,
            });
            column = room;
            break;
        }
        chips.push(Chip {
            column,
            text: text.clone(),
            what: *what,
        });
        column += width + 1;
    }
    let key = app.keymap().keys_of(Action::ClearFilters).next();
    if let Some(key) = key.filter(|_| !chips.is_empty()) {
        let text = format!("{key} clears");
        if column + cells(width_cells(&text)) + 1 < room {
            let what = What::Clear;
            chips.push(Chip { column, text, what });
        }
    }
    for chip in &mut chips {
        chip.column += NAME_COLUMNS;
    }
    chips
}

/// Everything that narrows the list, each as a chip's text.
fn all(app: &App) -> Vec<(String, What)> {
    let Some(catalog) = app.catalog() else {
        return Vec::new();
    };
    let narrowing = &app.wanted.narrowing;
    let mut all = Vec::new();
    for facet in Facet::ALL {
        for (value, choice) in narrowing.selection.of(facet) {
            let name = clip(super::value_label(catalog, facet, value), NAME_MAX);
            let mark = super::choice_mark(Some(choice)).unwrap_or_default();
            all.push((format!("{mark}{name}"), What::Value(facet, value, choice)));
        }
    }
    let rest = narrowing.rest.to_string();
    if !rest.is_empty() {
        all.push((format!("/{}", clip(&rest, REST_MAX)), What::Rest));
    }
    if app.wanted.shown == Shown::All {
        all.push(("=all".to_owned(), What::All));
    }
    if !narrowing.sort.is_empty() {
        let sort = Query {
            filter: Filter::default(),
            sort: narrowing.sort.clone(),
        };
        all.push((sort.to_string(), What::Sort));
    }
    all
}

/// The right end of the title row: where the selected card is among all that are
/// listed, and how many of those match where others are listed too.
#[must_use]
pub fn position(app: &App) -> String {
    let Some(place) = app.place() else {
        return String::new();
    };
    let (place, listed) = (words::count(place + 1), words::count(app.matches_len()));
    match app.wanted.shown {
        Shown::All if !app.wanted.narrowing.is_open() => {
            let matching = words::count(app.passing_len());
            format!(" {place} of {listed} \u{b7} {matching} match ")
        }
        Shown::All | Shown::Matches => format!(" {place} of {listed} "),
    }
}

/// What the chip under a column of the title row stands for.
#[must_use]
pub(super) fn what_at(app: &App, title: Rect, column: u16) -> Option<What> {
    let tail = cells(width_cells(&position(app)) + 1);
    chips(app, title, tail)
        .into_iter()
        .find(|chip| {
            let end = chip.column + cells(width_cells(&chip.text));
            (chip.column..end).contains(&column)
        })
        .map(|chip| chip.what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_stands_between_two_blanks_and_two_cells_of_the_rule() {
        assert_eq!(NAME_COLUMNS, cells(width_cells(NAME)) + 4);
    }
}
