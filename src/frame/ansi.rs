//! A frame as characters and SGR sequences.

use std::io::{self, Write};

use super::Picture;
use crate::theme::Ink;

pub fn write(picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let plain = Ink::default();
    for row in picture.rows() {
        let mut line = Vec::new();
        let mut current = plain;
        for (at, run) in row.iter().enumerate() {
            let is_last = at + 1 == row.len();
            let text = if is_last && run.style == plain {
                run.text.trim_end_matches(' ')
            } else {
                run.text.as_str()
            };
            if run.style != current && !text.is_empty() {
                run.style.push_sgr(&mut line);
                current = run.style;
            }
            line.extend_from_slice(text.as_bytes());
        }
        if current != plain {
            plain.push_sgr(&mut line);
        }
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
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
