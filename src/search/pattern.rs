//! A fuzzy word, and where it is found in a text.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::Fields;
use super::score::Scorer;
use crate::text::{fold_for_search, searched_chars};

/// The longest text, in characters, whose positions the matcher is asked for: its table
/// has 24 bytes for every pair of characters of text and pattern.
const POSITIONS_MAX: usize = 4_096;

/// Whether capitals differ from small letters, in ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Case {
    Kept,
    Ignored,
}

/// A word that is matched fuzzily: its characters in order, whatever stands between.
///
/// The word and what it is matched against are folded alike (accents, typographic
/// hyphens, quotes and blanks; [`searched_chars`]); case is ignored unless the word has
/// an upper-case letter.
///
/// **The rule.** A text matches, and its score is, what
/// `SkimMatcherV2::default().fuzzy_match(text, word)` of fuzzy-matcher 0.3.7 says to the
/// folded texts when *a new matcher is made for every call*. A matcher in use keeps rows of
/// the text before and lets them into the score of words with doubled letters (`ddd`,
/// `session`), so that its answer depends on what it was asked before; and
/// `fuzzy_indices` may score differently from `fuzzy_match`. Positions are those of
/// `fuzzy_indices` of a new matcher.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern {
    text: String,
    chars: Vec<char>,
    case: Case,
}

impl Pattern {
    /// The word as a person typed it. The empty word matches everything with score 0.
    #[must_use]
    pub fn new(word: &str) -> Self {
        let mut text = String::with_capacity(word.len());
        fold_for_search(&mut text, word);
        Self::folded(text)
    }

    /// A word that is folded already.
    pub(super) fn folded(text: String) -> Self {
        let case = if text.contains(|c: char| c.is_ascii_uppercase()) {
            Case::Kept
        } else {
            Case::Ignored
        };
        Self {
            chars: text.chars().collect(),
            text,
            case,
        }
    }

    /// Whether it is the empty word.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Whether all that this word matches is matched by `earlier` too, so that its
    /// articles need only be looked for among those of `earlier`: what typing on gives.
    #[must_use]
    pub fn narrows(&self, earlier: &Self) -> bool {
        let mut own = self.chars.iter();
        let mut each = earlier.chars.iter();
        (earlier.case == Case::Ignored || self.case == Case::Kept)
            && each.all(|wanted| own.any(|c| earlier.case.equal(*c, *wanted)))
    }

    /// The score of a text; `None` if it does not match. O(characters of both,
    /// multiplied).
    #[must_use]
    pub fn score(&self, text: &str) -> Option<i32> {
        Scorer::default().score(text, self)
    }

    /// The score of a text and the bytes that are matched in it; `None` if it does not
    /// match. For what is shown: O(characters of both, multiplied), and it allocates.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Found> {
        let score = self.score(text)?;
        let chars: Vec<(usize, char)> = searched_chars(text).collect();
        let mut ranges: Vec<Range<usize>> = Vec::with_capacity(self.chars.len());
        for position in self.positions(&chars) {
            let Some(&(start, _)) = chars.get(position) else {
                continue;
            };
            let len = text[start..].chars().next().map_or(0, char::len_utf8);
            match ranges.last_mut() {
                Some(last) if start < last.end => {}
                Some(last) if start == last.end => last.end += len,
                _ => ranges.push(start..start + len),
            }
        }
        Some(Found { score, ranges })
    }

    /// The characters that the matcher reports; beyond [`POSITIONS_MAX`] the first that
    /// are met.
    fn positions(&self, chars: &[(usize, char)]) -> Vec<usize> {
        if chars.len() <= POSITIONS_MAX {
            let text: String = chars.iter().map(|(_, c)| c).collect();
            // A new matcher, as the rule wants; its table goes with it.
            let found = SkimMatcherV2::default().fuzzy_indices(&text, &self.text);
            return found.map(|(_, positions)| positions).unwrap_or_default();
        }
        let mut rest = chars.iter().map(|(_, c)| *c).enumerate();
        self.chars
            .iter()
            .map_while(|wanted| rest.find(|(_, c)| self.case.equal(*c, *wanted)))
            .map(|(position, _)| position)
            .collect()
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn chars(&self) -> &[char] {
        &self.chars
    }

    pub(super) const fn case(&self) -> Case {
        self.case
    }
}

/// Where a word was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The matcher's score; higher is better.
    pub score: i32,
    /// The bytes of the text that were matched: whole characters, ascending, with
    /// something between one range and the next.
    pub ranges: Vec<Range<usize>>,
}

/// A fuzzy word and the fields it may be found in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// The word.
    pub pattern: Pattern,
    /// Where it is looked for.
    pub fields: Fields,
}

impl Word {
    /// A word of a query that names no field.
    #[must_use]
    pub fn bare(word: &str) -> Self {
        Self {
            pattern: Pattern::new(word),
            fields: Fields::BARE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matched_bytes_are_those_of_the_text_as_it_is_shown() {
        for (text, word, want) in [
            ("e\u{2011}commerce", "e-c", vec!["e\u{2011}c"]),
            ("A na\u{ef}ve way", "naive", vec!["na\u{ef}ve"]),
            ("Flash sale (秒杀)", "fs秒", vec!["F", "s", "秒"]),
            ("\u{fb01}n", "fi", vec!["\u{fb01}"]),
            ("Zhihu\u{2019}s", "u's", vec!["u\u{2019}s"]),
            ("When to Adopt CQRS?", "cqrs", vec!["CQRS"]),
            ("anything", "", vec![]),
        ] {
            let found = Pattern::new(word).find(text).expect("a match");
            let parts: Vec<&str> = found.ranges.into_iter().map(|range| &text[range]).collect();
            assert_eq!(parts, want, "{word} in {text}");
        }
    }

    #[test]
    fn an_upper_case_letter_asks_for_itself() {
        for (word, text, matches) in [
            ("redis", "REDIS", true),
            ("Redis", "REDIS", false),
            ("Redis", "Redis", true),
            ("\u{c9}t\u{e9}", "Ete", true),
            ("\u{c9}t\u{e9}", "ete", false),
            ("дом", "Дом", true),
        ] {
            let found = Pattern::new(word).find(text);
            assert_eq!(found.is_some(), matches, "{word} in {text}");
        }
    }

    #[test]
    fn typing_on_narrows() {
        for (word, earlier, narrows) in [
            ("cqrs", "cqr", true),
            ("cqrs", "crs", true),
            ("cqrS", "cqr", true),
            ("cqrs", "cqR", false),
            ("Cqrs", "CQ", false),
            ("cqr", "cqrs", false),
            ("cqrs", "", true),
        ] {
            let narrowed = Pattern::new(word).narrows(&Pattern::new(earlier));
            assert_eq!(narrowed, narrows, "{word} after {earlier}");
        }
    }

    #[test]
    fn very_long_texts_are_marked_where_they_first_match() {
        let text = "-".repeat(POSITIONS_MAX) + "a-b";
        let found = Pattern::new("ab").find(&text).expect("a match");
        let start = POSITIONS_MAX;
        assert_eq!(found.ranges, [start..start + 1, start + 2..start + 3]);
    }
}
