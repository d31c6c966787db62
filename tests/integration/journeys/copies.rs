//! Bookmarks whose page is not loaded: keys in, screen and effects out.

use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::NaiveDate;
use tagleaf::app::{Effect, Library, Message, Retrieved, Shared};
use tagleaf::catalog::{Article, Choice};
use tagleaf::ingest::load_bytes;
use tagleaf::links::{Address, Kind, Link};
use tagleaf::shelf::{Bookmark, Card, Change, Deed, Draft, Edit, Note, Shelf};
use tagleaf::text::CleanString;

use crate::reader::{Reader, now};

/// The address of the copy that is made.
const ADDRESS: &str = "https://www.besthub.dev/articles/sagas-in-practice-0123456789ab";

/// A bookmark on an article of a page that no test loads.
fn bookmark(title: &str, tags: &[&str], (month, day): (u32, u32)) -> Bookmark {
    let card = Card {
        title: CleanString::new(title),
        source: CleanString::new("Elsewhere Weekly"),
        published: NaiveDate::from_ymd_opt(2022, month, day),
        category: CleanString::new("Databases"),
        tags: tags.iter().map(|tag| CleanString::new(tag)).collect(),
        summary: CleanString::new("How sagas replace transactions that span services."),
        url: Address::parse(ADDRESS).ok(),
        likes: Some(3),
        minutes: Some(9),
    };
    Bookmark::of_card(card, Some(now())).expect("a title and a date")
}

/// Two articles of other pages, and one that is known by its address alone.
pub fn shelf() -> Vec<Arc<Bookmark>> {
    let bare = Card {
        url: Address::parse("https://example.org/essay").ok(),
        ..Card::default()
    };
    let mut noted = bookmark("Outbox, Inbox and Other Boxes", &["CQRS"], (5, 1));
    noted.note = Note::new("for the retry chapter");
    noted.labels.insert(CleanString::new("later"));
    [
        bookmark("Sagas in Practice", &["Sagas", "cqrs"], (6, 1)),
        noted,
        Bookmark::of_card(bare, None).expect("an address"),
    ]
    .map(Arc::new)
    .to_vec()
}

pub fn told(reader: &mut Reader, bookmarks: impl IntoIterator<Item = Arc<Bookmark>>) {
    let shelf = Shelf::new(bookmarks, []);
    reader.tell(Message::ShelfChanged(Shared::new(shelf)));
}

/// The sample, with a bookmark on its first article and the others beside it.
pub fn reader(width: u16, height: u16) -> Reader {
    let mut reader = Reader::sample(width, height);
    let own = Bookmark::of(reader.app.article_at(0).expect("an article"), None, now());
    told(&mut reader, shelf().into_iter().chain([Arc::new(own)]));
    reader
}

fn ask<'a>(reader: &'a mut Reader, query: &str) -> &'a mut Reader {
    reader.press("/ ctrl-u").type_text(query).press("enter")
}

#[test]
fn a_bookmark_is_shown_opened_removed_and_brought_back_without_its_page() {
    let page = "Elsewhere\nOct 1, 2021 \u{b7} C\nSagas\nAbs.\nJava\n1 likes \u{b7} 1 min read\n";
    let mut first = Reader::with(load_bytes("page-a", page.as_bytes()), 120, 40);
    first.press("b");
    let shelf = Shared::new(first.app.shelf().clone());

    let mut reader = Reader::sample(120, 40);
    reader.tell(Message::ShelfChanged(shelf));
    assert!(reader.shows("24 of 949 articles"), "{}", reader.screen());
    reader.click("Bookmarks");
    assert_eq!(reader.titles(), ["Sagas"], "{}", reader.screen());
    assert!(reader.shows("0 of 24 loaded + 1 not loaded"));
    assert!(reader.shows("\u{2605} Elsewhere"));
    assert!(reader.shows("Read in  your bookmarks"));

    reader.press("tab b");
    assert_eq!(reader.app.matches_len(), 0, "{}", reader.screen());
    let removed = reader.effects.iter().find_map(|effect| match effect {
        Effect::SaveShelf(draft) => Some(draft.clone().at(now())),
        _ => None,
    });
    let removed = removed.expect("a step");
    let undone = removed.clone().reversed();
    reader.press("u");
    assert_eq!(reader.effects.last(), Some(&Effect::UndoShelf));
    reader.tell(Message::ShelfSaved {
        shelf: Shared::new(first.app.shelf().clone()),
        steps: vec![removed],
        retrieved: vec![Retrieved::Undid(Some(undone))],
    });
    assert_eq!(reader.titles(), ["Sagas"], "{}", reader.screen());
    assert_eq!(reader.selected_title(), "Sagas");
}

#[test]
fn the_address_of_a_bookmark_is_opened_and_copied() {
    let mut reader = reader(120, 40);
    ask(&mut reader, "is:bookmarked sagas").press("o y");
    let is_own = |link: &Link| link.kind == Kind::Direct && link.address.as_str() == ADDRESS;
    let opened = |effect: &Effect| matches!(effect, Effect::OpenLink(link) if is_own(link));
    let copied = |effect: &Effect| matches!(effect, Effect::Copy { text, .. } if text == ADDRESS);
    assert!(reader.effects.iter().any(opened), "{:?}", reader.effects);
    assert!(reader.effects.iter().any(copied), "{:?}", reader.effects);
    assert!(reader.shows("Link     direct"), "{}", reader.screen());
}

#[test]
fn what_does_not_ask_for_the_shelf_is_not_changed_by_it() {
    for query in [
        "",
        "cqrs",
        "sagas",
        "tag:sagas",
        "!is:bookmarked",
        "is:unread",
        "not (has:note or label:later)",
        "sort:title",
        "year:2022 | tag:cqrs",
    ] {
        let mut without = Reader::sample(120, 40);
        let mut with = reader(120, 40);
        let own = Bookmark::of(without.app.article_at(0).expect("an article"), None, now());
        told(&mut without, [Arc::new(own)]);
        for reader in [&mut without, &mut with] {
            ask(reader, query).press("*");
        }
        assert_eq!(with.titles(), without.titles(), "{query}");
        assert_eq!(with.app.marked_len(), without.app.marked_len(), "{query}");
        let screens = [&without, &with].map(|reader| {
            // What is below makes the sidebar longer.
            let screen = reader.screen().replace('\u{2590}', " ");
            let lines: Vec<String> = screen.lines().map(str::to_owned).collect();
            let shelf = lines.iter().position(|line| line.contains("Shelf"));
            lines[..shelf.expect("a section")].join("\n")
        });
        assert!(
            screens[1] == screens[0],
            "{query}\n{}\n{}",
            screens[0],
            screens[1]
        );
    }
}

#[test]
fn a_query_that_asks_for_the_shelf_finds_sorts_counts_and_explains_copies() {
    let own = "When to Adopt CQRS? Balancing Read/Write Models for Scalable Backend Systems";
    let (sagas, outbox) = ("Sagas in Practice", "Outbox, Inbox and Other Boxes");
    let bare = "https://example.org/essay";
    for (query, want) in [
        ("is:bookmarked", vec![own, sagas, outbox, bare]),
        ("is:bookmarked 'saga", vec![sagas]),
        (
            "is:bookmarked \"replace transactions\"",
            vec![sagas, outbox],
        ),
        ("is:bookmarked tag:cqrs", vec![own, sagas, outbox]),
        ("is:bookmarked tag:sagas", vec![sagas]),
        ("is:bookmarked year:2022", vec![sagas, outbox]),
        ("is:bookmarked !date:2022", vec![own, bare]),
        ("is:bookmarked sort:date", vec![own, outbox, sagas, bare]),
        ("is:bookmarked sort:-date", vec![sagas, outbox, own, bare]),
        (
            "is:bookmarked sort:-likes,title",
            vec![outbox, sagas, own, bare],
        ),
        ("is:bookmarked sort:title", vec![bare, outbox, sagas, own]),
        ("is:bookmarked has:link", vec![sagas, outbox, bare]),
        ("is:bookmarked -has:note", vec![own, sagas, bare]),
        ("has:note", vec![outbox]),
        ("label:later", vec![outbox]),
        ("!(!label:later)", vec![outbox]),
        (
            "label:later | title:'dada | tag:sagas",
            vec![
                "How Dada Built an Automated Business Config Center to Boost Stability and Efficiency",
                sagas,
                outbox,
            ],
        ),
    ] {
        let mut reader = reader(120, 40);
        ask(&mut reader, query);
        let titles: Vec<&str> = reader.titles().into_iter().collect();
        let is_page = |title: &&&str| !title.starts_with(char::is_numeric);
        let titles: Vec<&str> = titles.iter().filter(is_page).copied().collect();
        assert_eq!(titles, want, "{query}");
        let again = reader.app.query().to_string();
        let mut other = self::reader(120, 40);
        ask(&mut other, &again);
        assert_eq!(other.titles(), reader.titles(), "{query}: {again}");
        assert_eq!(other.app.wanted().narrowing, reader.app.wanted().narrowing);
    }
    let mut reader = reader(120, 50);
    ask(&mut reader, "is:bookmarked 'saga");
    assert!(
        reader.shows("Sagas                   1"),
        "{}",
        reader.screen()
    );
    reader.press("w");
    assert!(reader.shows("it is bookmarked"), "{}", reader.screen());
}

#[test]
fn the_shelf_counts_what_choosing_it_would_list() {
    for query in [
        "",
        "cqrs",
        "tag:sagas",
        "\"sagas replace\"",
        "-tag:cqrs",
        "title:kafka",
        "year:2022",
        "likes:>2",
        "date:>2022-05",
        "source:elsewhere",
        "tag:'sag | category:data",
        "has:link",
        "is:read or is:uncertain",
    ] {
        for (row, flag) in [("Bookmarks", "is:bookmarked"), ("With notes", "has:note")] {
            let mut reader = reader(120, 50);
            ask(&mut reader, query);
            let screen = reader.screen();
            let line = screen.lines().find(|line| line.contains(row));
            let left = line.and_then(|line| line.split('\u{2502}').next());
            let count = left.and_then(|left| left.split_whitespace().last());
            let count = count.and_then(|count| count.parse::<usize>().ok());
            reader.click(row);
            assert_eq!(
                count,
                Some(reader.app.matches_len()),
                "{query} {flag}\n{screen}"
            );
        }
    }
}

#[test]
fn values_that_only_copies_have_are_chosen_and_let_go_with_them() {
    let mut reader = reader(120, 50);
    reader.click("Bookmarks");
    reader.click_value("Sagas");
    assert_eq!(reader.titles(), ["Sagas in Practice"]);
    let query = reader.app.query().to_string();
    assert_eq!(query, "tag:Sagas is:bookmarked");
    let choices = |reader: &Reader| {
        let chosen = reader.app.selection().of(tagleaf::catalog::Facet::Tag);
        chosen.map(|(_, choice)| choice).collect::<Vec<_>>()
    };
    assert_eq!(choices(&reader), [Choice::Include]);
    reader.click("Bookmarks");
    assert_eq!(reader.app.query().to_string(), "tag:Sagas");
    assert_eq!(choices(&reader), [], "no loaded page has the tag");
    reader.click("Bookmarks");
    assert_eq!(choices(&reader), [Choice::Include]);
}

#[test]
fn copies_are_labelled_noted_read_and_marked_like_all_articles() {
    let mut reader = reader(120, 40);
    ask(&mut reader, "is:bookmarked");
    reader.press("j t").type_text("saga").press("enter");
    reader.press("e").type_text("try it").press("enter r");
    let deeds: Vec<Deed> = reader
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::SaveShelf(draft) => Some(draft.deed),
            _ => None,
        })
        .collect();
    assert_eq!(deeds, [Deed::Labelled, Deed::Noted, Deed::Read]);
    assert!(reader.shows("Note     try it") && reader.shows("Labels   saga"));
    assert!(
        reader.shows("\u{2605}\u{2713} Elsewhere Weekly"),
        "{}",
        reader.screen()
    );
    reader.press("*");
    assert_eq!(reader.app.marked_len(), 4);
    ask(&mut reader, "").press("b");
    assert_eq!(
        reader.app.shelf().bookmarks_len(),
        0,
        "marked cards stay marked"
    );
    ask(&mut reader, "is:bookmarked");
    assert_eq!(reader.app.matches_len(), 0);
}

#[test]
fn a_copy_without_its_bookmark_is_nowhere() {
    let mut reader = reader(120, 40);
    ask(&mut reader, "is:bookmarked | title:'outbox | title:'sagas").press("G");
    assert_eq!(reader.app.matches_len(), 4);
    told(&mut reader, shelf().into_iter().skip(2));
    assert_eq!(reader.titles(), ["https://example.org/essay"]);
    reader.press("a");
    assert_eq!(
        reader.app.matches_len(),
        25,
        "all cards, and the copy among them"
    );
    assert!(reader.shows("0 of 24 loaded + 1 not loaded"));
}

#[test]
fn a_bookmark_that_others_add_or_change_is_followed() {
    let mut reader = reader(120, 40);
    ask(&mut reader, "is:bookmarked").press("j");
    let before = reader.selected_title();
    let mut more = shelf();
    more.push(Arc::new(bookmark("Added Elsewhere", &["New Tag"], (1, 1))));
    told(&mut reader, more.clone());
    assert_eq!(reader.selected_title(), before);
    assert!(reader.titles().contains(&"Added Elsewhere"));
    assert!(
        reader.shows("0 of 24 loaded + 4 not loaded"),
        "{}",
        reader.screen()
    );

    let changed = Arc::make_mut(&mut more[0]);
    changed.card.tags.push(CleanString::new("Changed"));
    told(&mut reader, more);
    assert_eq!(reader.app.matches_len(), 4);
    ask(&mut reader, "is:bookmarked tag:changed");
    assert_eq!(reader.titles(), ["Sagas in Practice"]);
}

#[test]
fn an_article_whose_page_is_loaded_is_never_shown_twice() {
    let mut seed = Reader::seed(120, 40);
    seed.press("* b");
    let shelf = seed.app.shelf().clone();
    for mut other in [Reader::seed(120, 40), Reader::sample(120, 40)] {
        let both = other.app.matches_len();
        other.tell(Message::ShelfChanged(Shared::new(shelf.clone())));
        assert_eq!(other.app.matches_len(), both);
        ask(&mut other, "is:bookmarked");
        let listed = (0..94).filter_map(|place| other.app.article_at(place));
        let ids: std::collections::BTreeSet<_> = listed.map(Article::id).collect();
        assert_eq!((other.app.matches_len(), ids.len()), (94, 94));
    }
}

#[test]
fn the_shelf_is_there_when_the_page_holds_nothing() {
    let mut reader = Reader::with(crate::reader::sample(0), 120, 40);
    told(&mut reader, shelf());
    reader.click("Bookmarks");
    assert_eq!(reader.app.matches_len(), 3, "{}", reader.screen());
    assert!(reader.shows("0 of 0 loaded + 3 not loaded"));
    reader.click("Bookmarks");
    assert_eq!(reader.app.matches_len(), 0, "{}", reader.screen());
}

#[test]
fn the_shelf_may_be_asked_for_before_there_is_anything() {
    let mut reader = Reader::loading(120, 40);
    ask(&mut reader, "is:bookmarked tag:sagas");
    told(&mut reader, shelf());
    let loaded = crate::reader::sample(24);
    reader.tell(Message::Loaded(Shared::new(Library::without_lists(loaded))));
    ask(&mut reader, "is:bookmarked tag:sagas");
    assert_eq!(reader.titles(), ["Sagas in Practice"]);
    // Another load drops what was shown, and the copies come along.
    let loaded = tagleaf::ingest::load(&[tagleaf::ingest::Input::Seed], &mut |_| {
        ControlFlow::Continue(())
    });
    reader.tell(Message::Loaded(Shared::new(Library::without_lists(loaded))));
    assert_eq!(reader.app.matches_len(), 94);
    ask(&mut reader, "is:bookmarked");
    assert_eq!(reader.app.matches_len(), 3);
}

#[test]
fn what_a_bookmark_does_not_say_is_not_made_up() {
    let mut reader = reader(120, 40);
    ask(&mut reader, "is:bookmarked").press("G");
    let screen = reader.screen();
    assert_eq!(reader.selected_title(), "https://example.org/essay");
    for text in [
        "day not known",
        "The bookmark holds no abstract.",
        "The bookmark holds no tags.",
    ] {
        assert!(reader.shows(text), "{text}\n{screen}");
    }
    let card = screen.lines().filter(|line| line.contains("min"));
    assert!(
        card.clone().all(|line| !line.contains(" 0 min")),
        "{screen}"
    );
    assert!(!screen.contains("0 likes \u{b7} 0 min"), "{screen}");
}

#[test]
fn an_empty_step_asks_for_nothing() {
    let edit = Edit::Bookmark(Change {
        before: None,
        after: Some(Arc::clone(&shelf()[0])),
    });
    let mut reader = Reader::sample(120, 40);
    reader.tell(Message::ShelfStepped(
        Draft::new(Deed::Bookmarked, vec![edit]).at(now()),
    ));
    ask(&mut reader, "is:bookmarked");
    assert_eq!(reader.titles(), ["Sagas in Practice"]);
}
