//! The tag of the page a line stands on.

use std::collections::HashMap;

use super::Split;
use crate::text::spelling_key;

/// A page's own tag.
#[derive(Clone, Debug)]
pub(in super::super) struct PageTag {
    /// Its spelling key.
    pub key: Vec<u8>,
    spelling: String,
    /// The spelling that sorts last among the likely ones: all in lower case.
    last: String,
}

impl PageTag {
    pub(in super::super) fn new(tag: &str) -> Self {
        Self {
            key: spelling_key(tag).into_bytes(),
            spelling: tag.to_owned(),
            last: tag.to_lowercase(),
        }
    }

    /// Whether an article of this page may have the tags of `split`.
    pub(in super::super) fn fits(&self, split: Split, fused: &str) -> bool {
        let shown = split.tags(fused);
        let all = shown.len() < super::TAGS_MAX;
        let hides = !all
            && split
                .tags(fused)
                .last()
                .is_some_and(|third| self.may_hide_behind(third));
        hides
            || split
                .tags(fused)
                .any(|tag| tag == self.spelling || spelling_key(tag).as_bytes() == self.key)
    }

    /// Whether the tag may be out of sight behind `third`, the last tag shown.
    pub(super) fn may_hide_behind(&self, third: &str) -> bool {
        third < self.last.as_str()
    }
}

/// The fewest lines from which a page's tag is inferred.
const LINES_MIN: usize = 3;

/// Finds the tag of a page from its split lines: the one that every article has or,
/// as the first three are shown in order, may have out of sight; visible in at
/// least half of the lines. O(tags).
pub(in super::super) fn infer<'a>(
    lines: &(impl Iterator<Item = (&'a str, Split)> + Clone),
) -> Option<String> {
    let count = lines.clone().count();
    if count < LINES_MIN {
        return None;
    }
    let mut seen: HashMap<&str, usize, foldhash::fast::FixedState> = HashMap::default();
    for (fused, split) in lines.clone() {
        for tag in split.tags(fused) {
            *seen.entry(tag).or_default() += 1;
        }
    }
    let mut common: Vec<(&str, usize)> = seen.into_iter().filter(|(_, n)| n * 2 >= count).collect();
    common.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let everywhere = |tag: &str| {
        let fits = lines.clone().filter(|(fused, split)| {
            let all = split.tags(fused).len() < super::TAGS_MAX;
            let hides = || split.tags(fused).last().is_some_and(|third| third < tag);
            split.tags(fused).any(|shown| shown == tag) || (!all && hides())
        });
        // One line in twenty may be split wrongly.
        fits.count() * 20 >= count * 19
    };
    let fitting: Vec<&(&str, usize)> = common.iter().filter(|(tag, _)| everywhere(tag)).collect();
    match fitting[..] {
        [] => None,
        [only] => Some(only.0.to_owned()),
        // Two tags that every article may have: no telling which one the page lists,
        // unless one is seen clearly more often.
        [first, second, ..] => (first.1 * 10 >= second.1 * 13).then(|| first.0.to_owned()),
    }
}
