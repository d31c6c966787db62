//! The detail's lines: everything that is known of one article.

use std::borrow::Cow;

use super::chips::{self, Chip};
use super::layout::{cells, inset};
use super::links::{Piece, pieces};
use super::words::{self, start_of};
use super::{App, value_label};
use crate::catalog::{Article, Facet, Listing, Origin, TagSource};
use crate::links::{Kind, Link, Outcome};
use crate::text::{CleanString, width_cells, wrap};

/// Columns of the labels before facts.
pub const LABEL_WIDTH: u16 = 9;
/// Most lines of one abstract: 60,000 characters and more, so that a hostile page
/// cannot make a frame slow.
const SUMMARY_LINES_MAX: usize = 1000;
/// Most bytes of one text, for the same reason.
const BYTES_MAX: usize = 256 * 1024;
/// Most lines of a note; a longer one is for the editor.
const NOTE_LINES_MAX: usize = 200;
/// Most lines of a title or of one fact.
const LINES_MAX: usize = 20;
/// Most addresses of one article that stand here; its list has all.
const CANDIDATES_MAX: usize = 3;

/// One line of the detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// Nothing.
    Blank,
    /// The publisher.
    Source(Cow<'a, str>),
    /// Date and category.
    Meta(Cow<'a, str>),
    /// A line of the title.
    Title(Cow<'a, str>),
    /// A line of the abstract.
    Summary(Cow<'a, str>),
    /// What the page does not have.
    Missing(&'static str),
    /// A row of tags.
    Tags(Vec<Chip>),
    /// Likes and minutes.
    Likes(String),
    /// A rule.
    Rule,
    /// A fact with its label; further lines of it have an empty label.
    Fact(&'static str, String),
    /// A part of an address, where facts stand.
    Address(Piece),
}

/// The lines of the selected article for a body this wide; empty without one.
/// O(length of the abstract).
#[must_use]
pub fn lines(app: &App, body_width: u16) -> Vec<Line<'_>> {
    let width = text_width(body_width);
    let Some(article) = app.selected() else {
        return Vec::new();
    };
    let columns = usize::from(width);
    let mut lines = Vec::new();
    let source = value_label(article.catalog(), Facet::Source, article.source_id());
    let source = wrap(source, columns, LINES_MAX);
    lines.extend(source.into_iter().map(Line::Source));
    lines.extend(date_and_category(article, columns));
    lines.push(Line::Blank);
    let title = wrap(
        start_of(article.title().as_str(), BYTES_MAX),
        columns,
        LINES_MAX,
    );
    lines.extend(title.into_iter().map(Line::Title));
    lines.push(Line::Blank);
    if article.summary().is_empty() {
        lines.push(Line::Missing(if article.is_copy() {
            "The bookmark holds no abstract."
        } else {
            "The listing shows no abstract."
        }));
    }
    let summary = start_of(article.summary().as_str(), BYTES_MAX);
    let summary = wrap(summary, columns, SUMMARY_LINES_MAX);
    lines.extend(summary.into_iter().map(Line::Summary));
    lines.push(Line::Blank);
    tags(app, article, width, &mut lines);
    let numbers = words::likes_and_minutes(article.likes(), article.minutes());
    if !numbers.is_empty() {
        lines.extend([Line::Likes(numbers), Line::Blank]);
    }
    lines.push(Line::Rule);
    facts(app, article, columns, &mut lines);
    lines
}

/// Date and category, on one line where they fit.
fn date_and_category(article: Article<'_>, columns: usize) -> impl Iterator<Item = Line<'_>> {
    let date = article.published().map(words::long_date);
    let date = date.unwrap_or_else(|| "day not known".to_owned());
    let category = article.category().as_str();
    let both = format!("{date} \u{b7} {category}");
    let texts = if category.is_empty() {
        vec![date]
    } else if width_cells(&both) <= columns {
        vec![both]
    } else {
        vec![date, category.to_owned()]
    };
    texts.into_iter().flat_map(move |text| {
        wrap(&text, columns, LINES_MAX)
            .into_iter()
            .map(|line| Line::Meta(line.into_owned().into()))
            .collect::<Vec<_>>()
    })
}

/// The part of a body that holds the text.
#[must_use]
pub fn text_width(body_width: u16) -> u16 {
    let body = ratatui::layout::Rect::new(0, 0, body_width, 1);
    inset(body, 1, 2).width.min(100)
}

fn tags<'a>(app: &App, article: Article<'a>, width: u16, lines: &mut Vec<Line<'a>>) {
    if article.tag_ids().len() == 0 {
        lines.push(Line::Missing(if article.is_copy() {
            "The bookmark holds no tags."
        } else {
            "The listing shows no tags."
        }));
        lines.push(Line::Blank);
        return;
    }
    let chips = chips::lay(article, app.selection(), width, u16::MAX);
    let rows = chips.last().map_or(0, |chip| chip.row + 1);
    let mut chips = chips.into_iter().peekable();
    for row in 0..rows {
        let mut line = Vec::new();
        while let Some(chip) = chips.next_if(|chip| chip.row == row) {
            line.push(chip);
        }
        lines.push(Line::Tags(line));
    }
    lines.push(Line::Blank);
}

fn facts(app: &App, article: Article<'_>, width: usize, lines: &mut Vec<Line<'_>>) {
    let room = width.saturating_sub(usize::from(LABEL_WIDTH)).max(1);
    shelf(app, room, lines);
    links(app, article, room, lines);
    match article.origin() {
        Origin::Page {
            file,
            line,
            listing: page,
        } => {
            fact("Tags", certainty(article), room, lines);
            fact("Listing", &listing(page), room, lines);
            fact("Read in", &format!("{file}:{line}"), room, lines);
        }
        Origin::Bookmark { .. } => {
            let origin = "your bookmarks (page not loaded)";
            fact("Read in", origin, room, lines);
        }
    }
    fact("Id", &article.readable_id(), room, lines);
}

fn certainty(article: Article<'_>) -> &'static str {
    if article.tags_certain() {
        "certain"
    } else {
        "uncertain: the page runs them together, and other splits are as likely"
    }
}

/// What the person keeps of the article.
fn shelf(app: &App, room: usize, lines: &mut Vec<Line<'_>>) {
    if let Some(bookmark) = app.selected_bookmark() {
        let added = bookmark.added.map(|at| words::short_date(at.date()));
        let added = added.unwrap_or_else(|| "some day".to_owned());
        fact("\u{2605} Kept", &added, room, lines);
        let labels: Vec<&str> = bookmark.labels.iter().map(CleanString::as_str).collect();
        fact("Labels", &labels.join(", "), room, lines);
        let mut label = "Note";
        for line in bookmark.note.lines().take(NOTE_LINES_MAX) {
            let text = if line.is_empty() { " " } else { line.as_str() };
            fact(label, text, room, lines);
            label = "";
        }
    }
    if let Some(read) = app.selected_read() {
        let at = words::short_date(read.at.date());
        fact("\u{2713} Read", &at, room, lines);
    }
}

fn fact(label: &'static str, text: &str, room: usize, lines: &mut Vec<Line<'_>>) {
    let mut label = label;
    for line in wrap(text, room, LINES_MAX) {
        lines.push(Line::Fact(label, line.into_owned()));
        label = "";
    }
}

/// What the best link is and where it leads; where that is an open question, all that may
/// be the article's own.
fn links(app: &App, article: Article<'_>, room: usize, lines: &mut Vec<Line<'_>>) {
    let Some(known) = app.links() else {
        fact("Link", "the link lists are being read", room, lines);
        return;
    };
    let mut offers = known.offers(article);
    let Some(best) = offers.next() else {
        fact("Link", "none", room, lines);
        return;
    };
    let is_open = best.kind == Kind::Ambiguous;
    let others = offers.take_while(|link| is_open && link.kind == Kind::Ambiguous);
    let shown: Vec<Link> = others.take(CANDIDATES_MAX - 1).collect();
    let host = best.address.host();
    let what = match (best.kind, known.outcome(article)) {
        (Kind::Ambiguous, Outcome::Ambiguous(all)) => {
            let count = words::counted(all.len(), "page");
            format!("ambiguous: {count} may be its own")
        }
        (Kind::Direct, _) => best.what(),
        (_, Outcome::Unmatched([_, ..])) => {
            format!(
                "{}; other publishers have a page of this title",
                best.what()
            )
        }
        _ => best.what(),
    };
    fact("Link", &what, room, lines);
    for link in std::iter::once(best).chain(shown) {
        let pieces = pieces(&link.address, cells(room)).take(LINES_MAX);
        lines.extend(pieces.map(Line::Address));
    }
    fact("Host", &host, room, lines);
}

fn listing(listing: &Listing) -> String {
    let mut parts = Vec::new();
    match &listing.tag {
        Some((tag, TagSource::Header)) => parts.push(tag.to_string()),
        Some((tag, TagSource::Inferred)) => parts.push(format!("{tag} (inferred)")),
        None => {}
    }
    match (listing.page, listing.pages) {
        (Some(page), Some(pages)) => parts.push(format!("page {page} of {pages}")),
        (Some(page), None) => parts.push(format!("page {page}")),
        _ => {}
    }
    if let Some(total) = listing.total_claimed {
        parts.push(format!("{} claimed", words::count(total as usize)));
    }
    if parts.is_empty() {
        parts.push("without a header".to_owned());
    }
    parts.join(" \u{b7} ")
}

/// The furthest the detail scrolls in a body of this size.
#[must_use]
pub fn scroll_max(app: &App, body: ratatui::layout::Rect) -> usize {
    lines(app, body.width)
        .len()
        .saturating_sub(usize::from(body.height))
}

/// The column in which the text of a body begins.
#[must_use]
pub fn text_column(body: ratatui::layout::Rect) -> u16 {
    body.x + cells(1).min(body.width)
}
