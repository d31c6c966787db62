//! A fused tag line, prepared for splitting: letters, blanks, case, possible seams.

use crate::text::fold_into;

/// What a byte of the line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
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

impl Class {
    pub(super) const ALL: [Self; 8] = [
        Self::Upper,
        Self::Lower,
        Self::Digit,
        Self::Letter,
        Self::Gap,
        Self::Sign,
        Self::Tail,
        Self::Inside,
    ];
}

/// What may begin at a byte of the line, as bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place(u8);

impl Place {
    const SEAM: u8 = 1;
    const CASE_SEAM: u8 = 2;
    const EDGE: u8 = 4;

    /// An end of the line.
    const END: Self = Self(Self::EDGE);

    /// What may begin with a byte of this class, behind a character of one, and before a
    /// lower-case letter or not.
    const fn of(before: Class, class: Class, before_lower: bool) -> Self {
        let gap = matches!(before, Class::Gap);
        let seam = !gap && !matches!(class, Class::Gap | Class::Inside | Class::Tail);
        let case_seam = seam
            && match before {
                Class::Lower | Class::Digit | Class::Sign | Class::Tail => {
                    matches!(class, Class::Upper | Class::Letter)
                }
                // The last capital of `CQRSDomain`.
                Class::Upper => {
                    matches!(class, Class::Letter)
                        || (matches!(class, Class::Upper) && before_lower)
                }
                Class::Letter => !matches!(class, Class::Letter),
                Class::Gap | Class::Inside => false,
            };
        let edge = case_seam || gap || matches!(class, Class::Gap);
        Self(
            (seam as u8 * Self::SEAM)
                | (case_seam as u8 * Self::CASE_SEAM)
                | (edge as u8 * Self::EDGE),
        )
    }

    const fn is(self, bit: u8) -> bool {
        self.0 & bit != 0
    }
}

/// [`Place::of`] all there is: it is asked for every byte of every line.
static PLACES: [[[Place; 2]; Class::ALL.len()]; Class::ALL.len()] = {
    let mut places = [[[Place::END; 2]; Class::ALL.len()]; Class::ALL.len()];
    let mut before = 0;
    while before < Class::ALL.len() {
        let mut class = 0;
        while class < Class::ALL.len() {
            let classes = (Class::ALL[before], Class::ALL[class]);
            places[before][class] = [
                Place::of(classes.0, classes.1, false),
                Place::of(classes.0, classes.1, true),
            ];
            class += 1;
        }
        before += 1;
    }
    places
};

/// A fused line. Offsets are bytes; `folded` has one byte for every byte of `text`,
/// zero where spellings are compared without it.
#[derive(Debug, Default)]
pub(super) struct Chips {
    pub text: String,
    pub folded: Vec<u8>,
    pub class: Vec<Class>,
    /// For every byte and the end of the line, what may begin there.
    places: Vec<Place>,
    /// The line's spelling key, and for every byte and the end of the line where in it the
    /// byte stands or would.
    key: Vec<u8>,
    key_places: Vec<u16>,
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
        self.set_places();
        let mut place = 0;
        self.key_places.clear();
        self.key_places.extend(self.folded.iter().map(|folded| {
            let here = place;
            place += u16::from(*folded != 0);
            here
        }));
        self.key_places.push(place);
        self.key.clone_from(&self.folded);
        self.key.retain(|folded| *folded != 0);
    }

    fn set_places(&mut self) {
        self.places.clear();
        self.places.resize(self.class.len() + 1, Place::END);
        let (Some(first), Some(last)) = (self.class.first(), self.class.last()) else {
            return;
        };
        let mut before = *first;
        let triples = self.class.windows(2).zip(&mut self.places).skip(1);
        for (pair, place) in triples {
            let before_lower = usize::from(pair[1] == Class::Lower);
            *place = PLACES[before as usize][pair[0] as usize][before_lower];
            if pair[0] != Class::Inside {
                before = pair[0];
            }
        }
        if let [_, .., place, _] = &mut self.places[..] {
            *place = PLACES[before as usize][*last as usize][0];
        }
    }

    /// Of every byte of `start..end` its fold, whether it is a gap's, and whether the case
    /// alone suggests a seam before it.
    pub(super) fn parts(&self, start: usize, end: usize) -> impl Iterator<Item = (u8, bool, bool)> {
        let classes = self.class[start..end].iter().zip(&self.places[start..end]);
        let parts = self.folded[start..end].iter().zip(classes);
        parts.map(|(folded, (class, place))| {
            (*folded, *class == Class::Gap, place.is(Place::CASE_SEAM))
        })
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
        self.places
            .get(at)
            .is_some_and(|place| place.is(Place::SEAM))
    }

    /// Whether the case alone suggests a seam before `at`: lower to upper, digit or
    /// sign to upper, the last capital of `CQRSDomain`, a change of script.
    pub(super) fn case_seam(&self, at: usize) -> bool {
        self.places
            .get(at)
            .is_some_and(|place| place.is(Place::CASE_SEAM))
    }

    /// Whether a word begins or ends at `at` for sure: at an end of the line, beside a
    /// gap, or at a change of case.
    pub(super) fn is_edge(&self, at: usize) -> bool {
        self.places
            .get(at)
            .is_some_and(|place| place.is(Place::EDGE))
    }

    /// Whether nothing begins or ends between `start` and `end` for sure.
    pub(super) fn is_one_word(&self, start: usize, end: usize) -> bool {
        let inside = self.places.get(start + 1..end).unwrap_or_default();
        !inside.iter().any(|place| place.is(Place::EDGE))
    }

    /// The spelling key of `start..end`.
    pub(super) fn key(&self, start: usize, end: usize) -> &[u8] {
        let place = |at: usize| usize::from(self.key_places[at]);
        &self.key[place(start)..place(end)]
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
