//! Keeping: keys in, shelf, effects and screen out.

use std::ops::ControlFlow;

use tagleaf::app::{
    App, Effect, Focus, Library, MarkRead, Message, Options, Retrieved, Shared, Size,
};
use tagleaf::ingest::{Input, LinkSources, find_links, load};
use tagleaf::links::Kind;
use tagleaf::shelf::{Deed, Shelf};

use crate::reader::{Reader, now};

fn deeds(reader: &Reader) -> Vec<(Deed, usize)> {
    let drafts = reader.effects.iter().filter_map(|effect| match effect {
        Effect::SaveShelf(draft) => Some((draft.deed, draft.len())),
        _ => None,
    });
    drafts.collect()
}

fn bookmarked(reader: &Reader) -> Vec<String> {
    let bookmarks = reader.app.shelf().bookmarks();
    bookmarks
        .iter()
        .map(|bookmark| bookmark.card.title.to_string())
        .collect()
}

/// What is on the disk once everything is saved.
fn saved(reader: &mut Reader) {
    let shelf = Shared::new(reader.app.shelf().clone());
    reader.tell(Message::ShelfSaved {
        shelf,
        steps: Vec::new(),
        retrieved: Vec::new(),
    });
}

#[test]
fn a_bookmark_is_set_and_removed_and_marked_in_text() {
    let mut reader = Reader::sample(120, 40);
    assert!(!reader.shows("★"));
    reader.press("b");
    assert_eq!(bookmarked(&reader), [reader.selected_title()]);
    assert!(reader.shows("★ 21CTO") && reader.shows("★ Kept   Nov 22, 2026"));
    assert_eq!(
        reader.app.note(),
        Some(
            "bookmarked 'When to Adopt CQRS? Balancing Read/Write Models for Scalable Backend Systems'"
        )
    );
    let bookmark = reader.app.shelf().bookmarks()[0];
    assert_eq!(bookmark.added, Some(now()));
    reader.press("b");
    assert_eq!(bookmarked(&reader), [""; 0]);
    assert!(!reader.shows("★"));
    assert_eq!(deeds(&reader), [(Deed::Bookmarked, 1), (Deed::Removed, 1)]);
}

#[test]
fn what_was_read_is_marked_and_hidden_with_one_key() {
    for keys in ["r", "d r", "d d r"] {
        let mut reader = Reader::sample(120, 40);
        reader.press(keys);
        assert!(reader.shows("✓ "), "{keys}");
        reader.press("H");
        assert_eq!(reader.app.matches_len(), 23);
        assert_eq!(reader.app.query().to_string(), "is:unread");
        reader.press("r r");
        assert_eq!(reader.app.matches_len(), 21, "each goes as it is read");
        reader.press("H");
        assert_eq!(reader.app.matches_len(), 24);
        reader.press("g g r");
        assert_eq!(deeds(&reader).last(), Some(&(Deed::Unread, 1)));
    }
}

#[test]
fn a_page_is_marked_as_read_in_one_step() {
    let mut reader = Reader::sample(120, 40);
    reader.press("l R");
    assert_eq!(deeds(&reader), [(Deed::Read, 10)]);
    reader.press("R");
    assert_eq!(deeds(&reader).len(), 1);
    assert_eq!(reader.app.note(), Some("the page is read"));
}

#[test]
fn marked_cards_are_kept_in_one_step() {
    for (keys, count) in [
        ("space space j space b", 3),
        ("V j j V b", 3),
        ("V j j b", 3),
        ("G V k b", 2),
        ("space j V j j V k k k space b", 5),
        ("* b", 24),
        ("* * b", 1),
        ("space k space b", 1),
        ("space space esc b", 1),
    ] {
        let mut reader = Reader::sample(120, 40);
        reader.press(keys);
        assert_eq!(deeds(&reader), [(Deed::Bookmarked, count)], "{keys}");
        assert_eq!(bookmarked(&reader).len(), count, "{keys}");
    }
}

#[test]
fn marks_are_shown_and_dropped_before_the_query_is() {
    let mut reader = Reader::sample(120, 40);
    reader.press("/").type_text("tag:ddd").press("enter space");
    assert!(reader.shows("1 marked") && reader.shows(" \u{2503}"));
    reader.press("shift-tab esc");
    assert_eq!(
        reader.app.marked_len(),
        1,
        "the first goes back to the cards"
    );
    reader.press("esc");
    assert_eq!(reader.app.marked_len(), 0);
    assert!(!reader.app.query().is_empty());
}

#[test]
fn some_bookmarks_of_a_set_are_completed_before_all_are_removed() {
    let mut reader = Reader::sample(120, 40);
    reader.press("b space space b");
    assert_eq!(deeds(&reader).last(), Some(&(Deed::Bookmarked, 1)));
    reader.press("b");
    assert_eq!(deeds(&reader).last(), Some(&(Deed::Removed, 2)));
}

#[test]
fn labels_are_typed_with_completion_from_those_used_before() {
    let mut reader = Reader::sample(120, 40);
    reader
        .press("t")
        .type_text("to read, design")
        .press("enter");
    assert!(reader.shows("Labels   design, to read"));
    assert_eq!(deeds(&reader), [(Deed::Labelled, 1)]);
    reader.press("j t").type_text("x, de").press("tab");
    let line = reader.app.prompt().map(|line| line.text().to_owned());
    assert_eq!(line.as_deref(), Some("x, design"));
    reader.press("enter");
    // Several articles: the line adds, and takes away.
    reader.press("g g space space t");
    assert!(reader.shows("labels for 2 articles"));
    reader.type_text("new, -design").press("enter");
    let labels: Vec<Vec<String>> = reader
        .app
        .shelf()
        .bookmarks()
        .iter()
        .rev()
        .map(|bookmark| bookmark.labels.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(labels, [vec!["new", "to read"], vec!["new", "x"]]);
    reader
        .press("esc /")
        .type_text("label:to-read")
        .press("enter");
    assert_eq!(reader.app.matches_len(), 1);
    // Nothing is changed by a line that was left.
    let before = reader.effects.len();
    reader.press("t").type_text("y").press("esc t enter");
    assert_eq!(reader.effects.len(), before);
}

#[test]
fn a_note_is_typed_in_place_and_a_long_one_in_the_editor() {
    let mut reader = Reader::sample(120, 40);
    reader
        .press("e")
        .type_text("compare with saga")
        .press("enter");
    assert!(reader.shows("Note     compare with saga"));
    assert_eq!(deeds(&reader), [(Deed::Noted, 1)]);
    reader.press("E");
    let Some(Effect::EditNote { id, text }) = reader.effects.last().cloned() else {
        unreachable!("an editor: {:?}", reader.effects);
    };
    assert_eq!(text, "compare with saga");
    reader.tell(Message::NoteWritten {
        id,
        text: "two\nlines\n".to_owned(),
    });
    assert!(reader.shows("Note     two"));
    // What has several lines cannot be edited in one.
    reader.press("e");
    assert!(reader.app.prompt().is_none());
    assert!(matches!(
        reader.effects.last(),
        Some(Effect::EditNote { .. })
    ));
    let before = deeds(&reader).len();
    reader.tell(Message::NoteWritten {
        id,
        text: "two\nlines".to_owned(),
    });
    assert_eq!(deeds(&reader).len(), before, "it is as it was");
    reader.tell(Message::NoteNotWritten("no editor".to_owned()));
    assert!(reader.shows("no editor"));
}

#[test]
fn undo_and_redo_are_the_disks_and_say_what_they_did() {
    let mut reader = Reader::sample(120, 40);
    reader.press("b u");
    assert_eq!(reader.effects.last(), Some(&Effect::UndoShelf));
    let step = match &reader.effects[0] {
        Effect::SaveShelf(draft) => draft.clone().at(now()),
        other => unreachable!("{other:?}"),
    };
    reader.tell(Message::ShelfSaved {
        shelf: Shared::new(Shelf::default()),
        steps: vec![step.clone()],
        retrieved: vec![Retrieved::Undid(Some(step.reversed()))],
    });
    assert!(
        reader
            .app
            .note()
            .is_some_and(|note| note.starts_with("undone: bookmarked 'When"))
    );
    assert!(!reader.shows("★"));
    reader.press("ctrl-r");
    assert_eq!(reader.effects.last(), Some(&Effect::RedoShelf));
    reader.tell(Message::ShelfSaved {
        shelf: Shared::new(Shelf::default()),
        steps: Vec::new(),
        retrieved: vec![Retrieved::Redid(None)],
    });
    assert_eq!(reader.app.note(), Some("nothing to redo"));
}

#[test]
fn what_is_not_saved_stays_in_memory_and_is_said_until_it_is() {
    let mut reader = Reader::sample(120, 40);
    reader.press("b j b");
    reader.tell(Message::ShelfFailed {
        why: "could not write 'x':\nno room".to_owned(),
        changes: 2,
    });
    for keys in ["k", "j", "?", "esc"] {
        reader.press(keys);
        assert!(reader.shows("2 changes not saved: could not write 'x': no room"));
    }
    // Others change the shelf meanwhile: ours is still there.
    let others = Reader::sample(120, 40).press("G b").app.shelf().clone();
    reader.tell(Message::ShelfChanged(Shared::new(others)));
    assert_eq!(bookmarked(&reader).len(), 3);
    reader.tell(Message::ShelfFailed {
        why: "no room".to_owned(),
        changes: 2,
    });
    reader.press("u");
    assert_eq!(bookmarked(&reader).len(), 2, "undone in memory too");
    assert_eq!(reader.effects.last(), Some(&Effect::UndoShelf));
    saved(&mut reader);
    assert!(!reader.shows("not saved"));
}

#[test]
fn the_sidebars_shelf_counts_and_filters() {
    let mut reader = Reader::sample(120, 40);
    assert!(reader.shows("▾ Shelf") && !reader.shows("Bookmarks"));
    reader
        .press("b j b r")
        .press("j e")
        .type_text("x")
        .press("enter");
    for row in [
        "Bookmarks               3",
        "Unread                 23",
        "Read                    1",
        "With notes              1",
    ] {
        assert!(reader.shows(row), "{row}\n{}", reader.screen());
    }
    for (name, query, len) in [
        ("Bookmarks", "is:bookmarked", 3),
        ("Unread", "is:unread", 23),
        ("With notes", "has:note", 1),
    ] {
        reader.click(name);
        assert_eq!(reader.app.query().to_string(), query);
        assert_eq!(reader.app.matches_len(), len, "{name}");
        assert!(reader.shows(&format!("✓ {name}")));
        reader.click(name);
        assert!(reader.app.query().is_empty());
    }
    assert_eq!(reader.app.focus(), Focus::Sidebar);
    reader.press("G !");
    assert_eq!(reader.app.query().to_string(), "!has:note");
    assert_eq!(reader.app.matches_len(), 23);
    reader.press("{ h");
    assert!(reader.shows("▸ Shelf") && !reader.shows("Bookmarks"));
    reader.press("space");
    assert!(reader.shows("▾ Shelf"));
}

#[test]
fn the_shelf_may_come_before_the_articles() {
    let mut kept = Reader::sample(120, 40);
    kept.press("b");
    let mut reader = Reader::loading(120, 40);
    reader.tell(Message::ShelfChanged(Shared::new(kept.app.shelf().clone())));
    reader.press("b r R t e u");
    let loaded = crate::reader::sample(24);
    let library = tagleaf::app::Library::without_lists(loaded);
    reader.tell(Message::Loaded(Shared::new(library)));
    assert!(reader.shows("★ 21CTO"));
    assert_eq!(deeds(&reader), []);
}

#[test]
fn opening_its_own_page_marks_an_article_as_read_unless_that_is_off() {
    for (mark_read, read) in [(MarkRead::Opened, 1), (MarkRead::Never, 0)] {
        let options = Options {
            mark_read,
            ..Options::default()
        };
        let size = Size {
            width: 120,
            height: 40,
        };
        let mut reader = Reader {
            app: App::new(options, size),
            effects: Vec::new(),
        };
        let inputs = [Input::Seed];
        let loaded = load(&inputs, &mut |_| ControlFlow::Continue(()));
        let found = find_links(&inputs, &loaded, &LinkSources::default());
        reader.tell(Message::Loaded(Shared::new(Library::new(loaded, found))));
        // The first has no page of its own that is known.
        reader.press("j o");
        let Some(Effect::OpenLink(link)) = reader.effects.last().cloned() else {
            unreachable!("a page is opened: {:?}", reader.effects);
        };
        assert_eq!(link.kind, Kind::Direct);
        reader.tell(Message::LinkOpened(link.clone()));
        reader.tell(Message::LinkOpened(link));
        assert_eq!(deeds(&reader), vec![(Deed::Read, 1); read]);
        assert!(
            reader
                .app
                .note()
                .is_some_and(|note| note.starts_with("opened"))
        );
    }
}
