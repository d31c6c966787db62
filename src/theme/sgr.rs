//! Styles in the terminal's own language: SGR sequences (ECMA-48, 8.3.117).

use ratatui::style::{Color, Modifier};

const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// How characters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ink {
    /// Their colour; `Reset` is the terminal's own.
    pub fg: Color,
    /// The colour behind them.
    pub bg: Color,
    /// Bold, dim and the like.
    pub modifier: Modifier,
}

impl Ink {
    /// Appends the sequence that begins this ink. It opens with a reset, so that it
    /// holds whatever went before.
    pub fn push_sgr(self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[0");
        for (modifier, code) in MODIFIERS {
            if self.modifier.contains(modifier) {
                push_code(out, code);
            }
        }
        // 30–37 and 40–47 are the dark eight, 90–97 and 100–107 the bright ones.
        for (color, base) in [(self.fg, 30), (self.bg, 40)] {
            match color {
                Color::Reset => {}
                Color::Black => push_code(out, base),
                Color::Red => push_code(out, base + 1),
                Color::Green => push_code(out, base + 2),
                Color::Yellow => push_code(out, base + 3),
                Color::Blue => push_code(out, base + 4),
                Color::Magenta => push_code(out, base + 5),
                Color::Cyan => push_code(out, base + 6),
                Color::Gray => push_code(out, base + 7),
                Color::DarkGray => push_code(out, base + 60),
                Color::LightRed => push_code(out, base + 61),
                Color::LightGreen => push_code(out, base + 62),
                Color::LightYellow => push_code(out, base + 63),
                Color::LightBlue => push_code(out, base + 64),
                Color::LightMagenta => push_code(out, base + 65),
                Color::LightCyan => push_code(out, base + 66),
                Color::White => push_code(out, base + 67),
                Color::Indexed(index) => {
                    for code in [base + 8, 5, index] {
                        push_code(out, code);
                    }
                }
                Color::Rgb(r, g, b) => {
                    for code in [base + 8, 2, r, g, b] {
                        push_code(out, code);
                    }
                }
            }
        }
        out.push(b'm');
    }
}

fn push_code(out: &mut Vec<u8>, code: u8) {
    out.push(b';');
    out.extend_from_slice(itoa::Buffer::new().format(code).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(push: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        push(&mut out);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn every_part_of_an_ink_is_written() {
        for (fg, bg, modifier, want) in [
            (Color::Reset, Color::Reset, Modifier::empty(), "0"),
            (Color::Red, Color::Blue, Modifier::BOLD, "0;1;31;44"),
            (Color::DarkGray, Color::White, Modifier::DIM, "0;2;90;107"),
            (
                Color::Indexed(110),
                Color::Rgb(1, 20, 255),
                Modifier::UNDERLINED | Modifier::REVERSED,
                "0;4;7;38;5;110;48;2;1;20;255",
            ),
        ] {
            let ink = Ink { fg, bg, modifier };
            assert_eq!(text(|out| ink.push_sgr(out)), format!("\u{1b}[{want}m"));
        }
    }
}
