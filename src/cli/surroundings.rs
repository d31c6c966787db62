//! What the environment and the terminal say, as plain values.

use chrono::NaiveDate;

use crate::config::ColorChoice;
use crate::theme::Colors;

/// What standard output is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Output {
    /// A terminal: a person reads it.
    Terminal,
    /// A file or another program.
    #[default]
    Elsewhere,
}

/// What the program is told by where it runs. Empty variables count as not set.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// What standard output is.
    pub output: Output,
    /// Its width in cells, where that is known.
    pub width_cells: Option<u16>,
    /// `NO_COLOR` (no-color.org).
    pub no_color: Option<String>,
    /// `CLICOLOR`; `0` means no colours.
    pub clicolor: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
    /// `COLORTERM`.
    pub colorterm: Option<String>,
    /// The day it is here.
    pub today: NaiveDate,
}

/// Names in `TERM` of terminals that have 256 colours without saying so there.
const INDEXED_TERMS: [&str; 9] = [
    "256",
    "direct",
    "kitty",
    "alacritty",
    "foot",
    "wezterm",
    "ghostty",
    "tmux",
    "contour",
];

impl Surroundings {
    /// The colours to use for what the person chose.
    #[must_use]
    pub fn colors(&self, choice: ColorChoice) -> Colors {
        match choice {
            ColorChoice::Never => Colors::None,
            ColorChoice::Sixteen => Colors::Sixteen,
            ColorChoice::Indexed => Colors::Indexed,
            ColorChoice::Auto => self.colors_of_terminal(),
        }
    }

    fn colors_of_terminal(&self) -> Colors {
        let set = |value: &Option<String>| value.as_deref().is_some_and(|v| !v.is_empty());
        let term = self.term.as_deref().unwrap_or_default();
        if set(&self.no_color) || self.clicolor.as_deref() == Some("0") || term == "dumb" {
            return Colors::None;
        }
        let indexed = set(&self.colorterm) || INDEXED_TERMS.iter().any(|name| term.contains(name));
        if indexed {
            Colors::Indexed
        } else {
            Colors::Sixteen
        }
    }

    /// Cells a line of running text may have: the width of the terminal, 80 where
    /// that is not known, and never more than a reader's eye follows.
    #[must_use]
    pub fn text_width(&self) -> usize {
        usize::from(self.width_cells.unwrap_or(80).clamp(20, 100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_tells_the_colours() {
        let table = [
            ([None, None, Some("xterm-256color"), None], Colors::Indexed),
            ([None, None, Some("xterm"), None], Colors::Sixteen),
            (
                [None, None, Some("xterm"), Some("truecolor")],
                Colors::Indexed,
            ),
            ([None, None, Some("linux"), None], Colors::Sixteen),
            ([None, None, Some("dumb"), Some("truecolor")], Colors::None),
            (
                [Some("1"), None, Some("xterm-256color"), None],
                Colors::None,
            ),
            (
                [Some(""), None, Some("xterm-256color"), None],
                Colors::Indexed,
            ),
            (
                [None, Some("0"), Some("xterm-256color"), None],
                Colors::None,
            ),
            (
                [None, Some("1"), Some("xterm-256color"), None],
                Colors::Indexed,
            ),
        ];
        for (values, want) in table {
            let [no_color, clicolor, term, colorterm] = values.map(|v| v.map(str::to_owned));
            let surroundings = Surroundings {
                no_color,
                clicolor,
                term,
                colorterm,
                ..Surroundings::default()
            };
            assert_eq!(surroundings.colors(ColorChoice::Auto), want, "{values:?}");
            assert_eq!(surroundings.colors(ColorChoice::Sixteen), Colors::Sixteen);
            assert_eq!(surroundings.colors(ColorChoice::Never), Colors::None);
        }
    }
}
