//! The best articles of a set: title scores 64 at a time, and only where they may still
//! matter.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::super::hit::WHOLE;
use super::super::order::Order;
use super::super::score::Scorer;
use super::super::values::{NO_MATCH, Values};
use super::super::wide::{Task, ones, wide};
use super::super::{Field, Phrase, Stop, Stopped, Word};
use super::alphabet::{Coded, EITHER_CASE, PADDING, UPPER};
use super::best::{Best, key};
use super::lanes::{self, LANES, Rows};
use super::tiles::{CHUNK, Gathered, Set, Tile, WORDS};
use super::{Titles, part};
use crate::catalog::{Article, ArticleIndex, Bits, Catalog};

/// What the start of a title is worth more to its first letter than the start of a word.
const START: i32 = 8;

/// With no more titles than this to be scored in a tile, they are put together with those
/// of other tiles: a tile takes as long for one title as for all.
const SPARSE: u32 = 24;

/// Scores of a tile's titles.
type Scores = [i32; LANES];

/// A word with what is known of it before any title is looked at.
struct Rated<'a> {
    word: &'a Word,
    coded: Coded,
    values: Values,
    /// The most that a title can score; [`NO_MATCH`] if titles are not asked.
    title: i32,
    /// What a title that holds it as a whole word gains by.
    whole: Option<Phrase>,
}

impl Rated<'_> {
    fn asks_titles(&self) -> bool {
        self.title != NO_MATCH
    }

    /// The most the word can add to an article whose title scores at most `title`.
    fn bound(&self, title: i32) -> i32 {
        let gain = if self.may_be_whole(title) { WHOLE } else { 0 };
        title.saturating_add(gain).max(self.values.best()).max(0)
    }

    /// Whether a title with this score may hold the word as a whole. Its letters are then
    /// consecutive, and lose no more than all being capitals at no start of a word.
    fn may_be_whole(&self, title: i32) -> bool {
        let others = i32::try_from(self.coded.codes.len()).unwrap_or(i32::MAX) - 1;
        let loss = 18 + others.saturating_mul(i32::from(self.coded.gain) - 2);
        self.whole.is_some() && title >= self.title.saturating_sub(loss)
    }

    /// What the word adds to an article: that of its title or of its values, whichever is
    /// better. A title is only read if that may bring the total to `needed`.
    fn score(&self, title: i32, total: i32, needed: i32, article: Article<'_>) -> i32 {
        let mut score = title;
        if let Some(whole) = &self.whole
            && self.may_be_whole(title)
            && total + title + WHOLE >= needed
            && whole.is_in(article.title().as_str())
        {
            score += WHOLE;
        }
        if self.values.best() > score {
            score = score.max(self.values.of(article));
        }
        if score == NO_MATCH { 0 } else { score }
    }

    /// The most it can add to an article whose title begins with another letter.
    fn bound_inside(&self) -> i32 {
        self.bound(self.title.saturating_sub(START))
    }

    /// The most it can add to an article whose title begins with `code`.
    fn bound_for(&self, code: u8) -> i32 {
        if self.coded.codes.first() == Some(&(code & self.coded.mask)) {
            let capital = self.coded.mask == EITHER_CASE && code & UPPER != 0;
            let costs = if capital { 2 } else { 0 };
            self.bound(self.title.saturating_sub(costs))
        } else {
            self.bound_inside()
        }
    }
}

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
            .map(|word| self.rated(catalog, word))
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

    fn rated<'a>(&self, catalog: &Catalog, word: &'a Word) -> Rated<'a> {
        let coded = self.alphabet.encode(&word.pattern);
        let title = if word.fields.contains(Field::Title) {
            lanes::best(&coded)
        } else {
            NO_MATCH
        };
        Rated {
            word,
            values: Values::new(catalog, word),
            whole: word.whole(),
            coded,
            title,
        }
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
        for tile in chunk.tiles() {
            let lanes = tile.among(self.set);
            let lanes = self.ranking.hopeful(tile, lanes, self.at);
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
            let rest: i32 = self.words[at + 1..]
                .iter()
                .map(|word| word.bound(word.title))
                .sum();
            let needed = floor.saturating_sub(rest);
            self.score_titles(
                word,
                (tile, lanes, chunk),
                (&totals, needed),
                &mut titles,
                scratch,
            );
            for lane in ones(lanes) {
                let article = self.article(chunk, tile.articles[lane]);
                totals[lane] += word.score(titles[lane], totals[lane], needed, article);
                if totals[lane] < needed {
                    lanes &= !(1 << lane);
                }
            }
        }
        for lane in ones(lanes) {
            let article = self.article(chunk, tile.articles[lane]);
            self.keep(article, totals[lane], &mut scratch.keys);
        }
    }

    /// The lanes that may be among the best as far as the first letters of the titles tell.
    #[inline(always)]
    fn hopeful(&self, tile: Tile<'_>, lanes: u64, chunk: usize) -> u64 {
        let floor = self.best.floor();
        let inside: i32 = self.words.iter().map(Rated::bound_inside).sum();
        if inside > floor {
            return lanes;
        }
        let mut candidates = lanes;
        if inside < floor {
            let beginnings = self.words.iter().map(|word| {
                let first = word.coded.codes.first().copied();
                first.map_or(0, |first| tile.beginning_with(first, word.coded.mask))
            });
            candidates &= beginnings.fold(0, |all, lanes| all | lanes);
        }
        let may_win = |lane: &usize| {
            let code = tile
                .columns
                .first()
                .map_or(PADDING, |column| column.0[*lane]);
            let bound = self.words.iter().map(|word| word.bound_for(code)).sum();
            let index = Self::article_index(chunk, tile.articles[*lane]);
            key(bound, self.order.place(index)) < self.best.worst()
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
        let far_bound = word.bound(word.title - i32::from(far));
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
            word.score(title, 0, i32::MIN, article)
        });
        let total = scores.sum();
        self.keep(article, total, &mut scratch.keys);
    }

    fn keep(&self, article: Article<'_>, score: i32, keys: &mut Vec<u64>) {
        let key = key(score, self.order.place(article.index().0));
        if key < self.best.worst() {
            keys.push(key);
        }
    }

    fn article(&self, chunk: usize, place: u16) -> Article<'_> {
        let index = Self::article_index(chunk, place);
        self.catalog.article(ArticleIndex(index))
    }

    fn article_index(chunk: usize, place: u16) -> u32 {
        u32::try_from(chunk * CHUNK).unwrap_or(u32::MAX) + u32::from(place)
    }
}

fn title_score(word: &Rated<'_>, article: Article<'_>, scorer: &mut Scorer) -> i32 {
    let score = scorer.score(article.title().as_str(), &word.word.pattern);
    score.unwrap_or(NO_MATCH)
}
