//! Colours, emphasis and signs, for every kind of terminal.
//!
//! The screen's background is never painted: the terminal's own stays. Every colour
//! is a mid-tone, so that one palette reads on dark and on light backgrounds.

mod marks;
mod palette;
mod sgr;

use ratatui::style::{Color, Modifier, Style};

use palette::Palette;

pub use marks::Marks;
pub use sgr::Ink;

/// What colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// None: bold, dim, reverse and underline only (`NO_COLOR`).
    None,
    /// The terminal's own 16.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
}

/// The styles of every part of the screen.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Running text.
    pub text: Style,
    /// Titles of articles.
    pub title: Style,
    /// The title of the selected card in the pane that has the focus.
    pub title_selected: Style,
    /// What is secondary: dates, counts, hints.
    pub muted: Style,
    /// Lines between panes.
    pub rule: Style,
    /// What belongs to the pane that has the focus: its rule, its name, its mark.
    pub focus: Style,
    /// The name of a pane without the focus.
    pub pane: Style,
    /// Publishers.
    pub source: Style,
    /// Tags.
    pub tag: Style,
    /// Chosen values.
    pub chosen: Style,
    /// What a query found within a text.
    pub found: Style,
    /// The row under the cursor.
    pub cursor: Style,
    /// Keys in hints and help.
    pub key: Style,
    /// What needs attention.
    pub warning: Style,
    /// Whether addresses are hyperlinks.
    pub hyperlinks: Hyperlinks,
    /// Which signs there are.
    pub marks: Marks,
}

/// Whether addresses are hyperlinks of the terminal (OSC 8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hyperlinks {
    /// They are text: what the terminal may not know is not written to it.
    #[default]
    Plain,
    /// They are.
    Shown,
}

impl Theme {
    /// The theme for a terminal with these colours.
    #[must_use]
    pub fn new(colors: Colors) -> Self {
        let palette = Palette::new(colors);
        let plain = |color: Color| {
            // Color::Reset written out would also reset bold on some terminals.
            if color == Color::Reset {
                Style::new()
            } else {
                Style::new().fg(color)
            }
        };
        let bold = |color| plain(color).add_modifier(Modifier::BOLD);
        let muted = if palette.muted == Color::Reset {
            Style::new().add_modifier(Modifier::DIM)
        } else {
            plain(palette.muted)
        };
        let underlined_without_colours = |style: Style| match colors {
            Colors::None => style.add_modifier(Modifier::UNDERLINED),
            Colors::Sixteen | Colors::Indexed => style,
        };
        Self {
            text: Style::new(),
            title: bold(Color::Reset),
            title_selected: underlined_without_colours(bold(palette.accent)),
            muted,
            rule: muted,
            focus: bold(palette.accent),
            pane: Style::new(),
            source: plain(palette.source),
            tag: plain(palette.tag),
            chosen: bold(palette.chosen),
            found: plain(palette.chosen).add_modifier(Modifier::UNDERLINED),
            cursor: plain(palette.accent).add_modifier(Modifier::REVERSED),
            key: bold(Color::Reset),
            warning: bold(palette.warning),
            hyperlinks: Hyperlinks::Plain,
            marks: Marks::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_nothing_is_coloured() {
        let theme = Theme::new(Colors::None);
        for style in [
            theme.text,
            theme.title,
            theme.title_selected,
            theme.muted,
            theme.rule,
            theme.focus,
            theme.source,
            theme.tag,
            theme.chosen,
            theme.found,
            theme.cursor,
            theme.key,
            theme.warning,
        ] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert_ne!(theme.title, theme.title_selected);
    }
}
