//! A fused tag line, prepared for splitting: letters, blanks, case, possible seams.

use crate::text::fold_into;

/// What a byte of the line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Upper,
    Lower,
    Digit,
    /// A letter without case, such as CJK.
    Letter,
    /// A blank or a hyphen of any kind.
    Gap,
    /// A sign that a tag may begin with: `.NET`, `(秒杀)`, `@Async`, `$lookup`.
    Sign,
    /// A sign that none begins with: `C++`, `A/B`.
    Tail,
    /// A byte inside a character.
    Inside,
}

/// What may begin at a byte of the line.
#[derive(Clone, Copy, Debug)]
struct Place {
    seam: bool,
    case_seam: bool,
    edge: bool,
}

/// A fused line. Offsets are bytes; `folded` has one byte for every byte of `text`,
/// zero where spellings are compared without it.
#[derive(Debug, Default)]
pub(super) struct Chips {
    pub text: String,
    pub folded: Vec<u8>,
    pub class: Vec<Class>,
    /// For every byte and the end of the line, what may begin there.
    places: Vec<Place>,
    scratch: String,
}

impl Chips {
    /// Prepares `text`. O(n).
    pub(super) fn set(&mut self, text: &str) {
        self.text.clear();
        self.text.push_str(text);
        self.folded.clear();
        self.class.clear();
        for c in text.chars() {
            if let Some(class) = ascii_class(c) {
                self.class.push(class);
                let byte = text_byte(c);
                self.folded.push(if class == Class::Gap { 0 } else { byte });
                continue;
            }
            let class = wide_class(c);
            self.class.push(class);
            self.class
                .resize(self.class.len() + c.len_utf8() - 1, Class::Inside);
            self.fold_wide(c, class);
        }
        self.places.clear();
        let mut before = Class::Gap;
        for at in 0..=self.class.len() {
            let place = self.place(at, before);
            self.places.push(place);
            before = match self.class.get(at) {
                Some(Class::Inside) | None => before,
                Some(class) => *class,
            };
        }
    }

    fn fold_wide(&mut self, c: char, class: Class) {
        let end = self.folded.len() + c.len_utf8();
        if class != Class::Gap {
            self.scratch.clear();
            let mut buffer = [0; 4];
            let c = c.encode_utf8(&mut buffer);
            fold_into(&mut self.scratch, c);
            // A folded form that is longer (`ﬃ`) has no place here; such a character
            // only equals itself.
            let folded = if self.scratch.len() <= c.len() {
                self.scratch.as_str()
            } else {
                c
            };
            self.folded.extend_from_slice(folded.as_bytes());
        }
        self.folded.resize(end, 0);
    }

    pub(super) fn len(&self) -> usize {
        self.class.len()
    }

    /// The class of the character that `at` is in.
    pub(super) fn class_at(&self, at: usize) -> Class {
        let mut at = at;
        while self.class[at] == Class::Inside && at > 0 {
            at -= 1;
        }
        self.class[at]
    }

    /// Whether one tag may end and the next begin before byte `at`.
    pub(super) fn may_be_seam(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|place| place.seam)
    }

    /// Whether the case alone suggests a seam before `at`: lower to upper, digit or
    /// sign to upper, the last capital of `CQRSDomain`, a change of script.
    pub(super) fn case_seam(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|place| place.case_seam)
    }

    /// Whether a word begins or ends at `at` for sure: at an end of the line, beside a
    /// gap, or at a change of case.
    pub(super) fn is_edge(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|place| place.edge)
    }

    /// What may begin at `at`, where a character of class `before` ends.
    fn place(&self, at: usize, before: Class) -> Place {
        let Some(&class) = self.class.get(at).filter(|_| at > 0) else {
            return Place {
                seam: false,
                case_seam: false,
                edge: true,
            };
        };
        let gap = before == Class::Gap;
        let seam = !gap && !matches!(class, Class::Gap | Class::Inside | Class::Tail);
        let case_seam = seam
            && match before {
                Class::Lower | Class::Digit | Class::Sign | Class::Tail => {
                    matches!(class, Class::Upper | Class::Letter)
                }
                // The last capital of `CQRSDomain`.
                Class::Upper => {
                    class == Class::Letter
                        || (class == Class::Upper && self.class.get(at + 1) == Some(&Class::Lower))
                }
                Class::Letter => class != Class::Letter,
                Class::Gap | Class::Inside => false,
            };
        Place {
            seam,
            case_seam,
            edge: case_seam || gap || class == Class::Gap,
        }
    }

    /// Appends the spelling key of `start..end`.
    pub(super) fn key_into(&self, out: &mut Vec<u8>, start: usize, end: usize) {
        for part in self.folded[start..end].split(|byte| *byte == 0) {
            out.extend_from_slice(part);
        }
    }
}

fn text_byte(c: char) -> u8 {
    u8::try_from(c.to_ascii_lowercase()).unwrap_or(0)
}

/// The class of an ASCII character, from a table: this is asked for every byte of
/// every tag line.
fn ascii_class(c: char) -> Option<Class> {
    const CLASSES: [Class; 128] = {
        let mut classes = [Class::Sign; 128];
        let mut byte: u8 = 0;
        while byte < 128 {
            classes[byte as usize] = match byte {
                b'A'..=b'Z' => Class::Upper,
                b'a'..=b'z' => Class::Lower,
                b'0'..=b'9' => Class::Digit,
                b' ' | b'-' => Class::Gap,
                b'+' | b'#' | b'/' | b')' | b'!' | b'&' | b'%' | b'_' | b'\'' | b',' | b':' => {
                    Class::Tail
                }
                _ => Class::Sign,
            };
            byte += 1;
        }
        classes
    };
    CLASSES.get(c as usize).copied()
}

fn wide_class(c: char) -> Class {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{2010}'..='\u{2015}' | '\u{202f}' | '\u{3000}' => {
            Class::Gap
        }
        _ if c.is_uppercase() => Class::Upper,
        _ if c.is_lowercase() => Class::Lower,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ => Class::Sign,
    }
}
