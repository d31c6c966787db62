//! What an article's own title and abstract say about its tags.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use crate::text::fold_into;

/// The words of a title and abstract, folded like the tag line.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// All words without anything between them.
    letters: Vec<u8>,
    /// Where words begin in `letters`, ascending, and its length.
    begins: Vec<usize>,
    words: HashSet<u64, foldhash::fast::FixedState>,
    folded: String,
    key: Vec<u8>,
}

/// Abstracts are short; whatever stands beyond is not worth its time.
const TEXT_MAX: usize = 4096;

impl Evidence {
    /// Reads the words of `texts`. O(n).
    pub(super) fn set(&mut self, texts: [&str; 2]) {
        self.folded.clear();
        for text in texts {
            let mut end = text.len().min(TEXT_MAX);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            fold_into(&mut self.folded, &text[..end]);
            self.folded.push(' ');
        }
        self.letters.clear();
        self.begins.clear();
        self.words.clear();
        let between = |b: &u8| {
            matches!(
                b,
                b' ' | b'-'
                    | b','
                    | b';'
                    | b':'
                    | b'('
                    | b')'
                    | b'['
                    | b']'
                    | b'"'
                    | b'\''
                    | b'!'
                    | b'?'
            )
        };
        for word in self.folded.as_bytes().split(between) {
            let word = word.strip_suffix(b".").unwrap_or(word);
            if word.is_empty() {
                continue;
            }
            self.begins.push(self.letters.len());
            self.letters.extend_from_slice(word);
            self.words.insert(xxh3_64(word));
        }
        self.begins.push(self.letters.len());
    }

    /// Whether the text has this word; never true for letters with a gap. O(1).
    pub(super) fn has_word(&self, folded: &[u8]) -> bool {
        !folded.contains(&0) && self.words.contains(&xxh3_64(folded))
    }

    /// Whether the text has these letters as whole words, whatever stands between
    /// them. O(words).
    pub(super) fn has_phrase(&mut self, folded: &[u8]) -> bool {
        self.key.clear();
        self.key.extend(folded.iter().filter(|byte| **byte != 0));
        let Some((first, rest)) = self.key.split_first() else {
            return false;
        };
        self.begins.iter().any(|at| {
            // Most words differ in their first letter.
            self.letters.get(*at) == Some(first)
                && self.letters[at + 1..].starts_with(rest)
                && self.begins.binary_search(&(at + self.key.len())).is_ok()
        })
    }
}
