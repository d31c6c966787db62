//! Every surface at every size: no panic, regions apart and inside the window,
//! invariants kept.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::layout::Rect;
use tagleaf::app::layout::Regions;
use tagleaf::app::{App, Message, MouseEvent, MouseKind, Size};
use tagleaf::ingest::Progress;
use tagleaf::keymap::{Key, KeyCode};
use tagleaf::search::query::Views;
use tagleaf::text::CleanString;

use crate::reader::{Reader, sample};

fn surfaces() -> Vec<(&'static str, Reader)> {
    let pressed = |keys: &str| {
        let mut reader = Reader::sample(120, 40);
        reader.press(keys);
        reader
    };
    let mut loading = Reader::loading(120, 40);
    loading.tell(Message::LoadProgressed(Progress {
        bytes_done: u64::MAX,
        bytes_total: 3,
        articles: u64::MAX,
    }));
    let mut nothing = Reader::sample(120, 40);
    nothing.click_value("Caching").click_value("21CTO");
    // The second quote is missing: what nobody searches for costs no time.
    let long_line = format!("/ \" {} left left", "w o r d space ".repeat(60));
    let mut views = Reader::sample(120, 40);
    let saved = (0..30).map(|at| {
        (
            CleanString::new(&format!("秒杀 view {at}")),
            "ddd".to_owned(),
        )
    });
    views.tell(Message::ViewSaved {
        name: CleanString::new("view"),
        views: Arc::new(Views::new(saved)),
    });
    views.press("shift-tab G k k k k space j !");
    let mut copies = crate::journeys::copies::reader(120, 40);
    copies
        .press("/")
        .type_text("is:bookmarked")
        .press("enter G");
    let mut kept = Reader::sample(120, 40);
    kept.press("b r j t")
        .type_text("to read, a")
        .press("enter e");
    kept.type_text("x")
        .press("enter space X")
        .type_text("秒.md");
    vec![
        ("loading", loading),
        ("empty", Reader::with(sample(0), 120, 40)),
        ("comfortable", pressed("3 G")),
        ("compact", pressed("d G")),
        ("one line", pressed("d d 1 2 G")),
        ("sidebar", pressed("shift-tab G space")),
        ("no sidebar", pressed("s")),
        ("detail", pressed("3 G enter G")),
        ("help", pressed("? G")),
        ("links", pressed("O j j")),
        ("question", pressed("O j o")),
        ("typed", pressed("m 1 2 g")),
        ("completions", pressed("/ s a g a space ! t a g : tab tab")),
        ("long line", pressed(&long_line)),
        ("views", views),
        ("name of a view", pressed("/ d d d enter S x")),
        ("why", pressed("/ s a enter w")),
        ("kept", kept),
        ("nothing passes", nothing),
        ("copies", copies),
    ]
}

#[test]
fn every_surface_fits_every_size() {
    let small = (1..=12).flat_map(|height| (1..=40).map(move |width| (width, height)));
    let large = (13..=45).step_by(4).flat_map(|height| {
        let widths = (1..=130).step_by(5).chain([63, 64, 109, 110]);
        widths.map(move |width| (width, height))
    });
    let sizes: Vec<(u16, u16)> = small.chain(large).collect();
    for (_, mut reader) in surfaces() {
        for (width, height) in &sizes {
            reader.resize(*width, *height);
            reader.screen();
            check(&reader.app);
        }
    }
}

#[test]
fn in_ascii_only_texts_of_articles_have_other_signs() {
    use ratatui::buffer::Buffer;
    use tagleaf::theme::{Colors, Marks, Theme};
    let theme = Theme {
        marks: Marks::Ascii,
        ..Theme::new(Colors::None)
    };
    let sample = Reader::sample(120, 40);
    let articles = sample.app.catalog().expect("loaded").articles();
    let texts = articles.flat_map(|a| {
        let own = [a.title(), a.summary(), a.source(), a.category()];
        own.into_iter().chain(a.tags()).map(|text| text.to_string())
    });
    let texts: String = texts.collect::<String>() + "秒杀";
    for (name, mut reader) in surfaces() {
        for (width, height) in [(120, 40), (200, 60), (40, 12)] {
            reader.resize(width, height);
            let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
            tagleaf::view::view(&reader.app, &theme, &mut frame);
            for cell in &frame.content {
                let symbol = cell.symbol();
                let is_of_text = texts.contains(symbol);
                assert!(symbol.is_ascii() || is_of_text, "{symbol} in {name}");
            }
        }
    }
}

#[test]
fn no_size_is_too_large() {
    for (_, mut reader) in surfaces() {
        for (width, height) in [(u16::MAX, u16::MAX), (u16::MAX, 9), (30, u16::MAX)] {
            reader
                .resize(width, height)
                .press("j k l h tab tab ? j esc O j k o esc esc");
            reader.mouse(MouseKind::Click, width - 1, height - 1);
            check(&reader.app);
        }
    }
}

#[test]
fn a_frame_of_another_size_than_announced_is_drawn_all_the_same() {
    use ratatui::buffer::Buffer;
    use tagleaf::theme::{Colors, Theme};
    let reader = Reader::sample(120, 40);
    for (width, height) in [(1, 1), (24, 6), (80, 24), (119, 39), (200, 50)] {
        let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
        tagleaf::view::view(&reader.app, &Theme::new(Colors::None), &mut frame);
    }
}

/// Whether everything has a place of its own inside the window.
fn check_regions(app: &App, regions: &Regions) {
    let mut areas = vec![regions.header, regions.status];
    areas.extend(&regions.dividers);
    let cards = regions.cards_shown.then_some(regions.cards);
    for pane in [regions.sidebar, cards, regions.detail]
        .into_iter()
        .flatten()
    {
        areas.extend([pane.title, pane.body]);
    }
    if regions.cards_shown {
        areas.push(regions.pager);
    }
    let window = Rect::new(0, 0, app.size().width, app.size().height);
    for (at, area) in areas.iter().enumerate() {
        assert_eq!(area.intersection(window), *area, "outside {window}");
        for other in &areas[..at] {
            let shared = area.intersection(*other);
            assert!(shared.is_empty(), "{area} and {other} in {window}");
        }
    }
}

/// What holds after every message.
fn check(app: &App) {
    let regions = tagleaf::app::layout::regions(app.size(), app);
    if let Some(regions) = &regions {
        check_regions(app, regions);
    }
    match app.selected() {
        Some(article) => {
            let place = app.place().expect("the selected article passes the filter");
            let at = app.article_at(place).expect("its place is in the list");
            assert_eq!(at.id(), article.id());
            assert_eq!(app.page(), place / app.page_len());
            assert!(app.page() < app.page_count());
            if let Some(regions) = regions {
                let window = app.window(regions.cards.body);
                let slot = window.slots().find(|slot| slot.place == place);
                let slot = slot.expect("the selected card is on screen");
                let rows = window.metrics.rows.min(regions.cards.body.height);
                assert_eq!((slot.skip, slot.area.height), (0, rows));
            }
        }
        None => assert_eq!(app.matches_len(), 0),
    }
}

#[derive(Clone, Debug)]
enum Input {
    Key(Key),
    Mouse(MouseEvent),
    Size(Size),
}

fn inputs() -> impl Strategy<Value = Input> {
    let codes = prop::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Char(' '),
        KeyCode::Char('{'),
        KeyCode::Char('}'),
    ]);
    let letters = prop::sample::select(b"jkhlgGcdsm?0123456789xoOyYn".to_vec());
    let code = prop_oneof![codes, letters.prop_map(|c| KeyCode::Char(char::from(c)))];
    let key = (code, any::<bool>(), 0..9_u8).prop_map(|(code, shift, ctrl)| Key {
        ctrl: ctrl == 0,
        shift: shift && code == KeyCode::Tab,
        ..Key::plain(code)
    });
    let kind = prop::sample::select(vec![
        MouseKind::Click,
        MouseKind::WheelDown,
        MouseKind::WheelUp,
    ]);
    let mouse = (kind, 0..140_u16, 0..50_u16).prop_map(|(kind, column, row)| MouseEvent {
        kind,
        column,
        row,
    });
    let size = (1..140_u16, 1..50_u16).prop_map(|(width, height)| Size { width, height });
    prop_oneof![
        6 => key.prop_map(Input::Key),
        3 => mouse.prop_map(Input::Mouse),
        1 => size.prop_map(Input::Size),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_input_breaks_the_reader(inputs in prop::collection::vec(inputs(), 1..120)) {
        let mut reader = Reader::sample(120, 40);
        for input in inputs {
            reader.tell(match input {
                Input::Key(key) => Message::KeyPressed(key),
                Input::Mouse(event) => Message::MouseUsed(event),
                Input::Size(size) => Message::Resized(size),
            });
            check(&reader.app);
        }
        reader.screen();
    }
}
