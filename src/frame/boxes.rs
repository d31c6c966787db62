//! Box-drawing and block characters as shapes.
//!
//! Fonts leave gaps between the lines of neighbouring cells, so pictures draw them.

use crate::text::push_formatted;

/// A cell in user units.
#[derive(Clone, Copy, Debug)]
pub struct CellBox {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// What a character is drawn with.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A stroked path of this width.
    Stroke {
        /// The path.
        path: String,
        /// 1 for light lines, 3 for heavy ones.
        width: u8,
    },
    /// A filled path.
    Fill {
        /// The path.
        path: String,
        /// Of 100.
        opacity: u8,
    },
}

const LEFT: u8 = 1;
const RIGHT: u8 = 2;
const UP: u8 = 4;
const DOWN: u8 = 8;

/// Light lines and, in the same place, heavy ones, with their arms.
const LINES: [(char, char, u8); 15] = [
    ('─', '━', LEFT | RIGHT),
    ('│', '┃', UP | DOWN),
    ('┌', '┏', RIGHT | DOWN),
    ('┐', '┓', LEFT | DOWN),
    ('└', '┗', RIGHT | UP),
    ('┘', '┛', LEFT | UP),
    ('├', '┣', UP | DOWN | RIGHT),
    ('┤', '┫', UP | DOWN | LEFT),
    ('┬', '┳', LEFT | RIGHT | DOWN),
    ('┴', '┻', LEFT | RIGHT | UP),
    ('┼', '╋', LEFT | RIGHT | UP | DOWN),
    ('╴', '╸', LEFT),
    ('╵', '╹', UP),
    ('╶', '╺', RIGHT),
    ('╷', '╻', DOWN),
];

const ROUNDED: [(char, u8); 4] = [
    ('╭', RIGHT | DOWN),
    ('╮', LEFT | DOWN),
    ('╰', RIGHT | UP),
    ('╯', LEFT | UP),
];

/// Whether [`shape`] draws this character.
pub fn is_shape(c: char) -> bool {
    let cell = CellBox {
        x: 0,
        y: 0,
        width: 8,
        height: 8,
    };
    shape(c, cell).is_some()
}

/// The shape of a character in `cell`; `None` for what fonts draw well enough.
pub fn shape(c: char, cell: CellBox) -> Option<Shape> {
    if !('\u{2500}'..='\u{259f}').contains(&c) {
        return None;
    }
    if let Some((light, _, arms)) = LINES
        .iter()
        .find(|(light, heavy, _)| [*light, *heavy].contains(&c))
    {
        let width = if c == *light { 1 } else { 3 };
        return Some(Shape::Stroke {
            path: straight(*arms, cell),
            width,
        });
    }
    if let Some((_, arms)) = ROUNDED.iter().find(|(corner, _)| *corner == c) {
        return Some(Shape::Stroke {
            path: rounded(*arms, cell),
            width: 1,
        });
    }
    let (part, opacity) = block(c, cell)?;
    let CellBox {
        x,
        y,
        width,
        height,
    } = part;
    Some(Shape::Fill {
        path: format!("M{x} {y}h{width}v{height}h-{width}z"),
        opacity,
    })
}

/// Lines from the middle of the cell to its edges. The middle lies on half a unit, so
/// that a line of one unit fills whole pixels.
fn straight(arms: u8, cell: CellBox) -> String {
    let (x, y) = (cell.x + cell.width / 2, cell.y + cell.height / 2);
    let (right, bottom) = (cell.x + cell.width, cell.y + cell.height);
    let mut path = String::new();
    if arms & (LEFT | RIGHT) != 0 {
        let from = if arms & LEFT != 0 { cell.x } else { x };
        let to = if arms & RIGHT != 0 { right } else { x + 1 };
        push_formatted(&mut path, format_args!("M{from} {y}.5H{to}"));
    }
    if arms & (UP | DOWN) != 0 {
        let from = if arms & UP != 0 { cell.y } else { y };
        let to = if arms & DOWN != 0 { bottom } else { y + 1 };
        push_formatted(&mut path, format_args!("M{x}.5 {from}V{to}"));
    }
    path
}

/// A quarter turn between two edges of the cell.
fn rounded(arms: u8, cell: CellBox) -> String {
    let (x, y) = (cell.x + cell.width / 2, cell.y + cell.height / 2);
    let side = if arms & LEFT != 0 {
        cell.x
    } else {
        cell.x + cell.width
    };
    let end = if arms & UP != 0 {
        cell.y
    } else {
        cell.y + cell.height
    };
    let turn = cell.width / 2;
    let before = if arms & UP != 0 { y - turn } else { y + turn };
    format!("M{x}.5 {end}V{before}Q{x}.5 {y}.5 {side} {y}.5")
}

/// The part of the cell that a block fills, and how densely, of 100.
fn block(c: char, cell: CellBox) -> Option<(CellBox, u8)> {
    let lower = |eighths: u32| {
        let height = (cell.height * eighths).div_ceil(8);
        CellBox {
            y: cell.y + cell.height - height,
            height,
            ..cell
        }
    };
    let left = |eighths: u32| CellBox {
        width: (cell.width * eighths).div_ceil(8),
        ..cell
    };
    let code = u32::from(c);
    let right = cell.width / 2;
    Some(match c {
        '▀' => {
            let height = cell.height / 2;
            (CellBox { height, ..cell }, 100)
        }
        '▁'..='█' => (lower(code - 0x2580), 100),
        '▉'..='▏' => (left(0x2590 - code), 100),
        '▐' => {
            let x = cell.x + cell.width - right;
            let width = right;
            (CellBox { x, width, ..cell }, 100)
        }
        '░' => (cell, 25),
        '▒' => (cell, 50),
        '▓' => (cell, 75),
        '▔' => (CellBox { height: 2, ..cell }, 100),
        '▕' => {
            let x = cell.x + cell.width - 1;
            (
                CellBox {
                    x,
                    width: 1,
                    ..cell
                },
                100,
            )
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_reach_the_edges_that_they_join() {
        let cell = CellBox {
            x: 9,
            y: 20,
            width: 9,
            height: 20,
        };
        let stroke = |path: &str, width| {
            let path = path.to_owned();
            Some(Shape::Stroke { path, width })
        };
        let fill = |path: &str, opacity| {
            let path = path.to_owned();
            Some(Shape::Fill { path, opacity })
        };
        for (c, want) in [
            ('─', stroke("M9 30.5H18", 1)),
            ('┃', stroke("M13.5 20V40", 3)),
            ('└', stroke("M13 30.5H18M13.5 20V31", 1)),
            ('╭', stroke("M13.5 40V34Q13.5 30.5 18 30.5", 1)),
            ('█', fill("M9 20h9v20h-9z", 100)),
            ('▄', fill("M9 30h9v10h-9z", 100)),
            ('▎', fill("M9 20h3v20h-3z", 100)),
            ('▒', fill("M9 20h9v20h-9z", 50)),
            ('a', None),
            ('═', None),
        ] {
            assert_eq!(shape(c, cell), want, "{c}");
            assert_eq!(is_shape(c), want.is_some(), "{c}");
        }
    }
}
