//! The detail: one article in full.

use ratatui::layout::Rect;

use super::cards::draw_chips;
use super::focused;
use super::pen::Pen;
use crate::app::detail::{LABEL_WIDTH, Line, lines, text_column, text_width};
use crate::app::layout::Pane;
use crate::app::{App, Focus};

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, pane: Pane) {
    pen.title(pane.title, "Detail", focused(app, Focus::Detail));
    let body = pane.body;
    let lines = lines(app, body.width);
    if lines.is_empty() {
        pen.centred(body, &[("No article selected", pen.theme.muted)]);
        return;
    }
    for (line, at) in lines.iter().skip(app.detail_scroll()).zip(0..body.height) {
        let area = Rect {
            x: text_column(body),
            y: body.y + at,
            width: text_width(body.width),
            height: 1,
        };
        draw_line(pen, area, line);
    }
    pen.scroll_mark(body, app.detail_scroll(), lines.len());
}

fn draw_line(pen: &mut Pen<'_>, area: Rect, line: &Line<'_>) {
    let theme = pen.theme;
    let (text, style) = match line {
        Line::Blank => return,
        Line::Source(text) => (text.as_ref(), theme.source),
        Line::Meta(text) => (text.as_ref(), theme.muted),
        Line::Title(text) => (text.as_ref(), theme.title),
        Line::Summary(text) => (text.as_ref(), theme.text),
        Line::Missing(text) => (*text, theme.muted),
        Line::Likes(text) => (text.as_str(), theme.muted),
        Line::Tags(chips) => return draw_chips(pen, area, chips),
        Line::Rule => return pen.rule(area),
        Line::Fact(label, text) => {
            pen.put(area, (0, 0), label, theme.muted);
            pen.put(area, (LABEL_WIDTH, 0), text, theme.text);
            return;
        }
    };
    pen.put(area, (0, 0), text, style);
}
