//! The matcher's score of one text, number for number.

use super::pattern::{Case, Pattern};
use crate::text::searched_chars;

/// What the matcher takes for impossible: `i16::MIN`.
const NEVER: i32 = -32_768;
/// For a character that is matched.
const MATCH: i32 = 16;
/// Taken off where the query's small letter met a capital.
const OTHER_CASE: i32 = 2;
/// At least this for a character right behind the one before.
const CONSECUTIVE: i32 = 4;
/// Taken off for the first character that is left out, and for each further one.
const GAP: (i32, i32) = (4, 1);

/// One place of the matcher's table: the best score with the character matched, and
/// with it left out.
#[derive(Clone, Copy)]
struct Cell {
    matched: i32,
    skipped: i32,
}

/// Scores texts by the rule of [`Pattern`]; holds the tables, so that one is used for
/// many texts. Every text is scored as if it were the first.
#[derive(Default)]
pub(super) struct Scorer {
    text: Vec<char>,
    firsts: Vec<usize>,
    rows: [Vec<Cell>; 2],
}

impl Scorer {
    /// The score of a text; `None` if it does not match. O(characters of both,
    /// multiplied).
    pub fn score(&mut self, text: &str, pattern: &Pattern) -> Option<i32> {
        if pattern.is_empty() {
            return Some(0);
        }
        self.read(text);
        self.find_firsts(pattern)?;
        Some(self.best(pattern))
    }

    /// Whether a text matches. O(characters of both).
    pub fn matches(&mut self, text: &str, pattern: &Pattern) -> bool {
        self.read(text);
        self.find_firsts(pattern).is_some()
    }

    fn read(&mut self, text: &str) {
        self.text.clear();
        if text.is_ascii() {
            self.text.extend(text.bytes().map(char::from));
        } else {
            self.text.extend(searched_chars(text).map(|(_, c)| c));
        }
    }

    /// Where every character of the pattern is first met, in order.
    fn find_firsts(&mut self, pattern: &Pattern) -> Option<()> {
        self.firsts.clear();
        let mut from = 0;
        for wanted in pattern.chars() {
            let rest = self.text.get(from..)?;
            let at = rest
                .iter()
                .position(|c| pattern.case().equal(*c, *wanted))?;
            self.firsts.push(from + at);
            from += at + 1;
        }
        Some(())
    }

    /// Fills the table as the matcher does where it needs no positions: in two rows that
    /// take turns. A row begins beside the cell that the row before last left there,
    /// and the last row's maximum includes that cell.
    fn best(&mut self, pattern: &Pattern) -> i32 {
        let start = Cell {
            matched: NEVER,
            skipped: -GAP.1,
        };
        let none = Cell {
            matched: NEVER,
            skipped: NEVER,
        };
        for (row, cell) in self.rows.iter_mut().zip([start, none]) {
            row.clear();
            row.resize(self.text.len() + 1, cell);
        }
        let [previous, row] = &mut self.rows;
        let mut last = 0;
        for (&wanted, &first) in pattern.chars().iter().zip(&self.firsts) {
            let mut beside = row[first];
            let before = self.text[..first].last().copied();
            let bonuses = bonuses(before, &self.text[first..]);
            let cells = row[first + 1..].iter_mut().zip(&previous[first..]);
            for ((cell, diagonal), (c, bonus)) in cells.zip(bonuses) {
                let matched = if pattern.case().equal(c, wanted) {
                    let other_case = if c == wanted { 0 } else { OTHER_CASE };
                    let consecutive = diagonal.matched + bonus.max(CONSECUTIVE);
                    consecutive.max(diagonal.skipped + bonus) + MATCH - other_case
                } else {
                    NEVER
                };
                let skipped = (beside.matched - GAP.0).max(beside.skipped - GAP.1);
                *cell = Cell { matched, skipped };
                beside = *cell;
            }
            last = first;
            std::mem::swap(previous, row);
        }
        let reached = previous[last..].iter().map(|cell| cell.matched);
        reached.max().unwrap_or(NEVER)
    }
}

/// Characters with what the matcher adds for their place: at the start of the text, of
/// a word, or of a part of a word in camel case.
fn bonuses(before: Option<char>, text: &[char]) -> impl Iterator<Item = (char, i32)> {
    text.iter().scan(before, |before, &c| {
        let bonus = match before.map(Kind::of) {
            None => 16,
            Some(Kind::HardSeparator) => 8,
            Some(Kind::SoftSeparator) => 7,
            Some(Kind::Other) if c.is_ascii_uppercase() => 6,
            Some(_) => 0,
        };
        *before = Some(c);
        Some((c, bonus))
    })
}

/// What a character is to the matcher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Upper,
    HardSeparator,
    SoftSeparator,
    /// Small letters, digits, and all that is not ASCII.
    Other,
}

impl Kind {
    pub const fn of(c: char) -> Self {
        match c {
            ' ' | '/' | '\\' | '|' | '(' | ')' | '[' | ']' | '{' | '}' => Self::HardSeparator,
            '!'..='\'' | '*'..='.' | ':'..='@' | '^'..='`' | '~' => Self::SoftSeparator,
            'A'..='Z' => Self::Upper,
            _ => Self::Other,
        }
    }
}

impl Case {
    pub const fn equal(self, text: char, wanted: char) -> bool {
        match self {
            Self::Kept => text == wanted,
            Self::Ignored => text.eq_ignore_ascii_case(&wanted),
        }
    }
}

#[cfg(test)]
mod tests {
    use fuzzy_matcher::FuzzyMatcher;
    use fuzzy_matcher::skim::SkimMatcherV2;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn the_score_is_that_of_a_fresh_matcher(
            // Few letters, so that they repeat; every kind of character.
            text in "[abcdAB19 ./()_秒杀-]{0,40}",
            pattern in "[abcdAB19 ./()_秒杀-]{0,7}",
        ) {
            let want = SkimMatcherV2::default().fuzzy_match(&text, &pattern);
            let mut scorer = Scorer::default();
            let pattern = Pattern::new(&pattern);
            // Twice: what was scored before must not matter.
            for _ in 0..2 {
                let score = scorer.score(&text, &pattern);
                prop_assert_eq!(score.map(i64::from), want);
            }
        }

        #[test]
        fn letters_far_apart_score_as_the_matcher_has_it(
            gaps in prop::collection::vec((0..90_usize, "[daD]"), 1..12),
            pattern in "[daD]{1,6}",
        ) {
            let text: String = gaps
                .iter()
                .map(|(gap, letter)| "-".repeat(*gap) + letter)
                .collect();
            let want = SkimMatcherV2::default().fuzzy_match(&text, &pattern);
            let score = Scorer::default().score(&text, &Pattern::new(&pattern));
            prop_assert_eq!(score.map(i64::from), want);
        }
    }
}
