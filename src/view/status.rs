//! The status line: the keys that work here and now, and what is going on.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::app::layout::{cells, inset};
use crate::app::{App, hints, words};
use crate::ingest::Progress;
use crate::text::width_cells;

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, row: Rect) {
    let area = inset(row, 1, 1);
    let theme = pen.theme;
    let mut end = area.width;
    for (text, style) in [(app.typed(), theme.focus), (state(app), theme.muted)] {
        let room = Rect { width: end, ..area };
        if !text.is_empty() {
            end = pen.put_right(room, (0, 0), &text, style).saturating_sub(2);
        }
    }
    let room = Rect { width: end, ..area };
    if let Some(note) = app.note() {
        pen.put(room, (0, 0), note, theme.text);
        return;
    }
    draw_hints(app, pen, room);
}

/// Hints as far as they fit: help and leaving, which come first, stand at the end.
fn draw_hints(app: &App, pen: &mut Pen<'_>, area: Rect) {
    let theme = pen.theme;
    let mut used = 0;
    let mut fitting = Vec::new();
    for spec in hints::hints(app) {
        let Some(key) = app.keymap().keys_of(spec.action).next() else {
            continue;
        };
        let width = cells(width_cells(&key) + 1 + width_cells(spec.hint)) + 3;
        if used + width > area.width + 3 {
            continue;
        }
        used += width;
        fitting.push((spec.action, key, spec.hint));
    }
    fitting.sort_by_key(|(action, ..)| *action);
    let mut column = 0;
    for (_, key, hint) in fitting {
        column = pen.put(area, (column, 0), &key, theme.key);
        column = pen.put(area, (column + 1, 0), hint, theme.muted) + 3;
    }
}

/// What is going on, for the right end.
fn state(app: &App) -> String {
    let mut parts = Vec::new();
    if let Some(progress) = app.loading() {
        parts.push(loading(progress));
    }
    if app.is_filtering() {
        parts.push("filtering\u{2026}".to_owned());
    }
    if !app.is_mouse_on() {
        parts.push("mouse off".to_owned());
    }
    parts.join(" \u{b7} ")
}

/// `loading 42 %`, or how many articles there are where the end is not known.
pub(super) fn loading(progress: Progress) -> String {
    match (progress.bytes_done.saturating_mul(100)).checked_div(progress.bytes_total) {
        Some(percent) => format!("loading {percent} %"),
        None if progress.articles > 0 => {
            let articles = usize::try_from(progress.articles).unwrap_or(usize::MAX);
            format!("loading \u{b7} {}", words::counted(articles, "article"))
        }
        None => "loading".to_owned(),
    }
}
