//! The likeliest split of a line.

use super::score::{phrase, term};
use super::{FUSED_MAX, Line, PageTag, Split, Splitter, TAGS_MAX};

/// How much likelier (in natural logarithms) the best split must be than the next
/// for a line to count as certain: some twelve times.
const MARGIN: f32 = 2.5;

/// A tag that is the page's own.
const PAGE_TAG: f32 = 4.0;
/// A line that shows three tags before the page's own, and not that one, although
/// it must have it and could show it.
const PAGE_TAG_MISSING: f32 = -6.0;
/// Every line seen of real pages shows three tags.
const TWO_TAGS: f32 = -16.0;
const ONE_TAG: f32 = -26.0;
/// A seam inside a known word, as in `micro|services`.
const INSIDE_WORD: f32 = -9.0;
/// A phrase that the article's title or abstract has, word for word.
const PHRASE_IN_TEXT: f32 = 6.0;
const WORD_IN_TEXT: f32 = 2.0;
const TERM_IN_TEXT: f32 = 1.0;
/// A tag that another line has without doubt.
const LEARNED: f32 = -8.5;

/// The best split found so far and the score of the second best.
#[derive(Clone, Copy, Debug)]
struct Best {
    ends: [usize; TAGS_MAX],
    count: usize,
    score: f32,
    second: f32,
}

impl Best {
    const NONE: Self = Self {
        ends: [0; TAGS_MAX],
        count: 0,
        score: f32::MIN,
        second: f32::MIN,
    };

    fn offer(&mut self, ends: &[usize], score: f32) {
        if score > self.score {
            self.second = self.score;
            self.score = score;
            self.count = ends.len();
            self.ends[..ends.len()].copy_from_slice(ends);
        } else if score > self.second {
            self.second = score;
        }
    }

    fn split(&self) -> Split {
        Split {
            ends: self.ends.map(|end| u16::try_from(end).unwrap_or(u16::MAX)),
            count: u8::try_from(self.count).unwrap_or(0),
            certain: self.score - self.second >= MARGIN,
        }
    }
}

impl Splitter {
    /// The split into three terms of the vocabulary, if there is exactly one worth
    /// considering: nothing else can beat it, as every phrase costs more.
    pub(super) fn by_vocabulary(&mut self, page: Option<&PageTag>) -> Option<Split> {
        let Self {
            chips,
            vocabulary,
            key,
            ..
        } = self;
        let end = chips.len();
        if end > FUSED_MAX {
            return None;
        }
        let mut terms = |start: usize, out: &mut Vec<(usize, f32)>| {
            out.clear();
            vocabulary.prefixes(&chips.folded[start..], |len, known| {
                let at = start + len;
                if known.is_term() && (at == end || chips.may_be_seam(at)) {
                    out.push((
                        at,
                        term(chips, start, at, known) + own(chips, page, start, at, key),
                    ));
                }
            });
        };
        let mut best = Best::NONE;
        let [mut firsts, mut seconds, mut thirds] = [const { Vec::new() }; TAGS_MAX];
        terms(0, &mut firsts);
        for (first, first_score) in firsts {
            // Fewer terms that make up the line have to be weighed against three.
            if first == end {
                return None;
            }
            terms(first, &mut seconds);
            for (second, second_score) in &seconds {
                if *second == end {
                    return None;
                }
                if chips.text[..first] >= chips.text[first..*second] {
                    continue;
                }
                terms(*second, &mut thirds);
                if let Some((_, third_score)) = thirds.last().filter(|(at, _)| *at == end) {
                    let ends = [first, *second, end];
                    let score = first_score + second_score + third_score;
                    if let Some(order) = order(&chips.text, &ends, page, &chips.folded) {
                        best.offer(&ends, score + order);
                    }
                }
            }
        }
        // Short or oddly written terms may be chance hits: those are weighed against
        // everything else.
        let usual = best.score > 3.0 * super::score::TERM - 2.0;
        (usual && best.score - best.second >= MARGIN).then(|| best.split())
    }

    /// The likeliest of all splits, phrases and unknown words included.
    pub(super) fn by_evidence(&mut self, page: Option<&PageTag>, line: Line<'_>) -> Split {
        let end = self.chips.len();
        if end > FUSED_MAX {
            return Split {
                ends: [u16::try_from(end).unwrap_or(u16::MAX), 0, 0],
                count: 1,
                certain: false,
            };
        }
        self.lattice.set(&self.chips, &self.vocabulary);
        self.evidence.set([line.title, line.summary]);
        let seams = self.seams();
        let scores = self.scores(page, &seams);
        let text = self.chips.text.as_str();
        let stops = seams.len();
        let torn: Vec<f32> = seams.iter().map(|at| self.torn(*at)).collect();
        let score = |from: usize, to: usize| scores[from * stops + to] + torn[from];
        let mut best = Best::NONE;
        best.offer(&[end], score(0, stops - 1) + ONE_TAG);
        for first in 1..stops - 1 {
            let one = score(0, first);
            let two = [seams[first], end];
            if let Some(order) = order(text, &two, page, &self.chips.folded) {
                best.offer(&two, one + score(first, stops - 1) + TWO_TAGS + order);
            }
            for second in first + 1..stops - 1 {
                let total = one + score(first, second) + score(second, stops - 1);
                let ends = [seams[first], seams[second], end];
                if total + PAGE_TAG_MISSING.abs() <= best.second {
                    continue;
                }
                if let Some(order) = order(text, &ends, page, &self.chips.folded) {
                    best.offer(&ends, total + order);
                }
            }
        }
        best.split()
    }

    /// Where a tag may begin or end: both ends of the line, every change of case,
    /// and wherever a known spelling ends or begins that reaches from or to such a
    /// place. Ascending.
    fn seams(&self) -> Vec<usize> {
        let chips = &self.chips;
        let end = chips.len();
        let edge = |at: usize| {
            at == 0
                || at == end
                || (chips.may_be_seam(at) && chips.case_seam(at))
                || chips.class_at(at.saturating_sub(1)) == super::chips::Class::Gap
                || chips.class.get(at) == Some(&super::chips::Class::Gap)
        };
        let mut seams = vec![0];
        for at in 1..end {
            if !chips.may_be_seam(at) {
                continue;
            }
            let known = |start: usize, end: usize| {
                end - start > 1
                    && (self.lattice.get(start, end).is_some()
                        || self.evidence.has_word(&chips.folded[start..end]))
            };
            let reached = || (0..at).any(|start| edge(start) && known(start, at));
            let reaches = || (at + 1..=end).any(|stop| edge(stop) && known(at, stop));
            if chips.case_seam(at) || reached() || reaches() {
                seams.push(at);
            }
        }
        seams.push(end);
        seams
    }

    /// What it costs that a seam tears a known word apart.
    fn torn(&self, seam: usize) -> f32 {
        let chips = &self.chips;
        if seam == 0 || seam == chips.len() || chips.case_seam(seam) {
            return 0.0;
        }
        let edge = |at: &usize| {
            chips.class[*at] == super::chips::Class::Gap
                || chips.class_at(at - 1) == super::chips::Class::Gap
                || chips.case_seam(*at)
        };
        let start = (1..seam).rev().find(edge).unwrap_or(0);
        let end = (seam + 1..chips.len()).find(edge).unwrap_or(chips.len());
        if self.lattice.get(start, end).is_some() {
            INSIDE_WORD
        } else {
            0.0
        }
    }

    /// The score of every part between two seams, row by row.
    fn scores(&mut self, page: Option<&PageTag>, seams: &[usize]) -> Vec<f32> {
        let stops = seams.len();
        let mut scores = vec![f32::MIN / 8.0; stops * stops];
        for from in 0..stops {
            for to in from + 1..stops {
                scores[from * stops + to] = self.score(page, seams[from], seams[to]);
            }
        }
        scores
    }

    fn score(&mut self, page: Option<&PageTag>, start: usize, end: usize) -> f32 {
        let chips = &self.chips;
        let folded = &chips.folded[start..end];
        let known = self.lattice.get(start, end).filter(|known| known.is_term());
        let mut score = phrase(chips, &self.lattice, &self.evidence, start, end);
        let in_text = self.evidence.has_phrase(folded);
        if in_text {
            let words = folded.contains(&0) && folded.len() > 4;
            score = (score + if words { PHRASE_IN_TEXT } else { WORD_IN_TEXT })
                .min(super::score::TERM - 0.5);
        }
        if let Some(known) = known {
            let bonus = if in_text && end - start > 3 {
                TERM_IN_TEXT
            } else {
                0.0
            };
            score = score.max(term(chips, start, end, known) + bonus);
        }
        self.key.clear();
        chips.key_into(&mut self.key, start, end);
        if let Some(lines) = self.learned.get(&self.key) {
            let often = f32::from(u16::try_from(*lines).unwrap_or(u16::MAX))
                .ln()
                .min(2.0);
            score = score.max(LEARNED + 0.5 * often);
        }
        score + own(chips, page, start, end, &mut self.key)
    }
}

/// The bonus of a part that is the page's own tag.
fn own(
    chips: &super::Chips,
    page: Option<&PageTag>,
    start: usize,
    end: usize,
    key: &mut Vec<u8>,
) -> f32 {
    let Some(page) = page else { return 0.0 };
    key.clear();
    chips.key_into(key, start, end);
    if *key == page.key { PAGE_TAG } else { 0.0 }
}

/// Whether tags that end at `ends` stand in byte order, and what it costs if the
/// page's own tag is missing where it could not be. `None` when out of order.
fn order(text: &str, ends: &[usize], page: Option<&PageTag>, folded: &[u8]) -> Option<f32> {
    let mut start = 0;
    let mut before = "";
    let mut shows_own = false;
    for end in ends {
        let tag = &text[start..*end];
        if tag <= before {
            return None;
        }
        shows_own |= page.is_some_and(|page| {
            folded[start..*end]
                .iter()
                .filter(|b| **b != 0)
                .eq(page.key.iter())
        });
        before = tag;
        start = *end;
    }
    let Some(page) = page.filter(|_| !shows_own) else {
        return Some(0.0);
    };
    if ends.len() < TAGS_MAX {
        // All tags are shown, and the page's own is not.
        return Some(2.0 * PAGE_TAG_MISSING);
    }
    Some(if page.may_hide_behind(before) {
        0.0
    } else {
        PAGE_TAG_MISSING
    })
}
