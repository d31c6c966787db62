//! Opening the pages of all marked articles.

use crate::app::{App, Effect};
use crate::catalog::ArticleIndex;
use crate::links::Link;
use crate::text::counted;

/// Most pages that are opened without a question.
const PAGES_MAX: usize = 10;

/// Opens the own pages of the marked articles: of those whose page is certain. More than
/// ten are opened when the person asks for the same ones again.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    if !app.links_found {
        app.note = Some("the link lists are still being read".to_owned());
        return Vec::new();
    }
    let marked = app.targets();
    let pages = pages(app, &marked);
    let others = marked.len() - pages.len();
    let others = match others {
        0 => String::new(),
        _ => format!("; of {} no own page is known", counted(others, "article")),
    };
    if pages.len() > PAGES_MAX && app.asked_to_open.as_ref() != Some(&marked) {
        app.note = Some(format!(
            "{} at once? the same key opens them{others}",
            counted(pages.len(), "page")
        ));
        app.asked_to_open = Some(marked);
        return Vec::new();
    }
    app.asked_to_open = None;
    app.note = Some(format!("opening {}{others}", counted(pages.len(), "page")));
    pages.into_iter().map(Effect::OpenLink).collect()
}

/// The addresses that are certain.
fn pages(app: &App, marked: &[ArticleIndex]) -> Vec<Link> {
    let (Some(links), Some(catalog)) = (app.links(), app.catalog()) else {
        return Vec::new();
    };
    let page = |article: &ArticleIndex| {
        let best = links.best(catalog.article(*article))?;
        (best.kind == crate::links::Kind::Direct).then_some(best)
    };
    marked.iter().filter_map(page).collect()
}
