//! Which spellings of a tag are one value: `Java` and `java`, `high concurrency` and
//! `high-concurrency`.

use std::collections::HashMap;

use super::intern::Interner;
use crate::text::spelling_key;

/// Spellings grouped into values; ids of both are dense.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    /// Per spelling its value.
    value_of: Vec<u32>,
    /// Per value the spelling that stands for it.
    shown: Vec<u32>,
}

impl Spellings {
    /// Groups the names whose keys are the same; `uses` is how often each name occurs,
    /// as the most frequent one, or else the first, stands for its group.
    /// O(bytes of the names).
    pub(super) fn group(names: &Interner, uses: &[u32]) -> Self {
        let mut groups: HashMap<String, u32, foldhash::fast::FixedState> = HashMap::default();
        let mut spellings = Self::default();
        for (spelling, uses_here) in (0..).zip(uses) {
            let next = spellings.shown.len();
            let value = *groups
                .entry(spelling_key(names.get(spelling)))
                .or_insert_with(|| u32::try_from(next).expect("no more values than names"));
            spellings.value_of.push(value);
            match spellings.shown.get_mut(value as usize) {
                None => spellings.shown.push(spelling),
                Some(shown) if uses[*shown as usize] < *uses_here => *shown = spelling,
                Some(_) => {}
            }
        }
        spellings
    }

    /// Adds the next spelling: one of `value`, or with none a value of its own, whose id
    /// is returned; ids of values go on from `first`.
    pub(super) fn add(&mut self, spelling: u32, value: Option<u32>, first: u32) -> u32 {
        let value = value.unwrap_or_else(|| {
            let next = u32::try_from(self.shown.len()).ok();
            self.shown.push(spelling);
            next.and_then(|next| first.checked_add(next))
                .expect("no more values than names")
        });
        self.value_of.push(value);
        value
    }

    /// How many values there are.
    pub(super) const fn len(&self) -> usize {
        self.shown.len()
    }

    /// The value of a spelling.
    ///
    /// # Panics
    /// When the spelling was not grouped.
    pub(super) fn value(&self, spelling: u32) -> u32 {
        self.value_of[spelling as usize]
    }

    /// The spelling that stands for a value.
    pub(super) fn shown(&self, value: u32) -> Option<u32> {
        self.shown.get(value as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_differ_in_case_blanks_or_hyphens_are_one_value() {
        let mut names = Interner::default();
        for name in [
            "java",
            "JVM",
            "Java",
            "high concurrency",
            "high\u{2011}concurrency",
        ] {
            names.intern(name);
        }
        let spellings = Spellings::group(&names, &[2, 9, 7, 1, 1]);
        assert_eq!(spellings.value_of, [0, 1, 0, 2, 2]);
        // The most frequent spelling, or else the first.
        assert_eq!(spellings.shown, [2, 1, 3]);
        assert_eq!(spellings.len(), 3);
    }
}
