//! What a reader is started with: sizes, pages, density.

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;

use crate::search::query::{Query, Views};

/// A place or size on screen, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// Larger than any terminal; keeps sums of coordinates within their type.
const SIDE_MAX: u16 = 8192;

impl Size {
    pub(super) fn bounded(self) -> Self {
        Self {
            width: self.width.min(SIDE_MAX),
            height: self.height.min(SIDE_MAX),
        }
    }
}

/// The longest side that a size may be written with; longer ones are slips of the hand.
const WRITTEN_SIDE_MAX: u16 = 1000;

/// Why a text is no size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("write WIDTHxHEIGHT in cells, each from 1 to {WRITTEN_SIDE_MAX}, as in 120x40")]
pub struct SizeError;

impl FromStr for Size {
    type Err = SizeError;

    /// Reads `WIDTHxHEIGHT`, as in `120x40`.
    fn from_str(text: &str) -> Result<Self, SizeError> {
        let side = |text: &str| {
            let cells = text.parse().ok()?;
            (1..=WRITTEN_SIDE_MAX).contains(&cells).then_some(cells)
        };
        let (width, height) = text.split_once(['x', 'X']).ok_or(SizeError)?;
        Ok(Self {
            width: side(width).ok_or(SizeError)?,
            height: side(height).ok_or(SizeError)?,
        })
    }
}

/// How many cards make a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageSize {
    /// This many.
    Cards(std::num::NonZeroU16),
    /// As many as fit into the window.
    Fit,
}

/// How much of a card is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    /// Several lines of the abstract, a blank line between cards.
    #[default]
    Comfortable,
    /// One line of the abstract.
    Compact,
    /// One line a card.
    OneLine,
}

impl Density {
    /// The next in the cycle, and its name.
    #[must_use]
    pub const fn next(self) -> (Self, &'static str) {
        match self {
            Self::Comfortable => (Self::Compact, "compact"),
            Self::Compact => (Self::OneLine, "one line"),
            Self::OneLine => (Self::Comfortable, "comfortable"),
        }
    }
}

/// What the person asked for on the command line or in the config.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Cards a page.
    pub page_size: PageSize,
    /// How much of a card is shown.
    pub density: Density,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// What marks an article as read besides its key.
    pub mark_read: MarkRead,
    /// How long somebody stays with an article in the detail until it counts as read;
    /// `None` where that does not make it read.
    pub read_after: Option<Duration>,
}

/// Long enough to pass an article by, too short to read an abstract.
const READ_AFTER: Duration = Duration::from_secs(5);

/// What marks an article as read by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkRead {
    /// That its own page was opened.
    #[default]
    Opened,
    /// Nothing.
    Never,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            page_size: PageSize::Cards(std::num::NonZeroU16::MIN.saturating_add(9)),
            density: Density::default(),
            mouse: true,
            mark_read: MarkRead::default(),
            read_after: Some(READ_AFTER),
        }
    }
}

/// What a reader begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// What is listed first.
    pub query: Query,
    /// The queries that are saved under names.
    pub views: Arc<Views>,
    /// Something to be known from the start, such as a saved query that cannot be used.
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_limits() {
        let size = |width, height| Ok(Size { width, height });
        assert_eq!("120x40".parse(), size(120, 40));
        assert_eq!("1x1".parse(), size(1, 1));
        assert_eq!("1000X1000".parse(), size(1000, 1000));
        for text in [
            "", "x", "0x1", "1x0", "1001x1", "80", "80x", "80x24x3", "-1x2",
        ] {
            assert_eq!(text.parse::<Size>(), Err(SizeError), "{text}");
        }
    }
}
