//! Lines with a tag that is not known: all splits are weighed.

use super::super::score::{TERM, phrase, term};
use super::super::{Line, PageTag, Split, Splitter, TAGS_MAX};
use super::{Best, LEARNED, MARGIN, PAGE_TAG, order, own};

/// Every line seen of real pages shows three tags.
const TWO_TAGS: f32 = -16.0;
const ONE_TAG: f32 = -26.0;
/// Tags out of order: no real page has them, but a page that was edited may.
const UNSORTED: f32 = -14.0;
/// A seam inside a known word, as in `micro|services` or `Byte|Dance`.
const INSIDE_WORD: f32 = -9.0;
/// A phrase that the article's title or abstract has, word for word.
const PHRASE_IN_TEXT: f32 = 6.0;
const WORD_IN_TEXT: f32 = 2.0;
const TERM_IN_TEXT: f32 = 1.0;
/// A phrase is never likelier than a term.
const PHRASE_MAX: f32 = TERM - 0.5;

/// Whether the tags must stand in byte order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Sorted,
    Any,
}

/// What a split has to obey.
type Rules<'a> = (Option<&'a PageTag>, Order);

impl Splitter {
    /// The likeliest of all splits, phrases and unknown words included. At most
    /// O(seams²) parts are scored, those of promising first and third tags first.
    pub(in super::super) fn by_evidence(
        &mut self,
        page: Option<&PageTag>,
        line: Line<'_>,
    ) -> Split {
        self.lattice.set(&self.chips, &self.vocabulary);
        self.evidence.set([line.title, line.summary]);
        let best = self.search(page, Order::Sorted);
        let mut split = best.split();
        // Fewer than three tags are all the article has, so the page's own is one.
        let fewer = best.count < TAGS_MAX;
        split.certain &= !fewer || page.is_some_and(|page| page.fits(split, line.fused));
        if fewer && !split.certain {
            let other = self.search(page, Order::Any);
            if other.score + UNSORTED > best.score {
                split = other.split();
                split.certain = false;
            }
        }
        split
    }

    /// The best split of the line, and the score of the second best.
    fn search(&mut self, page: Option<&PageTag>, order: Order) -> Best {
        let end = self.chips.len();
        let seams = self.seams();
        let firsts: Vec<f32> = seams.iter().map(|at| self.score(page, 0, *at)).collect();
        let torn: Vec<f32> = seams
            .iter()
            .map(|at| {
                if self.lattice.inside_known[*at] {
                    INSIDE_WORD
                } else {
                    0.0
                }
            })
            .collect();
        let mut best = Best::NONE;
        best.offer(&[end], self.score(page, 0, end) + ONE_TAG);
        // What the first and third tag of three score together.
        let mut outer = Vec::with_capacity(seams.len() * seams.len() / 2);
        for (second, at) in seams.iter().enumerate() {
            let last = self.score(page, *at, end) + torn[second];
            let score = firsts[second] + last + TWO_TAGS;
            self.offer(&mut best, (page, order), &[*at, end], score);
            outer.extend(
                (0..second).map(|first| (firsts[first] + torn[first] + last, first, second)),
            );
        }
        let middle_max = TERM + TERM_IN_TEXT + if page.is_some() { PAGE_TAG } else { 0.0 };
        if let Some(first) = outer.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0)) {
            self.offer_three(&mut best, (page, order), &seams, first);
            // No middle tag can lift the others near the best.
            outer.retain(|part| part.0 + middle_max >= best.score - MARGIN && *part != first);
        }
        outer.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        for part in outer {
            if part.0 + middle_max < best.score - MARGIN {
                break;
            }
            self.offer_three(&mut best, (page, order), &seams, part);
        }
        best
    }

    /// Offers the split at two seams, of which the outer tags' score is known.
    fn offer_three(
        &mut self,
        best: &mut Best,
        rules: Rules<'_>,
        seams: &[usize],
        part: (f32, usize, usize),
    ) {
        let (outer, first, second) = part;
        let (first, second) = (seams[first], seams[second]);
        let score = outer + self.score(rules.0, first, second);
        self.offer(best, rules, &[first, second, self.chips.len()], score);
    }

    fn offer(&self, best: &mut Best, (page, sorting): Rules<'_>, ends: &[usize], score: f32) {
        if score <= best.second {
            return;
        }
        let cost = order(&self.chips, ends, page);
        match (cost, sorting) {
            (Some(cost), _) => best.offer(ends, score + cost),
            (None, Order::Any) => best.offer(ends, score),
            (None, Order::Sorted) => {}
        }
    }

    /// Where a tag may end and the next begin: at every change of case, and wherever
    /// a known spelling, or a word of the article, ends or begins that reaches from or to
    /// an edge. Ascending.
    fn seams(&self) -> Vec<usize> {
        let chips = &self.chips;
        let mut meets_edge = self.lattice.meets_edge.clone();
        for from in 0..chips.len() {
            let is_edge = chips.is_edge(from);
            for len in self.evidence.word_ends(&chips.folded[from..]) {
                let to = from + len;
                meets_edge[to] |= is_edge;
                meets_edge[from] |= chips.is_edge(to);
            }
        }
        (1..chips.len())
            .filter(|at| chips.may_be_seam(*at) && (chips.case_seam(*at) || meets_edge[*at]))
            .collect()
    }

    fn score(&mut self, page: Option<&PageTag>, start: usize, end: usize) -> f32 {
        let chips = &self.chips;
        let folded = &chips.folded[start..end];
        let key = chips.key(start, end);
        let known = self.lattice.get(start, end).filter(|known| known.is_term());
        let in_text = self.evidence.has_phrase(key);
        let mut score = known.map_or(f32::MIN, |known| term(chips, start, end, known));
        if in_text && end - start > 3 {
            score += TERM_IN_TEXT;
        }
        if score < PHRASE_MAX {
            let mut phrase = phrase(chips, &mut self.lattice, &self.evidence, start, end);
            if in_text {
                let words = folded.contains(&0) && folded.len() > 4;
                phrase += if words { PHRASE_IN_TEXT } else { WORD_IN_TEXT };
            }
            score = score.max(phrase.min(PHRASE_MAX));
        }
        if let Some(lines) = self.learned.lines(key) {
            let doublings = u8::try_from(lines.ilog2()).unwrap_or(u8::MAX);
            score = score.max(LEARNED + (0.3 * f32::from(doublings)).min(1.0));
        }
        score + own(page, key)
    }
}
