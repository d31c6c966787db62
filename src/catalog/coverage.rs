//! What is loaded, against what the listings claim exists.

use std::collections::BTreeMap;

use super::Catalog;
use crate::text::{Clean, spelling_key};

/// The pages of one tag that were loaded.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage<'a> {
    /// The tag, where it is known.
    pub tag: Option<Clean<'a>>,
    /// Articles the headers claim for the tag; the largest claim where they differ.
    pub total_claimed: Option<u32>,
    /// Pages loaded, ascending, without repeats; only those whose number is known.
    pub pages: Vec<u32>,
    /// Pages that the headers say there are; the most where they differ.
    pub pages_claimed: Option<u32>,
    /// Listings of this tag, those without a page number included.
    pub listings: usize,
}

impl Catalog {
    /// Coverage per listed tag, in the order of loading. Spellings that differ in
    /// case, blanks or hyphens are one tag; listings without a known tag are
    /// grouped by what they claim. O(listings).
    #[must_use]
    pub fn coverage(&self) -> Vec<Coverage<'_>> {
        let mut groups: Vec<Coverage<'_>> = Vec::new();
        let mut places = BTreeMap::new();
        for listing in &self.pages().listings {
            let tag = listing.tag.as_ref().map(|(name, _)| name.as_clean());
            let key = tag.map_or_else(
                || (None, listing.total_claimed, listing.pages),
                |tag| (Some(spelling_key(tag.as_str())), None, None),
            );
            let place = *places.entry(key).or_insert_with(|| {
                groups.push(Coverage {
                    tag,
                    total_claimed: None,
                    pages: Vec::new(),
                    pages_claimed: None,
                    listings: 0,
                });
                groups.len() - 1
            });
            let group = &mut groups[place];
            group.listings += 1;
            group.total_claimed = listing.total_claimed.max(group.total_claimed);
            group.pages_claimed = listing.pages.max(group.pages_claimed);
            if let Some(page) = listing.page
                && let Err(at) = group.pages.binary_search(&page)
            {
                group.pages.insert(at, page);
            }
        }
        groups
    }
}
