//! Removal of what a terminal would act on or a reader could not see.

use std::borrow::Cow;
use std::fmt;

use unicode_width::UnicodeWidthChar;

use super::fold::ascii_len;

/// Most zero-width marks that one character may carry.
///
/// Tibetan and Hebrew need up to four; longer stacks only serve to overflow a
/// cell ("zalgo" text).
const MARKS_MAX: usize = 8;

/// Text without control, escape, bidi-override or invisible characters.
///
/// Only [`CleanString`] and the catalogue (which stores nothing but scrubbed text)
/// make one, so a sink that takes `Clean` cannot be handed raw text by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clean<'a>(&'a str);

impl<'a> Clean<'a> {
    /// Wraps a part of a buffer that held only clean text when it was stored.
    #[must_use]
    pub(crate) const fn stored(text: &'a str) -> Self {
        Self(text)
    }

    /// The text itself.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// Whether there is no text.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Clean<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// An owned [`Clean`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CleanString(String);

impl CleanString {
    /// Scrubs `text`; what was removed is not counted.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(scrub(text).0.into_owned())
    }

    /// Borrows the text.
    #[must_use]
    pub fn as_clean(&self) -> Clean<'_> {
        Clean(&self.0)
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CleanString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// How many characters [`scrub`] took out, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Control characters and the escape sequences they begin.
    pub control: u32,
    /// Marks that reorder text: bidi embeddings, overrides, isolates.
    pub bidi: u32,
    /// Characters without a shape of their own, where no script needs them.
    pub invisible: u32,
}

impl Removed {
    /// All kinds together.
    #[must_use]
    pub const fn total(self) -> u32 {
        self.control
            .saturating_add(self.bidi)
            .saturating_add(self.invisible)
    }

    /// Adds the counts of `other`.
    pub const fn add(&mut self, other: Self) {
        self.control = self.control.saturating_add(other.control);
        self.bidi = self.bidi.saturating_add(other.bidi);
        self.invisible = self.invisible.saturating_add(other.invisible);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Visible,
    Control,
    Bidi,
    Invisible,
    Joiner,
}

/// Sorts a character by what it would do to a screen.
///
/// Ranges: Unicode 16, `DerivedCoreProperties.txt`, `Default_Ignorable_Code_Point`,
/// and the bidi controls of UAX #9, section 2.
const fn kind(c: char) -> Kind {
    match c {
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Kind::Control,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Kind::Bidi
        }
        '\u{200c}' | '\u{200d}' => Kind::Joiner,
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{fffe}'
        | '\u{ffff}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Kind::Invisible,
        _ => Kind::Visible,
    }
}

/// Whether a joiner next to `c` changes how `c` is shaped: scripts with cursive
/// joining or conjuncts, and emoji.
const fn takes_joiner(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        | '\u{1a00}'..='\u{1aff}' | '\u{a8e0}'..='\u{a8ff}' | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}' | '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}

/// Whether [`scrub`] would leave `text` as it is.
///
/// O(n); printable ASCII is passed a block at a time, as this runs over every
/// byte that is loaded.
#[must_use]
pub fn is_clean(text: &str) -> bool {
    // Joiners and marks depend on their neighbours: the slow path decides.
    is_plainly_clean(text, |byte| matches!(byte, b' '..=b'~'))
        || matches!(scrub(text).0, Cow::Borrowed(_))
}

/// Whether every line of `text` is clean, by one scan; `false` may also mean that
/// characters have to be judged by their neighbours.
#[must_use]
pub fn lines_are_plainly_clean(text: &str) -> bool {
    is_plainly_clean(text, |byte| matches!(byte, b' '..=b'~' | b'\n'))
}

/// Whether `text` is made of `plain` bytes and of characters that need no second look.
fn is_plainly_clean(text: &str, plain: impl Fn(u8) -> bool) -> bool {
    // Without a way out, so that the compiler compares many bytes at once.
    let bytes = text.bytes();
    if !bytes.fold(true, |all, byte| all & (plain(byte) | !byte.is_ascii())) {
        return false;
    }
    let mut rest = text;
    loop {
        rest = &rest[ascii_len(rest)..];
        let Some(c) = rest.chars().next() else {
            return true;
        };
        if kind(c) != Kind::Visible || (c >= '\u{300}' && c.width() == Some(0)) {
            return false;
        }
        rest = &rest[c.len_utf8()..];
    }
}

/// Removes what a terminal would act on or a reader could not see.
///
/// Tabs become blanks; a CSI sequence goes as a whole, as its visible rest
/// (`[31m`) is noise; joiners stay between characters of scripts that need them;
/// stacks of marks are cut after eight, and marks that stand on nothing go. Borrows when nothing had to go. O(n).
#[must_use]
pub fn scrub(text: &str) -> (Cow<'_, str>, Removed) {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return (Cow::Borrowed(text), Removed::default());
    }
    let mut out = String::with_capacity(text.len());
    let mut removed = Removed::default();
    let mut marks = 0;
    // A joiner waits until it is known what will stand behind it: the character that
    // follows it in `text` may itself have to go.
    let mut joiner = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let c = if c == '\t' { ' ' } else { c };
        match kind(c) {
            Kind::Visible => {
                marks = if c >= '\u{300}' && c.width() == Some(0) {
                    marks + 1
                } else {
                    0
                };
                // A line may be cut at any blank, and a mark has to stay with its letter.
                let is_alone = || out.chars().next_back().is_none_or(char::is_whitespace);
                if marks > MARKS_MAX || (marks > 0 && is_alone()) {
                    removed.invisible += 1;
                    continue;
                }
                match joiner.take() {
                    Some(joiner) if takes_joiner(c) => out.push(joiner),
                    Some(_) => removed.invisible += 1,
                    None => {}
                }
                out.push(c);
            }
            Kind::Control => {
                removed.control += 1;
                let csi = c == '\u{9b}' || (c == '\u{1b}' && chars.next_if_eq(&'[').is_some());
                if csi {
                    removed.control += u32::from(c == '\u{1b}') + skip_csi(&mut chars);
                }
            }
            Kind::Bidi => removed.bidi += 1,
            Kind::Invisible => removed.invisible += 1,
            Kind::Joiner => {
                let joins = joiner.is_none() && out.chars().next_back().is_some_and(takes_joiner);
                if joins {
                    joiner = Some(c);
                } else {
                    removed.invisible += 1;
                }
            }
        }
    }
    removed.invisible += u32::from(joiner.is_some());
    if out == text {
        (Cow::Borrowed(text), removed)
    } else {
        (Cow::Owned(out), removed)
    }
}

/// Skips parameters and the final byte of a CSI sequence (ECMA-48, 5.4), and
/// returns how many characters that were.
fn skip_csi(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> u32 {
    let mut skipped = 0;
    while chars
        .next_if(|c| ('\u{20}'..='\u{3f}').contains(c))
        .is_some()
    {
        skipped += 1;
    }
    if chars
        .next_if(|c| ('\u{40}'..='\u{7e}').contains(c))
        .is_some()
    {
        skipped += 1;
    }
    skipped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dangerous_characters_go_and_are_counted() {
        let table = [
            ("plain", "plain", (0, 0, 0)),
            ("a\tb", "a b", (0, 0, 0)),
            ("\u{1b}[31mred\u{1b}[0m", "red", (9, 0, 0)),
            ("\u{9b}2Jx", "x", (3, 0, 0)),
            ("\u{1b}]0;title\u{7}x", "]0;titlex", (2, 0, 0)),
            ("abc\u{202e}def", "abcdef", (0, 1, 0)),
            ("ze\u{200b}ro\u{feff}", "zero", (0, 0, 2)),
            ("a\u{200d}b", "ab", (0, 0, 1)),
            (
                "\u{301}a \u{591}\u{301}b e\u{301}",
                "a b e\u{301}",
                (0, 0, 3),
            ),
            ("می\u{200c}خواهم", "می\u{200c}خواهم", (0, 0, 0)),
            (
                "e\u{2011}commerce na\u{ef}ve 秒杀",
                "e\u{2011}commerce na\u{ef}ve 秒杀",
                (0, 0, 0),
            ),
        ];
        for (raw, want, (control, bidi, invisible)) in table {
            let (text, removed) = scrub(raw);
            assert_eq!(text, want, "{raw:?}");
            assert_eq!(
                removed,
                Removed {
                    control,
                    bidi,
                    invisible
                },
                "{raw:?}"
            );
            assert_eq!(is_clean(raw), raw == want, "{raw:?}");
        }
    }

    #[test]
    fn a_joiner_before_what_goes_goes_too() {
        let stack = format!("\u{915}{}", "\u{94d}".repeat(MARKS_MAX));
        let raw = format!("{stack}\u{200d}\u{94d}");
        assert_eq!(scrub(&raw).0, stack);
        // What goes between two that it joins is no reason to part them.
        let (text, _) = scrub("\u{1f468}\u{200d}\u{feff}\u{1f469}");
        assert_eq!(text, "\u{1f468}\u{200d}\u{1f469}");
    }

    #[test]
    fn a_stack_of_marks_is_cut() {
        let raw = format!("a{}", "\u{301}".repeat(50));
        assert_eq!(scrub(&raw).0.chars().count(), 1 + MARKS_MAX);
        assert!(!is_clean(&raw));
    }

    /// Text of what is dangerous, of what depends on its neighbours, and of anything.
    fn hostile() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            any::<String>(),
            prop::sample::select(vec![
                "\u{1b}",
                "[",
                "\u{1b}[1;31m",
                "\u{9b}",
                "\u{9d}0;",
                "\u{7}",
                "\t",
                "\u{200c}",
                "\u{200d}",
                "\u{301}",
                "\u{94d}",
                "\u{fe0f}",
                "\u{202e}",
                "\u{2066}",
                "\u{feff}",
                "\u{e0041}",
                "\u{915}",
                "\u{6cc}",
                "\u{1f468}",
                "a",
            ])
            .prop_map(str::to_owned),
            (
                prop::sample::select(vec!['\u{301}', '\u{93e}', '\u{94d}']),
                1..12_usize
            )
                .prop_map(|(mark, count)| mark.to_string().repeat(count)),
        ];
        prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn what_is_scrubbed_is_clean_and_stays_as_it_is(raw in hostile()) {
            let (text, removed) = scrub(&raw);
            prop_assert!(is_clean(&text), "{:?}", text);
            prop_assert_eq!(scrub(&text), (Cow::Borrowed(&*text), Removed::default()));
            prop_assert_eq!(is_clean(&raw), text == raw);
            let lost = raw.chars().count() - text.chars().count();
            prop_assert_eq!(removed.total() as usize, lost);
            prop_assert!(!text.contains(|c| !matches!(kind(c), Kind::Visible | Kind::Joiner)));
        }
    }
}
