//! Marking what a query found in texts that are shown in lines.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::pen::Pen;
use crate::search::{Field, Highlights};
use crate::text::ELLIPSIS;

/// Texts longer than this are not searched for what to mark: a frame must not depend on
/// how much a page holds.
const BYTES_MAX: usize = 16 * 1024;

/// A text that is shown line by line, with what is marked in it.
pub(super) struct Marked<'a> {
    whole: &'a str,
    ranges: Vec<Range<usize>>,
    /// Bytes of the text that were shown.
    shown: usize,
}

impl<'a> Marked<'a> {
    /// The content of a field.
    pub(super) fn new(highlights: &Highlights, field: Field, whole: &'a str) -> Self {
        let ranges = if whole.len() <= BYTES_MAX {
            highlights.ranges(field, whole)
        } else {
            Vec::new()
        };
        Self::at(whole, ranges)
    }

    /// A text with these bytes marked.
    pub(super) fn at(whole: &'a str, ranges: Vec<Range<usize>>) -> Self {
        Self {
            whole,
            ranges,
            shown: 0,
        }
    }

    /// Puts the next line of the text into a row and marks what was found in it. Returns
    /// the column after it.
    pub(super) fn put(
        &mut self,
        pen: &mut Pen<'_>,
        area: Rect,
        column: u16,
        line: &str,
        style: Style,
    ) -> u16 {
        let end = pen.put(area, (column, 0), line, style);
        let found = pen.theme.found;
        let ranges = self.next(line);
        pen.mark(area, (column, 0), line, &ranges, found);
        end
    }

    /// Passes a line over that is not shown.
    pub(super) fn pass(&mut self, line: &str) {
        self.next(line);
    }

    /// What is marked in the next line, as bytes of that line.
    fn next(&mut self, line: &str) -> Vec<Range<usize>> {
        if self.ranges.is_empty() {
            return Vec::new();
        }
        let kept = line.strip_suffix(ELLIPSIS).unwrap_or(line).trim_end();
        let rest = self.whole.get(self.shown..).unwrap_or_default();
        let Some(start) = rest.find(kept).map(|at| self.shown + at) else {
            return Vec::new();
        };
        let end = start + kept.len();
        self.shown = end;
        self.ranges
            .iter()
            .filter(|range| range.start < end && range.end > start)
            .map(|range| range.start.max(start) - start..range.end.min(end) - start)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_found_is_marked_in_the_line_it_stands_on() {
        let filter = "'the"
            .parse::<crate::search::query::Query>()
            .expect("a query");
        let highlights = Highlights::of(&filter.filter);
        let whole = "The saga and the other, the end";
        let mut marked = Marked::new(&highlights, Field::Title, whole);
        for (line, want) in [
            ("The saga and", "The"),
            ("the other,", "the the"),
            ("the\u{2026}", "the"),
        ] {
            let ranges = marked.next(line).into_iter();
            let shown: Vec<&str> = ranges.map(|range| &line[range]).collect();
            assert_eq!(shown.join(" "), want, "{line}");
        }
    }
}
