//! The sidebar: sections of values with their counts.

use ratatui::layout::Rect;

use super::focused;
use super::highlight::Marked;
use super::pen::{Pen, Weight};
use crate::app::layout::Pane;
use crate::app::sidebar::{self, Cursor, Row};
use crate::app::{App, Focus, LabelId, choice_mark, value_label, words};
use crate::catalog::{Choice, Combine, Facet, ValueId};
use crate::search::Suggestion;
use crate::search::query::Flag;
use crate::text::{CleanString, ELLIPSIS, clip, width_cells};

/// Stand before the headings of sections.
const FOLDED: &str = "\u{25b8}";
const UNFOLDED: &str = "\u{25be}";

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, pane: Pane) {
    let weight = focused(app, Focus::Sidebar);
    pen.title(pane.title, "Filter", weight);
    let rows = sidebar::rows(app);
    let scroll = app.sidebar().scroll;
    let cursor = app.sidebar().cursor;
    for (row, at) in rows.iter().skip(scroll).zip(0..pane.body.height) {
        let line = Rect {
            y: pane.body.y + at,
            height: 1,
            width: pane.body.width.saturating_sub(1),
            ..pane.body
        };
        draw_row(app, pen, line, *row);
        if weight == Weight::Focused && row.cursor() == Some(cursor) {
            pen.put(line, (0, 0), "\u{258c}", pen.theme.focus);
            let text = crate::app::layout::inset(line, 1, 0);
            pen.restyle(text, 0, pen.theme.cursor);
        }
    }
    pen.scroll_mark(pane.body, scroll, rows.len());
}

fn draw_row(app: &App, pen: &mut Pen<'_>, line: Rect, row: Row) {
    match row {
        Row::Gap => {}
        Row::Heading(facet) => heading(app, pen, line, facet),
        Row::Value(facet, value) => draw_value(app, pen, line, (facet, value)),
        Row::Suggestions => {
            let column = pen.put(line, (3, 0), "Suggested", pen.theme.title);
            pen.put_right(line, (column + 1, 0), "splits best ", pen.theme.muted);
        }
        Row::Suggested(suggestion) => draw_suggestion(app, pen, line, suggestion),
        Row::More(_, hidden) | Row::MoreLabels(hidden) => {
            let text = if hidden == 0 {
                "\u{2191} show fewer".to_owned()
            } else {
                format!("\u{2026} {} more", words::count(hidden))
            };
            pen.put(line, (3, 0), &text, pen.theme.muted);
        }
        Row::Views => {
            plain_heading(pen, line, "Views", app.sidebar().are_views_folded);
        }
        Row::View(at) => draw_view(app, pen, line, at),
        Row::Shelf => {
            let column = plain_heading(pen, line, "Shelf", app.sidebar().is_shelf_folded);
            if app.shelf().is_empty() {
                pen.put_right(line, (column + 1, 0), "empty ", pen.theme.muted);
            }
        }
        Row::Kept(flag) => draw_kept(app, pen, line, flag),
        Row::Labels => labels_heading(app, pen, line),
        Row::Label(label) => draw_label(app, pen, line, label),
    }
}

/// Draws the heading of a section that is no facet's. Returns the column after it.
fn plain_heading(pen: &mut Pen<'_>, line: Rect, name: &str, is_folded: bool) -> u16 {
    let arrow = if is_folded { FOLDED } else { UNFOLDED };
    let column = pen.put(line, (1, 0), arrow, pen.theme.muted);
    pen.put(line, (column + 1, 0), name, pen.theme.title)
}

/// A row with what a query part of no facet finds.
struct Asked<'a> {
    name: &'a str,
    count: Option<usize>,
    /// The count at which choosing it changes nothing.
    count_min: usize,
    choice: Option<Choice>,
}

fn draw_view(app: &App, pen: &mut Pen<'_>, line: Rect, at: usize) {
    let name = app.views().nth(at).map(|view| view.view().name());
    let row = Asked {
        name: name.map_or("", CleanString::as_str),
        count: app.view_count(at),
        count_min: 0,
        choice: sidebar::choice(app, Cursor::View(at)),
    };
    draw_asked(pen, line, &row);
}

fn draw_kept(app: &App, pen: &mut Pen<'_>, line: Rect, flag: Flag) {
    let name = sidebar::KEPT.iter().find(|(other, _)| *other == flag);
    let row = Asked {
        name: name.map_or("", |(_, name)| name),
        count: Some(sidebar::kept_count(app, flag)),
        count_min: 0,
        choice: sidebar::choice(app, Cursor::Kept(flag)),
    };
    draw_asked(pen, line, &row);
}

fn labels_heading(app: &App, pen: &mut Pen<'_>, line: Rect) {
    let mut column = plain_heading(pen, line, "Labels", app.sidebar().labels.is_folded);
    let choice = |label: &LabelId| sidebar::label_choice(app, *label);
    let chosen = app.labels().iter().filter_map(choice).count();
    if chosen > 0 {
        let text = format!("\u{2713}{}", words::count(chosen));
        column = pen.put(line, (column + 1, 0), &text, pen.theme.chosen);
    }
    if sidebar::needs_all_labels(app) {
        column = pen.put(line, (column + 1, 0), "all of", pen.theme.muted);
    }
    let total = format!("{} ", words::count(app.labels().len()));
    pen.put_right(line, (column + 1, 0), &total, pen.theme.muted);
}

fn draw_label(app: &App, pen: &mut Pen<'_>, line: Rect, label: LabelId) {
    let row = Asked {
        name: app.label(label),
        count: Some(sidebar::label_count(app, label)),
        count_min: sidebar::label_count_min(app),
        choice: sidebar::label_choice(app, label),
    };
    draw_asked(pen, line, &row);
}

fn draw_asked(pen: &mut Pen<'_>, line: Rect, row: &Asked<'_>) {
    let theme = pen.theme;
    let style = match row.choice {
        Some(Choice::Include) => theme.chosen,
        Some(Choice::Exclude) => theme.warning,
        None if row.count == Some(row.count_min) => theme.muted,
        None => theme.text,
    };
    if let Some(mark) = choice_mark(row.choice) {
        pen.put(line, (1, 0), mark.encode_utf8(&mut [0; 4]), style);
    }
    let count = row.count.map_or_else(|| ELLIPSIS.to_owned(), words::count) + " ";
    let room = usize::from(line.width).saturating_sub(3 + width_cells(&count) + 1);
    let column = pen.put(line, (3, 0), &clip(row.name, room), style);
    let count_style = if row.choice.is_some() {
        style
    } else {
        theme.muted
    };
    pen.put_right(line, (column + 1, 0), &count, count_style);
}

fn heading(app: &App, pen: &mut Pen<'_>, line: Rect, facet: Facet) {
    let is_folded = app.sidebar().folded[facet.index()];
    let arrow = if is_folded { FOLDED } else { UNFOLDED };
    let column = pen.put(line, (1, 0), arrow, pen.theme.muted);
    let mut column = pen.put(
        line,
        (column + 1, 0),
        sidebar::title(facet),
        pen.theme.title,
    );
    let chosen = app.selection().of(facet).len();
    if chosen > 0 {
        let text = format!("\u{2713}{}", words::count(chosen));
        column = pen.put(line, (column + 1, 0), &text, pen.theme.chosen);
    }
    let selection = app.selection();
    if selection.combine(facet) == Combine::All {
        column = pen.put(line, (column + 1, 0), "all of", pen.theme.muted);
    }
    let total = format!("{} ", words::count(app.values_len(facet)));
    pen.put_right(line, (column + 1, 0), &total, pen.theme.muted);
}

fn draw_value(app: &App, pen: &mut Pen<'_>, line: Rect, (facet, value): (Facet, ValueId)) {
    let Some(catalog) = app.catalog() else {
        return;
    };
    let theme = pen.theme;
    let count = app.filtered().count(facet, value);
    let choice = app.selection().choice(facet, value);
    let style = match choice {
        Some(Choice::Include) => theme.chosen,
        Some(Choice::Exclude) => theme.warning,
        None if sidebar::changes_nothing(app, facet, value) => theme.muted,
        None => theme.text,
    };
    if let Some(mark) = choice_mark(choice) {
        pen.put(line, (1, 0), mark.encode_utf8(&mut [0; 4]), style);
    }
    let count = format!("{} ", words::count(count as usize));
    let room = usize::from(line.width).saturating_sub(3 + width_cells(&count) + 1);
    let name = clip(value_label(catalog, facet, value), room);
    let whole = value_label(catalog, facet, value);
    let ranges = sidebar::found_in(app, facet, whole);
    let mut marked = Marked::at(whole, ranges);
    let column = marked.put(pen, line, 3, &name, style);
    let count_style = if choice.is_some() { style } else { theme.muted };
    pen.put_right(line, (column + 1, 0), &count, count_style);
}

/// Draws a suggested tag, with how many of the listed articles have it.
fn draw_suggestion(app: &App, pen: &mut Pen<'_>, line: Rect, suggestion: Suggestion) {
    let Some(catalog) = app.catalog() else {
        return;
    };
    let (with, all) = (suggestion.with, suggestion.with + suggestion.without);
    let parts = format!("{} of {} ", words::count(with), words::count(all));
    let room = usize::from(line.width).saturating_sub(3 + width_cells(&parts) + 1);
    let name = clip(value_label(catalog, Facet::Tag, suggestion.value), room);
    let column = pen.put(line, (3, 0), &name, pen.theme.tag);
    pen.put_right(line, (column + 1, 0), &parts, pen.theme.muted);
}
