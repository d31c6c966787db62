//! What the environment and the terminal say, as plain values.

use chrono::NaiveDate;

use crate::config::{ColorChoice, HyperlinkChoice, MarkChoice};
use crate::theme::{Colors, Hyperlinks, Marks};

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
    /// The locale of characters: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set.
    pub locale: Option<String>,
    /// Whether the terminal is known to have hyperlinks; see [`knows_hyperlinks`].
    pub knows_hyperlinks: bool,
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

    /// Whether addresses are hyperlinks for what the person chose.
    #[must_use]
    pub const fn hyperlinks(&self, choice: HyperlinkChoice) -> Hyperlinks {
        match (choice, self.knows_hyperlinks) {
            (HyperlinkChoice::Always, _) | (HyperlinkChoice::Auto, true) => Hyperlinks::Shown,
            (HyperlinkChoice::Never, _) | (HyperlinkChoice::Auto, false) => Hyperlinks::Plain,
        }
    }

    /// The signs to use for what the person chose.
    #[must_use]
    pub fn marks(&self, choice: MarkChoice) -> Marks {
        let is_ascii = match choice {
            MarkChoice::Ascii => true,
            MarkChoice::Unicode => false,
            // The console of Linux has few signs in its fonts.
            MarkChoice::Auto => self.term.as_deref() == Some("linux") || self.names_no_unicode(),
        };
        if is_ascii {
            Marks::Ascii
        } else {
            Marks::Unicode
        }
    }

    /// Whether the locale names a set of characters, and not UTF-8. One that names none, as
    /// `en_US`, or is not set, as in containers, says nothing of the terminal.
    fn names_no_unicode(&self) -> bool {
        let locale = self.locale.as_deref().unwrap_or_default();
        let name = locale.split('@').next().unwrap_or_default();
        match name.split_once('.') {
            Some((_, set)) => !["utf-8", "utf8"].contains(&set.to_lowercase().as_str()),
            None => name == "C" || name == "POSIX",
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

/// Whether the terminal is known to have hyperlinks (OSC 8), by its variables. Terminals
/// cannot be asked. What multiplexers make of them differs by version and setting, so
/// inside of one the answer is no.
#[must_use]
pub fn knows_hyperlinks(variable: impl Fn(&str) -> Option<String>) -> bool {
    const PROGRAMS: [&str; 6] = ["iTerm.app", "WezTerm", "vscode", "ghostty", "rio", "Tabby"];
    const TERMS: [&str; 5] = ["kitty", "foot", "alacritty", "ghostty", "contour"];
    /// The first release of VTE and Konsole whose hyperlinks are without a known crash.
    const NUMBERED: [(&str, u32); 2] = [("VTE_VERSION", 5002), ("KONSOLE_VERSION", 20_12_00)];
    let value = |name: &str| variable(name).unwrap_or_default();
    if !value("TMUX").is_empty() || !value("STY").is_empty() {
        return false;
    }
    let is_since = |(name, first): (&str, u32)| value(name).parse().is_ok_and(|v: u32| v >= first);
    let (program, term) = (value("TERM_PROGRAM"), value("TERM"));
    PROGRAMS.contains(&program.as_str())
        || TERMS.iter().any(|name| term.contains(name))
        || !value("WT_SESSION").is_empty()
        || NUMBERED.into_iter().any(is_since)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_that_have_hyperlinks_are_known_by_their_variables() {
        for (variables, want) in [
            (vec![], false),
            (vec![("TERM", "xterm-256color")], false),
            (vec![("TERM", "xterm-kitty")], true),
            (vec![("TERM_PROGRAM", "iTerm.app")], true),
            (vec![("TERM_PROGRAM", "Apple_Terminal")], false),
            (vec![("VTE_VERSION", "7600")], true),
            (vec![("VTE_VERSION", "4600")], false),
            (vec![("KONSOLE_VERSION", "230800")], true),
            (vec![("WT_SESSION", "x")], true),
            (vec![("VTE_VERSION", "7600"), ("TMUX", "/tmp/x")], false),
        ] {
            let variable = |name: &str| {
                let row = variables.iter().find(|(known, _)| *known == name);
                row.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(knows_hyperlinks(variable), want, "{variables:?}");
        }
    }

    #[test]
    fn the_locale_tells_the_signs_unless_the_person_does() {
        for (locale, term, want) in [
            (None, "xterm", Marks::Unicode),
            (Some(""), "xterm", Marks::Unicode),
            (Some("de_DE.UTF-8"), "xterm", Marks::Unicode),
            (Some("C.utf8"), "xterm", Marks::Unicode),
            (Some("en_US"), "xterm", Marks::Unicode),
            (Some("C"), "xterm", Marks::Ascii),
            (Some("POSIX"), "xterm", Marks::Ascii),
            (Some("de_DE.ISO-8859-15@euro"), "xterm", Marks::Ascii),
            (Some("de_DE.UTF-8@euro"), "xterm", Marks::Unicode),
            (Some("de_DE.UTF-8"), "linux", Marks::Ascii),
        ] {
            let surroundings = Surroundings {
                locale: locale.map(str::to_owned),
                term: Some(term.to_owned()),
                ..Surroundings::default()
            };
            assert_eq!(
                surroundings.marks(MarkChoice::Auto),
                want,
                "{locale:?} {term}"
            );
            assert_eq!(surroundings.marks(MarkChoice::Ascii), Marks::Ascii);
            assert_eq!(surroundings.marks(MarkChoice::Unicode), Marks::Unicode);
        }
    }

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
