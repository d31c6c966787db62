//! The pages of all marked articles: opened, or their addresses copied.

use super::shelf::{TARGETS_MAX, too_many};
use crate::app::{App, Effect};
use crate::catalog::ArticleIndex;
use crate::links::{Kind, Link};
use crate::text::counted;

/// Most pages that are opened without a question.
const PAGES_MAX: usize = 10;

/// How addresses are copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CopyAs {
    /// One a line.
    Addresses,
    /// A list of links in Markdown.
    Markdown,
}

/// Opens the own pages of the marked articles: of those whose page is certain. More than
/// ten are opened when the person asks for the same ones again.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let marked = app.targets();
    let Some(pages) = pages(app, &marked) else {
        return Vec::new();
    };
    let others = others(&marked, &pages);
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
    let links = pages.into_iter().map(|(_, link)| link);
    links.map(Effect::OpenLink).collect()
}

/// Copies the addresses of the own pages of the marked articles, in the order of the
/// listing. What may be the page of another article is left out and counted.
pub(super) fn copy(app: &mut App, how: CopyAs) -> Vec<Effect> {
    let marked = app.targets();
    if marked.len() > TARGETS_MAX {
        return too_many(app);
    }
    let Some(pages) = pages(app, &marked) else {
        return Vec::new();
    };
    let others = others(&marked, &pages);
    if pages.is_empty() {
        app.note = Some(format!("nothing to copy{others}"));
        return Vec::new();
    }
    let catalog = app.catalog();
    let lines = pages.iter().filter_map(|(article, link)| match how {
        CopyAs::Addresses => Some(format!("{}\n", link.address)),
        CopyAs::Markdown => {
            let title = catalog?.article(*article).title();
            Some(format!("- {}\n", link.markdown(title)))
        }
    });
    let text = lines.collect();
    let what = match how {
        CopyAs::Addresses if pages.len() == 1 => "1 address".to_owned(),
        CopyAs::Addresses => format!("{} addresses", crate::text::count(pages.len())),
        CopyAs::Markdown => format!("{} in Markdown", counted(pages.len(), "link")),
    };
    let what = format!("{what}{others}");
    vec![Effect::Copy { what, text }]
}

/// What is said of the marked articles that are not among `pages`.
fn others(marked: &[ArticleIndex], pages: &[(ArticleIndex, Link)]) -> String {
    match marked.len() - pages.len() {
        0 => String::new(),
        others => format!("; of {} no own page is known", counted(others, "article")),
    }
}

/// The pages that are certain; none while nobody knows any, which is told.
fn pages(app: &mut App, marked: &[ArticleIndex]) -> Option<Vec<(ArticleIndex, Link)>> {
    let (Some(links), Some(catalog)) = (app.links(), app.catalog()) else {
        app.note = Some("the link lists are still being read".to_owned());
        return None;
    };
    let page = |article: &ArticleIndex| {
        let best = links.best(catalog.article(*article))?;
        (best.kind == Kind::Direct).then_some((*article, best))
    };
    Some(marked.iter().filter_map(page).collect())
}
