//! What a reader is started with: sizes, pages, density.

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
}

impl Default for Options {
    fn default() -> Self {
        Self {
            page_size: PageSize::Cards(std::num::NonZeroU16::MIN.saturating_add(9)),
            density: Density::default(),
            mouse: true,
        }
    }
}
