//! Applies filters: at once where nobody could tell, else as a task, one at a time.

use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinSet;

use crate::app::{Library, Message, Shared};
use crate::catalog::{Facet, Selection};

/// Up to this many articles and values a filter takes about a millisecond, and its
/// outcome is in the very frame that follows the key.
const INLINE_ARTICLES: usize = 50_000;
const INLINE_VALUES: usize = 20_000;

/// A filter that was asked for.
#[derive(Clone, Debug, PartialEq)]
struct Request {
    generation: u64,
    selection: Selection,
}

/// The filters of one reader.
#[derive(Debug, Default)]
pub(super) struct Filters {
    library: Option<Shared<Library>>,
    wanted: Option<Request>,
    running: Option<u64>,
}

impl Filters {
    /// Notes what `message` says of the catalogue and of filters that have ended.
    pub(super) fn observe(&mut self, message: &Message) {
        match message {
            Message::Loaded(library) => self.library = Some(library.clone()),
            Message::Filtered { generation, .. } if self.running == Some(*generation) => {
                self.running = None;
            }
            _ => {}
        }
    }

    /// Answers a request at once if it is small. Else it waits for
    /// [`Filters::start_wanted`], and the latest request is the only one to wait.
    pub(super) fn request(&mut self, generation: u64, selection: Selection) -> Option<Message> {
        let request = Request {
            generation,
            selection,
        };
        if let Some(library) = self.library.as_ref().filter(|library| is_small(library)) {
            return Some(answer(library, &request));
        }
        self.wanted = Some(request);
        None
    }

    /// Starts the waiting request, unless another one still runs.
    pub(super) fn start_wanted(
        &mut self,
        tasks: &mut JoinSet<()>,
        listener: &UnboundedSender<Message>,
    ) {
        if self.running.is_some() {
            return;
        }
        if let (Some(library), Some(request)) = (self.library.clone(), self.wanted.take()) {
            self.running = Some(request.generation);
            let listener = listener.clone();
            tasks.spawn_blocking(move || {
                listener.send(answer(&library, &request)).ok();
            });
        }
    }
}

fn is_small(library: &Library) -> bool {
    let catalog = library.catalog();
    let values = Facet::ALL.map(|facet| catalog.value_count(facet));
    catalog.len() <= INLINE_ARTICLES && values.iter().sum::<usize>() <= INLINE_VALUES
}

fn answer(library: &Library, request: &Request) -> Message {
    Message::Filtered {
        generation: request.generation,
        passing: Shared::new(library.filter(&request.selection)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Loaded, load_bytes};
    use tokio::sync::mpsc;

    fn nothing() -> Shared<Library> {
        Shared::new(Library::new(Loaded::default()))
    }

    #[test]
    fn a_small_catalogue_is_filtered_at_once() {
        let mut filters = Filters::default();
        filters.observe(&Message::Loaded(nothing()));
        let answer = filters.request(7, Selection::default());
        assert!(matches!(
            answer,
            Some(Message::Filtered { generation: 7, .. })
        ));
        assert_eq!(filters.wanted, None);
    }

    #[test]
    fn many_values_are_ordered_beside_the_loop() {
        let mut page = String::new();
        for number in 0..=INLINE_VALUES {
            let article = format!(
                "Source {number}\nOct 1, 2021 \u{b7} C\nT\nAbs.\nJava\n1 likes \u{b7} 1 min read\n"
            );
            page.push_str(&article);
        }
        let loaded = load_bytes("page", page.as_bytes());
        let mut filters = Filters::default();
        filters.observe(&Message::Loaded(Shared::new(Library::new(loaded))));
        assert_eq!(filters.request(7, Selection::default()), None);
        assert!(filters.wanted.is_some());
    }

    #[test]
    fn only_the_latest_of_the_waiting_requests_is_started() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime");
        let (sender, mut answers) = mpsc::unbounded_channel();
        runtime.block_on(async {
            let mut tasks = JoinSet::new();
            let mut filters = Filters::default();
            for generation in 1..=3 {
                assert_eq!(filters.request(generation, Selection::default()), None);
            }
            filters.observe(&Message::Loaded(nothing()));
            filters.start_wanted(&mut tasks, &sender);
            filters.start_wanted(&mut tasks, &sender);
            let answer = answers.recv().await.expect("an answer");
            assert!(matches!(answer, Message::Filtered { generation: 3, .. }));
            filters.observe(&answer);
            assert_eq!((filters.running, filters.wanted), (None, None));
            while tasks.join_next().await.is_some() {}
        });
        assert!(answers.try_recv().is_err());
    }
}
