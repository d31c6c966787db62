//! Frames: drawn by ratatui into memory, written in one synchronized piece.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::screen;
use crate::app::Size;

/// Terminals that know it show the frame when it ends, not as it comes.
const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";
const CLEAR: &[u8] = b"\x1b[0m\x1b[2J";
/// What ratatui emits for a frame in which no cell changes.
const UNCHANGED: &[u8] = b"\x1b[?25l";

/// What ratatui writes for one frame. Flushes are ignored: ratatui asks for one after
/// every cursor command.
#[derive(Clone, Debug, Default)]
struct FrameBytes(Rc<RefCell<Vec<u8>>>);

impl Write for FrameBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is on screen, cell by cell, and how to change it.
pub(super) struct Canvas {
    terminal: Terminal<CrosstermBackend<FrameBytes>>,
    bytes: FrameBytes,
    size: Size,
    unknown: bool,
}

impl Canvas {
    /// A canvas over an empty screen.
    pub(super) fn new(size: Size) -> io::Result<Self> {
        let bytes = FrameBytes::default();
        let terminal = terminal(bytes.clone(), size)?;
        Ok(Self {
            terminal,
            bytes,
            size,
            unknown: false,
        })
    }

    /// Takes the window's size, and forgets what is on screen, which a resize garbles.
    ///
    /// ratatui's own resize and clear ask the terminal for its size or cursor; an
    /// answer that does not come would stop the loop.
    pub(super) fn reset(&mut self, size: Size) -> io::Result<()> {
        self.terminal = terminal(self.bytes.clone(), size)?;
        self.size = size;
        self.unknown = true;
        Ok(())
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
        let mut start = BEGIN_FRAME.to_vec();
        if std::mem::take(&mut self.unknown) {
            start.extend_from_slice(CLEAR);
        }
        let untouched = [BEGIN_FRAME, UNCHANGED].concat();
        *self.bytes.0.borrow_mut() = start;
        self.terminal.draw(view)?;
        let mut bytes = self.bytes.0.borrow_mut();
        if *bytes == untouched {
            return Ok(());
        }
        bytes.extend_from_slice(END_FRAME);
        screen::present(&bytes)
    }
}

fn terminal(bytes: FrameBytes, size: Size) -> io::Result<Terminal<CrosstermBackend<FrameBytes>>> {
    let area = Rect::new(0, 0, size.width, size.height);
    Terminal::with_options(
        CrosstermBackend::new(bytes),
        TerminalOptions {
            viewport: Viewport::Fixed(area),
        },
    )
}
