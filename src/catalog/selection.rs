//! Which values a person has chosen, and what for.

use std::collections::BTreeMap;

use super::{Facet, ValueId};

/// What is done with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Articles that have it are wanted.
    Include,
    /// Articles that have it are left out.
    Exclude,
}

/// How the included values of one facet are combined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Combine {
    /// An article with any of them passes.
    #[default]
    Any,
    /// Only an article with all of them passes.
    All,
}

/// The chosen values of every facet. All facets have to pass together; one without an
/// included value lets everything through that has no excluded one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    chosen: [BTreeMap<ValueId, Choice>; 4],
    combine: [Combine; 4],
}

impl Selection {
    /// Makes the choice for the value, or takes that very choice back.
    pub fn toggle(&mut self, facet: Facet, value: ValueId, choice: Choice) {
        let chosen = &mut self.chosen[facet.index()];
        if chosen.insert(value, choice) == Some(choice) {
            chosen.remove(&value);
        }
    }

    /// Takes all choices back; how values are combined stays.
    pub fn clear(&mut self) {
        self.chosen = Default::default();
    }

    /// What was chosen for the value.
    #[must_use]
    pub fn choice(&self, facet: Facet, value: ValueId) -> Option<Choice> {
        self.chosen[facet.index()].get(&value).copied()
    }

    /// Whether nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.iter().all(BTreeMap::is_empty)
    }

    /// The chosen values of one facet, ascending by id.
    #[must_use]
    pub fn of(&self, facet: Facet) -> impl ExactSizeIterator<Item = (ValueId, Choice)> {
        let chosen = &self.chosen[facet.index()];
        chosen.iter().map(|(value, choice)| (*value, *choice))
    }

    /// The values of one facet with this choice, ascending by id.
    pub fn chosen(&self, facet: Facet, choice: Choice) -> impl Iterator<Item = ValueId> {
        self.of(facet)
            .filter(move |(_, made)| *made == choice)
            .map(|(value, _)| value)
    }

    /// How the included values of a facet are combined.
    #[must_use]
    pub const fn combine(&self, facet: Facet) -> Combine {
        self.combine[facet.index()]
    }

    /// Combines the included values of a facet so.
    pub fn set_combine(&mut self, facet: Facet, combine: Combine) {
        self.combine[facet.index()] = combine;
    }
}
