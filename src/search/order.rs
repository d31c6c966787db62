//! The order of articles that match equally well: newest first, then by title.

use std::cmp::{Ordering, Reverse};

use rayon::slice::ParallelSliceMut;

use crate::catalog::{ArticleIndex, Catalog};
use crate::text::searched_chars;

/// All articles, newest first, then by folded title, then in the order of loading.
#[derive(Debug, Default)]
pub(super) struct Order {
    articles: Vec<u32>,
    places: Vec<u32>,
}

impl Order {
    /// Sorts the articles: some 100 ms a million on each of two cores.
    pub fn new(catalog: &Catalog) -> Self {
        let mut keys: Vec<_> = catalog
            .articles()
            .map(|article| {
                let title = first_bytes(article.title().as_str());
                (Reverse(article.published()), title, article.index().0)
            })
            .collect();
        let title = |article| catalog.article(ArticleIndex(article)).title();
        keys.par_sort_unstable_by(|a, b| {
            (a.0, a.1)
                .cmp(&(b.0, b.1))
                .then_with(|| compare(title(a.2).as_str(), title(b.2).as_str()))
                .then_with(|| a.2.cmp(&b.2))
        });
        let mut places = vec![0; keys.len()];
        for ((.., article), place) in keys.iter().zip(0..) {
            places[*article as usize] = place;
        }
        let articles = keys.into_iter().map(|(.., article)| article).collect();
        Self { articles, places }
    }

    /// The same with the articles that `catalog` has from the `first` on.
    /// O(articles), and some comparisons for each of those that are added.
    pub fn followed_by(&self, catalog: &Catalog, first: usize) -> Self {
        let before = |a: u32, b: u32| {
            let [a, b] = [a, b].map(|article| catalog.article(ArticleIndex(article)));
            (b.published().cmp(&a.published()))
                .then_with(|| compare(a.title().as_str(), b.title().as_str()))
                .then_with(|| a.index().cmp(&b.index()))
        };
        let mut added: Vec<u32> = (0..).take(catalog.len()).skip(first).collect();
        added.sort_unstable_by(|a, b| before(*a, *b));
        let mut articles = Vec::with_capacity(catalog.len());
        let mut rest = self.articles.as_slice();
        for new in added {
            let is_before = |old: &u32| before(*old, new) == Ordering::Less;
            let (earlier, later) = rest.split_at(rest.partition_point(is_before));
            articles.extend_from_slice(earlier);
            articles.push(new);
            rest = later;
        }
        articles.extend_from_slice(rest);
        let mut places = vec![0; articles.len()];
        for (article, place) in articles.iter().zip(0..) {
            places[*article as usize] = place;
        }
        Self { articles, places }
    }

    /// The article's place.
    pub fn place(&self, article: u32) -> u32 {
        self.places[article as usize]
    }

    /// The article at a place.
    pub fn article(&self, place: u32) -> u32 {
        self.articles[place as usize]
    }
}

/// The first eight bytes of a folded title; they decide most comparisons.
fn first_bytes(title: &str) -> u64 {
    let mut bytes = [0_u8; 8];
    let mut free = bytes.as_mut_slice();
    for c in folded(title) {
        let mut buffer = [0; 4];
        let encoded = c.encode_utf8(&mut buffer).as_bytes();
        // UTF-8 is ordered as its characters are, a part of one as well.
        let (now, rest) = free.split_at_mut(encoded.len().min(free.len()));
        now.copy_from_slice(&encoded[..now.len()]);
        free = rest;
        if free.is_empty() {
            break;
        }
    }
    u64::from_be_bytes(bytes)
}

fn compare(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() {
        return a
            .bytes()
            .map(|byte| byte.to_ascii_lowercase())
            .cmp(b.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    folded(a).cmp(folded(b))
}

fn folded(title: &str) -> impl Iterator<Item = char> {
    searched_chars(title).map(|(_, c)| c.to_ascii_lowercase())
}
