//! Building a catalogue: texts, listings and articles go in, postings come out.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::{Datelike, NaiveDate};

use super::article::Record;
use super::{ArticleId, Catalog, Facet, Interner, Listing, ListingId, Postings, Spellings};
use crate::text::CleanString;

/// The place of a text among the catalogue's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextId(u32);

impl TextId {
    /// The only text of copies.
    pub(super) const FIRST: Self = Self(0);

    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A part of a text, in bytes. Texts are below 4 GiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Bytes.
    pub len: u32,
}

impl Span {
    /// The part of `text`; empty if `text` does not have it.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        let start = self.start as usize;
        text.get(start..start + self.len as usize).unwrap_or("")
    }
}

/// An article to be added. All text must be scrubbed.
#[derive(Clone, Copy, Debug)]
pub struct NewArticle<'a> {
    /// The text that the spans refer to.
    pub text: TextId,
    /// The listing it stands in.
    pub listing: ListingId,
    /// The line of its source, from 1.
    pub line: u32,
    /// Publisher.
    pub source: &'a str,
    /// Category; may be empty.
    pub category: &'a str,
    /// Day of publication.
    pub published: NaiveDate,
    /// Title, and where it stands.
    pub title: (&'a str, Span),
    /// Where the abstract stands.
    pub summary: Span,
    /// Tags in the page's order.
    pub tags: &'a [&'a str],
    /// Whether the tags are certain.
    pub tags_certain: bool,
    /// Likes.
    pub likes: u32,
    /// Reading time in minutes.
    pub minutes: u32,
}

impl NewArticle<'_> {
    /// Whether there is an abstract, and whether there are tags.
    const fn has(&self) -> (bool, bool) {
        (self.summary.len > 0, !self.tags.is_empty())
    }
}

impl Record {
    const fn has(&self) -> (bool, bool) {
        (self.summary.len > 0, self.tags_len > 0)
    }
}

/// Collects what becomes a [`Catalog`].
#[derive(Debug, Default)]
pub struct Builder {
    catalog: Catalog,
    /// What was added; a million identities take some 20 MB, so they end here.
    ids: HashMap<ArticleId, u32, foldhash::fast::FixedState>,
    scratch: String,
}

impl Builder {
    /// Reserves a place for the text of `file`, which [`Builder::set_text`] fills.
    ///
    /// # Panics
    /// On the 2³²nd file, which does not fit into memory.
    pub fn add_file(&mut self, file: CleanString) -> TextId {
        let id = u32::try_from(self.catalog.files.len()).expect("fewer than 2^32 files");
        self.catalog.files.push(file);
        self.catalog.texts.push(String::new());
        TextId(id)
    }

    /// Hands over a text once its articles are added; nothing is copied.
    pub fn set_text(&mut self, id: TextId, text: String) {
        self.catalog.texts[id.index()] = text;
    }

    /// Adds a listing.
    ///
    /// # Panics
    /// On the 2³²nd listing, which does not fit into memory.
    pub fn add_listing(&mut self, listing: Listing) -> ListingId {
        let id = u32::try_from(self.catalog.listings.len()).expect("fewer than 2^32 listings");
        self.catalog.listings.push(listing);
        ListingId(id)
    }

    /// Adds an article. Returns `false` when the same article was added before: it is
    /// counted as a duplicate, and left out unless it has an abstract or tags that the
    /// earlier one lacks, which it then takes the place of.
    ///
    /// # Panics
    /// On the 2³²nd article or tag, which do not fit into memory.
    pub fn push(&mut self, new: NewArticle<'_>) -> bool {
        let id = ArticleId::of(new.source, new.title.0, new.published, &mut self.scratch);
        let next = u32::try_from(self.catalog.records.len()).expect("fewer than 2^32 articles");
        let known = match self.ids.entry(id) {
            Entry::Vacant(free) => {
                free.insert(next);
                None
            }
            Entry::Occupied(known) => Some(*known.get() as usize),
        };
        if let Some(known) = known {
            self.catalog.duplicates += 1;
            let is_fuller = self.catalog.records.get(known).is_some_and(|record| {
                let (new, old) = (new.has(), record.has());
                new != old && new.0 >= old.0 && new.1 >= old.1
            });
            if is_fuller {
                let record = self.record(id, new);
                self.catalog.records[known] = record;
            }
            return false;
        }
        let record = self.record(id, new);
        self.catalog.records.push(record);
        true
    }

    fn record(&mut self, id: ArticleId, new: NewArticle<'_>) -> Record {
        let source = self.names(Facet::Source).intern(new.source);
        let category = self.names(Facet::Category).intern(new.category);
        let year = self.year(new.published);
        let tags_start = u32::try_from(self.catalog.tag_pool.len()).expect("fewer than 2^32 tags");
        let tags_len = u16::try_from(new.tags.len()).unwrap_or(u16::MAX);
        for tag in &new.tags[..usize::from(tags_len)] {
            let tag = self.names(Facet::Tag).intern(tag);
            self.catalog.tag_pool.push(tag);
        }
        Record {
            id,
            text: new.text,
            title: new.title.1,
            summary: new.summary,
            tags_start,
            tags_len,
            tags_certain: new.tags_certain,
            source,
            category,
            year,
            published: Some(new.published),
            likes: new.likes,
            minutes: new.minutes,
            line: new.line,
            listing: new.listing,
        }
    }

    /// Joins the spellings of the tags and builds the posting lists. O(articles).
    #[must_use]
    pub fn build(mut self) -> Catalog {
        self.catalog.records.shrink_to_fit();
        self.catalog.tag_pool.shrink_to_fit();
        let tags = &self.catalog.names[Facet::Tag.index()];
        let mut uses = vec![0; tags.len()];
        for tag in &self.catalog.tag_pool {
            uses[*tag as usize] += 1;
        }
        self.catalog.spellings = Spellings::group(tags, &uses);
        for facet in Facet::ALL {
            let catalog = &self.catalog;
            let lists = Postings::build(catalog.value_count(facet), || {
                catalog.articles().flat_map(move |article| {
                    let index = article.index().0;
                    article.values(facet).map(move |value| (index, value))
                })
            });
            self.catalog.postings[facet.index()] = lists;
        }
        self.catalog
    }

    fn names(&mut self, facet: Facet) -> &mut Interner {
        &mut self.catalog.names[facet.index()]
    }

    fn year(&mut self, published: NaiveDate) -> u32 {
        // Almost every article is of the same year as the one before.
        let last = self.catalog.records.last();
        let is_same = |day: NaiveDate| day.year() == published.year();
        if let Some(same) = last.filter(|record| record.published.is_some_and(is_same)) {
            return same.year;
        }
        self.names(Facet::Year)
            .intern(&published.year().to_string())
    }
}
