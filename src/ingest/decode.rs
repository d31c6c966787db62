//! Bytes to text: byte-order marks, UTF-16, invalid UTF-8, old line ends; and what is no
//! text.

use super::report::{InputError, Repair, RepairKind};
use super::scan;
use crate::text::CleanString;

/// How much of a file is looked at to tell text from other things.
pub(super) const SNIFF_LEN: usize = 64 * 1024;

/// A file as text.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    /// The text, without a byte-order mark.
    pub text: String,
    /// The bytes it came from, where they differ from the text; for quarantine.
    pub original: Option<Vec<u8>>,
    /// What had to be done.
    pub repairs: Vec<Repair>,
}

#[derive(Clone, Copy, PartialEq)]
enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

fn encoding(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xff, 0xfe, ..] => Encoding::Utf16Le,
        [0xfe, 0xff, ..] => Encoding::Utf16Be,
        _ => Encoding::Utf8,
    }
}

/// How pictures, documents, archives and programs begin that may hold few zero bytes:
/// PNG, JPEG, GIF, PDF, ZIP, gzip, ELF.
const MAGIC: [&[u8]; 8] = [
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
];

/// A text has at most one zero byte, or one in this many. Random bytes have one in 256;
/// a page damaged on its way has a few, and is read without them.
const BYTES_PER_ZERO_MIN: usize = 1000;

/// Refuses what is no text, from its first bytes: no text encoding but UTF-16 has
/// zero bytes, and most other formats have many.
pub(super) fn sniff(path: &CleanString, start: &[u8]) -> Result<(), InputError> {
    if encoding(start) != Encoding::Utf8 {
        return Ok(());
    }
    let start = &start[..start.len().min(SNIFF_LEN)];
    let is_known = MAGIC.iter().any(|magic| start.starts_with(magic));
    let has_few_zeros = || {
        !scan::contains(0, start)
            || scan::count(0, start) <= (start.len() / BYTES_PER_ZERO_MIN).max(1)
    };
    if !is_known && has_few_zeros() {
        return Ok(());
    }
    let offset = scan::find(0, start).unwrap_or(0);
    Err(InputError::Binary {
        path: path.clone(),
        byte: start[offset],
        offset,
    })
}

/// Decodes a whole file. O(n); copies only where something must be repaired.
pub(super) fn decode(mut bytes: Vec<u8>) -> Decoded {
    match encoding(&bytes) {
        Encoding::Utf8 => {}
        Encoding::Utf16Le => return utf16(&bytes, u16::from_le_bytes),
        Encoding::Utf16Be => return utf16(&bytes, u16::from_be_bytes),
    }
    if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        bytes.drain(..3);
    }
    let mut decoded = Decoded::default();
    decoded.line_ends(&mut bytes);
    decoded.text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let first = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let broken = bytes
                .utf8_chunks()
                .filter(|c| !c.invalid().is_empty())
                .count();
            decoded.invalid(&bytes[..first], broken);
            let text = String::from_utf8_lossy(&bytes).into_owned();
            decoded.original = Some(bytes);
            text
        }
    };
    decoded
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let (pairs, half) = bytes[2..].as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut broken = 0;
    let mut first = None;
    let decoded = char::decode_utf16(pairs.iter().copied().map(unit)).map(Result::ok);
    // Half a unit at the end is what a cut leaves.
    for c in decoded.chain((!half.is_empty()).then_some(None)) {
        if c.is_none() {
            broken += 1;
            first.get_or_insert(text.len());
        }
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    let mut decoded = Decoded::default();
    decoded.note(1, RepairKind::Utf16);
    let mut bytes = text.into_bytes();
    decoded.line_ends(&mut bytes);
    if let Some(first) = first {
        decoded.invalid(&bytes[..first], broken);
    }
    decoded.text = String::from_utf8(bytes).expect("a line end is ASCII, like what it replaces");
    decoded
}

impl Decoded {
    /// Whether there is nothing in it to read: no bytes, blanks, byte-order marks.
    pub(super) fn is_blank(&self) -> bool {
        let is_blank = |c: char| c.is_whitespace() || c == '\u{feff}';
        self.text.chars().all(is_blank)
    }

    /// Makes line ends of the carriage returns that stand alone, where most ends of lines
    /// are such; one that strayed into another text is left to scrubbing.
    fn line_ends(&mut self, bytes: &mut [u8]) {
        let is_bare = |bytes: &[u8], at: usize| bytes.get(at + 1) != Some(&b'\n');
        if !scan::contains(b'\r', bytes) {
            return;
        }
        let bare = (0..bytes.len())
            .filter(|at| bytes[*at] == b'\r' && is_bare(bytes, *at))
            .count();
        if bare == 0 || bare <= scan::count(b'\n', bytes) {
            return;
        }
        // Forwards: a carriage return that is replaced stands before none that is asked
        // about, so `\r\r\n` becomes `\n\r\n`.
        for at in 0..bytes.len() {
            if bytes[at] == b'\r' && is_bare(bytes, at) {
                bytes[at] = b'\n';
            }
        }
        self.note(1, RepairKind::CarriageReturns);
    }

    /// Notes that invalid bytes were replaced `count` times, first behind `before`.
    fn invalid(&mut self, before: &[u8], count: usize) {
        let line = scan::count(b'\n', before) + 1;
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.note(line, RepairKind::InvalidBytes(count));
    }

    fn note(&mut self, line: usize, kind: RepairKind) {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        self.repairs.push(Repair { line, kind });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_met_becomes_the_same_text() {
        let utf16 = |unit: fn(u16) -> [u8; 2], mark: &[u8]| -> Vec<u8> {
            let units = "a·b\nc".encode_utf16().flat_map(unit);
            mark.iter().copied().chain(units).collect()
        };
        for bytes in [
            "a·b\nc".as_bytes().to_vec(),
            "\u{feff}a·b\nc".as_bytes().to_vec(),
            utf16(u16::to_le_bytes, &[0xff, 0xfe]),
            utf16(u16::to_be_bytes, &[0xfe, 0xff]),
        ] {
            assert_eq!(decode(bytes).text, "a·b\nc");
        }
    }

    #[test]
    fn bare_carriage_returns_end_lines_where_they_are_most() {
        for (text, want) in [
            ("a\rb", "a\nb"),
            ("a\rb\rc\n", "a\nb\nc\n"),
            ("a\rb\r\r\nc\r", "a\nb\n\r\nc\n"),
            ("a\r\nb\r\n", "a\r\nb\r\n"),
            ("a\rb\nc\n", "a\rb\nc\n"),
            ("a\rb\n", "a\rb\n"),
        ] {
            let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let utf16 = [&[0xff, 0xfe][..], &utf16].concat();
            for bytes in [text.as_bytes().to_vec(), utf16] {
                let decoded = decode(bytes);
                assert_eq!(decoded.text, want);
                let kind = RepairKind::CarriageReturns;
                let noted = decoded.repairs.iter().filter(|r| r.kind == kind).count();
                assert_eq!(noted, usize::from(text != want), "{text:?}");
            }
        }
    }

    #[test]
    fn half_a_unit_of_utf16_is_reported() {
        let decoded = decode(b"\xff\xfea\0\n\0b\0c".to_vec());
        assert_eq!(decoded.text, "a\nb\u{fffd}");
        let kind = RepairKind::InvalidBytes(1);
        assert_eq!(decoded.repairs.last(), Some(&Repair { line: 2, kind }));
    }

    #[test]
    fn few_zeros_are_damage_and_many_are_no_text() {
        let path = CleanString::new("x");
        let with_zeros = |len: usize, every: usize| -> Vec<u8> {
            let byte = |at| if at % every == 0 { 0 } else { b'x' };
            (1..=len).map(byte).collect()
        };
        for text in [
            with_zeros(20, 15),
            with_zeros(64_000, 1000),
            b"GIF is a format".to_vec(),
        ] {
            assert_eq!(sniff(&path, &text), Ok(()));
        }
        for (bytes, byte, offset) in [
            (with_zeros(20, 10), 0, 9),
            (with_zeros(64_000, 900), 0, 899),
            (b"%PDF-1.7\n\xff".to_vec(), b'%', 0),
            (b"\xff\xd8\xff\xe0\0".to_vec(), 0, 4),
            (b"\x1f\x8b\x08".to_vec(), 0x1f, 0),
        ] {
            let refusal = sniff(&path, &bytes);
            let path = path.clone();
            let binary = InputError::Binary { path, byte, offset };
            assert_eq!(refusal, Err(binary));
        }
    }

    #[test]
    fn invalid_bytes_are_replaced_counted_and_kept() {
        let decoded = decode(b"ok\nb\xffd\xc3(\n".to_vec());
        assert_eq!(decoded.text, "ok\nb\u{fffd}d\u{fffd}(\n");
        let kind = RepairKind::InvalidBytes(2);
        assert_eq!(decoded.repairs, [Repair { line: 2, kind }]);
        assert!(decoded.original.is_some());
    }
}
