//! Which actions work here and now, for the status line.

use super::{App, Focus, layout};
use crate::action::{ACTIONS, Action, ActionSpec, Scope};

/// The actions to show, in the order of precedence: what the pane is for, then how
/// to get back, to get help and to leave, then the rest.
#[must_use]
pub fn hints(app: &App) -> Vec<&'static ActionSpec> {
    let scope = app.scope();
    let is_shown = |spec: &&ActionSpec| {
        let is_here =
            spec.scope == scope || (spec.scope == Scope::Anywhere && scope != Scope::Help);
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
pub fn is_enabled(app: &App, action: Action) -> bool {
    match action {
        Action::NextArticle | Action::OpenDetail | Action::CycleDensity => app.matches_len() > 0,
        Action::NextPage => app.page_count() > 1,
        Action::ToggleRow | Action::Fold | Action::NextSection => {
            app.catalog().is_some_and(|catalog| !catalog.is_empty())
        }
        Action::ScrollDetailDown => layout::regions(app.size, app)
            .and_then(|regions| regions.detail)
            .is_some_and(|pane| super::detail::scroll_max(app, pane.body) > 0),
        Action::DetailNextArticle => app.matches_len() > 1,
        Action::ScrollHelpDown => layout::regions(app.size, app)
            .is_some_and(|regions| super::help::scroll_max(app, help_body(&regions)) > 0),
        Action::Back => app.focus != Focus::Cards || !app.typed().is_empty(),
        Action::ClearFilters => !app.selection.is_empty(),
        Action::FocusNext => app.catalog().is_some_and(|catalog| !catalog.is_empty()),
        _ => true,
    }
}

/// Where the help's lines stand: below its title row.
#[must_use]
pub fn help_body(regions: &layout::Regions) -> ratatui::layout::Rect {
    layout::Pane::of(regions.middle).body
}
