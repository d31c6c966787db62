//! The signs that are no letters, in two sets: as they are meant, and in ASCII.

/// Which signs a terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// As they are meant.
    #[default]
    Unicode,
    /// In ASCII: for fonts and locales without the others.
    Ascii,
}

/// Every sign that the reader draws beside texts, and the one that stands for it in
/// ASCII; all are one cell wide.
const SIGNS: [(char, char); 27] = [
    // Kept; chosen, or read; left out; a note.
    ('\u{2605}', '*'),
    ('\u{2713}', '+'),
    ('\u{2717}', '-'),
    ('\u{270e}', '"'),
    // The selected row with and without the focus; a marked card; the scroll mark.
    ('\u{258c}', '>'),
    ('\u{258f}', '|'),
    ('\u{2503}', '#'),
    ('\u{2590}', ':'),
    // Folded, unfolded; shorter, cut off; between facts; between pages.
    ('\u{25b8}', '>'),
    ('\u{25be}', 'v'),
    ('\u{2191}', '^'),
    ('\u{2026}', '~'),
    ('\u{b7}', '-'),
    ('\u{2039}', '<'),
    ('\u{203a}', '>'),
    // Rules, and where they meet.
    ('\u{2500}', '-'),
    ('\u{2501}', '='),
    ('\u{254c}', '-'),
    ('\u{2502}', '|'),
    ('\u{251c}', '+'),
    ('\u{2524}', '+'),
    ('\u{252c}', '+'),
    ('\u{250c}', '+'),
    ('\u{2510}', '+'),
    ('\u{2514}', '+'),
    ('\u{2518}', '+'),
    // From a page to a page.
    ('\u{2013}', '-'),
];

impl Marks {
    /// What stands for a cell's text in this set; none where that is what it is. What is
    /// no sign of the reader's stays: a title is not spelled otherwise.
    #[must_use]
    pub fn instead_of(self, symbol: &str) -> Option<char> {
        if self == Self::Unicode || symbol.is_ascii() {
            return None;
        }
        let is_it = |(sign, _): &&(char, char)| symbol.strip_prefix(*sign) == Some("");
        SIGNS.iter().find(is_it).map(|(_, ascii)| *ascii)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width_cells;

    #[test]
    fn every_sign_is_one_cell_wide_in_both_sets() {
        for (sign, ascii) in SIGNS {
            let cells = |c: char| width_cells(c.encode_utf8(&mut [0; 4]));
            assert!(ascii.is_ascii_graphic() && !sign.is_ascii(), "{sign}");
            assert_eq!((cells(sign), cells(ascii)), (1, 1), "{sign}");
        }
        assert_eq!(Marks::Ascii.instead_of("\u{2605}"), Some('*'));
        assert_eq!(Marks::Ascii.instead_of("\u{79d2}"), None);
        assert_eq!(Marks::Unicode.instead_of("\u{2605}"), None);
    }
}
