//! Queries under names: used, chosen, completed, saved.

use std::sync::Arc;

use tagleaf::app::{App, Effect, Library, Message, Options, Shared, Size, Start};
use tagleaf::catalog::Choice;
use tagleaf::search::query::Views;
use tagleaf::text::CleanString;

use super::copies;
use crate::reader::{Reader, sample};

fn views(saved: &[(&str, &str)]) -> Arc<Views> {
    let saved = saved.iter();
    Arc::new(Views::new(saved.map(|(name, text)| {
        (CleanString::new(name), (*text).to_owned())
    })))
}

const SAVED: &[(&str, &str)] = &[
    ("short", "min:<10 sort:-likes"),
    ("to read", "is:unread tag:ddd"),
    ("nothing", "zzzz"),
];

fn reader(saved: &[(&str, &str)], width: u16, height: u16) -> Reader {
    let start = Start {
        views: views(saved),
        ..Start::default()
    };
    let size = Size { width, height };
    let mut reader = Reader {
        app: App::starting(Options::default(), start, size),
        effects: Vec::new(),
        waits: Vec::new(),
    };
    let library = Library::without_lists(sample(24));
    reader.tell(Message::Loaded(Shared::new(library)));
    reader
}

fn query(reader: &Reader) -> String {
    reader.app.query().to_string()
}

#[test]
fn a_view_is_chosen_left_out_and_dropped_in_the_sidebar() {
    let mut reader = reader(SAVED, 120, 60);
    let all = reader.app.matches_len();
    let row = |reader: &Reader, name: &str| {
        let name = format!("{name}  ");
        let row = reader
            .screen()
            .lines()
            .position(|line| line.contains(&name));
        reader.row(u16::try_from(row.expect("a row")).expect("low"))
    };
    assert!(reader.shows("▾ Views"), "{}", reader.screen());
    assert!(row(&reader, "short").ends_with(" 8"), "{}", reader.screen());
    assert!(row(&reader, "nothing").ends_with(" 0"));
    reader.click("to read");
    assert_eq!(query(&reader), "view:\"to read\"");
    let found = reader.app.matches_len();
    assert!(found > 0 && found < all);
    assert!(row(&reader, "to read").contains('✓'), "{}", reader.screen());
    // Counts tell what is left of a view among what passes.
    let common = row(&reader, "short");
    reader.click("short");
    assert_eq!(query(&reader), "view:\"to read\" view:short");
    assert!(common.ends_with(&format!(" {}", reader.app.matches_len())));
    reader.press("!");
    assert_eq!(query(&reader), "view:\"to read\" !view:short");
    assert!(row(&reader, "short").contains('✗'));
    // Of one that is left out, how many it keeps out.
    let count = |row: &str| row.split_whitespace().last().map(str::to_owned);
    assert_eq!(count(&row(&reader, "short")), count(&common));
    reader.press("!");
    assert_eq!(query(&reader), "view:\"to read\"");
    reader.press("j space");
    assert_eq!(
        (query(&reader).as_str(), reader.app.matches_len()),
        ("", all)
    );
}

#[test]
fn every_state_with_views_has_a_text_that_gives_it() {
    let mut chosen = reader(SAVED, 120, 60);
    chosen.click_value("DDD").click("short").press("!");
    let text = query(&chosen);
    assert_eq!(text, "tag:DDD !view:short");
    let mut typed = reader(SAVED, 120, 60);
    typed.press("/").type_text(&text).press("enter");
    assert_eq!(typed.app.wanted(), chosen.app.wanted());
    assert_eq!(typed.titles(), chosen.titles());
    assert_eq!(
        tagleaf::app::sidebar::choice(&typed.app, tagleaf::app::sidebar::Cursor::View(0)),
        Some(Choice::Exclude)
    );
}

#[test]
fn a_view_orders_the_list_unless_the_query_does() {
    let mut reader = reader(SAVED, 120, 60);
    let likes = |reader: &Reader| -> Vec<u32> {
        (0..reader.app.matches_len())
            .filter_map(|place| reader.app.article_at(place))
            .filter_map(tagleaf::catalog::Article::likes)
            .collect()
    };
    reader.press("/").type_text("view:short").press("enter");
    assert!(likes(&reader).is_sorted_by(|a, b| a >= b));
    reader.press("/").type_text("sort:likes").press("enter");
    assert!(likes(&reader).is_sorted_by(|a, b| a <= b));
}

#[test]
fn a_wrong_name_is_marked_and_tab_completes_a_right_one() {
    let mut reader = reader(SAVED, 120, 40);
    reader.press("/").type_text("view:shrot");
    assert!(!reader.shows("^"), "half of a name is no error");
    reader.type_text(" x");
    assert!(
        reader.shows("^^^^^ no view 'shrot'; did you mean 'short'?"),
        "{}",
        reader.screen()
    );
    reader.press("ctrl-u").type_text("!view:").press("tab");
    assert!(reader.shows("/ !view:short"));
    reader.press("tab");
    assert!(reader.shows("/ !view:\"to read\""));
    reader.press("ctrl-u").type_text("vi").press("tab tab");
    assert!(reader.shows("/ vi"));
}

#[test]
fn a_view_follows_what_is_kept() {
    let mut reader = reader(SAVED, 120, 60);
    reader.click("to read");
    let before = reader.app.matches_len();
    reader.press("tab r");
    let read = reader.app.matches_len();
    assert_eq!(read, before - 1, "what is read is no more to be read");
    let screen = reader.screen();
    let row = screen.lines().find(|line| line.contains("to read "));
    assert!(
        row.is_some_and(|row| row.contains(&format!(" {read} "))),
        "{screen}"
    );
}

#[test]
fn views_count_copies_of_bookmarks_where_the_query_asks_for_them() {
    let mut reader = reader(&[("short", "min:<10"), ("kept", "is:bookmarked")], 120, 60);
    let short = |reader: &Reader| reader.app.view_count(0);
    let on_pages = short(&reader).expect("a count");
    copies::told(&mut reader, copies::shelf());
    assert_eq!(short(&reader), Some(on_pages));
    reader.press("/").type_text("is:bookmarked").press("enter");
    // The third copy is of an article whose minutes are not known.
    assert_eq!(reader.app.matches_len(), 3);
    assert_eq!(short(&reader), Some(2));
    let screen = reader.screen();
    let row = screen.lines().find(|line| line.contains("short  "));
    let row = row.and_then(|row| row.split('\u{2502}').next());
    assert!(
        row.is_some_and(|row| row.trim_end().ends_with(" 2")),
        "{screen}"
    );
}

#[test]
fn why_tells_the_parts_of_a_view() {
    let mut reader = reader(SAVED, 120, 40);
    reader
        .press("/")
        .type_text("view:\"to read\"")
        .press("enter w");
    let screen = reader.screen();
    assert!(screen.contains("✓ view:\"to read\""), "{screen}");
    assert!(
        screen.contains("✓ is:unread") && screen.contains("✓ tag:ddd"),
        "{screen}"
    );
}

#[test]
fn the_query_is_saved_under_a_name() {
    let mut reader = reader(SAVED, 120, 60);
    reader.press("S");
    assert!(reader.shows("there is no query to save"));
    reader.click_value("DDD").press("S");
    assert!(reader.shows("a name for tag:DDD"), "{}", reader.screen());
    reader.type_text("short");
    assert!(reader.shows("instead of min:<10 sort:-likes"));
    reader.press("ctrl-u").type_text(" domains ").press("enter");
    let effect = Effect::SaveView {
        name: CleanString::new("domains"),
        query: "tag:DDD".to_owned(),
        instead: None,
    };
    assert_eq!(reader.effects, [effect]);
    let theirs = [SAVED, &[("domains", "saga")]].concat();
    reader.tell(Message::ViewChanged {
        name: CleanString::new("domains"),
        query: "tag:DDD".to_owned(),
        views: views(&theirs),
    });
    assert!(reader.shows("not saved: 'domains' has been changed meanwhile"));
    reader.press("enter");
    let instead = Effect::SaveView {
        name: CleanString::new("domains"),
        query: "tag:DDD".to_owned(),
        instead: Some("saga".to_owned()),
    };
    assert_eq!(reader.effects.last(), Some(&instead));
    let saved = [SAVED, &[("domains", "tag:DDD")]].concat();
    reader.tell(Message::ViewSaved {
        name: CleanString::new("domains"),
        views: views(&saved),
    });
    assert!(reader.shows("saved; view:domains and the sidebar find it"));
    assert!(reader.shows("   domains "), "{}", reader.screen());
    reader.tell(Message::ViewNotSaved("the disk is full".to_owned()));
    assert!(reader.shows("the view is not saved: the disk is full"));
}

#[test]
fn a_view_is_not_saved_under_a_name_that_it_uses() {
    let mut reader = reader(SAVED, 120, 40);
    reader
        .press("/")
        .type_text("view:short tag:ddd")
        .press("enter S");
    reader.type_text("SHORT").press("enter");
    assert!(
        reader.shows("not saved: it leads back to itself"),
        "{}",
        reader.screen()
    );
    reader.press("S enter");
    assert!(reader.shows("not saved: it has no name"));
    let saves = |effect: &Effect| matches!(effect, Effect::SaveView { .. });
    assert!(!reader.effects.iter().any(saves));
}

#[test]
fn what_is_listed_follows_a_view_that_is_saved_anew() {
    let mut reader = reader(SAVED, 120, 40);
    reader.press("/").type_text("view:short").press("enter");
    let before = reader.app.matches_len();
    reader.tell(Message::ViewSaved {
        name: CleanString::new("short"),
        views: views(&[("short", "min:<200")]),
    });
    assert!(reader.app.matches_len() > before);
    assert_eq!(query(&reader), "view:short");
}

#[test]
fn a_view_that_cannot_be_used_is_told_at_the_start_and_is_no_row() {
    let start = Start {
        views: views(&[("bad", "tga:x")]),
        note: Some("the view 'bad' in line 2 of the config cannot be used".to_owned()),
        ..Start::default()
    };
    let size = Size {
        width: 120,
        height: 40,
    };
    let mut reader = Reader {
        app: App::starting(Options::default(), start, size),
        effects: Vec::new(),
        waits: Vec::new(),
    };
    let library = Library::without_lists(sample(24));
    reader.tell(Message::Loaded(Shared::new(library)));
    assert!(reader.shows("the view 'bad' in line 2"));
    assert!(!reader.shows("Views"));
    reader.press("/").type_text("view:bad").press("enter");
    assert!(
        reader.shows("^^^ the view 'bad' cannot be used: no field"),
        "{}",
        reader.screen()
    );
}
