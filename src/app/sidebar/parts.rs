//! Rows that stand for a part of the query that is no value of a facet: saved queries, and
//! what the person keeps.

use super::{Cursor, Row};
use crate::app::App;
use crate::catalog::{Bits, Choice};
use crate::search::query::{Clause, Filter, Flag};

/// What can be chosen of what is kept, with the names of the rows.
pub const KEPT: [(Flag, &str); 4] = [
    (Flag::Bookmarked, "Bookmarks"),
    (Flag::Unread, "Unread"),
    (Flag::Read, "Read"),
    (Flag::Noted, "With notes"),
];

/// What a row that is no value adds to the query.
#[derive(Clone, Debug)]
pub(in crate::app) struct Parts {
    /// When it is chosen.
    pub included: Filter,
    /// When it is left out.
    pub excluded: Filter,
}

/// What the row of a view or of what is kept adds to the query; none for other rows.
#[must_use]
pub(in crate::app) fn parts(app: &App, cursor: Cursor) -> Option<Parts> {
    match cursor {
        Cursor::Kept(flag) => {
            let included = Filter::Clause(Clause::Is(flag));
            Some(Parts {
                excluded: Filter::Not(Box::new(included.clone())),
                included,
            })
        }
        Cursor::View(at) => app.views().nth(at).map(|view| Parts {
            included: view.included(),
            excluded: view.excluded(),
        }),
        _ => None,
    }
}

/// Whether the query asks for what such a row stands for, or leaves it out.
#[must_use]
pub fn choice(app: &App, cursor: Cursor) -> Option<Choice> {
    let parts = parts(app, cursor)?;
    let mut asked = app.wanted.narrowing.rest.conjuncts().iter();
    asked.find_map(|part| {
        if *part == parts.included {
            Some(Choice::Include)
        } else if *part == parts.excluded {
            Some(Choice::Exclude)
        } else {
            None
        }
    })
}

/// How many of the articles that pass are kept so, with the copies that choosing this
/// would add; or are kept out alone by not being so.
#[must_use]
pub fn kept_count(app: &App, flag: Flag) -> usize {
    let left_out = parts(app, Cursor::Kept(flag)).map(|parts| parts.excluded);
    let kept_out = left_out.and_then(|part| app.passing.kept_out_by(&part));
    if let Some(kept_out) = kept_out {
        return kept_out;
    }
    let count = |passing: Option<&Bits>| {
        let len = passing.map_or_else(|| app.pages_len(), Bits::capacity);
        app.kept().count(flag, passing, len)
    };
    let asks = Filter::Clause(Clause::Is(flag)).asks_for_copies();
    let copies = app.passing.copies().filter(|_| asks);
    count(app.filtered().passing.as_deref()) + copies.map_or(0, |copies| count(Some(copies)))
}

/// The rows of saved queries, with a blank one before them, if there are any.
pub(super) fn views(app: &App) -> Vec<Row> {
    let views = app.views().count();
    if views == 0 {
        return Vec::new();
    }
    let shown = if app.sidebar.are_views_folded {
        0
    } else {
        views
    };
    let mut rows = vec![Row::Gap, Row::Views];
    rows.extend((0..shown).map(Row::View));
    rows
}

/// The rows of what the person keeps.
pub(super) fn shelf(app: &App) -> Vec<Row> {
    let mut rows = vec![Row::Shelf];
    let is_chosen = KEPT
        .iter()
        .any(|(flag, _)| choice(app, Cursor::Kept(*flag)).is_some());
    if app.sidebar.is_shelf_folded || (app.shelf().is_empty() && !is_chosen) {
        return rows;
    }
    rows.extend(KEPT.map(|(flag, _)| Row::Kept(flag)));
    rows
}
