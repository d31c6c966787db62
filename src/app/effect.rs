//! What the world should do: plain data that tests compare.

use crate::catalog::Selection;

/// Something the runtime performs.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Apply a selection with [`super::Library::filter`] and answer
    /// [`super::Message::Filtered`] with the same generation.
    Filter {
        /// Which request this is; an answer to an older one is dropped.
        generation: u64,
        /// The chosen values.
        selection: Selection,
    },
    /// Turn mouse reporting on or off.
    SetMouse(bool),
    /// Forget what is on screen and draw everything.
    Redraw,
    /// Give the terminal to the shell until the program is continued.
    Suspend,
    /// Leave the program.
    Quit,
}
