//! ratatui's cells as the bytes that change a terminal's screen.
//!
//! Beside ratatui's own backend this writes the same cells with a tenth of the work,
//! and no size or cursor is ever asked of the terminal: an answer that does not come
//! would stop the loop.

use std::iter;

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::Position;

use crate::text::is_one_cell_each;
use crate::theme::Ink;

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

/// The bytes for a terminal whose cursor is hidden at first.
#[derive(Debug)]
pub(super) struct Ansi {
    pub bytes: Vec<u8>,
    cursor: Cursor,
}

impl Default for Ansi {
    fn default() -> Self {
        Self {
            bytes: Vec::with_capacity(FRAME_LEN),
            cursor: Cursor::Hidden,
        }
    }
}

impl Ansi {
    /// Appends what makes `shown`, or an empty screen, to `frame`, which has its size.
    pub(super) fn push_frame(&mut self, shown: Option<&Buffer>, frame: &Buffer) {
        match shown {
            Some(shown) => self.push_cells(shown.diff_iter(frame)),
            None => self.push_cells(marks(frame)),
        }
    }

    /// Shows the cursor at a place, or hides it.
    pub(super) fn push_cursor(&mut self, place: Option<Position>) {
        match place {
            None if self.cursor != Cursor::Hidden => {
                self.bytes.extend_from_slice(b"\x1b[?25l");
                self.cursor = Cursor::Hidden;
            }
            Some(place) if self.cursor != Cursor::At(place) => {
                if self.cursor == Cursor::Hidden {
                    self.bytes.extend_from_slice(b"\x1b[?25h");
                }
                self.push_move(place);
                self.cursor = Cursor::At(place);
            }
            None | Some(_) => {}
        }
    }

    fn push_cells<'a>(&mut self, cells: impl Iterator<Item = (u16, u16, &'a Cell)>) {
        let plain = Ink::default();
        let mut ink = plain;
        let mut next = None;
        for (x, y, cell) in cells {
            let place = Position { x, y };
            if next != Some(place) {
                self.push_move(place);
            }
            next = Some(Position { x: x + 1, y });
            let wanted = ink_of(cell);
            if wanted != ink {
                wanted.push_sgr(&mut self.bytes);
                ink = wanted;
            }
            match cell.symbol().as_bytes() {
                [byte] => self.bytes.push(*byte),
                symbol => self.bytes.extend_from_slice(symbol),
            }
        }
        if ink != plain {
            plain.push_sgr(&mut self.bytes);
        }
        if next.is_some() && self.cursor != Cursor::Hidden {
            self.cursor = Cursor::Astray;
        }
    }

    fn push_move(&mut self, to: Position) {
        let mut number = itoa::Buffer::new();
        self.bytes.extend_from_slice(b"\x1b[");
        let row = number.format(to.y.saturating_add(1));
        self.bytes.extend_from_slice(row.as_bytes());
        self.bytes.push(b';');
        let column = number.format(to.x.saturating_add(1));
        self.bytes.extend_from_slice(column.as_bytes());
        self.bytes.push(b'H');
    }
}

/// The cells of a frame that differ from an empty screen, without those that a wide
/// character covers.
fn marks(frame: &Buffer) -> impl Iterator<Item = (u16, u16, &Cell)> {
    let rows = (0..).zip(frame.content.chunks(usize::from(frame.area.width).max(1)));
    rows.flat_map(|(y, row)| {
        let mut cells = (0..).zip(row);
        iter::from_fn(move || {
            loop {
                let (x, cell) = cells.next()?;
                let symbol = cell.symbol();
                let width = match cell.diff_option {
                    CellDiffOption::ForcedWidth(width) => width.get(),
                    _ if is_one_cell_each(symbol) => 1,
                    _ => cell.cell_width(),
                };
                for _ in 1..width {
                    cells.next();
                }
                if symbol != " " || ink_of(cell) != Ink::default() {
                    return Some((x, y, cell));
                }
            }
        })
    })
}

fn ink_of(cell: &Cell) -> Ink {
    Ink {
        fg: cell.fg,
        bg: cell.bg,
        modifier: cell.modifier,
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Modifier, Style};

    use super::*;

    const AREA: Rect = Rect::new(0, 0, 20, 3);

    #[derive(Default)]
    struct Screen {
        ansi: Ansi,
        shown: Option<Buffer>,
    }

    impl Screen {
        fn drawn(&mut self, view: impl FnOnce(&mut Buffer) -> Option<Position>) -> String {
            let mut frame = Buffer::empty(AREA);
            let cursor = view(&mut frame);
            self.ansi.bytes.clear();
            self.ansi.push_frame(self.shown.as_ref(), &frame);
            self.ansi.push_cursor(cursor);
            self.shown = Some(frame);
            String::from_utf8(self.ansi.bytes.clone()).expect("UTF-8")
        }
    }

    #[test]
    fn a_frame_is_moves_inks_and_symbols() {
        let mut screen = Screen::default();
        let view = |buffer: &mut Buffer| {
            buffer.set_string(2, 1, "ab", Style::new());
            let style = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
            buffer.set_string(4, 1, "\u{79d2}!", style);
            buffer.set_string(0, 2, "c", style);
            None
        };
        assert_eq!(
            screen.drawn(view),
            "\x1b[2;3Hab\x1b[0;1;31m\u{79d2}\x1b[2;7H!\x1b[3;1Hc\x1b[0m"
        );
        assert_eq!(screen.drawn(view), "");
    }

    #[test]
    fn the_cursor_is_moved_when_it_has_to() {
        let mut screen = Screen::default();
        let at = |text: &'static str| {
            move |buffer: &mut Buffer| {
                buffer.set_string(0, 0, text, Style::new());
                Some(Position::new(1, 0))
            }
        };
        let shown = screen.drawn(at("a"));
        assert!(
            shown.contains("\x1b[?25h") && shown.ends_with("\x1b[1;2H"),
            "{shown:?}"
        );
        assert_eq!(screen.drawn(at("a")), "");
        assert_eq!(screen.drawn(at("b")), "\x1b[1;1Hb\x1b[1;2H");
        assert_eq!(screen.drawn(|_| None), "\x1b[1;1H \x1b[?25l");
    }

    proptest! {
        #[test]
        fn a_first_frame_is_the_change_of_an_empty_one(
            texts in proptest::collection::vec(
                (0_u16..20, 0_u16..3, "[a-c \u{79d2}\u{e9}]{0,8}", any::<bool>()),
                0..6,
            ),
        ) {
            let mut frame = Buffer::empty(AREA);
            for (x, y, text, is_red) in texts {
                let style = if is_red { Style::new().fg(Color::Red) } else { Style::new() };
                frame.set_string(x, y, text, style);
            }
            // A character too wide for its cell, as the scroll mark of a pane may be.
            frame[(19, 2)]
                .set_symbol("\u{79d2}")
                .set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
            let (mut first, mut changed) = (Ansi::default(), Ansi::default());
            first.push_frame(None, &frame);
            changed.push_frame(Some(&Buffer::empty(AREA)), &frame);
            prop_assert_eq!(first.bytes, changed.bytes);
        }
    }
}
