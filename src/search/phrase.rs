//! An exact phrase, and where it stands in a text.

use std::ops::Range;

use super::Pattern;
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

    /// Where it must stand.
    pub(super) const fn place(&self) -> Place {
        self.place
    }

    /// The fuzzy word that all texts match which hold the phrase.
    pub(super) fn pattern(&self) -> Pattern {
        Pattern::folded(self.text.clone())
    }

    /// The phrase as it is searched.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) const fn ignores_case(&self) -> bool {
        self.ignores_case
    }

    /// Whether the phrase stands in `text` with its character `at` on the byte `start`,
    /// where a character of `text` begins. O(characters of the phrase).
    pub(super) fn stands_around(&self, text: &str, start: usize, at: usize) -> bool {
        let lead: usize = self.chars.iter().take(at).map(|c| c.len_utf8()).sum();
        let as_is = start
            .checked_sub(lead)
            .map(|from| from..from + self.text.len());
        let here = as_is.clone().and_then(|range| text.as_bytes().get(range));
        if let (Some(here), Some(range)) = (here, as_is)
            && (self.equal_bytes(here) || here.is_ascii())
        {
            return self.equal_bytes(here)
                && (self.place == Place::Anywhere
                    || self.fits(before(text, range.start), behind(text, range.end)));
        }
        self.stands_folded(text, start, at)
    }

    /// [`Phrase::stands_around`] where folding changes the text.
    #[cold]
    fn stands_folded(&self, text: &str, start: usize, at: usize) -> bool {
        let (Some(earlier), Some(rest)) = (text.get(..start), text.get(start..)) else {
            return false;
        };
        let Some((before, from)) = self.chars.split_at_checked(at) else {
            return false;
        };
        let mut earlier = backwards(earlier);
        let mut rest = searched_chars(rest).map(|(_, c)| c);
        from.iter()
            .all(|c| rest.next().is_some_and(|text| self.equal(text, *c)))
            && before
                .iter()
                .rev()
                .all(|c| earlier.next().is_some_and(|text| self.equal(text, *c)))
            && (self.place == Place::Anywhere || self.fits(earlier.next(), rest.next()))
    }

    fn equal_bytes(&self, text: &[u8]) -> bool {
        if self.ignores_case {
            text.eq_ignore_ascii_case(self.text.as_bytes())
        } else {
            text == self.text.as_bytes()
        }
    }

    /// Whether the phrase stands at the character `start`.
    fn stands(&self, chars: &[(usize, char)], start: usize) -> bool {
        let end = start + self.chars.len();
        let char = |at: usize| chars.get(at).map(|(_, c)| *c);
        let window = chars.get(start..end).filter(|_| !self.is_empty());
        window.is_some_and(|window| {
            let mut pairs = window.iter().zip(&self.chars);
            pairs.all(|((_, c), wanted)| self.equal(*c, *wanted))
                && self.fits(start.checked_sub(1).and_then(char), char(end))
        })
    }

    fn equal(&self, text: char, wanted: char) -> bool {
        text == wanted || (self.ignores_case && text.eq_ignore_ascii_case(&wanted))
    }

    /// Whether the phrase may stand between these characters.
    fn fits(&self, before: Option<char>, behind: Option<char>) -> bool {
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let first = self.chars.first().copied();
        let last = self.chars.last().copied();
        match self.place {
            Place::Anywhere => true,
            Place::Start => before.is_none(),
            Place::End => behind.is_none(),
            Place::Whole => before.is_none() && behind.is_none(),
            Place::Words => !(word(before) && word(first) || word(last) && word(behind)),
        }
    }
}

/// The searched character before a byte.
fn before(text: &str, start: usize) -> Option<char> {
    backwards(text.get(..start)?).next()
}

/// The searched character from a byte on.
fn behind(text: &str, end: usize) -> Option<char> {
    searched_chars(text.get(end..)?).map(|(_, c)| c).next()
}

/// The searched characters of a text, last first.
fn backwards(text: &str) -> impl Iterator<Item = char> {
    text.chars().rev().flat_map(|c| {
        let mut buffer = [0; 4];
        // What one character is searched as has few characters.
        let folded: Vec<char> = if c.is_ascii() {
            Vec::new()
        } else {
            searched_chars(c.encode_utf8(&mut buffer))
                .map(|(_, c)| c)
                .collect()
        };
        let plain = c.is_ascii().then_some(c);
        plain.into_iter().chain(folded.into_iter().rev())
    })
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
