//! Help, hints, and what is shown where there are no cards.

use tagleaf::action::ACTIONS;
use tagleaf::app::{Density, Effect, Focus, Message};

use crate::reader::{Reader, sample};

/// The help's rows in a window of this size, all that scrolling shows, with single
/// blanks between words.
fn help_rows(width: u16, height: u16) -> Vec<String> {
    let mut reader = Reader::sample(width, height);
    reader.press("?");
    let mut rows = Vec::new();
    let mut shown = String::new();
    while shown != reader.screen() {
        shown = reader.screen();
        let words = |row: &str| row.split_whitespace().collect::<Vec<_>>().join(" ");
        rows.extend(shown.lines().map(words));
        reader.press("j");
    }
    reader.press("q");
    assert_eq!(reader.app.help_scroll(), None);
    assert_eq!(reader.effects, [], "q closes the help only");
    rows
}

#[test]
fn the_help_lists_every_action_with_its_keys() {
    for (width, height) in [(200, 50), (120, 40), (80, 24)] {
        let rows = help_rows(width, height);
        for spec in ACTIONS {
            let wanted = format!("{} {}", spec.keys.join(" "), spec.description);
            assert!(
                rows.iter().any(|row| row.contains(&wanted)),
                "'{wanted}' at {width}: {rows:#?}"
            );
        }
    }
}

#[test]
fn the_help_begins_every_action_with_its_first_key_in_a_narrow_window() {
    let rows = help_rows(40, 12);
    for spec in ACTIONS {
        let key = format!("{} ", spec.keys.first().expect("a default key"));
        let word = spec.description.split([' ', ';', ',']).next().unwrap_or("");
        let found = rows
            .iter()
            .any(|row| row.starts_with(&key) && row.contains(word));
        assert!(found, "'{key}' and '{word}' in {rows:#?}");
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
    reader.press("esc").tell(Message::NotSuspended);
    assert!(reader.shows("no shell to come back from; not suspended"));
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
    assert!(reader.shows("No article matches"));
    assert!(reader.shows("c drops the query and all choices"));
    reader.press("j l G enter esc c");
    assert_eq!(reader.app.matches_len(), 24);
}

/// What a person would notice of a key, the remark on it left out.
fn noticed(reader: &Reader) -> String {
    let app = &reader.app;
    format!(
        "{:?}",
        (
            (app.focus(), app.help_scroll(), app.place(), app.density()),
            (app.selection(), app.sidebar(), app.detail_scroll()),
            (app.typed(), &reader.effects),
            (app.query().to_string(), app.prompt().is_some()),
            (app.why_scroll(), app.wanted().shown),
        )
    )
}

#[test]
fn every_hint_of_the_status_line_is_a_key_that_does_something() {
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        for keys in [
            "",
            "5",
            "enter",
            "shift-tab",
            "shift-tab h",
            "shift-tab j space",
            "/ d d d",
            "/ d d d enter",
            "w",
            "?",
        ] {
            let reader = || {
                let mut reader = Reader::sample(width, height);
                reader.press(keys);
                reader
            };
            for spec in tagleaf::app::hints::hints(&reader().app) {
                let mut reader = reader();
                let before = noticed(&reader);
                reader.press(spec.keys.first().expect("a default key"));
                let name = spec.name;
                assert_ne!(
                    noticed(&reader),
                    before,
                    "{name} after '{keys}' at {width}x{height}"
                );
            }
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
fn a_text_of_megabytes_without_a_blank_can_be_read() {
    let mut reader = Reader::with(crate::reader::hostile(), 120, 40);
    reader.press("j k enter G esc d d d");
    assert!(reader.shows("Somebody"));
}

#[test]
fn a_key_without_a_meaning_says_so() {
    let mut reader = Reader::sample(120, 40);
    reader.press("x");
    assert!(reader.shows("x does nothing here; ? shows the keys"));
    reader.press("j");
    assert!(!reader.shows("does nothing"));
}
