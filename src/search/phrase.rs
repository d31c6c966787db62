//! An exact phrase, and where it stands in a text.

use std::ops::Range;

use crate::text::searched_chars;

/// Where in a text a phrase must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Place {
    /// Anywhere, inside words too.
    #[default]
    Anywhere,
    /// Anywhere, beginning and ending with a word.
    Words,
    /// At the start of the text.
    Start,
    /// At the end of the text.
    End,
    /// It is the text.
    Whole,
}

/// Characters that stand together, folded as fuzzy words are; case is ignored unless the
/// phrase has an upper-case ASCII letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phrase {
    text: String,
    chars: Vec<char>,
    ignores_case: bool,
    place: Place,
}

impl Phrase {
    /// The phrase as a person typed it. The empty phrase stands everywhere.
    #[must_use]
    pub fn new(phrase: &str, place: Place) -> Self {
        let chars: Vec<char> = searched_chars(phrase).map(|(_, c)| c).collect();
        Self {
            text: chars.iter().collect(),
            ignores_case: !chars.iter().any(char::is_ascii_uppercase),
            chars,
            place,
        }
    }

    /// Whether it is the empty phrase.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// The bytes of `text` where the phrase stands: whole characters, ascending, not
    /// overlapping. For what is shown: it allocates.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let chars: Vec<(usize, char)> = searched_chars(text).collect();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (start, window) in chars.windows(self.chars.len().max(1)).enumerate() {
            let Some(&(from, _)) = window.first() else {
                continue;
            };
            if ranges.last().is_some_and(|last| from < last.end) || !self.stands(&chars, start) {
                continue;
            }
            let last = window.last().map_or(from, |(at, _)| *at);
            let len = text[last..].chars().next().map_or(0, char::len_utf8);
            ranges.push(from..last + len);
        }
        ranges
    }

    /// Whether the phrase stands in `text`.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.is_empty() || !self.find(text).is_empty()
    }

    /// Whether the phrase stands at the character `start`.
    fn stands(&self, chars: &[(usize, char)], start: usize) -> bool {
        let end = start + self.chars.len();
        let word = |at: usize| chars.get(at).is_some_and(|(_, c)| c.is_alphanumeric());
        let starts_word = || start == 0 || !word(start - 1) || !word(start);
        let ends_word = || !word(end) || !word(end - 1);
        let placed = match self.place {
            Place::Anywhere => true,
            Place::Start => start == 0,
            Place::End => end == chars.len(),
            Place::Whole => start == 0 && end == chars.len(),
            Place::Words => starts_word() && ends_word(),
        };
        let equal = |text: char, wanted: char| {
            text == wanted || (self.ignores_case && text.eq_ignore_ascii_case(&wanted))
        };
        let window = chars.get(start..end);
        placed
            && !self.is_empty()
            && window.is_some_and(|window| {
                window
                    .iter()
                    .zip(&self.chars)
                    .all(|((_, c), wanted)| equal(*c, *wanted))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_stands_where_it_is_asked_for() {
        for (phrase, place, text, want) in [
            (
                "e-commerce",
                Place::Anywhere,
                "An e\u{2011}commerce, E-Commerce",
                vec!["e\u{2011}commerce", "E-Commerce"],
            ),
            ("naive", Place::Anywhere, "na\u{ef}ve", vec!["na\u{ef}ve"]),
            (
                "architecture",
                Place::Anywhere,
                "microarchitecture",
                vec!["architecture"],
            ),
            ("architecture", Place::Words, "microarchitecture", vec![]),
            (
                "ddd",
                Place::Words,
                "DDD: ddd-like, add ddd",
                vec!["DDD", "ddd", "ddd"],
            ),
            ("c++", Place::Words, "in C++, C++11", vec!["C++", "C++"]),
            ("how", Place::Start, "How and how", vec!["How"]),
            ("how", Place::End, "How and how", vec!["how"]),
            ("how", Place::Whole, "How", vec!["How"]),
            ("how", Place::Whole, "How?", vec![]),
            ("Saga", Place::Anywhere, "saga Saga SAGA", vec!["Saga"]),
            ("aa", Place::Anywhere, "aaaaa", vec!["aa", "aa"]),
            ("秒杀", Place::Words, "(秒杀)", vec!["秒杀"]),
            ("", Place::Anywhere, "text", vec![]),
            ("x", Place::Anywhere, "", vec![]),
        ] {
            let phrase = Phrase::new(phrase, place);
            let found: Vec<&str> = phrase
                .find(text)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, want, "{phrase:?} in {text}");
        }
        assert!(Phrase::new("", Place::Whole).is_in("text"));
    }
}
