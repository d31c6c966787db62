//! An article by the id that a person typed.

use crate::catalog::{Article, Catalog, IdPrefix};

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
    let ids = std::iter::once(first)
        .chain(others)
        .map(Article::readable_id);
    let ids: Vec<String> = ids.collect();
    Err(format!(
        "'{id}': several articles have an id that begins so: {}",
        ids.join(", ")
    ))
}
