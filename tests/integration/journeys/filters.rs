//! What filtering does to the list, the sidebar and the selected article.

use tagleaf::app::{Effect, Focus, Library, Message, MouseKind, Shared, update};
use tagleaf::catalog::{Catalog, Facet};

use crate::reader::{Reader, answer, sample};

use super::ddd_count;

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
        let header = format!("{count} of {total} loaded");
        assert!(reader.shows(&header), "{}", reader.screen());
        reader.press("c");
        assert_eq!(reader.app.matches_len(), total);
    }
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
        Effect::Search {
            generation, wanted, ..
        },
    ] = first.as_slice()
    else {
        unreachable!("one search is asked for: {first:?}");
    };
    assert!(reader.app.is_searching());
    assert_eq!(reader.app.matches_len(), 24);
    let library = reader.app.library().expect("loaded");
    let stale = answer(library, *generation, wanted);
    reader.press("c");
    assert_eq!(update(&mut reader.app, stale), Vec::new());
    assert_eq!(reader.app.matches_len(), 24);
    assert!(!reader.app.is_searching());
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
fn articles_that_arrive_anew_are_shown_from_the_first_and_unfiltered() {
    let mut reader = Reader::sample(120, 40);
    reader.click_value("DDD").press("G enter G");
    for count in [3, 0] {
        reader.tell(Message::Loaded(Shared::new(Library::without_lists(
            sample(count),
        ))));
        assert_eq!(reader.app.matches_len(), count);
        assert_eq!(reader.app.place(), (count > 0).then_some(0));
        assert!(reader.app.selection().is_empty() && !reader.app.is_searching());
        assert_eq!(reader.app.detail_scroll(), 0);
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
        "… 97 more",
    ] {
        assert!(reader.shows(title), "{title}");
    }
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
    assert!(reader.shows("… 96 more"));
    reader.click_value("Canal");
    assert!(!reader.shows("Canal  "));
}
