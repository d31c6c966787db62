//! Typing into the line at the bottom.

mod completing;

use ratatui::layout::{Position, Rect};
use tui_input::InputRequest;

use super::cards::{self, Direction};
use super::{export, labels, search, shelf, views};
use crate::action::{Action, Scope};
use crate::app::prompt::{self, Before, CHARS_MAX, QueryLine};
use crate::app::sidebar::{self, Cursor};
use crate::app::{App, Effect, Focus, Prompt, Purpose};
use crate::catalog::Facet;
use crate::keymap::{Key, KeyCode, Resolved};
use crate::text::{count, counted};
use completing::complete;

pub(super) use completing::{choices_at, choose};

/// Opens the query line on the present query; while articles load, on the one that the
/// list will begin with.
pub(super) fn open_query(app: &mut App) -> Vec<Effect> {
    let query = match &app.library {
        Some(library) => app.wanted.narrowing.query(library.catalog()),
        None => app.start.clone(),
    };
    let mut text = query.to_string();
    if !text.is_empty() {
        text.push(' ');
    }
    let line = QueryLine {
        before: Before {
            wanted: app.wanted.clone(),
            start: app.start.clone(),
            goal: app.goal,
        },
        has_moved: false,
        is_followed: true,
        error: None,
        recalled: None,
    };
    app.prompt = Some(Prompt::new(text, Purpose::Query(Box::new(line))));
    if app.focus == Focus::Sidebar || !app.shows_cards() {
        app.focus = Focus::Cards;
    }
    if app.history.is_some() {
        return Vec::new();
    }
    vec![Effect::ReadQueries]
}

/// Opens the line that finds values in the sidebar.
pub(super) fn open_values(app: &mut App) {
    let text = app.sidebar.find.clone();
    app.prompt = Some(Prompt::new(text, Purpose::Values));
}

/// Takes a key in while a line is open.
pub(super) fn press(app: &mut App, key: Key) -> Vec<Effect> {
    if let KeyCode::Char(c) = key.code
        && !key.ctrl
        && !key.alt
    {
        return type_text(app, c.encode_utf8(&mut [0; 4]));
    }
    match app.keymap.resolve(Scope::Prompt, &[key]) {
        Resolved::Action(action) => run(app, action),
        Resolved::Prefix | Resolved::Unbound => Vec::new(),
    }
}

/// Takes pasted text in: one line, whatever its lines were.
pub(super) fn pasted(app: &mut App, text: &str) -> Vec<Effect> {
    type_text(app, text.trim())
}

fn type_text(app: &mut App, text: &str) -> Vec<Effect> {
    let mut left_out = 0;
    let effects = typed(app, |prompt| left_out = prompt.type_text(text));
    if left_out > 0 {
        let (left_out, most) = (counted(left_out, "character"), count(CHARS_MAX));
        app.note = Some(format!("{left_out} left out: a line holds {most}"));
    }
    effects
}

/// Puts the cursor where the line was clicked.
pub(super) fn click(app: &mut App, row: Rect, at: Position) {
    let line = prompt::area(app, row);
    if let Some(prompt) = &mut app.prompt {
        prompt.place_cursor(line.width, at.x.saturating_sub(line.x));
        prompt.completion = None;
    }
}

/// Performs an action while a line is open.
pub(super) fn run(app: &mut App, action: Action) -> Vec<Effect> {
    if let Some(request) = edit_of(action) {
        return typed(app, |prompt| prompt.edit(request));
    }
    match action {
        Action::PromptAccept => return accept(app),
        Action::PromptCancel => return cancel(app),
        Action::PromptComplete => return complete(app, Direction::Down),
        Action::PromptCompleteBack => return complete(app, Direction::Up),
        Action::PromptOlder => return recall(app, Direction::Up),
        Action::PromptNewer => return recall(app, Direction::Down),
        Action::PromptNextArticle => cards::step(app, 1, Direction::Down),
        Action::PromptPreviousArticle => cards::step(app, 1, Direction::Up),
        Action::PromptNextPage => cards::go_to_page(app, app.page() + 1),
        Action::PromptPreviousPage => cards::previous_page(app),
        Action::ShowHelp => {
            app.help_scroll = Some(0);
            return Vec::new();
        }
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        _ => return Vec::new(),
    }
    if let Some(line) = app.query_line_mut() {
        line.has_moved = true;
    }
    Vec::new()
}

const fn edit_of(action: Action) -> Option<InputRequest> {
    Some(match action {
        Action::PromptLeft => InputRequest::GoToPrevChar,
        Action::PromptRight => InputRequest::GoToNextChar,
        Action::PromptWordLeft => InputRequest::GoToPrevWord,
        Action::PromptWordRight => InputRequest::GoToNextWord,
        Action::PromptStart => InputRequest::GoToStart,
        Action::PromptEnd => InputRequest::GoToEnd,
        Action::PromptBackspace => InputRequest::DeletePrevChar,
        Action::PromptDelete => InputRequest::DeleteNextChar,
        Action::PromptDeleteWord => InputRequest::DeletePrevWord,
        Action::PromptDeleteNextWord => InputRequest::DeleteNextWord,
        Action::PromptDeleteStart => InputRequest::DeleteFromStart,
        Action::PromptDeleteEnd => InputRequest::DeleteTillEnd,
        Action::PromptYank => InputRequest::Yank,
        _ => return None,
    })
}

/// Changes the line and follows what it says now.
fn typed(app: &mut App, change: impl FnOnce(&mut Prompt)) -> Vec<Effect> {
    let Some(prompt) = &mut app.prompt else {
        return Vec::new();
    };
    let before = prompt.text().to_owned();
    change(prompt);
    prompt.completion = None;
    if let Purpose::Query(line) = &mut prompt.purpose {
        line.recalled = None;
    }
    if prompt.text() == before {
        return Vec::new();
    }
    follow(app)
}

/// Shows what the line says, as far as it can be understood: a broken query leaves the
/// last good results, and half of one is no error yet.
fn follow(app: &mut App) -> Vec<Effect> {
    let Some(prompt) = &mut app.prompt else {
        return Vec::new();
    };
    let parsed = app.saved.views.parse(prompt.text());
    let text = prompt.text().to_owned();
    let line = match &mut prompt.purpose {
        Purpose::Query(line) => line,
        Purpose::Values => {
            app.sidebar.find = text;
            app.find_values();
            aim_at_found(app);
            return Vec::new();
        }
        Purpose::Labels(_) | Purpose::Note(_) | Purpose::View(_) | Purpose::Export(_) => {
            return Vec::new();
        }
    };
    line.is_followed = parsed.is_ok();
    match parsed {
        Ok(query) => {
            line.error = None;
            line.has_moved = false;
            search::query(app, &query)
        }
        Err(error) => {
            line.error = (!error.is_unfinished).then_some(error);
            Vec::new()
        }
    }
}

/// Keeps what is typed, if it can be understood.
pub(super) fn accept(app: &mut App) -> Vec<Effect> {
    let Some(prompt) = &mut app.prompt else {
        return Vec::new();
    };
    let text = prompt.text().trim().to_owned();
    let parsed = app.saved.views.parse(prompt.text());
    let line = match &mut prompt.purpose {
        Purpose::Query(line) => line,
        Purpose::Values => {
            app.prompt = None;
            leave_values(app);
            return Vec::new();
        }
        Purpose::Labels(targets) => {
            let targets = std::mem::take(targets);
            app.prompt = None;
            return labels::accept(app, &targets, &text);
        }
        Purpose::Export(targets) => {
            let targets = std::mem::take(targets);
            app.prompt = None;
            return export::accept(app, targets, &text);
        }
        Purpose::Note(id) => {
            let id = *id;
            app.prompt = None;
            return shelf::accept_note(app, id, &text);
        }
        Purpose::View(query) => {
            let query = std::mem::take(query);
            app.prompt = None;
            return views::accept_name(app, &text, query);
        }
    };
    if let Err(error) = parsed {
        line.error = Some(error);
        return Vec::new();
    }
    app.prompt = None;
    app.goal = app.selected.or(app.goal);
    let history = app.history.get_or_insert_default();
    if text.is_empty() || history.last() == Some(&text) {
        return Vec::new();
    }
    history.retain(|older| *older != text);
    history.push(text.clone());
    vec![Effect::KeepQuery(text)]
}

/// Goes back to what was shown before, on the article the person was on, or on the
/// result that the person has gone to since.
fn cancel(app: &mut App) -> Vec<Effect> {
    let Some(prompt) = app.prompt.take() else {
        return Vec::new();
    };
    let line = match prompt.purpose {
        Purpose::Query(line) => line,
        Purpose::Values => {
            leave_values(app);
            return Vec::new();
        }
        Purpose::Labels(_) | Purpose::Note(_) | Purpose::View(_) | Purpose::Export(_) => {
            return Vec::new();
        }
    };
    let Before {
        wanted,
        start,
        goal,
    } = line.before;
    app.goal = if line.has_moved { app.selected } else { goal };
    app.start = start;
    if app.wanted == wanted {
        search::reselect(app);
        return Vec::new();
    }
    app.wanted = wanted;
    search::request(app)
}

/// Shows all values again; the one that was found keeps the cursor, in a section that
/// shows it.
fn leave_values(app: &mut App) {
    app.sidebar.find.clear();
    app.find_values();
    let cursor = app.sidebar.cursor;
    let is_shown = sidebar::rows(app)
        .iter()
        .any(|row| row.cursor() == Some(cursor));
    if let Some(facet) = cursor.facet().filter(|_| !is_shown) {
        app.sidebar.expanded[facet.index()] = true;
    }
}

/// Recalls a line of the history; moves in the sidebar while values are looked for.
fn recall(app: &mut App, direction: Direction) -> Vec<Effect> {
    let Some(prompt) = &mut app.prompt else {
        return Vec::new();
    };
    if prompt.completion.is_some() {
        return complete(app, direction);
    }
    let text = prompt.text().to_owned();
    let line = match &mut prompt.purpose {
        Purpose::Query(line) => line,
        Purpose::Values => {
            super::sidebar::step(app, 1, direction);
            return Vec::new();
        }
        Purpose::Labels(_) | Purpose::Note(_) | Purpose::View(_) | Purpose::Export(_) => {
            return Vec::new();
        }
    };
    let history = app.history.as_deref().unwrap_or_default();
    let len = history.len();
    let (at, draft) = match line.recalled.take() {
        Some((at, draft)) => (Some(at), draft),
        None => (None, text),
    };
    let next = match (direction, at) {
        (Direction::Up, None) => (len > 0).then_some(0),
        (Direction::Up, Some(at)) => Some((at + 1).min(len.saturating_sub(1))),
        (Direction::Down, at) => at.and_then(|at| at.checked_sub(1)),
    };
    let recalled = next.and_then(|next| history.get(len.checked_sub(next + 1)?));
    let text = recalled.unwrap_or(&draft).clone();
    line.recalled = next.map(|next| (next, draft));
    prompt.completion = None;
    let end = text.chars().count();
    prompt.set(text, end);
    follow(app)
}

/// Moves to the first value that is found, in this section or else in another.
fn aim_at_found(app: &mut App) {
    if app.sidebar.find.is_empty() {
        return;
    }
    let here = app.sidebar.cursor.facet().unwrap_or(Facet::Tag);
    let first = |facet| Some((facet, *app.values(facet).first()?));
    let found = std::iter::once(here).chain(Facet::ALL).find_map(first);
    if let Some((facet, value)) = found {
        app.sidebar.cursor = Cursor::Value(facet, value);
    }
}
