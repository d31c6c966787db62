//! The status line: the keys that work here and now, and what is going on.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::app::App;
use crate::app::hints::StatusLine;
use crate::app::layout::status_area;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, row: Rect) {
    let area = status_area(row);
    let theme = pen.theme;
    let line = StatusLine::new(app, area.width);
    for hint in &line.hints {
        let column = pen.put(area, (hint.column, 0), hint.key, theme.key);
        pen.put(area, (column + 1, 0), hint.word, theme.muted);
    }
    if let Some(note) = app.note() {
        pen.put(area, (0, 0), note, theme.text);
    }
    let (column, state) = &line.state;
    pen.put(area, (*column, 0), state, theme.muted);
    let (column, typed) = &line.typed;
    pen.put(area, (*column, 0), typed, theme.focus);
}
