//! `links check`: which articles have an address of their own, and which do not.

mod json;
mod plain;

use std::io::{self, Write};

use super::notes::{say_errors, say_link_errors};
use super::{CheckFormat, Exit, Inputs, LinksCheckArgs, Surroundings};
use crate::catalog::{Article, Catalog};
use crate::config::Settings;
use crate::links::{Address, Links, ListReport, Outcome};
use crate::text::CleanString;

/// Loads the inputs and their link lists and writes what these say.
///
/// # Errors
/// When `out` refuses.
pub fn links_check(
    args: &LinksCheckArgs,
    inputs: &Inputs,
    settings: &Settings,
    surroundings: &Surroundings,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let loaded = inputs.load();
    let found = inputs.links(&loaded, &args.links.sources(settings.link_settings()));
    let checked = Checked::of(&loaded.catalog, &found.links);
    match args.check.format {
        CheckFormat::Plain => plain::write(&checked, surroundings.text_width(), out)?,
        CheckFormat::Json => json::write(&checked, out)?,
    }
    out.flush()?;
    Ok(say_errors(err, &loaded.report).max(say_link_errors(err, &found)))
}

/// All articles by what the lists say of them, in the order of loading.
struct Checked<'a> {
    lists: &'a [ListReport],
    matched: Vec<(Article<'a>, &'a Address)>,
    ambiguous: Vec<(Article<'a>, &'a [Address])>,
    unmatched: Vec<(Article<'a>, &'a [CleanString])>,
}

impl<'a> Checked<'a> {
    fn of(catalog: &'a Catalog, links: &'a Links) -> Self {
        let mut checked = Self {
            lists: links.lists(catalog),
            matched: Vec::new(),
            ambiguous: Vec::new(),
            unmatched: Vec::new(),
        };
        for article in catalog.articles() {
            match links.outcome(article) {
                Outcome::Matched(address) => checked.matched.push((article, address)),
                Outcome::Ambiguous(addresses) => checked.ambiguous.push((article, addresses)),
                Outcome::Unmatched(others) => checked.unmatched.push((article, others)),
            }
        }
        checked
    }

    fn articles(&self) -> usize {
        self.matched.len() + self.ambiguous.len() + self.unmatched.len()
    }
}
