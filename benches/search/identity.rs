//! That what is found, and its order, are the plain matcher's, over a hundred thousand
//! titles, where the tests can afford a few thousand.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;
use tagleaf::catalog::{Bits, Catalog};
use tagleaf::search::{Fields, Index, Stop, Word};
use tagleaf::text::fold_for_search;

use super::QUERIES;

/// How many words are compared.
const WORDS: usize = 220;

/// Compares set and order for all articles, and tells; panics where they differ.
pub fn check(catalog: &Catalog, index: &Index) {
    let fold = |text: &str| {
        let mut folded = String::new();
        fold_for_search(&mut folded, text);
        folded
    };
    let titles: Vec<String> = catalog
        .articles()
        .map(|article| fold(article.title().as_str()))
        .collect();
    // The order among equals: newest, then title, then loading.
    let mut order: Vec<_> = catalog
        .articles()
        .zip(&titles)
        .map(|(article, title)| {
            (
                Reverse(article.published()),
                title.to_ascii_lowercase(),
                article.index().0,
            )
        })
        .collect();
    order.par_sort_unstable();
    let words = words(&titles);
    let mut pairs = 0;
    for word in &words {
        let asked = Word {
            fields: Fields::TITLE,
            ..Word::bare(word)
        };
        let mut want: Vec<(Reverse<i64>, usize, u32)> = order
            .par_iter()
            .enumerate()
            .filter_map(|(place, (.., article))| {
                // A new matcher for every title: in use, it lets earlier titles into the score.
                let score =
                    SkimMatcherV2::default().fuzzy_match(&titles[*article as usize], word)?;
                Some((Reverse(score), place, *article))
            })
            .collect();
        want.par_sort_unstable();
        let set = index
            .fuzzy(catalog, &asked, None, &Stop::NEVER)
            .expect("not stopped");
        let articles: Vec<u32> = want.iter().map(|(.., article)| *article).collect();
        assert_eq!(
            set,
            Bits::of(catalog.len(), articles.iter().copied()),
            "the set of {word}"
        );
        for first in [10, set.count()] {
            let best = index.rank(
                catalog,
                std::slice::from_ref(&asked),
                &set,
                first,
                &Stop::NEVER,
            );
            assert_eq!(
                best.as_deref(),
                Ok(&articles[..first.min(articles.len())]),
                "the order of {word}"
            );
        }
        pairs += want.len();
    }
    println!(
        "identical to plain SkimMatcherV2 in set and order: {} words x {} titles, {pairs} matches",
        words.len(),
        titles.len()
    );
}

/// The words of the queries, and others from the titles: whole, cut short, every second
/// letter, two together.
fn words(titles: &[String]) -> Vec<String> {
    let mut words: BTreeSet<String> = QUERIES
        .iter()
        .flat_map(|(_, query)| query.split(' ').map(str::to_owned))
        .collect();
    for (at, title) in titles.iter().enumerate().step_by(97) {
        let all: Vec<&str> = title.split(' ').collect();
        let (word, next) = (all[at % all.len()], all[(at + 1) % all.len()]);
        words.insert(match at % 5 {
            0 => word.to_owned(),
            1 => word.to_lowercase(),
            2 => word.chars().take(3).collect::<String>().to_lowercase(),
            3 => word.chars().step_by(2).collect::<String>().to_lowercase(),
            _ => format!("{word}{next}").to_lowercase(),
        });
        if words.len() >= WORDS {
            break;
        }
    }
    words.into_iter().filter(|word| !word.is_empty()).collect()
}
