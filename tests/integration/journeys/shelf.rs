//! Keeping: keys in, shelf, effects and screen out.

use std::ops::ControlFlow;
use std::time::Duration;

use tagleaf::app::{
    App, Effect, Focus, Library, MarkRead, Message, Options, Retrieved, Shared, Size,
};
use tagleaf::ingest::{Input, LinkSources, find_links, load};
use tagleaf::links::Kind;
use tagleaf::shelf::{Deed, ExportFormat, Shelf};

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
            waits: Vec::new(),
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

/// Lets the time pass that was asked for last.
fn wait(reader: &mut Reader) {
    let (generation, _) = *reader.waits.last().expect("a wait");
    reader.tell(Message::Waited { generation });
}

#[test]
fn staying_in_the_detail_marks_as_read_in_one_step() {
    let mut reader = Reader::sample(120, 40);
    reader.press("j j k shift-tab esc ? esc w esc");
    assert_eq!(reader.waits, [], "the cards are not the detail");
    reader.press("enter");
    assert_eq!(reader.waits, [(reader.waits[0].0, Duration::from_secs(5))]);
    // Scrolling is staying.
    reader.press("j G");
    assert_eq!(reader.waits.len(), 1);
    wait(&mut reader);
    assert_eq!(deeds(&reader), [(Deed::Read, 1)]);
    assert!(reader.shows("\u{2713} Read"), "{}", reader.screen());
    wait(&mut reader);
    assert_eq!(deeds(&reader).len(), 1);
}

#[test]
fn who_goes_on_before_the_time_is_over_has_not_read_it() {
    // To another article, another pane, over to an overlay, and back.
    for keys in ["l", "esc", "tab", "?", "w", "O", "/", "t", "l h"] {
        let mut reader = Reader::sample(120, 40);
        reader.press("enter");
        let early = reader.waits[0].0;
        reader.press(keys);
        reader.tell(Message::Waited { generation: early });
        assert_eq!(deeds(&reader), [], "{keys}");
    }
    let mut reader = Reader::sample(120, 40);
    reader.press("enter l");
    wait(&mut reader);
    let second = reader.app.selected().expect("an article").id();
    assert!(reader.app.shelf().read_mark(second).is_some());
    assert_eq!(deeds(&reader), [(Deed::Read, 1)]);
    reader.press("? esc");
    assert_eq!(reader.waits.len(), 3, "it begins anew");
}

#[test]
fn what_was_marked_as_not_read_by_hand_stays_so() {
    let mut reader = Reader::sample(120, 40);
    reader.press("enter r r");
    wait(&mut reader);
    assert_eq!(deeds(&reader), [(Deed::Read, 1), (Deed::Unread, 1)]);
}

#[test]
fn nothing_is_waited_for_where_staying_does_not_mark() {
    let options = Options {
        read_after: None,
        ..Options::default()
    };
    let mut reader = Reader::sample(120, 40);
    let size = reader.app.size();
    reader.app = App::new(options, size);
    let library = Library::without_lists(crate::reader::sample(24));
    reader.tell(Message::Loaded(Shared::new(library)));
    reader.press("enter l");
    assert_eq!(reader.waits, []);
}

#[test]
fn what_is_being_read_does_not_vanish_while_read_articles_are_hidden() {
    let mut reader = Reader::sample(120, 40);
    reader.press("H enter");
    let title = reader.selected_title();
    wait(&mut reader);
    assert_eq!(
        (reader.selected_title(), reader.app.matches_len()),
        (title.clone(), 24)
    );
    // Nor when it has reached the disk, or when others change something.
    saved(&mut reader);
    assert_eq!(
        (reader.selected_title(), reader.app.matches_len()),
        (title.clone(), 24)
    );
    reader.press("l");
    assert_eq!(reader.app.matches_len(), 23);
    assert_ne!(reader.selected_title(), title);
    assert_eq!(reader.app.place(), Some(0), "the one behind it");
    reader.press("r esc");
    assert_eq!(reader.app.matches_len(), 22);
}

/// The last file that was asked for: where, how, and which articles.
fn exported(reader: &Reader) -> (String, ExportFormat, Vec<(String, bool)>) {
    match reader.effects.last() {
        Some(Effect::Export {
            path,
            format,
            bookmarks,
            ..
        }) => {
            let rows = bookmarks.iter();
            let rows = rows.map(|b| (b.card.title.to_string(), b.added.is_some()));
            (path.clone(), *format, rows.collect())
        }
        other => unreachable!("a file: {other:?}"),
    }
}

#[test]
fn the_marked_articles_are_written_to_a_file_whose_name_tells_the_format() {
    let mut reader = Reader::sample(120, 40);
    let titles: Vec<String> = reader.titles().iter().map(ToString::to_string).collect();
    // The second is kept, and written as it is kept.
    reader.press("j b j space k k k space X");
    assert!(reader.shows("file for 2 articles"), "{}", reader.screen());
    reader.type_text("~/two of them").press("enter");
    assert!(reader.shows("the name tells no format; it may end in .md, .html, .json"));
    assert!(
        reader
            .effects
            .iter()
            .all(|e| !matches!(e, Effect::Export { .. }))
    );
    reader.type_text(".NDJSON").press("enter");
    let rows = vec![(titles[0].clone(), false), (titles[2].clone(), false)];
    let path = "~/two of them.NDJSON".to_owned();
    assert_eq!(
        exported(&reader),
        (path.clone(), ExportFormat::Ndjson, rows)
    );
    assert!(reader.shows("writing 2 articles, 2 without an own page"));
    reader.tell(Message::Exported {
        what: "2 articles".to_owned(),
        path,
    });
    assert!(reader.shows("written to ~/two of them.NDJSON: 2 articles"));
    reader
        .press("esc g g j X")
        .type_text("x.bib")
        .press("enter");
    let rows = vec![(titles[1].clone(), true)];
    assert_eq!(
        exported(&reader),
        ("x.bib".to_owned(), ExportFormat::Bibtex, rows)
    );
}

#[test]
fn a_file_that_could_not_be_written_can_be_given_another_name() {
    let mut reader = Reader::sample(120, 40);
    reader.press("X").type_text("x.md").press("enter");
    let failed = Message::NotExported {
        path: "x.md".to_owned(),
        why: "'x.md' is there already; write another name".to_owned(),
    };
    reader.tell(failed.clone());
    assert!(reader.shows("not written: 'x.md' is there already"));
    reader.press("left left left").type_text("y").press("enter");
    assert_eq!(exported(&reader).0, "xy.md");
    // Nobody is thrown out of what is being typed.
    reader.press("/").type_text("ddd");
    reader.tell(failed);
    let line = reader.app.prompt().map(|line| line.text().to_owned());
    assert_eq!(line.as_deref(), Some("ddd"));
    // Nothing is written by a line that was left, or by a click elsewhere.
    let before = reader.effects.len();
    reader.press("esc X").type_text("z.md").press("esc");
    reader.press("X").type_text("z.md").click("Filter");
    reader.press("X enter");
    assert_eq!(reader.effects.len(), before);
}

#[test]
fn the_names_of_files_tell_formats() {
    for (name, format) in [
        ("a.md", Some(ExportFormat::Markdown)),
        ("A.B.HTML", Some(ExportFormat::Netscape)),
        ("x.json", Some(ExportFormat::Json)),
        ("x.ndjson", Some(ExportFormat::Ndjson)),
        ("x.csv", Some(ExportFormat::Csv)),
        ("x.atom", Some(ExportFormat::Atom)),
        ("x.bib", Some(ExportFormat::Bibtex)),
        (".md", None),
        ("a/.md", None),
        ("md", None),
        ("x.txt", None),
        ("x.md/", None),
        ("", None),
    ] {
        assert_eq!(ExportFormat::of_name(name), format, "{name}");
    }
}

/// A reader of 24 articles: five are labelled `a`, three of these and two others `b`, one
/// of all `to read`.
fn labelled() -> Reader {
    let mut reader = Reader::sample(120, 60);
    for (cards, labels) in [
        ("space space space", "a, b"),
        ("space", "a, to read"),
        ("space", "a"),
        ("space space", "b"),
    ] {
        reader
            .press(cards)
            .press("t")
            .type_text(labels)
            .press("enter esc");
    }
    reader
}

#[test]
fn own_labels_are_a_section_of_the_sidebar_with_three_states() {
    let mut reader = labelled();
    for (row, count) in [("a", 5), ("b", 5), ("to read", 1)] {
        assert_eq!(row_of(&reader, row), (' ', count));
    }
    for (row, query, len) in [
        ("a", "label:a", 5),
        // The others become alternatives.
        ("to read", "label:a | label:\"to read\"", 5),
        ("a", "label:\"to read\"", 1),
        ("b", "label:\"to read\" | label:b", 6),
    ] {
        reader.click_value(row);
        assert_eq!(reader.app.query().to_string(), query);
        assert_eq!(reader.app.matches_len(), len, "{query}");
    }
    assert!(
        reader.shows("▾ Labels ✓2") && reader.shows("✓ to read"),
        "{}",
        reader.screen()
    );
    // On `b`: left out, then nothing.
    reader.press("!");
    assert_eq!(reader.app.query().to_string(), "label:\"to read\" !label:b");
    assert!(reader.shows("✗ b"));
    reader.press("!");
    assert_eq!(reader.app.query().to_string(), "label:\"to read\"");
    reader.press("c G a k k space j space");
    assert_eq!(reader.app.query().to_string(), "label:a label:b");
    assert_eq!(reader.app.matches_len(), 3);
    assert!(reader.shows("Labels ✓2 all of"));
    reader.press("a");
    assert_eq!(reader.app.query().to_string(), "label:a | label:b");
    reader.press("h");
    assert!(reader.shows("▸ Labels") && !reader.shows("to read   "));
}

#[test]
fn a_typed_query_for_labels_is_what_the_sidebar_shows() {
    for (query, row) in [
        ("label:A", "✓ a"),
        ("label:to-read", "✓ to read"),
        ("!label:b", "✗ b"),
        ("saga | label:b", "  b"),
    ] {
        let mut reader = labelled();
        reader.press("/").type_text(query).press("enter");
        assert!(reader.shows(row), "{query}\n{}", reader.screen());
        // What is typed again is the same.
        let text = reader.app.query().to_string();
        reader.press("/ enter");
        assert_eq!(reader.app.query().to_string(), text);
    }
}

/// The mark and the number of a row of the sidebar.
fn row_of(reader: &Reader, name: &str) -> (char, usize) {
    let screen = reader.screen();
    let row = screen.lines().find_map(|line| {
        let row = line.split('│').next()?;
        let rest = row.trim_start_matches(['▌', '✓', '✗', ' ']);
        let count = rest.strip_prefix(name)?.strip_prefix("  ")?.trim();
        let mark = row.chars().find(|c| "✓✗".contains(*c)).unwrap_or(' ');
        Some((mark, count.parse().ok()?))
    });
    assert!(row.is_some(), "no row '{name}'\n{screen}");
    row.expect("asserted")
}

#[test]
fn a_count_tells_what_choosing_the_row_leads_to() {
    let rows = [
        "Bookmarks",
        "Unread",
        "Read",
        "With notes",
        "a",
        "b",
        "to read",
    ];
    for query in [
        "",
        "ddd",
        "label:a",
        "!label:a",
        "label:a | label:b",
        "label:a label:b",
        "is:bookmarked",
        "!is:bookmarked",
        "!is:read",
        "label:a !is:read",
        "!label:b tag:ddd",
        "label:b !label:a",
    ] {
        let mut reader = labelled();
        reader.press("g g r e").type_text("x").press("enter");
        for row in rows {
            reader.press("c /").type_text(query).press("enter");
            let before = reader.app.matches_len();
            let (mark, count) = row_of(&reader, row);
            reader.click_value(row);
            let after = reader.app.matches_len();
            if mark == ' ' {
                assert_eq!(count, after, "{query}: {row}");
            } else if mark == '✗' {
                // The click has included it; the next one drops it.
                reader.click_value(row);
                let without = reader.app.matches_len();
                assert_eq!(count + before, without, "{query}: {row}");
            }
        }
    }
}

#[test]
fn what_is_kept_is_followed_as_if_it_were_counted_anew() {
    let mut reader = Reader::sample(120, 40);
    let mut seed = Reader::seed(120, 40);
    seed.press("* b");
    let others = Shared::new(seed.app.shelf().clone());
    let check = |reader: &Reader, keys: &str| {
        let library = reader.app.library().expect("loaded");
        let anew = library.kept(reader.app.shelf());
        assert_eq!(*reader.app.kept(), anew, "{keys}");
    };
    for keys in [
        "b",
        "r",
        "j b",
        "* b",
        "r",
        "* g g b",
        "V j j t a , space b enter",
        "j t c enter",
        "e x enter",
        "e backspace enter",
        "* b",
        "b",
    ] {
        reader.press(keys);
        check(&reader, keys);
    }
    reader.tell(Message::ShelfChanged(others));
    check(&reader, "others");
    saved(&mut reader);
    reader.tell(Message::ShelfChanged(Shared::new(Shelf::default())));
    check(&reader, "nothing");
}
