//! Narrowing the list: choices, queries, orders, and what they lead to.

use std::sync::Arc;

use super::cards;
use super::cards::Direction as Way;
use crate::app::filterbar::What;
use crate::app::{App, Effect, Passing, Prompt, Purpose, Shared, Shown};
use crate::catalog::{ArticleIndex, Choice, Combine, Facet, ValueId};
use crate::search::query::{Clause, Direction, Filter, Query, Sort, SortBy};

/// The orders that one key goes through, after the usual one.
const ORDERS: [(Option<SortBy>, Direction, &str); 7] = [
    (None, Direction::Forward, "the usual order"),
    (Some(SortBy::Date), Direction::Backward, "newest first"),
    (Some(SortBy::Date), Direction::Forward, "oldest first"),
    (Some(SortBy::Likes), Direction::Backward, "most likes first"),
    (Some(SortBy::Minutes), Direction::Forward, "shortest first"),
    (Some(SortBy::Title), Direction::Forward, "by title"),
    (Some(SortBy::Source), Direction::Forward, "by source"),
];

/// Takes the outcome of a search over, unless it answers an older request.
pub(super) fn searched(app: &mut App, generation: u64, passing: Shared<Passing>) {
    if generation == app.generation {
        app.passing = passing;
        app.applied = generation;
        reselect(app);
    }
}

/// Makes the choice for a value, or takes that choice back.
pub(super) fn choose(
    app: &mut App,
    (facet, value): (Facet, ValueId),
    choice: Choice,
) -> Vec<Effect> {
    app.wanted.narrowing.selection.toggle(facet, value, choice);
    request(app)
}

/// Keeps only articles that also have a suggested tag, whatever is chosen already.
pub(super) fn split_by(app: &mut App, tag: ValueId) -> Vec<Effect> {
    let Some(library) = &app.library else {
        return Vec::new();
    };
    let narrowing = &mut app.wanted.narrowing;
    let selection = &mut narrowing.selection;
    let included = selection.chosen(Facet::Tag, Choice::Include).count();
    if included > 1 && selection.combine(Facet::Tag) == Combine::Any {
        // One more alternative would widen the list.
        let clause = Clause::of_value(library.catalog(), Facet::Tag, tag);
        let rest = std::mem::take(&mut narrowing.rest);
        narrowing.rest = Filter::all(vec![rest, Filter::Clause(clause)]);
        return request(app);
    }
    if included == 1 {
        selection.set_combine(Facet::Tag, Combine::All);
    }
    choose(app, (Facet::Tag, tag), Choice::Include)
}

/// Adds a part to what must hold, in place of `other` where that is there; or takes it out
/// of there again.
pub(super) fn toggle_part(app: &mut App, part: Filter, other: &Filter) -> Vec<Effect> {
    let rest = &app.wanted.narrowing.rest;
    let had_it = rest.conjuncts().contains(&part);
    let mut parts: Vec<Filter> = rest.conjuncts().to_vec();
    parts.retain(|there| *there != part && there != other);
    if !had_it {
        parts.push(part);
    }
    set_rest(app, Filter::all(parts));
    request(app)
}

/// Drops what a chip above the cards stands for.
pub(super) fn drop_part(app: &mut App, what: What) -> Vec<Effect> {
    match what {
        What::Value(facet, value, choice) => choose(app, (facet, value), choice),
        What::Rest => drop_rest(app),
        What::Sort => {
            app.wanted.narrowing.sort.clear();
            request(app)
        }
        What::All => toggle_all(app),
        What::More => Vec::new(),
        What::Clear => clear(app),
    }
}

/// Drops what the query asks for besides chosen values.
pub(super) fn drop_rest(app: &mut App) -> Vec<Effect> {
    set_rest(app, Filter::default());
    // The selected result stays selected among its neighbours.
    app.goal = app.selected.or(app.goal);
    request(app)
}

/// Drops the query and all choices.
pub(super) fn clear(app: &mut App) -> Vec<Effect> {
    let narrowing = &mut app.wanted.narrowing;
    let is_usual = app.wanted.shown == Shown::Matches;
    if narrowing.is_open() && narrowing.sort.is_empty() && is_usual {
        app.note = Some("nothing is chosen".to_owned());
        return Vec::new();
    }
    narrowing.selection.clear();
    narrowing.rest = Filter::default();
    narrowing.sort.clear();
    app.wanted.shown = Shown::Matches;
    request(app)
}

/// Lets a section's included values be alternatives, or all be needed.
pub(super) fn cycle_combine(app: &mut App, facet: Facet) -> Vec<Effect> {
    if facet != Facet::Tag {
        app.note = Some("an article has one of these: any of the chosen passes".to_owned());
        return Vec::new();
    }
    let selection = &mut app.wanted.narrowing.selection;
    let (combine, note) = match selection.combine(facet) {
        Combine::Any => (Combine::All, "articles with all of the chosen tags"),
        Combine::All => (Combine::Any, "articles with any of the chosen tags"),
    };
    selection.set_combine(facet, combine);
    app.note = Some(note.to_owned());
    request(app)
}

/// Shows what a query asks for, as soon as there are articles.
pub(super) fn query(app: &mut App, query: &Query) -> Vec<Effect> {
    let Some(library) = &app.library else {
        app.start = query.clone();
        return Vec::new();
    };
    app.wanted.narrowing = library.narrowing(query);
    request(app)
}

/// Goes to the next order of the list.
pub(super) fn cycle_sort(app: &mut App) -> Vec<Effect> {
    let sort = &mut app.wanted.narrowing.sort;
    let now = sort.first().map(|sort| (Some(sort.by), sort.direction));
    let now = now.unwrap_or((None, Direction::Forward));
    let at = ORDERS
        .iter()
        .position(|(by, direction, _)| (*by, *direction) == now);
    let next = at.map_or(0, |at| (at + 1) % ORDERS.len());
    let Some((by, direction, note)) = ORDERS.get(next).copied() else {
        return Vec::new();
    };
    *sort = by.map(|by| Sort { by, direction }).into_iter().collect();
    app.note = Some(if app.wanted.shown == Shown::All {
        format!("{note}, once only matches are shown")
    } else {
        note.to_owned()
    });
    request(app)
}

/// Shows all articles, or only those that match.
pub(super) fn toggle_all(app: &mut App) -> Vec<Effect> {
    if app.wanted.shown == Shown::Matches && app.wanted.narrowing.is_open() {
        app.note = Some("there is no query: all articles are shown".to_owned());
        return Vec::new();
    }
    let (shown, note) = match app.wanted.shown {
        Shown::Matches => (Shown::All, "all articles; n and N go to matches"),
        Shown::All => (Shown::Matches, "matches only"),
    };
    app.wanted.shown = shown;
    app.note = Some(note.to_owned());
    request(app)
}

/// Selects the match that is `times` further.
pub(super) fn step_match(app: &mut App, times: usize, way: Way) {
    let Some(place) = app.place() else {
        return;
    };
    let len = app.matches_len();
    let is_match = |at: &usize| {
        let article = app.matches().get(*at);
        article.is_some_and(|article| app.is_match(article))
    };
    let to = match way {
        Way::Down => (place + 1..len).filter(is_match).take(times).last(),
        Way::Up => (0..place).rev().filter(is_match).take(times).last(),
    };
    match to {
        Some(to) => cards::select_place(app, to),
        None => app.note = Some("no further match".to_owned()),
    }
}

/// Sets what must hold besides the chosen values. Where that asks for copies and the one
/// before did not, or the other way round, other values are there to be chosen.
pub(super) fn set_rest(app: &mut App, rest: Filter) {
    let narrowing = &mut app.wanted.narrowing;
    let asked = narrowing.rest.asks_for_copies();
    narrowing.rest = rest;
    if let Some(library) = app.library.as_ref()
        && narrowing.rest.asks_for_copies() != asked
        && library.catalog().has_copies()
    {
        *narrowing = library.narrowing(&narrowing.query(library.catalog()));
    }
}

/// Asks for what is wanted now.
pub(super) fn request(app: &mut App) -> Vec<Effect> {
    let Some(library) = app.library.clone() else {
        return Vec::new();
    };
    app.generation += 1;
    app.stay.is_list_outdated = false;
    app.wanted.kept = Arc::clone(app.keeping.kept());
    vec![Effect::Search {
        generation: app.generation,
        library,
        wanted: Box::new(app.wanted.clone()),
    }]
}

/// Selects what the person last went to, or what stands nearest to it; while a query is
/// typed, the best result.
pub(super) fn reselect(app: &mut App) {
    let matches = app.matches();
    let place = if follows_best(app) {
        0
    } else {
        app.goal.map_or(0, |goal| matches.place_near(goal))
    };
    let selected = matches.get(place.min(matches.known_len().saturating_sub(1)));
    select(app, selected);
    if app.goal.is_none() {
        app.goal = selected;
    }
}

/// Whether the selection goes to the best result: the list is ranked, and the person
/// types and has not gone anywhere.
fn follows_best(app: &App) -> bool {
    let is_typing = app.prompt.as_ref().is_some_and(Prompt::follows_best);
    is_typing && app.wanted.shown == Shown::Matches && app.is_ranked()
}

fn select(app: &mut App, selected: Option<ArticleIndex>) {
    if selected != app.selected {
        app.detail_scroll = 0;
    }
    app.selected = selected;
}

impl Prompt {
    fn follows_best(&self) -> bool {
        match &self.purpose {
            Purpose::Query(line) => !line.has_moved,
            _ => false,
        }
    }
}
