//! The lines of a text that hold something, with a little look-ahead.

use std::ops::Range;

use super::scan;

/// How far ahead the parser looks.
const AHEAD: usize = 4;

/// A line, trimmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// What it holds; never empty.
    pub text: &'a str,
    /// Where `text` begins, in bytes from the start of the file.
    pub start: usize,
    /// Its number, from 1; blank lines count.
    pub number: u32,
}

impl Line<'_> {
    /// The bytes of the file that `text` is.
    pub(super) const fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// A cursor over the lines that are not blank. Linear: every byte is looked at once.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    next: usize,
    number: u32,
    ahead: [Option<Line<'a>>; AHEAD],
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut lines = Self {
            text,
            next: 0,
            number: 0,
            ahead: [None; AHEAD],
        };
        for place in 0..AHEAD {
            lines.ahead[place] = lines.read();
        }
        lines
    }

    /// The line `places` ahead, from 0; at most three.
    pub(super) const fn peek(&self, places: usize) -> Option<Line<'a>> {
        self.ahead[places]
    }

    /// Takes the next line.
    pub(super) fn take(&mut self) -> Option<Line<'a>> {
        let line = self.ahead[0];
        let [_, next, second, third] = self.ahead;
        self.ahead = [next, second, third, self.read()];
        line
    }

    /// Drops the first `bytes` of the next line, which begin something else.
    pub(super) fn split(&mut self, bytes: usize) {
        if let Some(line) = &mut self.ahead[0] {
            line.text = trim(&line.text[bytes..]);
            line.start = line.text.as_ptr() as usize - self.text.as_ptr() as usize;
        }
    }

    /// Where the next line begins, or the text ends.
    pub(super) fn position(&self) -> usize {
        self.peek(0).map_or(self.text.len(), |line| line.start)
    }

    /// The number of the last line of the text, known once all is taken.
    pub(super) const fn last_number(&self) -> u32 {
        self.number
    }

    fn read(&mut self) -> Option<Line<'a>> {
        while self.next < self.text.len() {
            let start = self.next;
            let rest = &self.text.as_bytes()[start..];
            let len = scan::find(b'\n', rest).unwrap_or(rest.len());
            self.next = start + len + 1;
            self.number = self.number.saturating_add(1);
            let text = trim(&self.text[start..start + len]);
            if !text.is_empty() {
                return Some(Line {
                    text,
                    start: text.as_ptr() as usize - self.text.as_ptr() as usize,
                    number: self.number,
                });
            }
        }
        None
    }
}

/// Trims blanks of all kinds and stray byte-order marks, which joined files have
/// in their middle.
fn trim(line: &str) -> &str {
    let line = line.trim_ascii();
    let (Some(first), Some(last)) = (line.as_bytes().first(), line.as_bytes().last()) else {
        return line;
    };
    if first.is_ascii() && last.is_ascii() {
        return line;
    }
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}
