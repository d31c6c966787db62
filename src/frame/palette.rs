//! The colours of a terminal as red, green and blue.

use ratatui::style::Color;

/// Red, green, blue.
pub type Rgb = (u8, u8, u8);

/// What stands for the terminal's own colour of characters.
pub const FOREGROUND: Rgb = (0xd5, 0xd9, 0xe2);

/// What stands for the terminal's own background.
pub const BACKGROUND: Rgb = (0x16, 0x18, 0x1f);

/// The 16 named colours, which every terminal defines for itself; these are ours.
const NAMED: [Rgb; 16] = [
    (0x2a, 0x2e, 0x3a),
    (0xe0, 0x6c, 0x75),
    (0x98, 0xc3, 0x79),
    (0xe0, 0xb4, 0x6c),
    (0x6c, 0xae, 0xf0),
    (0xc6, 0x86, 0xdd),
    (0x5f, 0xbc, 0xc8),
    (0xb8, 0xbf, 0xcc),
    (0x6b, 0x74, 0x86),
    (0xf2, 0x8b, 0x92),
    (0xb4, 0xdc, 0x96),
    (0xf2, 0xcf, 0x90),
    (0x90, 0xc6, 0xfa),
    (0xdb, 0xa6, 0xee),
    (0x84, 0xd8, 0xe2),
    (0xf2, 0xf4, 0xf8),
];

/// The number of a named colour among the first 16; `None` for others.
pub const fn index(color: Color) -> Option<u8> {
    Some(match color {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(index) => index,
        Color::Reset | Color::Rgb(..) => return None,
    })
}

/// A colour as red, green and blue; `None` for the terminal's own.
pub fn rgb(color: Color) -> Option<Rgb> {
    match color {
        Color::Rgb(r, g, b) => Some((r, g, b)),
        _ => index(color).map(indexed),
    }
}

/// The 256 colours of xterm (256colres.h): 16 named, a cube of 6 × 6 × 6, 24 greys.
fn indexed(index: u8) -> Rgb {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index {
        0..16 => NAMED[usize::from(index)],
        16..232 => {
            let cube = index - 16;
            (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        232.. => {
            let grey = 8 + 10 * (index - 232);
            (grey, grey, grey)
        }
    }
}

/// `color` moved towards `other` by `percent`.
pub fn mix(color: Rgb, other: Rgb, percent: u8) -> Rgb {
    let part = |a: u8, b: u8| {
        let sum = u16::from(a) * u16::from(100 - percent.min(100))
            + u16::from(b) * u16::from(percent.min(100));
        u8::try_from(sum / 100).unwrap_or(u8::MAX)
    };
    (
        part(color.0, other.0),
        part(color.1, other.1),
        part(color.2, other.2),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_palette_is_that_of_xterm() {
        for (index, want) in [
            (16, (0, 0, 0)),
            (21, (0, 0, 255)),
            (67, (95, 135, 175)),
            (231, (255, 255, 255)),
            (232, (8, 8, 8)),
            (255, (238, 238, 238)),
        ] {
            assert_eq!(indexed(index), want, "{index}");
        }
        assert_eq!(rgb(Color::Reset), None);
        assert_eq!(mix((100, 0, 0), (0, 100, 0), 50), (50, 50, 0));
    }
}
