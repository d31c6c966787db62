//! The card list: what a card shows, and which rows of which card are on screen.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::Density;
use super::layout::inset;
use super::words::start_of;
use crate::catalog::Article;
use crate::text::{clip, wrap};

/// Lines longer than this are hard to follow back to their start.
const TEXT_WIDTH_MAX: u16 = 116;
/// From this width on source, date and category share a row.
const ONE_META_ROW: u16 = 76;
/// More of a text than any card shows.
const TEXT_BYTES_MAX: usize = 4096;
/// Rows that title and abstract share on a comfortable card.
const TEXT_ROWS: usize = 4;

/// One row of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardRow<'a> {
    /// Source, and likes and minutes.
    Source,
    /// Source, and date and minutes.
    Brief,
    /// Date and category.
    Date,
    /// Source, date and category, and likes and minutes.
    Meta,
    /// A line of the title.
    Title(Cow<'a, str>),
    /// A line of the abstract.
    Summary(Cow<'a, str>),
    /// The tags.
    Tags,
    /// The whole card on one row.
    Line,
}

/// The sizes of a card: all cards of a list are equally high, so that any card of a
/// million is found without walking over the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metrics {
    /// How much is shown.
    pub density: Density,
    /// Columns of its text.
    pub width: u16,
    /// Rows of the card.
    pub rows: u16,
    /// Blank rows after it.
    pub gap: u16,
}

impl Metrics {
    /// The sizes of cards in a list that stands in `body`.
    #[must_use]
    pub fn new(density: Density, body: Rect) -> Self {
        let width = text_area(body).width;
        let meta = if width >= ONE_META_ROW { 1 } else { 2 };
        let (rows, gap) = match density {
            Density::Comfortable => (meta + 5, 1),
            Density::Compact => (4, 1),
            Density::OneLine => (1, 0),
        };
        Self {
            density,
            width,
            rows,
            gap,
        }
    }

    /// Rows from one card's top to the next one's.
    #[must_use]
    pub const fn pitch(self) -> u16 {
        self.rows + self.gap
    }

    /// How many whole cards `rows` rows hold; at least one.
    #[must_use]
    pub fn fitting(self, rows: u16) -> usize {
        usize::from(((rows + self.gap) / self.pitch()).max(1))
    }

    /// The rows of an article's card; at most as many as [`Metrics::rows`].
    #[must_use]
    pub fn compose(self, article: Article<'_>) -> Vec<CardRow<'_>> {
        let width = usize::from(self.width);
        let title = start_of(article.title().as_str(), TEXT_BYTES_MAX);
        let summary = start_of(article.summary().as_str(), TEXT_BYTES_MAX);
        match self.density {
            Density::OneLine => vec![CardRow::Line],
            Density::Compact => {
                let meta = if self.width >= ONE_META_ROW {
                    CardRow::Meta
                } else {
                    CardRow::Brief
                };
                let mut rows = vec![meta, CardRow::Title(clip(title, width))];
                let summary = wrap(summary, width, 1);
                rows.extend(summary.into_iter().map(CardRow::Summary));
                rows.push(CardRow::Tags);
                rows
            }
            Density::Comfortable => {
                let mut rows = if self.width >= ONE_META_ROW {
                    vec![CardRow::Meta]
                } else {
                    vec![CardRow::Source, CardRow::Date]
                };
                let title = wrap(title, width, 2);
                let rest = TEXT_ROWS - title.len();
                rows.extend(title.into_iter().map(CardRow::Title));
                let summary = wrap(summary, width, rest);
                rows.extend(summary.into_iter().map(CardRow::Summary));
                rows.push(CardRow::Tags);
                rows
            }
        }
    }
}

/// The part of a list's body that holds the cards' text: a mark and a blank stand
/// before it, a scroll mark after it.
#[must_use]
pub fn text_area(body: Rect) -> Rect {
    let area = inset(body, 2, 2);
    Rect {
        width: area.width.min(TEXT_WIDTH_MAX),
        ..area
    }
}

/// A card on screen, perhaps cut at the top or bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The card's place in the filtered list.
    pub place: usize,
    /// Rows of the card that are above the window.
    pub skip: u16,
    /// Where the rest of it stands.
    pub area: Rect,
}

/// One page of cards behind a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Where it stands.
    pub body: Rect,
    /// The sizes of the cards.
    pub metrics: Metrics,
    /// Place of the page's first card.
    pub first: usize,
    /// Cards on the page.
    pub len: usize,
    /// Rows of the page above the window.
    pub scroll: usize,
}

impl Window {
    /// Rows of the whole page, without the blank ones after its last card.
    #[must_use]
    pub fn content_rows(&self) -> usize {
        (self.len * usize::from(self.metrics.pitch())).saturating_sub(self.metrics.gap.into())
    }

    /// The furthest the page scrolls.
    #[must_use]
    pub fn scroll_max(&self) -> usize {
        self.content_rows().saturating_sub(self.body.height.into())
    }

    /// The scroll nearest to the present one that shows the whole card, or its top
    /// where it is higher than the window.
    #[must_use]
    pub(super) fn scroll_to(&self, place: usize) -> usize {
        let top = place.saturating_sub(self.first) * usize::from(self.metrics.pitch());
        let height = usize::from(self.body.height);
        let lowest = (top + usize::from(self.metrics.rows)).saturating_sub(height);
        self.scroll
            .clamp(lowest.min(top), top)
            .min(self.scroll_max())
    }

    /// The card nearest to `place` that the window shows as a whole; if it shows
    /// none as a whole, the one at its top.
    #[must_use]
    pub(super) fn nearest_shown(&self, place: usize) -> usize {
        let pitch = usize::from(self.metrics.pitch());
        let end = self.scroll + usize::from(self.body.height);
        let first = self.scroll.div_ceil(pitch);
        let after = (end + usize::from(self.metrics.gap)) / pitch;
        let last = self.first + self.len.saturating_sub(1);
        let (low, high) = if first < after {
            (first, after - 1)
        } else {
            (self.scroll / pitch, self.scroll / pitch)
        };
        place.clamp(self.first + low, self.first + high).min(last)
    }

    /// The cards on screen, from the top. O(cards shown).
    pub fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        let pitch = usize::from(self.metrics.pitch());
        let skipped = self.scroll / pitch;
        let skip = self.scroll % pitch;
        (skipped..self.len)
            .map_while(move |at| {
                let below = (at - skipped) * pitch;
                let (offset, cut) = if at == skipped {
                    (0, skip)
                } else {
                    (below - skip, 0)
                };
                let offset = u16::try_from(offset).ok()?;
                let room = self.body.height.checked_sub(offset).filter(|r| *r > 0)?;
                let cut = u16::try_from(cut).ok()?;
                let rows = self.metrics.rows.saturating_sub(cut).min(room);
                Some(Slot {
                    place: self.first + at,
                    skip: cut,
                    area: Rect {
                        y: self.body.y + offset,
                        height: rows,
                        ..self.body
                    },
                })
            })
            .filter(|slot| slot.area.height > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(height: u16, scroll: usize) -> Window {
        let body = Rect::new(0, 3, 60, height);
        Window {
            body,
            metrics: Metrics::new(Density::Comfortable, body),
            first: 20,
            len: 10,
            scroll,
        }
    }

    #[test]
    fn slots_tile_the_window() {
        for height in 1..60 {
            for scroll in 0..window(height, 0).scroll_max() {
                let window = window(height, scroll);
                let mut end = window.body.y;
                for slot in window.slots() {
                    assert!(slot.area.y >= end);
                    end = slot.area.bottom();
                    assert!(end <= window.body.bottom());
                }
            }
        }
    }

    #[test]
    fn the_selected_card_is_shown_whole_or_from_its_top() {
        for height in 1..60 {
            for scroll in 0..80 {
                for place in 20..30 {
                    let mut window = window(height, scroll);
                    window.scroll = window.scroll_to(place);
                    let slot = window.slots().find(|s| s.place == place).expect("shown");
                    let rows = window.metrics.rows.min(height);
                    assert_eq!(
                        (slot.skip, slot.area.height),
                        (0, rows),
                        "{height} {scroll}"
                    );
                    assert_eq!(window.scroll_to(window.nearest_shown(place)), window.scroll);
                }
            }
        }
    }
}
