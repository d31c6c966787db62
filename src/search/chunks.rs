//! The articles in parts, each of which one core looks through between two questions
//! whether to stop.

use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{Stop, Stopped};
use crate::catalog::Bits;

/// Articles of a chunk; the last one may have fewer. A multiple of 64.
pub(super) const CHUNK: usize = 4_096;
/// Words of 64 bits for a set of a chunk's articles.
pub(super) const WORDS: usize = CHUNK / 64;

/// A set of a chunk's articles, by their place in the chunk.
pub(super) type Set = [u64; WORDS];

/// What `chunks` has of whole chunks before the article `first`, shared, and from there on
/// what `new` makes of each up to the last of so many `articles`, on all cores.
pub(super) fn followed<T: Send + Sync>(
    chunks: &[Arc<T>],
    (first, articles): (usize, usize),
    new: impl Fn(usize) -> T + Sync,
) -> Vec<Arc<T>> {
    let whole = first / CHUNK;
    let added = (whole..articles.div_ceil(CHUNK)).into_par_iter();
    let added: Vec<Arc<T>> = added.map(|at| Arc::new(new(at))).collect();
    [chunks.get(..whole).unwrap_or(chunks), &added].concat()
}

/// The part of a set that is about the chunk `at`.
pub(super) fn part(set: &Bits, at: usize) -> Set {
    let mut part = [0; WORDS];
    let words = set.words().get(at * WORDS..).unwrap_or_default();
    for (part, word) in part.iter_mut().zip(words) {
        *part = *word;
    }
    part
}

/// The articles that `find` finds, chunk by chunk on all cores, among those of `within`
/// that the chunk has. Chunks of which nothing is asked for are left out. Each core has
/// a working memory of its own.
pub(super) fn in_chunks<T: Default>(
    (articles, within): (usize, Option<&Bits>),
    stop: &Stop,
    find: impl Fn(usize, Option<&Set>, &mut T) -> Set + Sync,
) -> Result<Bits, Stopped> {
    let sets: Result<Vec<Set>, Stopped> = (0..articles.div_ceil(CHUNK))
        .into_par_iter()
        .map_init(T::default, |memory, at| {
            stop.check()?;
            let within = within.map(|within| part(within, at));
            if within == Some([0; WORDS]) {
                return Ok([0; WORDS]);
            }
            Ok(find(at, within.as_ref(), memory))
        })
        .collect();
    Ok(Bits::from_words(sets?.concat(), articles))
}
