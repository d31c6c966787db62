//! Which value would split what is listed best.

use crate::catalog::ValueId;

/// Fewer articles need no splitting.
const ARTICLES_MIN: usize = 4;

/// A value that splits what is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The value.
    pub value: ValueId,
    /// How many of the listed articles have it.
    pub with: usize,
    /// How many have it not.
    pub without: usize,
}

/// The `most` values that tell most about an article of the list: those whose presence
/// has the greatest information gain, which is the entropy of the two parts, and so the
/// ones that come nearest to halving the list. `having` is, per value, how many of the
/// `total` articles have it. Ties go to the value that comes first. O(values).
#[must_use]
pub fn suggestions(having: &[u32], total: usize, most: usize) -> Vec<Suggestion> {
    if total < ARTICLES_MIN {
        return Vec::new();
    }
    let mut splits: Vec<Suggestion> = having
        .iter()
        .zip(0..)
        .map(|(with, value)| Suggestion {
            value: ValueId(value),
            with: *with as usize,
            without: total.saturating_sub(*with as usize),
        })
        .filter(|split| split.with > 0 && split.without > 0)
        .collect();
    // Entropy grows with the smaller part, so that comparing that part compares it.
    splits.sort_by_key(|split| std::cmp::Reverse(split.with.min(split.without)));
    splits.truncate(most);
    splits
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The information gain in bits, as the books define it.
    fn gain(split: &Suggestion) -> f64 {
        let total = f64::from(u32::try_from(split.with + split.without).expect("small"));
        let part = |count: usize| {
            let p = f64::from(u32::try_from(count).expect("small")) / total;
            -p * p.log2()
        };
        part(split.with) + part(split.without)
    }

    #[test]
    fn the_values_with_most_information_come_first() {
        let having = [0, 94, 30, 47, 90, 3, 48, 64];
        let found = suggestions(&having, 94, 4);
        let values: Vec<u32> = found.iter().map(|split| split.value.0).collect();
        assert_eq!(values, [3, 6, 2, 7]);
        assert!(
            found
                .windows(2)
                .all(|pair| gain(&pair[0]) >= gain(&pair[1]))
        );
        assert_eq!(suggestions(&having, 3, 4), []);
        assert_eq!(suggestions(&[5], 5, 4), [], "a value of all splits nothing");
    }
}
