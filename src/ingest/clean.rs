//! Makes every line of a text safe to show, once, and keeps what dirty lines were.

use super::report::QUARANTINE_MAX;
use super::scan;
use crate::text::{Removed, is_clean, lines_are_plainly_clean, scrub};

/// A line as it is in the file, where that differs from the text.
#[derive(Debug)]
struct Original {
    line: u32,
    /// Its bytes, at most as many as a quarantine keeps.
    bytes: Box<[u8]>,
    bytes_len: usize,
}

/// A text of which every line is clean.
#[derive(Debug, Default)]
pub(super) struct CleanText {
    /// The text; its lines are those of the file, in number and order.
    pub text: String,
    /// What was removed from it.
    pub removed: Removed,
    originals: Vec<Original>,
}

impl CleanText {
    /// Cleans `text`, which was decoded from `original` where the two differ.
    ///
    /// O(n), in place: cleaning never makes a line longer, and a file of hundreds of
    /// megabytes with one soft hyphen in it is not copied.
    pub(super) fn new(text: String, original: Option<&[u8]>) -> Self {
        let mut clean = Self::default();
        if original.is_none() && lines_are_plainly_clean(&text) {
            clean.text = text;
            return clean;
        }
        let mut rest = original;
        let mut bytes = Vec::new();
        let mut read = 0;
        let mut line = 0;
        // Up to here all lines are clean and `bytes` is not in use.
        let mut kept = 0;
        while read < text.len() {
            line += 1;
            let end =
                scan::find(b'\n', &text.as_bytes()[read..]).map_or(text.len(), |at| read + at);
            let body = &text[read..end];
            let before = rest.map(|bytes| first_line(bytes, &mut rest));
            let lossy = before.filter(|before| *before != body.as_bytes());
            let body_clean = is_clean(body.strip_suffix('\r').unwrap_or(body));
            if let Some(lossy) = lossy {
                clean.remember(line, lossy);
            } else if !body_clean {
                clean.remember(line, body.as_bytes());
            }
            if !body_clean {
                bytes.extend_from_slice(&text.as_bytes()[kept..read]);
                let (scrubbed, removed) = scrub(body.trim_end_matches('\r'));
                clean.removed.add(removed);
                bytes.extend_from_slice(scrubbed.as_bytes());
                kept = end;
            }
            read = end + 1;
        }
        clean.text = if kept == 0 {
            text
        } else {
            bytes.extend_from_slice(&text.as_bytes()[kept..]);
            String::from_utf8(bytes).expect("made of whole characters")
        };
        clean
    }

    fn remember(&mut self, line: u32, bytes: &[u8]) {
        self.originals.push(Original {
            line,
            bytes: bytes[..bytes.len().min(QUARANTINE_MAX)].into(),
            bytes_len: bytes.len(),
        });
    }

    /// The bytes that `passage`, which begins on `line`, is in the file: the first of
    /// them, and how many there are.
    pub(super) fn bytes_of(&self, line: u32, passage: &str) -> (Vec<u8>, usize) {
        let first = self
            .originals
            .partition_point(|original| original.line < line);
        let mut originals = self.originals[first..].iter().peekable();
        let mut bytes = Vec::new();
        let mut len = 0;
        for (number, text) in (line..).zip(passage.split('\n')) {
            let original = originals.next_if(|original| original.line == number);
            let (line, line_len) = original.map_or((text.as_bytes(), text.len()), |original| {
                (&*original.bytes, original.bytes_len)
            });
            if len > 0 {
                bytes.push(b'\n');
                len += 1;
            }
            bytes.extend_from_slice(&line[..line.len().min(QUARANTINE_MAX)]);
            bytes.truncate(QUARANTINE_MAX);
            len += line_len;
        }
        (bytes, len)
    }
}

/// The first line of `bytes`; `rest` becomes what follows it.
fn first_line<'a>(bytes: &'a [u8], rest: &mut Option<&'a [u8]>) -> &'a [u8] {
    let end = scan::find(b'\n', bytes).unwrap_or(bytes.len());
    *rest = Some(bytes.get(end + 1..).unwrap_or_default());
    &bytes[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dirty_lines_are_cleaned_and_remembered() {
        let text = "one\r\nt\u{200b}wo\n\u{200b}\nfour\tx\n".to_owned();
        let clean = CleanText::new(text, None);
        assert_eq!(clean.text, "one\r\ntwo\n\nfour x\n");
        assert_eq!(clean.removed.invisible, 2);
        let (bytes, len) = clean.bytes_of(1, "one\ntwo\n\nfour x");
        let want = "one\nt\u{200b}wo\n\u{200b}\nfour\tx";
        assert_eq!((bytes.as_slice(), len), (want.as_bytes(), want.len()));
    }

    #[test]
    fn repaired_lines_keep_their_bytes() {
        let original = b"one\nb\xffd\nlast";
        let text = String::from_utf8_lossy(original).into_owned();
        let clean = CleanText::new(text, Some(original));
        assert_eq!(clean.text, "one\nb\u{fffd}d\nlast");
        assert_eq!(clean.bytes_of(2, "b\u{fffd}d\nlast").0, b"b\xffd\nlast");
    }

    #[test]
    fn clean_text_is_not_copied() {
        let text = "a\nb\r\nc".to_owned();
        let address = text.as_ptr();
        assert_eq!(CleanText::new(text, None).text.as_ptr(), address);
    }
}
