//! One line of what may be several, and the piece of a long line that fits a width.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::{ELLIPSIS, width_cells};

/// A text as one line: line ends, tabs and other control characters are blanks.
#[must_use]
pub fn blank_controls(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.replace(char::is_control, " "))
}

/// A piece of a line, with an ellipsis for what is left out before it or behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// What is shown.
    pub text: String,
    /// The byte of the line that is shown first.
    start: usize,
    /// The byte of the line behind what is shown.
    end: usize,
    /// Cells of the ellipsis before it.
    indent: usize,
}

impl Excerpt {
    /// The piece of `line` that fits `width` cells: as much before the byte `at` as fits
    /// `lead` cells, then what follows. Never cuts a grapheme, but at `at`. O(width).
    #[must_use]
    pub fn around(line: &str, at: usize, lead: usize, width: usize) -> Self {
        let (before, behind) = line.split_at_checked(at).unwrap_or((line, ""));
        let ellipsis = width_cells(ELLIPSIS);
        let mut start = before.len() - fitting(before.graphemes(true).rev(), lead);
        let mut indent = 0;
        if start > 0 {
            indent = ellipsis.min(width);
            let lead = lead.saturating_sub(indent);
            start = before.len() - fitting(before.graphemes(true).rev(), lead);
        }
        let used = indent + width_cells(before.get(start..).unwrap_or_default());
        let room = width.saturating_sub(used);
        let mut len = fitting(behind.graphemes(true), room);
        let is_cut = len < behind.len();
        if is_cut {
            len = fitting(behind.graphemes(true), room.saturating_sub(ellipsis));
        }
        let end = before.len() + len;
        let mut text = String::new();
        if indent > 0 {
            text.push_str(ELLIPSIS);
        }
        text.push_str(line.get(start..end).unwrap_or_default());
        if is_cut && width_cells(&text) + ellipsis <= width {
            text.push_str(ELLIPSIS);
        }
        Self {
            text,
            start,
            end,
            indent,
        }
    }

    /// The cell in which a byte of `line` stands; what is left out stands where the piece
    /// begins or ends.
    #[must_use]
    pub fn column(&self, line: &str, byte: usize) -> usize {
        let byte = byte.clamp(self.start, self.end);
        self.indent + width_cells(line.get(self.start..byte).unwrap_or_default())
    }

    /// The byte of `line` whose character stands in a cell, or the one behind the piece.
    #[must_use]
    pub fn byte_at(&self, line: &str, column: usize) -> usize {
        let Some(column) = column.checked_sub(self.indent) else {
            return self.start;
        };
        let shown = line.get(self.start..self.end).unwrap_or_default();
        self.start + fitting(shown.graphemes(true), column)
    }

    /// Whether something is left out before the piece.
    #[must_use]
    pub const fn is_cut_before(&self) -> bool {
        self.indent > 0
    }

    /// Whether something is left out behind the piece.
    #[must_use]
    pub const fn is_cut_behind(&self, line: &str) -> bool {
        self.end < line.len()
    }
}

/// The bytes of as many graphemes as fit `cells`.
fn fitting<'a>(graphemes: impl Iterator<Item = &'a str>, cells: usize) -> usize {
    let mut used = 0;
    let mut bytes = 0;
    for grapheme in graphemes {
        used += width_cells(grapheme);
        if used > cells {
            break;
        }
        bytes += grapheme.len();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_shown_with_marks_where_something_is_left_out() {
        for (line, at, lead, width, want, column) in [
            ("saga", 4, 9, 10, "saga", 4),
            ("saga", 0, 3, 4, "saga", 0),
            ("event sourcing", 14, 5, 6, "\u{2026}cing", 5),
            ("event sourcing", 0, 5, 6, "event\u{2026}", 0),
            ("event sourcing", 8, 4, 8, "\u{2026} sourc\u{2026}", 4),
            ("秒杀秒杀", 12, 4, 5, "\u{2026}杀", 3),
            ("秒杀秒杀", 0, 4, 5, "秒杀\u{2026}", 0),
            ("saga", 4, 0, 1, "\u{2026}", 1),
            ("saga", 2, 0, 0, "", 0),
        ] {
            let excerpt = Excerpt::around(line, at, lead, width);
            assert_eq!(excerpt.text, want, "{line} at {at} in {width}");
            assert_eq!(
                excerpt.column(line, at),
                column,
                "{line} at {at} in {width}"
            );
            assert!(width_cells(&excerpt.text) <= width);
        }
    }

    #[test]
    fn a_cell_is_the_byte_whose_character_stands_there() {
        let line = "event 秒杀 sourcing";
        let excerpt = Excerpt::around(line, line.len(), 12, 13);
        assert_eq!(excerpt.text, "\u{2026}杀 sourcing");
        for (column, want) in [
            (0, "杀 s"),
            (1, "杀 s"),
            (2, "杀 s"),
            (3, " so"),
            (4, "so"),
            (99, ""),
        ] {
            let byte = excerpt.byte_at(line, column);
            assert!(
                line[byte..].starts_with(want),
                "{column}: {}",
                &line[byte..]
            );
        }
    }

    #[test]
    fn a_line_of_a_megabyte_is_as_good_as_a_short_one() {
        let line = "a ".repeat(500_000);
        let excerpt = Excerpt::around(&line, 500_000, 20, 40);
        assert_eq!(width_cells(&excerpt.text), 40);
    }
}
