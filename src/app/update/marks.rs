//! Marking cards.

use crate::action::Action;
use crate::app::App;
use crate::app::marks::Marks;
use crate::catalog::Bits;
use crate::text::counted;

/// Performs an action that marks cards.
pub(super) fn run(app: &mut App, action: Action) {
    match action {
        Action::MarkCard => mark_card(app),
        Action::MarkRange => mark_range(app),
        Action::MarkAll => mark_all(app),
        _ => {}
    }
}

/// Marks the selected card and goes on to the next, or takes its mark away.
fn mark_card(app: &mut App) {
    let Some(selected) = app.selected else {
        return;
    };
    let mut marked = app.marked();
    if marked.contains(selected.0) {
        marked -= &Bits::of(marked.capacity(), [selected.0]);
    } else {
        marked.insert(selected.0);
    }
    app.marks = Marks {
        articles: marked,
        range: None,
    };
    super::cards::step(app, 1, super::cards::Direction::Down);
    say(app);
}

/// Begins a range at the selected card, or ends it there.
fn mark_range(app: &mut App) {
    app.marks = if app.marks.range.is_some() {
        Marks {
            articles: app.marked(),
            range: None,
        }
    } else {
        Marks {
            articles: app.marked(),
            range: app.selected,
        }
    };
}

/// Marks all that the filter shows, or takes those marks away.
fn mark_all(app: &mut App) {
    let passing = app.filtered().passing.as_deref();
    let passing = passing
        .cloned()
        .unwrap_or_else(|| Bits::all(app.pages_len()));
    let mut marked = app.marked();
    let mut missing = passing.clone();
    missing -= &marked;
    if missing.count() == 0 {
        marked -= &passing;
    } else {
        marked |= &passing;
    }
    app.marks = Marks {
        articles: marked,
        range: None,
    };
    say(app);
}

fn say(app: &mut App) {
    let marked = app.marked_len();
    if marked > 0 {
        app.note = Some(format!("{} marked", counted(marked, "card")));
    }
}

/// Takes all marks away; whether there were any.
pub(super) fn drop_all(app: &mut App) -> Dropped {
    let had_any = app.marked_len() > 0 || app.marks.range.is_some();
    app.marks = Marks::default();
    if had_any {
        Dropped::Some
    } else {
        Dropped::None
    }
}

/// Whether there were marks to take away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dropped {
    /// There were.
    Some,
    /// There were none.
    None,
}
