//! Phrases in abstracts, against a scan for their bytes on all cores.

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use tagleaf::catalog::Catalog;
use tagleaf::search::{Field, Index, Phrase, Place, Stop};
use tagleaf::text::fold_for_search;

use super::median;

/// What is looked for; hyphens and accents are found in any form.
const PHRASES: [&str; 8] = [
    "a",
    "saga",
    "architecture",
    "flash sale",
    "e-commerce",
    "naive",
    "CQRS",
    "zzzzqx",
];

/// Prints a line per phrase.
pub fn compare(catalog: &Catalog, index: &Index) {
    let mut arena = String::new();
    for article in catalog.articles() {
        fold_for_search(&mut arena, article.summary().as_str());
        arena.push('\n');
    }
    println!(
        "phrases in {:.0} MB of abstracts: ours, memmem over one folded text, ms",
        arena.len() as f64 / 1e6
    );
    for text in PHRASES {
        let phrase = Phrase::new(text, Place::Anywhere);
        let (own, found) = median(7, || {
            index
                .holds(catalog, &phrase, Field::Summary, None, &Stop::NEVER)
                .expect("not stopped")
                .count()
        });
        let finder = memchr::memmem::Finder::new(text);
        let (scan, _) = median(7, || {
            arena
                .as_bytes()
                .par_chunks(1 << 20)
                .map(|part| finder.find_iter(part).count())
                .sum::<usize>()
        });
        println!(
            "{text:<17} {:>8.2} {:>8.2}  {:>5.2} x  {found} found",
            own * 1e3,
            scan * 1e3,
            own / scan
        );
    }
}
