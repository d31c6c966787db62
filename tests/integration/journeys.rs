//! What people do with the reader: keys and clicks in, state and effects out.

pub mod copies;
mod filters;
mod links;
mod mouse;
mod search;
mod shelf;
mod states;
mod views;

use tagleaf::app::{Focus, Library, Message, Options, PageSize, Shared, Size};
use tagleaf::catalog::{Catalog, Facet};

use crate::reader::{Reader, sample};

fn ddd_count(catalog: &Catalog) -> usize {
    let ddd = catalog.value_named(Facet::Tag, "DDD").expect("a tag DDD");
    catalog.articles_with(Facet::Tag, ddd).len()
}

#[test]
fn the_seed_has_ten_pages_and_the_page_key_reaches_page_six() {
    let mut reader = Reader::seed(120, 40);
    assert!(reader.shows("Tagged articles › Backend Architecture"));
    assert!(reader.shows("94 of 949 articles · listing page 6 of 10"));
    assert!(reader.shows("‹ [1] 2 3 4 5 6 7 8 9 10 ›"));
    reader.press("l l l l l");
    assert!(reader.shows("Page 6 of 10"));
    assert!(reader.shows("‹ 1 2 3 4 5 [6] 7 8 9 10 ›"));
    assert_eq!(reader.app.place(), Some(50));
}

#[test]
fn a_count_aims_the_page_and_card_keys() {
    for (keys, place) in [
        ("6 l", 50),
        ("6 pgdn", 50),
        ("1 0 l", 90),
        ("9 9 l", 90),
        ("3 l h", 10),
        ("3 l 2 h", 10),
        ("5 j", 5),
        ("5 j 2 k", 3),
        ("1 2 G", 11),
        ("1 2 g g", 11),
        ("G", 93),
        ("G g g", 0),
        ("end home", 0),
        ("1 0 j", 10),
        ("0 j", 1),
        ("5 esc j", 1),
        ("5 x j", 1),
        ("g j", 1),
        ("g 5 j", 5),
        ("7 g 5 j", 5),
        ("g esc g g", 0),
        ("9 9 9 9 9 9 9 9 9 9 9 9 j", 93),
        ("k", 0),
    ] {
        let mut reader = Reader::seed(120, 40);
        reader.press(keys);
        assert_eq!(reader.app.place(), Some(place), "{keys}");
        assert_eq!(reader.app.typed(), "", "{keys}");
    }
}

#[test]
fn what_is_half_typed_is_shown_and_esc_drops_it() {
    let mut reader = Reader::sample(120, 40);
    reader.press("1 2 g");
    assert_eq!(reader.app.typed(), "12 g");
    assert!(reader.shows("12 g"));
    reader.press("esc");
    assert_eq!(reader.app.typed(), "");
    assert_eq!(reader.app.place(), Some(0));
}

#[test]
fn moving_past_the_last_card_turns_the_page_and_back() {
    let mut reader = Reader::sample(120, 40);
    reader.press("9 j");
    assert_eq!(reader.app.page(), 0);
    reader.press("j");
    assert_eq!((reader.app.page(), reader.app.place()), (1, Some(10)));
    assert!(reader.shows("Page 2 of 3"));
    reader.press("k");
    assert_eq!((reader.app.page(), reader.app.place()), (0, Some(9)));
    assert!(reader.shows("▌"));
}

#[test]
fn tab_goes_round_the_panes_that_can_be_seen() {
    use Focus::{Cards, Detail, Sidebar};
    for (width, height, keys, focus) in [
        (120, 40, "tab", Detail),
        (120, 40, "tab tab", Sidebar),
        (120, 40, "tab tab tab", Cards),
        (120, 40, "shift-tab", Sidebar),
        (120, 40, "s shift-tab", Detail),
        (80, 24, "tab", Sidebar),
        (80, 24, "tab tab", Cards),
        (80, 24, "enter", Detail),
        (80, 24, "enter esc", Cards),
        (80, 24, "tab s", Cards),
        (80, 40, "tab", Detail),
        (40, 12, "tab", Detail),
        (40, 12, "s", Sidebar),
        (40, 12, "s s", Cards),
        (40, 12, "tab tab", Sidebar),
    ] {
        let mut reader = Reader::sample(width, height);
        reader.press(keys);
        assert_eq!(reader.app.focus(), focus, "{keys} at {width}x{height}");
    }
}

#[test]
fn the_detail_scrolls_and_goes_to_the_next_article() {
    let mut reader = Reader::sample(80, 12);
    reader.press("enter j j");
    assert_eq!(reader.app.detail_scroll(), 2);
    reader.press("G");
    let end = reader.app.detail_scroll();
    assert!(end > 2 && reader.shows("Id "));
    reader.press("j");
    assert_eq!(reader.app.detail_scroll(), end);
    reader.press("l");
    assert_eq!(
        (reader.app.place(), reader.app.detail_scroll()),
        (Some(1), 0)
    );
    reader.press("h g g");
    assert_eq!(reader.app.place(), Some(0));
}

#[test]
fn a_page_that_fits_shows_whole_cards_only() {
    let options = Options {
        page_size: PageSize::Fit,
        ..Options::default()
    };
    for (width, height, page_len) in [(120, 40, 4), (200, 50, 6), (40, 12, 1), (80, 24, 2)] {
        let size = Size { width, height };
        let mut reader = Reader {
            app: tagleaf::app::App::new(options, size),
            effects: Vec::new(),
            waits: Vec::new(),
        };
        reader.tell(Message::Loaded(Shared::new(Library::without_lists(
            sample(24),
        ))));
        assert_eq!(reader.app.page_len(), page_len, "{width}x{height}");
        reader.press("enter s esc");
        assert_eq!(reader.app.page_len(), page_len, "whatever has the focus");
    }
}
