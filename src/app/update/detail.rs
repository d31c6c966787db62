//! Reading one article.

use super::cards::{Direction, step};
use crate::action::Action;
use crate::app::{App, layout};

/// Performs an action of the detail, `times` times.
pub(super) fn run(app: &mut App, action: Action, times: usize) {
    let page = layout::regions(app.size, app)
        .and_then(|regions| regions.detail)
        .map_or(1, |pane| usize::from(pane.body.height.max(2) - 1));
    let (lines, direction) = match action {
        Action::ScrollDetailDown => (times, Direction::Down),
        Action::ScrollDetailUp => (times, Direction::Up),
        Action::PageDetailDown => (page.saturating_mul(times), Direction::Down),
        Action::PageDetailUp => (page.saturating_mul(times), Direction::Up),
        Action::DetailTop => (usize::MAX, Direction::Up),
        Action::DetailBottom => (usize::MAX, Direction::Down),
        Action::DetailNextArticle => return step(app, times, Direction::Down),
        Action::DetailPreviousArticle => return step(app, times, Direction::Up),
        _ => return,
    };
    app.detail_scroll = direction.step(app.detail_scroll, lines);
}
