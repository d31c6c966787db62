//! The explanation of a match: opening, scrolling, closing.

use super::cards::Direction;
use crate::action::Action;
use crate::app::App;

/// Opens the explanation of the selected article.
pub(super) fn open(app: &mut App) {
    if app.selected.is_none() {
        app.note = Some("no article to explain".to_owned());
        return;
    }
    app.why_scroll = Some(0);
}

/// Performs an action of the explanation.
pub(super) fn run(app: &mut App, action: Action) {
    let direction = match action {
        Action::ScrollWhyDown => Direction::Down,
        Action::ScrollWhyUp => Direction::Up,
        Action::CloseWhy => {
            app.why_scroll = None;
            return;
        }
        _ => return,
    };
    app.why_scroll = app.why_scroll.map(|scroll| direction.step(scroll, 1));
}
