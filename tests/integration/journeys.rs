//! What people do with the reader: keys and clicks in, state and effects out.

use tagleaf::action::ACTIONS;
use tagleaf::app::{
    Density, Effect, Focus, Message, MouseKind, Options, PageSize, Shared, Size, update,
};
use tagleaf::catalog::{Catalog, Facet};
use tagleaf::keymap::parse_keys;

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
fn choosing_a_tag_in_the_sidebar_shows_just_its_articles() {
    for (width, height) in [(120, 40), (80, 24), (50, 30)] {
        let mut reader = Reader::sample(width, height);
        let count = ddd_count(reader.app.catalog().expect("loaded"));
        reader.press(if width < 64 { "shift-tab" } else { "tab tab" });
        if (64..110).contains(&width) {
            reader.press("esc shift-tab");
        }
        assert_eq!(reader.app.focus(), Focus::Sidebar, "{width}");
        while !reader.shows("✓DDD") && !reader.shows("✓ DDD") {
            reader.press("j");
            let row = reader.app.sidebar().cursor;
            let ddd = reader
                .app
                .catalog()
                .and_then(|c| c.value_named(Facet::Tag, "DDD"));
            if row == tagleaf::app::sidebar::Cursor::Value(Facet::Tag, ddd.expect("a tag")) {
                reader.press("space");
            }
        }
        assert_eq!(reader.app.matches_len(), count);
        for place in 0..count {
            let article = reader.app.article_at(place).expect("a match");
            assert!(article.tags().any(|tag| tag.as_str() == "DDD"));
        }
        reader.press("esc");
        let total = reader.app.catalog().map_or(0, Catalog::len);
        let header = if height >= 20 {
            format!("{count} of {total} loaded")
        } else {
            String::new()
        };
        assert!(reader.shows(&header), "{}", reader.screen());
        reader.press("c");
        assert_eq!(reader.app.matches_len(), total);
    }
}

#[test]
fn the_seed_filters_by_a_click_on_ddd() {
    let mut reader = Reader::seed(120, 40);
    let count = ddd_count(reader.app.catalog().expect("loaded"));
    reader.click_value("DDD").click_value("DDD");
    assert_eq!(reader.app.matches_len(), 94, "a second click drops it");
    reader.click_value("DDD");
    assert_eq!(reader.app.matches_len(), count);
    assert!(reader.shows(&format!("{count} of 94 loaded · 949 claimed")));
    assert!(reader.shows("Articles  ✓DDD"));
    reader.click("✓DDD");
    assert_eq!(
        reader.app.matches_len(),
        94,
        "the chip above the cards drops it too"
    );
}

#[test]
fn the_selected_article_survives_resizes_filters_and_other_pages() {
    let mut reader = Reader::sample(120, 40);
    reader.press("1 2 G");
    let title = reader.selected_title();
    assert!(title.contains("Dada"));
    for size in [(80, 24), (40, 12), (10, 2), (200, 50), (120, 40)] {
        reader.resize(size.0, size.1);
        assert_eq!(reader.selected_title(), title);
    }
    reader.click_value("DDD");
    assert_eq!(reader.selected_title(), title, "it has the tag");
    reader.press("d d c");
    assert_eq!(
        (reader.selected_title(), reader.app.place()),
        (title, Some(11))
    );
}

#[test]
fn a_filter_that_hides_the_article_gives_it_back_when_it_is_dropped() {
    let mut reader = Reader::sample(120, 40);
    reader.press("4 G");
    assert_eq!(reader.selected_title(), "Microservices");
    reader.click_value("DDD");
    assert_ne!(reader.selected_title(), "Microservices");
    reader.press("c");
    assert_eq!(reader.selected_title(), "Microservices");
    reader.click_value("DDD").press("esc j c");
    assert_ne!(
        reader.selected_title(),
        "Microservices",
        "the person went on"
    );
}

#[test]
fn a_stale_answer_is_dropped_and_the_old_list_stays_until_the_new_one() {
    let mut reader = Reader::sample(120, 40);
    let (column, row) = reader.find("  DDD  ").expect("the tag's row");
    let click = Message::MouseUsed(tagleaf::app::MouseEvent {
        kind: MouseKind::Click,
        column,
        row,
    });
    let first = update(&mut reader.app, click);
    let [
        Effect::Filter {
            generation,
            selection,
        },
    ] = first.as_slice()
    else {
        unreachable!("one filter is asked for: {first:?}");
    };
    assert!(reader.app.is_filtering());
    assert_eq!(reader.app.matches_len(), 24);
    let filtered = Shared::new(reader.app.catalog().expect("loaded").filter(selection));
    let stale = Message::Filtered {
        generation: *generation,
        filtered,
    };
    reader.press("c");
    assert_eq!(update(&mut reader.app, stale), Vec::new());
    assert_eq!(reader.app.matches_len(), 24);
    assert!(!reader.app.is_filtering());
}

#[test]
fn sections_fold_and_expand() {
    let mut reader = Reader::seed(120, 40);
    reader.click("▾ Tags");
    assert!(reader.shows("▸ Tags"));
    reader.press("l");
    assert!(reader.shows("▾ Tags"));
    let (_, row) = reader.find("▾ Sources").expect("a heading");
    reader.click(" more");
    assert!(reader.find("▾ Sources").is_none_or(|(_, at)| at > row));
    reader.press("{ h");
    assert!(reader.shows("▸ Tags"));
    reader.press("}");
    assert_eq!(
        reader.app.sidebar().cursor,
        tagleaf::app::sidebar::Cursor::Heading(Facet::Source)
    );
}

#[test]
fn the_mouse_reaches_cards_tags_and_pages() {
    let mut reader = Reader::sample(120, 40);
    reader.click("How DDD and Event");
    assert_eq!(reader.app.place(), Some(1));
    reader.click("#DDD");
    assert!(reader.app.matches_len() < 24);
    reader.click("✓DDD");
    assert_eq!(reader.app.matches_len(), 24);
    reader.click(" 2 3 ›");
    assert_eq!(
        reader.app.page(),
        0,
        "the blank before a number is not the number"
    );
    reader.click("2 3 ›");
    assert_eq!(reader.app.page(), 1);
    reader.click("Page 2 of 3");
    assert_eq!(reader.app.page(), 1);
}

#[test]
fn the_pager_turns_pages_by_its_arrows() {
    let mut reader = Reader::sample(120, 40);
    let arrow = |reader: &Reader, symbol: &str| {
        let line = reader
            .screen()
            .lines()
            .position(|l| l.contains("Page "))
            .expect("a pager");
        let text = reader
            .screen()
            .lines()
            .nth(line)
            .expect("that line")
            .to_owned();
        let at = text.find(symbol).expect("an arrow");
        let column = tagleaf::text::width_cells(&text[..at]);
        (
            u16::try_from(column).expect("narrow"),
            u16::try_from(line).expect("low"),
        )
    };
    let (x, y) = arrow(&reader, "›");
    reader.mouse(MouseKind::Click, x, y);
    assert_eq!(reader.app.page(), 1);
    let (x, y) = arrow(&reader, "‹");
    reader.mouse(MouseKind::Click, x, y);
    assert_eq!(reader.app.page(), 0);
    reader.mouse(MouseKind::WheelDown, x, y);
    assert_eq!(reader.app.page(), 1, "so does the wheel above the pager");
    reader.mouse(MouseKind::WheelUp, x, y);
    assert_eq!(reader.app.page(), 0);
}

#[test]
fn a_click_on_the_selected_card_opens_a_hidden_detail() {
    let mut reader = Reader::sample(80, 24);
    reader.click("How DDD and Event");
    assert_eq!(reader.app.focus(), Focus::Cards);
    reader.click("How DDD and Event");
    assert_eq!(reader.app.focus(), Focus::Detail);
    reader.press("esc");
    assert_eq!(reader.app.focus(), Focus::Cards);
}

#[test]
fn the_wheel_scrolls_and_the_selected_card_stays_on_screen() {
    let mut reader = Reader::sample(120, 40);
    for turn in 0..60 {
        reader.mouse(MouseKind::WheelDown, 60, 20);
        assert!(reader.shows("▌"), "{turn}\n{}", reader.screen());
    }
    assert_eq!(
        reader.app.place(),
        Some(23),
        "the wheel reaches the last card"
    );
    for _ in 0..60 {
        reader.mouse(MouseKind::WheelUp, 60, 20);
        assert!(reader.shows("▌"));
    }
    assert_eq!(reader.app.place(), Some(0));
}

#[test]
fn the_mouse_can_be_switched_off() {
    let mut reader = Reader::sample(120, 40);
    reader.press("m");
    assert_eq!(reader.effects, [Effect::SetMouse(false)]);
    reader.press("j").click("Jul 12, 2021");
    assert!(reader.shows("mouse off"));
    assert_eq!(reader.app.place(), Some(1), "clicks mean nothing now");
    reader.press("m");
    assert_eq!(reader.effects.last(), Some(&Effect::SetMouse(true)));
}

#[test]
fn the_help_lists_every_action_with_its_keys() {
    for (width, height) in [(200, 50), (120, 40), (80, 24), (40, 12)] {
        let mut reader = Reader::sample(width, height);
        reader.press("?");
        let mut seen = reader.screen();
        for _ in 0..200 {
            reader.press("j");
            seen.push_str(&reader.screen());
        }
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let seen = words(&seen);
        for spec in ACTIONS {
            let first = spec.description.split(' ').next().unwrap_or("");
            assert!(seen.contains(first), "{} at {width}", spec.name);
            for keys in spec.keys {
                assert!(seen.contains(&words(keys)), "{keys} at {width}");
            }
        }
        reader.press("q");
        assert_eq!(reader.app.help_scroll(), None);
        assert_eq!(reader.effects, [], "q closes the help only");
    }
}

#[test]
fn quit_works_from_everywhere_and_the_help_hides_other_keys() {
    for keys in [
        "q",
        "ctrl-c",
        "? ctrl-c",
        "tab q",
        "tab tab q",
        "enter ctrl-c",
        "5 q",
    ] {
        let mut reader = Reader::sample(120, 40);
        reader.press(keys);
        assert_eq!(reader.effects, [Effect::Quit], "{keys}");
    }
    let mut reader = Reader::sample(120, 40);
    reader.press("? d tab");
    assert_eq!(reader.app.density(), Density::Comfortable);
    assert_eq!(reader.app.focus(), Focus::Cards);
}

#[test]
fn suspend_and_redraw_are_asked_of_the_world() {
    let mut reader = Reader::sample(120, 40);
    reader.press("ctrl-z ctrl-l ? ctrl-l");
    assert_eq!(
        reader.effects,
        [Effect::Suspend, Effect::Redraw, Effect::Redraw]
    );
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
        };
        reader.tell(Message::Loaded(Shared::new(sample(24))));
        assert_eq!(reader.app.page_len(), page_len, "{width}x{height}");
        reader.press("enter s esc");
        assert_eq!(reader.app.page_len(), page_len, "whatever has the focus");
    }
}

#[test]
fn a_reload_keeps_article_and_filter_by_name() {
    let mut reader = Reader::sample(120, 40);
    reader.click_value("DDD").press("G");
    let title = reader.selected_title();
    reader.tell(Message::Loaded(Shared::new(sample(30))));
    assert_eq!(reader.selected_title(), title);
    assert_eq!(reader.app.matches_len(), 10);
}

#[test]
fn keys_work_while_articles_load() {
    let mut reader = Reader::loading(80, 24);
    reader.tell(Message::LoadProgressed(tagleaf::ingest::Progress {
        bytes_done: 42,
        bytes_total: 100,
        articles: 12_345,
    }));
    assert!(reader.shows("loading 42 %"));
    assert!(reader.shows("12,345 articles"));
    reader.press("j l 5 G tab enter d c s ? esc q");
    assert_eq!(reader.effects, [Effect::Quit]);
}

#[test]
fn an_empty_catalogue_and_an_empty_filter_say_what_to_do() {
    let mut reader = Reader::with(sample(0), 80, 24);
    assert!(reader.shows("No article could be read"));
    assert!(reader.shows("tagleaf check"));
    reader.press("j l G enter tab space");
    let mut reader = Reader::sample(120, 40);
    reader.click_value("Caching").click_value("21CTO");
    assert_eq!(reader.app.matches_len(), 0);
    assert!(reader.shows("No article has all of these"));
    assert!(reader.shows("c drops all chosen values"));
    reader.press("j l G enter esc c");
    assert_eq!(reader.app.matches_len(), 24);
}

#[test]
fn every_hint_of_the_status_line_is_a_key_that_does_something() {
    for keys in ["", "tab", "tab tab", "?"] {
        let mut reader = Reader::sample(120, 40);
        reader.press(keys);
        let scope = reader.app.scope();
        for spec in tagleaf::app::hints::hints(&reader.app) {
            let key = spec.keys.first().expect("a default key");
            let keys = parse_keys(key).expect("a key");
            assert_eq!(
                reader.app.keymap().resolve(scope, &keys),
                tagleaf::keymap::Resolved::Action(spec.action),
            );
        }
    }
}

#[test]
fn what_could_not_be_read_is_visible_at_every_width() {
    use tagleaf::ingest::{FileReport, Quarantined, Reason};
    let quarantined = Quarantined {
        line: 7,
        reason: Reason::NoTitle,
        bytes: Vec::new(),
        bytes_len: 0,
    };
    for (width, height) in [(24, 6), (40, 12), (80, 24), (120, 40)] {
        let mut loaded = sample(24);
        loaded.report.files.push(FileReport {
            quarantined: vec![quarantined.clone(), quarantined.clone()],
            ..FileReport::default()
        });
        let reader = Reader::with(loaded, width, height);
        let (short, long) = (
            reader.shows("2 in quarantine"),
            reader.shows("tagleaf check"),
        );
        assert_eq!(
            (short, long),
            (width >= 40, width >= 80),
            "{}",
            reader.screen()
        );
        assert!(short || reader.shows("!"));
    }
}

#[test]
fn all_sections_of_the_seed_show_at_once() {
    let reader = Reader::seed(120, 40);
    for title in [
        "▾ Tags",
        "▾ Sources",
        "▾ Categories",
        "▾ Years",
        "… 96 more",
    ] {
        assert!(reader.shows(title), "{title}");
    }
}

#[test]
fn a_text_of_megabytes_without_a_blank_can_be_read() {
    let mut reader = Reader::with(crate::reader::hostile(), 120, 40);
    reader.press("j k enter G esc d d d");
    assert!(reader.shows("Somebody"));
}

#[test]
fn a_chosen_value_stays_visible_when_its_section_is_shortened() {
    let mut reader = Reader::seed(120, 40);
    reader.click(" more").click_value("Canal");
    reader.press("} { esc");
    while reader.find("show fewer").is_none() {
        reader.mouse(MouseKind::WheelDown, 4, 20);
    }
    reader.click("show fewer");
    assert!(reader.shows("✓ Canal"), "{}", reader.screen());
    assert!(reader.shows("… 95 more"));
    reader.click_value("Canal");
    assert!(!reader.shows("Canal  "));
}

#[test]
fn a_tag_of_a_card_cut_at_the_top_is_hit_where_it_is_drawn() {
    let mut reader = Reader::sample(120, 40);
    reader.mouse(MouseKind::WheelDown, 60, 20);
    assert!(!reader.shows("When to Adopt CQRS?"));
    reader.click("#CQRS");
    let catalog = reader.app.catalog().expect("loaded");
    let cqrs = catalog.value_named(Facet::Tag, "CQRS").expect("a tag");
    assert!(reader.app.selection().contains(Facet::Tag, cqrs));
}

#[test]
fn a_click_on_a_hint_does_what_its_key_does() {
    let mut reader = Reader::sample(120, 40);
    reader.click("d density");
    assert_eq!(reader.app.density(), Density::Compact);
    assert!(reader.shows("cards: compact"));
    reader.press("j").click("? help");
    assert!(reader.app.help_scroll().is_some());
    reader.click("esc close");
    assert_eq!(reader.app.help_scroll(), None);
    reader.click("q quit");
    assert_eq!(reader.effects, [Effect::Quit]);
}
