//! State to cells: draws, decides nothing, cannot fail.

mod cards;
mod detail;
mod header;
mod help;
mod highlight;
mod links;
mod notice;
mod pager;
mod pen;
mod prompt;
mod sidebar;
mod status;
mod why;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::layout::{self, Pane};
use crate::app::{App, Focus};
use crate::theme::{Marks, Theme};
use pen::Pen;

/// Draws the reader into a whole empty frame, and says where the cursor is to be shown.
pub fn view(app: &App, theme: &Theme, frame: &mut Buffer) -> Option<Position> {
    let cursor = draw(app, theme, frame);
    if theme.marks == Marks::Ascii {
        for cell in &mut frame.content {
            if let Some(sign) = theme.marks.instead_of(cell.symbol()) {
                cell.set_char(sign);
            }
        }
    }
    cursor
}

fn draw(app: &App, theme: &Theme, frame: &mut Buffer) -> Option<Position> {
    let pen = &mut Pen::new(frame, theme);
    // A frame may be of another size than the last one announced.
    let size = crate::app::Size {
        width: pen.area().width.min(app.size().width),
        height: pen.area().height.min(app.size().height),
    };
    let Some(regions) = layout::regions(size, app) else {
        notice::too_small(pen);
        return None;
    };
    header::draw(app, pen, regions.header);
    let line = app.prompt().zip(regions.prompt);
    let draw_error =
        |(line, row), pen: &mut Pen<'_>| prompt::draw_error(app, line, pen, (row, regions.status));
    if !line.is_some_and(|line| draw_error(line, pen)) {
        status::draw(app, pen, regions.status);
    }
    if app.help_scroll().is_some() {
        help::draw(app, pen, Pane::of(regions.middle));
        return None;
    }
    if app.why_scroll().is_some() {
        why::draw(app, pen, Pane::of(regions.middle));
        return None;
    }
    if let Some(chooser) = app.chooser() {
        links::draw(app, chooser, pen, Pane::of(regions.middle));
        return None;
    }
    if let Some(pane) = regions.sidebar {
        sidebar::draw(app, pen, pane);
    }
    if regions.cards_shown {
        cards::draw(app, pen, regions.cards);
        if regions.cards_rule() == regions.pager {
            pen.rule(regions.pager);
        }
        pager::draw(app, pen, regions.pager);
    }
    if let Some(pane) = regions.detail {
        detail::draw(app, pen, pane);
    }
    let joint = regions.cards_shown.then(|| regions.cards_rule());
    for divider in &regions.dividers {
        pen.divider(*divider, joint);
    }
    line.map(|(line, row)| {
        let cursor = prompt::draw(app, line, pen, row);
        if let Some(completing) = line.completion.as_ref() {
            let choices = crate::app::prompt::choices(app, line, row, regions.middle.y);
            if let Some(choices) = choices {
                prompt::draw_choices(completing, &choices, pen);
            }
        }
        cursor
    })
}

/// How a pane shows whether it takes the keys.
fn focused(app: &App, focus: Focus) -> pen::Weight {
    if app.focus() == focus {
        pen::Weight::Focused
    } else {
        pen::Weight::Quiet
    }
}
