//! One article with the field names and the order that other programs see.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::catalog::{Article, Listing, Origin, TagSource};
use crate::links::{Kind, Link, Links};
use crate::text::Clean;

/// An article as it is written.
#[derive(Serialize)]
pub struct Row<'a> {
    id: String,
    title: &'a str,
    source: &'a str,
    published: Option<IsoDate>,
    category: &'a str,
    summary: &'a str,
    tags: Vec<&'a str>,
    tags_certain: bool,
    likes: Option<u32>,
    minutes: Option<u32>,
    url: Option<String>,
    link: LinkJson,
    /// Where it was read; none of a bookmark whose page is not loaded.
    origin: Option<Page<'a>>,
}

/// The best address there is, and how sure it is.
#[derive(Serialize)]
struct LinkJson {
    kind: Option<&'static str>,
    url: Option<String>,
    guessed: bool,
    /// Addresses that may be the article's own, where none is certain.
    candidates: Vec<String>,
}

impl LinkJson {
    fn of(offers: impl Iterator<Item = Link>) -> Self {
        let mut offers = offers.peekable();
        let next_candidate = || offers.next_if(|offer| offer.kind == Kind::Ambiguous);
        let candidates: Vec<String> = std::iter::from_fn(next_candidate)
            .map(|offer| offer.address.to_string())
            .collect();
        if !candidates.is_empty() {
            return Self {
                kind: Some(Kind::Ambiguous.name()),
                url: None,
                guessed: false,
                candidates,
            };
        }
        let best = offers.next();
        Self {
            kind: best.as_ref().map(|best| best.kind.name()),
            guessed: best.as_ref().is_some_and(|best| best.is_guessed),
            url: best.map(|best| best.address.to_string()),
            candidates,
        }
    }
}

#[derive(Serialize)]
struct Page<'a> {
    file: &'a str,
    line: u32,
    listing: Header<'a>,
}

/// What the header of a listing claims.
#[derive(Serialize)]
pub struct Header<'a> {
    tag: Option<&'a str>,
    tag_inferred: bool,
    total: Option<u32>,
    page: Option<u32>,
    pages: Option<u32>,
}

impl<'a> Header<'a> {
    /// What the header of `listing` claims.
    pub fn of(listing: &'a Listing) -> Self {
        let tag = listing.tag.as_ref();
        Self {
            tag: tag.map(|(name, _)| name.as_str()),
            tag_inferred: tag.is_some_and(|(_, known)| *known == TagSource::Inferred),
            total: listing.total_claimed,
            page: listing.page,
            pages: listing.pages,
        }
    }
}

/// A day as ISO 8601 has it, `2021-10-13`, which is how chrono prints one.
struct IsoDate(NaiveDate);

impl Serialize for IsoDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'a> Row<'a> {
    /// The columns of [`Row::write_tsv`].
    pub const TSV_COLUMNS: [&'static str; 20] = [
        "id",
        "title",
        "source",
        "published",
        "category",
        "summary",
        "tags",
        "tags_certain",
        "likes",
        "minutes",
        "url",
        "link_kind",
        "link_url",
        "file",
        "line",
        "listing_tag",
        "listing_tag_inferred",
        "listing_total",
        "listing_page",
        "listing_pages",
    ];

    /// The article as it is written.
    pub fn of(article: Article<'a>, links: &'a Links) -> Self {
        Self {
            id: article.readable_id(),
            title: article.title().as_str(),
            source: article.source().as_str(),
            published: article.published().map(IsoDate),
            category: article.category().as_str(),
            summary: article.summary().as_str(),
            tags: article.tags().map(Clean::as_str).collect(),
            tags_certain: article.tags_certain(),
            likes: article.likes(),
            minutes: article.minutes(),
            url: links.url(article).map(|url| url.to_string()),
            link: LinkJson::of(links.offers(article)),
            origin: match article.origin() {
                Origin::Page {
                    file,
                    line,
                    listing,
                } => Some(Page {
                    file: file.as_str(),
                    line,
                    listing: Header::of(listing),
                }),
                Origin::Bookmark { .. } => None,
            },
        }
    }

    /// Writes the article as one line; what is not known is empty. No field can hold
    /// a tab or a line end, as all text is clean. Between tags stands ` | `: there are
    /// tags with a comma and one with a bare bar (`ES|QL`), and what is escaped is
    /// whole only to programs that know how.
    pub fn write_tsv(&self, out: &mut dyn Write) -> io::Result<()> {
        let page = self.origin.as_ref();
        let listing = page.map(|page| &page.listing);
        let number = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        let published = self.published.as_ref().map(|day| day.0.to_string());
        let inferred = listing.map(|listing| listing.tag_inferred.to_string());
        write!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}\t",
            self.id,
            self.title,
            self.source,
            published.unwrap_or_default(),
            self.category,
            self.summary
        )?;
        for (at, tag) in self.tags.iter().enumerate() {
            write!(out, "{}{tag}", if at > 0 { " | " } else { "" })?;
        }
        writeln!(
            out,
            "\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
            self.tags_certain,
            number(self.likes),
            number(self.minutes),
            self.url.as_deref().unwrap_or_default(),
            self.link.kind.unwrap_or_default(),
            self.link.url.as_deref().unwrap_or_default(),
            page.map_or("", |page| page.file),
            number(page.map(|page| page.line)),
            listing.and_then(|listing| listing.tag).unwrap_or_default(),
            inferred.unwrap_or_default(),
            number(listing.and_then(|listing| listing.total)),
            number(listing.and_then(|listing| listing.page)),
            number(listing.and_then(|listing| listing.pages)),
        )
    }
}
