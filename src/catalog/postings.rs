//! Posting lists: for every value of a facet, the articles that have it.

/// Posting lists of one facet, all in one array; the list of value `v` is
/// `articles[starts[v]..starts[v + 1]]`, ascending.
#[derive(Debug, Default)]
pub(super) struct Postings {
    starts: Vec<u32>,
    articles: Vec<u32>,
}

impl Postings {
    /// Inverts `(article, value)` pairs, which `pairs` yields twice, articles
    /// ascending. A counting sort: O(values + pairs), no temporary lists.
    pub(super) fn build<I>(values: usize, pairs: impl Fn() -> I) -> Self
    where
        I: Iterator<Item = (u32, u32)>,
    {
        let mut starts = vec![0_u32; values + 1];
        // Iterators of iterators are faster from inside.
        pairs().for_each(|(_, value)| starts[value as usize + 1] += 1);
        for value in 0..values {
            starts[value + 1] += starts[value];
        }
        let total = starts.last().copied().unwrap_or(0);
        let mut next = starts.clone();
        let mut articles = vec![0; total as usize];
        pairs().for_each(|(article, value)| {
            let slot = &mut next[value as usize];
            articles[*slot as usize] = article;
            *slot += 1;
        });
        Self { starts, articles }
    }

    /// The articles that have `value`; none for a value that does not exist.
    pub(super) fn of(&self, value: u32) -> &[u32] {
        let value = value as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(value), self.starts.get(value + 1))
        else {
            return &[];
        };
        &self.articles[start as usize..end as usize]
    }
}
