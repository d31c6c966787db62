//! The header: what is listed, how much of it is loaded, and what went wrong.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::app::App;
use crate::app::layout::{cells, inset};
use crate::text::width_cells;

const TITLE: &str = "Tagged articles";

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, area: Rect) {
    let area = inset(area, 1, 1);
    let facts = facts(app);
    let trouble = app.claims().and_then(|claims| claims.trouble());
    if area.height >= 2 {
        subject(app, pen, area, area.width);
        let mut end = 0;
        if let Some(fact) = fitting(&facts, area.width) {
            end = pen.put(area, (0, 1), fact, pen.theme.muted);
        }
        if let Some(trouble) = trouble {
            pen.put_right(area, (end + 2, 1), &trouble, pen.theme.warning);
        }
        return;
    }
    // On one row the subject has precedence, then the facts as far as they fit.
    let least = area.width / 2;
    let subject_width = subject_width(app);
    let room = area.width.saturating_sub(subject_width.min(least) + 2);
    let facts_width = fitting(&facts, room).map_or(0, |fact| cells(width_cells(fact)) + 2);
    let end = subject(app, pen, area, area.width - facts_width.min(area.width));
    if let Some(fact) = fitting(&facts, room) {
        pen.put_right(area, (end + 1, 0), fact, pen.theme.muted);
    }
}

/// Writes what is listed into the first `width` columns.
fn subject(app: &App, pen: &mut Pen<'_>, area: Rect, width: u16) -> u16 {
    let area = Rect { width, ..area };
    let Some(subject) = app.claims().and_then(|claims| claims.subject()) else {
        return pen.put(area, (0, 0), TITLE, pen.theme.title);
    };
    let mut column = 0;
    if subject_width(app) <= width {
        column = pen.put(area, (0, 0), TITLE, pen.theme.muted);
        column = pen.put(area, (column, 0), " \u{203a} ", pen.theme.muted);
    }
    pen.put(area, (column, 0), &subject, pen.theme.title)
}

/// Cells of the subject with what stands before it.
fn subject_width(app: &App) -> u16 {
    let subject = app.claims().and_then(|claims| claims.subject());
    let width = subject.map_or(0, |subject| width_cells(&subject) + 3);
    cells(TITLE.len() + width)
}

/// Wordings of how much is loaded, longest first.
fn facts(app: &App) -> Vec<String> {
    let Some(claims) = app.claims() else {
        return vec!["loading".to_owned()];
    };
    let counts = claims.counts(app.matches_len(), !app.selection().is_empty());
    let mut facts = Vec::new();
    for extra in [claims.duplicates(), None] {
        for count in &counts {
            let parts = [count.clone(), claims.pages().to_owned()];
            let parts = parts.into_iter().chain(extra.clone());
            let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
            facts.push(parts.join(" \u{b7} "));
        }
    }
    facts.extend(counts);
    facts
}

fn fitting(facts: &[String], width: u16) -> Option<&str> {
    facts
        .iter()
        .find(|fact| cells(width_cells(fact)) <= width)
        .map(String::as_str)
}
