//! The detail: one article in full.

use ratatui::layout::Rect;

use super::cards::draw_chips;
use super::focused;
use super::highlight::Marked;
use super::pen::Pen;
use crate::app::detail::{LABEL_WIDTH, Line, lines, text_column, text_width};
use crate::app::layout::Pane;
use crate::app::{App, Focus};
use crate::catalog::Article;
use crate::search::Field;
use crate::text::Clean;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, pane: Pane) {
    pen.title(pane.title, "Detail", focused(app, Focus::Detail));
    let body = pane.body;
    let lines = lines(app, body.width);
    if lines.is_empty() {
        pen.centred(body, &[("No article selected", pen.theme.muted)]);
        return;
    }
    let mut texts = Texts::of(app);
    for line in lines.iter().take(app.detail_scroll()) {
        texts.pass(line);
    }
    for (line, at) in lines.iter().skip(app.detail_scroll()).zip(0..body.height) {
        let area = Rect {
            x: text_column(body),
            y: body.y + at,
            width: text_width(body.width),
            height: 1,
        };
        draw_line(app, pen, area, line, &mut texts);
    }
    pen.scroll_mark(body, app.detail_scroll(), lines.len());
}

/// The texts in which found characters are marked.
struct Texts<'a> {
    source: Marked<'a>,
    title: Marked<'a>,
    summary: Marked<'a>,
}

impl<'a> Texts<'a> {
    fn of(app: &'a App) -> Self {
        let text = |field, of: fn(Article<'a>) -> Clean<'a>| {
            let text = app.selected().map_or("", |article| of(article).as_str());
            Marked::new(app.highlights(), field, text)
        };
        Self {
            source: text(Field::Source, Article::source),
            title: text(Field::Title, Article::title),
            summary: text(Field::Summary, Article::summary),
        }
    }

    fn pass(&mut self, line: &Line<'_>) {
        match line {
            Line::Source(line) => self.source.pass(line),
            Line::Title(line) => self.title.pass(line),
            Line::Summary(line) => self.summary.pass(line),
            _ => {}
        }
    }
}

fn draw_line(app: &App, pen: &mut Pen<'_>, area: Rect, line: &Line<'_>, texts: &mut Texts<'_>) {
    let theme = pen.theme;
    let (text, style) = match line {
        Line::Blank => return,
        Line::Source(text) => {
            texts.source.put(pen, area, 0, text, theme.source);
            return;
        }
        Line::Meta(text) => (text.as_ref(), theme.muted),
        Line::Title(text) => {
            texts.title.put(pen, area, 0, text, theme.title);
            return;
        }
        Line::Summary(text) => {
            texts.summary.put(pen, area, 0, text, theme.text);
            return;
        }
        Line::Missing(text) => (*text, theme.muted),
        Line::Likes(text) => (text.as_str(), theme.muted),
        Line::Tags(chips) => return draw_chips(app, pen, area, chips),
        Line::Rule => return pen.rule(area),
        Line::Address(piece) => {
            pen.put_address(area, LABEL_WIDTH, piece, theme.text);
            return;
        }
        Line::Fact(label, text) => {
            pen.put(area, (0, 0), label, theme.muted);
            pen.put(area, (LABEL_WIDTH, 0), text, theme.text);
            return;
        }
    };
    pen.put(area, (0, 0), text, style);
}
