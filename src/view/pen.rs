//! Drawing text, rules and scroll marks that never leave their area and hold nothing
//! that a terminal would act on.

use std::num::NonZeroU16;
use std::ops::Range;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use crate::app::layout::{cells, inset};
use crate::app::links::Piece;
use crate::text::{clip, is_clean, is_one_cell_each, scrub, width_cells};
use crate::theme::{Hyperlinks, Theme};

/// Whether a pane takes the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// It does: its rule is heavy.
    Focused,
    /// It does not: its rule is thin.
    Quiet,
}

/// Draws into a frame.
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    pub theme: &'a Theme,
}

impl<'a> Pen<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self { buffer, theme }
    }

    /// The whole frame.
    pub(super) fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Writes text into `area` from this column and row of it; what does not fit is
    /// clipped. Returns the column after it.
    ///
    /// What is shown is made of clean texts, but joined and cut to lines it is `&str`,
    /// and a cut may leave a joiner without its neighbour. So this, the one place
    /// through which text reaches the screen, lets nothing through that is not clean.
    pub(super) fn put(
        &mut self,
        area: Rect,
        (column, row): (u16, u16),
        text: &str,
        style: Style,
    ) -> u16 {
        let area = area.intersection(self.buffer.area);
        if column >= area.width || row >= area.height {
            return column;
        }
        let room = usize::from(area.width - column);
        // What was drawn there before (a rule, say) must not shine through.
        let style = Style::reset().patch(style);
        let mut text = clip(text, room);
        if !is_clean(&text) {
            text = scrub(&text).0.into_owned().into();
        }
        let (x, y) = (area.x + column, area.y + row);
        if !is_one_cell_each(&text) {
            let (end, _) = self.buffer.set_stringn(x, y, &text, room, style);
            return end - area.x;
        }
        // One character, one cell: most of a frame, and ratatui would look for graphemes.
        let row = self.buffer.index_of(x, y);
        let row = self.buffer.content.get_mut(row..row + room);
        let mut end = column;
        for (c, cell) in text.chars().zip(row.into_iter().flatten()) {
            cell.set_char(c).set_style(style);
            end += 1;
        }
        end
    }

    /// Writes a character that is one cell wide into a cell of the buffer.
    fn put_char(&mut self, place: (u16, u16), c: char, style: Style) {
        if let Some(cell) = self.buffer.cell_mut(place) {
            cell.set_char(c).set_style(style);
        }
    }

    /// Writes such a character into every cell of a row.
    fn put_row(&mut self, area: Rect, row: u16, c: char, style: Style) {
        let area = area.intersection(self.buffer.area);
        if row < area.height {
            let style = Style::reset().patch(style);
            for x in area.left()..area.right() {
                self.put_char((x, area.y + row), c, style);
            }
        }
    }

    /// Writes text that ends at the end of the row, if it fits from `column` on.
    /// Returns the column it begins in, or that of the row's end.
    pub(super) fn put_right(
        &mut self,
        area: Rect,
        (column, row): (u16, u16),
        text: &str,
        style: Style,
    ) -> u16 {
        let width = cells(width_cells(text));
        match area.width.checked_sub(width) {
            Some(start) if start >= column => {
                self.put(area, (start, row), text, style);
                start
            }
            _ => area.width,
        }
    }

    /// Writes a part of an address at this column of a row, as a hyperlink to the whole
    /// where the terminal knows such.
    ///
    /// Every cell opens and closes the hyperlink (OSC 8): cells are drawn one by one as
    /// they change, so that one opened in a cell and closed in another would leak. The
    /// `id` makes them one to the terminal. An [`crate::links::Address`] is printable
    /// ASCII and nothing else; no other text gets inside.
    pub(super) fn put_address(&mut self, area: Rect, column: u16, piece: &Piece, style: Style) {
        let end = self.put(area, (column, 0), &piece.text, style);
        let hyperlink = piece.hyperlink.as_ref();
        let Some(address) = hyperlink.filter(|_| self.theme.hyperlinks == Hyperlinks::Shown) else {
            return;
        };
        let area = area.intersection(self.buffer.area);
        for x in area.x + column..area.x + end {
            if let Some(cell) = self.buffer.cell_mut((x, area.y)) {
                let symbol = cell.symbol();
                let symbol = format!("\x1b]8;id=l;{address}\x1b\\{symbol}\x1b]8;;\x1b\\");
                cell.set_symbol(&symbol)
                    .set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
            }
        }
    }

    /// Marks these bytes of `text`, which was put at this column and row of `area`.
    pub(super) fn mark(
        &mut self,
        area: Rect,
        (column, row): (u16, u16),
        text: &str,
        ranges: &[Range<usize>],
        style: Style,
    ) {
        for range in ranges {
            let (Some(before), Some(inside)) = (text.get(..range.start), text.get(range.clone()))
            else {
                continue;
            };
            let at = column.saturating_add(cells(width_cells(before)));
            let mut marked = inset(area, at, 0);
            marked.y = marked.y.saturating_add(row);
            marked.height = 1;
            marked.width = marked.width.min(cells(width_cells(inside)));
            let marked = marked.intersection(area).intersection(self.buffer.area);
            self.buffer.set_style(marked, style);
        }
    }

    /// Gives a row's cells one colour; their weight stays.
    pub(super) fn restyle(&mut self, area: Rect, row: u16, style: Style) {
        let row = Rect {
            y: area.y.saturating_add(row),
            height: 1,
            ..area
        };
        let area = row.intersection(area).intersection(self.buffer.area);
        let one_colour = Style::new().fg(Color::Reset).bg(Color::Reset);
        self.buffer.set_style(area, one_colour.patch(style));
    }

    /// Draws a pane's title row: a rule, heavy where the pane has the focus, with
    /// its name in it. Returns the column after the name.
    pub(super) fn title(&mut self, area: Rect, name: &str, weight: Weight) -> u16 {
        let (rule, rule_style, name_style) = match weight {
            Weight::Focused => ('\u{2501}', self.theme.focus, self.theme.focus),
            Weight::Quiet => ('\u{2500}', self.theme.rule, self.theme.pane),
        };
        self.put_row(area, 0, rule, rule_style);
        self.put(area, (1, 0), &format!(" {name} "), name_style)
    }

    /// Draws a thin rule.
    pub(super) fn rule(&mut self, area: Rect) {
        self.put_row(area, 0, '\u{2500}', self.theme.rule);
    }

    /// Blanks an area that lies over others, with what of a wide character before it would
    /// reach into it.
    pub(super) fn clear(&mut self, area: Rect) {
        for row in 0..area.height {
            self.put_row(area, row, ' ', self.theme.text);
            let before = area.x.checked_sub(1).map(|x| (x, area.y + row));
            if let Some(cell) = before.and_then(|place| self.buffer.cell_mut(place))
                && width_cells(cell.symbol()) > 1
            {
                cell.set_char(' ');
            }
        }
    }

    /// Draws a thin frame on the edges of an area.
    pub(super) fn frame(&mut self, area: Rect) {
        let style = self.theme.rule;
        let (right, bottom) = (area.width.saturating_sub(1), area.height.saturating_sub(1));
        self.put_row(area, 0, '\u{2500}', style);
        self.put_row(area, bottom, '\u{2500}', style);
        for row in 1..bottom {
            self.put(area, (0, row), "\u{2502}", style);
            self.put(area, (right, row), "\u{2502}", style);
        }
        for (place, corner) in [
            ((0, 0), "\u{250c}"),
            ((right, 0), "\u{2510}"),
            ((0, bottom), "\u{2514}"),
            ((right, bottom), "\u{2518}"),
        ] {
            self.put(area, place, corner, style);
        }
    }

    /// Draws a vertical rule, jointed where the horizontal rule `joint` meets it.
    pub(super) fn divider(&mut self, area: Rect, joint: Option<Rect>) {
        for row in 0..area.height {
            let y = area.y + row;
            let symbol = match joint.filter(|rule| rule.y == y) {
                _ if row == 0 => '\u{252c}',
                Some(rule) if rule.x > area.x => '\u{251c}',
                Some(_) => '\u{2524}',
                None => '\u{2502}',
            };
            self.put_row(area, row, symbol, self.theme.rule);
        }
    }

    /// Marks at the right edge which part of something longer is shown.
    pub(super) fn scroll_mark(&mut self, body: Rect, scroll: usize, rows: usize) {
        let height = usize::from(body.height);
        if rows <= height || height == 0 {
            return;
        }
        let thumb = (height * height / rows).clamp(1, height);
        let room = height - thumb;
        let scroll_max = rows - height;
        let top = (scroll.min(scroll_max) * room).div_ceil(scroll_max);
        for row in top..(top + thumb).min(height) {
            let place = (body.width.saturating_sub(1), cells(row));
            self.put(body, place, "\u{2590}", self.theme.muted);
        }
    }

    /// Writes lines in the middle of an area.
    pub(super) fn centred(&mut self, area: Rect, lines: &[(&str, Style)]) {
        let area = area.intersection(self.buffer.area);
        let top = area.height.saturating_sub(cells(lines.len())) / 2;
        for (row, (text, style)) in (top..).zip(lines) {
            let width = cells(width_cells(text)).min(area.width);
            self.put(area, ((area.width - width) / 2, row), text, *style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Colors;

    #[test]
    fn a_frame_over_a_wide_character_is_whole() {
        let theme = Theme::new(Colors::None);
        let area = Rect::new(0, 0, 9, 3);
        let mut buffer = Buffer::empty(area);
        let mut pen = Pen::new(&mut buffer, &theme);
        for row in 0..3 {
            pen.put(
                area,
                (0, row),
                "\u{79d2}\u{6740}\u{79d2}\u{6740}",
                Style::new(),
            );
        }
        let frame = Rect::new(3, 0, 4, 3);
        pen.clear(frame);
        pen.frame(frame);
        for (row, want) in [
            (0, "\u{79d2}  \u{250c}\u{2500}\u{2500}\u{2510}"),
            (1, "\u{79d2}  \u{2502}  \u{2502}"),
            (2, "\u{79d2}  \u{2514}\u{2500}\u{2500}\u{2518}"),
        ] {
            let drawn: String = (0..7).map(|x| buffer[(x, row)].symbol()).collect();
            assert_eq!(drawn, want);
        }
    }

    #[test]
    fn what_a_terminal_would_act_on_is_not_drawn() {
        let theme = Theme::new(Colors::None);
        for (text, want) in [
            ("a\u{1b}[2Jb", "ab"),
            ("a\u{9b}31mb", "ab"),
            ("a\u{202e}b\u{200b}c", "abc"),
            ("\u{645}\u{200c}", "\u{645}"),
        ] {
            let area = Rect::new(0, 0, 9, 1);
            let mut buffer = Buffer::empty(area);
            let end = Pen::new(&mut buffer, &theme).put(area, (0, 0), text, Style::new());
            let drawn: String = (0..9).map(|x| buffer[(x, 0)].symbol()).collect();
            assert_eq!(drawn.trim_end(), want, "{text:?}");
            assert_eq!(usize::from(end), width_cells(want), "{text:?}");
        }
    }
}
