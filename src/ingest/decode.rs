//! Bytes to text: byte-order marks, UTF-16, invalid UTF-8, old line ends.

use memchr::{memchr, memchr_iter};

use super::report::{InputError, Repair, RepairKind};
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

/// Refuses what is no text, from its first bytes: no text encoding but UTF-16 has
/// zero bytes, and every common image, archive and program has.
pub(super) fn sniff(path: &CleanString, start: &[u8]) -> Result<(), InputError> {
    if encoding(start) != Encoding::Utf8 {
        return Ok(());
    }
    let start = &start[..start.len().min(SNIFF_LEN)];
    match memchr(0, start) {
        None => Ok(()),
        Some(offset) => Err(InputError::Binary {
            path: path.clone(),
            byte: 0,
            offset,
        }),
    }
}

/// Decodes a whole file. O(n); copies only where something must be repaired.
pub(super) fn decode(mut bytes: Vec<u8>) -> Decoded {
    let mut decoded = Decoded::default();
    match encoding(&bytes) {
        Encoding::Utf8 => {}
        Encoding::Utf16Le => return utf16(&bytes, u16::from_le_bytes),
        Encoding::Utf16Be => return utf16(&bytes, u16::from_be_bytes),
    }
    if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        bytes.drain(..3);
    }
    if memchr(b'\n', &bytes).is_none() && memchr(b'\r', &bytes).is_some() {
        for byte in &mut bytes {
            if *byte == b'\r' {
                *byte = b'\n';
            }
        }
        decoded.note(1, RepairKind::CarriageReturns);
    }
    decoded.text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let first = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let broken = bytes
                .utf8_chunks()
                .filter(|c| !c.invalid().is_empty())
                .count();
            let line = memchr_iter(b'\n', &bytes[..first]).count() + 1;
            let broken = u32::try_from(broken).unwrap_or(u32::MAX);
            decoded.note(line, RepairKind::InvalidUtf8(broken));
            let text = String::from_utf8_lossy(&bytes).into_owned();
            decoded.original = Some(bytes);
            text
        }
    };
    decoded
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let units = bytes[2..]
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]));
    let mut decoded = Decoded::default();
    decoded.note(1, RepairKind::Utf16);
    let mut broken = 0_u32;
    decoded.text = char::decode_utf16(units)
        .map(|c| {
            c.unwrap_or_else(|_| {
                broken += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    if broken > 0 {
        decoded.note(1, RepairKind::InvalidUtf8(broken));
    }
    decoded
}

impl Decoded {
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
        assert_eq!(decode(b"a\rb".to_vec()).text, "a\nb");
    }

    #[test]
    fn invalid_bytes_are_replaced_counted_and_kept() {
        let decoded = decode(b"ok\nb\xffd\xc3(\n".to_vec());
        assert_eq!(decoded.text, "ok\nb\u{fffd}d\u{fffd}(\n");
        let kind = RepairKind::InvalidUtf8(2);
        assert_eq!(decoded.repairs, [Repair { line: 2, kind }]);
        assert!(decoded.original.is_some());
    }
}
