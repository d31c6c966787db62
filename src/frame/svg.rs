//! A frame as an SVG picture.
//!
//! Every piece of text says how wide it is, so that the columns hold whatever font
//! is found; lines and blocks are drawn, not written.

use std::io::{self, Write};

use ratatui::style::Modifier;
use unicode_segmentation::UnicodeSegmentation;

use super::Picture;
use super::boxes::{CellBox, Shape, is_shape, shape};
use super::palette::{BACKGROUND, FOREGROUND, Rgb, mix, rgb};
use super::picture::{Run, hex};
use crate::text::{push_formatted, width_cells};
use crate::theme::Ink;

const CELL_WIDTH: u32 = 9;
const CELL_HEIGHT: u32 = 20;
const FONT_SIZE: u32 = 15;
/// From the top of a cell to the line that letters stand on.
const BASELINE: u32 = 15;
const MARGIN: u32 = 14;

/// Monospace fonts of the usual systems, then those that have Chinese, Japanese and
/// Korean characters.
const FONTS: &str = "'JetBrains Mono','Cascadia Mono','SF Mono',Menlo,Consolas,'DejaVu Sans Mono',\
'Liberation Mono','Noto Sans Mono CJK SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC',\
'Hiragino Sans GB','Microsoft YaHei','WenQuanYi Micro Hei',monospace";

pub fn write(picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let rows = u32::try_from(picture.rows().len()).unwrap_or(u32::MAX);
    let width = u32::from(picture.width()) * CELL_WIDTH + 2 * MARGIN;
    let height = rows.saturating_mul(CELL_HEIGHT) + 2 * MARGIN;
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" aria-label="tagleaf in a terminal">"#
    )?;
    writeln!(
        out,
        r#"<rect width="{width}" height="{height}" rx="8" fill="{}"/>"#,
        hex(BACKGROUND)
    )?;
    writeln!(
        out,
        r#"<g font-family="{FONTS}" font-size="{FONT_SIZE}" fill="{}" stroke-linecap="butt" xml:space="preserve" style="white-space:pre">"#,
        hex(FOREGROUND)
    )?;
    for (runs, y) in picture.rows().iter().zip(0_u32..) {
        let top = MARGIN + y * CELL_HEIGHT;
        let mut row = String::new();
        // Backgrounds first: a glyph may reach over the edge of its cell.
        for run in runs {
            push_background(&mut row, run, top);
        }
        for run in runs {
            push_run(&mut row, run, top);
        }
        out.write_all(row.as_bytes())?;
    }
    writeln!(out, "</g>\n</svg>")
}

/// The colours a run is drawn in: characters, background (`None` for the picture's).
fn colors(style: Ink) -> (Rgb, Option<Rgb>) {
    let mut fg = rgb(style.fg).unwrap_or(FOREGROUND);
    let mut bg = rgb(style.bg);
    if style.modifier.contains(Modifier::REVERSED) {
        let behind = bg.unwrap_or(BACKGROUND);
        bg = Some(fg);
        fg = behind;
    }
    if style.modifier.contains(Modifier::DIM) {
        fg = mix(fg, bg.unwrap_or(BACKGROUND), 45);
    }
    (fg, bg)
}

fn push_background(row: &mut String, run: &Run, top: u32) {
    if let (_, Some(bg)) = colors(run.style) {
        let x = left(u32::from(run.x));
        let width = u32::from(run.width) * CELL_WIDTH;
        push_formatted(
            row,
            format_args!(
                "<rect x=\"{x}\" y=\"{top}\" width=\"{width}\" height=\"{CELL_HEIGHT}\" fill=\"{}\" shape-rendering=\"crispEdges\"/>\n",
                hex(bg)
            ),
        );
    }
}

fn push_run(row: &mut String, run: &Run, top: u32) {
    if run.style.modifier.contains(Modifier::HIDDEN) {
        return;
    }
    let (fg, _) = colors(run.style);
    for piece in pieces(run) {
        match piece.kind {
            Kind::Shape => push_shapes(row, &piece, fg, top),
            Kind::Narrow | Kind::Odd => push_text(row, &piece, run.style, fg, top),
        }
    }
    for (modifier, y) in [
        (Modifier::UNDERLINED, top + BASELINE + 2),
        (Modifier::CROSSED_OUT, top + BASELINE - 5),
    ] {
        if run.style.modifier.contains(modifier) {
            let (x, width) = (left(u32::from(run.x)), u32::from(run.width) * CELL_WIDTH);
            push_formatted(
                row,
                format_args!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"1\" fill=\"{}\"/>\n",
                    hex(fg)
                ),
            );
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// One cell a character, in every monospace font.
    Narrow,
    /// Wide, or from a font of its own: one grapheme alone, so that it keeps its place.
    Odd,
    /// Drawn.
    Shape,
}

/// A part of a run that is drawn at once.
#[derive(Debug)]
struct Piece<'a> {
    kind: Kind,
    x: u32,
    cells: u32,
    text: &'a str,
}

/// Cuts a run into pieces; blanks at the ends of a piece are left out.
fn pieces(run: &Run) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut x = u32::from(run.x);
    for (at, grapheme) in run.text.grapheme_indices(true) {
        let cells = u32::try_from(width_cells(grapheme)).unwrap_or(1);
        let kind = kind(grapheme);
        match pieces.last_mut() {
            Some(last) if last.kind == kind && kind != Kind::Odd => {
                last.cells += cells;
                let start = at - last.text.len();
                last.text = &run.text[start..at + grapheme.len()];
            }
            _ => pieces.push(Piece {
                kind,
                x,
                cells,
                text: grapheme,
            }),
        }
        x += cells;
    }
    pieces.retain(|piece| !piece.text.trim_matches(' ').is_empty());
    for piece in &mut pieces {
        let trimmed = piece.text.trim_start_matches(' ');
        let before = u32::try_from(piece.text.len() - trimmed.len()).unwrap_or(0);
        piece.text = trimmed.trim_end_matches(' ');
        let after = u32::try_from(trimmed.len() - piece.text.len()).unwrap_or(0);
        piece.x += before;
        piece.cells -= before + after;
    }
    pieces
}

fn kind(grapheme: &str) -> Kind {
    let mut chars = grapheme.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if is_shape(c) => Kind::Shape,
        // Latin with its accents, and the hyphens, dashes and quotes of running text.
        (Some('\u{20}'..='\u{24f}' | '\u{2010}'..='\u{2027}'), None) => Kind::Narrow,
        _ => Kind::Odd,
    }
}

fn push_text(row: &mut String, piece: &Piece<'_>, style: Ink, fg: Rgb, top: u32) {
    let (x, y) = (left(piece.x), top + BASELINE);
    let width = piece.cells * CELL_WIDTH;
    match piece.kind {
        // Another font's glyph is as wide as it is: in the middle it stays in its cells.
        Kind::Odd => {
            let middle = x + width / 2;
            push_formatted(
                row,
                format_args!("<text x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\""),
            );
        }
        // A single narrow character would be distorted by being stretched to its cell.
        _ if piece.cells == 1 => push_formatted(row, format_args!("<text x=\"{x}\" y=\"{y}\"")),
        _ => push_formatted(
            row,
            format_args!(
                "<text x=\"{x}\" y=\"{y}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\""
            ),
        ),
    }
    if fg != FOREGROUND {
        push_formatted(row, format_args!(" fill=\"{}\"", hex(fg)));
    }
    if style.modifier.contains(Modifier::BOLD) {
        row.push_str(" font-weight=\"bold\"");
    }
    if style.modifier.contains(Modifier::ITALIC) {
        row.push_str(" font-style=\"italic\"");
    }
    row.push('>');
    push_escaped(row, piece.text);
    row.push_str("</text>\n");
}

/// Draws neighbouring shapes of one kind as one path.
fn push_shapes(row: &mut String, piece: &Piece<'_>, fg: Rgb, top: u32) {
    let color = hex(fg);
    let mut paths: Vec<(String, String)> = Vec::new();
    for (c, x) in piece.text.chars().zip(piece.x..) {
        let cell = CellBox {
            x: left(x),
            y: top,
            width: CELL_WIDTH,
            height: CELL_HEIGHT,
        };
        let Some(shape) = shape(c, cell) else {
            continue;
        };
        let (paint, path) = match shape {
            Shape::Stroke { path, width } => (
                format!("fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\""),
                path,
            ),
            Shape::Fill { path, opacity: 100 } => (format!("fill=\"{color}\""), path),
            Shape::Fill { path, opacity } => (
                format!("fill=\"{color}\" fill-opacity=\"0.{opacity}\""),
                path,
            ),
        };
        match paths.last_mut().filter(|(last, _)| *last == paint) {
            Some((_, all)) => join(all, &path),
            None => paths.push((paint, path)),
        }
    }
    for (paint, path) in paths {
        push_formatted(row, format_args!("<path d=\"{path}\" {paint}/>\n"));
    }
}

/// Appends a path; a level line that goes on where the last ended is made longer
/// instead, as rules across the screen are most of a picture's shapes.
fn join(all: &mut String, path: &str) {
    let goes_on = all
        .rfind('H')
        .map(|at| all.split_at(at + 1))
        .zip(path.strip_prefix('M').and_then(|p| p.split_once('H')))
        .and_then(|((before, end), (start, to))| {
            let (x, y) = start.split_once(' ')?;
            let (_, level) = before
                .rsplit_once('M')?
                .1
                .strip_suffix('H')?
                .split_once(' ')?;
            let straight = to.bytes().all(|b| b.is_ascii_digit());
            (x == end && y == level && straight).then(|| format!("{before}{to}"))
        });
    match goes_on {
        Some(longer) => *all = longer,
        None => all.push_str(path),
    }
}

const fn left(x: u32) -> u32 {
    MARGIN + x * CELL_WIDTH
}

fn push_escaped(row: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => row.push_str("&amp;"),
            '<' => row.push_str("&lt;"),
            '>' => row.push_str("&gt;"),
            // Noncharacters are not allowed in XML.
            '\u{fffe}' | '\u{ffff}' => row.push('\u{fffd}'),
            c => row.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::picture::tests::sample;

    fn svg(picture: &Picture) -> String {
        let mut out = Vec::new();
        picture.write_svg(&mut out).expect("a Vec takes all");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_picture_places_every_piece_by_its_column() {
        let svg = svg(&sample());
        for part in [
            // 12 × 9 and 2 × 20, with margins.
            "width=\"136\" height=\"68\"",
            "<text x=\"14\" y=\"29\" textLength=\"27\" lengthAdjust=\"spacingAndGlyphs\" fill=\"#e06c75\" font-weight=\"bold\">ab&lt;</text>",
            "<text x=\"50\" y=\"29\" text-anchor=\"middle\">秒</text>",
            "<rect x=\"41\" y=\"14\" width=\"18\" height=\"20\" fill=\"#6caef0\"",
            "<path d=\"M63.5 14V34\" fill=\"none\"",
        ] {
            assert!(svg.contains(part), "{part} is not in\n{svg}");
        }
        assert_eq!(svg.matches('<').count(), svg.matches('>').count());
    }

    #[test]
    fn level_lines_are_joined() {
        let mut path = "M14 24.5H23".to_owned();
        join(&mut path, "M23 24.5H32");
        assert_eq!(path, "M14 24.5H32");
        join(&mut path, "M36.5 14V34");
        assert_eq!(path, "M14 24.5H32M36.5 14V34");
    }
}
