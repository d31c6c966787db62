//! Laws that hold for whatever is kept and however it is changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};

use super::samples::{bookmark, moment};
use tagleaf::links::Address;
use tagleaf::shelf::{
    Bookmark, BookmarkFile, Card, Change, Deed, Edit, ExportFormat, ImportFormat, Journal, Note,
    ReadFile, ReadMark, Record, Shelf, Step, export, import,
};
use tagleaf::text::CleanString;

/// Few articles, so that changes meet.
const ARTICLES: usize = 4;

fn text() -> impl Strategy<Value = CleanString> {
    prop_oneof![
        any::<String>(),
        Just("\"\"\" ''' \\ # [x] = <b> & -- ]]> \u{2011}".to_owned()),
        "[a-z]{0,3}",
    ]
    .prop_map(|text| CleanString::new(&text))
}

fn words() -> impl Strategy<Value = Vec<CleanString>> {
    vec(
        text().prop_filter("a word", |text| !text.as_str().is_empty()),
        0..3,
    )
}

fn kept() -> impl Strategy<Value = Bookmark> {
    let card = (
        text(),
        text(),
        words(),
        text(),
        option::of("[a-zé/?&'\"<> ]{0,12}"),
        option::of(any::<u32>()),
    );
    let own = (words(), any::<String>(), option::of(0_u32..1_000_000));
    (0..ARTICLES, card, own).prop_map(|(at, card, (labels, note, added))| {
        let known = bookmark(&format!("Article {at}"));
        let (category, summary, tags, source, path, number) = card;
        Bookmark {
            card: Card {
                category,
                summary,
                tags,
                source,
                url: path.and_then(|path| Address::parse(&format!("https://x.dev/{path}")).ok()),
                likes: number,
                minutes: number,
                ..known.card
            },
            labels: labels.into_iter().collect(),
            note: Note::new(&note),
            added: added.map(moment),
            ..known
        }
    })
}

fn mark() -> impl Strategy<Value = ReadMark> {
    (0..ARTICLES, 0_u32..1000).prop_map(|(at, seconds)| {
        let Bookmark { id, key, .. } = bookmark(&format!("Article {at}"));
        let at = moment(seconds);
        ReadMark { id, key, at }
    })
}

fn shelf() -> impl Strategy<Value = Shelf> {
    (vec(kept(), 0..ARTICLES), vec(mark(), 0..ARTICLES))
        .prop_map(|(bookmarks, marks)| Shelf::new(bookmarks.into_iter().map(Arc::new), marks))
}

/// A step that somebody may have thought of on another shelf.
fn step() -> impl Strategy<Value = Step> {
    let edit = prop_oneof![
        (option::of(kept()), option::of(kept())).prop_map(|(before, after)| {
            let id = after
                .as_ref()
                .or(before.as_ref())
                .map(|bookmark| bookmark.id);
            let before = before.filter(|before| Some(before.id) == id);
            let (before, after) = (before.map(Arc::new), after.map(Arc::new));
            Edit::Bookmark(Change { before, after })
        }),
        (mark(), any::<bool>()).prop_map(|(mark, is_read)| {
            let (before, after) = if is_read {
                (None, Some(mark))
            } else {
                (Some(mark), None)
            };
            Edit::Read(Change { before, after })
        }),
    ];
    vec(edit, 0..4).prop_map(|edits| {
        let (deed, at) = (Deed::Bookmarked, moment(0));
        Step { deed, at, edits }
    })
}

fn file_of(shelf: &Shelf) -> BookmarkFile {
    let mut file = BookmarkFile::default();
    file.apply(changes(shelf));
    file
}

fn changes(shelf: &Shelf) -> BTreeMap<tagleaf::catalog::ArticleId, Option<Arc<Bookmark>>> {
    let bookmarks = shelf.bookmarks().into_iter();
    bookmarks
        .map(|bookmark| (bookmark.id, Some(Arc::clone(bookmark))))
        .collect()
}

fn all(shelf: &Shelf) -> Vec<Bookmark> {
    shelf
        .bookmarks()
        .into_iter()
        .map(|bookmark| (**bookmark).clone())
        .collect()
}

fn after(shelf: &Shelf, steps: &[&Step]) -> Shelf {
    let mut shelf = shelf.clone();
    for step in steps {
        shelf.apply(step);
    }
    shelf
}

/// The step that leads from one bookmark to another.
fn leading(before: &Bookmark, after: Option<&Bookmark>) -> Step {
    let change = Change {
        before: Some(Arc::new(before.clone())),
        after: after.map(|after| Arc::new(after.clone())),
    };
    let (deed, at, edits) = (Deed::Labelled, moment(0), vec![Edit::Bookmark(change)]);
    Step { deed, at, edits }
}

/// Few cases where nobody asks for more: these tests run with every other one.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 64;
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_written_is_read_back(shelf in shelf()) {
        let file = file_of(&shelf);
        let text = file.text();
        let again = BookmarkFile::parse(text.as_bytes());
        let again = again.map_err(|error| proptest::test_runner::TestCaseError::fail(format!("{error}\n{text}")))?;
        let read: Vec<Bookmark> = again.bookmarks().map(|bookmark| (**bookmark).clone()).collect();
        prop_assert_eq!(read, all(&shelf));
        prop_assert_eq!(again.text(), text);
    }

    #[test]
    fn a_change_of_a_file_is_read_back(shelf in shelf(), other in shelf()) {
        // The same bookmarks, changed one by one in a file that is there.
        let mut file = file_of(&shelf);
        file.apply(changes(&other));
        let again = BookmarkFile::parse(file.text().as_bytes());
        prop_assert!(again.is_ok(), "{:?}\n{}", again, file.text());
        let again = again.unwrap_or_default();
        for want in other.bookmarks() {
            let found = again.bookmarks().find(|bookmark| bookmark.id == want.id);
            prop_assert_eq!(found, Some(want));
        }
        let gone = shelf.bookmarks().into_iter().map(|bookmark| (bookmark.id, None)).collect();
        file.apply(gone);
        prop_assert!(file.bookmarks().all(|bookmark| shelf.bookmark(bookmark.id).is_none()));
    }

    #[test]
    fn read_marks_are_read_back(shelf in shelf()) {
        let mut file = ReadFile::default();
        for mark in shelf.reads() {
            file.set(mark.id, Some(mark.clone()));
        }
        let again = ReadFile::parse(file.text().as_bytes());
        prop_assert_eq!(again, file);
    }

    #[test]
    fn a_record_is_its_bookmark(bookmark in kept()) {
        let record = Record::of(&bookmark);
        let text = serde_json::to_string(&record).expect("JSON");
        let again: Record = serde_json::from_str(&text).expect("a record");
        prop_assert_eq!(again.bookmark(), Ok(bookmark));
    }

    #[test]
    fn what_is_exported_whole_is_imported_whole(shelf in shelf()) {
        for (to, from) in [
            (ExportFormat::Netscape, ImportFormat::Netscape),
            (ExportFormat::Json, ImportFormat::Json),
            (ExportFormat::Ndjson, ImportFormat::Json),
        ] {
            let text = export(shelf.bookmarks().into_iter().map(|bookmark| &**bookmark), to);
            prop_assert!(shelf.bookmarks().is_empty() || ImportFormat::of(&text) == from);
            let imported = import(&text, from);
            prop_assert_eq!(&imported.refused, &[]);
            prop_assert_eq!(&imported.bookmarks, &all(&shelf));
            let (step, _) = shelf.importing(imported.bookmarks, moment(9));
            prop_assert_eq!(step.edits, []);
        }
    }

    #[test]
    fn importing_twice_changes_nothing(shelf in shelf(), more in vec(kept(), 0..6)) {
        let (step, _) = shelf.importing(more.clone(), moment(9));
        let once = after(&shelf, &[&step]);
        let (again, _) = once.importing(more, moment(99));
        prop_assert_eq!(again.edits, []);
    }

    #[test]
    fn undo_takes_back_what_was_done(shelf in shelf(), step in step()) {
        let mut changed = shelf.clone();
        let did = changed.apply(&step);
        let redone = changed.clone();
        let undid = changed.apply(&did.clone().reversed());
        prop_assert_eq!(&changed, &shelf);
        changed.apply(&undid.reversed());
        prop_assert_eq!(changed, redone);
    }

    #[test]
    fn the_journal_remembers_over_restarts(shelf in shelf(), steps in vec(step(), 1..5)) {
        let mut now = shelf.clone();
        let mut lines = String::new();
        let mut did = Vec::new();
        for step in &steps {
            let step = now.apply(step);
            if !step.edits.is_empty() {
                lines += &Journal::did_line(&step);
                did.push(now.clone());
            }
        }
        let last = now.clone();
        // All the way back, and forth again, each time from the text alone.
        for _ in 0..did.len() {
            let step = Journal::parse(lines.as_bytes()).undo().expect("a step to undo");
            lines += &Journal::undid_line(&now.apply(&step));
            let journal = Journal::parse(lines.as_bytes());
            prop_assert_eq!(Journal::parse(journal.shortened().as_bytes()), journal);
        }
        prop_assert_eq!(&now, &shelf);
        prop_assert_eq!(Journal::parse(lines.as_bytes()).undo(), None);
        for _ in 0..did.len() {
            let step = Journal::parse(lines.as_bytes()).redo().expect("a step to redo");
            lines += &Journal::redid_line(&now.apply(&step));
        }
        prop_assert_eq!(&now, &last);
        prop_assert_eq!(Journal::parse(lines.as_bytes()).redo(), None);
    }

    #[test]
    fn a_step_that_comes_twice_is_done_once(shelf in shelf(), base in shelf(), want in shelf()) {
        // A step that leads from `base` to `want`, brought to another shelf.
        for id in base.bookmarks().into_iter().map(|bookmark| bookmark.id) {
            let before = base.bookmark(id).expect("a bookmark");
            let step = leading(before, want.bookmark(id).map(AsRef::as_ref));
            let once = after(&shelf, &[&step]);
            prop_assert_eq!(after(&once, &[&step]), once);
        }
    }

    #[test]
    fn changes_that_do_not_conflict_may_come_in_any_order(
        base in kept(), other in kept(), labels in btree_set("[a-z]{1,2}", 0..3), is_mixed in any::<[bool; 4]>()
    ) {
        let labels = labels.iter().map(|label| CleanString::new(label));
        let (mut one, mut two) = (base.clone(), base.clone());
        // Every field is changed by one of the two; labels by both.
        let sides = [&mut one, &mut two];
        let [mut a, mut b] = sides;
        for (at, swaps) in is_mixed.into_iter().enumerate() {
            if swaps { std::mem::swap(&mut a, &mut b); }
            match at {
                0 => a.card.summary = other.card.summary.clone(),
                1 => a.card.url = other.card.url.clone(),
                2 => a.note = other.note.clone(),
                _ => a.labels.extend(labels.clone()),
            }
        }
        b.labels = b.labels.iter().skip(1).cloned().collect();
        let (one, two) = (leading(&base, Some(&one)), leading(&base, Some(&two)));
        let shelf = Shelf::new([Arc::new(base)], []);
        prop_assert_eq!(after(&shelf, &[&one, &two]), after(&shelf, &[&two, &one]));
    }

    #[test]
    fn nothing_that_was_added_is_lost(
        base in kept(), one in option::of(kept()), two in option::of(kept()), is_new in any::<bool>()
    ) {
        let same = |side: Option<Bookmark>| side.map(|side| Bookmark { id: base.id, key: base.key.clone(), ..side });
        let (one, two) = (same(one), same(two));
        let shelf = if is_new { Shelf::default() } else { Shelf::new([Arc::new(base.clone())], []) };
        let steps = [&one, &two].map(|side| {
            let mut step = leading(&base, side.as_ref());
            if is_new && let [Edit::Bookmark(change)] = &mut step.edits[..] {
                change.before = None;
            }
            step
        });
        let both = after(&shelf, &[&steps[0], &steps[1]]);
        for side in [one, two].into_iter().flatten() {
            let is_changed = is_new || side != base;
            let found = both.bookmark(base.id);
            prop_assert!(!is_changed || found.is_some());
            let Some(found) = found else { continue };
            for label in &side.labels {
                let is_added = is_new || !base.labels.contains(label);
                prop_assert!(!is_added || found.labels.contains(label), "{label}");
            }
            if is_new || side.note != base.note {
                let lines: Vec<_> = found.note.lines().collect();
                prop_assert!(side.note.lines().all(|line| lines.contains(&line)));
            }
        }
    }
}
