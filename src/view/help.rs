//! The help, drawn over the panes.

use ratatui::layout::Rect;

use super::pen::{Pen, Weight};
use crate::app::App;
use crate::app::help::{Help, Line, text_area};
use crate::app::layout::Pane;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, pane: Pane) {
    pen.title(pane.title, "Help", Weight::Focused);
    let body = pane.body;
    let area = text_area(body);
    let scroll = app.help_scroll().unwrap_or(0);
    let help = Help::new(app, area.width);
    let mut x = area.x;
    for column in &help.columns {
        let width = help.width.min(area.right().saturating_sub(x));
        for (line, at) in column.iter().skip(scroll).zip(0..body.height) {
            let row = Rect {
                x,
                y: body.y + at,
                width,
                height: 1,
            };
            draw_line(pen, row, line, help.keys_width);
        }
        x = x.saturating_add(help.pitch).min(area.right());
    }
    pen.scroll_mark(body, scroll, help.rows());
}

fn draw_line(pen: &mut Pen<'_>, area: Rect, line: &Line, keys_width: u16) {
    let theme = pen.theme;
    match line {
        Line::Blank => {}
        Line::Heading(text) => {
            pen.put(area, (0, 0), text, theme.focus);
        }
        Line::Keys(keys, text) => {
            let keys_area = Rect {
                width: keys_width.min(area.width),
                ..area
            };
            pen.put(keys_area, (0, 0), keys, theme.key);
            pen.put(area, (keys_width, 0), text, theme.text);
        }
        Line::Note(text) => {
            pen.put(area, (0, 0), text, theme.muted);
        }
    }
}
