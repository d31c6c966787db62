//! Keys to actions: counts, sequences, and what each action leads to.

use super::{cards, detail, links, panes, prompt, sidebar, why};
use crate::action::{Action, Scope};
use crate::app::{App, Effect};
use crate::keymap::{Key, KeyCode, Resolved};

/// Larger counts than the largest catalogue make no difference.
const COUNT_MAX: usize = 99_999_999;

/// Takes a key in.
pub(super) fn press(app: &mut App, key: Key) -> Vec<Effect> {
    app.note = None;
    if app.scope() == Scope::Prompt {
        return prompt::press(app, key);
    }
    let is_typing = app.count.is_some() || !app.pending.is_empty();
    if is_typing && key == Key::plain(KeyCode::Esc) {
        app.count = None;
        app.pending.clear();
        return Vec::new();
    }
    if let Some(digit) = counted_digit(app, key) {
        let count = app.count.unwrap_or(0);
        app.count = Some((count * 10 + digit).min(COUNT_MAX));
        return Vec::new();
    }
    app.pending.push(key);
    match app.keymap.resolve(app.scope(), &app.pending) {
        Resolved::Prefix => Vec::new(),
        Resolved::Unbound => {
            let broken_off = app.pending.len() > 1;
            app.pending.clear();
            app.count = None;
            if broken_off {
                // The key after a broken-off sequence means what it means alone: a
                // digit begins a count.
                press(app, key)
            } else {
                app.note = Some(unbound(app, key));
                Vec::new()
            }
        }
        Resolved::Action(action) => {
            app.pending.clear();
            let count = app.count.take();
            run(app, action, count)
        }
    }
}

/// What is said of a key that does nothing here.
fn unbound(app: &App, key: Key) -> String {
    let help = app.keymap.keys_of(Action::ShowHelp).next();
    let help = help.unwrap_or_default();
    format!("{key} does nothing here; {help} shows the keys")
}

fn counted_digit(app: &App, key: Key) -> Option<usize> {
    let digit = key.digit()?;
    let starts = digit > 0 || app.count.is_some();
    let counts = app.pending.is_empty() && app.help_scroll.is_none() && starts;
    counts.then_some(digit as usize)
}

/// Performs an action.
pub(super) fn run(app: &mut App, action: Action, count: Option<usize>) -> Vec<Effect> {
    let above_help = [
        Action::Quit,
        Action::Suspend,
        Action::Redraw,
        Action::ToggleMouse,
    ];
    let scope = app.scope();
    let covers = scope.covers_panes();
    if covers && action.spec().scope != scope && !above_help.contains(&action) {
        return Vec::new();
    }
    match action.spec().scope {
        Scope::Cards => {
            cards::run(app, action, count);
            Vec::new()
        }
        Scope::Sidebar => sidebar::run(app, action, count.unwrap_or(1)),
        Scope::Detail => {
            detail::run(app, action, count.unwrap_or(1));
            Vec::new()
        }
        Scope::Help => {
            panes::run_help(app, action);
            Vec::new()
        }
        Scope::Prompt => prompt::run(app, action),
        Scope::Why => {
            why::run(app, action);
            Vec::new()
        }
        Scope::Links | Scope::Question => links::run(app, action, count.unwrap_or(1)),
        Scope::Anywhere => panes::run(app, action, count.unwrap_or(1)),
    }
}
