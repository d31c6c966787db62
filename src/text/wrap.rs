//! Cell widths, clipping and line breaking.

use std::borrow::Cow;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands where text was left out.
pub const ELLIPSIS: &str = "\u{2026}";

/// Longest text that is looked through before it is broken, in bytes: of a longer one
/// only the lines that are asked for should cost anything.
const SIMPLE_MAX: usize = 4 * 1024;

/// The width of `text` in terminal cells, as ratatui counts them.
#[must_use]
pub fn width_cells(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else if is_one_cell_each(text) {
        text.chars().count()
    } else {
        text.width()
    }
}

/// Whether every character of `text` is a grapheme of its own and one cell wide, told
/// without tables: printable ASCII and Latin-1, common punctuation, lines of boxes.
/// That is most of what is drawn; `false` says nothing.
#[must_use]
pub fn is_one_cell_each(text: &str) -> bool {
    // Two loops: the one over bytes, which is enough for most texts, compares many at once.
    let is_printable = |all, byte| all & matches!(byte, b' '..=b'~');
    text.bytes().fold(true, is_printable) || text.chars().all(is_one_cell)
}

const fn is_one_cell(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{ff}' | '\u{2010}'..='\u{2027}'
            | '\u{2500}'..='\u{257f}'
    )
}

/// `text` shortened to at most `max` cells, the last one an ellipsis where
/// something was left out. Never cuts a grapheme. O(max).
#[must_use]
pub fn clip(text: &str, max: usize) -> Cow<'_, str> {
    if width_cells(text) <= max {
        return Cow::Borrowed(text);
    }
    let Some(room) = max.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let kept = &text[..fitting(text, room)];
    Cow::Owned(format!("{}{ELLIPSIS}", kept.trim_end()))
}

/// The bytes of the longest start of `text` that fits into `max` cells.
fn fitting(text: &str, max: usize) -> usize {
    if is_one_cell_each(text) {
        let beyond = text.char_indices().nth(max);
        return beyond.map_or(text.len(), |(at, _)| at);
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width_cells(grapheme);
        if used > max {
            return at;
        }
    }
    text.len()
}

/// Breaks `text` into lines of at most `width` cells, at the places UAX #14
/// allows, and inside a word only where the word alone is too wide. At most
/// `lines_max` lines; the last ends in an ellipsis where text was left out.
///
/// ratatui's own wrapping breaks before `。` and textwrap overflows on emoji,
/// which is why this exists. O(n) until the last line is full.
#[must_use]
pub fn wrap(text: &str, width: usize, lines_max: usize) -> Vec<Cow<'_, str>> {
    if width == 0 || lines_max == 0 || text.is_empty() {
        return Vec::new();
    }
    // Elsewhere the widths of words do not add up exactly in every script.
    let adds_up = text.len() <= SIMPLE_MAX && is_one_cell_each(text);
    if adds_up && width_cells(text.trim_end()) <= width {
        return vec![Cow::Borrowed(text.trim_end())];
    }
    broken(text, width, lines_max, adds_up)
}

/// As [`wrap`], where `adds_up` tells whether the width of a line is the sum of its words'.
fn broken(text: &str, width: usize, lines_max: usize, adds_up: bool) -> Vec<Cow<'_, str>> {
    let mut lines = Vec::new();
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let mut start = 0;
    let mut end = 0;
    let mut used = 0;
    let mut last = 0;
    for stop in segmenter.segment_str(text).skip(1) {
        let piece = &text[last..stop];
        last = stop;
        let cells = width_cells(piece.trim_end());
        if used + cells > width && used > 0 {
            if lines.len() + 1 == lines_max {
                lines.push(with_ellipsis(&text[start..end], width));
                return lines;
            }
            lines.push(Cow::Borrowed(text[start..end].trim_end()));
            start = end;
            used = 0;
        }
        end = stop;
        let mut left = if adds_up {
            used + cells
        } else {
            width_cells(text[start..end].trim_end())
        };
        used += width_cells(piece);
        // Subtracting keeps this linear in a word of megabytes; the last word is the width
        // itself.
        while left > width {
            if lines.len() + 1 == lines_max {
                lines.push(clip(&text[start..end], width));
                return lines;
            }
            let cut = start + fitting(&text[start..end], width).max(first_grapheme(&text[start..]));
            lines.push(Cow::Borrowed(&text[start..cut]));
            left = left.saturating_sub(width_cells(&text[start..cut]));
            start = cut;
            if left <= width {
                left = width_cells(text[start..end].trim_end());
                used = width_cells(&text[start..end]);
            }
        }
    }
    if start < text.len() {
        lines.push(Cow::Borrowed(text[start..].trim_end()));
    }
    lines
}

/// A line that has more behind it: always ends in an ellipsis.
fn with_ellipsis(line: &str, width: usize) -> Cow<'static, str> {
    let line = line.trim_end();
    let kept = &line[..fitting(line, width.saturating_sub(1))];
    Cow::Owned(format!("{}{ELLIPSIS}", kept.trim_end()))
}

fn first_grapheme(text: &str) -> usize {
    text.graphemes(true).next().map_or(text.len(), str::len)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_taken_for_one_cell_is_one_cell_and_one_grapheme() {
        let simple = ('\0'..=char::MAX).filter(|c| is_one_cell(*c));
        for c in simple {
            let text = format!("{c}{c}x");
            assert_eq!(
                (text.width(), text.graphemes(true).count()),
                (3, 3),
                "{c:?}"
            );
        }
    }

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_where_readers_expect() {
        let table: [(&str, usize, usize, &[&str]); 6] = [
            ("one two three", 7, 9, &["one two", "three"]),
            ("one two three", 7, 1, &["one tw\u{2026}"]),
            ("秒杀系统设计。", 6, 9, &["秒杀系", "统设", "计。"]),
            ("abcdefghij", 4, 9, &["abcd", "efgh", "ij"]),
            ("", 4, 9, &[]),
            ("a", 0, 9, &[]),
        ];
        for (text, width, lines_max, want) in table {
            assert_eq!(wrap(text, width, lines_max), want, "{text:?} at {width}");
        }
        assert_eq!(clip("flash sale", 6), "flash\u{2026}");
        assert_eq!(clip("秒杀系统", 5), "秒杀\u{2026}");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_asked(text in "[a-z 秒é。👍🏽-]{0,60}", width in 2_usize..20) {
            for line in wrap(&text, width, 100) {
                prop_assert!(width_cells(&line) <= width, "{line:?}");
            }
            prop_assert!(width_cells(&clip(&text, width)) <= width);
        }

        #[test]
        fn simple_texts_are_broken_like_all_others(
            text in "[a-z .,!(\u{2011}\u{2019}\u{2026}/-]{1,60}",
            width in 1_usize..20,
            lines_max in 1_usize..9,
        ) {
            prop_assert_eq!(
                wrap(&text, width, lines_max),
                broken(&text, width, lines_max, false)
            );
        }

        #[test]
        fn wrapping_keeps_every_visible_character(text in "[a-z 秒。-]{0,60}", width in 2_usize..20) {
            let joined: String = wrap(&text, width, 1000).concat();
            let visible = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(visible(&joined), visible(&text));
        }
    }
}
