//! Lines of which every tag is known: most lines, and fast.

use super::super::chips::Chips;
use super::super::learned::Learned;
use super::super::score::{TERM, term};
use super::super::vocabulary::{Known, Vocabulary};
use super::super::{PageTag, Split, Splitter, TAGS_MAX};
use super::{Best, LEARNED, MARGIN, order, own};

/// Longest tag that is looked up among the learned ones, in bytes.
const LEARNED_LEN_MAX: usize = 40;

/// Which tags are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Among {
    /// Those of the vocabulary.
    Vocabulary,
    /// Those, and the ones other lines have without doubt.
    Learned,
}

/// Where tags that begin at one place may end; learned ones are in no vocabulary.
/// Scores are left for the few that make up a whole line.
type Ends = Vec<(usize, Option<Known>)>;

/// Buffers that are kept from line to line.
#[derive(Debug, Default)]
pub(in super::super) struct Stack([Ends; TAGS_MAX]);

struct Lookup<'a> {
    chips: &'a Chips,
    vocabulary: &'a Vocabulary,
    learned: Option<&'a Learned>,
    page: Option<&'a PageTag>,
}

impl Lookup<'_> {
    /// The known tags that begin at `start`, shortest first.
    fn ends(&mut self, start: usize, out: &mut Ends) {
        let Self {
            chips, vocabulary, ..
        } = *self;
        out.clear();
        vocabulary.prefixes(&chips.folded[start..], |len, known| {
            let at = start + len;
            if known.is_term() && (at == chips.len() || chips.may_be_seam(at)) {
                out.push((at, Some(known)));
            }
        });
        if let Some(learned) = self.learned {
            self.learned_ends(learned, start, out);
        }
    }

    fn score(&mut self, start: usize, end: usize, known: Option<Known>) -> f32 {
        let score = known.map_or(LEARNED, |known| term(self.chips, start, end, known));
        score + own(self.page, self.chips.key(start, end))
    }

    fn learned_ends(&mut self, learned: &Learned, start: usize, out: &mut Ends) {
        let chips = self.chips;
        if !learned.has_initial(chips.folded[start]) {
            return;
        }
        for end in start + 1..=chips.len().min(start + LEARNED_LEN_MAX) {
            if end != chips.len() && !chips.may_be_seam(end) {
                continue;
            }
            let place = out.partition_point(|(known, _)| *known < end);
            let known = out.get(place).is_some_and(|(known, _)| *known == end);
            if !known && learned.lines(chips.key(start, end)).is_some() {
                out.insert(place, (end, None));
            }
        }
    }
}

impl Splitter {
    /// The split into three known tags, if there is exactly one worth considering:
    /// nothing else can beat it, as every phrase costs more. O(terms that fit).
    pub(in super::super) fn by_known(
        &mut self,
        among: Among,
        page: Option<&PageTag>,
    ) -> Option<Split> {
        let end = self.chips.len();
        let Stack([firsts, seconds, thirds]) = &mut self.stack;
        let mut lookup = Lookup {
            chips: &self.chips,
            vocabulary: &self.vocabulary,
            learned: (among == Among::Learned).then_some(&self.learned),
            page,
        };
        let text = self.chips.text.as_str();
        let mut best = Best::NONE;
        lookup.ends(0, firsts);
        for &(first, one) in &*firsts {
            // Fewer tags that make up the line have to be weighed against three.
            if first == end {
                if lookup.score(0, end, one) > TERM - 1.0 {
                    return None;
                }
                continue;
            }
            lookup.ends(first, seconds);
            for &(second, two) in &*seconds {
                if second == end {
                    if lookup.score(first, end, two) > TERM - 1.0 {
                        return None;
                    }
                    continue;
                }
                if text[..first] >= text[first..second] {
                    continue;
                }
                lookup.ends(second, thirds);
                if let Some(&(_, three)) = thirds.last().filter(|(at, _)| *at == end) {
                    let ends = [first, second, end];
                    let score = lookup.score(0, first, one)
                        + lookup.score(first, second, two)
                        + lookup.score(second, end, three);
                    if let Some(order) = order(&self.chips, &ends, page) {
                        best.offer(&ends, score + order);
                    }
                }
            }
        }
        // Short or oddly written terms may be chance hits: those are weighed against
        // everything else.
        let usual = best.score > 3.0 * TERM - 2.0;
        (usual && best.score - best.second >= MARGIN).then(|| best.split())
    }
}
