//! Link lists: those that were named, those that stand beside the pages, and the one
//! that is built in.

use std::collections::HashSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::Loaded;
use super::input::{Input, SEED, SEED_NAME, load_bytes};
use super::loader::{Loader, name_of};
use super::natural;
use super::report::InputError;
use super::walk::is_link_list;
use crate::catalog::{Article, ArticleId};
use crate::links::{Address, LinkSettings, LinkText, Links};

/// Most entries of a directory that are looked at for a list beside a page.
const ENTRIES_MAX: usize = 10_000;

/// Where addresses come from, besides what stands beside the pages.
#[derive(Clone, Debug, Default)]
pub struct LinkSources {
    /// Lists that were named.
    pub lists: Vec<PathBuf>,
    /// Addresses of listings that were told.
    pub listings: Vec<Address>,
    /// Sites, templates, engines.
    pub settings: LinkSettings,
}

/// The links, and what could not be read of what they come from.
#[derive(Debug)]
pub struct FoundLinks {
    /// The links of the catalogue.
    pub links: Links,
    /// Lists that were named and say nothing, each with the reason.
    pub errors: Vec<InputError>,
    /// Lists that nobody named and that cannot be read.
    pub notes: Vec<InputError>,
}

/// Finds and reads the link lists that belong to what was loaded from `inputs`: those
/// that were named, every `*.links.*` beside a page or below a directory that was
/// named, and the one that is built in. It was made for the listing that is built in;
/// of other pages' articles it speaks as [`LinkText::built_in`] says.
#[must_use]
pub fn find_links(inputs: &[Input], loaded: &Loaded, sources: &LinkSources) -> FoundLinks {
    let beside = inputs.iter().filter_map(|input| match input {
        Input::Path(path) if !path.is_dir() => Some(beside(path)),
        Input::Path(_) | Input::Seed | Input::Stdin => None,
    });
    let found = beside
        .flatten()
        .chain(loaded.report.link_lists.iter().cloned());
    let mut seen = HashSet::new();
    let (mut texts, mut errors) = read_all(sources.lists.iter().cloned(), &mut seen);
    let named = texts.len();
    let (found, notes) = read_all(found, &mut seen);
    texts.extend(found);
    let is_seed_alone = matches!(inputs, [Input::Seed]);
    texts.push(LinkText::built_in(if is_seed_alone {
        |_| true
    } else {
        is_of_seed
    }));
    let links = Links::of(
        &loaded.catalog,
        texts,
        &sources.listings,
        sources.settings.clone(),
    );
    // Whoever names a list is told when it says nothing; it is read at once for that.
    if named > 0 {
        let lists = links.lists(&loaded.catalog).iter().take(named);
        let mute = lists.filter(|list| list.is_empty());
        errors.extend(mute.map(|list| InputError::NoAddresses {
            path: list.name.clone(),
        }));
    }
    FoundLinks {
        links,
        errors,
        notes,
    }
}

/// Reads every list that was not read before: one beside two pages, or named and beside
/// one, is one list.
fn read_all(
    paths: impl Iterator<Item = PathBuf>,
    seen: &mut HashSet<PathBuf>,
) -> (Vec<LinkText>, Vec<InputError>) {
    let (mut texts, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        if seen.insert(fs::canonicalize(&path).unwrap_or_else(|_| path.clone())) {
            match read(&path) {
                Ok(text) => texts.push(LinkText::given(name_of(&path), text)),
                Err(error) => errors.push(error),
            }
        }
    }
    (texts, errors)
}

fn read(path: &Path) -> Result<String, InputError> {
    let mut go_on = |_| ControlFlow::Continue(());
    Loader::new(&mut go_on, 0).text(path)
}

/// The link lists in the directory of a file, in the order of their names. A directory
/// that cannot be read has none: nobody named it.
fn beside(file: &Path) -> Vec<PathBuf> {
    let directory = file
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let entries = fs::read_dir(directory.unwrap_or(Path::new(".")));
    let mut lists: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .take(ENTRIES_MAX)
        .filter_map(Result::ok)
        .map(|entry| PathBuf::from(entry.file_name()))
        .filter(|name| is_link_list(name) && !name.to_string_lossy().starts_with('.'))
        .map(|name| directory.map_or_else(|| name.clone(), |directory| directory.join(&name)))
        .filter(|path| path.is_file())
        .collect();
    lists.sort_by(|a, b| natural::compare(&a.to_string_lossy(), &b.to_string_lossy()));
    lists
}

/// Whether an article stands on the listing that is built in, wherever it was read. The
/// listing is only read when it is asked about.
fn is_of_seed(id: ArticleId) -> bool {
    static IDS: OnceLock<HashSet<ArticleId>> = OnceLock::new();
    let ids = IDS.get_or_init(|| {
        let seed = load_bytes(SEED_NAME, SEED.as_bytes());
        seed.catalog.articles().map(Article::id).collect()
    });
    ids.contains(&id)
}
