//! The chosen values as chips in the title row of the cards.

use ratatui::layout::Rect;

use super::App;
use super::layout::{cells, inset};
use crate::catalog::{Facet, ValueId};
use crate::text::{clip, width_cells};

/// The pane's name.
pub const NAME: &str = "Articles";

/// Columns of the title row that the name takes, with a cell of the rule and a blank
/// on either side of it.
pub const NAME_COLUMNS: u16 = 12;

/// A chosen value cannot take more cells than this.
const NAME_MAX: usize = 24;

/// One chosen value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// First column, from the title row's start.
    pub column: u16,
    /// What is shown.
    pub text: String,
    /// The value; none for what only counts the values left out.
    pub value: Option<(Facet, ValueId)>,
}

/// The chosen values that fit between the pane's name and `tail` columns at the end
/// of its title row.
#[must_use]
pub fn chosen(app: &App, title: Rect, tail: u16) -> Vec<Chosen> {
    let Some(catalog) = app.catalog() else {
        return Vec::new();
    };
    let room = inset(title, NAME_COLUMNS, tail).width;
    let all: Vec<(Facet, ValueId)> = Facet::ALL
        .into_iter()
        .flat_map(|facet| app.selection.of(facet).map(move |value| (facet, value)))
        .collect();
    let mut column = 0;
    let mut chips = Vec::new();
    for (at, (facet, value)) in all.iter().copied().enumerate() {
        let name = super::value_label(catalog, facet, value);
        let text = format!("\u{2713}{}", clip(name, NAME_MAX));
        let left = all.len() - at;
        let reserve = if left > 1 { 5 } else { 0 };
        let width = cells(width_cells(&text));
        if column + width + reserve > room {
            chips.push(Chosen {
                column,
                text: clip(&format!("+{left}"), usize::from(room - column)).into(),
                value: None,
            });
            break;
        }
        chips.push(Chosen {
            column,
            text,
            value: Some((facet, value)),
        });
        column += width + 1;
    }
    for chip in &mut chips {
        chip.column += NAME_COLUMNS;
    }
    chips
}

/// The right end of the title row: where the selected card is among all that pass.
#[must_use]
pub fn position(app: &App) -> String {
    app.place().map_or_else(String::new, |place| {
        format!(
            " {} of {} ",
            super::words::count(place + 1),
            super::words::count(app.matches_len())
        )
    })
}

/// The chosen value under a column of the title row.
#[must_use]
pub(super) fn value_at(app: &App, title: Rect, column: u16) -> Option<(Facet, ValueId)> {
    let tail = cells(width_cells(&position(app)) + 1);
    chosen(app, title, tail)
        .into_iter()
        .find(|chip| {
            let end = chip.column + cells(width_cells(&chip.text));
            (chip.column..end).contains(&column)
        })
        .and_then(|chip| chip.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_stands_between_two_blanks_and_two_cells_of_the_rule() {
        assert_eq!(NAME_COLUMNS, cells(width_cells(NAME)) + 4);
    }
}
