//! `list`: the articles, for reading or for other programs.

pub(super) mod plain;
mod row;
mod why;

use std::io::{self, Write};

use super::notes::{say_link_errors, say_parts, say_skipped};
use super::{Asked, Exit, Inputs, ListArgs, ListFormat, Surroundings, say_errors};
use crate::catalog::{Article, Bits, Catalog, Matches, Passed};
use crate::config::Settings;
use crate::ingest::Loaded;
use crate::links::Links;
use crate::search::query::{Filter, Query};
use crate::search::{Corpus, Holdings, Known, Stop};
use plain::Emphasis;
use row::Row;

pub use row::Header;

/// Loads the inputs and writes the articles that are asked for; what could not be read is
/// told on `err`.
///
/// # Errors
/// When `out` refuses.
pub fn list(
    args: &ListArgs,
    inputs: &Inputs,
    settings: &Settings,
    surroundings: &Surroundings,
    Asked { query, shelf }: Asked<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let loaded = inputs.load();
    let found = inputs.links(&loaded, &args.links.sources(settings.link_settings()));
    let links = &found.links;
    let Loaded { catalog, report } = loaded;
    let holdings = Holdings::asked(catalog, &query.filter, shelf);
    let known = LinkSets {
        catalog: holdings.pages(),
        links,
    };
    let kept = holdings.kept(shelf);
    let corpus = holdings.corpus(&query.filter, &known, &kept, surroundings.today);
    if let Some(id) = &args.why {
        return why::write(&corpus, query, id, args.format, out, err);
    }
    let listed = Listed::of(&corpus, query);
    match args.format {
        ListFormat::Plain => {
            let emphasis = Emphasis::of(surroundings, args.color);
            plain::write(&listed, surroundings.text_width(), emphasis, out)?;
        }
        ListFormat::Tsv => write_tsv(&listed, links, out)?,
        ListFormat::Json => write_json(&listed, links, out)?,
        ListFormat::Ndjson => write_ndjson(&listed, links, out)?,
    }
    // Before anything is said, so that the two streams stand in order on a terminal.
    out.flush()?;
    let exit = say_errors(err, &report).max(say_link_errors(err, &found));
    say_parts(err, &report);
    say_skipped(err, &report);
    Ok(exit)
}

/// The articles that a query lets through, in its order.
pub fn matches(corpus: &Corpus<'_>, query: &Query) -> Matches {
    let found = || {
        let passing = corpus.find(&query.filter, &Stop::NEVER)?;
        let (filter, sort) = (&query.filter, query.sort.as_slice());
        corpus.arrange(filter, sort, passing.as_ref(), usize::MAX, &Stop::NEVER)
    };
    found().expect("a search that is never stopped ends")
}

/// Articles by what their links are.
#[derive(Debug)]
pub struct LinkSets<'a> {
    /// The articles of the pages.
    pub catalog: &'a Catalog,
    /// Their links.
    pub links: &'a Links,
}

impl Known for LinkSets<'_> {
    fn linked(&self) -> &Bits {
        self.links.direct(self.catalog)
    }

    fn ambiguous(&self) -> &Bits {
        self.links.ambiguous(self.catalog)
    }
}

/// The articles that are listed.
struct Listed<'a> {
    catalog: &'a Catalog,
    matches: Matches,
    /// How many pass; none without a query.
    passed: Option<Passed>,
}

impl<'a> Listed<'a> {
    fn of(corpus: &Corpus<'a>, query: &Query) -> Self {
        let matches = matches(corpus, query);
        let has_filter = query.filter != Filter::default();
        let mut listed = Self {
            catalog: corpus.catalog,
            matches,
            passed: None,
        };
        listed.passed = has_filter.then(|| listed.passed());
        listed
    }

    fn passed(&self) -> Passed {
        let copies = self.articles().filter(|article| article.is_copy()).count();
        Passed {
            on_pages: self.matches.len() - copies,
            copies,
        }
    }

    fn articles(&self) -> impl Iterator<Item = Article<'a>> {
        let matches = (0..self.matches.len()).filter_map(|place| self.matches.get(place));
        matches.map(|index| self.catalog.article(index))
    }
}

fn write_tsv(listed: &Listed<'_>, links: &Links, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", Row::TSV_COLUMNS.join("\t"))?;
    for article in listed.articles() {
        Row::of(article, links).write_tsv(out)?;
    }
    Ok(())
}

fn write_ndjson(listed: &Listed<'_>, links: &Links, out: &mut dyn Write) -> io::Result<()> {
    for article in listed.articles() {
        serde_json::to_writer(&mut *out, &Row::of(article, links))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// One array with one article a line, so that it can be searched and compared by line.
fn write_json(listed: &Listed<'_>, links: &Links, out: &mut dyn Write) -> io::Result<()> {
    let mut before: &[u8] = b"[\n";
    for article in listed.articles() {
        out.write_all(before)?;
        serde_json::to_writer(&mut *out, &Row::of(article, links))?;
        before = b",\n";
    }
    let end: &[u8] = if listed.matches.is_empty() {
        b"[]\n"
    } else {
        b"\n]\n"
    };
    out.write_all(end)
}
