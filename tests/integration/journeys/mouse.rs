//! The mouse: what is drawn is what is hit.

use tagleaf::app::{Density, Effect, Focus, MouseKind};
use tagleaf::catalog::{Choice, Facet};

use crate::reader::Reader;

use super::ddd_count;

#[test]
fn the_seed_filters_by_a_click_on_ddd() {
    let mut reader = Reader::seed(120, 40);
    let count = ddd_count(reader.app.catalog().expect("loaded"));
    assert_eq!(count, 8);
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
fn a_tag_of_a_card_cut_at_the_top_is_hit_where_it_is_drawn() {
    let mut reader = Reader::sample(120, 40);
    reader.mouse(MouseKind::WheelDown, 60, 20);
    assert!(!reader.shows("When to Adopt CQRS?"));
    reader.click("#CQRS");
    let catalog = reader.app.catalog().expect("loaded");
    let cqrs = catalog.value_named(Facet::Tag, "CQRS").expect("a tag");
    assert_eq!(
        reader.app.selection().choice(Facet::Tag, cqrs),
        Some(Choice::Include)
    );
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

#[test]
fn a_click_on_the_advice_above_the_cards_drops_all_that_is_chosen() {
    let mut reader = Reader::sample(120, 40);
    reader.click_value("DDD").click("c clears");
    assert_eq!(reader.app.matches_len(), 24);
    assert!(!reader.shows("c clears"));
    // Where all of a row is taken by what is chosen there is none.
    reader.resize(40, 12);
    reader.press("/").type_text("ddd sort:-date").press("enter");
    assert!(!reader.shows("c clears"), "{}", reader.screen());
}

#[test]
fn a_click_on_the_line_puts_the_cursor_there() {
    let mut reader = Reader::sample(120, 40);
    reader
        .press("/")
        .type_text("e\u{2011}sourcing \u{79d2}\u{6740} saga");
    let row = reader.find("/ e").expect("the line").1;
    for (before, want) in [
        ("e\u{2011}", "\u{2192}sourcing"),
        ("e\u{2011}sourcing \u{79d2}", "\u{2192}\u{6740}"),
        ("e\u{2011}sourcing \u{79d2}\u{6740} s", "\u{2192}aga"),
    ] {
        let column = 3 + tagleaf::text::width_cells(before);
        let column = u16::try_from(column).expect("narrow");
        reader
            .mouse(MouseKind::Click, column, row)
            .type_text("\u{2192}");
        let line = reader.app.prompt().expect("a line").text();
        assert!(line.contains(want), "{line}");
        reader.press("backspace");
    }
    reader.mouse(MouseKind::Click, 80, row).type_text("!");
    assert!(
        reader
            .app
            .prompt()
            .is_some_and(|line| line.text().ends_with("saga!"))
    );
    reader.mouse(MouseKind::Click, 0, row).type_text("^");
    assert!(
        reader
            .app
            .prompt()
            .is_some_and(|line| line.text().starts_with("^e"))
    );
}

#[test]
fn a_click_on_a_line_that_is_longer_than_the_window_hits_what_is_drawn() {
    let mut reader = Reader::sample(40, 12);
    let words: Vec<String> = (0..30).map(|at| format!("word{at}")).collect();
    reader.press("/").type_text(&words.join(" "));
    assert!(reader.shows("/ \u{2026}"), "{}", reader.screen());
    reader.click("word29").type_text("!");
    let line = reader.app.prompt().expect("a line").text().to_owned();
    assert!(line.ends_with("word28 !word29"), "{line}");
    reader.press("home");
    let screen = reader.screen();
    let row = screen
        .lines()
        .find(|line| line.starts_with(" / word0"))
        .expect("a line");
    assert!(row.contains('\u{2026}'), "{row}");
}
