//! Why the selected article is listed, or why it is not, as lines.

use super::App;
use crate::search::Reason;
use crate::text::wrap;

/// Columns before what was found, behind those of its part.
const FOUND_INDENT: u16 = 4;

/// One line of the explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// What is explained.
    Title(String),
    /// The answer in a few words.
    Verdict(String),
    /// A part of the query.
    Part {
        /// Columns before it.
        indent: u16,
        /// Whether the article passes it.
        holds: bool,
        /// The part.
        text: String,
    },
    /// What was found, and the columns before it.
    Found(u16, String),
    /// Nothing.
    Blank,
}

/// The explanation in `width` columns; empty without a selected article.
#[must_use]
pub fn lines(app: &App, width: u16) -> Vec<Line> {
    let (Some(article), Some(library)) = (app.selected(), app.library()) else {
        return Vec::new();
    };
    let query = app.query();
    let corpus = library.corpus(&query.filter, app.kept(), app.passing.today());
    let reasons = corpus.why(&query, article.index());
    let title = wrap(article.title().as_str(), usize::from(width), 3);
    let mut lines: Vec<Line> = title
        .into_iter()
        .map(|line| Line::Title(line.into_owned()))
        .collect();
    lines.push(Line::Blank);
    lines.extend(wrapped(&verdict(&reasons), width).map(Line::Verdict));
    for reason in reasons {
        let indent = super::layout::cells(reason.depth * 2);
        lines.push(Line::Part {
            indent,
            holds: reason.holds,
            text: reason.part,
        });
        let score = reason.score.map(|score| format!("{score} points"));
        let found: Vec<String> = [reason.found].into_iter().chain(score).collect();
        let indent = indent + FOUND_INDENT;
        let found = wrapped(&found.join(", "), width.saturating_sub(indent));
        lines.extend(found.map(|line| Line::Found(indent, line)));
    }
    lines
}

fn wrapped(text: &str, width: u16) -> impl Iterator<Item = String> + use<> {
    let lines: Vec<String> = wrap(text, usize::from(width), 4)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect();
    lines.into_iter()
}

/// The answer in a few words.
fn verdict(reasons: &[Reason]) -> String {
    let failed: Vec<&str> = reasons
        .iter()
        .filter(|reason| reason.depth == 0 && !reason.holds)
        .map(|reason| reason.part.as_str())
        .collect();
    if reasons.is_empty() {
        "listed: the query asks for nothing".to_owned()
    } else if failed.is_empty() {
        "it matches: all of these hold".to_owned()
    } else {
        format!("kept out by {}", failed.join(" and "))
    }
}

/// The furthest the explanation scrolls in a body of this size.
#[must_use]
pub fn scroll_max(app: &App, body: ratatui::layout::Rect) -> usize {
    let width = super::help::text_area(body).width;
    lines(app, width)
        .len()
        .saturating_sub(usize::from(body.height))
}
