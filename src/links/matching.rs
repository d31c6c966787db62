//! Which articles the addresses of the lists belong to; the rule is that of
//! [`crate::links`].

use std::collections::{HashMap, HashSet};

use super::Address;
use super::list::{Seen, SpeaksOf, key};
use super::site::{Site, article_path};
use crate::catalog::{Article, ArticleIndex, Catalog};
use crate::text::{CleanString, fold_into, slug_into};

/// Longest title or publisher of a list that is compared, in bytes.
const NAME_LEN_MAX: usize = 4096;

/// Most addresses of one slug that are told apart. Where there are more, somebody has made
/// them up, and none is certain.
const ADDRESSES_MAX: usize = 100;

/// Most publishers and titles of one address that are kept; from two on they contradict
/// each other.
const NAMES_MAX: usize = 8;

/// What was found for one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Its own address.
    Direct(Address),
    /// Addresses one of which may be its own, in the order of the lists.
    Ambiguous(Vec<Address>),
    /// Only addresses of these other publishers, in the order of the lists.
    Others(Vec<CleanString>),
}

/// All that was found, by the article's place.
pub(super) type Matches = HashMap<u32, Found, foldhash::fast::FixedState>;

/// Keys of slugs.
pub(super) type Keys = HashSet<u64, foldhash::fast::FixedState>;

/// What is said of the addresses of a slug, by its key.
type Groups<'s, 't> = HashMap<u64, &'s [Seen<'t>], foldhash::fast::FixedState>;

/// The keys of all articles' slugs. O(articles).
pub(super) fn keys(catalog: &Catalog) -> Keys {
    let mut slug = String::new();
    let keys = catalog.articles().map(|article| {
        slug.clear();
        slug_into(&mut slug, article.title().as_str());
        key(&slug)
    });
    keys.collect()
}

/// Looks up every article. O(articles + addresses · log addresses); of an article whose
/// title begins like no slug of the lists, eight letters are read.
pub(super) fn matches(catalog: &Catalog, mut seen: Vec<Seen<'_>>) -> Matches {
    // Stable, so that the first list's spelling of an address is the one that is kept.
    seen.sort_by_key(|seen| seen.key);
    let mut groups: Groups<'_, '_> = HashMap::default();
    groups.reserve(seen.len());
    groups.extend(
        seen.chunk_by(|a, b| a.key == b.key)
            .map(|group| (group[0].key, group)),
    );
    let mut articles = named_like(&groups, catalog);
    articles.sort_unstable();
    let mut matches = Matches::default();
    matches.reserve(articles.len());
    for group in articles.chunk_by(|(a, _), (b, _)| a == b) {
        let Some(addresses) = groups.get(&group[0].0) else {
            continue;
        };
        let articles: Vec<Article<'_>> = group
            .iter()
            .map(|(_, index)| catalog.article(*index))
            .collect();
        let candidates = Candidates::of(addresses);
        for (article, found) in decide(&articles, &candidates) {
            matches.insert(article.0, found);
        }
    }
    matches
}

/// The articles whose slug is among those of the lists, with its key.
fn named_like(groups: &Groups<'_, '_>, catalog: &Catalog) -> Vec<(u64, ArticleIndex)> {
    if groups.is_empty() {
        return Vec::new();
    }
    let slugs = groups.values().map(|group| slug_of(&group[0]));
    let starts: Keys = slugs.map(start).collect();
    let mut slug = String::new();
    let articles = catalog.articles().filter_map(|article| {
        let title = article.title().as_str();
        if !starts.contains(&start(title)) {
            return None;
        }
        slug.clear();
        slug_into(&mut slug, title);
        let key = key(&slug);
        groups.contains_key(&key).then(|| (key, article.index()))
    });
    articles.collect()
}

fn slug_of<'a>(seen: &'a Seen<'_>) -> &'a str {
    let path = seen.said.address.find("/articles/");
    let path = path.and_then(|at| article_path(&seen.said.address[at..]));
    path.map_or("", |path| path.slug)
}

/// The first eight letters and digits of a title or a slug, in lower case.
fn start(text: &str) -> u64 {
    let letters = text.bytes().filter(u8::is_ascii_alphanumeric).take(8);
    letters.fold(0, |start, byte| {
        start << 8 | u64::from(byte.to_ascii_lowercase())
    })
}

/// An address, and all that the lists say of it.
struct Candidate<'a> {
    /// As it is kept, not parsed yet.
    address: &'a str,
    /// The publishers named, as they are written.
    sources: Vec<&'a str>,
    /// The titles named, as they are written.
    titles: Vec<&'a str>,
    speaks_of: Vec<SpeaksOf>,
}

/// All addresses of one slug.
struct Candidates<'a> {
    all: Vec<Candidate<'a>>,
    /// Whether there are more than can be told apart.
    are_too_many: bool,
}

/// What an address is to an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    Own,
    Possible,
    None,
}

impl<'a> Candidates<'a> {
    /// One candidate an address; the scheme and `www.` make no difference. O(seen ·
    /// candidates): nearly always there is one, and never more than [`ADDRESSES_MAX`].
    fn of(seen: &'a [Seen<'_>]) -> Self {
        let mut candidates = Self {
            all: Vec::new(),
            are_too_many: false,
        };
        for one in seen {
            let address = Site::kept(&one.said.address);
            let hash = address.rsplit('-').next().unwrap_or("");
            let known = candidates
                .all
                .iter()
                .position(|c| c.address.ends_with(hash));
            let place = known.unwrap_or(candidates.all.len());
            if place == ADDRESSES_MAX {
                candidates.are_too_many = true;
                break;
            }
            if place == candidates.all.len() {
                candidates.all.push(Candidate {
                    address,
                    sources: Vec::new(),
                    titles: Vec::new(),
                    speaks_of: Vec::new(),
                });
            }
            candidates.all[place].learn(one);
        }
        candidates
    }
}

impl<'a> Candidate<'a> {
    fn learn(&mut self, seen: &'a Seen<'_>) {
        let (source, title) = (&seen.said.source, &seen.said.title);
        for (name, names) in [(source, &mut self.sources), (title, &mut self.titles)] {
            let name = name.trim();
            let is_of_use = !name.is_empty() && name.len() <= NAME_LEN_MAX;
            if is_of_use && names.len() < NAMES_MAX && !names.contains(&name) {
                names.push(name);
            }
        }
        if self.speaks_of.len() < NAMES_MAX {
            match seen.speaks_of {
                SpeaksOf::All => self.speaks_of = vec![SpeaksOf::All],
                those @ SpeaksOf::Those(_) => self.speaks_of.push(those),
            }
        }
    }
}

fn folded(text: &str) -> String {
    let clean = CleanString::new(text);
    let mut folded = String::new();
    fold_into(&mut folded, clean.as_str());
    folded.truncate(folded.trim_end().len());
    folded
}

/// The answer for every article of one slug that has one. O(articles · candidates).
fn decide(articles: &[Article<'_>], candidates: &Candidates<'_>) -> Vec<(ArticleIndex, Found)> {
    let claims: Vec<Vec<Claim>> = articles
        .iter()
        .map(|article| candidates.claims(*article))
        .collect();
    let mut owners = vec![0_usize; candidates.all.len()];
    for (owners, at) in owners.iter_mut().zip(0..) {
        *owners = claims
            .iter()
            .filter(|claims| claims[at] == Claim::Own)
            .count();
    }
    let answer = |article: Article<'_>, claims: &[Claim]| {
        let with = |wanted: Claim| -> Vec<usize> {
            let places = claims
                .iter()
                .enumerate()
                .filter(|(_, claim)| **claim == wanted);
            places.map(|(at, _)| at).collect()
        };
        let (own, possible) = (with(Claim::Own), with(Claim::Possible));
        let certain = match (own.as_slice(), possible.as_slice()) {
            ([one], _) if owners[*one] == 1 && !candidates.are_too_many => Some(*one),
            ([], [one]) if articles.len() == 1 && candidates.are_one_for(article) => Some(*one),
            _ => None,
        };
        if let Some(address) = certain.and_then(|at| candidates.address(at)) {
            return Found::Direct(address);
        }
        let offered = if own.is_empty() { possible } else { own };
        if offered.is_empty() {
            return Found::Others(candidates.publishers(article));
        }
        let addresses = offered.into_iter().filter_map(|at| candidates.address(at));
        Found::Ambiguous(addresses.collect())
    };
    let pairs = articles.iter().zip(&claims);
    pairs
        .map(|(article, claims)| (article.index(), answer(*article, claims)))
        .collect()
}

impl Candidates<'_> {
    fn claims(&self, article: Article<'_>) -> Vec<Claim> {
        let claims = self.all.iter().map(|candidate| candidate.claim_of(article));
        claims.collect()
    }

    /// Whether there is just one address, nothing speaks against it, and title and slug
    /// stand for each other.
    fn are_one_for(&self, article: Article<'_>) -> bool {
        let [only] = self.all.as_slice() else {
            return false;
        };
        only.sources.is_empty()
            && only.may_speak_of(article)
            && (slug_holds(article.title().as_str()) || only.names_title(article))
    }

    /// The publishers that are named for pages of the article's title.
    fn publishers(&self, article: Article<'_>) -> Vec<CleanString> {
        let mut names: Vec<CleanString> = Vec::new();
        for candidate in self.all.iter().filter(|c| c.title_agrees(article)) {
            for name in &candidate.sources {
                let name = CleanString::new(name);
                if names.len() < NAMES_MAX && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    fn address(&self, at: usize) -> Option<Address> {
        Address::spotted(self.all.get(at)?.address).ok()
    }
}

impl Candidate<'_> {
    fn claim_of(&self, article: Article<'_>) -> Claim {
        if !self.title_agrees(article) {
            return Claim::None;
        }
        let source = article.source().as_str();
        let same = self
            .sources
            .iter()
            .filter(|named| are_same(named, source))
            .count();
        match (same, self.sources.len()) {
            (0, 1..) => Claim::None,
            (same, all) if same == all && all > 0 => Claim::Own,
            _ => Claim::Possible,
        }
    }

    /// Whether no title that is named is another's.
    fn title_agrees(&self, article: Article<'_>) -> bool {
        self.titles.is_empty()
            || self.titles.contains(&article.title().as_str())
            || self.titles_of(article).next().is_none()
            || self.names_title(article)
    }

    /// Whether the article's title is named, perhaps with the site's name behind it, as
    /// browsers keep it.
    fn names_title(&self, article: Article<'_>) -> bool {
        let title = beyond_slug(&folded(article.title().as_str()));
        let is_it = |named: &str| beyond_slug(named) == title;
        self.titles_of(article).any(|named| {
            let named = folded(named);
            let named = named.as_str();
            let signs = [" - ", " | ", " \u{b7} "].into_iter();
            let ends = signs.flat_map(|sign| named.match_indices(sign).map(|(at, _)| at));
            is_it(named) || ends.into_iter().any(|end| is_it(&named[..end]))
        })
    }

    /// The titles that are named. A text counts as one only where the slug proves it: a
    /// link may say "read more".
    fn titles_of(&self, article: Article<'_>) -> impl Iterator<Item = &str> {
        let mut slug = String::new();
        slug_into(&mut slug, article.title().as_str());
        self.titles.iter().copied().filter(move |named| {
            let mut own = String::new();
            slug_into(&mut own, named);
            let rest = own.strip_prefix(&slug);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }

    fn may_speak_of(&self, article: Article<'_>) -> bool {
        self.speaks_of.iter().any(|speaks_of| match speaks_of {
            SpeaksOf::All => true,
            SpeaksOf::Those(is_meant) => is_meant(article.id()),
        })
    }
}

/// Whether two spellings are those of one publisher.
fn are_same(a: &str, b: &str) -> bool {
    a == b || folded(a) == folded(b)
}

/// What of a title tells it from others, the signs of `C++` and `C#` with it: between
/// titles of one slug blanks, hyphens and quotes are typography.
fn beyond_slug(folded: &str) -> String {
    folded
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#'))
        .collect()
}

/// Whether the slug holds the title: of one in another script it keeps a year or a name,
/// which other titles have too. A word in brackets may be missing.
fn slug_holds(title: &str) -> bool {
    let letters = title.chars().filter(|c| c.is_alphanumeric());
    let (mut kept, mut lost) = (0_usize, 0_usize);
    for letter in letters {
        if letter.is_ascii() {
            kept += 1;
        } else {
            lost += 1;
        }
    }
    lost * 4 <= kept
}
