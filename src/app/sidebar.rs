//! The sidebar's rows: sections of values, folded, shortened or in full.

mod labels;
mod parts;

use std::ops::Range;

use super::{App, LabelId, layout};
use crate::catalog::{Choice, Combine, Facet, ValueId};
use crate::search::query::Flag;
use crate::search::{Field, Pattern, Suggestion};

pub use labels::{LabelSection, label_choice, label_count, label_count_min, needs_all_labels};
pub(super) use parts::parts;
pub use parts::{KEPT, choice, kept_count};

/// Rows that are no values: four headings, a blank before three of them, and up to
/// four rows that say how many values are hidden.
const FIXED_ROWS: usize = 11;
/// Values that are shown in sum at least: a small window scrolls.
const VALUES_MIN: usize = 19;
/// Most values a section shows unless it is expanded, by facet.
const VALUES_MAX: [usize; 4] = [24, 12, 10, 10];

/// One row of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A blank row between sections.
    Gap,
    /// A section's heading.
    Heading(Facet),
    /// A value.
    Value(Facet, ValueId),
    /// The heading of the suggested tags.
    Suggestions,
    /// A suggested tag.
    Suggested(Suggestion),
    /// Shows this many hidden values, or hides them again when there are none.
    More(Facet, usize),
    /// The heading of saved queries.
    Views,
    /// What the saved query at this place finds.
    View(usize),
    /// The heading of what the person keeps.
    Shelf,
    /// The articles that are kept so.
    Kept(Flag),
    /// The heading of the person's labels.
    Labels,
    /// A label.
    Label(LabelId),
    /// Shows this many hidden labels, or hides them again when there are none.
    MoreLabels(usize),
}

/// The row that is selected, by what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// A section's heading.
    Heading(Facet),
    /// A value.
    Value(Facet, ValueId),
    /// A suggested tag.
    Suggested(ValueId),
    /// The row that expands or shortens a section.
    More(Facet),
    /// The heading of saved queries.
    Views,
    /// What the saved query at this place finds.
    View(usize),
    /// The heading of what the person keeps.
    Shelf,
    /// The articles that are kept so.
    Kept(Flag),
    /// The heading of the person's labels.
    Labels,
    /// A label.
    Label(LabelId),
    /// The row that shows all labels or fewer.
    MoreLabels,
}

impl Row {
    /// What the cursor holds on to on this row.
    #[must_use]
    pub const fn cursor(self) -> Option<Cursor> {
        match self {
            Self::Gap | Self::Suggestions => None,
            Self::Views => Some(Cursor::Views),
            Self::View(at) => Some(Cursor::View(at)),
            Self::Shelf => Some(Cursor::Shelf),
            Self::Kept(flag) => Some(Cursor::Kept(flag)),
            Self::Labels => Some(Cursor::Labels),
            Self::Label(label) => Some(Cursor::Label(label)),
            Self::MoreLabels(_) => Some(Cursor::MoreLabels),
            Self::Suggested(suggestion) => Some(Cursor::Suggested(suggestion.value)),
            Self::Heading(facet) => Some(Cursor::Heading(facet)),
            Self::Value(facet, value) => Some(Cursor::Value(facet, value)),
            Self::More(facet, _) => Some(Cursor::More(facet)),
        }
    }
}

impl Cursor {
    /// The value it stands on.
    #[must_use]
    pub const fn value(self) -> Option<(Facet, ValueId)> {
        match self {
            Self::Value(facet, value) => Some((facet, value)),
            Self::Suggested(value) => Some((Facet::Tag, value)),
            _ => None,
        }
    }

    /// The facet whose section it is in; none in those of views and of the shelf.
    #[must_use]
    pub const fn facet(self) -> Option<Facet> {
        match self {
            Self::Heading(facet) | Self::Value(facet, _) | Self::More(facet) => Some(facet),
            Self::Suggested(_) => Some(Facet::Tag),
            _ => None,
        }
    }

    /// The heading of its section.
    #[must_use]
    pub(super) fn heading(self) -> Self {
        match self {
            Self::Views | Self::View(_) => Self::Views,
            Self::Labels | Self::Label(_) | Self::MoreLabels => Self::Labels,
            _ => self.facet().map_or(Self::Shelf, Self::Heading),
        }
    }
}

/// What the person did to the sidebar.
#[derive(Clone, Debug)]
pub struct Sidebar {
    /// Whether it is shown where there is room.
    pub is_shown: bool,
    /// Sections without their values.
    pub folded: [bool; 4],
    /// Whether the section of saved queries is without its rows.
    pub are_views_folded: bool,
    /// Whether the section of what is kept is without its rows.
    pub is_shelf_folded: bool,
    /// The section of labels.
    pub labels: LabelSection,
    /// Sections with all their values.
    pub expanded: [bool; 4],
    /// The selected row.
    pub cursor: Cursor,
    /// Rows above the window.
    pub scroll: usize,
    /// Sections in the order of names rather than of counts.
    pub by_name: [bool; 4],
    /// What values are looked for by; empty for all.
    pub(super) find: String,
    /// The values that were found, best first.
    pub(super) found: Option<[Vec<ValueId>; 4]>,
}

impl Sidebar {
    /// Whether the section with the cursor is folded.
    #[must_use]
    pub(super) const fn is_folded(&self) -> bool {
        match (self.cursor.facet(), self.cursor) {
            (Some(facet), _) => self.folded[facet.index()],
            (None, Cursor::Views | Cursor::View(_)) => self.are_views_folded,
            (None, Cursor::Labels | Cursor::Label(_) | Cursor::MoreLabels) => self.labels.is_folded,
            (None, _) => self.is_shelf_folded,
        }
    }

    /// Whether that section is folded, to be changed.
    pub(super) const fn folding(&mut self) -> &mut bool {
        match (self.cursor.facet(), self.cursor) {
            (Some(facet), _) => &mut self.folded[facet.index()],
            (None, Cursor::Views | Cursor::View(_)) => &mut self.are_views_folded,
            (None, Cursor::Labels | Cursor::Label(_) | Cursor::MoreLabels) => {
                &mut self.labels.is_folded
            }
            (None, _) => &mut self.is_shelf_folded,
        }
    }
}

impl Default for Sidebar {
    fn default() -> Self {
        Self {
            is_shown: true,
            folded: [false; 4],
            are_views_folded: false,
            is_shelf_folded: false,
            labels: LabelSection::default(),
            expanded: [false; 4],
            cursor: Cursor::Heading(Facet::Tag),
            scroll: 0,
            by_name: [false; 4],
            find: String::new(),
            found: None,
        }
    }
}

impl App {
    /// A facet's values in the order of the sidebar: those that are looked for, or all.
    #[must_use]
    pub fn values(&self, facet: Facet) -> &[ValueId] {
        if let Some(found) = &self.sidebar.found {
            return &found[facet.index()];
        }
        match &self.library {
            Some(_) if self.sidebar.by_name[facet.index()] => self.passing.by_name(facet),
            _ => self.passing.order(facet),
        }
    }

    /// How many values a facet has: without a query that asks for copies, on the pages.
    #[must_use]
    pub fn values_len(&self, facet: Facet) -> usize {
        self.passing.by_name(facet).len()
    }

    /// Finds the values that the sidebar is asked for. O(values).
    pub(super) fn find_values(&mut self) {
        self.sidebar.found = None;
        let (Some(library), false) = (&self.library, self.sidebar.find.trim().is_empty()) else {
            return;
        };
        let pattern = Pattern::new(self.sidebar.find.trim());
        let found = Facet::ALL.map(|facet| {
            let name = |value| super::value_label(library.catalog(), facet, value);
            let mut found: Vec<(i32, ValueId)> = self
                .values(facet)
                .iter()
                .filter_map(|value| Some((pattern.score(name(*value))?, *value)))
                .collect();
            found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
            found.into_iter().map(|(_, value)| value).collect()
        });
        self.sidebar.found = Some(found);
    }
}

/// A section's name.
#[must_use]
pub const fn title(facet: Facet) -> &'static str {
    match facet {
        Facet::Tag => "Tags",
        Facet::Source => "Sources",
        Facet::Category => "Categories",
        Facet::Year => "Years",
    }
}

/// All rows, shown or not. O(values of expanded sections).
#[must_use]
pub fn rows(app: &App) -> Vec<Row> {
    let limits = limits(app);
    let mut rows = Vec::new();
    for facet in Facet::ALL {
        let order = app.values(facet);
        if order.is_empty() {
            continue;
        }
        if !rows.is_empty() {
            rows.push(Row::Gap);
        }
        rows.push(Row::Heading(facet));
        if app.sidebar.folded[facet.index()] {
            continue;
        }
        let limit = limits[facet.index()];
        let is_long = order.len() > limit;
        let (shown, hidden) = if app.sidebar.expanded[facet.index()] {
            (order, &order[order.len()..])
        } else {
            order.split_at(limit)
        };
        rows.extend(shown.iter().map(|value| Row::Value(facet, *value)));
        let mut hidden_len = hidden.len();
        let selection = app.selection();
        if selection.of(facet).len() > 0 {
            let before = rows.len();
            let chosen = hidden
                .iter()
                .filter(|value| selection.choice(facet, **value).is_some());
            rows.extend(chosen.map(|value| Row::Value(facet, *value)));
            hidden_len -= rows.len() - before;
        }
        if is_long {
            rows.push(Row::More(facet, hidden_len));
        }
        let suggested = app.passing.suggested();
        if facet == Facet::Tag && !suggested.is_empty() && app.sidebar.found.is_none() {
            rows.extend([Row::Gap, Row::Suggestions]);
            rows.extend(suggested.iter().copied().map(Row::Suggested));
        }
    }
    // Bookmarks are there when the pages hold nothing.
    let has_bookmarks = app.library().is_some() && app.shelf().bookmarks_len() > 0;
    if app.sidebar.found.is_none() && (has_bookmarks || !rows.is_empty()) {
        rows.extend(parts::views(app));
        rows.extend((!rows.is_empty()).then_some(Row::Gap));
        rows.extend(parts::shelf(app));
        rows.extend(labels::rows(app));
    }
    rows
}

/// Whether including the value would leave nothing, or add nothing to what is listed.
#[must_use]
pub fn changes_nothing(app: &App, facet: Facet, value: ValueId) -> bool {
    let count = app.filtered().count(facet, value) as usize;
    let selection = app.selection();
    let is_alternative = selection.combine(facet) == Combine::Any
        && selection.chosen(facet, Choice::Include).next().is_some();
    let least = if is_alternative { app.passing_len() } else { 0 };
    count == least
}

/// The bytes of a value's name that are marked: what it was found by here, or what the
/// query finds in it.
#[must_use]
pub fn found_in(app: &App, facet: Facet, name: &str) -> Vec<Range<usize>> {
    if app.sidebar.found.is_some() {
        let found = Pattern::new(app.sidebar.find.trim()).find(name);
        return found.map(|found| found.ranges).unwrap_or_default();
    }
    app.highlights().ranges(Field::of(facet), name)
}

/// How many values each section shows: all sections together fit the window if it
/// is not too low, tags getting twice the share of the others.
fn limits(app: &App) -> [usize; 4] {
    let rows = usize::from(layout::sidebar_rows(app.size)).saturating_sub(1);
    let suggested = match app.passing.suggested().len() {
        0 => 0,
        len => len + 2,
    };
    let shelf = parts::shelf(app).len() + 1;
    let fixed = FIXED_ROWS + suggested + parts::views(app).len() + shelf + labels::rows(app).len();
    let mut left = rows.saturating_sub(fixed).max(VALUES_MIN);
    let wanted = Facet::ALL.map(|facet| {
        if app.sidebar.folded[facet.index()] {
            return 0;
        }
        // A row that says '1 more' is better spent on the value itself.
        let len = app.values(facet).len();
        let max = VALUES_MAX[facet.index()];
        if len <= max + 1 { len } else { max }
    });
    let mut limits = [0; 4];
    let turns = [0, 1, 0, 2, 3];
    while left > 0 && (0..4).any(|at| limits[at] < wanted[at]) {
        for at in turns {
            if left > 0 && limits[at] < wanted[at] {
                limits[at] += 1;
                left -= 1;
            }
        }
    }
    for facet in Facet::ALL {
        let at = facet.index();
        if app.values(facet).len() == limits[at] + 1 {
            limits[at] += 1;
        }
    }
    limits
}

/// The place of the cursor's row, or of the nearest that stands for the same
/// section.
#[must_use]
pub(super) fn cursor_place(rows: &[Row], cursor: Cursor) -> Option<usize> {
    let find = |cursor| rows.iter().position(|row| row.cursor() == Some(cursor));
    find(cursor)
        .or_else(|| find(Cursor::More(cursor.facet()?)))
        .or_else(|| find(cursor.heading()))
        .or(if rows.is_empty() { None } else { Some(0) })
}
