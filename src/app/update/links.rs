//! Links: opening and copying the best one, choosing another, asking before a new host.

use ratatui::layout::Position;

use super::batch::{self, CopyAs};
use super::cards::Direction;
use crate::action::Action;
use crate::app::links::{self, AskedFrom, Chooser, Question};
use crate::app::{App, Copier, Effect};
use crate::catalog::ArticleIndex;
use crate::links::{Kind, Link, OpenError};

/// Opens the marked articles' pages, or the best link of the selected article. Where it
/// is not certain which page is its own, the person chooses.
pub(super) fn open_best(app: &mut App) -> Vec<Effect> {
    if app.marked_len() > 0 {
        return batch::open(app);
    }
    match best(app) {
        Some((article, link)) => open(app, article, (0, &link), AskedFrom::Panes),
        None => Vec::new(),
    }
}

/// Copies the addresses of the marked articles, or the best link's.
pub(super) fn copy_best(app: &mut App) -> Vec<Effect> {
    if app.marked_len() > 0 {
        return batch::copy(app, CopyAs::Addresses);
    }
    best(app).map_or_else(Vec::new, |(_, link)| copy_address(&link))
}

/// Copies the links of the marked articles as Markdown, or the best one.
pub(super) fn copy_best_markdown(app: &mut App) -> Vec<Effect> {
    if app.marked_len() > 0 {
        return batch::copy(app, CopyAs::Markdown);
    }
    best(app).map_or_else(Vec::new, |(article, link)| {
        copy_markdown(app, article, &link)
    })
}

/// Opens the list of the selected article's links.
pub(super) fn choose(app: &mut App) {
    if let Some(article) = ready(app) {
        show(app, article, 0, String::new());
    }
}

/// Performs an action of the list or of its question.
pub(super) fn run(app: &mut App, action: Action, times: usize) -> Vec<Effect> {
    let Some((article, at, link)) = chosen(app) else {
        app.chooser = None;
        return Vec::new();
    };
    match action {
        Action::NextLink => step(app, times, Direction::Down),
        Action::PreviousLink => step(app, times, Direction::Up),
        Action::OpenChosenLink => return open(app, article, (at, &link), AskedFrom::Chooser),
        Action::CopyChosenLink => return copy_address(&link),
        Action::CopyChosenMarkdown => return copy_markdown(app, article, &link),
        Action::CloseLinks => app.chooser = None,
        Action::ConfirmHost => {
            app.hosts.insert(link.address.host());
            return open(app, article, (at, &link), AskedFrom::Chooser);
        }
        Action::RefuseHost => refuse(app),
        _ => {}
    }
    Vec::new()
}

/// Moves the choice.
pub(super) fn step(app: &mut App, times: usize, direction: Direction) {
    let Some(chooser) = app.chooser.as_ref().filter(|open| !open.is_asking()) else {
        return;
    };
    let count = chooser.article(app).map_or(0, |a| app.offers(a).len());
    let at = direction
        .step(chooser.at, times)
        .min(count.saturating_sub(1));
    if let Some(chooser) = &mut app.chooser {
        chooser.at = at;
    }
}

/// Chooses the link that is clicked on; opens it when it was the chosen one.
pub(super) fn click(app: &mut App, at: Position) -> Vec<Effect> {
    let (Some(body), Some((_, now, _))) = (links::body(app), chosen(app)) else {
        return Vec::new();
    };
    if !body.contains(at) || app.chooser().is_some_and(Chooser::is_asking) {
        return Vec::new();
    }
    let width = crate::app::help::text_area(body).width;
    let scroll = app.chooser().map_or(0, Chooser::scroll);
    let row = scroll + usize::from(at.y - body.y);
    let Some(clicked) = links::link_at(&links::lines(app, width), row) else {
        return Vec::new();
    };
    if clicked != now {
        if let Some(chooser) = &mut app.chooser {
            chooser.at = clicked;
        }
        return Vec::new();
    }
    run(app, Action::OpenChosenLink, 1)
}

/// A page was opened.
pub(super) fn opened(app: &mut App, link: &Link) {
    app.note = Some(format!("opened {}: {}", link.what(), link.address));
}

/// A page was not opened. Its address is shown in full, with what was tried, unless the
/// person has gone on; with nothing to open it here, it is also copied for elsewhere.
pub(super) fn failed(app: &mut App, link: &Link, error: &OpenError) -> Vec<Effect> {
    let said = format!("could not open it: {error}");
    app.note = Some(said.clone());
    let offered = app.selected().and_then(|article| {
        let at = app.offers(article).iter().position(|offer| offer == link)?;
        Some((article.index(), at))
    });
    if let Some((article, at)) = offered.filter(|_| !app.scope().is_overlay()) {
        show(app, article, at, said);
    }
    match error {
        OpenError::NoOpener => copy_address(link),
        OpenError::Failed(_) => Vec::new(),
    }
}

/// A text was copied, as far as anybody can know.
pub(super) fn copied(app: &mut App, what: &str, by: &Copier) {
    app.note = Some(match by {
        Copier::Program(program) => format!("copied with {program}: {what}"),
        // Whether it was taken the terminal does not tell.
        Copier::Terminal => format!("given to the terminal to copy (OSC 52): {what}"),
    });
}

/// The selected article, if its links are known.
fn ready(app: &mut App) -> Option<ArticleIndex> {
    let note = match (app.selected, app.links_found) {
        (Some(article), true) => return Some(article),
        (Some(_), false) => "the link lists are still being read",
        (None, _) => "no article is selected",
    };
    app.note = Some(note.to_owned());
    None
}

/// The selected article's best link; where that is an open question, the list is shown
/// instead.
fn best(app: &mut App) -> Option<(ArticleIndex, Link)> {
    let article = ready(app)?;
    let links = app.links()?;
    let best = links.best(app.catalog()?.article(article));
    match best {
        Some(link) if link.kind == Kind::Ambiguous => {
            let reason = "which of these pages is its own is not certain";
            show(app, article, 0, reason.to_owned());
            None
        }
        Some(link) => Some((article, link)),
        None => {
            app.note = Some("there is nothing to open for it".to_owned());
            None
        }
    }
}

/// The article, the place and the link that are chosen in the list.
fn chosen(app: &App) -> Option<(ArticleIndex, usize, Link)> {
    let chooser = app.chooser()?;
    let offers = app.offers(chooser.article(app)?);
    let link = offers.into_iter().nth(chooser.at)?;
    Some((chooser.article, chooser.at, link))
}

fn show(app: &mut App, article: ArticleIndex, at: usize, reason: String) {
    app.chooser = Some(Chooser {
        article,
        at,
        scroll: 0,
        reason,
        question: None,
    });
}

/// Opens a link, or asks first where its host is doubtful and was not opened before.
fn open(
    app: &mut App,
    article: ArticleIndex,
    (at, link): (usize, &Link),
    asked_from: AskedFrom,
) -> Vec<Effect> {
    let doubts = match app.links() {
        Some(links) if !app.hosts.contains(&link.address.host()) => links.doubts(&link.address),
        _ => Vec::new(),
    };
    if doubts.is_empty() {
        app.chooser = None;
        app.note = Some(format!("opening {}: {}", link.what(), link.address));
        return vec![Effect::OpenLink(link.clone())];
    }
    let reason = app
        .chooser
        .take()
        .map_or_else(String::new, |open| open.reason);
    show(app, article, at, reason);
    if let Some(chooser) = &mut app.chooser {
        chooser.question = Some(Question { doubts, asked_from });
    }
    Vec::new()
}

/// Takes a question back.
fn refuse(app: &mut App) {
    let asked_from = app.chooser.as_mut().and_then(|open| open.question.take());
    if asked_from.is_some_and(|question| question.asked_from == AskedFrom::Panes) {
        app.chooser = None;
    }
    app.note = Some("not opened".to_owned());
}

fn copy_address(link: &Link) -> Vec<Effect> {
    vec![Effect::Copy {
        what: format!("{}, {}", link.what(), link.address),
        text: link.address.to_string(),
    }]
}

fn copy_markdown(app: &App, article: ArticleIndex, link: &Link) -> Vec<Effect> {
    let Some(catalog) = app.catalog() else {
        return Vec::new();
    };
    let text = link.markdown(catalog.article(article).title());
    vec![Effect::Copy {
        what: format!("{}, as Markdown", link.what()),
        text,
    }]
}
