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
    let pager = Pager::new(page, pages, area.width);
    for item in &pager.items {
        let style = match item.target {
            _ if item.is_current => theme.focus,
            Some(Target::Previous) if page == 0 => theme.muted,
            Some(Target::Next) if page + 1 == pages => theme.muted,
            Some(_) => theme.text,
            None => theme.muted,
        };
        pen.put(area, (item.column, 0), &item.text, style);
    }
    let (column, label) = &pager.label;
    pen.put(area, (*column, 0), label, theme.muted);
}
