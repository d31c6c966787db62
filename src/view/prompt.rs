//! The line that is typed into, what is wrong with it, and what could complete it.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use crate::app::layout::{cells, inset};
use crate::app::prompt::{self, Choices, Completing};
use crate::app::{App, Prompt, words};
use crate::search::query::QueryError;
use crate::text::{ELLIPSIS, Excerpt, clip, width_cells};

/// Draws the line into `row` and returns where its cursor stands.
pub(super) fn draw(app: &App, prompt: &Prompt, pen: &mut Pen<'_>, row: Rect) -> Position {
    let theme = pen.theme;
    let area = prompt::area(app, row);
    pen.put(row, (1, 0), prompt.purpose.mark(), theme.focus);
    let visible = prompt.visible(area.width);
    let end = pen.put(area, (0, 0), &visible.text, theme.text);
    if visible.is_cut_before() {
        pen.put(area, (0, 0), ELLIPSIS, theme.muted);
    }
    if visible.is_cut_behind(prompt.text()) {
        pen.put(area, (end.saturating_sub(1), 0), ELLIPSIS, theme.muted);
    }
    let tail = prompt::tail(app, row);
    pen.put_right(
        inset(row, 0, 1),
        (area.x + area.width - row.x, 0),
        &tail,
        theme.muted,
    );
    if let Some(error) = app.query_line().and_then(|line| line.error.as_ref()) {
        let (column, width) = faulty(prompt, &visible, error);
        let at = inset(area, column, 0);
        let at = Rect {
            width: width.min(at.width),
            ..at
        };
        pen.restyle(at, 0, theme.warning);
    }
    let cursor = cells(visible.column(prompt.text(), prompt.cursor_byte()));
    Position::new(area.x + cursor.min(area.width), area.y)
}

/// Draws what is wrong below the line, with carets under the place; `false` when
/// nothing is.
pub(super) fn draw_error(
    app: &App,
    prompt: &Prompt,
    pen: &mut Pen<'_>,
    (line, row): (Rect, Rect),
) -> bool {
    let Some(error) = app.query_line().and_then(|line| line.error.as_ref()) else {
        return false;
    };
    let visible = prompt.visible(prompt::area(app, line).width);
    let area = inset(row, 3, 1);
    let (column, width) = faulty(prompt, &visible, error);
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
fn faulty(prompt: &Prompt, visible: &Excerpt, error: &QueryError) -> (u16, u16) {
    let column = |byte| cells(visible.column(prompt.text(), byte));
    let (start, end) = (column(error.at.start), column(error.at.end));
    (start, end.saturating_sub(start).max(1))
}

/// Draws the completions above the line.
pub(super) fn draw_choices(completing: &Completing, choices: &Choices, pen: &mut Pen<'_>) {
    let theme = pen.theme;
    let Choices {
        area, rows, first, ..
    } = *choices;
    pen.clear(area);
    if choices.is_framed {
        pen.frame(area);
    }
    let listed = completing.choices.iter().enumerate().skip(first);
    for ((at, choice), y) in listed.zip(rows.top()..rows.bottom()) {
        let row = Rect {
            y,
            height: 1,
            ..rows
        };
        let last = row.width.saturating_sub(1);
        pen.put(row, (0, 0), "\u{2502}", theme.rule);
        pen.put(row, (last, 0), "\u{2502}", theme.rule);
        let inner = inset(row, 2, 2);
        let count = choice.articles.map(words::count).unwrap_or_default();
        let gap = if count.is_empty() { 0 } else { 2 };
        let room = usize::from(inner.width).saturating_sub(width_cells(&count) + gap);
        pen.put(inner, (0, 0), &clip(&choice.text, room), theme.text);
        pen.put_right(inner, (0, 0), &count, theme.muted);
        if at == completing.chosen {
            pen.put(row, (0, 0), "\u{258c}", theme.focus);
            pen.restyle(inset(row, 1, 1), 0, theme.cursor);
        }
    }
    pen.scroll_mark(rows, first, completing.choices.len());
}
