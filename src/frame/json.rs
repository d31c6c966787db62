//! A frame as JSON.

use std::io::{self, Write};

use ratatui::style::{Color, Modifier};
use serde::Serialize;

use super::Picture;
use super::picture::{Run, hex};

#[derive(Serialize)]
struct FrameJson<'a> {
    size: SizeJson,
    text: Vec<String>,
    cells: Vec<Vec<RunJson<'a>>>,
}

#[derive(Serialize)]
struct SizeJson {
    width: u16,
    height: usize,
}

#[derive(Serialize)]
struct RunJson<'a> {
    x: u16,
    width: u16,
    text: &'a str,
    /// `null` for the terminal's own, a name, a number of the 256, or `#rrggbb`.
    fg: Option<String>,
    bg: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    modifiers: Vec<String>,
}

pub fn write(picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    let frame = FrameJson {
        size: SizeJson {
            width: picture.width(),
            height: picture.rows().len(),
        },
        text: picture.text_rows(),
        cells: picture
            .rows()
            .iter()
            .map(|row| row.iter().map(run).collect())
            .collect(),
    };
    serde_json::to_writer(&mut *out, &frame)?;
    out.write_all(b"\n")
}

fn run(run: &Run) -> RunJson<'_> {
    RunJson {
        x: run.x,
        width: run.width,
        text: &run.text,
        fg: color(run.style.fg),
        bg: color(run.style.bg),
        modifiers: modifiers(run.style.modifier),
    }
}

fn color(color: Color) -> Option<String> {
    match color {
        Color::Reset => None,
        Color::Rgb(r, g, b) => Some(hex((r, g, b))),
        Color::Indexed(index) => Some(index.to_string()),
        named => Some(named.to_string().to_lowercase()),
    }
}

fn modifiers(modifier: Modifier) -> Vec<String> {
    modifier
        .iter_names()
        .map(|(name, _)| name.to_lowercase().replace('_', "-"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::picture::tests::sample;

    #[test]
    fn a_frame_is_read_back_as_what_was_drawn() {
        let mut out = Vec::new();
        sample().write_json(&mut out).expect("a Vec takes all");
        let frame: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
        assert_eq!(frame["size"], serde_json::json!({"width": 12, "height": 2}));
        assert_eq!(frame["text"][0], "ab<秒\u{2502}x");
        assert_eq!(
            frame["cells"][0][0],
            serde_json::json!({
                "x": 0, "width": 3, "text": "ab<", "fg": "red", "bg": null,
                "modifiers": ["bold"],
            })
        );
    }
}
