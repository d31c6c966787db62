//! The line at the bottom that is typed into: a query, or what to find in the sidebar.

use ratatui::layout::Rect;
use tui_input::{Input, InputRequest};

use super::layout::{cells, inset};
use super::{App, Wanted};
use crate::catalog::{ArticleId, ArticleIndex};
use crate::search::Completion;
use crate::search::query::{Query, QueryError};
use crate::text::width_cells;

/// Longer lines are slips of the hand, or a paste of something else.
const CHARS_MAX: usize = 1_000;

/// Rows of completions that are shown at once.
const CHOICES_ROWS: u16 = 8;
/// Columns of the list of completions at most.
const CHOICES_WIDTH: u16 = 48;

/// What is typed, and what for.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// The line.
    input: Input,
    /// What for.
    pub purpose: Purpose,
    /// The completions that Tab goes through.
    pub completion: Option<Completing>,
}

/// What a line is typed for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// A query.
    Query(Box<QueryLine>),
    /// Names of values in the sidebar.
    Values,
    /// Labels of these articles.
    Labels(Vec<ArticleIndex>),
    /// A note on an article.
    Note(ArticleId),
}

/// What belongs to a query that is being typed.
#[derive(Clone, Debug)]
pub struct QueryLine {
    /// What esc goes back to.
    pub(super) before: Before,
    /// Whether the person has moved among the results.
    pub(super) has_moved: bool,
    /// Whether what is listed is what the line says.
    pub(super) is_followed: bool,
    /// What is wrong with the line; shown once it cannot be a matter of typing on.
    pub error: Option<QueryError>,
    /// Which line of the history is shown, from the newest, and what was typed before.
    pub(super) recalled: Option<(usize, String)>,
}

/// What there was before the line was opened.
#[derive(Clone, Debug)]
pub(super) struct Before {
    /// What was listed.
    pub wanted: Wanted,
    /// What the list was to begin with, while articles load.
    pub start: Query,
    /// Where the person was.
    pub goal: Option<ArticleIndex>,
}

/// Going through completions.
#[derive(Clone, Debug)]
pub struct Completing {
    /// What there is to choose from; never empty.
    pub choices: Vec<Completion>,
    /// The one that stands in the line; past the last one, what was typed.
    pub chosen: usize,
    /// The line before, and its byte at the cursor.
    pub(super) typed: (String, usize),
}

impl Completing {
    /// The line with the choice in it and `blank` behind a whole one at the end, and the
    /// characters before its cursor.
    pub(super) fn line(&self, blank: &str) -> (String, usize) {
        let (typed, cursor) = &self.typed;
        let Some(choice) = self.choices.get(self.chosen) else {
            let before = typed.get(..*cursor).unwrap_or_default();
            return (typed.clone(), before.chars().count());
        };
        let start = typed.get(..choice.range.start).unwrap_or_default();
        let rest = typed.get(choice.range.end..).unwrap_or_default();
        // A value is whole; a field waits for one.
        let is_field = choice.text.ends_with(':');
        let blank = if is_field || !rest.is_empty() {
            ""
        } else {
            blank
        };
        let head = format!("{start}{}{blank}", choice.text);
        let at = head.chars().count();
        (format!("{head}{rest}"), at)
    }
}

/// A piece of a line that fits a width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visible {
    /// What is shown.
    pub text: String,
    /// The column of the cursor in it.
    pub cursor: u16,
    /// The byte of the line that it begins with.
    pub start: usize,
}

impl Prompt {
    /// A line that begins with `text`, the cursor behind it.
    pub(super) fn new(text: String, purpose: Purpose) -> Self {
        Self {
            input: Input::new(text),
            purpose,
            completion: None,
        }
    }

    /// What stands behind a completion at the end of the line.
    pub(super) const fn blank(&self) -> &'static str {
        match self.purpose {
            Purpose::Query(_) => " ",
            Purpose::Values | Purpose::Labels(_) | Purpose::Note(_) => "",
        }
    }

    /// What is typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The byte of the line before which the cursor stands.
    #[must_use]
    pub fn cursor_byte(&self) -> usize {
        let mut chars = self.text().char_indices();
        chars
            .nth(self.input.cursor())
            .map_or(self.text().len(), |(at, _)| at)
    }

    /// Edits the line.
    pub(super) fn edit(&mut self, request: InputRequest) {
        self.input.handle(request);
    }

    /// Types a character.
    pub(super) fn type_char(&mut self, c: char) {
        if self.text().chars().count() < CHARS_MAX && !c.is_control() {
            self.edit(InputRequest::InsertChar(c));
        }
    }

    /// Replaces the line, the cursor behind so many of its characters.
    pub(super) fn set(&mut self, text: String, cursor: usize) {
        self.input = Input::new(text).with_cursor(cursor);
    }

    /// The part of the line that fits `width` cells, the cursor in it.
    #[must_use]
    pub fn visible(&self, width: u16) -> Visible {
        let room = usize::from(width.saturating_sub(1));
        let cursor = self.cursor_byte();
        let text = self.text();
        // As much before the cursor as fits, then what follows it.
        let mut start = 0;
        for (at, _) in text.char_indices() {
            start = at;
            if width_cells(text.get(at..cursor).unwrap_or_default()) <= room {
                break;
            }
        }
        if cursor == text.len() && room == 0 {
            start = cursor;
        }
        let shown = text.get(start..).unwrap_or_default();
        let before = text.get(start..cursor).unwrap_or_default();
        Visible {
            text: crate::text::clip(shown, usize::from(width)).into_owned(),
            cursor: cells(width_cells(before)),
            start,
        }
    }
}

impl App {
    /// The line that is being typed into.
    #[must_use]
    pub const fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// The query that is being typed.
    #[must_use]
    pub fn query_line(&self) -> Option<&QueryLine> {
        match &self.prompt.as_ref()?.purpose {
            Purpose::Query(line) => Some(line),
            _ => None,
        }
    }

    pub(super) fn query_line_mut(&mut self) -> Option<&mut QueryLine> {
        match &mut self.prompt.as_mut()?.purpose {
            Purpose::Query(line) => Some(line),
            _ => None,
        }
    }
}

impl Purpose {
    /// What stands before the line.
    #[must_use]
    pub const fn mark(&self) -> &'static str {
        match self {
            Self::Query(_) | Self::Values => "/",
            Self::Labels(_) => "#",
            Self::Note(_) => "\u{270e}",
        }
    }
}

/// The part of a prompt's row that holds what is typed.
#[must_use]
pub fn area(row: Rect) -> Rect {
    inset(row, 3, 1)
}

/// Where the completions stand above the line, below `top`, and the first one that is
/// shown.
#[must_use]
pub fn choices_area(
    completing: &Completing,
    prompt: &Prompt,
    row: Rect,
    top: u16,
) -> (Rect, usize) {
    let line = area(row);
    let len = completing.choices.len();
    let height = CHOICES_ROWS.min(cells(len)).min(row.y.saturating_sub(top));
    let start = completing
        .choices
        .first()
        .map_or(0, |choice| choice.range.start);
    let before = prompt.text().get(..start).map_or(0, width_cells);
    let width = CHOICES_WIDTH.min(line.width);
    let shown = usize::from(height);
    let first = completing.chosen.saturating_sub(shown / 2);
    let area = Rect {
        x: line.x + cells(before).min(line.width - width),
        y: row.y - height,
        width,
        height,
    };
    (area, first.min(len.saturating_sub(shown)))
}

/// How much was found, or what the line is for, to stand at its end.
#[must_use]
pub fn found(app: &App) -> String {
    match app.prompt.as_ref().map(|prompt| &prompt.purpose) {
        Some(Purpose::Labels(articles)) if articles.len() > 1 => {
            let articles = super::words::counted(articles.len(), "article");
            return format!("labels for {articles}, with commas; -label drops");
        }
        Some(Purpose::Labels(_)) => return "labels, with commas".to_owned(),
        Some(Purpose::Note(_)) => return "note; empty for none".to_owned(),
        Some(Purpose::Query(_) | Purpose::Values) | None => {}
    }
    let Some(catalog) = app.catalog().filter(|_| app.query_line().is_some()) else {
        let found = app.sidebar.found.as_ref();
        let found = found.map(|found| found.iter().map(Vec::len).sum::<usize>());
        return found.map_or_else(String::new, |found| super::words::counted(found, "value"));
    };
    if app.query_line().is_some_and(|line| !line.is_followed) {
        // What is listed is not what the line says.
        return crate::text::ELLIPSIS.to_owned();
    }
    let passing = super::words::count(app.passing_len());
    format!("{passing} of {}", super::words::count(catalog.len()))
}
