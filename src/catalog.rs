//! The in-memory model: articles, their facets and what the listings claim.
//!
//! Built once by [`Builder`], read-only afterwards and made for a million articles:
//! the text stays in the buffers it was read into, an article is a 72-byte record
//! of offsets, and names that repeat are interned.
//!
//! Copies of articles that no page holds lie [on top](Catalog::with_copies): the
//! catalogue below stays as it is, with its places and values, and is still there by
//! [itself](Catalog::pages).

mod article;
mod bits;
mod builder;
mod claims;
mod copies;
mod coverage;
mod filter;
mod id;
mod intern;
mod listing;
mod matches;
mod postings;
mod selection;
mod spellings;

pub use article::{Article, ArticleIndex, Origin};
pub use bits::Bits;
pub use builder::{Builder, NewArticle, Span, TextId};
pub use claims::{Claims, Passed};
pub use copies::NewCopy;
pub use coverage::Coverage;
pub use filter::Filtered;
pub use id::{ArticleId, IdError, IdPrefix};
pub use listing::{Form, Listing, ListingId, TagSource};
pub use matches::Matches;
pub use selection::{Choice, Combine, Selection};

use std::sync::Arc;

use crate::text::{Clean, CleanString};
use article::Record;
use copies::CopyFacts;
use intern::Interner;
use postings::Postings;
use spellings::Spellings;

/// The kinds of values articles are filtered by, in the order they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The article's tags; several per article.
    Tag,
    /// The publisher.
    Source,
    /// The site's category.
    Category,
    /// The year of publication; values are listed newest first.
    Year,
}

impl Facet {
    /// All facets, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Tag, Self::Source, Self::Category, Self::Year];

    /// The facet's place in arrays that hold one entry per facet.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// A value of one facet: its place among the facet's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ValueId(pub u32);

impl ValueId {
    /// The value's place in per-value arrays such as [`Filtered::counts`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Everything that was loaded. See the [module](self) for the layout.
#[derive(Debug, Default)]
pub struct Catalog {
    texts: Vec<String>,
    files: Vec<CleanString>,
    listings: Vec<Listing>,
    records: Vec<Record>,
    tag_pool: Vec<u32>,
    names: [Interner; 4],
    /// Which of the tags' names are one value; other facets have a value a name.
    spellings: Spellings,
    postings: [Postings; 4],
    duplicates: u32,
    /// What lies below: then all above is of copies, and what is numbered goes on where
    /// this ends.
    base: Option<Arc<Catalog>>,
    /// What only copies have; as many as there are records, or none.
    copies: Vec<CopyFacts>,
}

impl Catalog {
    /// How many articles there are, copies included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.base_len() + self.records.len()
    }

    /// Whether there are no articles.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The article at `index`, which counts in the order of loading.
    ///
    /// # Panics
    /// When `index` is not below [`Catalog::len`]: an index comes from this catalogue.
    #[must_use]
    pub fn article(&self, index: ArticleIndex) -> Article<'_> {
        Article::new(self, index)
    }

    /// All articles in the order of loading.
    #[must_use]
    pub fn articles(&self) -> impl ExactSizeIterator<Item = Article<'_>> {
        (0..self.count()).map(|index| self.article(ArticleIndex(index)))
    }

    /// The articles whose identity begins so, in the order of loading. O(articles).
    pub fn with_id(&self, prefix: IdPrefix) -> impl Iterator<Item = Article<'_>> {
        self.articles()
            .filter(move |article| prefix.fits(article.id()))
    }

    /// Articles that were read again and are therefore not counted twice.
    #[must_use]
    pub fn duplicates(&self) -> u32 {
        self.pages().duplicates
    }

    /// How many values a facet has.
    #[must_use]
    pub fn value_count(&self, facet: Facet) -> usize {
        let below = self.base.as_ref().map_or(0, |base| base.value_count(facet));
        below
            + match facet {
                Facet::Tag => self.spellings.len(),
                Facet::Source | Facet::Category | Facet::Year => self.names[facet.index()].len(),
            }
    }

    /// All values of a facet; their order says nothing.
    pub fn values(&self, facet: Facet) -> impl ExactSizeIterator<Item = ValueId> + use<> {
        (0..u32::try_from(self.value_count(facet)).unwrap_or(u32::MAX)).map(ValueId)
    }

    /// A value's name; of several spellings of a tag the most frequent one.
    #[must_use]
    pub fn value_name(&self, facet: Facet, value: ValueId) -> Clean<'_> {
        let name = match facet {
            Facet::Tag => self.spelling_shown(value).unwrap_or(u32::MAX),
            Facet::Source | Facet::Category | Facet::Year => value.0,
        };
        self.name(facet, name)
    }

    /// The value that some article has by exactly this name. O(1).
    #[must_use]
    pub fn value_named(&self, facet: Facet, name: &str) -> Option<ValueId> {
        let below = self
            .base
            .as_ref()
            .and_then(|base| base.value_named(facet, name));
        below.or_else(|| {
            let name = self.names[facet.index()].find(name)?;
            Some(ValueId(match facet {
                Facet::Tag => self.value_of_spelling(name),
                Facet::Source | Facet::Category | Facet::Year => name,
            }))
        })
    }

    /// The articles of the pages that have a value, ascending.
    #[must_use]
    pub fn articles_with(&self, facet: Facet, value: ValueId) -> &[u32] {
        self.pages().postings[facet.index()].of(value.0)
    }

    fn count(&self) -> u32 {
        u32::try_from(self.len()).expect("the builder refuses more than u32::MAX articles")
    }
}
