//! The list of an article's links, and the question before a host is first opened.

use super::{App, Library, layout};
use crate::catalog::{Article, ArticleIndex, Bits};
use crate::links::{Address, Doubt, Link};
use crate::search::Known;
use crate::text::wrap;

/// Columns before an address, behind those of what it is.
pub const INDENT: u16 = 2;

/// Longer addresses are not made hyperlinks: terminals drop them (VTE from 2083 bytes).
const HYPERLINK_MAX: usize = 2000;

impl Known for Library {
    fn linked(&self) -> &Bits {
        self.links().direct(self.pages())
    }

    fn ambiguous(&self) -> &Bits {
        self.links().ambiguous(self.pages())
    }
}

/// The list of links while it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chooser {
    /// The article whose links are listed.
    pub(super) article: ArticleIndex,
    /// The link that is chosen, from 0.
    pub(super) at: usize,
    /// Lines above the window.
    pub(super) scroll: usize,
    /// Why it has opened by itself; empty where the person has opened it.
    pub(super) reason: String,
    /// What is asked before the chosen link is opened.
    pub(super) question: Option<Question>,
}

/// What is asked before a link is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub(super) doubts: Vec<Doubt>,
    /// Where a person who says no goes back to.
    pub(super) asked_from: AskedFrom,
}

/// Where a link was to be opened from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AskedFrom {
    Panes,
    Chooser,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// The article.
    Title(String),
    /// Why the list is open.
    Reason(String),
    /// What is to be considered before the link is opened.
    Doubt(String),
    /// What a link is, and whether it is chosen.
    What {
        /// The link, from 0.
        link: usize,
        /// Whether it is the chosen one.
        is_chosen: bool,
        /// What it is.
        text: String,
    },
    /// A part of a link's address.
    Address(usize, Piece),
    /// Nothing.
    Blank,
}

/// A part of an address that fits into a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The part.
    pub text: String,
    /// The whole, where it may be a hyperlink.
    pub hyperlink: Option<Address>,
}

/// An address in rows of `width` cells: nothing in it is wider than a cell, and it is
/// broken wherever a row ends, so that it can be put together again.
pub(super) fn pieces(address: &Address, width: u16) -> impl Iterator<Item = Piece> + '_ {
    let width = usize::from(width.max(1));
    let text = address.as_str();
    let hyperlink = (text.len() <= HYPERLINK_MAX).then(|| address.clone());
    (0..text.len()).step_by(width).map(move |start| Piece {
        text: text
            .get(start..(start + width).min(text.len()))
            .unwrap_or_default()
            .to_owned(),
        hyperlink: hyperlink.clone(),
    })
}

impl App {
    /// The list of links, while it is open.
    #[must_use]
    pub const fn chooser(&self) -> Option<&Chooser> {
        self.chooser.as_ref()
    }

    /// The articles' links, once they are found.
    #[must_use]
    pub fn links(&self) -> Option<&crate::links::Links> {
        self.library()
            .filter(|_| self.links_found)
            .map(super::Library::links)
    }

    /// An article's links, best first; none until they are found.
    pub(super) fn offers(&self, article: Article<'_>) -> Vec<Link> {
        let links = self.links();
        links.map_or_else(Vec::new, |links| links.offers(article).collect())
    }
}

impl Chooser {
    /// Lines above the window.
    #[must_use]
    pub const fn scroll(&self) -> usize {
        self.scroll
    }

    /// Whether a question is open.
    #[must_use]
    pub const fn is_asking(&self) -> bool {
        self.question.is_some()
    }

    /// The article whose links are listed.
    pub(super) fn article<'a>(&self, app: &'a App) -> Option<Article<'a>> {
        let catalog = app.catalog()?;
        (self.article.index() < catalog.len()).then(|| catalog.article(self.article))
    }
}

/// The list in `width` cells; empty while it is closed. While there is a question, that
/// and the link that it is about.
#[must_use]
pub fn lines(app: &App, width: u16) -> Vec<Line> {
    let open = app
        .chooser()
        .and_then(|open| Some((open, open.article(app)?)));
    let Some((chooser, article)) = open else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    if let Some(question) = &chooser.question {
        for doubt in &question.doubts {
            lines.extend(wrapped(&doubt.to_string(), width).map(Line::Doubt));
        }
        lines.push(Line::Blank);
    } else {
        lines.extend(wrapped(&chooser.reason, width).map(Line::Reason));
        lines.extend(wrapped(article.title().as_str(), width).map(Line::Title));
    }
    for (link, offer) in app.offers(article).iter().enumerate() {
        let is_chosen = link == chooser.at;
        if chooser.is_asking() && !is_chosen {
            continue;
        }
        if !matches!(lines.last(), None | Some(Line::Blank)) {
            lines.push(Line::Blank);
        }
        lines.push(Line::What {
            link,
            is_chosen,
            text: offer.what(),
        });
        let pieces = pieces(&offer.address, width.saturating_sub(INDENT));
        lines.extend(pieces.map(|piece| Line::Address(link, piece)));
    }
    lines
}

fn wrapped(text: &str, width: u16) -> impl Iterator<Item = String> + use<> {
    let lines: Vec<String> = wrap(text, usize::from(width), 4)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .filter(|line| !line.is_empty())
        .collect();
    lines.into_iter()
}

/// The link whose row is the `row`th of the list.
pub(super) fn link_at(lines: &[Line], row: usize) -> Option<usize> {
    match lines.get(row)? {
        Line::What { link, .. } | Line::Address(link, _) => Some(*link),
        Line::Title(_) | Line::Reason(_) | Line::Doubt(_) | Line::Blank => None,
    }
}

/// The scroll nearest to the present one that shows the chosen link, or its start where
/// it is higher than the window.
pub(super) fn settled_scroll(app: &App, chooser: &Chooser, body: ratatui::layout::Rect) -> usize {
    let lines = lines(app, super::help::text_area(body).width);
    let is_of_chosen = |line: &Line| match line {
        Line::What { link, .. } | Line::Address(link, _) => *link == chooser.at,
        _ => false,
    };
    let top = lines.iter().position(is_of_chosen).unwrap_or(0);
    let bottom = lines.iter().rposition(is_of_chosen).map_or(0, |at| at + 1);
    let height = usize::from(body.height);
    let scroll_max = lines.len().saturating_sub(height);
    if chooser.is_asking() {
        // What is asked is more than the end of a long address.
        return 0;
    }
    let lowest = bottom.saturating_sub(height).min(top);
    chooser.scroll.clamp(lowest, top).min(scroll_max)
}

/// Where the lines of the list stand.
pub(super) fn body(app: &App) -> Option<ratatui::layout::Rect> {
    let regions = layout::regions(app.size, app)?;
    Some(super::hints::help_body(&regions))
}
