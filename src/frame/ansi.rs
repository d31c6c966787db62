//! A frame as characters and SGR sequences (ECMA-48, 8.3.117).

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::style::{Color, Modifier};

use super::Picture;
use super::picture::RunStyle;

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

pub fn write(picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let plain = RunStyle::default();
    for row in picture.rows() {
        let mut line = String::new();
        let mut current = plain;
        for (at, run) in row.iter().enumerate() {
            let is_last = at + 1 == row.len();
            let text = if is_last && run.style == plain {
                run.text.trim_end_matches(' ')
            } else {
                run.text.as_str()
            };
            if run.style != current && !text.is_empty() {
                push_sgr(&mut line, run.style);
                current = run.style;
            }
            line.push_str(text);
        }
        if current != plain {
            push_sgr(&mut line, plain);
        }
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Every sequence begins with a reset, so that it holds alone.
fn push_sgr(line: &mut String, style: RunStyle) {
    line.push_str("\u{1b}[0");
    let mut push = |code: &dyn std::fmt::Display| {
        write!(line, ";{code}").expect("writing to a String cannot fail");
    };
    for (modifier, code) in MODIFIERS {
        if style.modifier.contains(modifier) {
            push(&code);
        }
    }
    for (color, base) in [(style.fg, 30), (style.bg, 40)] {
        match color {
            Color::Reset => {}
            Color::Rgb(r, g, b) => push(&format_args!("{};2;{r};{g};{b}", base + 8)),
            Color::Indexed(index) => push(&format_args!("{};5;{index}", base + 8)),
            named => {
                let index = super::palette::index(named).unwrap_or(0);
                // 30–37 are the dark eight, 90–97 the bright ones.
                let code = if index < 8 {
                    base + index
                } else {
                    base + 52 + index
                };
                push(&code);
            }
        }
    }
    line.push('m');
}

#[cfg(test)]
mod tests {
    use super::super::picture::tests::sample;

    #[test]
    fn runs_become_sequences_and_end_with_the_line() {
        let mut out = Vec::new();
        sample().write_ansi(&mut out).expect("a Vec takes all");
        assert_eq!(
            String::from_utf8(out).expect("UTF-8"),
            "\u{1b}[0;1;31mab<\u{1b}[0;44m秒\u{1b}[0;2;7m\u{2502}x\u{1b}[0m\n\n"
        );
    }
}
