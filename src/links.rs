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
mod host;
mod list;
mod listing;
mod matching;
mod settings;
mod site;

use std::borrow::Cow;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::catalog::{Article, ArticleId, Bits, Catalog, Origin};
use crate::text::{Clean, CleanString};
use list::Ear;
use listing::ListingPages;
use matching::{Found, Matches};

pub use address::{Address, Refusal};
pub use command::{
    Attempt, Command, CommandError, Desktop, Failure, OpenError, Platform, commands,
};
pub use engine::{Engine, EngineError};
pub use host::Doubt;
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

impl Link {
    /// What it is, as a person is told.
    #[must_use]
    pub fn what(&self) -> String {
        match (self.kind, self.is_guessed, &self.engine) {
            (Kind::Direct, ..) => "direct".to_owned(),
            (Kind::Ambiguous, ..) => "ambiguous".to_owned(),
            (Kind::Listing, true, _) => "listing page (guessed)".to_owned(),
            (Kind::Listing, false, _) => "listing page".to_owned(),
            (Kind::Search, _, Some(engine)) => format!("web search ({engine})"),
            (Kind::Search, _, None) => "web search".to_owned(),
        }
    }

    /// The link in Markdown, with this text. Whatever the text holds, it stays the text
    /// of one link (`CommonMark` 0.31, 2.4 and 6.3).
    #[must_use]
    pub fn markdown(&self, text: Clean<'_>) -> String {
        let mut markdown = String::from("[");
        push_escaped(&mut markdown, text.as_str(), "\\`*_[]<>&~!|");
        markdown.push_str("](");
        push_escaped(&mut markdown, self.address.as_str(), "\\()&");
        markdown.push(')');
        markdown
    }
}

fn push_escaped(out: &mut String, text: &str, signs: &str) {
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        // `&` means something only at the start of what ends in a semicolon.
        let is_plain = c == '&' && !rest.as_str().contains(';');
        if signs.contains(c) && !is_plain {
            out.push('\\');
        }
        out.push(c);
    }
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

/// The links of a catalogue; stored beside it and used with it alone. The lists are read
/// when somebody first asks what they say, which takes longer than a first frame may.
#[derive(Debug)]
pub struct Links {
    listings: ListingPages,
    settings: LinkSettings,
    unread: Mutex<Vec<LinkText>>,
    known: OnceLock<Known>,
}

/// What the lists say.
#[derive(Debug)]
struct Known {
    matches: Matches,
    lists: Vec<ListReport>,
    direct: Bits,
    ambiguous: Bits,
}

impl Links {
    /// The links that these lists will give. `listings` are addresses of listings that the
    /// person told. O(listings).
    #[must_use]
    pub fn of(
        catalog: &Catalog,
        texts: Vec<LinkText>,
        listings: &[Address],
        settings: LinkSettings,
    ) -> Self {
        let pages = ListingPages::new(
            catalog,
            settings.listing.clone(),
            settings.site.host(),
            listings,
        );
        Self {
            listings: pages,
            settings,
            unread: Mutex::new(texts),
            known: OnceLock::new(),
        }
    }

    /// Reads the lists and matches them with the articles, unless that is done.
    /// O(bytes of lists + articles), see `benches/links.rs`.
    pub fn find(&self, catalog: &Catalog) {
        self.known(catalog);
    }

    fn known(&self, catalog: &Catalog) -> &Known {
        self.known.get_or_init(|| {
            let mut unread = self.unread.lock().unwrap_or_else(PoisonError::into_inner);
            self.read(catalog, &std::mem::take(&mut *unread))
        })
    }

    fn read(&self, catalog: &Catalog, texts: &[LinkText]) -> Known {
        let bytes: usize = texts.iter().map(|text| text.text.len()).sum();
        let has_fewer_articles = catalog.len() < bytes / ADDRESS_LEN;
        let wanted = has_fewer_articles.then(|| matching::keys(catalog));
        let mut ear = Ear::new(&self.settings.site, wanted);
        let lists = texts.iter().map(|text| ear.hear(text)).collect();
        let matches = matching::matches(catalog, ear.seen);
        let (mut direct, mut ambiguous) = (Bits::none(catalog.len()), Bits::none(catalog.len()));
        for (article, found) in &matches {
            match found {
                Found::Direct(_) => direct.insert(*article),
                Found::Ambiguous(_) => ambiguous.insert(*article),
                Found::Others(_) => {}
            }
        }
        Known {
            matches,
            lists,
            direct,
            ambiguous,
        }
    }

    /// How the lists were read, in their order.
    #[must_use]
    pub fn lists(&self, catalog: &Catalog) -> &[ListReport] {
        &self.known(catalog).lists
    }

    /// The articles with an address of their own.
    #[must_use]
    pub fn direct(&self, catalog: &Catalog) -> &Bits {
        &self.known(catalog).direct
    }

    /// The articles with addresses that may be their own.
    #[must_use]
    pub fn ambiguous(&self, catalog: &Catalog) -> &Bits {
        &self.known(catalog).ambiguous
    }

    /// What is to be pointed out before the address's host is first opened.
    #[must_use]
    pub fn doubts(&self, address: &Address) -> Vec<Doubt> {
        host::doubts(&address.host(), &self.settings.site)
    }

    /// What the lists say of an article; nothing of a copy, which they are not matched
    /// with. O(1) once they are read.
    #[must_use]
    pub fn outcome(&self, article: Article<'_>) -> Outcome<'_> {
        match self
            .known(article.catalog().pages())
            .matches
            .get(&article.index().0)
        {
            Some(Found::Direct(address)) => Outcome::Matched(address),
            Some(Found::Ambiguous(addresses)) => Outcome::Ambiguous(addresses),
            Some(Found::Others(names)) => Outcome::Unmatched(names),
            None => Outcome::Unmatched(&[]),
        }
    }

    /// The article's own address, where it is certain: of a copy the one that was kept
    /// with it. O(1) once the lists are read.
    #[must_use]
    pub fn url(&self, article: Article<'_>) -> Option<Address> {
        if let Origin::Bookmark { address } = article.origin() {
            return Address::parse(address?.as_str()).ok();
        }
        match self.outcome(article) {
            Outcome::Matched(address) => Some(address.clone()),
            Outcome::Ambiguous(_) | Outcome::Unmatched(_) => None,
        }
    }

    /// The best that can be offered for an article.
    #[must_use]
    pub fn best(&self, article: Article<'_>) -> Option<Link> {
        self.offers(article).next()
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
        let kept = article.is_copy().then(|| self.url(article)).flatten();
        let kept = kept.map(|address| link(Kind::Direct, address));
        let listed = listed
            .iter()
            .map(move |address| link(kind, address.clone()));
        let listing = std::iter::once_with(move || {
            let Origin::Page { listing, .. } = article.origin() else {
                return None;
            };
            let page = self.listings.page_of(listing)?;
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
        let own = kept.into_iter().chain(listed);
        own.chain(listing.flatten()).chain(searches)
    }
}
