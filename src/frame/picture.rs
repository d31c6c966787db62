//! A drawn frame as rows of runs, each of one style.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};

use super::{ansi, json, svg};
use crate::text::{is_clean, scrub, width_cells};
use crate::theme::Ink;

/// Neighbouring cells of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// First column, from 0.
    pub x: u16,
    /// Columns.
    pub width: u16,
    /// The characters; safe to show.
    pub text: String,
    /// The style.
    pub style: Ink,
}

/// A drawn frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    width: u16,
    rows: Vec<Vec<Run>>,
}

impl Picture {
    /// Takes the cells of a buffer.
    #[must_use]
    pub fn of(buffer: &Buffer) -> Self {
        let width = buffer.area.width;
        let cells = buffer.content.chunks(usize::from(width).max(1));
        Self {
            width,
            rows: cells.map(runs).collect(),
        }
    }

    /// Columns.
    #[must_use]
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// The rows from the top, each as its runs from the left.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Run>] {
        &self.rows
    }

    /// The characters of every row, without the blanks at its end.
    #[must_use]
    pub fn text_rows(&self) -> Vec<String> {
        let row = |runs: &Vec<Run>| {
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            text.trim_end_matches(' ').to_owned()
        };
        self.rows.iter().map(row).collect()
    }

    /// Writes the characters, one row a line.
    ///
    /// # Errors
    /// When `out` refuses.
    pub fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        for row in self.text_rows() {
            writeln!(out, "{row}")?;
        }
        Ok(())
    }

    /// Writes characters and SGR sequences, one row a line, nothing left switched on
    /// at its end.
    ///
    /// # Errors
    /// When `out` refuses.
    pub fn write_ansi(&self, out: &mut dyn Write) -> io::Result<()> {
        ansi::write(self, out)
    }

    /// Writes a picture.
    ///
    /// # Errors
    /// When `out` refuses.
    pub fn write_svg(&self, out: &mut dyn Write) -> io::Result<()> {
        svg::write(self, out)
    }

    /// Writes size, runs and text as one JSON object.
    ///
    /// # Errors
    /// When `out` refuses.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        json::write(self, out)
    }
}

fn runs(cells: &[Cell]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut at, mut x) = (0, 0_u16);
    while let Some(cell) = cells.get(at) {
        let style = Ink {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        };
        let symbol = scrubbed(cell.symbol());
        // A wide character hides the cells behind it, and is hidden itself by the edge.
        let wide = width_cells(&symbol).clamp(1, cells.len() - at);
        let columns = u16::try_from(wide).unwrap_or(1);
        match runs.last_mut().filter(|run| run.style == style) {
            Some(run) => {
                run.width += columns;
                run.text.push_str(&symbol);
            }
            None => runs.push(Run {
                x,
                width: columns,
                text: symbol,
                style,
            }),
        }
        at += wide;
        x += columns;
    }
    runs
}

/// A cell's characters without what a terminal would act on. Whatever the view put
/// there (it may put links around them), a frame holds only what is seen.
fn scrubbed(symbol: &str) -> String {
    let text = if is_clean(symbol) {
        symbol.to_owned()
    } else {
        scrub(symbol).0.into_owned()
    };
    if text.is_empty() {
        " ".to_owned()
    } else {
        text
    }
}

/// `#rrggbb`.
pub fn hex((r, g, b): (u8, u8, u8)) -> String {
    let mut text = String::with_capacity(7);
    write!(text, "#{r:02x}{g:02x}{b:02x}").expect("writing to a String cannot fail");
    text
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    /// Two rows: styles and a wide character, then nothing.
    pub fn sample() -> Picture {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 2));
        buffer.set_string(0, 0, "ab<", Style::new().bold().red());
        buffer.set_string(3, 0, "秒", Style::new().on_blue());
        buffer.set_string(5, 0, "\u{2502}x", Style::new().dim().reversed());
        Picture::of(&buffer)
    }

    #[test]
    fn runs_cover_every_column_once() {
        let picture = sample();
        let columns = |row: &Vec<Run>| row.iter().map(|r| (r.x, r.width)).collect::<Vec<_>>();
        assert_eq!(
            columns(&picture.rows()[0]),
            [(0, 3), (3, 2), (5, 2), (7, 5)]
        );
        assert_eq!(columns(&picture.rows()[1]), [(0, 12)]);
        assert_eq!(picture.text_rows(), ["ab<秒\u{2502}x", ""]);
    }

    #[test]
    fn no_cell_smuggles_a_control_character_out() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        buffer[(0, 0)].set_symbol("\u{1b}[31mx");
        buffer[(1, 0)].set_symbol("\u{202e}");
        let picture = Picture::of(&buffer);
        assert_eq!(picture.text_rows(), ["x"]);
    }
}
