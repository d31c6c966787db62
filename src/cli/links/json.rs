//! What the link lists say, as one JSON object.

use std::io::{self, Write};

use serde::Serialize;

use super::Checked;
use crate::catalog::Article;
use crate::links::{Address, ListReport};
use crate::text::CleanString;

/// Writes the lists, the counts, and every article under what is said of it.
pub fn write(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let all = Json {
        lists: checked.lists.iter().map(List::of).collect(),
        counts: Counts {
            articles: checked.articles(),
            matched: checked.matched.len(),
            ambiguous: checked.ambiguous.len(),
            unmatched: checked.unmatched.len(),
        },
        matched: checked.matched.iter().map(Matched::of).collect(),
        ambiguous: checked.ambiguous.iter().map(Ambiguous::of).collect(),
        unmatched: checked.unmatched.iter().map(Unmatched::of).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &all)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Json<'a> {
    lists: Vec<List<'a>>,
    counts: Counts,
    matched: Vec<Matched<'a>>,
    ambiguous: Vec<Ambiguous<'a>>,
    unmatched: Vec<Unmatched<'a>>,
}

#[derive(Serialize)]
struct List<'a> {
    path: &'a str,
    shape: &'static str,
    articles: u32,
    pages: u32,
    elsewhere: u32,
}

impl<'a> List<'a> {
    fn of(list: &'a ListReport) -> Self {
        Self {
            path: list.name.as_str(),
            shape: list.shape.name(),
            articles: list.articles,
            pages: list.pages,
            elsewhere: list.elsewhere,
        }
    }
}

#[derive(Serialize)]
struct Counts {
    articles: usize,
    matched: usize,
    ambiguous: usize,
    unmatched: usize,
}

#[derive(Serialize)]
struct Named<'a> {
    id: String,
    title: &'a str,
    source: &'a str,
}

impl<'a> Named<'a> {
    fn of(article: Article<'a>) -> Self {
        Self {
            id: article.readable_id(),
            title: article.title().as_str(),
            source: article.source().as_str(),
        }
    }
}

#[derive(Serialize)]
struct Matched<'a> {
    #[serde(flatten)]
    article: Named<'a>,
    url: &'a str,
}

impl<'a> Matched<'a> {
    fn of((article, address): &(Article<'a>, &'a Address)) -> Self {
        Self {
            article: Named::of(*article),
            url: address.as_str(),
        }
    }
}

#[derive(Serialize)]
struct Ambiguous<'a> {
    #[serde(flatten)]
    article: Named<'a>,
    candidates: Vec<&'a str>,
}

impl<'a> Ambiguous<'a> {
    fn of((article, addresses): &(Article<'a>, &'a [Address])) -> Self {
        Self {
            article: Named::of(*article),
            candidates: addresses.iter().map(Address::as_str).collect(),
        }
    }
}

#[derive(Serialize)]
struct Unmatched<'a> {
    #[serde(flatten)]
    article: Named<'a>,
    other_sources: Vec<&'a str>,
}

impl<'a> Unmatched<'a> {
    fn of((article, others): &(Article<'a>, &'a [CleanString])) -> Self {
        Self {
            article: Named::of(*article),
            other_sources: others.iter().map(CleanString::as_str).collect(),
        }
    }
}
