//! Colours and marks, for every kind of terminal.

/// What colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// None: bold, dim, reverse and underline only (`NO_COLOR`).
    None,
    /// The terminal's own 16.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
}

/// The styles of every part of the screen.
#[derive(Clone, Debug)]
pub struct Theme {}

impl Theme {
    /// The theme for a terminal with these colours.
    #[must_use]
    pub fn new(_colors: Colors) -> Self {
        Self {}
    }
}
