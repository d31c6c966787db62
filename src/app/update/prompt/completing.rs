//! Going through completions, by keys and by the mouse.

use std::collections::BTreeMap;

use ratatui::layout::Position;

use super::follow;
use crate::app::layout::Regions;
use crate::app::prompt::{self, Choices, Completing};
use crate::app::update::cards::Direction;
use crate::app::{App, Effect, Purpose};
use crate::search::Completion;
use crate::shelf::Shelf;

/// Puts the next completion into the line; for values of the sidebar, moves there.
pub(super) fn complete(app: &mut App, direction: Direction) -> Vec<Effect> {
    let Some(library) = app.library.clone() else {
        return Vec::new();
    };
    let Some(prompt) = &mut app.prompt else {
        return Vec::new();
    };
    let (text, cursor) = (prompt.text().to_owned(), prompt.cursor_byte());
    let completing = if let Some(mut completing) = prompt.completion.take() {
        // Past the last one stands what was typed.
        let len = completing.choices.len() + 1;
        completing.chosen = match direction {
            Direction::Down => (completing.chosen + 1) % len,
            Direction::Up => (completing.chosen + len - 1) % len,
        };
        completing
    } else {
        let kept = app.keeping.kept();
        let choices = match &prompt.purpose {
            Purpose::Query(_) => library.completions(kept, &app.saved.views, &text, cursor),
            Purpose::Labels(_) => labels(app.keeping.shelf(), &text, cursor),
            Purpose::Values | Purpose::Note(_) | Purpose::View(_) | Purpose::Export(_) => {
                return Vec::new();
            }
        };
        if choices.is_empty() {
            app.note = Some("nothing to complete here".to_owned());
            return Vec::new();
        }
        Completing {
            chosen: match direction {
                Direction::Down => 0,
                Direction::Up => choices.len() - 1,
            },
            choices,
            typed: (text, cursor),
        }
    };
    let (whole, at) = completing.line(prompt.blank());
    prompt.completion = Some(completing);
    prompt.set(whole, at);
    follow(app)
}

/// The completions, where they cover a place of the screen.
pub(in crate::app::update) fn choices_at(
    app: &App,
    regions: &Regions,
    at: Position,
) -> Option<Choices> {
    let (prompt, row) = (app.prompt.as_ref()?, regions.prompt?);
    let choices = prompt::choices(app, prompt, row, regions.middle.y)?;
    Some(choices).filter(|choices| choices.area.contains(at))
}

/// Puts a completion into the line.
pub(in crate::app::update) fn choose(app: &mut App, choice: usize) -> Vec<Effect> {
    let Some(prompt) = &mut app.prompt else {
        return Vec::new();
    };
    if let Some(mut completing) = prompt.completion.take() {
        completing.chosen = choice;
        let (whole, at) = completing.line(prompt.blank());
        prompt.completion = Some(completing);
        prompt.set(whole, at);
    }
    follow(app)
}

/// The labels used before that begin as the one before the cursor does, and are not in
/// the line yet.
fn labels(shelf: &Shelf, line: &str, cursor: usize) -> Vec<Completion> {
    let before = line.get(..cursor).unwrap_or(line);
    let begin = before.rfind(',').map_or(0, |at| at + 1);
    let typed = before.get(begin..).unwrap_or_default();
    let start = cursor - typed.trim_start().trim_start_matches('-').len();
    let typed = before.get(start..).unwrap_or_default().to_lowercase();
    let others: Vec<&str> = line.split(',').map(str::trim).collect();
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for label in shelf.unsorted().flat_map(|bookmark| &bookmark.labels) {
        *used.entry(label.as_str()).or_default() += 1;
    }
    used.retain(|label, _| label.to_lowercase().starts_with(&typed) && !others.contains(label));
    let completion = |(label, articles): (&str, usize)| Completion {
        range: start..cursor,
        text: label.to_owned(),
        articles: Some(articles),
    };
    used.into_iter().map(completion).collect()
}
