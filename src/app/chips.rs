//! Tags as chips: what each shows, and where it stands.

use super::layout::cells;
use crate::catalog::{Article, Choice, Facet, Selection, ValueId};
use crate::text::{clip, width_cells};

/// Blank columns between two chips.
const GAP: usize = 2;

/// Follows tags that are one of several readings of the page.
const UNCERTAIN: &str = "?";

/// One tag of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Row, from the first of the chips.
    pub row: u16,
    /// First column.
    pub column: u16,
    /// What is shown: a mark and the tag's name.
    pub text: String,
    /// The tag; none for what only counts the tags left out or says that the tags
    /// are uncertain.
    pub tag: Option<ValueId>,
    /// What was chosen for the tag.
    pub choice: Option<Choice>,
}

/// Lays the tags of an article out in `width` columns and at most `rows_max` rows;
/// tags without room are counted at the end.
#[must_use]
pub fn lay(article: Article<'_>, selection: &Selection, width: u16, rows_max: u16) -> Vec<Chip> {
    let mark = if article.tags_certain() {
        ""
    } else {
        UNCERTAIN
    };
    let reserve = if mark.is_empty() { 0 } else { GAP + mark.len() };
    let width = usize::from(width).saturating_sub(reserve);
    let mut chips = lay_tags(article, selection, width, rows_max);
    if let Some(last) = chips.last().filter(|_| !mark.is_empty() && width > 0) {
        let column = usize::from(last.column) + width_cells(&last.text) + GAP;
        chips.push(note(last.row, column, mark.to_owned()));
    }
    chips
}

fn lay_tags(article: Article<'_>, selection: &Selection, width: usize, rows_max: u16) -> Vec<Chip> {
    let total = article.tag_ids().len();
    let mut chips: Vec<Chip> = Vec::new();
    let (mut row, mut column) = (0, 0);
    for (at, (tag, name)) in article.tag_ids().zip(article.tags()).enumerate() {
        let choice = selection.choice(Facet::Tag, tag);
        let mark = super::choice_mark(choice).unwrap_or('#');
        let text = format!("{mark}{name}");
        let is_last = at + 1 == total;
        let is_last_row = row + 1 >= rows_max;
        let tail = if is_last_row && !is_last {
            GAP + overflow(total - at - 1).len()
        } else {
            0
        };
        let room = width.saturating_sub(column + tail);
        let text = if width_cells(&text) <= room {
            text
        } else if column > 0 && !is_last_row {
            row += 1;
            column = 0;
            clip(&text, width).into_owned()
        } else if column == 0 {
            clip(&text, room).into_owned()
        } else {
            chips.push(note(row, column, overflow(total - at)));
            return chips;
        };
        let next = column + width_cells(&text) + GAP;
        chips.push(Chip {
            row,
            column: cells(column),
            text,
            tag: Some(tag),
            choice,
        });
        column = next;
    }
    chips
}

/// The tag under a row and column of the chips.
#[must_use]
pub(super) fn tag_at(chips: &[Chip], row: u16, column: u16) -> Option<ValueId> {
    chips
        .iter()
        .find(|chip| {
            let end = chip.column.saturating_add(cells(width_cells(&chip.text)));
            chip.row == row && (chip.column..end).contains(&column)
        })
        .and_then(|chip| chip.tag)
}

fn overflow(count: usize) -> String {
    format!("+{count}")
}

fn note(row: u16, column: usize, text: String) -> Chip {
    Chip {
        row,
        column: cells(column),
        text,
        tag: None,
        choice: None,
    }
}
