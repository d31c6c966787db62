//! Performs searches: at once where nobody could tell, else beside the loop, a later one
//! giving up those before it.

use std::sync::Arc;

use chrono::{Local, NaiveDate};
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinSet;

use crate::app::{Depth, Library, Message, Shared, Wanted};
use crate::catalog::Facet;
use crate::search::query::View;
use crate::search::{self, Kept, Stop, Stopped};

/// Up to this many articles and values a search takes about a millisecond, and its
/// outcome is in the very frame that follows the key.
const INLINE_ARTICLES: usize = 20_000;
const INLINE_VALUES: usize = 20_000;

/// A search that was asked for.
#[derive(Clone, Debug, PartialEq)]
struct Request {
    generation: u64,
    wanted: Wanted,
}

/// The searches of one reader.
#[derive(Debug, Default)]
pub(super) struct Searches {
    library: Option<Shared<Library>>,
    waiting: Option<Request>,
    is_prepared: bool,
    begun: search::Searches,
    views: Option<ViewRequest>,
    views_begun: search::Searches,
}

/// What saved queries find was asked for.
#[derive(Debug)]
struct ViewRequest {
    generation: u64,
    views: Vec<(usize, Arc<View>)>,
    kept: Arc<Kept>,
}

impl Searches {
    /// Notes what `message` says of the catalogue.
    pub(super) fn observe(&mut self, message: &Message) {
        if let Message::Loaded(library) = message {
            self.begun.stop();
            self.views_begun.stop();
            self.views = None;
            self.library = Some(library.clone());
            self.is_prepared = is_small(library);
        }
    }

    /// Notes a request. It waits until all that has happened is taken in, and the latest
    /// one is the only one to wait: nobody sees what keys in between would have found.
    pub(super) fn request(&mut self, generation: u64, library: Shared<Library>, wanted: Wanted) {
        self.library = Some(library);
        self.waiting = Some(Request { generation, wanted });
    }

    /// Notes a request for what saved queries find; the latest one is the only one to wait.
    pub(super) fn request_views(
        &mut self,
        generation: u64,
        views: Vec<(usize, Arc<View>)>,
        kept: Arc<Kept>,
    ) {
        self.views = Some(ViewRequest {
            generation,
            views,
            kept,
        });
    }

    /// Starts what waits of that, in the place of an earlier one.
    pub(super) fn start_views(
        &mut self,
        tasks: &mut JoinSet<()>,
        listener: &UnboundedSender<Message>,
    ) {
        let (Some(library), Some(request)) = (self.library.clone(), self.views.take()) else {
            return;
        };
        let stop = self.views_begun.begin();
        let listener = listener.clone();
        tasks.spawn_blocking(move || {
            let today = today();
            let ViewRequest {
                generation,
                views,
                kept,
            } = request;
            // Nobody waits for what was stopped, or for what nobody receives.
            if let Ok(found) = library.find_views(&views, &kept, today, &stop) {
                let answer = Message::ViewsFound {
                    generation,
                    found,
                    today,
                };
                listener.send(answer).ok();
            }
        });
    }

    /// The answer to what waits, if the search is a small one.
    pub(super) fn answer_waiting(&mut self) -> Option<Message> {
        let library = self.library.as_ref().filter(|library| is_small(library))?;
        let request = self.waiting.take()?;
        answer(library, &request, Depth::Whole, &Stop::NEVER).ok()
    }

    /// Starts what waits. A search that still runs is told to stop, which takes it less
    /// than a millisecond.
    pub(super) fn start_waiting(
        &mut self,
        tasks: &mut JoinSet<()>,
        listener: &UnboundedSender<Message>,
    ) {
        let Some(library) = self.library.clone() else {
            return;
        };
        if !std::mem::replace(&mut self.is_prepared, true) {
            let library = library.clone();
            tasks.spawn_blocking(move || library.prepare());
        }
        if let Some(request) = self.waiting.take() {
            let stop = self.begun.begin();
            let listener = listener.clone();
            tasks.spawn_blocking(move || {
                // Nobody waits for what was stopped, or for what nobody receives.
                search(&library, &request, &stop, |answer| {
                    listener.send(answer).ok();
                })
                .ok();
            });
        }
    }
}

/// Tells the first results as soon as they are known, and then all of them.
fn search(
    library: &Library,
    request: &Request,
    stop: &Stop,
    mut tell: impl FnMut(Message),
) -> Result<(), Stopped> {
    let first = answer(library, request, Depth::First, stop)?;
    let is_whole = matches!(
        &first,
        Message::Searched { passing, .. } if !passing.is_partial()
    );
    tell(first);
    if !is_whole {
        tell(answer(library, request, Depth::Whole, stop)?);
    }
    Ok(())
}

fn is_small(library: &Library) -> bool {
    let catalog = library.catalog();
    let values = Facet::ALL.map(|facet| catalog.value_count(facet));
    catalog.len() <= INLINE_ARTICLES && values.iter().sum::<usize>() <= INLINE_VALUES
}

fn answer(
    library: &Library,
    request: &Request,
    depth: Depth,
    stop: &Stop,
) -> Result<Message, Stopped> {
    let passing = library.search(&request.wanted, today(), depth, stop)?;
    Ok(Message::Searched {
        generation: request.generation,
        passing: Shared::new(passing),
    })
}

/// The day it is here.
pub(super) fn today() -> NaiveDate {
    Local::now().date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Loaded, load_bytes};
    use tokio::sync::mpsc;

    fn nothing() -> Shared<Library> {
        Shared::new(Library::without_lists(Loaded::default()))
    }

    fn many_values() -> Shared<Library> {
        let mut page = String::new();
        for number in 0..=INLINE_VALUES {
            let article = format!(
                "Source {number}\nOct 1, 2021 \u{b7} C\nT\nAbs.\nJava\n1 likes \u{b7} 1 min read\n"
            );
            page.push_str(&article);
        }
        Shared::new(Library::without_lists(load_bytes("page", page.as_bytes())))
    }

    #[test]
    fn a_small_catalogue_is_searched_at_once() {
        let mut searches = Searches::default();
        searches.observe(&Message::Loaded(nothing()));
        searches.request(6, nothing(), Wanted::default());
        searches.request(7, nothing(), Wanted::default());
        assert!(matches!(
            searches.answer_waiting(),
            Some(Message::Searched { generation: 7, .. })
        ));
        assert_eq!(searches.waiting, None);
    }

    #[test]
    fn a_large_one_is_searched_beside_the_loop_and_only_for_the_latest_request() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime");
        let (sender, mut answers) = mpsc::unbounded_channel();
        runtime.block_on(async {
            let mut tasks = JoinSet::new();
            let mut searches = Searches::default();
            let library = many_values();
            searches.observe(&Message::Loaded(library.clone()));
            for generation in 1..=3 {
                searches.request(generation, library.clone(), Wanted::default());
            }
            assert_eq!(searches.answer_waiting(), None);
            searches.start_waiting(&mut tasks, &sender);
            searches.start_waiting(&mut tasks, &sender);
            let answer = answers.recv().await.expect("an answer");
            assert!(matches!(answer, Message::Searched { generation: 3, .. }));
            while tasks.join_next().await.is_some() {}
        });
        assert!(answers.try_recv().is_err());
    }

    #[test]
    fn the_best_results_are_told_before_the_rest() {
        let library = many_values();
        let wanted = Wanted {
            narrowing: library.narrowing(&"t".parse().expect("a query")),
            ..Wanted::default()
        };
        let request = Request {
            generation: 1,
            wanted,
        };
        let mut known = Vec::new();
        let told = search(&library, &request, &Stop::NEVER, |answer| {
            if let Message::Searched { passing, .. } = answer {
                known.push((passing.matches().known_len(), passing.matches().len()));
            }
        });
        assert_eq!(told, Ok(()));
        let all = INLINE_VALUES + 1;
        assert_eq!(known, [(500, all), (all, all)]);
    }
}
