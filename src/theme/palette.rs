//! The colours themselves.

use ratatui::style::Color;

use super::Colors;

/// The few colours that the screen is made of; text and titles are in the
/// terminal's own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Palette {
    pub accent: Color,
    pub source: Color,
    pub tag: Color,
    pub chosen: Color,
    pub muted: Color,
    pub warning: Color,
}

impl Palette {
    pub(super) const fn new(colors: Colors) -> Self {
        match colors {
            Colors::None => Self {
                accent: Color::Reset,
                source: Color::Reset,
                tag: Color::Reset,
                chosen: Color::Reset,
                muted: Color::Reset,
                warning: Color::Reset,
            },
            // Bright black is the background itself in some palettes (Solarized), so
            // what is muted is dimmed instead. Blue vanishes on black, yellow on white.
            Colors::Sixteen => Self {
                accent: Color::Green,
                source: Color::Reset,
                tag: Color::Cyan,
                chosen: Color::Magenta,
                muted: Color::Reset,
                warning: Color::Red,
            },
            Colors::Indexed => Self {
                accent: Color::Indexed(64),
                source: Color::Indexed(66),
                tag: Color::Indexed(67),
                chosen: Color::Indexed(166),
                muted: Color::Indexed(244),
                warning: Color::Indexed(167),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The colour that xterm gives an index from 16 on.
    fn rgb(index: u8) -> [u8; 3] {
        if index >= 232 {
            return [8 + 10 * (index - 232); 3];
        }
        let level = |at: u8| if at == 0 { 0 } else { 55 + 40 * at };
        let cube = index - 16;
        [level(cube / 36), level(cube / 6 % 6), level(cube % 6)]
    }

    /// Relative luminance as in WCAG 2.
    fn luminance(rgb: [u8; 3]) -> f64 {
        let linear = rgb.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    #[test]
    fn every_colour_reads_on_black_and_on_white() {
        let palette = Palette::new(Colors::Indexed);
        for color in [
            palette.accent,
            palette.source,
            palette.tag,
            palette.chosen,
            palette.muted,
            palette.warning,
        ] {
            let Color::Indexed(index) = color else {
                unreachable!("the palette is indexed");
            };
            let luminance = luminance(rgb(index));
            let on_black = (luminance + 0.05) / 0.05;
            let on_white = 1.05 / (luminance + 0.05);
            assert!(
                on_black >= 3.0 && on_white >= 3.0,
                "{index}: {on_black:.2} {on_white:.2}"
            );
        }
    }
}
