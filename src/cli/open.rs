//! `open`: articles' pages, opened or printed.

use std::io::{self, Write};

use chrono::NaiveDate;

use super::list::{LinkSets, matches};
use super::notes::{say, say_errors, say_link_errors};
use super::{Asked, Exit, Lookup, OpenArgs, named};
use crate::catalog::Article;
use crate::links::{Address, Kind, Link, Links, OpenError};
use crate::search::Holdings;
use crate::text::counted;

/// Most pages that are opened without asking back.
const PAGES_MAX: usize = 10;

/// What opens a page.
pub type Open<'a> = &'a mut dyn FnMut(&Address) -> Result<(), OpenError>;

/// Opens the pages of the articles that are named, with `open`, or prints their
/// addresses.
///
/// # Errors
/// When `out` refuses.
pub fn open(
    args: &OpenArgs,
    Lookup { inputs, settings }: Lookup<'_>,
    asked: Asked<'_>,
    today: NaiveDate,
    open: Open<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let loaded = inputs.load();
    let links = args.links.sources(settings.link_settings());
    let found = inputs.links(&loaded, &links);
    let read = say_errors(err, &loaded.report).max(say_link_errors(err, &found));
    let holdings = Holdings::asked(loaded.catalog, &asked.query.filter, asked.shelf);
    let articles = match chosen(args, &holdings, &found.links, asked, today) {
        Ok(articles) => articles,
        Err(errors) => {
            for error in &errors {
                say(err, error);
            }
            return Ok(Exit::Usage);
        }
    };
    let (offers, mut exit) = offers(args, &articles, &found.links, err);
    if args.print {
        for (article, link) in &offers {
            writeln!(out, "{}", link.address)?;
            if link.kind != Kind::Direct {
                let note = format!("'{}': {}, not its own page", article.title(), link.what());
                say(err, &note);
            }
        }
        return Ok(exit.max(read));
    }
    if offers.len() > PAGES_MAX && !args.yes {
        let pages = offers.len();
        say(
            err,
            &format!("{pages} pages are more than {PAGES_MAX}; --yes opens them all"),
        );
        return Ok(Exit::Usage);
    }
    for (article, link) in &offers {
        match open(&link.address) {
            Ok(()) => writeln!(out, "opened {}: {}", link.what(), link.address)?,
            Err(error) => {
                // The address is shown in full: it can still be opened by hand.
                let title = article.title();
                let said = format!(
                    "could not open '{title}': {error}; {}: {}",
                    link.what(),
                    link.address
                );
                say(err, &said);
                exit = exit.max(Exit::Failed);
            }
        }
        out.flush()?;
    }
    Ok(exit.max(read))
}

/// The articles that are named, in the order they are named in; or what is wrong with
/// every name that means no article.
fn chosen<'a>(
    args: &OpenArgs,
    holdings: &'a Holdings,
    links: &Links,
    Asked { query, shelf }: Asked<'_>,
    today: NaiveDate,
) -> Result<Vec<Article<'a>>, Vec<String>> {
    let catalog = holdings.catalog();
    if args.query.is_some() {
        let known = LinkSets {
            catalog: holdings.pages(),
            links,
        };
        let kept = holdings.kept(shelf);
        let corpus = holdings.corpus(&query.filter, &known, &kept, today);
        let matches = matches(&corpus, query);
        return match matches.len() {
            0 => Err(vec![format!("'{query}' finds no article")]),
            2.. if !args.all => {
                let found = counted(matches.len(), "article");
                Err(vec![format!(
                    "'{query}' finds {found}; --all takes them all"
                )])
            }
            len => {
                let found = (0..len).filter_map(|place| matches.get(place));
                Ok(found.map(|index| catalog.article(index)).collect())
            }
        };
    }
    if args.all {
        return Ok(catalog.articles().collect());
    }
    if args.ids.is_empty() {
        return Err(vec![
            "name an article by its id, as 'tagleaf list --format tsv' shows it, by a query with -q, or --all".to_owned(),
        ]);
    }
    let (mut articles, mut errors) = (Vec::new(), Vec::new());
    for id in &args.ids {
        match named::article(id, catalog) {
            Ok(article) => articles.push(article),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(articles)
    } else {
        Err(errors)
    }
}

/// What is opened for every article that has it. An open question is told, not opened.
fn offers<'a>(
    args: &OpenArgs,
    articles: &[Article<'a>],
    links: &Links,
    err: &mut dyn Write,
) -> (Vec<(Article<'a>, Link)>, Exit) {
    let mut exit = Exit::Done;
    let mut chosen = Vec::new();
    for article in articles {
        let mut offers: Vec<Link> = links.offers(*article).collect();
        match args.kind.map(Kind::from) {
            None if offers
                .first()
                .is_some_and(|offer| offer.kind == Kind::Ambiguous) =>
            {
                offers.retain(|offer| offer.kind == Kind::Ambiguous);
                let addresses: Vec<&str> = offers.iter().map(|o| o.address.as_str()).collect();
                let question = format!(
                    "'{}': which page is its own is not certain: {}; --kind ambiguous opens all of these, --kind search searches for it",
                    article.title(),
                    addresses.join(" or ")
                );
                say(err, &question);
                exit = Exit::Failed;
            }
            kind => {
                offers.retain(|offer| kind.is_none_or(|kind| offer.kind == kind));
                if offers.is_empty() {
                    let wanted = kind.map_or("", Kind::name);
                    say(
                        err,
                        &format!("'{}': it has no {wanted} address", article.title()),
                    );
                    exit = Exit::Failed;
                }
                if kind != Some(Kind::Ambiguous) {
                    offers.truncate(1);
                }
                chosen.extend(offers.into_iter().map(|offer| (*article, offer)));
            }
        }
    }
    (chosen, exit)
}
