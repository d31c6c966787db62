//! Frames: drawn into memory, written in one synchronized piece.

use std::io;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::ansi::Ansi;
use super::screen;
use crate::app::Size;

/// Terminals that know it show the frame when it ends, not as it comes.
const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";
/// A new canvas takes the cursor for hidden.
const CLEAR: &[u8] = b"\x1b[?25l\x1b[0m\x1b[2J";

/// What is on screen, cell by cell, and how to change it.
///
/// ratatui's `Terminal` holds two frames from the start; filling the second one costs a
/// tenth of the time to the first frame, which is drawn over nothing.
pub(super) struct Canvas {
    ansi: Ansi,
    size: Size,
    /// The frame on screen; there is none on an empty one.
    shown: Option<Buffer>,
    /// The frame before it, to be drawn over.
    spare: Option<Buffer>,
    unknown: bool,
}

impl Canvas {
    /// A canvas over an empty screen.
    pub(super) fn new(size: Size) -> Self {
        Self {
            ansi: Ansi::default(),
            size,
            shown: None,
            spare: None,
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

    /// Draws a frame, with the cursor where `view` says, and shows it; nothing is written
    /// when nothing has changed.
    pub(super) fn draw(
        &mut self,
        view: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        if !screen::is_held() {
            return Ok(());
        }
        let mut frame = match self.spare.take() {
            Some(mut spare) => {
                spare.reset();
                spare
            }
            None => Buffer::empty(Rect::new(0, 0, self.size.width, self.size.height)),
        };
        let cursor = view(&mut frame);
        let bytes = &mut self.ansi.bytes;
        bytes.clear();
        bytes.extend_from_slice(BEGIN_FRAME);
        if std::mem::take(&mut self.unknown) {
            bytes.extend_from_slice(CLEAR);
        }
        self.ansi.push_frame(self.shown.as_ref(), &frame);
        self.ansi.push_cursor(cursor);
        self.spare = self.shown.replace(frame);
        let bytes = &mut self.ansi.bytes;
        if bytes == BEGIN_FRAME {
            return Ok(());
        }
        bytes.extend_from_slice(END_FRAME);
        screen::present(bytes)
    }
}
