//! Phrases in texts of the articles' own, looked for where the texts lie.
//!
//! Nothing is copied but texts in which folding makes a letter, a digit or a Chinese
//! character out of something else (`naïve`), or drops something between two of them. In
//! all others the longest run of such characters of the phrase stands byte for byte, so a
//! scan for two bytes of it finds every place where the phrase may be; typographic hyphens,
//! quotes and blanks around it are folded there and then.

#![allow(
    clippy::needless_range_loop,
    reason = "one counter over several arrays is the form that is vectorised"
)]

use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::wide::{Task, gather, ones as ones_of, wide};
use super::{Field, Phrase, Stop, Stopped};
use crate::catalog::{Article, ArticleIndex, Bits, Catalog};
use crate::text::{Clean, fold_for_search, searched_chars};

/// Articles that are searched in one go, a multiple of 64.
const CHUNK: usize = 4_096;
/// Bytes that are compared at once.
const BLOCK: usize = 64;
/// Letters by how often they stand in English text, most frequent first.
const FREQUENT: &[u8] = b"etaoinsrhldcumfpgwybvkxjqz";

/// One text per article: all titles, or all abstracts.
#[derive(Debug)]
pub(super) struct Texts {
    field: Field,
    /// The folded forms of texts that cannot be searched where they lie, by article.
    folded: Vec<(u32, Arc<str>)>,
}

impl Texts {
    /// Looks through all texts for those that need a copy, on all cores.
    pub fn new(catalog: &Catalog, field: Field) -> Self {
        Self {
            field,
            folded: Vec::new(),
        }
        .followed_by(catalog, 0)
    }

    /// The same with the texts of the articles that `catalog` has from the `first` on.
    pub fn followed_by(&self, catalog: &Catalog, first: usize) -> Self {
        let field = self.field;
        let added = (first..catalog.len())
            .into_par_iter()
            .filter_map(|article| {
                let article = u32::try_from(article).ok()?;
                let text = text(catalog.article(ArticleIndex(article)), field).as_str();
                needs_copy(text).then(|| {
                    let mut folded = String::new();
                    fold_for_search(&mut folded, text);
                    (article, folded.into())
                })
            });
        let mut folded = self.folded.clone();
        folded.extend(added.collect::<Vec<_>>());
        Self { field, folded }
    }

    /// The articles of `within` whose text holds the phrase. O(bytes of the texts); a
    /// phrase without letters, digits and Chinese characters is looked for by folding
    /// every text.
    pub fn holding(
        &self,
        catalog: &Catalog,
        phrase: &Phrase,
        within: Option<&Bits>,
        stop: &Stop,
    ) -> Result<Bits, Stopped> {
        let run = Run::of(phrase);
        let words: Result<Vec<Vec<u64>>, Stopped> = (0..catalog.len().div_ceil(CHUNK))
            .into_par_iter()
            .map(|at| {
                stop.check()?;
                let is_outside = |within: &Bits| {
                    let words = within.words().iter().skip(at * (CHUNK / 64));
                    words.take(CHUNK / 64).all(|word| *word == 0)
                };
                if within.is_some_and(is_outside) {
                    return Ok(vec![0; CHUNK / 64]);
                }
                Ok(wide(Scan {
                    texts: self,
                    catalog,
                    phrase,
                    run: run.as_ref(),
                    within,
                    at,
                }))
            })
            .collect();
        Ok(Bits::from_words(words?.concat(), catalog.len()))
    }
}

/// The text of a field that is the article's own: the abstract, or else the title.
fn text(article: Article<'_>, field: Field) -> Clean<'_> {
    match field {
        Field::Summary => article.summary(),
        _ => article.title(),
    }
}

/// Whether folding makes a solid character out of another one, or drops one.
fn needs_copy(text: &str) -> bool {
    !text.is_ascii()
        && text
            .chars()
            .filter(|c| !c.is_ascii() && !is_solid(*c))
            .any(|c| {
                let mut buffer = [0; 4];
                let mut folded = searched_chars(c.encode_utf8(&mut buffer))
                    .map(|(_, c)| c)
                    .peekable();
                folded.peek().is_none() || folded.any(is_solid)
            })
}

/// Characters that folding leaves alone: Chinese ones, and but for their case ASCII letters
/// and digits.
const fn is_solid(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The longest run of solid characters of a phrase.
struct Run<'a> {
    bytes: &'a str,
    /// How many characters of the phrase stand before it.
    before: usize,
    /// Two rare bytes of it: where in the run, what, and the bits that are compared.
    rare: [(usize, u8, u8); 2],
}

impl<'a> Run<'a> {
    fn of(phrase: &'a Phrase) -> Option<Self> {
        let text = phrase.text();
        let mut runs = text.split(|c| !is_solid(c)).collect::<Vec<_>>();
        runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
        let bytes = *runs.first().filter(|run| !run.is_empty())?;
        let start = text.find(bytes)?;
        let rarity = |byte: &u8| {
            let letter = byte.to_ascii_lowercase();
            FREQUENT
                .iter()
                .position(|known| *known == letter)
                .unwrap_or(FREQUENT.len())
        };
        let mut places: Vec<usize> = (0..bytes.len()).collect();
        places.sort_by_key(|at| std::cmp::Reverse(bytes.as_bytes().get(*at).map(rarity)));
        let rare = |rank: usize| {
            let at = places.get(rank).or(places.first()).copied()?;
            let byte = *bytes.as_bytes().get(at)?;
            let ignored = phrase.ignores_case() && byte.is_ascii_alphabetic();
            let mask = if ignored { !0x20 } else { u8::MAX };
            Some((at, byte & mask, mask))
        };
        Some(Self {
            bytes,
            before: text[..start].chars().count(),
            rare: [rare(0)?, rare(1)?],
        })
    }

    /// Whether `stands` says so of any place where the run is in a text.
    #[allow(clippy::inline_always, reason = "part of a vectorised task")]
    #[inline(always)]
    fn any(&self, text: &str, ignores_case: bool, stands: impl Fn(usize) -> bool) -> bool {
        let bytes = text.as_bytes();
        let Some(last) = bytes.len().checked_sub(self.bytes.len()) else {
            return false;
        };
        let is_here = |start: usize| {
            let here = bytes
                .get(start..start + self.bytes.len())
                .unwrap_or_default();
            let equal = if ignores_case {
                here.eq_ignore_ascii_case(self.bytes.as_bytes())
            } else {
                here == self.bytes.as_bytes()
            };
            equal && stands(start)
        };
        let [(one, one_byte, one_mask), (other, other_byte, other_mask)] = self.rare;
        let Some(last_block) = bytes.len().checked_sub(BLOCK + one.max(other)) else {
            return (0..=last).any(is_here);
        };
        let mut start = 0;
        loop {
            let (Some(ones), Some(others)) = (
                bytes
                    .get(start + one..)
                    .and_then(<[u8]>::first_chunk::<BLOCK>),
                bytes
                    .get(start + other..)
                    .and_then(<[u8]>::first_chunk::<BLOCK>),
            ) else {
                return false;
            };
            let mut equal = [0_u8; BLOCK];
            for l in 0..BLOCK {
                let other = if others[l] & other_mask == other_byte {
                    u8::MAX
                } else {
                    0
                };
                equal[l] = if ones[l] & one_mask == one_byte {
                    other
                } else {
                    0
                };
            }
            let any = equal.iter().fold(0, |any, equal| any | equal);
            if any != 0 && ones_of(gather(&equal)).any(|at| is_here(start + at)) {
                return true;
            }
            if start == last_block {
                return false;
            }
            // The last block overlaps the one before.
            start = last_block.min(start + BLOCK);
        }
    }
}

/// Looking through the texts of one chunk of articles.
struct Scan<'a> {
    texts: &'a Texts,
    catalog: &'a Catalog,
    phrase: &'a Phrase,
    run: Option<&'a Run<'a>>,
    within: Option<&'a Bits>,
    at: usize,
}

#[allow(clippy::inline_always, reason = "a vectorised task")]
impl Task for Scan<'_> {
    type Output = Vec<u64>;

    #[inline(always)]
    fn run(self) -> Vec<u64> {
        let mut words = vec![0_u64; CHUNK / 64];
        let first = self.at * CHUNK;
        let last = self.catalog.len().min(first + CHUNK);
        let folded = self
            .texts
            .folded
            .partition_point(|(article, _)| (*article as usize) < first);
        let mut folded = self.texts.folded[folded..].iter().peekable();
        for article in first..last {
            let index = u32::try_from(article).unwrap_or(u32::MAX);
            let copy = folded.next_if(|(article, _)| *article == index);
            if self.within.is_some_and(|within| !within.contains(index)) {
                continue;
            }
            let text = match copy {
                Some((_, text)) => text,
                None => text(self.catalog.article(ArticleIndex(index)), self.texts.field).as_str(),
            };
            let found = match self.run {
                Some(run) => run.any(text, self.phrase.ignores_case(), |start| {
                    self.phrase.stands_around(text, start, run.before)
                }),
                None if text.is_ascii() => {
                    memchr::memmem::find_iter(text.as_bytes(), self.phrase.text())
                        .any(|start| self.phrase.stands_around(text, start, 0))
                }
                None => self.phrase.is_in(text),
            };
            if found {
                words[article % CHUNK / 64] |= 1 << (article % 64);
            }
        }
        words
    }
}
