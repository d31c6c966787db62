//! Copies text: with a program of the desktop where there is one, else through the
//! terminal.

use std::process::Command;

use super::opener::{is_remote, is_set, platform};
use super::{children, screen};
use crate::app::Copier;
use crate::links::Platform;

/// A program that copies what it reads, and its arguments.
type Program = &'static [&'static str];

const WAYLAND: &[Program] = &[&["wl-copy"]];
const X11: &[Program] = &[
    &["xclip", "-selection", "clipboard"],
    &["xsel", "--clipboard", "--input"],
];
const MAC_OS: &[Program] = &[&["pbcopy"]];
const WSL: &[Program] = &[&[WINDOWS]];
const TERMUX: &[Program] = &[&["termux-clipboard-set"]];
/// tmux takes OSC 52 only where it is set to (`set-clipboard on`, by default it is not);
/// asked by its own command it keeps the text and passes it on to its terminal.
const TMUX: &[Program] = &[&["tmux", "load-buffer", "-w", "-"]];

/// Reads the code page of the system, so that only ASCII is the same for it.
const WINDOWS: &str = "clip.exe";

/// What text is copied with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clipboard {
    programs: Vec<Program>,
}

impl Clipboard {
    /// The clipboard of where the program runs.
    pub(super) fn of_environment() -> Self {
        Self::of(platform(), is_remote(), is_set)
    }

    /// The programs to try, in this order. On a machine that the person does not sit at,
    /// its clipboard is nobody's.
    fn of(platform: Platform, is_remote: bool, is_set: impl Fn(&str) -> bool) -> Self {
        let (is_mac, is_wsl) = (platform == Platform::MacOs, platform == Platform::Wsl);
        let known = [
            (!is_remote && is_mac, MAC_OS),
            (!is_remote && is_wsl, WSL),
            (!is_remote && is_set("WAYLAND_DISPLAY"), WAYLAND),
            (!is_remote && is_set("DISPLAY"), X11),
            (!is_remote && is_set("TERMUX_VERSION"), TERMUX),
            (is_set("TMUX"), TMUX),
        ];
        let programs = known.into_iter().filter(|(is_there, _)| *is_there);
        Self {
            programs: programs
                .flat_map(|(_, programs)| programs)
                .copied()
                .collect(),
        }
    }

    /// Whether no program has to be waited for.
    pub(super) const fn is_immediate(&self) -> bool {
        self.programs.is_empty()
    }

    /// Copies a text with the first program that takes it, waiting for each as for one
    /// that opens a page, or hands it to the terminal.
    pub(super) fn copy(&self, text: &str) -> Copier {
        for words in &self.programs {
            let Some((program, arguments)) = words.split_first() else {
                continue;
            };
            if *program == WINDOWS && !text.is_ascii() {
                continue;
            }
            let mut command = Command::new(program);
            command.args(arguments.iter());
            if children::start(&mut command, text.as_bytes().to_vec()).is_ok() {
                return Copier::Program((*program).to_owned());
            }
        }
        // A terminal that has gone is noticed by the next frame.
        screen::present(osc_52(text).as_bytes()).ok();
        Copier::Terminal
    }
}

/// The sequence that hands a text to the terminal's clipboard (xterm, "Manipulate
/// Selection Data").
fn osc_52(text: &str) -> String {
    format!("\x1b]52;c;{}\x1b\\", base64(text.as_bytes()))
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let padded = (0..3).map(|at| chunk.get(at).copied().unwrap_or(0));
        let bits = padded.fold(0_u32, |bits, byte| bits << 8 | u32::from(byte));
        for place in 0..4_usize {
            let sextet = (bits >> (18 - 6 * place) & 63) as usize;
            let letter = LETTERS.get(sextet).filter(|_| place <= chunk.len());
            out.push(letter.map_or('=', |letter| char::from(*letter)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (text, want) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
            ("\u{79d2}\u{fb}\u{ff}", "56eSw7vDvw=="),
        ] {
            assert_eq!(base64(text.as_bytes()), want, "{text}");
        }
        assert_eq!(osc_52("foo"), "\x1b]52;c;Zm9v\x1b\\");
    }

    #[test]
    fn the_clipboard_is_that_of_the_machine_that_the_person_sits_at() {
        for (platform, is_remote, variables, want) in [
            (Platform::Unix, false, vec![], vec![]),
            (
                Platform::Unix,
                false,
                vec!["DISPLAY"],
                vec!["xclip", "xsel"],
            ),
            (
                Platform::Unix,
                false,
                vec!["DISPLAY", "WAYLAND_DISPLAY", "TMUX"],
                vec!["wl-copy", "xclip", "xsel", "tmux"],
            ),
            (Platform::Unix, true, vec!["DISPLAY"], vec![]),
            (Platform::MacOs, true, vec!["TMUX"], vec!["tmux"]),
            (Platform::MacOs, false, vec![], vec!["pbcopy"]),
            (Platform::Wsl, false, vec![], vec!["clip.exe"]),
            (
                Platform::Unix,
                false,
                vec!["TERMUX_VERSION"],
                vec!["termux-clipboard-set"],
            ),
        ] {
            let is_set = |name: &str| variables.contains(&name);
            let clipboard = Clipboard::of(platform, is_remote, is_set);
            let names: Vec<&str> = clipboard.programs.iter().map(|words| words[0]).collect();
            assert_eq!(names, want, "{platform:?} {is_remote} {variables:?}");
        }
    }
}
