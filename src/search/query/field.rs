//! The fields of the query language: the one table that the parser, the help, the
//! command line's help and the README are made from.

use crate::catalog::Facet;

/// A field that a query can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Words in the title.
    Title,
    /// Words in the abstract.
    Summary,
    /// A value of a facet other than the year.
    Value(Facet),
    /// The year of publication.
    Year,
    /// The day of publication.
    Date,
    /// Minutes to read.
    Minutes,
    /// Likes.
    Likes,
    /// Something that holds.
    Is,
    /// A label of the person's own.
    Label,
    /// A saved query.
    View,
    /// The order of the results.
    Sort,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The field.
    pub field: Field,
    /// Its names; the first is the one that is printed.
    pub names: &'static [&'static str],
    /// An example, for help and errors.
    pub example: &'static str,
    /// What it selects.
    pub description: &'static str,
}

/// All fields, in the order of the help.
pub const FIELDS: &[FieldSpec] = &[
    row(
        Field::Value(Facet::Tag),
        &["tag", "tags"],
        "tag:cqrs",
        "articles with a tag",
    ),
    row(
        Field::Value(Facet::Source),
        &["source"],
        "source:\"Top Architect\"",
        "articles of a source",
    ),
    row(
        Field::Value(Facet::Category),
        &["category"],
        "category:ops",
        "articles of a category",
    ),
    row(
        Field::Title,
        &["title"],
        "title:saga",
        "fuzzy words in the title",
    ),
    row(
        Field::Summary,
        &["text", "abstract", "summary"],
        "text:saga",
        "exact words in the abstract",
    ),
    row(
        Field::Date,
        &["date", "published"],
        "date:2021-03..2021-06",
        "days; also >2021-05, <=2021, last-90-days",
    ),
    row(
        Field::Year,
        &["year"],
        "year:2021",
        "years; also 2019..2021, >=2020",
    ),
    row(
        Field::Minutes,
        &["min", "minutes"],
        "min:<10",
        "minutes to read; also 5..10",
    ),
    row(
        Field::Likes,
        &["likes"],
        "likes:>=50",
        "likes when the page was saved",
    ),
    row(
        Field::Is,
        &["is", "has"],
        "is:unread",
        "also bookmarked, read, uncertain, ambiguous; has:note, has:link",
    ),
    row(
        Field::Label,
        &["label", "labels"],
        "label:later",
        "articles with a label of your own",
    ),
    row(
        Field::View,
        &["view", "views"],
        "view:unread",
        "a query saved in the settings, as if it stood here in parentheses",
    ),
    row(
        Field::Sort,
        &["sort"],
        "sort:-likes,date",
        "order: relevance, listing, date, likes, minutes, title, source; - turns it round",
    ),
];

/// What can be written besides fields, each with what it means.
const SYNTAX: &[(&str, &str)] = &[
    (
        "saga ddd",
        "fuzzy words in title, tags and source; all must match; a capital asks for itself",
    ),
    (
        "\"exact phrase\"",
        "as written, in title, tags, source and abstract",
    ),
    (
        "'exact ^start end$",
        "as written, in title, tags or source; at its start; at its end",
    ),
    ("a | b, a or b", "either; binds less than the blank of a b"),
    (
        "!a, -a, not a",
        "leaves out; a bare word is taken as written here",
    ),
    ("( a | b ) c", "groups"),
];

/// The whole language as examples, each with what it means: for help, manual and README.
pub fn syntax() -> impl Iterator<Item = (&'static str, &'static str)> {
    let fields = FIELDS.iter().map(|spec| (spec.example, spec.description));
    SYNTAX.iter().copied().chain(fields)
}

const fn row(
    field: Field,
    names: &'static [&'static str],
    example: &'static str,
    description: &'static str,
) -> FieldSpec {
    FieldSpec {
        field,
        names,
        example,
        description,
    }
}

impl Field {
    /// The field of this name, whatever its case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let has = |spec: &&FieldSpec| spec.names.iter().any(|n| n.eq_ignore_ascii_case(name));
        FIELDS.iter().find(has).map(|spec| spec.field)
    }

    /// The field's row.
    #[must_use]
    pub fn spec(self) -> &'static FieldSpec {
        FIELDS
            .iter()
            .find(|spec| spec.field == self)
            .unwrap_or(&FIELDS[0])
    }

    /// The name that is printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.spec().names.first().copied().unwrap_or_default()
    }

    /// The field of a facet.
    #[must_use]
    pub const fn of(facet: Facet) -> Self {
        match facet {
            Facet::Year => Self::Year,
            other => Self::Value(other),
        }
    }
}
