//! One article, as a view into the catalogue.

use chrono::NaiveDate;

use super::builder::{Span, TextId};
use super::{ArticleId, Catalog, Facet, Listing, ListingId, ValueId};
use crate::text::Clean;

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

/// What is stored of an article: offsets and ids.
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
    pub year: u32,
    pub published: NaiveDate,
    pub likes: u32,
    pub minutes: u32,
    pub line: u32,
    pub listing: ListingId,
}

/// Where an article was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Origin<'a> {
    /// The file as it was named, or `-`, or the name of the embedded seed.
    pub file: Clean<'a>,
    /// The line its source stands on, from 1.
    pub line: u32,
    /// The listing it was part of.
    pub listing: &'a Listing,
}

/// One article; copies freely, reads from the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    catalog: &'a Catalog,
    index: ArticleIndex,
    record: &'a Record,
}

impl<'a> Article<'a> {
    pub(super) fn new(catalog: &'a Catalog, index: ArticleIndex) -> Self {
        Self {
            catalog,
            index,
            record: &catalog.records[index.index()],
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

    /// The identity in its readable form; allocates.
    #[must_use]
    pub fn readable_id(self) -> String {
        self.id().readable(self.title().as_str(), self.published())
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
        let names = &self.catalog.names[Facet::Tag.index()];
        self.spelled()
            .iter()
            .map(|tag| Clean::stored(names.get(*tag)))
    }

    /// The tags as facet values, in the order of the page; a value is there twice when
    /// the article has two spellings of it.
    #[must_use]
    pub fn tag_ids(self) -> impl ExactSizeIterator<Item = ValueId> + use<'a> {
        let spellings = &self.catalog.spellings;
        self.spelled()
            .iter()
            .map(|tag| ValueId(spellings.value(*tag)))
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

    /// The day of publication.
    #[must_use]
    pub const fn published(self) -> NaiveDate {
        self.record.published
    }

    /// Likes when the page was saved.
    #[must_use]
    pub const fn likes(self) -> u32 {
        self.record.likes
    }

    /// The site's estimate of the reading time, in minutes.
    #[must_use]
    pub const fn minutes(self) -> u32 {
        self.record.minutes
    }

    /// Where it was read.
    #[must_use]
    pub fn origin(self) -> Origin<'a> {
        Origin {
            file: self.catalog.files[self.record.text.index()].as_clean(),
            line: self.record.line,
            listing: &self.catalog.listings[self.record.listing.0 as usize],
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
        let spellings = &self.catalog.spellings;
        let values = tags.iter().enumerate().filter_map(move |(at, tag)| {
            let value = spellings.value(*tag);
            let mut before = tags[..at].iter();
            before
                .all(|tag| spellings.value(*tag) != value)
                .then_some(value)
        });
        values.chain(one)
    }

    /// The names of the tags as ids of spellings.
    fn spelled(self) -> &'a [u32] {
        let start = self.record.tags_start as usize;
        &self.catalog.tag_pool[start..start + usize::from(self.record.tags_len)]
    }

    fn span(self, span: Span) -> Clean<'a> {
        Clean::stored(span.of(&self.catalog.texts[self.record.text.index()]))
    }
}
