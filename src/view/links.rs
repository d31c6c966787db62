//! The list of an article's links, drawn over the panes.

use ratatui::layout::Rect;

use super::pen::{Pen, Weight};
use crate::app::App;
use crate::app::help::text_area;
use crate::app::layout::{Pane, inset};
use crate::app::links::{Chooser, INDENT, Line, lines};

pub(super) fn draw(app: &App, chooser: &Chooser, pen: &mut Pen<'_>, pane: Pane) {
    let name = if chooser.is_asking() {
        "Open this page?"
    } else {
        "Links"
    };
    pen.title(pane.title, name, Weight::Focused);
    let area = text_area(pane.body);
    let lines = lines(app, area.width);
    let shown = lines.iter().skip(chooser.scroll());
    for (line, at) in shown.zip(0..pane.body.height) {
        let row = Rect {
            y: area.y + at,
            height: 1,
            ..area
        };
        draw_line(pen, row, line);
    }
    pen.scroll_mark(pane.body, chooser.scroll(), lines.len());
}

fn draw_line(pen: &mut Pen<'_>, row: Rect, line: &Line) {
    let theme = pen.theme;
    let (text, style) = match line {
        Line::Title(text) => (text, theme.title),
        Line::Reason(text) | Line::Doubt(text) => (text, theme.warning),
        Line::What {
            is_chosen, text, ..
        } => {
            if *is_chosen {
                let mark = Rect {
                    x: row.x.saturating_sub(INDENT),
                    ..row
                };
                pen.put(mark, (0, 0), "\u{258c}", theme.focus);
            }
            let style = if *is_chosen { theme.focus } else { theme.text };
            (text, style)
        }
        Line::Address(_, piece) => {
            pen.put_address(inset(row, INDENT, 0), 0, piece, theme.muted);
            return;
        }
        Line::Blank => return,
    };
    pen.put(row, (0, 0), text, style);
}
