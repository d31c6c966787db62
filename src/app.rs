//! The reader's state and how it changes: pure, without clock, disk or terminal.

mod effect;
mod message;

pub use effect::Effect;
pub use message::{Message, MouseEvent, MouseKind, Shared};

/// A place or size on screen, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
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

/// The reader's whole state.
#[derive(Debug)]
pub struct App {
    size: Size,
}

impl App {
    /// A reader that waits for [`Message::Loaded`].
    #[must_use]
    pub fn new(_options: Options, size: Size) -> Self {
        Self { size }
    }
}

/// Takes in what has happened and says what the world should do; the only function
/// that changes an [`App`].
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    if let Message::Resized(size) = message {
        app.size = size;
    }
    Vec::new()
}
