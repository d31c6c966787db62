//! Frames as the runtime makes them: drawn, and compared with the one before.

use std::hint::black_box;
use std::mem;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tagleaf::app::{App, Size};
use tagleaf::theme::{Colors, Theme};
use tagleaf::view::view;

/// What is on screen, and what was before.
pub struct Screen {
    theme: Theme,
    shown: Buffer,
    before: Buffer,
}

impl Screen {
    /// An empty screen.
    pub fn new(size: Size) -> Self {
        let empty = Buffer::empty(Rect::new(0, 0, size.width, size.height));
        Self {
            theme: Theme::new(Colors::Indexed),
            shown: empty.clone(),
            before: empty,
        }
    }

    /// Draws a frame and looks for its changes.
    pub fn draw(&mut self, app: &App) {
        mem::swap(&mut self.shown, &mut self.before);
        self.shown.reset();
        black_box(view(app, &self.theme, &mut self.shown));
        black_box(self.before.diff_iter(&self.shown).count());
    }
}
