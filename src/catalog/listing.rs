//! A saved listing page: where it stands and what its header claims.

use std::fmt;

use crate::text::CleanString;

/// The saved forms of a listing page, named as in the README's table of formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Three header lines without blanks, no tag name.
    A,
    /// Header with the tag's name, count and page on one line.
    B,
    /// Header with the tag's name and a number of views.
    C,
    /// No header, six lines an article, nothing repeated.
    D,
    /// No header, opens at the doubled source.
    E,
}

impl Form {
    /// The form's letter.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.letter())
    }
}

/// How the tag of a listing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagSource {
    /// The header prints it.
    Header,
    /// The header does not print it; it is the one tag that every article of the
    /// listing has or, by the order of tags, may have out of sight.
    Inferred,
}

/// The place of a listing among those of its catalogue, in the order of loading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListingId(pub u32);

/// One saved listing page, or what was saved of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    /// The form it was saved in.
    pub form: Form,
    /// The tag it lists, and how that is known.
    pub tag: Option<(CleanString, TagSource)>,
    /// How many articles the header claims the tag has; a claim, not a count.
    pub total_claimed: Option<u32>,
    /// Which page the header says this is, from 1.
    pub page: Option<u32>,
    /// How many pages the header says there are.
    pub pages: Option<u32>,
    /// The line it begins on, from 1.
    pub line: u32,
    /// How many articles were read from it, duplicates included.
    pub articles: u32,
}

impl Listing {
    /// A listing that claims nothing, from this line on.
    #[must_use]
    pub const fn bare(form: Form, line: u32) -> Self {
        Self {
            form,
            tag: None,
            total_claimed: None,
            page: None,
            pages: None,
            line,
            articles: 0,
        }
    }
}
