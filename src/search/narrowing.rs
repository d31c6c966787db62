//! A query as the sidebar shows it: chosen values, and what else it asks for.

use super::Names;
use super::query::{Amount, Clause, Filter, How, Query, Sort};
use crate::catalog::{Catalog, Choice, Combine, Facet, Selection, ValueId};

/// What narrows the list. Every narrowing has a query text, and reading that text
/// gives the same narrowing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// The values that the sidebar shows as chosen.
    pub selection: Selection,
    /// What must hold besides.
    pub rest: Filter,
    /// The order asked for; see [`Query::sort`].
    pub sort: Vec<Sort>,
}

impl Narrowing {
    /// Finds the chosen values in a query: those that stand alone, that are left out
    /// alone, or that are the alternatives of one facet. O(parts of the query).
    #[must_use]
    pub fn of(query: &Query, catalog: &Catalog, names: &Names) -> Self {
        let mut found = Found::default();
        let value = |filter: &Filter| value_of(filter, catalog, names);
        for part in query.filter.conjuncts() {
            let is_taken = match part {
                Filter::Clause(_) => value(part).is_some_and(|(facet, value)| {
                    found.singles[facet.index()].push((value, part.clone()));
                    true
                }),
                Filter::Not(inner) => value(inner).is_some_and(|(facet, value)| {
                    found.exclude(facet, value);
                    true
                }),
                Filter::Or(parts) => {
                    let values: Option<Vec<_>> = parts.iter().map(value).collect();
                    values.is_some_and(|values| found.take_group(&values))
                }
                Filter::And(_) => false,
            };
            if !is_taken {
                found.rest.push(part.clone());
            }
        }
        let (selection, rest) = found.settle();
        Self {
            selection,
            rest: Filter::all(rest),
            sort: query.sort.clone(),
        }
    }

    /// The query that says the same.
    #[must_use]
    pub fn query(&self, catalog: &Catalog) -> Query {
        let mut parts = Vec::new();
        for facet in Facet::ALL {
            let clause = |value| Filter::Clause(Clause::of_value(catalog, facet, value));
            let included: Vec<Filter> = self
                .selection
                .chosen(facet, Choice::Include)
                .map(clause)
                .collect();
            match self.selection.combine(facet) {
                Combine::Any if !included.is_empty() => parts.push(Filter::any(included)),
                Combine::Any | Combine::All => parts.extend(included),
            }
            let excluded = self.selection.chosen(facet, Choice::Exclude);
            parts.extend(excluded.map(|value| Filter::Not(Box::new(clause(value)))));
        }
        parts.push(self.rest.clone());
        Query {
            filter: Filter::all(parts),
            sort: self.sort.clone(),
        }
    }

    /// Whether everything passes.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.selection.is_empty() && self.rest == Filter::default()
    }
}

/// What is found of a query, before it is known whether its values are alternatives.
#[derive(Default)]
struct Found {
    selection: Selection,
    grouped: [bool; 4],
    /// Values that stand alone, with their place in the query.
    singles: [Vec<(ValueId, Filter)>; 4],
    rest: Vec<Filter>,
}

impl Found {
    fn exclude(&mut self, facet: Facet, value: ValueId) {
        if self.selection.choice(facet, value).is_none() {
            self.selection.toggle(facet, value, Choice::Exclude);
        }
    }

    /// Takes alternatives of one facet, the first time.
    fn take_group(&mut self, values: &[(Facet, ValueId)]) -> bool {
        let Some((facet, _)) = values.first().copied() else {
            return false;
        };
        let is_new = |(other, value): &(Facet, ValueId)| {
            *other == facet && self.selection.choice(facet, *value).is_none()
        };
        if self.grouped[facet.index()] || !values.iter().all(is_new) {
            return false;
        }
        self.grouped[facet.index()] = true;
        for (_, value) in values {
            if self.selection.choice(facet, *value).is_none() {
                self.selection.toggle(facet, *value, Choice::Include);
            }
        }
        true
    }

    /// Decides on the values that stand alone: two or more all have to be there.
    fn settle(mut self) -> (Selection, Vec<Filter>) {
        let mut kept = Vec::new();
        for facet in Facet::ALL {
            let singles = std::mem::take(&mut self.singles[facet.index()]);
            let is_new = |selection: &Selection, value| selection.choice(facet, value).is_none();
            if singles.len() > 1 && !self.grouped[facet.index()] {
                self.selection.set_combine(facet, Combine::All);
            }
            for (value, part) in singles {
                if !self.grouped[facet.index()] && is_new(&self.selection, value) {
                    self.selection.toggle(facet, value, Choice::Include);
                } else {
                    kept.push(part);
                }
            }
        }
        kept.append(&mut self.rest);
        (self.selection, kept)
    }
}

/// The value that a clause names, if it names one that exists.
fn value_of(filter: &Filter, catalog: &Catalog, names: &Names) -> Option<(Facet, ValueId)> {
    match filter {
        Filter::Clause(Clause::Value {
            facet,
            how: How::Near,
            text,
        }) => Some((*facet, names.find(catalog, *facet, text)?)),
        Filter::Clause(Clause::Year(Amount::Is(year))) => {
            let value = catalog.value_named(Facet::Year, &year.to_string())?;
            Some((Facet::Year, value))
        }
        _ => None,
    }
}

impl Clause {
    /// The clause that names a value.
    #[must_use]
    pub fn of_value(catalog: &Catalog, facet: Facet, value: ValueId) -> Self {
        let name = catalog.value_name(facet, value);
        match name.as_str().parse() {
            Ok(year) if facet == Facet::Year => Self::Year(Amount::Is(year)),
            _ => Self::Value {
                facet,
                how: How::Near,
                text: name.as_str().to_owned(),
            },
        }
    }
}
