//! Articles as cards, laid out like those of the listing.

use std::io::{self, Write};

use super::Listed;
use crate::catalog::Article;
use crate::cli::{Output, Surroundings};
use crate::config::ColorChoice;
use crate::text::{counted, width_cells, wrap};
use crate::theme::Colors;

/// How titles stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// By their place alone.
    None,
    /// In bold, what is less important dim.
    Sgr,
}

impl Emphasis {
    /// That of a person's terminal, none elsewhere.
    pub fn of(surroundings: &Surroundings, choice: ColorChoice) -> Self {
        let shown =
            surroundings.output == Output::Terminal && surroundings.colors(choice) != Colors::None;
        if shown { Self::Sgr } else { Self::None }
    }

    pub const fn strong(self) -> (&'static str, &'static str) {
        match self {
            Self::None => ("", ""),
            Self::Sgr => ("\u{1b}[1m", "\u{1b}[0m"),
        }
    }

    pub const fn weak(self) -> (&'static str, &'static str) {
        match self {
            Self::None => ("", ""),
            Self::Sgr => ("\u{1b}[2m", "\u{1b}[0m"),
        }
    }
}

/// Writes all articles as cards of at most `width` cells.
pub(super) fn write(
    listed: &Listed<'_>,
    width: usize,
    emphasis: Emphasis,
    out: &mut dyn Write,
) -> io::Result<()> {
    if listed.catalog.is_empty() {
        return Ok(());
    }
    lines(&heading(listed), "", width, emphasis.weak(), out)?;
    for article in listed.articles() {
        writeln!(out)?;
        card(article, width, emphasis, out)?;
    }
    Ok(())
}

fn card(
    article: Article<'_>,
    width: usize,
    emphasis: Emphasis,
    out: &mut dyn Write,
) -> io::Result<()> {
    let about = [
        article.source().to_string(),
        article
            .published()
            .map(|day| day.format("%b %-d, %Y").to_string())
            .unwrap_or_default(),
        article.category().to_string(),
        article
            .likes()
            .map(|likes| counted(likes, "like"))
            .unwrap_or_default(),
        article
            .minutes()
            .map(|minutes| format!("{minutes} min"))
            .unwrap_or_default(),
    ];
    let mut tags: Vec<String> = article.tags().map(|tag| format!("[{tag}]")).collect();
    if !article.tags_certain() {
        tags.push("(?)".to_owned());
    }
    let about = about.into_iter().filter(|part| !part.is_empty());
    lines(article.title().as_str(), "", width, emphasis.strong(), out)?;
    for line in fill(about, " \u{b7} ", width) {
        lines(&line, "", width, emphasis.weak(), out)?;
    }
    lines(article.summary().as_str(), "  ", width, ("", ""), out)?;
    for line in fill(tags.into_iter(), " ", width.saturating_sub(2)) {
        lines(&line, "  ", width, ("", ""), out)?;
    }
    Ok(())
}

/// Puts as many parts on a line as fit; a part is not broken, so that a number stays
/// with its unit and a tag in one piece.
pub fn fill(parts: impl Iterator<Item = String>, between: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let cells = width_cells(between) + width_cells(&part);
        match lines.last_mut() {
            Some(line) if width_cells(line) + cells <= width => {
                line.push_str(between);
                line.push_str(&part);
            }
            _ => lines.push(part),
        }
    }
    lines
}

/// Writes `text` wrapped to `width`, every line indented and between `marks`.
pub fn lines(
    text: &str,
    indent: &str,
    width: usize,
    marks: (&str, &str),
    out: &mut dyn Write,
) -> io::Result<()> {
    let room = width.saturating_sub(indent.len());
    // Finding the places to break is most of what listing costs.
    if width_cells(text) <= room {
        let (on, off) = marks;
        return if text.is_empty() {
            Ok(())
        } else {
            writeln!(out, "{indent}{on}{text}{off}")
        };
    }
    for line in wrap(text, room, usize::MAX) {
        writeln!(out, "{indent}{}{line}{}", marks.0, marks.1)?;
    }
    Ok(())
}

/// What is listed against what the pages claim, worded as in the reader's header.
fn heading(listed: &Listed<'_>) -> String {
    let claims = listed.catalog.claims();
    let title = match claims.subject() {
        Some(subject) => format!("Tagged articles \u{203a} {subject}"),
        None => "Tagged articles".to_owned(),
    };
    let count = claims
        .counts(listed.passed)
        .into_iter()
        .next()
        .unwrap_or_default();
    let parts = [title, count, claims.pages().to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join(" \u{b7} ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stay_in_one_piece() {
        let parts = ["21CTO", "Oct 13, 2021", "11 min"].map(str::to_owned);
        for (width, want) in [
            (80, vec!["21CTO \u{b7} Oct 13, 2021 \u{b7} 11 min"]),
            (20, vec!["21CTO \u{b7} Oct 13, 2021", "11 min"]),
            (19, vec!["21CTO", "Oct 13, 2021", "11 min"]),
            (1, vec!["21CTO", "Oct 13, 2021", "11 min"]),
        ] {
            let parts = parts.clone().into_iter();
            assert_eq!(fill(parts, " \u{b7} ", width), want, "{width}");
        }
    }
}
