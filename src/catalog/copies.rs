//! Copies of articles that no loaded page holds, on top of the articles that are loaded.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::article::{NO_VALUE, Record};
use super::builder::{Span, TextId};
use super::intern::Interner;
use super::postings::Postings;
use super::{ArticleId, ArticleIndex, Bits, Catalog, Facet, ListingId, ValueId};
use crate::text::{Clean, CleanString, spelling_key};

/// A copy to be added. All text must be scrubbed; what is not known is empty or `None`.
#[derive(Clone, Copy, Debug)]
pub struct NewCopy<'a> {
    /// The article's identity.
    pub id: ArticleId,
    /// The identity as it is written.
    pub key: &'a str,
    /// Publisher.
    pub source: &'a str,
    /// Category.
    pub category: &'a str,
    /// Day of publication.
    pub published: Option<NaiveDate>,
    /// Title.
    pub title: &'a str,
    /// Abstract.
    pub summary: &'a str,
    /// Tags in the page's order.
    pub tags: &'a [CleanString],
    /// Likes when it was copied.
    pub likes: Option<u32>,
    /// Reading time in minutes.
    pub minutes: Option<u32>,
    /// Where the article is.
    pub address: Option<&'a str>,
}

/// What is stored of copies besides what is stored of every article.
#[derive(Clone, Debug)]
pub(super) struct CopyFacts {
    pub key: CleanString,
    pub address: Option<CleanString>,
    pub likes: Option<u32>,
    pub minutes: Option<u32>,
}

impl Catalog {
    /// `base` with copies on top: its articles and values keep their places, the copies
    /// follow in their order, and so do values that only they have. So more copies at the
    /// end of the same ones leave everything where it was.
    ///
    /// `tag` is the value of `base` that a tag is a spelling of. O(copies + values), the
    /// articles of `base` are not looked at.
    ///
    /// # Panics
    /// On the 2³²nd article, tag or byte of the copies' text, which do not fit into memory.
    #[must_use]
    pub fn with_copies<'a>(
        base: Arc<Self>,
        copies: impl IntoIterator<Item = NewCopy<'a>>,
        tag: impl Fn(&str) -> Option<ValueId>,
    ) -> Self {
        let mut copying = Copying {
            catalog: Self {
                names: Facet::ALL.map(|facet| Interner::after(&base.names[facet.index()])),
                base: Some(base),
                ..Self::default()
            },
            text: String::new(),
            keys: HashMap::default(),
            tag,
        };
        for copy in copies {
            copying.push(&copy);
        }
        let Copying {
            mut catalog, text, ..
        } = copying;
        catalog.texts.push(text);
        for facet in Facet::ALL {
            let lists = Postings::build(catalog.value_count(facet), || {
                catalog.copied().flat_map(move |article| {
                    let index = article.index().0;
                    article.values(facet).map(move |value| (index, value))
                })
            });
            catalog.postings[facet.index()] = lists;
        }
        catalog
    }

    /// The articles of the pages alone: the catalogue that the copies lie on, or all.
    #[must_use]
    pub fn pages(&self) -> &Self {
        self.base.as_deref().unwrap_or(self)
    }

    /// Whether there are copies.
    #[must_use]
    pub const fn has_copies(&self) -> bool {
        !self.copies.is_empty()
    }

    /// The copies, in their order.
    pub fn copied(&self) -> impl Iterator<Item = super::Article<'_>> {
        let copied = self.base_len()..self.base_len() + self.copies.len();
        copied.filter_map(|at| Some(self.article(ArticleIndex(u32::try_from(at).ok()?))))
    }

    /// Whether a set has copies alone; none stands for all articles. O(articles / 64).
    #[must_use]
    pub fn is_of_copies(&self, set: Option<&Bits>) -> bool {
        let is_copy = |article: u32| article as usize >= self.base_len();
        let is_of_copies = |set: &Bits| set.ones().next().is_none_or(is_copy);
        self.has_copies() && set.is_some_and(is_of_copies)
    }

    /// The copies that have a value, ascending; none in a catalogue without copies.
    #[must_use]
    pub fn copies_with(&self, facet: Facet, value: ValueId) -> &[u32] {
        match self.base {
            Some(_) => self.postings[facet.index()].of(value.0),
            None => &[],
        }
    }

    pub(super) fn base_len(&self) -> usize {
        self.base.as_ref().map_or(0, |base| base.len())
    }

    /// The name with this id, below or here.
    pub(super) fn name(&self, facet: Facet, id: u32) -> Clean<'_> {
        let below = &self.pages().names[facet.index()];
        let names = if id < below.end() {
            below
        } else {
            &self.names[facet.index()]
        };
        Clean::stored(names.get(id))
    }

    /// The value of a tag's spelling, below or here.
    pub(super) fn value_of_spelling(&self, spelling: u32) -> u32 {
        let Some(base) = &self.base else {
            return self.spellings.value(spelling);
        };
        match spelling.checked_sub(base.names[Facet::Tag.index()].end()) {
            Some(own) => self.spellings.value(own),
            None => base.spellings.value(spelling),
        }
    }

    /// The spelling that stands for a tag.
    pub(super) fn spelling_shown(&self, value: ValueId) -> Option<u32> {
        let Some(base) = &self.base else {
            return self.spellings.shown(value.0);
        };
        let below = u32::try_from(base.value_count(Facet::Tag)).ok()?;
        match value.0.checked_sub(below) {
            Some(own) => {
                let own = self.spellings.shown(own)?;
                own.checked_add(base.names[Facet::Tag.index()].end())
            }
            None => base.spellings.shown(value.0),
        }
    }
}

/// Copies being added.
struct Copying<F> {
    catalog: Catalog,
    text: String,
    /// The values of the spellings that only copies have.
    keys: HashMap<String, u32, foldhash::fast::FixedState>,
    tag: F,
}

impl<F: Fn(&str) -> Option<ValueId>> Copying<F> {
    fn push(&mut self, new: &NewCopy<'_>) {
        let tags_start = u32::try_from(self.catalog.tag_pool.len()).expect("fewer than 2^32 tags");
        let tags_len = u16::try_from(new.tags.len()).unwrap_or(u16::MAX);
        for name in &new.tags[..usize::from(tags_len)] {
            let spelling = self.spelling(name.as_str());
            self.catalog.tag_pool.push(spelling);
        }
        let year = new.published.map(|day| day.year().to_string());
        let record = Record {
            id: new.id,
            text: TextId::FIRST,
            title: append(&mut self.text, new.title),
            summary: append(&mut self.text, new.summary),
            tags_start,
            tags_len,
            // What was kept is what the page said, or what a person has written.
            tags_certain: true,
            source: self.interned(Facet::Source, new.source),
            category: self.interned(Facet::Category, new.category),
            year: year.map_or(NO_VALUE, |year| self.interned(Facet::Year, &year)),
            published: new.published,
            likes: 0,
            minutes: 0,
            line: 0,
            listing: ListingId(0),
        };
        self.catalog.records.push(record);
        self.catalog.copies.push(CopyFacts {
            key: CleanString::new(new.key),
            address: new.address.map(CleanString::new),
            likes: new.likes,
            minutes: new.minutes,
        });
    }

    /// The id of a name, below or here.
    fn interned(&mut self, facet: Facet, name: &str) -> u32 {
        let below = self.catalog.pages().names[facet.index()].find(name);
        below.unwrap_or_else(|| self.catalog.names[facet.index()].intern(name))
    }

    /// The id of a tag's spelling; a new one is one of a value that is there, or of a
    /// value of its own.
    fn spelling(&mut self, name: &str) -> u32 {
        let next = self.catalog.names[Facet::Tag.index()].end();
        let spelling = self.interned(Facet::Tag, name);
        if spelling == next {
            let key = spelling_key(name);
            let below = (self.tag)(name).map(|value| value.0);
            let known = below.or_else(|| self.keys.get(&key).copied());
            let first = self.catalog.pages().value_count(Facet::Tag);
            let first = u32::try_from(first).expect("fewer than 2^32 values");
            let own = spelling - self.catalog.pages().names[Facet::Tag.index()].end();
            let value = self.catalog.spellings.add(own, known, first);
            self.keys.insert(key, value);
        }
        spelling
    }
}

fn append(text: &mut String, part: &str) -> Span {
    let place = |at: usize| u32::try_from(at).expect("less than 4 GiB of copies");
    let start = place(text.len());
    text.push_str(part);
    Span {
        start,
        len: place(text.len()) - start,
    }
}
