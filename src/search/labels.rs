//! What a query chooses of what is kept, labels above all: as the sidebar shows it, and as
//! a query again.

use std::sync::Arc;

use super::kept::folded;
use super::query::{Clause, Filter};
use super::{Corpus, Narrowing, Stop, Stopped};
use crate::catalog::{Bits, Choice, Combine};

/// The labels that are chosen in what must hold: those that stand alone, that are left
/// out alone, or that are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelChoices {
    included: Vec<String>,
    excluded: Vec<String>,
    /// Whether any of the included is enough.
    pub combine: Combine,
    /// What must hold besides.
    rest: Vec<Filter>,
}

impl LabelChoices {
    /// Finds the chosen labels in a filter. O(parts of the filter).
    #[must_use]
    pub fn of(filter: &Filter) -> Self {
        let mut choices = Self::default();
        let mut group = None;
        let mut singles = Vec::new();
        for part in filter.conjuncts() {
            match part {
                Filter::Clause(Clause::Label(label)) => singles.push(label.clone()),
                Filter::Or(parts) if group.is_none() => match labels_of(parts) {
                    Some(labels) => group = Some(labels),
                    None => choices.rest.push(part.clone()),
                },
                Filter::Not(inner) => match &**inner {
                    Filter::Clause(Clause::Label(label)) => choices.excluded.push(label.clone()),
                    _ => choices.rest.push(part.clone()),
                },
                _ => choices.rest.push(part.clone()),
            }
        }
        if let Some(group) = group {
            // With alternatives, what stands alone must hold besides.
            choices.rest.extend(singles.into_iter().map(one));
            choices.included = group;
        } else {
            if singles.len() > 1 {
                choices.combine = Combine::All;
            }
            choices.included = singles;
        }
        choices
    }

    /// The filter that says the same.
    #[must_use]
    pub fn filter(self) -> Filter {
        // First of all, so that other alternatives behind them are not taken for them.
        let mut parts = match self.alternatives() {
            Some(any) => vec![any],
            None => self.included.into_iter().map(one).collect(),
        };
        parts.extend(self.excluded.into_iter().map(without));
        parts.extend(self.rest);
        Filter::all(parts)
    }

    /// The part that lets through what has any of the included labels; none where all of
    /// them are needed, or there is none.
    #[must_use]
    pub fn alternatives(&self) -> Option<Filter> {
        let is_any = self.combine == Combine::Any && !self.included.is_empty();
        is_any.then(|| Filter::any(self.included.iter().cloned().map(one).collect()))
    }

    /// The part that leaves a label out, however it is spelled there.
    #[must_use]
    pub fn exclusion(&self, label: &str) -> Option<Filter> {
        let mut excluded = self.excluded.iter();
        let excluded = excluded.find(|other| is_same(other, label))?;
        Some(without(excluded.clone()))
    }

    /// How many labels are included.
    #[must_use]
    pub const fn included_len(&self) -> usize {
        self.included.len()
    }

    /// What is chosen for a label, however it is spelled.
    #[must_use]
    pub fn choice(&self, label: &str) -> Option<Choice> {
        let has = |labels: &[String]| labels.iter().any(|other| is_same(other, label));
        if has(&self.included) {
            Some(Choice::Include)
        } else {
            has(&self.excluded).then_some(Choice::Exclude)
        }
    }

    /// Makes the choice for a label, or takes that very choice back.
    pub fn toggle(&mut self, label: &str, choice: Choice) {
        let before = self.choice(label);
        for labels in [&mut self.included, &mut self.excluded] {
            labels.retain(|other| !is_same(other, label));
        }
        if before == Some(choice) {
            return;
        }
        match choice {
            Choice::Include => self.included.push(label.to_owned()),
            Choice::Exclude => self.excluded.push(label.to_owned()),
        }
    }
}

impl Corpus<'_> {
    /// What would pass without each choice of labels that counts depend on: what is left
    /// out, and alternatives. One search more for each, and there are few.
    ///
    /// # Errors
    /// [`Stopped`] as soon as `stop` says so.
    pub fn without_choices(
        &self,
        narrowing: &Narrowing,
        stop: &Stop,
    ) -> Result<Vec<(Filter, Arc<Bits>)>, Stopped> {
        let all = narrowing.rest.conjuncts();
        let left_out = all.iter().filter(|part| is_left_out(part)).cloned();
        let alternatives = LabelChoices::of(&narrowing.rest).alternatives();
        let without = left_out.chain(alternatives).map(|part| {
            let others = all.iter().filter(|other| **other != part).cloned();
            let found = self.find(&Filter::all(others.collect()), stop)?;
            let found = found.or_else(|| self.scope());
            let passing = self.catalog.narrowed(&narrowing.selection, found.as_ref());
            let passing = passing.unwrap_or_else(|| Bits::all(self.catalog.len()));
            Ok((part, Arc::new(passing)))
        });
        without.collect()
    }
}

/// Whether a part leaves out a label, and nothing else.
fn is_left_out(part: &Filter) -> bool {
    matches!(part, Filter::Not(inner) if matches!(**inner, Filter::Clause(Clause::Label(_))))
}

fn without(label: String) -> Filter {
    Filter::Not(Box::new(one(label)))
}

fn one(label: String) -> Filter {
    Filter::Clause(Clause::Label(label))
}

/// The labels of alternatives that are nothing but labels.
fn labels_of(parts: &[Filter]) -> Option<Vec<String>> {
    let label = |part: &Filter| match part {
        Filter::Clause(Clause::Label(label)) => Some(label.clone()),
        _ => None,
    };
    parts.iter().map(label).collect()
}

fn is_same(a: &str, b: &str) -> bool {
    a == b || folded(a) == folded(b)
}

#[cfg(test)]
mod tests {
    use super::super::query::Query;
    use super::*;

    fn filter(text: &str) -> Filter {
        let query: Query = text.parse().expect(text);
        query.filter
    }

    #[test]
    fn every_choice_of_labels_has_a_text_and_the_text_gives_the_choice() {
        for (text, included, excluded, combine) in [
            ("", 0, 0, Combine::Any),
            ("saga", 0, 0, Combine::Any),
            ("label:a", 1, 0, Combine::Any),
            ("label:a | label:b", 2, 0, Combine::Any),
            ("saga (label:a | label:b) !label:c", 2, 1, Combine::Any),
            ("label:a label:b", 2, 0, Combine::All),
            ("!label:a !label:b", 0, 2, Combine::Any),
            ("(label:a | label:b) label:c", 2, 0, Combine::Any),
            (
                "(label:a | label:b) (label:c | label:d)",
                2,
                0,
                Combine::Any,
            ),
            ("label:a | saga", 0, 0, Combine::Any),
            // Not both is no choice of one.
            ("!(label:a label:b)", 0, 0, Combine::Any),
        ] {
            let choices = LabelChoices::of(&filter(text));
            assert_eq!(choices.included.len(), included, "{text}");
            assert_eq!(choices.excluded.len(), excluded, "{text}");
            assert_eq!(choices.combine, combine, "{text}");
            let printed = choices.clone().filter().to_string();
            assert_eq!(LabelChoices::of(&filter(&printed)), choices, "{text}");
        }
    }

    #[test]
    fn a_label_is_included_left_out_or_neither() {
        let mut choices = LabelChoices::of(&filter("saga"));
        for (label, choice, text) in [
            ("to read", Choice::Include, "label:\"to read\" saga"),
            ("b", Choice::Include, "(label:\"to read\" | label:b) saga"),
            ("To-Read", Choice::Exclude, "label:b !label:To-Read saga"),
            ("b", Choice::Include, "!label:To-Read saga"),
            ("to read", Choice::Exclude, "saga"),
        ] {
            choices.toggle(label, choice);
            assert_eq!(choices.clone().filter().to_string(), text);
        }
        let mut all = LabelChoices::of(&filter("label:a label:b"));
        all.toggle("c", Choice::Include);
        assert_eq!(all.filter().to_string(), "label:a label:b label:c");
    }
}
