//! The help: the action table as lines in columns.

use std::collections::VecDeque;

use super::App;
use crate::action::{ACTIONS, Scope};
use crate::search::query::syntax;
use crate::text::wrap;

/// Columns of the keys where there is room.
const KEYS_WIDTH: u16 = 24;
/// Columns of the keys in a narrow window.
const KEYS_WIDTH_NARROW: u16 = 13;
/// Below this a column of the help is narrow.
const NARROW: u16 = 52;
/// A column of the help is at least this wide when there are several.
const COLUMN_MIN: u16 = 56;
/// Blank columns between two.
const COLUMN_GAP: u16 = 2;

/// One line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Between groups.
    Blank,
    /// Where the keys below it work.
    Heading(&'static str),
    /// Keys, and what they do; further lines of a description have no keys.
    Keys(String, String),
    /// A remark.
    Note(String),
}

/// The help in columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// The columns from left to right.
    pub columns: Vec<Vec<Line>>,
    /// Cells from one column's start to the next one's.
    pub pitch: u16,
    /// Cells of a column.
    pub width: u16,
    /// Cells of the keys at its start.
    pub keys_width: u16,
}

impl Help {
    /// Lays the help out in `width` cells.
    #[must_use]
    pub fn new(app: &App, width: u16) -> Self {
        let count = ((width + COLUMN_GAP) / (COLUMN_MIN + COLUMN_GAP)).clamp(1, 3);
        let column = (width + COLUMN_GAP) / count - COLUMN_GAP.min(width);
        let keys_width = if column < NARROW {
            KEYS_WIDTH_NARROW
        } else {
            KEYS_WIDTH
        };
        let blocks = blocks(app, column, keys_width);
        let mut columns = spread(blocks, usize::from(count));
        for column in &mut columns {
            if column.last() == Some(&Line::Blank) {
                column.pop();
            }
        }
        Self {
            columns,
            pitch: column + COLUMN_GAP,
            width: column,
            keys_width,
        }
    }

    /// Rows of the longest column.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.columns.iter().map(Vec::len).max().unwrap_or(0)
    }
}

fn blocks(app: &App, width: u16, keys_width: u16) -> Vec<Vec<Line>> {
    let room = usize::from(width.saturating_sub(keys_width).max(8));
    let mut blocks = Vec::new();
    for scope in Scope::ALL {
        let mut block = vec![Line::Heading(scope.title())];
        for spec in ACTIONS.iter().filter(|spec| spec.scope == scope) {
            let keys: Vec<&str> = app.keymap().keys_of(spec.action).collect();
            block.extend(described(&keys, spec.description, room, keys_width));
        }
        block.push(Line::Blank);
        blocks.push(block);
    }
    let rows = syntax().flat_map(|(example, what)| described(&[example], what, room, keys_width));
    let heading = std::iter::once(Line::Heading("Queries"));
    blocks.push(heading.chain(rows).chain([Line::Blank]).collect());
    let mut block = vec![Line::Heading("Counts and mouse")];
    for note in [
        "A number before a key repeats or aims it; esc drops it.",
        "Click a card, a value, a heading, a tag, a page number or a hint; the wheel scrolls what is under it.",
    ] {
        let lines = wrap(note, usize::from(width), 9);
        block.extend(lines.into_iter().map(|line| Line::Note(line.into_owned())));
    }
    blocks.push(block);
    blocks
}

/// Keys and what they do, beside each other on as many lines as the longer one needs.
fn described(keys: &[&str], what: &str, room: usize, keys_width: u16) -> Vec<Line> {
    let mut keys: VecDeque<String> = wrap(&packed(keys), usize::from(keys_width) - 1, 9)
        .into_iter()
        .map(|line| line.replace('\u{a0}', " "))
        .collect();
    let mut lines = Vec::new();
    for text in wrap(what, room, 9) {
        let keys = keys.pop_front().unwrap_or_default();
        lines.push(Line::Keys(keys, text.into_owned()));
    }
    lines.extend(keys.into_iter().map(|keys| Line::Keys(keys, String::new())));
    lines
}

/// Keys side by side; the blanks within a sequence hold it together.
fn packed(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| key.replace(' ', "\u{a0}")).collect();
    keys.join("  ")
}

/// Blocks in order over columns so that the longest column is short.
fn spread(blocks: Vec<Vec<Line>>, count: usize) -> Vec<Vec<Line>> {
    let total: usize = blocks.iter().map(Vec::len).sum();
    let longest = blocks.iter().map(Vec::len).max().unwrap_or(0);
    let fits = |limit: usize| {
        let (mut used, mut columns) = (0, 1);
        for block in &blocks {
            if used + block.len() > limit && used > 0 {
                columns += 1;
                used = 0;
            }
            used += block.len();
        }
        columns <= count
    };
    let limit = (longest.max(total / count.max(1))..=total)
        .find(|limit| fits(*limit))
        .unwrap_or(total);
    let mut columns: Vec<Vec<Line>> = vec![Vec::new()];
    for block in blocks {
        let used = columns.last().map_or(0, Vec::len);
        if used + block.len() > limit && used > 0 {
            columns.push(Vec::new());
        }
        if let Some(column) = columns.last_mut() {
            column.extend(block);
        }
    }
    columns
}

/// The part of the screen's middle that holds the help's lines.
#[must_use]
pub fn text_area(body: ratatui::layout::Rect) -> ratatui::layout::Rect {
    super::layout::inset(body, 2, 2)
}

/// The furthest the help scrolls in a body of this size.
#[must_use]
pub fn scroll_max(app: &App, body: ratatui::layout::Rect) -> usize {
    Help::new(app, text_area(body).width)
        .rows()
        .saturating_sub(usize::from(body.height))
}
