//! The line that is typed into, what is wrong with it, and what could complete it.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use crate::app::layout::{cells, inset};
use crate::app::prompt::{self, Completing, Visible};
use crate::app::{App, Prompt, words};
use crate::search::query::QueryError;
use crate::text::{clip, width_cells};

/// Draws the line into `row` and returns where its cursor stands.
pub(super) fn draw(app: &App, prompt: &Prompt, pen: &mut Pen<'_>, row: Rect) -> Position {
    let theme = pen.theme;
    let area = prompt::area(row);
    pen.put(row, (1, 0), prompt.purpose.mark(), theme.focus);
    let found = prompt::found(app);
    let room = area.width.saturating_sub(cells(width_cells(&found)) + 2);
    let visible = prompt.visible(room);
    pen.put(area, (0, 0), &visible.text, theme.text);
    pen.put_right(area, (room, 0), &found, theme.muted);
    if let Some(error) = app.query_line().and_then(|line| line.error.as_ref()) {
        let (column, width) = faulty(prompt, &visible, error);
        let at = inset(area, column, 0);
        let at = Rect {
            width: width.min(at.width),
            ..at
        };
        pen.restyle(at, 0, theme.warning);
    }
    Position::new(area.x + visible.cursor.min(area.width), area.y)
}

/// Draws what is wrong below the line, with carets under the place; `false` when
/// nothing is.
pub(super) fn draw_error(app: &App, prompt: &Prompt, pen: &mut Pen<'_>, row: Rect) -> bool {
    let Some(error) = app.query_line().and_then(|line| line.error.as_ref()) else {
        return false;
    };
    let area = prompt::area(row);
    let found = prompt::found(app);
    let room = area.width.saturating_sub(cells(width_cells(&found)) + 2);
    let (column, width) = faulty(prompt, &prompt.visible(room), error);
    let style = pen.theme.warning;
    let carets = "^".repeat(usize::from(width));
    let end = pen.put(area, (column, 0), &carets, style);
    let message = width_cells(&error.message);
    let after = usize::from(area.width.saturating_sub(end + 1));
    if message <= after || after >= usize::from(column) {
        pen.put(area, (end + 1, 0), &clip(&error.message, after), style);
    } else {
        let before = usize::from(column.saturating_sub(1));
        let text = clip(&error.message, before);
        let start = column - 1 - cells(width_cells(&text));
        pen.put(area, (start, 0), &text, style);
    }
    true
}

/// The columns of the visible line at fault: the first one, and how many.
fn faulty(prompt: &Prompt, visible: &Visible, error: &QueryError) -> (u16, u16) {
    let text = prompt.text();
    let start = error.at.start.max(visible.start);
    let before = text.get(visible.start..start).unwrap_or_default();
    let inside = text.get(start..error.at.end).unwrap_or_default();
    let width = cells(width_cells(&visible.text));
    let column = cells(width_cells(before)).min(width);
    let inside = cells(width_cells(inside)).min(width - column);
    (column, inside.max(1))
}

/// Draws the completions above the line.
pub(super) fn draw_choices(
    completing: &Completing,
    prompt: &Prompt,
    pen: &mut Pen<'_>,
    row: Rect,
    top: u16,
) {
    let theme = pen.theme;
    let (area, first) = prompt::choices_area(completing, prompt, row, top);
    let width = area.width;
    let choices = completing.choices.iter().enumerate().skip(first);
    for ((at, choice), y) in choices.zip(area.y..area.bottom()) {
        let area = Rect {
            y,
            height: 1,
            ..area
        };
        let blank = " ".repeat(usize::from(width));
        pen.put(area, (0, 0), &blank, theme.text);
        let count = choice.articles.map(words::count).unwrap_or_default();
        let room = usize::from(width).saturating_sub(width_cells(&count) + 4);
        let mark = if at == completing.chosen {
            "\u{258c}"
        } else {
            "\u{2502}"
        };
        pen.put(area, (0, 0), mark, theme.focus);
        pen.put(area, (2, 0), &clip(&choice.text, room), theme.text);
        let inner = inset(area, 0, 1);
        pen.put_right(inner, (0, 0), &count, theme.muted);
        if at == completing.chosen {
            pen.restyle(inset(area, 1, 0), 0, theme.cursor);
        }
    }
}
