//! What a person does before the frame is drawn: keys, the mouse, the window.

use std::str::FromStr;

use thiserror::Error;

use crate::app::{MouseEvent, MouseKind, Size, SizeError};
use crate::keymap::{Key, KeyCode, KeyError, parse_keys};

/// Steps in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The steps.
    pub steps: Vec<Step>,
}

/// One thing that is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A key is pressed.
    Key(Key),
    /// The mouse is used.
    Mouse(MouseEvent),
    /// The window gets another size.
    Resize(Size),
}

/// Why a text is no script.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ScriptError {
    /// A word is no key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A use of the mouse does not say where.
    #[error("'{0}' does not say where: write {1}:COLUMN,ROW, counted from 0,0 at the top left")]
    Place(String, &'static str),
    /// A resize does not say to what.
    #[error("'{0}' does not say to what size: {1}")]
    Size(String, SizeError),
}

/// The uses of the mouse by name.
const MOUSE: [(&str, MouseKind); 3] = [
    ("click", MouseKind::Click),
    ("wheel-up", MouseKind::WheelUp),
    ("wheel-down", MouseKind::WheelDown),
];

impl FromStr for Script {
    type Err = ScriptError;

    /// Reads steps separated by blanks: keys in the keymap's notation,
    /// `click:COLUMN,ROW`, `wheel-up:…`, `wheel-down:…`, `resize:WIDTHxHEIGHT`.
    fn from_str(text: &str) -> Result<Self, ScriptError> {
        let mut steps = Vec::new();
        for word in text.split_whitespace() {
            match step(word)? {
                Some(step) => steps.push(step),
                None => steps.extend(keys(word)?.into_iter().map(Step::Key)),
            }
        }
        Ok(Self { steps })
    }
}

/// The keys of a word: one, or the digits of a count, as the help writes `12 G`.
fn keys(word: &str) -> Result<Vec<Key>, KeyError> {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        let digits = word.chars().map(|digit| Key::plain(KeyCode::Char(digit)));
        return Ok(digits.collect());
    }
    parse_keys(word)
}

/// The step that `word` names; `None` for what can only be a key.
fn step(word: &str) -> Result<Option<Step>, ScriptError> {
    let Some((name, place)) = word.split_once(':') else {
        return Ok(None);
    };
    if name == "resize" {
        let size = place.parse();
        let size = size.map_err(|error| ScriptError::Size(word.to_owned(), error))?;
        return Ok(Some(Step::Resize(size)));
    }
    let Some((name, kind)) = MOUSE.into_iter().find(|(known, _)| *known == name) else {
        return Ok(None);
    };
    let (column, row) = place
        .split_once(',')
        .and_then(|(column, row)| Some((column.parse().ok()?, row.parse().ok()?)))
        .ok_or_else(|| ScriptError::Place(word.to_owned(), name))?;
    Ok(Some(Step::Mouse(MouseEvent { kind, column, row })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_mouse_mix() {
        let script: Script = "6 l :  click:10,5 wheel-down:0,0 resize:80x24"
            .parse()
            .expect("a script");
        let keys = parse_keys("6 l :").expect("keys");
        let mouse = |kind, column, row| Step::Mouse(MouseEvent { kind, column, row });
        let mut steps: Vec<Step> = keys.into_iter().map(Step::Key).collect();
        steps.push(mouse(MouseKind::Click, 10, 5));
        steps.push(mouse(MouseKind::WheelDown, 0, 0));
        steps.push(Step::Resize(Size {
            width: 80,
            height: 24,
        }));
        assert_eq!(script.steps, steps);
        assert_eq!("".parse(), Ok(Script::default()));
        assert_eq!("12 G".parse::<Script>(), "1 2 G".parse());
    }

    #[test]
    fn what_is_no_step_is_refused_with_advice() {
        for (text, advice) in [
            ("click:10", "click:COLUMN,ROW"),
            ("wheel-up:a,b", "wheel-up:COLUMN,ROW"),
            (
                "resize:0x5",
                "'resize:0x5' does not say to what size: write WIDTHxHEIGHT",
            ),
            ("resize:1001x5", "from 1 to 1000"),
            ("j entr", "'entr' is not a key"),
            ("clik:1,2", "'clik:1,2' is not a key"),
        ] {
            let error = text.parse::<Script>().expect_err(text).to_string();
            assert!(error.contains(advice), "{error}");
        }
    }
}
