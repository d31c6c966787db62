//! The explanation of a match, drawn over the panes.

use ratatui::layout::Rect;

use super::pen::{Pen, Weight};
use crate::app::App;
use crate::app::help::text_area;
use crate::app::layout::{Pane, inset};
use crate::app::why::{Line, lines};

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, pane: Pane) {
    pen.title(pane.title, "Why", Weight::Focused);
    let area = text_area(pane.body);
    let scroll = app.why_scroll().unwrap_or(0);
    let lines = lines(app, area.width);
    for (line, at) in lines.iter().skip(scroll).zip(0..pane.body.height) {
        let row = Rect {
            y: area.y + at,
            height: 1,
            ..area
        };
        draw_line(pen, row, line);
    }
    pen.scroll_mark(pane.body, scroll, lines.len());
}

fn draw_line(pen: &mut Pen<'_>, row: Rect, line: &Line) {
    let theme = pen.theme;
    match line {
        Line::Title(text) => {
            pen.put(row, (0, 0), text, theme.title);
        }
        Line::Verdict(text) => {
            pen.put(row, (0, 0), text, theme.focus);
        }
        Line::Part {
            indent,
            holds,
            text,
        } => {
            let (mark, style) = if *holds {
                ("\u{2713}", theme.chosen)
            } else {
                ("\u{2717}", theme.warning)
            };
            let row = inset(row, *indent, 0);
            pen.put(row, (0, 0), mark, style);
            pen.put(row, (2, 0), text, theme.title);
        }
        Line::Found(indent, text) => {
            pen.put(inset(row, *indent, 0), (0, 0), text, theme.muted);
        }
        Line::Blank => {}
    }
}
