//! The parts of an article that are searched.

use std::ops::BitOr;

use crate::catalog::Facet;

/// A part of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The title.
    Title,
    /// Every tag on its own.
    Tag,
    /// The publisher.
    Source,
    /// The site's category.
    Category,
    /// The abstract. Phrases only: a few letters in order are found in any of them.
    Summary,
}

impl Field {
    /// The field that holds a facet's values. Years are not searched as texts; they stand
    /// with the categories, which words without a field do not look into.
    #[must_use]
    pub const fn of(facet: Facet) -> Self {
        match facet {
            Facet::Tag => Self::Tag,
            Facet::Source => Self::Source,
            Facet::Category | Facet::Year => Self::Category,
        }
    }

    /// The facet whose values the field holds; `None` for texts of the article's own.
    #[must_use]
    pub const fn facet(self) -> Option<Facet> {
        match self {
            Self::Tag => Some(Facet::Tag),
            Self::Source => Some(Facet::Source),
            Self::Category => Some(Facet::Category),
            Self::Title | Self::Summary => None,
        }
    }
}

/// The fields that a fuzzy word is looked for in; never none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fields(u8);

impl Fields {
    /// Titles.
    pub const TITLE: Self = Self(1 << Field::Title as u8);
    /// Tags.
    pub const TAG: Self = Self(1 << Field::Tag as u8);
    /// Sources.
    pub const SOURCE: Self = Self(1 << Field::Source as u8);
    /// Categories.
    pub const CATEGORY: Self = Self(1 << Field::Category as u8);
    /// What a word without a field is looked for in.
    pub const BARE: Self = Self(Self::TITLE.0 | Self::TAG.0 | Self::SOURCE.0);

    /// Whether the field is one of them.
    #[must_use]
    pub const fn contains(self, field: Field) -> bool {
        self.0 >> field as u8 & 1 == 1
    }

    /// The facets among them.
    pub(super) fn facets(self) -> impl Iterator<Item = (Field, Facet)> {
        [Field::Tag, Field::Source, Field::Category]
            .into_iter()
            .filter(move |field| self.contains(*field))
            .filter_map(|field| Some((field, field.facet()?)))
    }
}

impl BitOr for Fields {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
