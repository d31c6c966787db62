//! Queries that are saved under names, to be used in other queries.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::parse::{Sense, parse, repeated};
use super::{Clause, Filter, Query, QueryError, Sort};
use crate::search::nearest;
use crate::text::{CleanString, spelling_key};

/// Names that a message lists at most.
const NAMES_MAX: usize = 8;

/// What a saved query asks for where it stands: wanted, or under a negation, where a bare
/// word is taken as written.
#[derive(Debug, PartialEq, Eq)]
pub struct View {
    name: CleanString,
    filter: Filter,
    sort: Vec<Sort>,
    clauses: usize,
    depth: usize,
}

impl View {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &CleanString {
        &self.name
    }

    /// What articles must pass.
    #[must_use]
    pub const fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The order that it asks for, or the first view in it that does.
    pub(super) fn sort(&self) -> &[Sort] {
        &self.sort
    }

    /// How many clauses it is, all views in it written out; at least one.
    pub(super) const fn clauses(&self) -> usize {
        self.clauses
    }

    /// How deep groups are nested in it, all views in it written out.
    pub(super) const fn depth(&self) -> usize {
        self.depth
    }
}

/// A saved query that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    wanted: Arc<View>,
    unwanted: Arc<View>,
}

impl SavedView {
    /// What it asks for.
    #[must_use]
    pub const fn view(&self) -> &Arc<View> {
        &self.wanted
    }

    /// The part of a query that asks for it.
    #[must_use]
    pub fn included(&self) -> Filter {
        Filter::Clause(Clause::View(Arc::clone(&self.wanted)))
    }

    /// The part of a query that leaves it out.
    #[must_use]
    pub fn excluded(&self) -> Filter {
        let clause = Clause::View(Arc::clone(&self.unwanted));
        Filter::Not(Box::new(Filter::Clause(clause)))
    }

    fn in_sense(&self, sense: Sense) -> Arc<View> {
        Arc::clone(match sense {
            Sense::Wanted => &self.wanted,
            Sense::Unwanted => &self.unwanted,
        })
    }
}

/// The saved queries of a person, in their order. Names are told apart by what is left
/// of them without case, blanks and hyphens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Views {
    saved: Vec<Saved>,
    by_key: BTreeMap<String, usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Saved {
    name: CleanString,
    text: String,
    /// The view, or why it cannot be used.
    view: Result<SavedView, Problem>,
}

/// Why a view cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    /// It has not been read.
    Unread,
    /// What is wrong with it.
    Own(String),
    /// What is to be said of a view that it uses, or that is used by that.
    OfAnother(String),
}

impl Problem {
    const fn text(&self) -> &str {
        match self {
            Self::Unread => "",
            Self::Own(text) | Self::OfAnother(text) => text.as_str(),
        }
    }
}

impl Views {
    /// Reads saved queries, each a name and a text, which may use each other in any order.
    /// O(their texts).
    #[must_use]
    pub fn new(saved: impl IntoIterator<Item = (CleanString, String)>) -> Self {
        let mut views = Self::default();
        for (name, text) in saved {
            let key = spelling_key(name.as_str());
            let problem = if name.as_str().trim().is_empty() {
                Problem::Own("it has no name".to_owned())
            } else if let Some(other) = views.by_key.get(&key).and_then(|at| views.saved.get(*at)) {
                Problem::Own(format!("it is the name of '{}' too", other.name))
            } else {
                views.by_key.insert(key, views.saved.len());
                Problem::Unread
            };
            let view = Err(problem);
            views.saved.push(Saved { name, text, view });
        }
        for at in views.order() {
            views.read(at);
        }
        views
    }

    /// These views and one more, or another query under the name of one.
    ///
    /// # Errors
    /// Why a view of this name and text cannot be used.
    pub fn with(&self, name: CleanString, text: String) -> Result<Self, String> {
        let known = self.by_key.get(&spelling_key(name.as_str())).copied();
        let mut all: Vec<(CleanString, String)> = Vec::with_capacity(self.saved.len() + 1);
        all.extend(self.saved.iter().map(|s| (s.name.clone(), s.text.clone())));
        let at = known.unwrap_or(all.len());
        match all.get_mut(at) {
            Some((_, old)) => *old = text,
            None => all.push((name, text)),
        }
        let views = Self::new(all);
        match views.saved.get(at).map(|saved| &saved.view) {
            Some(Err(problem)) => Err(problem.text().to_owned()),
            _ => Ok(views),
        }
    }

    /// Reads a query, in which `view:NAME` stands for what is saved under the name.
    ///
    /// # Errors
    /// When it does not follow the grammar, or names no view; the error says where and
    /// what was expected.
    pub fn parse(&self, text: &str) -> Result<Query, QueryError> {
        let lookup = |name: &str, sense: Sense| self.find(name).map(|view| view.in_sense(sense));
        parse(text, Sense::Wanted, &lookup).map(|parsed| parsed.query)
    }

    /// The views that can be used, in their order.
    pub fn usable(&self) -> impl Iterator<Item = &SavedView> {
        self.saved
            .iter()
            .filter_map(|saved| saved.view.as_ref().ok())
    }

    /// The name and the text that are saved under a name spelled so.
    #[must_use]
    pub fn saved_as(&self, name: &str) -> Option<(&CleanString, &str)> {
        let at = self.by_key.get(&spelling_key(name))?;
        let saved = self.saved.get(*at)?;
        Some((&saved.name, &saved.text))
    }

    /// The views that cannot be used: the place of each in the order of all, its name, and
    /// why.
    pub fn problems(&self) -> impl Iterator<Item = (usize, &CleanString, &str)> {
        self.saved.iter().enumerate().filter_map(|(at, saved)| {
            let problem = saved.view.as_ref().err()?;
            Some((at, &saved.name, problem.text()))
        })
    }

    /// The view of a name, or what to say of the name.
    fn find(&self, name: &str) -> Result<&SavedView, String> {
        if let Some(saved) = self
            .by_key
            .get(&spelling_key(name))
            .and_then(|at| self.saved.get(*at))
        {
            return saved.view.as_ref().map_err(|problem| match problem {
                Problem::OfAnother(text) => text.clone(),
                own => format!("the view '{}' cannot be used: {}", saved.name, own.text()),
            });
        }
        let shown = repeated(name);
        let mut names: Vec<&str> = self
            .usable()
            .map(|view| view.wanted.name.as_str())
            .collect();
        if names.is_empty() {
            return Err(format!(
                "no view '{shown}': none is saved under [views] in config.toml"
            ));
        }
        if let Some(near) = nearest(name, names.iter().copied()) {
            return Err(format!("no view '{shown}'; did you mean '{near}'?"));
        }
        if names.len() > NAMES_MAX {
            names.truncate(NAMES_MAX);
            names.push("\u{2026}");
        }
        Err(format!("no view '{shown}'; views are {}", names.join(", ")))
    }

    /// The places of all views that lead to no circle, those that a view uses before it;
    /// notes the others as broken. O(their texts).
    fn order(&mut self) -> Vec<usize> {
        let uses: Vec<Vec<usize>> = self
            .saved
            .iter()
            .map(|saved| self.uses(&saved.text))
            .collect();
        let mut waits: Vec<usize> = uses.iter().map(Vec::len).collect();
        let mut used_by: Vec<Vec<usize>> = vec![Vec::new(); uses.len()];
        for (at, used) in uses.iter().enumerate() {
            for used in used {
                if let Some(users) = used_by.get_mut(*used) {
                    users.push(at);
                }
            }
        }
        let is_free = |(at, waits): (usize, &usize)| (*waits == 0).then_some(at);
        let mut order: Vec<usize> = waits.iter().enumerate().filter_map(is_free).collect();
        let mut next = 0;
        while let Some(at) = order.get(next).copied() {
            next += 1;
            for user in used_by.get(at).into_iter().flatten() {
                if let Some(waits) = waits.get_mut(*user) {
                    *waits -= 1;
                    if *waits == 0 {
                        order.push(*user);
                    }
                }
            }
        }
        for (at, saved) in self.saved.iter_mut().enumerate() {
            if waits.get(at).is_some_and(|waits| *waits > 0) {
                let problem = "it leads back to itself, or to a view that does";
                saved.view = Err(Problem::Own(problem.to_owned()));
            }
        }
        order
    }

    /// The places of the views that a text names, each as often as it does.
    fn uses(&self, text: &str) -> Vec<usize> {
        let uses = RefCell::new(Vec::new());
        let nothing = Arc::new(View {
            name: CleanString::new(""),
            // Not the default, which a view that only orders is known by.
            filter: Filter::Or(Vec::new()),
            sort: Vec::new(),
            clauses: 0,
            depth: 0,
        });
        let lookup = |name: &str, _: Sense| {
            let at = self.by_key.get(&spelling_key(name));
            uses.borrow_mut().extend(at);
            Ok(Arc::clone(&nothing))
        };
        // What is wrong with the text is found when it is read for good.
        parse(text, Sense::Wanted, &lookup).ok();
        uses.into_inner()
    }

    /// Reads the text of one view; those that it uses have been read.
    fn read(&mut self, at: usize) {
        let Some(saved) = self.saved.get(at) else {
            return;
        };
        if saved.view != Err(Problem::Unread) {
            return;
        }
        let read = self.reading(saved, Sense::Wanted).and_then(|wanted| {
            let unwanted = self.reading(saved, Sense::Unwanted)?;
            Ok(SavedView {
                wanted: Arc::new(wanted),
                unwanted: Arc::new(unwanted),
            })
        });
        if let Some(saved) = self.saved.get_mut(at) {
            saved.view = read;
        }
    }

    fn reading(&self, saved: &Saved, sense: Sense) -> Result<View, Problem> {
        let of_another = RefCell::new(None);
        let lookup = |name: &str, sense: Sense| {
            let view = self.find(name).map(|view| view.in_sense(sense));
            if self.saved_as(name).is_some() {
                of_another.replace(view.clone().err());
            }
            view
        };
        let parsed = parse(&saved.text, sense, &lookup);
        let parsed = parsed.map_err(|error| match of_another.take() {
            Some(message) => Problem::OfAnother(message),
            None => Problem::Own(error.message),
        })?;
        let Query { filter, mut sort } = parsed.query;
        if filter == Filter::default() && sort.is_empty() {
            return Err(Problem::Own("it has no query".to_owned()));
        }
        if sort.is_empty() {
            sort = filter.order_of_views().to_vec();
        }
        Ok(View {
            name: saved.name.clone(),
            filter,
            sort,
            clauses: parsed.clauses.max(1),
            depth: parsed.depth,
        })
    }
}
