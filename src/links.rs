//! Which address an article has, how sure that is, and what may be opened.
//!
//! Pure: the texts of link lists, the catalogue and the settings come in; addresses
//! with their certainty come out. Nothing is opened here; `runtime` does that, and only
//! with an [`Address`], which the policy has let through.
//!
//! # When an address is an article's own
//!
//! An article's address ends in the slug of its title and twelve hex digits that say
//! nothing. Several publishers have articles of one title, so a slug alone is no proof.
//! Between an article and an address with its slug there are three answers:
//!
//! - **its own**: a link list names the article's publisher;
//! - **possible**: no list names a publisher, or lists contradict each other;
//! - **another's**: the lists name another publisher, or a title that differs.
//!
//! The address is [`Kind::Direct`] when it is the only one of its own and no other
//! article's own; or when nothing is its own, and among all articles and all addresses
//! of this slug there are just the one and the other, and the slug holds the title, not
//! what is left of one in another script. Everything else that is possible is
//! [`Kind::Ambiguous`]: offered, never claimed. So no address is ever claimed for two
//! articles, and an open question stays one.

mod address;
mod command;
mod engine;
mod list;
mod listing;
mod matching;
mod settings;
mod site;

use std::borrow::Cow;

use crate::catalog::{Article, ArticleId, Catalog};
use crate::text::CleanString;
use list::Ear;
use listing::ListingPages;
use matching::{Found, Matches};

pub use address::{Address, Refusal};
pub use command::{
    Attempt, Command, CommandError, Desktop, Failure, OpenError, Platform, commands,
};
pub use engine::{Engine, EngineError};
pub use list::{LinkText, ListReport, Shape, SpeaksOf};
pub use settings::{LinkSettings, SettingsError};

/// The link list that is part of the program, made for the listing that is.
const BUILT_IN: &str = include_str!("../seeds/links.tsv");

/// The name under which it is shown.
const BUILT_IN_NAME: &str = "seeds/links.tsv";

/// Bytes of a list that one address takes, about.
const ADDRESS_LEN: usize = 128;

impl LinkText {
    /// A list that is given together with the articles.
    #[must_use]
    pub const fn given(name: CleanString, text: String) -> Self {
        Self {
            name,
            text: Cow::Owned(text),
            speaks_of: SpeaksOf::All,
        }
    }

    /// The link list that is part of the program. It was made for one page: of articles
    /// for which `is_of_page` does not hold it speaks only where it names the publisher,
    /// as the same title may stand elsewhere.
    #[must_use]
    pub fn built_in(is_of_page: fn(ArticleId) -> bool) -> Self {
        Self {
            name: CleanString::new(BUILT_IN_NAME),
            text: Cow::Borrowed(BUILT_IN),
            speaks_of: SpeaksOf::Those(is_of_page),
        }
    }
}

/// How sure an address is, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The article's own page.
    Direct,
    /// A page that may be its own, one of several or not certain enough.
    Ambiguous,
    /// The page of the listing that it stands on.
    Listing,
    /// A web search for its title.
    Search,
}

impl Kind {
    /// The kind in a word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Ambiguous => "ambiguous",
            Self::Listing => "listing",
            Self::Search => "search",
        }
    }
}

/// An address that can be offered for an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// How sure it is.
    pub kind: Kind,
    /// Where it leads.
    pub address: Address,
    /// Whether the address was made up of what is known and may not exist.
    pub is_guessed: bool,
    /// The engine that is asked, of a search.
    pub engine: Option<String>,
}

/// What the link lists say of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'a> {
    /// Its own address.
    Matched(&'a Address),
    /// Addresses that may be its own.
    Ambiguous(&'a [Address]),
    /// Nothing, but pages of other publishers, if any, that bear its title.
    Unmatched(&'a [CleanString]),
}

/// The links of a catalogue, made beside it once.
#[derive(Clone, Debug)]
pub struct Links {
    matches: Matches,
    listings: ListingPages,
    settings: LinkSettings,
    lists: Vec<ListReport>,
}

impl Links {
    /// Reads the lists and matches them with the articles. `listings` are addresses of
    /// listings that the person told. O(bytes of lists + articles), see `benches/links.rs`.
    #[must_use]
    pub fn of(
        catalog: &Catalog,
        texts: &[LinkText],
        listings: &[Address],
        settings: LinkSettings,
    ) -> Self {
        let bytes: usize = texts.iter().map(|text| text.text.len()).sum();
        let has_fewer_articles = catalog.len() < bytes / ADDRESS_LEN;
        let wanted = has_fewer_articles.then(|| matching::keys(catalog));
        let mut ear = Ear::new(&settings.site, wanted);
        let lists = texts.iter().map(|text| ear.hear(text)).collect();
        let matches = matching::matches(catalog, ear.seen);
        let pages = ListingPages::new(
            catalog,
            settings.listing.clone(),
            settings.site.host(),
            listings,
        );
        Self {
            matches,
            listings: pages,
            settings,
            lists,
        }
    }

    /// How the lists were read, in their order.
    #[must_use]
    pub fn lists(&self) -> &[ListReport] {
        &self.lists
    }

    /// What the lists say of an article. O(1).
    #[must_use]
    pub fn outcome(&self, article: Article<'_>) -> Outcome<'_> {
        match self.matches.get(&article.index().0) {
            Some(Found::Direct(address)) => Outcome::Matched(address),
            Some(Found::Ambiguous(addresses)) => Outcome::Ambiguous(addresses),
            Some(Found::Others(names)) => Outcome::Unmatched(names),
            None => Outcome::Unmatched(&[]),
        }
    }

    /// The article's own address, where it is certain. O(1).
    #[must_use]
    pub fn url(&self, article: Article<'_>) -> Option<&Address> {
        match self.outcome(article) {
            Outcome::Matched(address) => Some(address),
            Outcome::Ambiguous(_) | Outcome::Unmatched(_) => None,
        }
    }

    /// Everything that can be offered for an article, best first: its own address or
    /// those that may be, its listing's page, a search by every engine. Each is made
    /// when it is asked for.
    pub fn offers<'a>(&'a self, article: Article<'a>) -> impl Iterator<Item = Link> + 'a {
        let link = |kind, address| Link {
            kind,
            address,
            is_guessed: false,
            engine: None,
        };
        let (kind, listed) = match self.outcome(article) {
            Outcome::Matched(address) => (Kind::Direct, std::slice::from_ref(address)),
            Outcome::Ambiguous(addresses) => (Kind::Ambiguous, addresses),
            Outcome::Unmatched(_) => (Kind::Direct, &[][..]),
        };
        let listed = listed
            .iter()
            .map(move |address| link(kind, address.clone()));
        let listing = std::iter::once_with(move || {
            let page = self.listings.page_of(article.origin().listing)?;
            Some(Link {
                is_guessed: page.is_guessed,
                ..link(Kind::Listing, page.address)
            })
        });
        let site = self.settings.site.host();
        let searches = self.settings.engines.iter().filter_map(move |engine| {
            let (title, source) = (article.title(), article.source());
            let address = engine.search(title.as_str(), source.as_str(), site)?;
            Some(Link {
                engine: Some(engine.name().to_owned()),
                ..link(Kind::Search, address)
            })
        });
        listed.chain(listing.flatten()).chain(searches)
    }
}
