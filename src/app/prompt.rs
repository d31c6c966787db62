//! The line at the bottom that is typed into: a query, or what to find in the sidebar.

use ratatui::layout::{Position, Rect};
use tui_input::{Input, InputRequest};

use super::layout::{cells, inset};
use super::{App, Wanted, words};
use crate::catalog::{ArticleId, ArticleIndex, Passed};
use crate::search::Completion;
use crate::search::query::{Query, QueryError};
use crate::text::{ELLIPSIS, Excerpt, blank_controls, clip, width_cells};

/// Longer lines are slips of the hand, or a paste of something else.
pub const CHARS_MAX: usize = 10_000;

/// Rows of completions that are shown at once.
const CHOICES_ROWS: u16 = 8;
/// Cells of a query that stands at the end of the line.
const QUERY_MAX: usize = 40;
/// Columns of the list of completions at most.
const CHOICES_WIDTH: u16 = 52;
/// Rows that a list of completions with all its edges needs.
const FRAMED_MIN: u16 = 5;

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
    /// The name to save this query under.
    View(String),
    /// The name of a file that these articles are written to.
    Export(Vec<ArticleIndex>),
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
            Purpose::Values
            | Purpose::Labels(_)
            | Purpose::Note(_)
            | Purpose::View(_)
            | Purpose::Export(_) => "",
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

    /// Types a text at the cursor, as one line. Returns how many of its characters do not
    /// fit into the line. O(line and text).
    pub(super) fn type_text(&mut self, text: &str) -> usize {
        let room = CHARS_MAX.saturating_sub(self.text().chars().count());
        let text = blank_controls(text);
        let mut typed = text.chars();
        let fitting: String = typed.by_ref().take(room).collect();
        let at = self.cursor_byte();
        let (before, behind) = self.text().split_at_checked(at).unwrap_or_default();
        let cursor = before.chars().count() + fitting.chars().count();
        self.set(format!("{before}{fitting}{behind}"), cursor);
        typed.count()
    }

    /// Puts the cursor before the character that stands in a cell of the visible part.
    pub(super) fn place_cursor(&mut self, width: u16, column: u16) {
        let byte = self
            .visible(width)
            .byte_at(self.text(), usize::from(column));
        let before = self.text().get(..byte).unwrap_or_default();
        self.edit(InputRequest::SetCursor(before.chars().count()));
    }

    /// Replaces the line, the cursor behind so many of its characters.
    pub(super) fn set(&mut self, text: String, cursor: usize) {
        // What was deleted last can still be put back.
        let input = std::mem::take(&mut self.input);
        self.input = input.with_value(text).with_cursor(cursor);
    }

    /// The part of the line that fits `width` cells, the cursor in it: as much before the
    /// cursor as fits, then what follows it.
    #[must_use]
    pub fn visible(&self, width: u16) -> Excerpt {
        let width = usize::from(width);
        Excerpt::around(
            self.text(),
            self.cursor_byte(),
            width.saturating_sub(1),
            width,
        )
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
            Self::View(_) => "+",
            Self::Export(_) => ">",
        }
    }
}

/// The part of a prompt's row that holds what is typed.
#[must_use]
pub fn area(app: &App, row: Rect) -> Rect {
    let line = inset(row, 3, 1);
    let tail = cells(width_cells(&tail(app, row)));
    inset(line, 0, tail + 2)
}

/// The completions above the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Everything, with the edges at its left and right.
    pub area: Rect,
    /// Whether it has an edge above and below too.
    pub is_framed: bool,
    /// Where the rows are.
    pub rows: Rect,
    /// The completion in the first row.
    pub first: usize,
}

impl Choices {
    /// The completion at a place of the screen; none on the edges.
    #[must_use]
    pub fn at(&self, place: Position) -> Option<usize> {
        let is_row = self.rows.contains(place);
        is_row.then(|| self.first + usize::from(place.y.saturating_sub(self.rows.y)))
    }
}

/// Where the completions stand between the row `top` and the line, as large as they need
/// and leaving a third of what is behind them. What they would replace stands right below
/// them, where there is room.
#[must_use]
pub fn choices(app: &App, prompt: &Prompt, row: Rect, top: u16) -> Option<Choices> {
    let completing = prompt.completion.as_ref()?;
    let len = completing.choices.len();
    let space = row.y.saturating_sub(top);
    let is_framed = space >= FRAMED_MIN;
    let edges = if is_framed { 2 } else { 0 };
    let height = (space * 2 / 3).saturating_sub(edges).clamp(1, CHOICES_ROWS);
    let height = height.min(cells(len)).min(space);
    let widest = completing.choices.iter().map(|choice| {
        let count = choice
            .articles
            .map_or(0, |count| width_cells(&words::count(count)) + 2);
        width_cells(&choice.text) + count
    });
    // An edge and a blank on either side.
    let width = cells(widest.max().unwrap_or(0) + 4)
        .min(CHOICES_WIDTH)
        .min(row.width);
    let line = area(app, row);
    let start = completing
        .choices
        .first()
        .map_or(0, |choice| choice.range.start);
    let column = prompt.visible(line.width).column(prompt.text(), start);
    let x = (line.x + cells(column)).saturating_sub(2);
    let area = Rect {
        x: x.min(row.right() - width),
        y: row.y - height - edges,
        width,
        height: height + edges,
    };
    let shown = usize::from(height);
    let first = completing.chosen.saturating_sub(shown / 2);
    Some(Choices {
        area,
        is_framed,
        rows: Rect {
            y: area.y + edges / 2,
            height,
            ..area
        },
        first: first.min(len.saturating_sub(shown)),
    })
}

/// How much was found, or what the line is for, to stand at the end of its row; at most
/// half of the row.
#[must_use]
pub fn tail(app: &App, row: Rect) -> String {
    let most = usize::from(inset(row, 3, 1).width / 2);
    let purpose = app.prompt.as_ref().map(|prompt| &prompt.purpose);
    let is_number = matches!(purpose, Some(Purpose::Query(_) | Purpose::Values));
    let found = found(app);
    if width_cells(&found) <= most {
        found
    } else if is_number {
        // A piece of a number is another number.
        String::new()
    } else {
        clip(&found, most).into_owned()
    }
}

fn found(app: &App) -> String {
    match app.prompt.as_ref().map(|prompt| &prompt.purpose) {
        Some(Purpose::Labels(articles)) if articles.len() > 1 => {
            let articles = words::counted(articles.len(), "article");
            return format!("labels for {articles}, with commas; -label drops");
        }
        Some(Purpose::Labels(_)) => return "labels, with commas".to_owned(),
        Some(Purpose::Note(_)) => return "note; empty for none".to_owned(),
        Some(Purpose::View(query)) => {
            let name = app.prompt.as_ref().map_or("", Prompt::text);
            return match app.saved.views.saved_as(name) {
                Some((_, older)) => format!("instead of {}", clip(older, QUERY_MAX)),
                None => format!("a name for {}", clip(query, QUERY_MAX)),
            };
        }
        Some(Purpose::Export(articles)) => {
            let articles = super::words::counted(articles.len(), "article");
            return format!("file for {articles}: .md, .html, .csv \u{2026}");
        }
        Some(Purpose::Query(_) | Purpose::Values) | None => {}
    }
    if app.query_line().is_none() {
        let found = app.sidebar.found.as_ref();
        let found = found.map(|found| found.iter().map(Vec::len).sum::<usize>());
        return found.map_or_else(String::new, |found| words::counted(found, "value"));
    }
    if app.query_line().is_some_and(|line| !line.is_followed) {
        // What is listed is not what the line says.
        return ELLIPSIS.to_owned();
    }
    let Passed { on_pages, copies } = app.passed();
    let count = words::count;
    let loaded = format!("{} of {}", count(on_pages), count(app.pages_len()));
    match copies {
        0 => loaded,
        _ => format!("{loaded} + {}", count(copies)),
    }
}
