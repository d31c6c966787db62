//! Walking over the text of a query.

use std::ops::Range;

/// A place in a query.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

/// A text as it was typed, quotes taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it says.
    pub text: String,
    /// Whether it stood in quotes.
    pub quoted: Quoted,
    /// Where it stood, quotes included.
    pub at: Range<usize>,
}

/// Whether a text stood in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoted {
    /// It did.
    Yes,
    /// It did, but the second quote is missing.
    Open,
    /// It did not.
    No,
}

/// Words that are operators, in lower or upper case.
pub(super) const KEYWORDS: [&str; 3] = ["and", "or", "not"];

/// Whether a character ends a bare word.
pub(in crate::search) fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '|')
}

/// The name before the first colon of a word, if the word names a field at all.
pub(super) fn field_name(word: &str) -> Option<&str> {
    let (name, _) = word.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic());
    is_name.then_some(name)
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Bytes before the cursor.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Steps over `c` if it is next.
    pub(super) fn take(&mut self, c: char) -> bool {
        let is_next = self.peek() == Some(c);
        if is_next {
            self.at += c.len_utf8();
        }
        is_next
    }

    /// Steps over a keyword if it is the whole next word.
    pub(super) fn take_keyword(&mut self, keyword: &str) -> bool {
        let word = self.word();
        let is_next = word == keyword || word == keyword.to_uppercase();
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    /// The bare word that comes next; may be empty.
    pub(super) fn word(&self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(ends_word).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// Steps over so many bytes of what was looked at.
    pub(super) const fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// The text that comes next: quoted, or a bare word, which may be empty.
    pub(super) fn piece(&mut self) -> Piece {
        let start = self.at;
        if !self.take('"') {
            let text = self.word().to_owned();
            self.at += text.len();
            return Piece {
                text,
                quoted: Quoted::No,
                at: start..self.at,
            };
        }
        let mut text = String::new();
        let mut quoted = Quoted::Open;
        let mut chars = self.rest().chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => {
                    quoted = Quoted::Yes;
                    break;
                }
                '\\' => text.extend(chars.next()),
                other => text.push(other),
            }
        }
        self.at = self.text.len() - chars.as_str().len();
        Piece {
            text,
            quoted,
            at: start..self.at,
        }
    }
}
