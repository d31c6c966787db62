//! The card list, and the chosen values above it.

use ratatui::layout::Rect;

use super::highlight::Marked;
use super::pen::{Pen, Weight};
use super::{focused, notice};
use crate::app::cards::{CardRow, Metrics, Slot, text_area};
use crate::app::chips::{self, Chip};
use crate::app::filterbar::{self, What};
use crate::app::layout::{Pane, cells, inset};
use crate::app::{App, Focus, value_label, words};
use crate::catalog::{Article, Choice, Facet};
use crate::search::Field;
use crate::search::query::Flag;
use crate::text::{clip, width_cells};

/// Stands before every row of a marked card.
const MARKED: &str = "\u{2503}";

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, pane: Pane) {
    let weight = focused(app, Focus::Cards);
    draw_title(app, pen, pane.title, weight);
    if notice::instead_of_cards(app, pen, pane.body) {
        return;
    }
    let window = app.window(pane.body);
    for slot in window.slots() {
        if let Some(article) = app.article_at(slot.place) {
            let card = Card {
                app,
                article,
                metrics: window.metrics,
                selected: (app.place() == Some(slot.place)).then_some(weight),
            };
            card.draw(pen, pane.body, slot);
        }
    }
    pen.scroll_mark(pane.body, window.scroll, window.content_rows());
}

fn draw_title(app: &App, pen: &mut Pen<'_>, title: Rect, weight: Weight) {
    pen.title(title, filterbar::NAME, weight);
    let position = filterbar::position(app);
    let tail = cells(width_cells(&position) + 1);
    let inner = Rect {
        width: title.width.saturating_sub(1),
        ..title
    };
    let mut end = 0;
    for chip in filterbar::chips(app, title, tail) {
        if let Some(before) = chip.column.checked_sub(1) {
            pen.put(inner, (before, 0), " ", pen.theme.text);
        }
        let style = match chip.what {
            What::Value(_, _, Choice::Exclude) => pen.theme.warning,
            What::Clear => pen.theme.muted,
            _ => pen.theme.chosen,
        };
        end = pen.put(inner, (chip.column, 0), &chip.text, style);
        end = pen.put(inner, (end, 0), " ", pen.theme.text);
    }
    pen.put_right(
        inner,
        (end.max(filterbar::NAME_COLUMNS), 0),
        &position,
        pen.theme.muted,
    );
}

/// One card to be drawn.
struct Card<'a> {
    app: &'a App,
    article: Article<'a>,
    metrics: Metrics,
    /// Whether it is the selected one, and whether its pane has the focus.
    selected: Option<Weight>,
}

impl Card<'_> {
    fn draw(&self, pen: &mut Pen<'_>, body: Rect, slot: Slot) {
        let text = text_area(body);
        let rows = self.metrics.compose(self.article);
        let highlights = self.app.highlights();
        let mut marked = Texts {
            title: Marked::new(highlights, Field::Title, self.article.title().as_str()),
            summary: Marked::new(highlights, Field::Summary, self.article.summary().as_str()),
        };
        // Rows above the window are gone through too: a line is found behind the last.
        for row in rows.iter().take(usize::from(slot.skip)) {
            marked.pass(row);
        }
        let rows = rows.iter().skip(usize::from(slot.skip));
        for (row, at) in rows.zip(0..slot.area.height) {
            let line = Rect {
                y: slot.area.y + at,
                height: 1,
                ..text
            };
            self.draw_row(pen, line, row, &mut marked);
        }
        let index = self.article.index();
        if !self.app.is_match(index) || self.app.kept().has(Flag::Read, index) {
            for row in 0..slot.area.height {
                let line = Rect {
                    y: slot.area.y,
                    height: slot.area.height,
                    ..text
                };
                pen.restyle(line, row, pen.theme.muted);
            }
        }
        if self.app.is_marked(index) {
            for row in 0..slot.area.height {
                pen.put(slot.area, (1, row), MARKED, pen.theme.chosen);
            }
        }
        let (mark, style) = match self.selected {
            None => return,
            Some(Weight::Focused) => ("\u{258c}", pen.theme.focus),
            Some(Weight::Quiet) => ("\u{258f}", pen.theme.muted),
        };
        for row in 0..slot.area.height {
            pen.put(slot.area, (0, row), mark, style);
        }
    }

    fn draw_row(&self, pen: &mut Pen<'_>, line: Rect, row: &CardRow<'_>, marked: &mut Texts<'_>) {
        let theme = pen.theme;
        let title = match self.selected {
            Some(Weight::Focused) => theme.title_selected,
            _ => theme.title,
        };
        match row {
            CardRow::Source => {
                self.source_row(pen, line, "", &self.numbers());
            }
            CardRow::Brief => {
                let minutes = words::minutes(self.article.minutes());
                let both = words::joined([self.date(), minutes.clone()]);
                self.source_row(pen, line, "", &self.with_link([both, minutes]));
            }
            CardRow::Meta => {
                let numbers = self.with_link(self.numbers());
                self.source_row(pen, line, &self.date_and_category(), &numbers);
            }
            CardRow::Date => {
                let kind = self.link();
                let room = line.width.saturating_sub(cells(width_cells(kind)) + 1);
                let text = clip(&self.date_and_category(), usize::from(room)).into_owned();
                let end = pen.put(line, (0, 0), &text, theme.muted);
                pen.put_right(line, (end, 0), kind, theme.muted);
            }
            CardRow::Title(text) => {
                marked.title.put(pen, line, 0, text, title);
            }
            CardRow::Summary(text) => {
                marked.summary.put(pen, line, 0, text, theme.text);
            }
            CardRow::Tags => {
                let selection = self.app.selection();
                let chips = chips::lay(self.article, selection, line.width, 1);
                draw_chips(self.app, pen, line, &chips);
            }
            CardRow::Line => self.one_line(pen, line, marked),
        }
    }

    /// The source, what follows it, and the first of the wordings that fits at the
    /// end.
    fn source_row(&self, pen: &mut Pen<'_>, line: Rect, after: &str, ends: &[String]) {
        let theme = pen.theme;
        let line = self.put_marks(pen, line, 0);
        let source = self.source();
        let width = usize::from(line.width);
        let gaps = if after.is_empty() { 2 } else { 5 };
        let wanted = width_cells(source) + width_cells(after) + gaps;
        let fits = |end: &&String| wanted + width_cells(end) <= width;
        let end = ends.iter().find(fits).or(ends.last());
        let end = end.map_or("", String::as_str);
        let room = width.saturating_sub(width_cells(end) + 2);
        let source_room = if after.is_empty() {
            room
        } else {
            room.saturating_sub(width_cells(after).min(room / 2) + 3)
        };
        let mut column = self.put_source(pen, line, 0, &clip(source, source_room));
        if !after.is_empty() {
            let text = format!(" \u{b7} {after}");
            let text = clip(&text, room.saturating_sub(usize::from(column)));
            column = pen.put(line, (column, 0), &text, theme.muted);
        }
        pen.put_right(line, (column + 1, 0), end, theme.muted);
    }

    /// Writes what the person keeps of the article, and returns what is left of the line
    /// from that column on.
    fn put_marks(&self, pen: &mut Pen<'_>, line: Rect, column: u16) -> Rect {
        let marks = self.app.shelf_marks(self.article.index());
        let end = pen.put(line, (column, 0), marks, pen.theme.chosen);
        inset(line, end - column, 0)
    }

    /// The source, or that none is known.
    fn source(&self) -> &str {
        let source = self.article.source_id();
        value_label(self.article.catalog(), Facet::Source, source)
    }

    fn put_source(&self, pen: &mut Pen<'_>, line: Rect, column: u16, shown: &str) -> u16 {
        let source = self.article.source().as_str();
        if source.is_empty() {
            return pen.put(line, (column, 0), shown, pen.theme.muted);
        }
        let style = pen.theme.source;
        Marked::new(self.app.highlights(), Field::Source, source)
            .put(pen, line, column, shown, style)
    }

    /// Wordings of likes and minutes, longest first.
    fn numbers(&self) -> [String; 2] {
        let (likes, minutes) = (self.article.likes(), self.article.minutes());
        [
            words::likes_and_minutes(likes, minutes),
            words::minutes(minutes),
        ]
    }

    /// What its best link is, in a word; nothing until that is known.
    fn link(&self) -> &'static str {
        let link = self.app.links().and_then(|links| links.best(self.article));
        link.map_or("", |link| link.kind.name())
    }

    /// These wordings with what the best link is behind them.
    fn with_link<const N: usize>(&self, wordings: [String; N]) -> [String; N] {
        match self.link() {
            "" => wordings,
            link => wordings.map(|wording| words::joined([wording, link.to_owned()])),
        }
    }

    fn one_line(&self, pen: &mut Pen<'_>, line: Rect, marked: &mut Texts<'_>) {
        let theme = pen.theme;
        let style = match self.selected {
            Some(Weight::Focused) => theme.title_selected,
            Some(Weight::Quiet) => theme.title,
            None => theme.text,
        };
        let date = self.date();
        let source_width = if line.width >= 84 { line.width / 4 } else { 0 };
        let date_width = if line.width >= 60 { 12 } else { 0 };
        let minutes = self.article.minutes();
        let minutes = minutes.map_or_else(String::new, |minutes| format!("{minutes:>3} min"));
        let mut title_end = line.width.saturating_sub(cells(width_cells(&minutes)) + 1);
        let mut column = 0;
        if date_width > 0 {
            pen.put(line, (0, 0), &format!("{date:>12}"), theme.muted);
            column = date_width + 2;
        }
        if source_width > 0 {
            title_end = title_end.saturating_sub(source_width + 2);
            let source = clip(self.source(), usize::from(source_width));
            self.put_source(pen, line, title_end + 2, &source);
        }
        let title_area = Rect {
            width: title_end.min(line.width),
            ..line
        };
        let marks = self.put_marks(pen, title_area, column);
        column += title_area.width - marks.width;
        let room = usize::from(title_area.width.saturating_sub(column));
        let title = clip(self.article.title().as_str(), room);
        let end = marked.title.put(pen, title_area, column, &title, style);
        pen.put_right(line, (end + 1, 0), &minutes, theme.muted);
    }

    fn date_and_category(&self) -> String {
        words::joined([self.date(), self.article.category().to_string()])
    }

    /// When it was published; nothing where that is not known.
    fn date(&self) -> String {
        let day = self.article.published();
        day.map_or_else(String::new, words::short_date)
    }
}

/// The texts of a card that run over several rows.
struct Texts<'a> {
    title: Marked<'a>,
    summary: Marked<'a>,
}

impl Texts<'_> {
    /// Passes a row over that is not shown.
    fn pass(&mut self, row: &CardRow<'_>) {
        match row {
            CardRow::Title(line) => self.title.pass(line),
            CardRow::Summary(line) => self.summary.pass(line),
            _ => {}
        }
    }
}

/// Draws chips of one row.
pub(super) fn draw_chips(app: &App, pen: &mut Pen<'_>, line: Rect, chips: &[Chip]) {
    let theme = pen.theme;
    for chip in chips {
        let style = match (chip.tag, chip.choice) {
            (None, _) => theme.muted,
            (Some(_), Some(Choice::Include)) => theme.chosen,
            (Some(_), Some(Choice::Exclude)) => theme.warning,
            (Some(_), None) => theme.tag,
        };
        pen.put(line, (chip.column, 0), &chip.text, style);
        // Behind the mark stands the tag's name.
        let name = chip.text.chars().next().map_or(0, char::len_utf8);
        if let (Some(_), Some(name)) = (chip.tag, chip.text.get(name..)) {
            let ranges = app.highlights().ranges(Field::Tag, name);
            pen.mark(line, (chip.column + 1, 0), name, &ranges, theme.found);
        }
    }
}
