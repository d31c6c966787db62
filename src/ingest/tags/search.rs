//! The likeliest split of a line: first among known tags alone, then among all.

mod known;
mod likely;

pub(super) use known::{Among, Stack};

use super::chips::Chips;
use super::{PageTag, Split, TAGS_MAX};

/// How much likelier (in natural logarithms) the best split must be than the next
/// for a line to count as certain: some twelve times.
const MARGIN: f32 = 2.5;

/// A tag that is the page's own.
const PAGE_TAG: f32 = 4.0;
/// A line that shows three tags before the page's own, and not that one, although
/// it must have it and could show it.
const PAGE_TAG_MISSING: f32 = -6.0;
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

/// The bonus of a part, by its spelling key, that is the page's own tag.
fn own(page: Option<&PageTag>, key: &[u8]) -> f32 {
    match page {
        Some(page) if key == page.key => PAGE_TAG,
        _ => 0.0,
    }
}

/// Whether tags that end at `ends` stand in byte order, and what it costs if the
/// page's own tag is missing where it could not be. `None` when out of order.
fn order(chips: &Chips, ends: &[usize], page: Option<&PageTag>) -> Option<f32> {
    let mut start = 0;
    let mut before = "";
    let mut shows_own = false;
    for end in ends {
        let tag = &chips.text[start..*end];
        if tag <= before {
            return None;
        }
        shows_own |= page.is_some_and(|page| chips.key(start, *end) == page.key);
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
