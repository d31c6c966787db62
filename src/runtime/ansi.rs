//! ratatui's cells as the bytes that change a terminal's screen.
//!
//! Beside ratatui's own backend this writes the same cells with a tenth of the work,
//! and no size or cursor is ever asked of the terminal: an answer that does not come
//! would stop the loop.

use std::convert::Infallible;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use crate::theme::{Ink, push_number};

/// Room for the bytes of most frames.
const FRAME_LEN: usize = 16 * 1024;

/// Where the cursor is, as far as anybody can see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cursor {
    Hidden,
    At(Position),
    /// Shown, and moved by what was written since.
    Astray,
}

/// A terminal of a fixed size with a hidden cursor, whose bytes are collected.
#[derive(Debug)]
pub(super) struct Ansi {
    pub bytes: Vec<u8>,
    size: Size,
    cursor: Cursor,
}

impl Ansi {
    pub(super) fn new(size: Size) -> Self {
        Self {
            bytes: Vec::with_capacity(FRAME_LEN),
            size,
            cursor: Cursor::Hidden,
        }
    }

    fn push_move(&mut self, to: Position) {
        self.bytes.extend_from_slice(b"\x1b[");
        push_number(&mut self.bytes, to.y.saturating_add(1));
        self.bytes.push(b';');
        push_number(&mut self.bytes, to.x.saturating_add(1));
        self.bytes.push(b'H');
    }
}

impl Backend for Ansi {
    type Error = Infallible;

    fn draw<'a, I>(&mut self, content: I) -> Result<(), Infallible>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let plain = Ink::default();
        let mut ink = plain;
        let mut next = None;
        for (x, y, cell) in content {
            let place = Position { x, y };
            if next != Some(place) {
                self.push_move(place);
            }
            next = Some(Position { x: x + 1, y });
            let wanted = Ink {
                fg: cell.fg,
                bg: cell.bg,
                modifier: cell.modifier,
            };
            if wanted != ink {
                wanted.push_sgr(&mut self.bytes);
                ink = wanted;
            }
            self.bytes.extend_from_slice(cell.symbol().as_bytes());
        }
        if ink != plain {
            plain.push_sgr(&mut self.bytes);
        }
        if next.is_some() && self.cursor != Cursor::Hidden {
            self.cursor = Cursor::Astray;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> Result<(), Infallible> {
        if self.cursor != Cursor::Hidden {
            self.bytes.extend_from_slice(b"\x1b[?25l");
            self.cursor = Cursor::Hidden;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> Result<(), Infallible> {
        if self.cursor == Cursor::Hidden {
            self.bytes.extend_from_slice(b"\x1b[?25h");
            self.cursor = Cursor::Astray;
        }
        Ok(())
    }

    fn get_cursor_position(&mut self) -> Result<Position, Infallible> {
        Ok(match self.cursor {
            Cursor::At(place) => place,
            Cursor::Hidden | Cursor::Astray => Position::ORIGIN,
        })
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, place: P) -> Result<(), Infallible> {
        let place = place.into();
        if self.cursor != Cursor::At(place) {
            self.push_move(place);
            if self.cursor != Cursor::Hidden {
                self.cursor = Cursor::At(place);
            }
        }
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Infallible> {
        self.bytes.extend_from_slice(b"\x1b[0m\x1b[2J");
        Ok(())
    }

    /// ratatui asks for this only with inline viewports; a whole clear is never wrong,
    /// as the next frame is drawn over it.
    fn clear_region(&mut self, _region: ClearType) -> Result<(), Infallible> {
        self.clear()
    }

    fn size(&self) -> Result<Size, Infallible> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> Result<WindowSize, Infallible> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};
    use ratatui::{Frame, TerminalOptions, Viewport};

    use super::*;

    fn terminal() -> Terminal<Ansi> {
        let size = Size::new(20, 3);
        let viewport = Viewport::Fixed(Rect::new(0, 0, size.width, size.height));
        let Ok(terminal) = Terminal::with_options(Ansi::new(size), TerminalOptions { viewport });
        terminal
    }

    fn drawn(terminal: &mut Terminal<Ansi>, view: impl FnOnce(&mut Frame<'_>)) -> String {
        terminal.backend_mut().bytes.clear();
        let Ok(_) = terminal.draw(view);
        String::from_utf8(terminal.backend().bytes.clone()).expect("UTF-8")
    }

    #[test]
    fn a_frame_is_moves_inks_and_symbols() {
        let mut terminal = terminal();
        let view = |frame: &mut Frame<'_>| {
            let buffer = frame.buffer_mut();
            buffer.set_string(2, 1, "ab", Style::new());
            let style = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
            buffer.set_string(4, 1, "\u{79d2}!", style);
            buffer.set_string(0, 2, "c", style);
        };
        assert_eq!(
            drawn(&mut terminal, view),
            "\x1b[2;3Hab\x1b[0;1;31m\u{79d2}\x1b[2;7H!\x1b[3;1Hc\x1b[0m"
        );
        assert_eq!(drawn(&mut terminal, view), "");
    }

    #[test]
    fn the_cursor_is_moved_when_it_has_to() {
        let mut terminal = terminal();
        let at = |text: &'static str| {
            move |frame: &mut Frame<'_>| {
                frame.buffer_mut().set_string(0, 0, text, Style::new());
                frame.set_cursor_position((1, 0));
            }
        };
        let shown = drawn(&mut terminal, at("a"));
        assert!(
            shown.contains("\x1b[?25h") && shown.ends_with("\x1b[1;2H"),
            "{shown:?}"
        );
        assert_eq!(drawn(&mut terminal, at("a")), "");
        assert_eq!(drawn(&mut terminal, at("b")), "\x1b[1;1Hb\x1b[1;2H");
        assert_eq!(drawn(&mut terminal, |_| {}), "\x1b[1;1H \x1b[?25l");
    }
}
