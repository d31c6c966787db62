//! The best articles of a set: title scores 64 at a time, and only where they may still
//! matter.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::super::chunks::{CHUNK, Set, WORDS, part};
use super::super::hit::WHOLE;
use super::super::order::Order;
use super::super::score::Scorer;
use super::super::values::NO_MATCH;
use super::super::wide::{Task, ones, wide};
use super::super::{Stop, Stopped, Word};
use super::Titles;
use super::best::{Best, key};
use super::lanes::{self, LANES, Lanes, Rows};
use super::rated::Rated;
use super::steps::{Holds, Least};
use super::tiles::{Chunk, Gathered, Tile};
use super::together::together;
use crate::catalog::{Article, ArticleIndex, Bits, Catalog};

/// With no more titles than this to be scored in a tile, they are put together with those
/// of other tiles: a tile takes as long for one title as for all.
const SPARSE: u32 = 24;

/// Scores of a tile's titles.
type Scores = [i32; LANES];

/// One ranking, while it goes on.
struct Ranking<'a> {
    titles: &'a Titles,
    catalog: &'a Catalog,
    order: &'a Order,
    words: &'a [Rated<'a>],
    /// Whether all of the set is asked for: then nothing is saved by bounds.
    takes_all: bool,
    best: &'a Best,
}

/// Working memory of a thread.
#[derive(Default)]
struct Scratch {
    rows: Rows,
    scorer: Scorer,
    keys: Vec<u64>,
    sparse: Gathered,
    met: Vec<Lanes>,
    least: Vec<Least>,
}

impl Titles {
    /// The best `first` articles of `set`, best first.
    pub fn rank(
        &self,
        (catalog, order): (&Catalog, &Order),
        words: &[Word],
        (set, first): (&Bits, usize),
        stop: &Stop,
    ) -> Result<Vec<u32>, Stopped> {
        let words: Vec<Rated<'_>> = words
            .iter()
            .filter(|word| !word.pattern.is_empty())
            .map(|word| Rated::new(catalog, &self.alphabet, word))
            .collect();
        let best = Best::new(first);
        let ranking = Ranking {
            titles: self,
            catalog,
            order,
            words: &words,
            takes_all: first >= set.count(),
            best: &best,
        };
        (0..self.chunks.len())
            .into_par_iter()
            .map_init(Scratch::default, |scratch, at| {
                stop.check()?;
                wide(ChunkRanking {
                    ranking: &ranking,
                    set: &part(set, at),
                    at,
                    scratch,
                });
                Ok(())
            })
            .collect::<Result<(), Stopped>>()?;
        let places = best.into_places();
        stop.check()?;
        Ok(places
            .into_iter()
            .map(|place| order.article(place))
            .collect())
    }
}

/// Ranking the articles of one chunk.
struct ChunkRanking<'a> {
    ranking: &'a Ranking<'a>,
    set: &'a Set,
    at: usize,
    scratch: &'a mut Scratch,
}

#[allow(clippy::inline_always, reason = "a vectorised task")]
impl Task for ChunkRanking<'_> {
    type Output = ();

    #[inline(always)]
    fn run(mut self) {
        if *self.set == [0; WORDS] {
            return;
        }
        let chunk = &self.ranking.titles.chunks[self.at];
        self.scratch.keys.clear();
        let mut sparse = std::mem::take(&mut self.scratch.sparse);
        for (at, tile) in chunk.tiles().enumerate() {
            let lanes = tile.among(self.set);
            let least = &mut self.scratch.least;
            let lanes = self
                .ranking
                .hopeful((chunk, at, tile), lanes, self.at, least);
            if lanes.count_ones() > SPARSE {
                self.ranking.rank_tile(tile, lanes, self.at, self.scratch);
                continue;
            }
            for lane in ones(lanes) {
                sparse.push(tile, lane);
                if sparse.is_full() {
                    self.rank_sparse(&mut sparse);
                }
            }
        }
        self.rank_sparse(&mut sparse);
        self.scratch.sparse = sparse;
        for place in chunk.long() {
            let at = usize::from(*place);
            if self.set[at / 64] >> (at % 64) & 1 == 1 {
                self.ranking.rank_alone(self.at, *place, self.scratch);
            }
        }
        self.ranking.best.add(&self.scratch.keys);
    }
}

#[allow(clippy::inline_always, reason = "part of a vectorised task")]
impl ChunkRanking<'_> {
    /// Ranks the titles that were put together, and empties them.
    #[inline(always)]
    fn rank_sparse(&mut self, sparse: &mut Gathered) {
        let tile = sparse.tile();
        if tile.lanes() != 0 {
            self.ranking
                .rank_tile(tile, tile.lanes(), self.at, self.scratch);
        }
        sparse.clear();
    }
}

#[allow(clippy::inline_always, reason = "parts of a vectorised task")]
impl Ranking<'_> {
    #[inline(always)]
    fn rank_tile(&self, tile: Tile<'_>, mut lanes: u64, chunk: usize, scratch: &mut Scratch) {
        let floor = self.best.floor();
        let mut totals: Scores = [0; LANES];
        let mut titles: Scores = [NO_MATCH; LANES];
        for (at, word) in self.words.iter().enumerate() {
            if lanes == 0 {
                return;
            }
            let rest: i32 = self.words[at + 1..].iter().map(Rated::most).sum();
            let needed = floor.saturating_sub(rest);
            self.score_titles(
                word,
                (tile, lanes, chunk),
                (&totals, needed),
                &mut titles,
                scratch,
            );
            let may_be_whole = ones(lanes)
                .filter(|lane| {
                    word.may_be_whole(titles[*lane])
                        && totals[*lane] + titles[*lane] + WHOLE >= needed
                })
                .fold(0, |lanes, lane| lanes | 1 << lane);
            let whole = self.hold_whole(word, (tile, may_be_whole, chunk), &mut scratch.met);
            for lane in ones(lanes) {
                let article = article_index(chunk, tile.articles[lane]);
                let gain = if whole >> lane & 1 == 1 { WHOLE } else { 0 };
                totals[lane] += word.score(titles[lane].saturating_add(gain), article);
                if totals[lane] < needed {
                    lanes &= !(1 << lane);
                }
            }
        }
        for lane in ones(lanes) {
            let article = article_index(chunk, tile.articles[lane]);
            self.keep(article, totals[lane], &mut scratch.keys);
        }
    }

    /// The lanes whose titles hold a word as a whole.
    #[inline(always)]
    fn hold_whole(
        &self,
        word: &Rated<'_>,
        (tile, lanes, chunk): (Tile<'_>, u64, usize),
        met: &mut Vec<Lanes>,
    ) -> u64 {
        if lanes == 0 {
            return 0;
        }
        if word.coded.exact {
            return together(tile.columns, (&word.coded, word.borders), met) & lanes;
        }
        ones(lanes)
            .filter(|lane| word.is_whole_in(self.article(chunk, tile.articles[*lane])))
            .fold(0, |lanes, lane| lanes | 1 << lane)
    }

    /// The lanes that may be among the best as far as is known without a look at the titles.
    #[inline(always)]
    fn hopeful(
        &self,
        (chunk, at, tile): (&Chunk, usize, Tile<'_>),
        lanes: u64,
        number: usize,
        least: &mut Vec<Least>,
    ) -> u64 {
        let floor = self.best.floor();
        if self.takes_all || floor == i32::MIN || lanes == 0 {
            return lanes;
        }
        let most: i32 = self.words.iter().map(Rated::most).sum();
        least.clear();
        let mut candidates = lanes;
        for word in self.words {
            let needed = floor.saturating_sub(most - word.most());
            let beginning = tile.beginning_with(&word.coded);
            let titles = word.path.least(beginning, |row| chunk.step(row, at));
            let enough = titles.titles(|loss, holds| word.bound(loss, holds) >= needed);
            least.push(titles);
            let named = ones(candidates & !enough)
                .filter(|lane| {
                    word.values.best() >= needed
                        && word.values.of(article_index(number, tile.articles[*lane])) >= needed
                })
                .fold(0, |lanes, lane| lanes | 1 << lane);
            candidates &= enough | named;
        }
        let may_win = |lane: &usize| {
            let article = article_index(number, tile.articles[*lane]);
            let bounds = self.words.iter().zip(&*least).map(|(word, least)| {
                let (loss, holds) = least.of(*lane);
                word.bound(loss, holds).max(word.values.of(article))
            });
            key(bounds.sum(), self.order.place(article)) < self.best.worst()
        };
        ones(candidates)
            .filter(may_win)
            .fold(0, |lanes, lane| lanes | 1 << lane)
    }

    /// What a word scores in the titles of some lanes. A score too low to bring
    /// the total to `needed` may be given as something lower.
    #[inline(always)]
    fn score_titles(
        &self,
        word: &Rated<'_>,
        (tile, lanes, chunk): (Tile<'_>, u64, usize),
        (totals, needed): (&Scores, i32),
        scores: &mut Scores,
        scratch: &mut Scratch,
    ) {
        if !word.asks_titles() {
            *scores = [NO_MATCH; LANES];
            return;
        }
        let coded = &word.coded;
        if !coded.exact {
            for lane in ones(lanes) {
                let article = self.article(chunk, tile.articles[lane]);
                scores[lane] = title_score(word, article, &mut scratch.scorer);
            }
            return;
        }
        let far = lanes::far(coded);
        let far_bound = word.bound(far, Holds::Whole).max(word.values.best());
        let may_matter = |losses: &lanes::Lanes| {
            ones(lanes).any(|lane| {
                let loss = losses.0[lane];
                loss >= far && loss < u8::MAX && totals[lane] + far_bound >= needed
            })
        };
        let near = (!self.takes_all)
            .then(|| lanes::losses::<false>(tile.columns, coded, &mut scratch.rows))
            .filter(|losses| !may_matter(losses));
        let losses = match near {
            Some(losses) => losses,
            None => lanes::losses::<true>(tile.columns, coded, &mut scratch.rows),
        };
        let saturates = lanes::worst_loss(coded, tile.columns.len()) >= i32::from(u8::MAX);
        for lane in ones(lanes) {
            scores[lane] = match losses.0[lane] {
                u8::MAX if saturates => {
                    let article = self.article(chunk, tile.articles[lane]);
                    title_score(word, article, &mut scratch.scorer)
                }
                u8::MAX => NO_MATCH,
                loss => word.title - i32::from(loss),
            };
        }
    }

    /// An article whose title is in no tile.
    fn rank_alone(&self, chunk: usize, place: u16, scratch: &mut Scratch) {
        let article = self.article(chunk, place);
        let scores = self.words.iter().map(|word| {
            let title = if word.asks_titles() {
                title_score(word, article, &mut scratch.scorer)
            } else {
                NO_MATCH
            };
            let is_whole = word.may_be_whole(title) && word.is_whole_in(article);
            let gain = if is_whole { WHOLE } else { 0 };
            word.score(title.saturating_add(gain), article.index().0)
        });
        let total = scores.sum();
        self.keep(article.index().0, total, &mut scratch.keys);
    }

    fn keep(&self, article: u32, score: i32, keys: &mut Vec<u64>) {
        let key = key(score, self.order.place(article));
        if key < self.best.worst() {
            keys.push(key);
        }
    }

    fn article(&self, chunk: usize, place: u16) -> Article<'_> {
        self.catalog
            .article(ArticleIndex(article_index(chunk, place)))
    }
}

fn article_index(chunk: usize, place: u16) -> u32 {
    u32::try_from(chunk * CHUNK).unwrap_or(u32::MAX) + u32::from(place)
}

fn title_score(word: &Rated<'_>, article: Article<'_>, scorer: &mut Scorer) -> i32 {
    let score = scorer.score(article.title().as_str(), &word.word.pattern);
    score.unwrap_or(NO_MATCH)
}
