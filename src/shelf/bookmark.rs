//! What is kept of one article.

use std::collections::BTreeSet;
use std::fmt;

use chrono::{NaiveDate, NaiveDateTime};

use super::record::day_of;
use crate::catalog::{Article, ArticleId, NewCopy};
use crate::links::Address;
use crate::text::{Clean, CleanString, push_formatted, slug_into};

/// Longest part of a key that is made of an address, in bytes.
const SLUG_MAX: usize = 40;

/// A copy of an article's card, so that a bookmark is whole when the page it came from
/// is not loaded. What is not known is empty or `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The title.
    pub title: CleanString,
    /// The publisher.
    pub source: CleanString,
    /// The day of publication.
    pub published: Option<NaiveDate>,
    /// The site's category.
    pub category: CleanString,
    /// The tags in the order of the page.
    pub tags: Vec<CleanString>,
    /// The abstract.
    pub summary: CleanString,
    /// Where the article is.
    pub url: Option<Address>,
    /// Likes when it was kept.
    pub likes: Option<u32>,
    /// Reading time in minutes.
    pub minutes: Option<u32>,
}

impl Card {
    /// A copy of the card of `article`, which is at `url` where that is known.
    #[must_use]
    pub fn of(article: Article<'_>, url: Option<Address>) -> Self {
        Self {
            title: owned(article.title()),
            source: owned(article.source()),
            published: article.published(),
            category: owned(article.category()),
            tags: article.tags().map(owned).collect(),
            summary: owned(article.summary()),
            url,
            likes: article.likes(),
            minutes: article.minutes(),
        }
    }
}

fn owned(text: Clean<'_>) -> CleanString {
    CleanString::new(text.as_str())
}

/// A person's own words on an article: lines, each of them safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note(Vec<CleanString>);

impl Note {
    /// The note in `text`, without blank lines at either end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut lines: Vec<CleanString> = text.lines().map(CleanString::new).collect();
        let is_blank = |line: &CleanString| line.as_str().trim().is_empty();
        while lines.last().is_some_and(is_blank) {
            lines.pop();
        }
        let blank = lines.iter().take_while(|line| is_blank(line)).count();
        lines.drain(..blank);
        Self(lines)
    }

    /// Its lines.
    pub fn lines(&self) -> impl ExactSizeIterator<Item = Clean<'_>> {
        self.0.iter().map(CleanString::as_clean)
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Both notes, where one does not hold the other already.
    pub(super) fn and(&self, other: &Self) -> Self {
        let holds = |a: &Self, b: &Self| a.0.windows(b.0.len().max(1)).any(|part| part == b.0);
        if other.is_empty() || holds(self, other) {
            return self.clone();
        }
        if holds(other, self) {
            return other.clone();
        }
        Self([&self.0[..], &other.0[..]].concat())
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, line) in self.0.iter().enumerate() {
            write!(f, "{}{line}", if at > 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}

/// An article that a person keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// The article's identity.
    pub id: ArticleId,
    /// The name of its table in the file; stays when the title's spelling changes.
    pub key: CleanString,
    /// The card as it was when it was kept.
    pub card: Card,
    /// The person's own tags.
    pub labels: BTreeSet<CleanString>,
    /// The person's own words.
    pub note: Note,
    /// When it was kept, in UTC, by the second.
    pub added: Option<NaiveDateTime>,
}

impl Bookmark {
    /// A bookmark on `article`, which is at `url` where that is known, kept at `now`.
    #[must_use]
    pub fn of(article: Article<'_>, url: Option<Address>, now: NaiveDateTime) -> Self {
        Self {
            id: article.id(),
            key: CleanString::new(&article.readable_id()),
            card: Card::of(article, url),
            labels: BTreeSet::new(),
            note: Note::default(),
            added: Some(now),
        }
    }

    /// The article as a catalogue takes it that has no page with it.
    #[must_use]
    pub fn copy(&self) -> NewCopy<'_> {
        let card = &self.card;
        NewCopy {
            id: self.id,
            key: self.key.as_str(),
            source: card.source.as_str(),
            category: card.category.as_str(),
            published: card.published,
            title: self.title(),
            summary: card.summary.as_str(),
            tags: &card.tags,
            likes: card.likes,
            minutes: card.minutes,
            address: card.url.as_ref().map(Address::as_str),
        }
    }

    /// The title, or what comes nearest to one.
    #[must_use]
    pub fn title(&self) -> &str {
        let address = self.card.url.as_ref().map(Address::as_str);
        match self.card.title.as_str() {
            "" => address.unwrap_or(self.key.as_str()),
            title => title,
        }
    }

    /// A bookmark on what `card` shows; `None` for a card that says neither where it
    /// is nor from whom, what and when.
    #[must_use]
    pub fn of_card(card: Card, added: Option<NaiveDateTime>) -> Option<Self> {
        let (id, key) = identity(&card)?;
        Some(Self {
            id,
            key: CleanString::new(&key),
            card,
            labels: BTreeSet::new(),
            note: Note::default(),
            added,
        })
    }
}

/// The identity and the key of what a card shows: that of the article when source,
/// title and date are known, else that of its address.
pub(super) fn identity(card: &Card) -> Option<(ArticleId, String)> {
    let (title, source) = (card.title.as_str(), card.source.as_str());
    if let Some(published) = card.published
        && !title.is_empty()
    {
        let id = ArticleId::of(source, title, published, &mut String::new());
        return Some((id, id.readable(title, published)));
    }
    let address = card.url.as_ref()?;
    let id = ArticleId::of_address(address.as_str());
    let mut key = String::from("web-");
    slug_into(&mut key, words(address));
    key.truncate("web-".len() + SLUG_MAX);
    let len = key.trim_end_matches('-').len();
    key.truncate(len);
    push_formatted(&mut key, format_args!("-{id}"));
    Some((id, key))
}

/// Host and path of an address without what hangs on it, for a name.
fn words(address: &Address) -> &str {
    let rest = address.as_str().split_once("://");
    let rest = rest.map_or("", |(_, rest)| rest);
    rest.split(['?', '#']).next().unwrap_or(rest)
}

/// The identity of what is kept under `key`: the one in it, else that of the card. A
/// key of a person's own is as good as ours, as long as it is the only one.
pub(super) fn id_of(key: &str, card: &Card) -> ArticleId {
    // `kafkastreams` has the twelve letters of an id, but nobody here has written it.
    let is_ours = key.starts_with("web-") || key.get(..10).and_then(day_of).is_some();
    ArticleId::parse(key)
        .filter(|_| is_ours)
        .or_else(|| identity(card).map(|(id, _)| id))
        .unwrap_or_else(|| ArticleId::of_address(key))
}

/// That an article was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadMark {
    /// The article's identity.
    pub id: ArticleId,
    /// The readable form of it.
    pub key: CleanString,
    /// When it was marked, in UTC, by the second.
    pub at: NaiveDateTime,
}

impl ReadMark {
    /// A mark on the article with this id, set at `at`; `key` is its readable form or
    /// the key of its bookmark, which may be a person's own.
    #[must_use]
    pub fn new(id: ArticleId, key: &str, at: NaiveDateTime) -> Self {
        let is_readable = ArticleId::parse(key) == Some(id);
        let key = if is_readable {
            CleanString::new(key)
        } else {
            CleanString::new(&id.to_string())
        };
        Self { id, key, at }
    }
}
