//! Lines with a tag that is not known: all splits are weighed.

use super::super::chips::Class;
use super::super::score::{TERM, phrase, term};
use super::super::{FUSED_MAX, Line, PageTag, Split, Splitter, TAGS_MAX};
use super::{Best, LEARNED, PAGE_TAG, order, own};

/// Every line seen of real pages shows three tags.
const TWO_TAGS: f32 = -16.0;
const ONE_TAG: f32 = -26.0;
/// A seam inside a known word, as in `micro|services`.
const INSIDE_WORD: f32 = -9.0;
/// A phrase that the article's title or abstract has, word for word.
const PHRASE_IN_TEXT: f32 = 6.0;
const WORD_IN_TEXT: f32 = 2.0;
const TERM_IN_TEXT: f32 = 1.0;
/// No part of a line scores more.
const PART_MAX: f32 = TERM + TERM_IN_TEXT + PAGE_TAG;

impl Splitter {
    /// The likeliest of all splits, phrases and unknown words included. O(seams²)
    /// parts at most; parts that cannot belong to the best two splits are left out.
    pub(in super::super) fn by_evidence(
        &mut self,
        page: Option<&PageTag>,
        line: Line<'_>,
    ) -> Split {
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
        let seams = &seams[1..seams.len() - 1];
        let firsts: Vec<f32> = seams.iter().map(|at| self.score(page, 0, *at)).collect();
        let lasts: Vec<f32> = seams
            .iter()
            .map(|at| self.score(page, *at, end) + self.torn(*at))
            .collect();
        let mut best = Best::NONE;
        best.offer(&[end], self.score(page, 0, end) + ONE_TAG);
        for (first, one) in seams.iter().zip(&firsts) {
            for (second, three) in seams.iter().zip(&lasts) {
                if first >= second {
                    if first == second {
                        self.offer(&mut best, page, &[*first, end], one + three + TWO_TAGS);
                    }
                    continue;
                }
                let outer = one + three + self.torn(*first);
                if outer + PART_MAX > best.second {
                    let score = outer + self.score(page, *first, *second);
                    self.offer(&mut best, page, &[*first, *second, end], score);
                }
            }
        }
        let mut split = best.split();
        // Fewer than three tags are all the article has, so the page's own is one.
        let fewer = best.count < TAGS_MAX;
        split.certain &= !fewer || page.is_some_and(|page| page.fits(split, line.fused));
        split
    }

    fn offer(&self, best: &mut Best, page: Option<&PageTag>, ends: &[usize], score: f32) {
        if score > best.second
            && let Some(order) = order(&self.chips.text, ends, page, &self.chips.folded)
        {
            best.offer(ends, score + order);
        }
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
                || chips.class_at(at.saturating_sub(1)) == Class::Gap
                || chips.class.get(at) == Some(&Class::Gap)
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
            let opens = || (at + 1..=end).any(|stop| edge(stop) && known(at, stop));
            if chips.case_seam(at) || reached() || opens() {
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
            chips.class[*at] == Class::Gap
                || chips.class_at(at - 1) == Class::Gap
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

    fn score(&mut self, page: Option<&PageTag>, start: usize, end: usize) -> f32 {
        let chips = &self.chips;
        let folded = &chips.folded[start..end];
        let known = self.lattice.get(start, end).filter(|known| known.is_term());
        let mut score = phrase(chips, &self.lattice, &self.evidence, start, end);
        let in_text = self.evidence.has_phrase(folded);
        if in_text {
            let words = folded.contains(&0) && folded.len() > 4;
            score = (score + if words { PHRASE_IN_TEXT } else { WORD_IN_TEXT }).min(TERM - 0.5);
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
