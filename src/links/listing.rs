//! The address of the listing page that an article stands on.

use super::Address;
use super::engine::Template;
use crate::catalog::{Catalog, Listing, TagSource};
use crate::text::slug_into;

/// Hex digits that a tag's slug may end in.
const HASH_LEN: usize = 6;

/// What is known of the addresses of listings.
#[derive(Clone, Debug)]
pub(super) struct ListingPages {
    template: Template,
    site: String,
    told: Vec<Address>,
    /// Whether everything loaded is of one tag, so that one address told is that tag's.
    is_one_tag: bool,
}

/// The address of a listing's page, and whether part of it is a guess.
pub(super) struct ListingPage {
    pub address: Address,
    pub is_guessed: bool,
}

impl ListingPages {
    pub(super) fn new(catalog: &Catalog, template: Template, site: &str, told: &[Address]) -> Self {
        Self {
            template,
            site: site.to_owned(),
            told: told.to_vec(),
            is_one_tag: catalog.coverage().len() == 1,
        }
    }

    /// The page of a listing, from what the person told or from the tag's name. A name
    /// gives a guess: the site's own slug may end in six hex digits more.
    pub(super) fn page_of(&self, listing: &Listing) -> Option<ListingPage> {
        let tag = listing.tag.as_ref();
        let mut slug = String::new();
        if let Some((name, _)) = tag {
            slug_into(&mut slug, name.as_str());
        }
        let page = listing.page;
        if let Some(told) = self.told_for(&slug) {
            return Some(ListingPage {
                address: told.with_page(page.unwrap_or(1)),
                // The tag is told; of the page only a header knows.
                is_guessed: page.is_none(),
            });
        }
        debug_assert!(matches!(
            tag,
            None | Some((_, TagSource::Header | TagSource::Inferred))
        ));
        if slug.is_empty() {
            return None;
        }
        let address = self
            .template
            .fill(&[("site", &self.site), ("tag", &slug)])?;
        Some(ListingPage {
            address: address.with_page(page.unwrap_or(1)),
            is_guessed: true,
        })
    }

    fn told_for(&self, slug: &str) -> Option<&Address> {
        if let ([only], true) = (self.told.as_slice(), self.is_one_tag) {
            return Some(only);
        }
        let fits = |address: &&Address| {
            let segment = address.last_segment();
            let rest = segment.strip_prefix(slug).filter(|_| !slug.is_empty());
            rest.is_some_and(|rest| rest.is_empty() || is_hash(rest))
        };
        self.told.iter().find(fits)
    }
}

fn is_hash(rest: &str) -> bool {
    rest.strip_prefix('-').is_some_and(|hash| {
        hash.len() == HASH_LEN && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}
