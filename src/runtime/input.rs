//! From the terminal's events to what the reader knows.

use crossterm::event::{
    Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use crate::app::{Message, MouseEvent, MouseKind};
use crate::keymap::{Key, KeyCode};

/// What an event tells the reader, if it tells anything. A resize is not among them:
/// the size is asked for when the queue is empty, so that only the last one counts.
pub(super) fn message(event: &Event) -> Option<Message> {
    match event {
        Event::Key(event) => key(*event).map(Message::KeyPressed),
        Event::Mouse(event) => {
            let kind = match event.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseKind::Click,
                MouseEventKind::ScrollDown => MouseKind::WheelDown,
                MouseEventKind::ScrollUp => MouseKind::WheelUp,
                _ => return None,
            };
            Some(Message::MouseUsed(MouseEvent {
                kind,
                column: event.column,
                row: event.row,
            }))
        }
        // There is nothing to paste into, and a paste is no series of commands.
        Event::Paste(text) => Some(Message::Pasted(text.clone())),
        Event::Resize(..) | Event::FocusGained | Event::FocusLost => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let held = |modifiers| event.modifiers.intersects(modifiers);
    let foreign = KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META;
    if event.kind == KeyEventKind::Release || held(foreign) {
        return None;
    }
    let mut key = Key {
        code: KeyCode::Esc,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift: held(KeyModifiers::SHIFT),
    };
    key.code = match event.code {
        Code::Char(c) => return character(c, key),
        Code::BackTab => {
            key.shift = true;
            KeyCode::Tab
        }
        Code::Tab => KeyCode::Tab,
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Insert => KeyCode::Insert,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::F(number) => KeyCode::F(number),
        _ => return None,
    };
    Some(key)
}

fn character(c: char, mut key: Key) -> Option<Key> {
    if c.is_control() {
        return None;
    }
    let upper = c.to_uppercase().next().unwrap_or(c);
    key.code = KeyCode::Char(if key.shift { upper } else { c });
    key.shift = false;
    // AltGr is reported as Ctrl and Alt by some terminals: what it types is a
    // character, such as the '@' of a German keyboard, not a chord.
    if key.ctrl && key.alt && !(c.is_ascii_alphanumeric() || c == ' ') {
        key.ctrl = false;
        key.alt = false;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::MouseEvent as TerminalMouse;

    fn pressed(code: Code, modifiers: KeyModifiers) -> Option<String> {
        key(KeyEvent::new(code, modifiers)).map(|key| key.to_string())
    }

    #[test]
    fn keys_arrive_in_the_keymaps_notation() {
        const CTRL_ALT: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::ALT);
        for (code, modifiers, expected) in [
            (Code::Char('j'), KeyModifiers::NONE, "j"),
            (Code::Char('G'), KeyModifiers::SHIFT, "G"),
            (Code::Char('g'), KeyModifiers::SHIFT, "G"),
            (Code::Char('?'), KeyModifiers::SHIFT, "?"),
            (Code::Char(' '), KeyModifiers::NONE, "space"),
            (Code::Char('c'), KeyModifiers::CONTROL, "ctrl-c"),
            (Code::Char('x'), CTRL_ALT, "ctrl-alt-x"),
            (Code::Char('@'), CTRL_ALT, "@"),
            (Code::Char('€'), CTRL_ALT, "€"),
            (Code::BackTab, KeyModifiers::SHIFT, "shift-tab"),
            (Code::BackTab, KeyModifiers::NONE, "shift-tab"),
            (Code::Left, KeyModifiers::ALT, "alt-left"),
            (Code::PageDown, KeyModifiers::NONE, "pgdn"),
            (Code::F(1), KeyModifiers::NONE, "f1"),
        ] {
            assert_eq!(pressed(code, modifiers).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_no_key_of_ours_is_ignored() {
        assert_eq!(pressed(Code::Char('q'), KeyModifiers::SUPER), None);
        assert_eq!(pressed(Code::Char('\u{85}'), KeyModifiers::NONE), None);
        assert_eq!(pressed(Code::CapsLock, KeyModifiers::NONE), None);
        let mut released = KeyEvent::new(Code::Char('q'), KeyModifiers::NONE);
        released.kind = KeyEventKind::Release;
        assert_eq!(key(released), None);
        assert_eq!(
            message(&Event::Paste("q".to_owned())),
            Some(Message::Pasted("q".to_owned()))
        );
    }

    #[test]
    fn clicks_and_the_wheel_count_and_motion_does_not() {
        let used = |kind| {
            message(&Event::Mouse(TerminalMouse {
                kind,
                column: 3,
                row: 4,
                modifiers: KeyModifiers::NONE,
            }))
        };
        let click = MouseEvent {
            kind: MouseKind::Click,
            column: 3,
            row: 4,
        };
        assert_eq!(
            used(MouseEventKind::Down(MouseButton::Left)),
            Some(Message::MouseUsed(click))
        );
        assert_eq!(used(MouseEventKind::Up(MouseButton::Left)), None);
        assert_eq!(used(MouseEventKind::Moved), None);
        assert!(used(MouseEventKind::ScrollDown).is_some());
    }
}
