//! The status line: which actions work here and now, and what is going on.

use super::layout::{self, cells};
use super::sidebar::Cursor;
use super::{App, Focus, words};
use crate::action::{ACTIONS, Action, ActionSpec, Scope};
use crate::catalog::Facet;
use crate::ingest::Progress;
use crate::search::query::Filter;
use crate::text::width_cells;

/// Blank columns between two hints.
const GAP: u16 = 3;

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// First column.
    pub column: u16,
    /// The key.
    pub key: &'static str,
    /// What it does.
    pub word: &'static str,
    /// The action; a click performs it too.
    pub action: Action,
}

impl Hint {
    fn width(&self) -> u16 {
        cells(width_cells(self.key) + 1 + width_cells(self.word))
    }
}

/// The status line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusLine {
    /// The hints; none while there is a remark on the last key.
    pub hints: Vec<Hint>,
    /// What is going on, and the column it begins in.
    pub state: (u16, String),
    /// What is half typed, and the column it begins in.
    pub typed: (u16, String),
}

impl StatusLine {
    /// Lays the line out in `width` columns.
    #[must_use]
    pub fn new(app: &App, width: u16) -> Self {
        let mut end = width;
        let mut at_the_end = |text: String| {
            let wanted = cells(width_cells(&text));
            if text.is_empty() || wanted > end {
                return (end, String::new());
            }
            let column = end - wanted;
            end = column.saturating_sub(2);
            (column, text)
        };
        let typed = at_the_end(app.typed());
        let state = at_the_end(state(app));
        let hints = if app.note().is_some() {
            Vec::new()
        } else {
            fitting(app, end)
        };
        Self {
            hints,
            state,
            typed,
        }
    }

    /// The action whose hint is under a column.
    #[must_use]
    pub(super) fn action_at(&self, column: u16) -> Option<Action> {
        let hit = |hint: &&Hint| (hint.column..hint.column + hint.width()).contains(&column);
        self.hints.iter().find(hit).map(|hint| hint.action)
    }
}

/// Hints as far as they fit, in the order of the action table.
fn fitting(app: &App, width: u16) -> Vec<Hint> {
    let mut used = 0;
    let mut fitting: Vec<Hint> = Vec::new();
    for spec in hints(app) {
        let Some(key) = app.keymap().keys_of(spec.action).next() else {
            continue;
        };
        let hint = Hint {
            column: 0,
            key,
            word: spec.hint,
            action: spec.action,
        };
        let wanted = hint.width() + GAP;
        if used + wanted <= width + GAP {
            used += wanted;
            fitting.push(hint);
        }
    }
    fitting.sort_by_key(|hint| hint.action);
    let mut column = 0;
    for hint in &mut fitting {
        hint.column = column;
        column += hint.width() + GAP;
    }
    fitting
}

/// What is going on.
fn state(app: &App) -> String {
    let mut parts = Vec::new();
    if let Some(progress) = app.loading() {
        parts.push(loading(progress));
    }
    if app.is_searching() {
        parts.push("searching\u{2026}".to_owned());
    }
    let marked = app.marked_len();
    if marked > 0 {
        parts.push(format!("{} marked", words::count(marked)));
    }
    if !app.is_mouse_on() {
        parts.push("mouse off".to_owned());
    }
    parts.join(" \u{b7} ")
}

/// `loading 42 %`, or how many articles there are where the end is not known.
#[must_use]
pub fn loading(progress: Progress) -> String {
    match progress
        .bytes_done
        .saturating_mul(100)
        .checked_div(progress.bytes_total)
    {
        Some(percent) => format!("loading {} %", percent.min(100)),
        None if progress.articles > 0 => {
            let articles = usize::try_from(progress.articles).unwrap_or(usize::MAX);
            format!("loading \u{b7} {}", words::counted(articles, "article"))
        }
        None => "loading".to_owned(),
    }
}

/// The actions to show, in the order of precedence: what the pane is for, then how
/// to get back, to get help and to leave, then the rest.
#[must_use]
pub fn hints(app: &App) -> Vec<&'static ActionSpec> {
    let scope = app.scope();
    let is_shown = |spec: &&ActionSpec| {
        let is_here = spec.scope == scope || (spec.scope == Scope::Anywhere && !scope.is_overlay());
        is_here && !spec.hint.is_empty() && is_enabled(app, spec.action)
    };
    let mut hints: Vec<&ActionSpec> = ACTIONS.iter().filter(is_shown).collect();
    let main = hints.first().map(|spec| spec.action);
    hints.sort_by_key(|spec| match spec.action {
        action if Some(action) == main => 0,
        Action::Back | Action::ShowHelp | Action::Quit => 1,
        _ => 2,
    });
    hints
}

/// Whether the action would do something in this state.
#[must_use]
pub(super) fn is_enabled(app: &App, action: Action) -> bool {
    match action {
        Action::NextArticle
        | Action::OpenDetail
        | Action::MarkCard
        | Action::ToggleBookmark
        | Action::OpenLink
        | Action::CycleDensity => app.matches_len() > 0,
        Action::NextPage => app.page_count() > 1,
        Action::Fold => !app.is_empty() && !app.sidebar.is_folded(),
        // What it does to a heading, folding, is said by the key for that.
        Action::ToggleRow => !matches!(app.sidebar.cursor, Cursor::Heading(_)),
        Action::NextSection | Action::FocusNext | Action::Search | Action::FindValue => {
            !app.is_empty()
        }
        Action::ScrollDetailDown => layout::regions(app.size, app)
            .and_then(|regions| regions.detail)
            .is_some_and(|pane| super::detail::scroll_max(app, pane.body) > 0),
        Action::DetailNextArticle => app.matches_len() > 1,
        Action::ScrollHelpDown => layout::regions(app.size, app)
            .is_some_and(|regions| super::help::scroll_max(app, help_body(&regions)) > 0),
        Action::Back => {
            let has_rest = app.wanted.narrowing.rest != Filter::default();
            let has_marks = app.marked_len() > 0;
            app.focus != Focus::Cards || !app.typed().is_empty() || has_rest || has_marks
        }
        Action::ClearFilters => !app.query().is_empty(),
        Action::ExcludeRow => {
            let cursor = app.sidebar.cursor;
            cursor.value().is_some()
                || matches!(cursor, Cursor::View(_) | Cursor::Kept(_) | Cursor::Label(_))
        }
        Action::CycleCombine => app.sidebar.cursor.facet() == Some(Facet::Tag),
        Action::PromptOlder => {
            let has_history = app.history.as_ref().is_some_and(|older| !older.is_empty());
            has_history && app.query_line().is_some()
        }
        Action::PromptComplete => app.query_line().is_some(),
        Action::ScrollWhyDown => layout::regions(app.size, app)
            .is_some_and(|regions| super::why::scroll_max(app, help_body(&regions)) > 0),
        _ => true,
    }
}

/// Where the help's lines stand: below its title row.
#[must_use]
pub(super) fn help_body(regions: &layout::Regions) -> ratatui::layout::Rect {
    layout::Pane::of(regions.middle).body
}
