//! What an article's own title and abstract say about its tags.

use crate::text::fold_into;

/// The words of a title and abstract, folded like the tag line.
#[derive(Debug)]
pub(super) struct Evidence {
    /// All words without anything between them.
    letters: Vec<u8>,
    /// The words in their order, and one that begins where they end.
    words: Vec<Word>,
    /// The last word of each [`bucket`].
    last: [Option<u32>; 256],
    /// The letters that are words.
    alone: [bool; 256],
    folded: String,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    /// Where it begins in `letters`.
    begin: usize,
    /// The word before it that is in the same bucket.
    alike: Option<u32>,
}

impl Default for Evidence {
    fn default() -> Self {
        Self {
            letters: Vec::new(),
            words: Vec::new(),
            last: [None; 256],
            alone: [false; 256],
            folded: String::new(),
        }
    }
}

/// Where words are looked for that begin like `letters`, of which there are two at least:
/// few others begin with the same two.
fn bucket(letters: &[u8]) -> Option<usize> {
    let [first, second, ..] = letters else {
        return None;
    };
    Some(usize::from(first.wrapping_mul(37) ^ second))
}

/// The bytes that words are parted by; a table, as every byte of a text is asked for.
static BETWEEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut left: &[u8] = b" -,;:()[]\"'!?";
    while let [byte, rest @ ..] = left {
        table[*byte as usize] = true;
        left = rest;
    }
    table
};

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
        self.words.clear();
        self.last.fill(None);
        self.alone.fill(false);
        let folded = self.folded.as_bytes();
        for word in folded.split(|byte| BETWEEN[usize::from(*byte)]) {
            let word = word.strip_suffix(b".").unwrap_or(word);
            if word.is_empty() {
                continue;
            }
            if let [letter] = word {
                self.alone[usize::from(*letter)] = true;
            }
            self.words.push(Word {
                begin: self.letters.len(),
                alike: None,
            });
            self.letters.extend_from_slice(word);
        }
        for (place, word) in (0..).zip(&mut self.words) {
            if let Some(bucket) = bucket(&self.letters[word.begin..]) {
                word.alike = self.last[bucket].replace(place);
            }
        }
        self.words.push(Word {
            begin: self.letters.len(),
            alike: None,
        });
    }

    /// Whether the text has this word; never true for letters with a gap. O(words that
    /// begin alike).
    pub(super) fn has_word(&self, folded: &[u8]) -> bool {
        if let [letter] = folded {
            return self.alone[usize::from(*letter)];
        }
        self.beginnings(folded).any(
            |words| matches!(words, [word, next, ..] if next.begin - word.begin == folded.len()),
        )
    }

    /// Where words of the text end, of two letters at least, that `folded` begins with, in
    /// no order. O(words that begin alike).
    pub(super) fn word_ends(&self, folded: &[u8]) -> impl Iterator<Item = usize> {
        self.alike(folded).filter_map(move |words| {
            let [word, next, ..] = words else {
                return None;
            };
            let letters = self.letters.get(word.begin..next.begin)?;
            (letters.len() > 1 && folded.starts_with(letters)).then_some(letters.len())
        })
    }

    /// Whether the text has these letters, of which none is a gap, as whole words,
    /// whatever stands between them. O(words that begin alike).
    pub(super) fn has_phrase(&self, key: &[u8]) -> bool {
        if key.len() < 2 {
            return self.has_word(key);
        }
        self.beginnings(key).any(|words| {
            words.first().is_some_and(|first| {
                let end = first.begin + key.len();
                words.binary_search_by_key(&end, |word| word.begin).is_ok()
            })
        })
    }

    /// The words from each place on where `key` begins with a word.
    fn beginnings(&self, key: &[u8]) -> impl Iterator<Item = &[Word]> {
        self.alike(key).filter(move |words| {
            let letters = words
                .first()
                .and_then(|word| self.letters.get(word.begin..));
            letters.is_some_and(|letters| letters.starts_with(key))
        })
    }

    /// The words from each place on where one may begin like `key`.
    fn alike(&self, key: &[u8]) -> impl Iterator<Item = &[Word]> {
        let last = bucket(key).and_then(|bucket| self.last[bucket]);
        let words = |place: u32| self.words.get(place as usize..).unwrap_or_default();
        std::iter::successors(last, move |place| words(*place).first()?.alike).map(words)
    }
}
