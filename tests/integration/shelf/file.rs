//! `bookmarks.toml` as people write it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::samples::{bookmark, id};
use tagleaf::catalog::ArticleId;
use tagleaf::shelf::{Bookmark, BookmarkFile, Writable};
use tagleaf::text::CleanString;

fn parse(text: &str) -> BookmarkFile {
    BookmarkFile::parse(text.as_bytes()).unwrap_or_else(|error| unreachable!("{error}\n{text}"))
}

fn with_label(bookmark: &Bookmark, label: &str) -> Arc<Bookmark> {
    let mut bookmark = bookmark.clone();
    bookmark.labels.insert(CleanString::new(label));
    Arc::new(bookmark)
}

fn change(bookmark: Arc<Bookmark>) -> BTreeMap<ArticleId, Option<Arc<Bookmark>>> {
    BTreeMap::from([(bookmark.id, Some(bookmark))])
}

/// A file as somebody may keep it.
const BY_HAND: &str = "\
# My reading.
schema = 1 # do not touch
colour = 'blue'

# The best one.
[bookmarks.cqrs] # by hand
title   =   'When to Adopt CQRS?'   # said Greg
source = \"21CTO\"
published = 2021-10-13
rating = 5
labels = [
  \"a\", # first
]

[bookmarks.cqrs.mine]
page = 3

# On its own.

[bookmarks.zzz]
url = \"https://x.dev/z\"

[[other]]
x = 1
[other.y]
[[other]]
[other.y]
";

#[test]
fn what_a_person_wrote_stays_where_it_is() {
    let mut file = parse(BY_HAND);
    assert_eq!(file.text(), BY_HAND);
    let cqrs = file.bookmarks().next().expect("a bookmark").clone();
    assert_eq!(cqrs.id, id("When to Adopt CQRS?"));
    file.apply(change(with_label(&cqrs, "b")));
    let want = BY_HAND.replace("[\n  \"a\", # first\n]", "[\"a\", \"b\"]");
    assert_eq!(file.text(), want);
    // A new one comes before the first greater key, and takes nothing with it when it goes.
    let new = Arc::new(bookmark("Middle"));
    file.apply(change(Arc::clone(&new)));
    let text = file.text();
    let header = format!("\n[bookmarks.{}]\ntitle = \"Middle\"\n", new.key);
    assert!(
        text.starts_with(&format!(
            "{}{header}",
            &want[..want.find("\n# The best").expect("it")]
        )),
        "{text}"
    );
    file.apply(BTreeMap::from([(new.id, None)]));
    assert_eq!(file.text(), want);
    // What a person wrote inside a bookmark goes with it, what stands apart does not.
    file.apply(BTreeMap::from([(cqrs.id, None)]));
    let text = file.text();
    assert!(
        !text.contains("mine") && !text.contains("best one"),
        "{text}"
    );
    assert!(
        text.contains("# On its own.") && text.contains("[[other]]"),
        "{text}"
    );
    assert_eq!(parse(&text), file);
}

#[test]
fn a_mistake_is_shown_with_line_column_and_caret() {
    for (text, line, column, said) in [
        (
            "schema = 1\n[bookmarks.a]\ntitle = \"x\ny = 1\n",
            3,
            11,
            "invalid basic string",
        ),
        (
            "schema = 1\n\n[bookmarks.a]\ntags = \"x\"\n",
            4,
            8,
            "'tags' is a list of texts",
        ),
        (
            "[bookmarks.a]\npublished = 2021\n",
            2,
            13,
            "'published' is a date",
        ),
        ("[bookmarks.a]\nlikes = -1\n", 2, 9, "'likes' is a number"),
        ("[bookmarks.a]\na = 1\na = 2\n", 3, 1, "duplicate key"),
        ("schema = 'x'\n", 1, 10, "the schema is a number"),
        (
            "bookmarks = 3\n",
            1,
            13,
            "write every bookmark as a table of its own",
        ),
        (
            "[bookmarks]\na = { title = 'x' }\n",
            2,
            5,
            "write every bookmark as a table of its own",
        ),
        ("[bookmarks.a]\n<<<<<<< HEAD\n", 2, 9, "key"),
        (
            "[bookmarks.a]\nurl = 'https://x'\n[bookmarks.b]\nurl = 'https://x'\n",
            3,
            1,
            "bookmarked twice, first in line 1",
        ),
        ("[bookmarks.a]\n[bookmarks.a]\n", 2, 1, "bookmarked twice"),
    ] {
        let error = BookmarkFile::parse(text.as_bytes()).expect_err(text);
        assert_eq!((error.line, error.column), (line, column), "{error}");
        assert!(error.message.contains(said), "{error}");
        let shown = error.to_string();
        let caret = shown.lines().last().expect("a caret line");
        let margin = line.to_string().len() + 3;
        assert_eq!(caret.find('^'), Some(margin + column - 1), "{shown}");
    }
    let error = BookmarkFile::parse(b"a = 1\nb = \"\xff\"\n").expect_err("bytes");
    assert_eq!((error.line, error.column), (2, 6));
    let error = BookmarkFile::parse("a = \u{1b}[31m\u{202e}".as_bytes()).expect_err("an escape");
    assert!(!error.to_string().contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn a_key_of_a_persons_own_is_no_id() {
    let text = "[bookmarks.kafkastreams]\ntitle = 'x'\nsource = '21CTO'\npublished = 2021-10-13\n";
    let found = parse(text).bookmarks().next().expect("a bookmark").id;
    assert_eq!(found, id("x"));
    // A title that a person corrects leaves the article what it is.
    let bookmark = bookmark("When");
    let text = format!("[bookmarks.{}]\ntitle = 'Why'\n", bookmark.key);
    let found = parse(&text).bookmarks().next().expect("a bookmark").id;
    assert_eq!(found, bookmark.id);
}

#[test]
fn text_is_made_safe_when_it_is_read() {
    let file = parse(
        "[bookmarks.a]\ntitle = \"x\\u001b[31m\\u202ey\"\nurl = 'javascript:alert(1)'\nnote = \"a\\u0007\\nb\"\n",
    );
    let bookmark = file.bookmarks().next().expect("a bookmark");
    assert_eq!(bookmark.card.title.as_str(), "xy");
    assert_eq!(bookmark.card.url, None);
    assert_eq!(bookmark.note.to_string(), "a\nb");
}

#[test]
fn a_newer_file_is_read_and_not_written() {
    let file = parse("schema = 2\n[bookmarks.a]\ntitle = 'x'\nshape = { round = true }\n");
    assert_eq!(file.writable(), Writable::NewerSchema(2));
    assert_eq!(file.bookmarks().count(), 1);
    assert_eq!(parse(BY_HAND).writable(), Writable::Yes);
}

#[test]
fn files_of_other_editors_are_read() {
    for text in [
        "\u{feff}schema = 1\r\n\r\n[bookmarks.a]\r\ntitle = 'x'\r\n",
        "[bookmarks.\"a\"]\ntitle = '''\nx'''",
        "  [ bookmarks . a ]\n  title = \"x\"",
    ] {
        let mut file = parse(text);
        let bookmark = file.bookmarks().next().expect("a bookmark").clone();
        assert_eq!(bookmark.card.title.as_str(), "x");
        file.apply(change(with_label(&bookmark, "new")));
        let again = parse(&file.text());
        let labels = &again.bookmarks().next().expect("a bookmark").labels;
        assert_eq!(labels.len(), 1, "{}", file.text());
        file.apply(change(Arc::new(self::bookmark("More"))));
        assert_eq!(
            parse(&file.text()).bookmarks().count(),
            2,
            "{}",
            file.text()
        );
    }
}

#[test]
fn what_can_be_saved_of_a_broken_file_is_saved() {
    let key = bookmark("Kept").key;
    let text = format!(
        "schema = 1\n[bookmarks.{key}]\ntitle = \"not closed\nsource = 'S'\n<<<<<<< HEAD\nlabels = ['a']\n=======\nnote = 'b'\n>>>>>>> x\n\n[bookmarks.two]\ntitle = 'Two'\n[bookmarks.two]\nlabels = ['c']\n"
    );
    assert!(BookmarkFile::parse(text.as_bytes()).is_err());
    let repaired = BookmarkFile::repair(text.as_bytes());
    let lines: Vec<usize> = repaired.left_out.iter().map(|error| error.line).collect();
    assert_eq!((lines, repaired.joined), (vec![5, 7, 9, 3], 1));
    let again = parse(&repaired.file.text());
    let all: Vec<&Arc<Bookmark>> = again.bookmarks().collect();
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].card.source.as_str(), "S");
    assert_eq!(
        (all[0].labels.len(), all[0].note.to_string()),
        (1, "b".to_owned())
    );
    assert_eq!(
        (all[1].card.title.as_str(), all[1].labels.len()),
        ("Two", 1)
    );
}
