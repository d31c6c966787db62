//! One article, as a view into the catalogue.

use chrono::NaiveDate;

use super::builder::{Span, TextId};
use super::{ArticleId, Catalog, CopyFacts, Facet, Listing, ListingId, ValueId};
use crate::text::{Clean, CleanString};

/// An article's place in its catalogue, in the order of loading.
///
/// Valid only for the catalogue it came from; what outlives a reload is
/// [`ArticleId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleIndex(pub u32);

impl ArticleIndex {
    /// The place as an array index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A value that no article has.
pub(super) const NO_VALUE: u32 = u32::MAX;

/// What is stored of an article: offsets and ids, in the part of the catalogue that
/// holds it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub id: ArticleId,
    pub text: TextId,
    pub title: Span,
    pub summary: Span,
    pub tags_start: u32,
    pub tags_len: u16,
    pub tags_certain: bool,
    pub source: u32,
    pub category: u32,
    /// [`NO_VALUE`] where no day is known.
    pub year: u32,
    pub published: Option<NaiveDate>,
    pub likes: u32,
    pub minutes: u32,
    pub line: u32,
    pub listing: ListingId,
}

/// Where an article was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Origin<'a> {
    /// On a page.
    Page {
        /// The file as it was named, or `-`, or the name of the embedded seed.
        file: Clean<'a>,
        /// The line its source stands on, from 1.
        line: u32,
        /// The listing it was part of.
        listing: &'a Listing,
    },
    /// Among the person's bookmarks, which hold a copy of it; no page that is loaded does.
    Bookmark {
        /// Where the article is, as the bookmark says; not checked by anybody.
        address: Option<Clean<'a>>,
    },
}

/// One article; copies freely, reads from the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    catalog: &'a Catalog,
    /// The part of the catalogue that holds it: the one below, or the whole.
    holder: &'a Catalog,
    index: ArticleIndex,
    record: &'a Record,
}

impl<'a> Article<'a> {
    pub(super) fn new(catalog: &'a Catalog, index: ArticleIndex) -> Self {
        let (holder, at) = match catalog.base.as_deref() {
            Some(base) if index.index() < base.len() => (base, index.index()),
            Some(base) => (catalog, index.index() - base.len()),
            None => (catalog, index.index()),
        };
        Self {
            catalog,
            holder,
            index,
            record: &holder.records[at],
        }
    }

    /// The catalogue that it is part of.
    #[must_use]
    pub const fn catalog(self) -> &'a Catalog {
        self.catalog
    }

    /// Its place in the catalogue.
    #[must_use]
    pub const fn index(self) -> ArticleIndex {
        self.index
    }

    /// Its identity across files and re-saves.
    #[must_use]
    pub const fn id(self) -> ArticleId {
        self.record.id
    }

    /// The identity in its readable form, of a copy the key of its bookmark; allocates.
    #[must_use]
    pub fn readable_id(self) -> String {
        match (self.copy(), self.published()) {
            (None, Some(published)) => self.id().readable(self.title().as_str(), published),
            (None, None) => self.id().to_string(),
            (Some(copy), _) => copy.key.to_string(),
        }
    }

    /// Whether it is a copy: then no page that is loaded holds it.
    #[must_use]
    pub fn is_copy(self) -> bool {
        self.copy().is_some()
    }

    /// What only copies have.
    fn copy(self) -> Option<&'a CopyFacts> {
        let at = self.index.index() - self.holder.base_len();
        self.holder.copies.get(at)
    }

    /// The title.
    #[must_use]
    pub fn title(self) -> Clean<'a> {
        self.span(self.record.title)
    }

    /// The abstract; empty where the listing shows none.
    #[must_use]
    pub fn summary(self) -> Clean<'a> {
        self.span(self.record.summary)
    }

    /// The publisher.
    #[must_use]
    pub fn source(self) -> Clean<'a> {
        self.catalog
            .value_name(Facet::Source, ValueId(self.record.source))
    }

    /// The publisher as a facet value.
    #[must_use]
    pub const fn source_id(self) -> ValueId {
        ValueId(self.record.source)
    }

    /// The site's category; empty where the listing shows none.
    #[must_use]
    pub fn category(self) -> Clean<'a> {
        self.catalog
            .value_name(Facet::Category, ValueId(self.record.category))
    }

    /// The tags in the order and the spelling of the page.
    #[must_use]
    pub fn tags(self) -> impl ExactSizeIterator<Item = Clean<'a>> {
        let catalog = self.catalog;
        let tags = self.spelled().iter();
        tags.map(move |tag| catalog.name(Facet::Tag, *tag))
    }

    /// The tags as facet values, in the order of the page; a value is there twice when
    /// the article has two spellings of it.
    #[must_use]
    pub fn tag_ids(self) -> impl ExactSizeIterator<Item = ValueId> + use<'a> {
        let catalog = self.catalog;
        let tags = self.spelled().iter();
        tags.map(move |tag| ValueId(catalog.value_of_spelling(*tag)))
    }

    /// The tags by the names of their values, in the order of [`Article::tags`]: what
    /// they are searched by, however the article spells them.
    #[must_use]
    pub fn tag_names(self) -> impl ExactSizeIterator<Item = Clean<'a>> {
        let catalog = self.catalog;
        self.tag_ids()
            .map(move |tag| catalog.value_name(Facet::Tag, tag))
    }

    /// Whether the tags are what the page said, or one of several readings of it.
    #[must_use]
    pub const fn tags_certain(self) -> bool {
        self.record.tags_certain
    }

    /// The category as a facet value.
    #[must_use]
    pub const fn category_id(self) -> ValueId {
        ValueId(self.record.category)
    }

    /// The day of publication; of copies it may not be known.
    #[must_use]
    pub const fn published(self) -> Option<NaiveDate> {
        self.record.published
    }

    /// Likes when the page was saved; of copies they may not be known.
    #[must_use]
    pub fn likes(self) -> Option<u32> {
        self.copy()
            .map_or(Some(self.record.likes), |copy| copy.likes)
    }

    /// The site's estimate of the reading time, in minutes; of copies it may not be known.
    #[must_use]
    pub fn minutes(self) -> Option<u32> {
        self.copy()
            .map_or(Some(self.record.minutes), |copy| copy.minutes)
    }

    /// Where it was read.
    #[must_use]
    pub fn origin(self) -> Origin<'a> {
        if let Some(copy) = self.copy() {
            let address = copy.address.as_ref().map(CleanString::as_clean);
            return Origin::Bookmark { address };
        }
        Origin::Page {
            file: self.holder.files[self.record.text.index()].as_clean(),
            line: self.record.line,
            listing: &self.holder.listings[self.record.listing.0 as usize],
        }
    }

    /// The values of one facet that the article has, each once.
    pub(super) fn values(self, facet: Facet) -> impl Iterator<Item = u32> + use<'a> {
        let (tags, one) = match facet {
            Facet::Tag => (self.spelled(), None),
            Facet::Source => (&[][..], Some(self.record.source)),
            Facet::Category => (&[][..], Some(self.record.category)),
            Facet::Year => (&[][..], Some(self.record.year)),
        };
        let catalog = self.catalog;
        let values = tags.iter().enumerate().filter_map(move |(at, tag)| {
            let value = catalog.value_of_spelling(*tag);
            let mut before = tags[..at].iter();
            before
                .all(|tag| catalog.value_of_spelling(*tag) != value)
                .then_some(value)
        });
        values.chain(one.filter(|value| *value != NO_VALUE))
    }

    /// The names of the tags as ids of spellings.
    fn spelled(self) -> &'a [u32] {
        let start = self.record.tags_start as usize;
        &self.holder.tag_pool[start..start + usize::from(self.record.tags_len)]
    }

    fn span(self, span: Span) -> Clean<'a> {
        Clean::stored(span.of(&self.holder.texts[self.record.text.index()]))
    }
}
