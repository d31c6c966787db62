//! Where everything stands on screen: one pure function, used to draw and to hit.

use ratatui::layout::Rect;

use super::{App, Focus, Size};

/// The smallest window that shows the reader; below it a notice is shown.
pub const MIN_SIZE: Size = Size {
    width: 24,
    height: 6,
};

/// From this width on three panes stand side by side.
const WIDE: u16 = 110;
/// From this width on the sidebar stands beside the cards.
const MEDIUM: u16 = 64;
/// From this height on a medium window has room for the detail below the cards.
const TALL: u16 = 36;
/// From this height on the header takes two rows.
const TWO_ROW_HEADER: u16 = 12;

/// How the panes share the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Sidebar, cards and detail side by side.
    Wide,
    /// Sidebar and cards, the detail below the cards.
    Stacked,
    /// Sidebar and cards; the detail covers the cards while it has the focus.
    Covered,
    /// One pane at a time.
    Single,
}

/// A pane: a row with its title, and what is below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pane {
    /// The title's row.
    pub title: Rect,
    /// The rest.
    pub body: Rect,
}

impl Pane {
    /// Splits an area into title and body.
    #[must_use]
    pub fn of(area: Rect) -> Self {
        let (title, body) = split_top(area, 1);
        Self { title, body }
    }
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regions {
    /// What is listed and what of it is loaded.
    pub header: Rect,
    /// Everything between header and status line.
    pub middle: Rect,
    /// The sidebar, if it is shown.
    pub sidebar: Option<Pane>,
    /// The cards. Their place is known even while they are covered, so that the
    /// number of cards that fit stays the same.
    pub cards: Pane,
    /// Whether the cards are on screen.
    pub cards_shown: bool,
    /// The pager, below the cards.
    pub pager: Rect,
    /// The detail, if it is shown.
    pub detail: Option<Pane>,
    /// Vertical rules between panes.
    pub dividers: Vec<Rect>,
    /// The line that is typed into, if one is open.
    pub prompt: Option<Rect>,
    /// The status line.
    pub status: Rect,
}

impl Regions {
    /// The row whose rule ends the cards: the pager's, or the detail's title row where
    /// that follows at once and a second rule would be one too many.
    #[must_use]
    pub fn cards_rule(&self) -> Rect {
        let below = self.pager.bottom();
        let detail = self.detail.map(|pane| pane.title);
        detail
            .filter(|title| title.y == below && title.x == self.pager.x)
            .unwrap_or(self.pager)
    }
}

/// How the panes share a window of this size.
#[must_use]
pub const fn shape(size: Size) -> Shape {
    match size.width {
        WIDE.. => Shape::Wide,
        MEDIUM.. if size.height >= TALL => Shape::Stacked,
        MEDIUM.. => Shape::Covered,
        _ => Shape::Single,
    }
}

/// Where everything stands; `None` when the window is below [`MIN_SIZE`].
#[must_use]
pub fn regions(size: Size, app: &App) -> Option<Regions> {
    if size.width < MIN_SIZE.width || size.height < MIN_SIZE.height {
        return None;
    }
    let window = Rect::new(0, 0, size.width, size.height);
    let (header, rest) = split_top(window, header_rows(size));
    let (rest, status) = split_bottom(rest, 1);
    let prompt_rows = u16::from(app.prompt.is_some());
    let (middle, prompt) = split_bottom(rest, prompt_rows);
    let shape = shape(size);
    let mut dividers = Vec::new();
    let mut main = middle;
    let mut sidebar = None;
    if app.sidebar.is_shown && shape != Shape::Single {
        let (left, right) = split_left(middle, sidebar_columns(size));
        sidebar = Some(Pane::of(left));
        main = after_divider(right, &mut dividers);
    }
    let mut cards = main;
    let mut cards_shown = true;
    let mut detail = None;
    match (shape, app.focus) {
        (Shape::Wide, _) => {
            let columns = (main.width * 2 / 5).clamp(34, 76);
            let (left, right) = split_left(main, main.width - columns);
            cards = left;
            detail = Some(Pane::of(after_divider(right, &mut dividers)));
        }
        (Shape::Stacked, _) => {
            let (top, bottom) = split_bottom(main, main.height * 2 / 5);
            cards = top;
            detail = Some(Pane::of(bottom));
        }
        (Shape::Covered | Shape::Single, Focus::Detail) => {
            detail = Some(Pane::of(main));
            cards_shown = false;
        }
        (Shape::Single, Focus::Sidebar) => {
            sidebar = Some(Pane::of(main));
            cards_shown = false;
        }
        (Shape::Covered | Shape::Single, Focus::Sidebar | Focus::Cards) => {}
    }
    let (list, pager) = split_bottom(cards, 1);
    Some(Regions {
        header,
        middle,
        sidebar,
        cards: Pane::of(list),
        cards_shown,
        pager,
        detail,
        dividers,
        prompt: (prompt.height > 0).then_some(prompt),
        status,
    })
}

const fn sidebar_columns(size: Size) -> u16 {
    match (size.width, size.width / 4) {
        (140.., 36..) => 36,
        (WIDE.., quarter) => quarter,
        (width, _) if width / 3 > 26 => 26,
        (width, _) => width / 3,
    }
}

/// Rows of the header.
#[must_use]
pub(super) const fn header_rows(size: Size) -> u16 {
    if size.height >= TWO_ROW_HEADER { 2 } else { 1 }
}

/// Rows of a sidebar in a window of this size, shown or not: what its sections
/// share.
#[must_use]
pub(super) const fn sidebar_rows(size: Size) -> u16 {
    size.height.saturating_sub(header_rows(size) + 2)
}

/// A number of cells as a coordinate.
#[must_use]
pub fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// The area without `left` columns at its left and `right` at its right.
#[must_use]
pub fn inset(area: Rect, left: u16, right: u16) -> Rect {
    let left = left.min(area.width);
    Rect {
        x: area.x + left,
        width: (area.width - left).saturating_sub(right),
        ..area
    }
}

/// The part of the pager's row that holds the pager.
#[must_use]
pub fn pager_area(row: Rect) -> Rect {
    inset(row, 2, 2)
}

/// The part of the status row that holds the status line.
#[must_use]
pub fn status_area(row: Rect) -> Rect {
    inset(row, 1, 1)
}

fn split_top(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let top = Rect {
        height: rows,
        ..area
    };
    let rest = Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    };
    (top, rest)
}

fn split_bottom(area: Rect, rows: u16) -> (Rect, Rect) {
    split_top(area, area.height.saturating_sub(rows))
}

fn split_left(area: Rect, columns: u16) -> (Rect, Rect) {
    let columns = columns.min(area.width);
    let left = Rect {
        width: columns,
        ..area
    };
    let rest = Rect {
        x: area.x + columns,
        width: area.width - columns,
        ..area
    };
    (left, rest)
}

fn after_divider(area: Rect, dividers: &mut Vec<Rect>) -> Rect {
    let (divider, rest) = split_left(area, 1);
    dividers.push(divider);
    rest
}
