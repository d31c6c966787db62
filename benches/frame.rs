//! A keystroke and its frame at 200×50 with a million articles loaded.
//!
//! `cargo bench --bench frame`. Every line is one key, its update and the drawing of
//! the whole screen; 2 ms are allowed. The filter runs beside the loop and is timed
//! on its own.

#[path = "generator.rs"]
mod generator;
#[path = "screen.rs"]
mod screen;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use tagleaf::app::{App, Library, Message, Options, Shared, Size, update};
use tagleaf::catalog::{Choice, Facet, Selection};
use tagleaf::ingest::load_bytes;
use tagleaf::keymap::parse_keys;

use screen::Screen;

const ARTICLES: usize = 1_000_000;
const SIZE: Size = Size {
    width: 200,
    height: 50,
};

struct Reader {
    app: App,
    screen: Screen,
}

impl Reader {
    fn new(library: &Shared<Library>) -> Self {
        let mut app = App::new(Options::default(), SIZE);
        update(&mut app, Message::Loaded(library.clone()));
        library.find_links();
        update(&mut app, Message::LinksFound(library.clone()));
        Self {
            app,
            screen: Screen::new(SIZE),
        }
    }

    fn press(&mut self, keys: &str) {
        for key in parse_keys(keys).unwrap_or_default() {
            black_box(update(&mut self.app, Message::KeyPressed(key)));
            self.screen.draw(&self.app);
        }
    }
}

fn keystrokes(criterion: &mut Criterion) {
    let mut listing = Vec::new();
    let written = generator::write_listing(&mut listing, ARTICLES);
    assert!(written.is_ok(), "memory takes everything");
    let library = Shared::new(Library::without_lists(load_bytes("generated", &listing)));
    drop(listing);
    let mut reader = Reader::new(&library);
    for (name, before, key) in [
        ("next card", "esc", "j"),
        ("next page", "esc", "pgdn"),
        ("last card and first", "esc", "G"),
        ("page 50,000", "esc 4 9 9 9 9 l", "l"),
        ("density", "esc", "d"),
        ("next row of the sidebar", "esc shift-tab", "j"),
        ("help", "esc", "?"),
    ] {
        reader.press(before);
        criterion.bench_function(name, |bencher| bencher.iter(|| reader.press(key)));
    }
    let mut selection = Selection::default();
    if let Some(tag) = library.catalog().value_named(Facet::Tag, "DDD") {
        selection.toggle(Facet::Tag, tag, Choice::Include);
    }
    criterion.bench_function("filter by a tag, beside the loop", |bencher| {
        bencher.iter(|| black_box(library.catalog().filter(&selection, None)));
    });
}

criterion_group!(benches, keystrokes);
criterion_main!(benches);
