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

impl Place {
    /// An end of the line.
    const EDGE: Self = Self {
        seam: false,
        case_seam: false,
        edge: true,
    };

    /// What may begin with a byte of this class, behind a character of one and before a
    /// byte of another.
    fn of(before: Option<Class>, class: Class, after: Option<Class>) -> Self {
        let Some(before) = before else {
            return Self::EDGE;
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
                    class == Class::Letter || (class == Class::Upper && after == Some(Class::Lower))
                }
                Class::Letter => class != Class::Letter,
                Class::Gap | Class::Inside => false,
            };
        Self {
            seam,
            case_seam,
            edge: case_seam || gap || class == Class::Gap,
        }
    }
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
        if text.is_ascii() {
            let of = |byte: u8| usize::from(byte & 0x7f);
            self.class
                .extend(text.bytes().map(|byte| CLASSES[of(byte)]));
            self.folded
                .extend(text.bytes().map(|byte| FOLDED[of(byte)]));
        } else {
            for c in text.chars() {
                self.push(c);
            }
        }
        self.places.clear();
        let after = self.class.iter().copied().map(Some).skip(1);
        let after = after.chain(std::iter::once(None));
        let mut before = None;
        self.places
            .extend(self.class.iter().zip(after).map(|(class, after)| {
                let place = Place::of(before, *class, after);
                if *class != Class::Inside {
                    before = Some(*class);
                }
                place
            }));
        self.places.push(Place::EDGE);
    }

    fn push(&mut self, c: char) {
        if let Some(class) = CLASSES.get(c as usize) {
            self.class.push(*class);
            self.folded.push(FOLDED[c as usize]);
            return;
        }
        let class = wide_class(c);
        self.class.push(class);
        self.class
            .resize(self.class.len() + c.len_utf8() - 1, Class::Inside);
        self.fold_wide(c, class);
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

    /// Appends the spelling key of `start..end`.
    pub(super) fn key_into(&self, out: &mut Vec<u8>, start: usize, end: usize) {
        for part in self.folded[start..end].split(|byte| *byte == 0) {
            out.extend_from_slice(part);
        }
    }
}

/// The classes of ASCII, and what it is folded to, as tables: these are asked for every
/// byte of every tag line.
static CLASSES: [Class; 128] = {
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

static FOLDED: [u8; 128] = {
    let mut folded = [0; 128];
    let mut byte: u8 = 0;
    while byte < 128 {
        if !matches!(CLASSES[byte as usize], Class::Gap) {
            folded[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    folded
};

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
