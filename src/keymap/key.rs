//! One key press, and its notation in configs, help and tests.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A key with its modifiers, as a person presses it.
///
/// The notation is that of [`fmt::Display`] and [`FromStr`]: `j`, `G`, `enter`,
/// `ctrl-c`, `alt-left`, `shift-tab`, `f1`. Shift is part of a character (`G`, not
/// `shift-g`) and named only before keys that have no upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What was pressed.
    pub code: KeyCode,
    /// With Ctrl held.
    pub ctrl: bool,
    /// With Alt held.
    pub alt: bool,
    /// With Shift held; never set for [`KeyCode::Char`].
    pub shift: bool,
}

/// The part of a key that is not a modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyCode {
    /// A character as typed, upper case with Shift.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Cursor left.
    Left,
    /// Cursor right.
    Right,
    /// Cursor up.
    Up,
    /// Cursor down.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

const NAMES: [(&str, KeyCode); 18] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("space", KeyCode::Char(' ')),
    ("backspace", KeyCode::Backspace),
    ("del", KeyCode::Delete),
    ("ins", KeyCode::Insert),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("minus", KeyCode::Char('-')),
];

/// Why a text names no key.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "'{0}' is not a key: write a character, a name such as enter, esc, pgdn, f1, or ctrl-, alt-, shift- before one"
)]
pub struct KeyError(String);

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// The digit this key types, if it types one.
    #[must_use]
    pub fn digit(self) -> Option<u32> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => c.to_digit(10),
            _ => None,
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let error = || KeyError(text.to_owned());
        let mut key = Self::plain(KeyCode::Esc);
        let mut rest = text;
        while let Some((modifier, after)) =
            rest.split_once('-').filter(|(_, after)| !after.is_empty())
        {
            let flag = match modifier.to_ascii_lowercase().as_str() {
                "ctrl" | "c" => &mut key.ctrl,
                "alt" | "a" => &mut key.alt,
                "shift" | "s" => &mut key.shift,
                _ => return Err(error()),
            };
            if std::mem::replace(flag, true) {
                return Err(error());
            }
            rest = after;
        }
        let typed = only_char(rest).map(KeyCode::Char);
        key.code = typed.or_else(|| named(rest)).ok_or_else(error)?;
        if let KeyCode::Char(c) = key.code
            && std::mem::take(&mut key.shift)
        {
            key.code = KeyCode::Char(c.to_uppercase().next().unwrap_or(c));
        }
        Ok(key)
    }
}

/// The character that `text` is, unless it is a control or not just one.
fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next().filter(|c| !c.is_control())?;
    chars.next().is_none().then_some(first)
}

fn named(text: &str) -> Option<KeyCode> {
    let known = NAMES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(text))
        .map(|(_, code)| *code);
    known.or_else(|| {
        let number = text.strip_prefix(['f', 'F'])?.parse().ok()?;
        (1..=24).contains(&number).then_some(KeyCode::F(number))
    })
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::F(number) => write!(f, "f{number}"),
            KeyCode::Char('-') => f.write_str("-"),
            code => match (NAMES.iter().rev().find(|(_, c)| *c == code), code) {
                (Some((name, _)), _) => f.write_str(name),
                (None, KeyCode::Char(c)) => write!(f, "{c}"),
                (None, _) => unreachable!("every code but F and Char has a name"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_and_key_agree() {
        for text in [
            "j",
            "G",
            "?",
            "-",
            "enter",
            "ctrl-c",
            "alt-left",
            "shift-tab",
            "f12",
            "space",
            "ctrl-alt-x",
            "ctrl--",
        ] {
            let key: Key = text.parse().expect(text);
            assert_eq!(key.to_string(), text);
        }
        assert_eq!("pagedown".parse::<Key>(), "PgDn".parse::<Key>());
        assert_eq!("shift-g".parse::<Key>(), "G".parse::<Key>());
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "entr", "hyper-x", "ctrl-ctrl-c", "f0", "f99", "\u{1b}"] {
            assert!(text.parse::<Key>().is_err(), "{text:?}");
        }
    }
}
