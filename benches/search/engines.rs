//! The engines that are compared. Each tells how many titles match all words, and works
//! out which ten are best; ties go to the title that was loaded first.

use std::cmp::Reverse;

use frizbee::{CaseMatching as FrizbeeCase, Config as FrizbeeConfig, Matcher as Frizbee};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSlice;
use tagleaf::catalog::Catalog;
use tagleaf::search::{Fields, Index, Word};
use tagleaf::text::fold_for_search;

/// The same titles in the form that each engine wants; making it is not measured.
pub struct Titles {
    folded: Vec<String>,
    utf32: Vec<Utf32String>,
    arena: String,
}

impl Titles {
    pub fn new(catalog: &Catalog) -> Self {
        let fold = |title: &str| {
            let mut folded = String::new();
            fold_for_search(&mut folded, title);
            folded
        };
        let folded: Vec<String> = catalog
            .articles()
            .map(|article| fold(article.title().as_str()))
            .collect();
        Self {
            utf32: folded
                .iter()
                .map(|title| Utf32String::from(title.as_str()))
                .collect(),
            arena: folded.join("\n"),
            folded,
        }
    }
}

pub type Engine = fn(&Titles, &str) -> usize;

pub const ENGINES: [(&str, Engine); 4] = [
    ("skim v2", skim),
    ("nucleo", nucleo),
    ("frizbee", frizbee),
    ("memmem", memmem),
];

pub fn ours(catalog: &Catalog, index: &Index, query: &str) -> usize {
    let words: Vec<Word> = query
        .split(' ')
        .map(|word| Word {
            fields: Fields::TITLE,
            ..Word::bare(word)
        })
        .collect();
    super::first_page(catalog, index, &words)
}

/// `SkimMatcherV2` as its documentation shows it, on all cores.
fn skim(titles: &Titles, query: &str) -> usize {
    let words: Vec<&str> = query.split(' ').collect();
    let scored = titles.folded.par_iter().enumerate().map_init(
        SkimMatcherV2::default,
        |matcher, (at, title)| {
            let scores = words.iter().map(|word| matcher.fuzzy_match(title, word));
            Some((Reverse(scores.sum::<Option<i64>>()?), at))
        },
    );
    ten(scored.flatten_iter().collect())
}

fn nucleo(titles: &Titles, query: &str) -> usize {
    let pattern = Pattern::parse(query, CaseMatching::Smart, Normalization::Never);
    let scored = titles.utf32.par_iter().enumerate().map_init(
        || Matcher::new(Config::DEFAULT),
        |matcher, (at, title)| Some((Reverse(pattern.score(title.slice(..), matcher)?), at)),
    );
    ten(scored.flatten_iter().collect())
}

fn frizbee(titles: &Titles, query: &str) -> usize {
    let config = FrizbeeConfig::default().casing(FrizbeeCase::Smart);
    let threads = rayon::current_num_threads();
    Frizbee::from_query(query, &config)
        .match_list_parallel(&titles.folded, threads)
        .len()
}

/// The floor: the bytes of all titles are looked through once, for the words as they are.
fn memmem(titles: &Titles, query: &str) -> usize {
    let finders: Vec<_> = query.split(' ').map(memchr::memmem::Finder::new).collect();
    let parts = titles.arena.as_bytes().par_chunks(1 << 20);
    parts
        .map(|part| {
            finders
                .iter()
                .map(|finder| finder.find_iter(part).count())
                .sum::<usize>()
        })
        .sum()
}

fn ten<K: Ord>(mut scored: Vec<K>) -> usize {
    let found = scored.len();
    if found > 10 {
        scored.select_nth_unstable(9);
        scored.truncate(10);
    }
    scored.sort_unstable();
    std::hint::black_box(scored);
    found
}
