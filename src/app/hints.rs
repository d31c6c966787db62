//! Which actions work here and now, for the status line.

use super::{App, Focus, layout};
use crate::action::{ACTIONS, Action, ActionSpec, Scope};

/// The actions to show, in the order of precedence: how to get back, to get
/// help and to leave always come first.
pub fn hints(app: &App) -> impl Iterator<Item = &'static ActionSpec> + '_ {
    let scope = app.scope();
    let always = [Action::Back, Action::ShowHelp, Action::Quit];
    let first = always
        .into_iter()
        .filter(move |action| scope != Scope::Help && is_enabled(app, *action))
        .map(Action::spec);
    let own = ACTIONS.iter().filter(move |spec| spec.scope == scope);
    let anywhere = ACTIONS
        .iter()
        .filter(move |spec| spec.scope == Scope::Anywhere && scope != Scope::Help);
    let rest = own
        .chain(anywhere)
        .filter(move |spec| !spec.hint.is_empty() && !always.contains(&spec.action))
        .filter(|spec| is_enabled(app, spec.action));
    first.chain(rest)
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
