//! Finding the articles that a query lets through.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use rayon::slice::ParallelSliceMut;

use super::query::{Amount, Clause, Filter, Flag, How, Scope};
use super::{Field, Fields, Index, Kept, Names, Pattern, Phrase, Place, Stop, Stopped, Word};
use crate::catalog::{Article, ArticleId, ArticleIndex, Bits, Catalog, Facet, Origin, ValueId};

/// Articles that are looked at between two questions whether to stop.
const CHUNK: usize = 4_096;

/// What searching needs of a catalogue, worked out when it is first needed; stored
/// beside the catalogue and used with it alone.
#[derive(Debug, Default)]
pub struct Prepared {
    /// What is worked out of the pages that the copies of the catalogue lie on.
    below: Option<Arc<Prepared>>,
    names: OnceLock<Names>,
    index: OnceLock<Index>,
    ids: OnceLock<Vec<(ArticleId, u32)>>,
}

impl Prepared {
    /// For a catalogue of copies on top of one for which `below` is.
    #[must_use]
    pub fn above(below: Arc<Self>) -> Self {
        Self {
            below: Some(below),
            ..Self::default()
        }
    }

    /// How values are spelled; O(values) the first time.
    pub fn names(&self, catalog: &Catalog) -> &Names {
        self.names.get_or_init(|| Names::new(catalog))
    }

    /// The index of texts; O(articles) on all cores the first time. That of copies goes
    /// on where that of the pages ends.
    pub fn texts(&self, catalog: &Catalog) -> &Index {
        self.index.get_or_init(|| match &self.below {
            Some(below) => {
                let pages = catalog.pages();
                below.texts(pages).followed_by(catalog, pages.len())
            }
            None => Index::new(catalog),
        })
    }

    /// All articles by their identities, of a catalogue with copies these alone;
    /// O(articles · log articles) on all cores the first time.
    pub fn ids(&self, catalog: &Catalog) -> &[(ArticleId, u32)] {
        self.ids.get_or_init(|| {
            let id = |article: Article<'_>| (article.id(), article.index().0);
            let mut ids: Vec<(ArticleId, u32)> = match self.below {
                Some(_) => catalog.copied().map(id).collect(),
                None => catalog.articles().map(id).collect(),
            };
            ids.par_sort_unstable();
            ids
        })
    }

    /// The article with an identity, of several copies the last. O(log articles), after
    /// [`Prepared::ids`].
    pub fn article(&self, catalog: &Catalog, id: ArticleId) -> Option<ArticleIndex> {
        let below = self.below.as_ref();
        let on_page = below.and_then(|below| below.article(catalog.pages(), id));
        on_page.or_else(|| {
            let ids = self.ids(catalog);
            let end = ids.partition_point(|(other, _)| *other <= id);
            let (found, index) = ids.get(end.checked_sub(1)?)?;
            (*found == id).then_some(ArticleIndex(*index))
        })
    }
}

/// What others know of the articles, each set worked out when a query asks for it.
pub trait Known: fmt::Debug + Sync {
    /// The articles of the pages whose own address is known.
    fn linked(&self) -> &Bits;

    /// The articles of the pages with addresses that may be their own.
    fn ambiguous(&self) -> &Bits;
}

/// What is searched, and when.
#[derive(Clone, Copy, Debug)]
pub struct Corpus<'a> {
    /// The articles.
    pub catalog: &'a Catalog,
    /// What belongs to them.
    pub prepared: &'a Prepared,
    /// What others know of them.
    pub known: &'a dyn Known,
    /// What the person keeps of them.
    pub kept: &'a Kept,
    /// The day that `date:last-7-days` counts from.
    pub today: NaiveDate,
}

impl Corpus<'_> {
    /// The articles that pass; none stands for all of them. Cheap clauses are applied
    /// first, and what follows looks only at what they left.
    ///
    /// # Errors
    /// [`Stopped`] as soon as `stop` says so.
    pub fn find(&self, filter: &Filter, stop: &Stop) -> Result<Option<Bits>, Stopped> {
        if *filter == Filter::default() {
            return Ok(None);
        }
        self.passing(filter, self.scope().as_ref(), stop).map(Some)
    }

    /// What is searched: none stands for all. A copy whose bookmark is gone is not there
    /// any more. O(articles / 64).
    #[must_use]
    pub fn scope(&self) -> Option<Bits> {
        let copies = self.copies()?;
        let mut scope = Bits::all(self.catalog.pages().len()).resized(self.catalog.len());
        scope |= &copies;
        Some(scope)
    }

    /// The copies that there are bookmarks on; none without any copy. O(articles / 64).
    #[must_use]
    pub fn copies(&self) -> Option<Bits> {
        if !self.catalog.has_copies() {
            return None;
        }
        let mut copies = self.kept.with_flag(Flag::Bookmarked, self.catalog.len())?;
        copies -= &Bits::all(self.catalog.pages().len());
        Some(copies)
    }

    /// The articles of `within`, or of all, that pass.
    ///
    /// # Errors
    /// [`Stopped`] as soon as `stop` says so.
    pub fn passing(
        &self,
        filter: &Filter,
        within: Option<&Bits>,
        stop: &Stop,
    ) -> Result<Bits, Stopped> {
        stop.check()?;
        match filter {
            Filter::And(parts) => {
                let mut parts: Vec<&Filter> = parts.iter().collect();
                parts.sort_by_key(|part| cost(part));
                let mut left = within.cloned();
                for part in parts {
                    left = Some(self.passing(part, left.as_ref(), stop)?);
                }
                Ok(left.unwrap_or_else(|| self.all()))
            }
            Filter::Or(parts) => {
                let mut any = Bits::none(self.catalog.len());
                for part in parts {
                    any |= &self.passing(part, within, stop)?;
                }
                Ok(any)
            }
            Filter::Not(inner) => {
                let mut left = within.cloned().unwrap_or_else(|| self.all());
                left -= &self.passing(inner, within, stop)?;
                Ok(left)
            }
            Filter::Clause(clause) => self.clause(clause, within, stop),
        }
    }

    fn all(&self) -> Bits {
        Bits::all(self.catalog.len())
    }

    fn clause(&self, clause: &Clause, within: Option<&Bits>, stop: &Stop) -> Result<Bits, Stopped> {
        let index = || self.prepared.texts(self.catalog);
        match clause {
            Clause::Text { scope, how, text } => match how.place() {
                None => index().fuzzy(self.catalog, &word(*scope, text), within, stop),
                Some(place) => {
                    let phrase = Phrase::new(text, place);
                    self.held(&phrase, scope.fields(*how), within, stop)
                }
            },
            Clause::Value { facet, how, text } => {
                let named = self.named_value(*facet, *how, text);
                if named.is_some() || text.is_empty() {
                    let named = self.catalog.with_any_within(*facet, named, within);
                    return Ok(common(named, within));
                }
                let field = Field::of(*facet);
                match how.place() {
                    None => {
                        let word = Word {
                            pattern: Pattern::new(text),
                            fields: fields_of(*facet),
                        };
                        index().fuzzy(self.catalog, &word, within, stop)
                    }
                    Some(place) => self.held(&Phrase::new(text, place), &[field], within, stop),
                }
            }
            Clause::Year(amount) => Ok(common(self.in_years(*amount, within), within)),
            Clause::Date(span) => {
                let (first, last) = span.days(self.today);
                let is_then = |day| (first..=last).contains(&day);
                self.select(within, stop, |a| a.published().is_some_and(is_then))
            }
            Clause::Minutes(amount) => self.select(within, stop, |a| {
                a.minutes().is_some_and(|minutes| amount.holds(minutes))
            }),
            Clause::Likes(amount) => self.select(within, stop, |a| {
                a.likes().is_some_and(|likes| amount.holds(likes))
            }),
            Clause::Is(Flag::Linked) => Ok(common(self.linked(), within)),
            Clause::Is(Flag::Ambiguous) => {
                let ambiguous = self.known.ambiguous().resized(self.catalog.len());
                Ok(common(ambiguous, within))
            }
            Clause::Is(flag) => match self.kept.with_flag(*flag, self.catalog.len()) {
                Some(set) => Ok(common(set, within)),
                None => self.select(within, stop, |a| !a.tags_certain()),
            },
            Clause::View(view) => self.passing(view.filter(), within, stop),
            Clause::Label(label) => {
                let labelled = self.kept.with_label(label, self.catalog.len());
                Ok(common(labelled, within))
            }
        }
    }

    /// The articles whose own address is known: by the lists, or by their bookmark.
    fn linked(&self) -> Bits {
        let mut linked = self.known.linked().resized(self.catalog.len());
        let copied = self.catalog.copied().filter(|copy| is_linked(*copy));
        linked.extend(copied.map(|copy| copy.index().0));
        linked
    }

    /// The value that is spelled so, for a clause that asks for one.
    pub(super) fn named_value(&self, facet: Facet, how: How, text: &str) -> Option<ValueId> {
        let names = self.prepared.names(self.catalog);
        (how == How::Near).then(|| names.find(self.catalog, facet, text))?
    }

    fn held(
        &self,
        phrase: &Phrase,
        fields: &[Field],
        within: Option<&Bits>,
        stop: &Stop,
    ) -> Result<Bits, Stopped> {
        let index = self.prepared.texts(self.catalog);
        let mut any = Bits::none(self.catalog.len());
        for field in fields {
            any |= &index.holds(self.catalog, phrase, *field, within, stop)?;
        }
        Ok(any)
    }

    fn in_years(&self, amount: Amount<u32>, within: Option<&Bits>) -> Bits {
        let holds = |value: &ValueId| {
            let year = self.catalog.value_name(Facet::Year, *value);
            year.as_str().parse().is_ok_and(|year| amount.holds(year))
        };
        let years = self.catalog.values(Facet::Year).filter(holds);
        self.catalog.with_any_within(Facet::Year, years, within)
    }

    fn select(
        &self,
        within: Option<&Bits>,
        stop: &Stop,
        holds: impl Fn(Article<'_>) -> bool,
    ) -> Result<Bits, Stopped> {
        let mut found = Bits::none(self.catalog.len());
        let all = || Cow::Owned(self.all());
        let within = within.map_or_else(all, Cow::Borrowed);
        for (index, at) in within.ones().zip(0..) {
            if at % CHUNK == 0 {
                stop.check()?;
            }
            if holds(self.catalog.article(ArticleIndex(index))) {
                found.insert(index);
            }
        }
        Ok(found)
    }
}

/// Whether a copy has an address.
pub(super) fn is_linked(article: Article<'_>) -> bool {
    matches!(article.origin(), Origin::Bookmark { address: Some(_) })
}

fn common(mut found: Bits, within: Option<&Bits>) -> Bits {
    if let Some(within) = within {
        found &= within;
    }
    found
}

/// What to apply first: what is read off posting lists, then numbers, then titles,
/// then abstracts, then what is made of several.
const fn cost(filter: &Filter) -> u8 {
    match filter {
        Filter::Clause(Clause::Value { .. } | Clause::Year(_) | Clause::Label(_)) => 0,
        Filter::Clause(Clause::Date(_) | Clause::Minutes(_) | Clause::Likes(_) | Clause::Is(_)) => {
            1
        }
        Filter::Clause(Clause::Text { how, scope, .. }) => match (how, scope) {
            (How::Phrase, _) | (_, Scope::Summary) => 3,
            _ => 2,
        },
        Filter::Not(_) | Filter::And(_) | Filter::Or(_) | Filter::Clause(Clause::View(_)) => 4,
    }
}

/// A fuzzy word in its scope.
pub(super) fn word(scope: Scope, text: &str) -> Word {
    match scope {
        Scope::Any => Word::bare(text),
        Scope::Title | Scope::Summary => Word {
            pattern: Pattern::new(text),
            fields: Fields::TITLE,
        },
    }
}

const fn fields_of(facet: Facet) -> Fields {
    match facet {
        Facet::Tag => Fields::TAG,
        Facet::Source => Fields::SOURCE,
        Facet::Category | Facet::Year => Fields::CATEGORY,
    }
}

impl How {
    /// Where a text must stand; none for a fuzzy one.
    pub(super) const fn place(self) -> Option<Place> {
        match self {
            Self::Near => None,
            Self::Part | Self::Phrase => Some(Place::Anywhere),
            Self::Start => Some(Place::Start),
            Self::End => Some(Place::End),
            Self::Whole => Some(Place::Whole),
        }
    }
}

impl Scope {
    /// The fields that an exact text is looked for in.
    pub(super) const fn fields(self, how: How) -> &'static [Field] {
        match (self, how) {
            (Self::Any, How::Phrase) => &[Field::Title, Field::Tag, Field::Source, Field::Summary],
            (Self::Any, _) => &[Field::Title, Field::Tag, Field::Source],
            (Self::Title, _) => &[Field::Title],
            (Self::Summary, _) => &[Field::Summary],
        }
    }
}
