//! The header: what is listed, how much of it is loaded, and what went wrong.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::app::layout::{cells, inset};
use crate::app::{App, Trouble, Unsaved};
use crate::catalog::Claims;
use crate::text::width_cells;

const TITLE: &str = "Tagged articles";

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, area: Rect) {
    let area = inset(area, 1, 1);
    let facts = facts(app);
    // What is not saved may be lost; what could not be read can be read again.
    let unsaved = app.unsaved().map(Unsaved::wordings);
    let trouble = unsaved.or_else(|| app.trouble().map(Trouble::wordings));
    let trouble = trouble.unwrap_or_default();
    if area.height >= 2 {
        subject(app, pen, area, area.width);
        draw_facts(pen, area, &facts, &trouble);
        return;
    }
    // On one row the subject has precedence, then what needs attention, then the
    // facts as far as they fit.
    let style = if trouble.is_empty() {
        pen.theme.muted
    } else {
        pen.theme.warning
    };
    let facts = if trouble.is_empty() { facts } else { trouble };
    let least = area.width / 2;
    let room = area.width.saturating_sub(subject_width(app).min(least) + 2);
    let facts_width = fitting(&facts, room).map_or(0, |fact| cells(width_cells(fact)) + 2);
    let end = subject(app, pen, area, area.width - facts_width.min(area.width));
    if let Some(fact) = fitting(&facts, room) {
        pen.put_right(area, (end + 1, 0), fact, style);
    }
}

/// Writes the second row: how much is loaded, and what needs attention at the end,
/// both in the longest wordings that fit together.
fn draw_facts(pen: &mut Pen<'_>, area: Rect, facts: &[String], trouble: &[String]) {
    let together = trouble.iter().find_map(|trouble| {
        let room = area.width.checked_sub(cells(width_cells(trouble)) + 2)?;
        Some((fitting(facts, room)?, trouble.as_str()))
    });
    let (fact, trouble) = match together {
        Some((fact, trouble)) => (fact, trouble),
        None if trouble.is_empty() => (fitting(facts, area.width).unwrap_or(""), ""),
        None => ("", fitting(trouble, area.width).unwrap_or("")),
    };
    let end = pen.put(area, (0, 1), fact, pen.theme.muted);
    pen.put_right(area, (end, 1), trouble, pen.theme.warning);
}

/// Writes what is listed into the first `width` columns.
fn subject(app: &App, pen: &mut Pen<'_>, area: Rect, width: u16) -> u16 {
    let area = Rect { width, ..area };
    let Some(subject) = app.claims().and_then(Claims::subject) else {
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
    let subject = app.claims().and_then(Claims::subject);
    let width = subject.map_or(0, |subject| width_cells(&subject) + 3);
    cells(TITLE.len() + width)
}

/// Wordings of how much is loaded, longest first.
fn facts(app: &App) -> Vec<String> {
    let Some(claims) = app.claims() else {
        return Vec::new();
    };
    let passed = (!app.wanted().narrowing.is_open()).then(|| app.passed());
    let counts = claims.counts(passed);
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
