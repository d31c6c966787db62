//! Help, hints, and what is shown where there are no cards.

use tagleaf::action::ACTIONS;
use tagleaf::app::{Density, Effect, Focus, Message};
use tagleaf::keymap::parse_keys;

use crate::reader::{Reader, sample};

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
fn a_text_of_megabytes_without_a_blank_can_be_read() {
    let mut reader = Reader::with(crate::reader::hostile(), 120, 40);
    reader.press("j k enter G esc d d d");
    assert!(reader.shows("Somebody"));
}
