//! Typing a query over a million articles, keeping some of them, and the counts of 5,000
//! tags.
//!
//! `cargo bench --bench typing`. Keys come thirty a second, as from a fast typist, while
//! searches run beside the loop on all cores, as in the reader. 16 ms are a frame.

#[path = "generator.rs"]
mod generator;
#[path = "screen.rs"]
mod screen;

use std::collections::VecDeque;
use std::hint::black_box;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};
use tagleaf::app::{App, Depth, Effect, Library, Message, Options, Shared, Size, Wanted, update};
use tagleaf::catalog::{Bits, Builder, Facet, Form, Listing, NewArticle, Selection, Span};
use tagleaf::ingest::load_bytes;
use tagleaf::keymap::{Key, KeyCode};
use tagleaf::search::Searches;
use tagleaf::shelf::{Bookmark, ReadMark, Shelf};
use tagleaf::text::CleanString;

use screen::Screen;

const ARTICLES: usize = 1_000_000;
const TAGS: usize = 5_000;
const KEY_EVERY: Duration = Duration::from_millis(33);
const TOGGLES: usize = 60;
const LABELS: usize = 20;
const FRAME: Duration = Duration::from_millis(16);
const SIZE: Size = Size {
    width: 200,
    height: 50,
};

/// What is typed, one query after the other; `<` deletes the character before.
const TYPED: [&str; 6] = [
    "distributed cache redis",
    "event sourcing !cqrs",
    "rocketmk<q flash sale",
    "tag:ddd 'architecture",
    "text:transaction date:2021-06..",
    "e | a | s sort:-likes",
];

/// An answer, and the key press that asked for it.
type Answer = (Message, Instant);

struct Reader {
    app: App,
    screen: Screen,
    library: Shared<Library>,
    searches: Searches,
    answers: (Sender<Answer>, Receiver<Answer>),
}

/// Times that were taken.
#[derive(Default)]
struct Times {
    key_to_frame: Vec<Duration>,
    answer_to_frame: Vec<Duration>,
    key_to_results: Vec<Duration>,
}

impl Reader {
    fn new(library: &Shared<Library>) -> Self {
        let mut app = App::new(Options::default(), SIZE);
        update(&mut app, Message::Loaded(library.clone()));
        Self {
            app,
            screen: Screen::new(SIZE),
            library: library.clone(),
            searches: Searches::default(),
            answers: channel(),
        }
    }

    /// Takes a message in, starts what it asks for and draws.
    fn tell(&mut self, message: Message, pressed: Instant) {
        let mut messages = VecDeque::from([message]);
        while let Some(message) = messages.pop_front() {
            for effect in update(&mut self.app, message) {
                match effect {
                    Effect::Search {
                        generation, wanted, ..
                    } => {
                        self.search(generation, wanted, pressed);
                    }
                    // The disk is waited for by a thread of its own.
                    Effect::SaveShelf(draft) => {
                        let step = draft.at(NaiveDateTime::default());
                        messages.push_back(Message::ShelfStepped(step));
                    }
                    _ => {}
                }
            }
        }
        self.screen.draw(&self.app);
    }

    /// Presses a key again and again, and tells after each what is on the disk now.
    fn keep(&mut self, pressed: char, times: &mut Times) {
        for _ in 0..TOGGLES {
            let begun = Instant::now();
            self.tell(key(KeyCode::Char(pressed)), begun);
            times.key_to_frame.push(begun.elapsed());
            let saved = Message::ShelfSaved {
                shelf: Shared::new(self.app.shelf().clone()),
                steps: Vec::new(),
                retrieved: Vec::new(),
            };
            let begun = Instant::now();
            self.tell(saved, begun);
            times.answer_to_frame.push(begun.elapsed());
            self.tell(key(KeyCode::Char('j')), Instant::now());
            self.take_answers(Instant::now() + KEY_EVERY, &mut Times::default());
        }
    }

    /// As the runtime does: beside the loop, the older search told to stop.
    fn search(&self, generation: u64, wanted: Box<Wanted>, pressed: Instant) {
        let stop = self.searches.begin();
        let (library, listener) = (self.library.clone(), self.answers.0.clone());
        thread::spawn(move || {
            for depth in [Depth::First, Depth::Whole] {
                let Ok(passing) = library.search(&wanted, NaiveDate::MAX, depth, &stop) else {
                    return;
                };
                let is_whole = !passing.is_partial();
                let answer = Message::Searched {
                    generation,
                    passing: Shared::new(passing),
                };
                listener.send((answer, pressed)).ok();
                if is_whole {
                    return;
                }
            }
        });
    }

    fn type_query(&mut self, typed: &str, times: &mut Times) {
        self.tell(key(KeyCode::Char('/')), Instant::now());
        let mut due = Instant::now();
        for c in typed.chars() {
            due += KEY_EVERY;
            self.take_answers(due, times);
            let pressed = Instant::now();
            let code = if c == '<' {
                KeyCode::Backspace
            } else {
                KeyCode::Char(c)
            };
            self.tell(key(code), pressed);
            times.key_to_frame.push(pressed.elapsed());
        }
        self.take_answers(Instant::now() + Duration::from_millis(500), times);
        self.tell(key(KeyCode::Esc), Instant::now());
        self.take_answers(
            Instant::now() + Duration::from_millis(500),
            &mut Times::default(),
        );
    }

    fn take_answers(&mut self, until: Instant, times: &mut Times) {
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.answers.1.recv_timeout(left) {
                Ok((answer, pressed)) => {
                    let came = Instant::now();
                    self.tell(answer, pressed);
                    times.answer_to_frame.push(came.elapsed());
                    times.key_to_results.push(pressed.elapsed());
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
        }
    }
}

fn key(code: KeyCode) -> Message {
    Message::KeyPressed(Key::plain(code))
}

fn show(name: &str, times: &mut [Duration], limit: Option<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    let verdict = match limit {
        None => "",
        Some(limit) if at(99) < limit => "  (p99 within a frame)",
        Some(_) => "  (p99 is MORE than a frame)",
    };
    println!(
        "{name:38} {:5} times  p50 {:7.2?}  p99 {:7.2?}  max {:7.2?}{verdict}",
        times.len(),
        at(50),
        at(99),
        at(100),
    );
}

fn typing() {
    let mut listing = Vec::new();
    let written = generator::write_listing(&mut listing, ARTICLES);
    assert!(written.is_ok(), "memory takes everything");
    let library = Library::without_lists(load_bytes("generated", &listing));
    drop(listing);
    let begun = Instant::now();
    library.prepare();
    println!("index of a million articles: {:.2?}", begun.elapsed());
    let library = Shared::new(library);
    let mut reader = Reader::new(&library);
    let mut times = Times::default();
    for typed in TYPED {
        reader.type_query(typed, &mut times);
    }
    show("key to frame", &mut times.key_to_frame, Some(FRAME));
    show("answer to frame", &mut times.answer_to_frame, Some(FRAME));
    show("key to results on screen", &mut times.key_to_results, None);
    keeping(&library);
}

/// One bookmark or read mark more, beside a few and beside ten thousand of each.
fn keeping(library: &Shared<Library>) {
    for (kept, query) in [(10, ""), (10_000, ""), (10_000, "is:unread")] {
        let mut reader = Reader::new(library);
        let articles = || library.catalog().articles().step_by(ARTICLES / kept);
        let bookmarks = articles().zip(0..).map(|(article, at)| {
            let mut bookmark = Bookmark::of(article, None, NaiveDateTime::default());
            let label = CleanString::new(&format!("label {}", at % LABELS));
            bookmark.labels.insert(label);
            Arc::new(bookmark)
        });
        let read = articles().map(|a| ReadMark::new(a.id(), "", NaiveDateTime::default()));
        let shelf = Shelf::new(bookmarks, read);
        reader.tell(Message::ShelfChanged(Shared::new(shelf)), Instant::now());
        reader.tell(key(KeyCode::Char('/')), Instant::now());
        for c in query.chars() {
            reader.tell(key(KeyCode::Char(c)), Instant::now());
        }
        reader.tell(key(KeyCode::Enter), Instant::now());
        reader.take_answers(Instant::now() + 10 * KEY_EVERY, &mut Times::default());
        for (name, pressed) in [("bookmark", 'b'), ("read", 'r')] {
            let mut times = Times::default();
            reader.keep(pressed, &mut times);
            let name = format!("{name} beside {kept} {query}");
            show(&name, &mut times.key_to_frame, Some(FRAME));
            show(
                &format!("{name}, saved"),
                &mut times.answer_to_frame,
                Some(FRAME),
            );
        }
    }
}

/// A million articles with three of 5,000 tags each.
fn counting() {
    let mut builder = Builder::default();
    let file = builder.add_file(CleanString::new("generated"));
    let listing = builder.add_listing(Listing::bare(Form::D, 1));
    let names: Vec<String> = (0..TAGS)
        .map(|number| format!("tag {number:04}x"))
        .collect();
    let mut state = 1_usize;
    let mut pick = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        names[(state >> 33) % TAGS].as_str()
    };
    for number in 0..u32::try_from(ARTICLES).unwrap_or(u32::MAX) {
        let title = number.to_string();
        builder.push(NewArticle {
            text: file,
            listing,
            line: number,
            source: "Somebody",
            category: "",
            published: NaiveDate::default(),
            title: (&title, Span { start: 0, len: 0 }),
            summary: Span { start: 0, len: 0 },
            tags: &[pick(), pick(), pick()],
            tags_certain: true,
            likes: 0,
            minutes: 0,
        });
    }
    let catalog = builder.build();
    println!("tags: {}", catalog.value_count(Facet::Tag));
    for (name, step) in [("half", 2), ("a tenth", 10), ("a thousandth", 1000)] {
        let count = u32::try_from(ARTICLES).unwrap_or(u32::MAX);
        let among = Bits::of(ARTICLES, (0..count).step_by(step));
        let mut times: Vec<Duration> = (0..20)
            .map(|_| {
                let begun = Instant::now();
                black_box(catalog.filter(&Selection::default(), Some(&among)));
                begun.elapsed()
            })
            .collect();
        show(&format!("counts over {name}"), &mut times, Some(FRAME));
    }
}

fn main() {
    typing();
    counting();
}
