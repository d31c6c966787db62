//! What a person means by an id: the one that begins so, in any case.

use std::fmt::Display;

use crate::catalog::{Article, ArticleId, Catalog, IdError, IdPrefix};

/// Ids that are named where several begin alike.
const NAMED_MAX: usize = 4;

/// The one article whose id is this or begins so.
///
/// # Errors
/// A line that says what is wrong with the id and what to do.
pub(super) fn article<'a>(id: &str, catalog: &'a Catalog) -> Result<Article<'a>, String> {
    let prefix: IdPrefix = id.parse().map_err(|error| format!("'{id}': {error}"))?;
    let mut articles = catalog.with_id(prefix);
    let Some(first) = articles.next() else {
        return Err(format!(
            "'{id}': no article has this id; 'tagleaf list --format tsv FILE…' shows the ids"
        ));
    };
    let others: Vec<Article<'_>> = articles.take(NAMED_MAX - 1).collect();
    if others.is_empty() {
        return Ok(first);
    }
    let all = std::iter::once(first).chain(others);
    Err(several(id, all.map(Article::readable_id)))
}

/// What is said of an id that means several; the first few are named.
pub(super) fn several<T: Display>(id: &str, known: impl Iterator<Item = T>) -> String {
    let known: Vec<String> = known.take(NAMED_MAX).map(|id| id.to_string()).collect();
    format!(
        "'{id}': several articles have an id that begins so: {}",
        known.join(", ")
    )
}

/// Things by the ids of their articles.
#[derive(Debug)]
pub(super) struct ByIds<T>(Vec<(ArticleId, T)>);

/// Why an id means nothing.
#[derive(Debug)]
pub(super) enum Unmeant<'a, T> {
    /// It is none.
    NoId(IdError),
    /// Nothing is known by it.
    Unknown,
    /// Several things are.
    Several(&'a [(ArticleId, T)]),
}

impl<T> ByIds<T> {
    /// Puts them in order; of several with one id the first counts. O(n · log n).
    pub fn new(known: impl IntoIterator<Item = (ArticleId, T)>) -> Self {
        let mut known: Vec<(ArticleId, T)> = known.into_iter().collect();
        known.sort_by_key(|(id, _)| *id);
        known.dedup_by_key(|(id, _)| *id);
        Self(known)
    }

    /// The one that an id means: whose id it is, or begins so. O(log n).
    ///
    /// # Errors
    /// [`Unmeant`].
    pub fn find(&self, id: &str) -> Result<&(ArticleId, T), Unmeant<'_, T>> {
        let prefix: IdPrefix = id.parse().map_err(Unmeant::NoId)?;
        let start = self.0.partition_point(|(id, _)| *id < prefix.first());
        let rest = self.0.get(start..).unwrap_or_default();
        let len = rest.partition_point(|(id, _)| prefix.fits(*id));
        match rest.get(..len).unwrap_or_default() {
            [] => Err(Unmeant::Unknown),
            [one] => Ok(one),
            several => Err(Unmeant::Several(several)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_means_what_begins_so_and_nothing_else() {
        let id = |text: &str| ArticleId::parse(text).expect(text);
        let known = [
            "zzzz00000000",
            "abcd00000000",
            "abcdz0000000",
            "abce00000000",
        ];
        let known = ByIds::new(known.map(|text| (id(text), text)));
        for (typed, want) in [
            ("abcd", Err(2)),
            ("ABCD0", Ok("abcd00000000")),
            ("abcdz", Ok("abcdz0000000")),
            ("2020-01-01-x-abce00000000", Ok("abce00000000")),
            ("zzzz", Ok("zzzz00000000")),
            ("zzzzz", Err(0)),
            ("0000", Err(0)),
        ] {
            let found = known.find(typed).map(|(_, text)| *text);
            let found = found.map_err(|unmeant| match unmeant {
                Unmeant::Several(several) => several.len(),
                Unmeant::NoId(_) | Unmeant::Unknown => 0,
            });
            assert_eq!(found, want, "{typed}");
        }
    }
}
