//! The pager line.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::app::App;
use crate::app::layout::pager_area;
use crate::app::pager::{Pager, Target};

pub(super) fn draw(app: &App, pen: &mut Pen<'_>, row: Rect) {
    let area = pager_area(row);
    let theme = pen.theme;
    let (page, pages) = (app.page(), app.page_count());
    let line = Pager::new(page, pages, area.width);
    if pages == 0 {
        return;
    }
    // A blank on both sides keeps the numbers apart from the rule.
    let framed = Rect {
        x: area.x.saturating_sub(1),
        width: area.width + 2,
        ..area
    };
    if !line.items.is_empty() {
        pen.put(framed, (0, 0), " ", theme.text);
    }
    for item in &line.items {
        let style = match item.target {
            _ if item.is_current => theme.focus,
            Some(Target::Previous) if page == 0 => theme.muted,
            Some(Target::Next) if page + 1 == pages => theme.muted,
            Some(_) => theme.text,
            None => theme.muted,
        };
        let end = pen.put(area, (item.column, 0), &item.text, style);
        pen.put(area, (end, 0), " ", theme.text);
    }
    let (column, label) = &line.label;
    if let Some(before) = column.checked_sub(1) {
        pen.put(area, (before, 0), " ", theme.text);
    }
    let end = pen.put(area, (*column, 0), label, theme.muted);
    pen.put(framed, (end + 1, 0), " ", theme.text);
}
