//! The query language: what a person types, as a value that can be printed again.
//!
//! One grammar for the query line, the command line and the sidebar's choices:
//!
//! ```text
//! query  = or                 or   = and { ("|" | "or") and }
//! and    = not { ["and"] not }    not = { "!" | "-" | "not" } atom
//! atom   = "(" or ")" | [field ":"] text | field ":" value | "sort:" keys
//! text   = word | "'" word | "^" word | word "$" | '"' phrase '"'
//! ```
//!
//! A bare word is fuzzy. Under an odd number of negations it is exact instead, as in
//! fzf: a scattered match is worth showing, but never worth hiding an article for.
//! Negation is pushed to the words while reading, so De Morgan's laws hold.
//!
//! `is:bookmarked`, `has:note` and `label:` that are not left out
//! [ask for bookmarks](Filter::asks_for_copies) whose page is not loaded, too.

mod amount;
mod cursor;
mod error;
mod field;
mod parse;
mod print;
mod views;

pub use amount::{Amount, PartialDate, Span, Unit};
pub(super) use cursor::ends_word;
pub use error::QueryError;
pub use field::{FIELDS, Field, FieldSpec, syntax};
pub use views::{SavedView, View, Views};

use std::sync::Arc;

use crate::catalog::Facet;

/// A query with the order that it asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What articles must pass.
    pub filter: Filter,
    /// The order asked for, the first key being the most important; empty for the
    /// usual one.
    pub sort: Vec<Sort>,
}

/// A combination of clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// All of these; none lets everything through. Never nested directly.
    And(Vec<Filter>),
    /// Any of these, at least two. Never nested directly.
    Or(Vec<Filter>),
    /// Not this.
    Not(Box<Filter>),
    /// One test.
    Clause(Clause),
}

impl Default for Filter {
    fn default() -> Self {
        Self::And(Vec::new())
    }
}

/// One test of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// Text in some of its fields.
    Text {
        /// Where.
        scope: Scope,
        /// How.
        how: How,
        /// What, as typed; never empty.
        text: String,
    },
    /// A value of a facet. With [`How::Near`], the value spelled so if there is one
    /// (case, blanks and hyphens aside), else every value that is close to it.
    Value {
        /// Which.
        facet: Facet,
        /// How.
        how: How,
        /// What, as typed; empty for the value of articles that have none.
        text: String,
    },
    /// The year of publication.
    Year(Amount<u32>),
    /// The day of publication.
    Date(Span),
    /// The estimate of the reading time, in minutes.
    Minutes(Amount<u32>),
    /// Likes when the page was saved.
    Likes(Amount<u32>),
    /// Something that holds or does not.
    Is(Flag),
    /// A label of the person's own, case, blanks and hyphens aside; never empty.
    Label(String),
    /// What a saved query asks for.
    View(Arc<View>),
}

/// The fields that a text is looked for in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Title, tags and source; a quoted phrase also looks in the abstract.
    Any,
    /// The title.
    Title,
    /// The abstract.
    Summary,
}

/// How a text must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Fuzzily; see [`Clause::Value`] for values.
    Near,
    /// As a part of the field.
    Part,
    /// As a phrase: a part of the field, the abstract included.
    Phrase,
    /// At the field's start.
    Start,
    /// At the field's end.
    End,
    /// As the whole field.
    Whole,
}

/// Something that holds for an article or does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Its tags may be split otherwise.
    Uncertain,
    /// Its own address is known.
    Linked,
    /// Addresses are known that may be its own.
    Ambiguous,
    /// The person has a bookmark on it.
    Bookmarked,
    /// The person has not marked it as read.
    Unread,
    /// The person has marked it as read.
    Read,
    /// The person wrote a note on it.
    Noted,
}

impl Flag {
    /// All, with their names and what they say.
    pub const ALL: &[(Self, &'static str, &'static str)] = &[
        (
            Self::Uncertain,
            "uncertain",
            "tags that may be split otherwise",
        ),
        (Self::Linked, "link", "an address of its own"),
        (
            Self::Ambiguous,
            "ambiguous",
            "addresses that may be its own",
        ),
        (Self::Bookmarked, "bookmarked", "on the shelf"),
        (Self::Unread, "unread", "not marked as read"),
        (Self::Read, "read", "marked as read"),
        (Self::Noted, "note", "with a note"),
    ];

    /// What stands before the name: `has` a thing, or `is` such.
    #[must_use]
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Linked | Self::Noted => "has",
            Self::Uncertain | Self::Ambiguous | Self::Bookmarked | Self::Unread | Self::Read => {
                "is"
            }
        }
    }

    /// Its name after `is:` or `has:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        let row = Self::ALL.iter().find(|(flag, ..)| *flag == self);
        row.map_or("", |(_, name, _)| name)
    }
}

/// A key to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Which end comes first.
    pub direction: Direction,
}

/// What articles can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortBy {
    /// How well they match; best first.
    Relevance,
    /// The order of the listing.
    Listing,
    /// The day of publication.
    Date,
    /// Likes.
    Likes,
    /// Minutes to read.
    Minutes,
    /// The title.
    Title,
    /// The source.
    Source,
}

impl SortBy {
    /// All, with their names.
    pub const ALL: &[(Self, &'static str)] = &[
        (Self::Relevance, "relevance"),
        (Self::Listing, "listing"),
        (Self::Date, "date"),
        (Self::Likes, "likes"),
        (Self::Minutes, "minutes"),
        (Self::Title, "title"),
        (Self::Source, "source"),
    ];

    /// Its name after `sort:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        let row = Self::ALL.iter().find(|(by, _)| *by == self);
        row.map_or("", |(_, name)| name)
    }
}

/// Which end of an order comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The least, the oldest, A; for relevance the best, for the listing its start.
    Forward,
    /// The other way round; written with a `-`.
    Backward,
}

impl Query {
    /// Whether everything passes in the usual order.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sort.is_empty() && self.filter == Filter::default()
    }
}

/// What a part of a query does with what it names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    For,
    Out,
}

impl Asked {
    /// Under one more negation.
    const fn turned(self) -> Self {
        match self {
            Self::For => Self::Out,
            Self::Out => Self::For,
        }
    }
}

impl Filter {
    /// Whether it asks for what a person keeps.
    #[must_use]
    pub fn asks_for_shelf(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::asks_for_shelf),
            Self::Not(inner) => inner.asks_for_shelf(),
            Self::Clause(Clause::Is(flag)) => matches!(
                flag,
                Flag::Bookmarked | Flag::Unread | Flag::Read | Flag::Noted
            ),
            Self::Clause(Clause::View(view)) => view.filter().asks_for_shelf(),
            Self::Clause(clause) => matches!(clause, Clause::Label(_)),
        }
    }

    /// Whether it asks for bookmarks whose page is not loaded as well: when it holds
    /// `is:bookmarked`, `has:note` or `label:` under an even number of negations. To leave
    /// bookmarks out is not to ask for them, and read marks tell of what is loaded.
    ///
    /// Every way to write a filter by De Morgan's laws has the same clauses under as many
    /// negations, or two more or less, so that all of them ask for the same.
    #[must_use]
    pub fn asks_for_copies(&self) -> bool {
        self.asks_if(Asked::For)
    }

    fn asks_if(&self, asked: Asked) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(|part| part.asks_if(asked)),
            Self::Not(inner) => inner.asks_if(asked.turned()),
            Self::Clause(Clause::View(view)) => view.filter().asks_if(asked),
            Self::Clause(Clause::Is(Flag::Bookmarked | Flag::Noted) | Clause::Label(_)) => {
                asked == Asked::For
            }
            Self::Clause(_) => false,
        }
    }

    /// All of these, flattened; one alone stands for itself.
    #[must_use]
    pub fn all(filters: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(filters.len());
        for filter in filters {
            match filter {
                Self::And(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() == 1 {
            flat.swap_remove(0)
        } else {
            Self::And(flat)
        }
    }

    /// Any of these, flattened; one alone stands for itself.
    #[must_use]
    pub fn any(filters: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(filters.len());
        for filter in filters {
            match filter {
                Self::Or(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() == 1 {
            flat.swap_remove(0)
        } else {
            Self::Or(flat)
        }
    }

    /// The parts that all must hold.
    #[must_use]
    pub fn conjuncts(&self) -> &[Self] {
        match self {
            Self::And(parts) => parts,
            single => std::slice::from_ref(single),
        }
    }

    /// The order of the first view among the parts that all must hold which has one: that
    /// of a query that asks for none itself.
    #[must_use]
    pub fn order_of_views(&self) -> &[Sort] {
        let views = self.conjuncts().iter().filter_map(|part| match part {
            Self::Clause(Clause::View(view)) => Some(view.sort()),
            _ => None,
        });
        views
            .into_iter()
            .find(|sort| !sort.is_empty())
            .unwrap_or_default()
    }

    /// The fuzzy words that raise an article in the order: those not under a negation.
    #[must_use]
    pub fn words(&self) -> Vec<(Scope, &str)> {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().flat_map(Self::words).collect(),
            Self::Clause(Clause::Text {
                scope,
                how: How::Near,
                text,
            }) => vec![(*scope, text)],
            Self::Clause(Clause::View(view)) => view.filter().words(),
            Self::Not(_) | Self::Clause(_) => Vec::new(),
        }
    }
}
