//! Frames: drawn by ratatui into memory, written in one synchronized piece.

use std::io;

use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::ansi::Ansi;
use super::screen;
use crate::app::Size;

/// Terminals that know it show the frame when it ends, not as it comes.
const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";
/// A new canvas takes the cursor for hidden.
const CLEAR: &[u8] = b"\x1b[?25l\x1b[0m\x1b[2J";

/// What is on screen, cell by cell, and how to change it.
pub(super) struct Canvas {
    terminal: Terminal<Ansi>,
    size: Size,
    unknown: bool,
}

impl Canvas {
    /// A canvas over an empty screen.
    pub(super) fn new(size: Size) -> Self {
        Self {
            terminal: terminal(size),
            size,
            unknown: false,
        }
    }

    /// Takes the window's size, and forgets what is on screen, which a resize garbles.
    pub(super) fn reset(&mut self, size: Size) {
        *self = Self {
            unknown: true,
            ..Self::new(size)
        };
    }

    /// The size that is drawn for.
    pub(super) const fn size(&self) -> Size {
        self.size
    }

    /// Draws a frame and shows it; nothing is written when nothing has changed.
    pub(super) fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if !screen::is_held() {
            return Ok(());
        }
        let bytes = &mut self.terminal.backend_mut().bytes;
        bytes.clear();
        bytes.extend_from_slice(BEGIN_FRAME);
        if std::mem::take(&mut self.unknown) {
            bytes.extend_from_slice(CLEAR);
        }
        let Ok(_) = self.terminal.draw(view);
        let bytes = &mut self.terminal.backend_mut().bytes;
        if bytes == BEGIN_FRAME {
            return Ok(());
        }
        bytes.extend_from_slice(END_FRAME);
        screen::present(bytes)
    }
}

fn terminal(size: Size) -> Terminal<Ansi> {
    let area = Rect::new(0, 0, size.width, size.height);
    let viewport = Viewport::Fixed(area);
    let Ok(terminal) =
        Terminal::with_options(Ansi::new(area.as_size()), TerminalOptions { viewport });
    terminal
}
