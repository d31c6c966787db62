//! The line at the bottom that is typed into: a query, or what to find in the sidebar.

use tui_input::{Input, InputRequest};

use super::{App, Wanted};
use crate::catalog::ArticleIndex;
use crate::search::Completion;
use crate::search::query::{Query, QueryError};
use crate::text::{is_clean, width_cells};

/// Longer lines are slips of the hand, or a paste of something else.
const CHARS_MAX: usize = 1_000;

/// What is typed, and what for.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// The line.
    input: Input,
    /// What for.
    pub purpose: Purpose,
}

/// What a line is typed for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// A query.
    Query(Box<QueryLine>),
    /// Names of values in the sidebar.
    Values,
}

/// What belongs to a query that is being typed.
#[derive(Clone, Debug)]
pub struct QueryLine {
    /// What esc goes back to.
    pub(super) before: Before,
    /// Whether the person has moved among the results.
    pub(super) has_moved: bool,
    /// What is wrong with the line; shown once it cannot be a matter of typing on.
    pub error: Option<QueryError>,
    /// The completions that Tab goes through.
    pub completion: Option<Completing>,
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
    /// The one that stands in the line.
    pub chosen: usize,
    /// The line before.
    pub(super) typed: (String, usize),
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

    /// Types a character, if it is one that can be shown.
    pub(super) fn type_char(&mut self, c: char) {
        let is_shown = is_clean(c.encode_utf8(&mut [0; 4]));
        if self.text().chars().count() < CHARS_MAX && is_shown {
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
            cursor: super::layout::cells(width_cells(before)),
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
            Purpose::Values => None,
        }
    }

    pub(super) fn query_line_mut(&mut self) -> Option<&mut QueryLine> {
        match &mut self.prompt.as_mut()?.purpose {
            Purpose::Query(line) => Some(line),
            Purpose::Values => None,
        }
    }
}

/// What stands before a line that is typed.
pub const MARK: &str = "/";

/// The part of a prompt's row that holds what is typed.
#[must_use]
pub fn area(row: ratatui::layout::Rect) -> ratatui::layout::Rect {
    super::layout::inset(row, 3, 1)
}

/// How much was found, for the end of the line.
#[must_use]
pub fn found(app: &App) -> String {
    let Some(catalog) = app.catalog().filter(|_| app.query_line().is_some()) else {
        let found = app.sidebar.found.as_ref();
        let found = found.map(|found| found.iter().map(Vec::len).sum::<usize>());
        return found.map_or_else(String::new, |found| super::words::counted(found, "value"));
    };
    let passing = super::words::count(app.passing_len());
    format!("{passing} of {}", super::words::count(catalog.len()))
}
