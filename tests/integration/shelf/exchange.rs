//! Bookmarks from and for other programs.

use std::process::Command;

use super::samples::{bookmark, moment};
use tagleaf::links::Address;
use tagleaf::shelf::{Bookmark, ExportFormat, ImportFormat, Note, Shelf, Taken, export, import};
use tagleaf::text::CleanString;

fn full() -> Bookmark {
    let mut bookmark = bookmark("C++ & <b>\"it's\"</b> {100%} 秒杀");
    bookmark.card.url = Address::parse("https://x.dev/a?b=c&d=e#f").ok();
    bookmark.card.summary = CleanString::new("Sum_mary, #1");
    bookmark.card.tags = vec![CleanString::new("Java, the language")];
    bookmark.labels = ["to read", "a,b"].map(CleanString::new).into();
    bookmark.note = Note::new("line one\n</DL> line two");
    bookmark
}

#[test]
fn every_format_escapes_what_it_is_given() {
    let bookmark = full();
    for (format, parts, never) in [
        (
            ExportFormat::Markdown,
            &[
                "- [C++ \\& \\<b\\>",
                "](<https://x.dev/a?b=c&d=e#f>)",
                "  > line one\n  > \\</DL\\>",
            ][..],
            "<b>",
        ),
        (
            ExportFormat::Netscape,
            &[
                "HREF=\"https://x.dev/a?b=c&amp;d=e#f\"",
                "ADD_DATE=\"1700000000\"",
                "TAGS=\"a b,to read,Java  the language\"",
                ">C++ &amp; &lt;b&gt;",
            ],
            "<b>",
        ),
        (
            ExportFormat::Csv,
            &[
                "\"C++ & <b>\"\"it's\"\"</b> {100%} 秒杀\"",
                ",https://x.dev/a?b=c&d=e#f,",
            ],
            "\"it's\"<",
        ),
        (
            ExportFormat::Atom,
            &[
                "<title>C++ &amp; &lt;b&gt;",
                "<link href=\"https://x.dev/a?b=c&amp;d=e#f\"/>",
                "<category term=\"a,b\"/>",
                "<updated>2023-11-14T22:13:20Z</updated>",
            ],
            "<b>",
        ),
        (
            ExportFormat::Bibtex,
            &[
                "@online{2021-10-13-",
                "  title = {{C++ \\& <b>",
                "\\textbraceleft{}100\\%\\textbraceright{}",
                "  url = {https://x.dev/a?b=c&d=e#f},",
                "abstract = {Sum\\_mary, \\#1}",
            ],
            " & ",
        ),
        (
            ExportFormat::Ndjson,
            &["\"url\":\"https://x.dev/a?b=c&d=e#f\""],
            "\n\"",
        ),
    ] {
        let text = export([&bookmark], format);
        for part in parts {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert!(!text.contains(never), "{never}\n{text}");
    }
    let nothing = export([], ExportFormat::Json);
    assert_eq!(nothing, "[]\n");
}

#[test]
fn a_browsers_file_is_read() {
    let text = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><H3>Folder</H3>\n<DL><p>\n\
        <DT><A HREF=\"https://x.dev/?a=1&amp;b=2\" ADD_DATE=\"1700000000\" TAGS=\"x, y\" ICON='data:<a>'>A &#x79D2;\n &lt;title&gt;</A>\n\
        <DD>What it\n is about\n\
        </DL><DT><H3 PERSONAL_TOOLBAR_FOLDER=\"true\">Bar</H3><DL><DT><a href=http://y.dev>B</a></DL>\n\
        <DT><A HREF=\"javascript:alert(1)\">C</A>\n\
        <DT><A>D</A>\n\
        <DT><A HREF=\"https://cut.dev";
    assert_eq!(ImportFormat::of(text), ImportFormat::Netscape);
    let imported = import(text, ImportFormat::Netscape);
    let [first, second] = &imported.bookmarks[..] else {
        unreachable!("{imported:?}");
    };
    assert_eq!(first.card.title.as_str(), "A 秒 <title>");
    assert_eq!(
        first.card.url.as_ref().map(Address::as_str),
        Some("https://x.dev/?a=1&b=2")
    );
    assert_eq!(first.added, Some(moment(0)));
    let labels: Vec<&str> = first.labels.iter().map(CleanString::as_str).collect();
    assert_eq!(labels, ["Folder", "x", "y"]);
    assert!(second.labels.is_empty());
    assert_eq!(first.note.to_string(), "What it\n is about");
    assert_eq!(
        second.card.url.as_ref().map(Address::as_str),
        Some("http://y.dev/")
    );
    assert!(second.note.is_empty());
    let refused: Vec<String> = imported.refused.iter().map(ToString::to_string).collect();
    assert_eq!(
        refused,
        [
            "10: 'javascript:alert(1)': only http and https are opened",
            "11: a link without an address",
            "12: a link that is cut off",
        ]
    );
}

#[test]
fn lists_of_addresses_and_damaged_json_are_read_by_line() {
    let list = "# mine\nhttps://x.dev/a-b A title\n\nnonsense\nHTTPS://x.dev/a-b\n";
    assert_eq!(ImportFormat::of(list), ImportFormat::Addresses);
    let imported = import(list, ImportFormat::Addresses);
    assert_eq!(imported.refused.len(), 1);
    assert_eq!(imported.refused[0].line, 4);
    let (step, taken) = Shelf::default().importing(imported.bookmarks, moment(5));
    let fates: Vec<Taken> = taken.iter().map(|(_, taken)| *taken).collect();
    assert_eq!(
        (step.edits.len(), fates),
        (1, vec![Taken::Added, Taken::Known])
    );
    assert!(taken[0].0.key.as_str().starts_with("web-x-dev-a-b-"));
    assert_eq!(taken[0].0.added, Some(moment(5)));

    let whole = export([&full(), &bookmark("Two")], ExportFormat::Json);
    let cut = &whole[..whole.len() - 20];
    let imported = import(cut, ImportFormat::of(cut));
    assert_eq!((imported.bookmarks.len(), imported.refused.len()), (1, 1));
    let imported = import("[{\"title\": \"x\"}, {\"id\": 3}]", ImportFormat::Json);
    assert_eq!(imported.refused.len(), 2);
    assert!(
        imported.refused[0]
            .reason
            .as_str()
            .contains("neither an id")
    );
}

#[test]
fn an_import_adds_to_what_is_there() {
    let mut old = full();
    old.note = Note::default();
    let shelf = Shelf::new([std::sync::Arc::new(old.clone())], []);
    let mut new = full();
    new.labels = [CleanString::new("new")].into();
    let (_, taken) = shelf.importing(vec![new], moment(5));
    let (joined, fate) = &taken[0];
    assert_eq!(*fate, Taken::Joined);
    assert_eq!(joined.labels.len(), 3);
    assert_eq!(joined.note, full().note);
    // The same address under no other name than that.
    let list = import("https://x.dev/a?b=c&d=e#f", ImportFormat::Addresses);
    let (step, taken) = shelf.importing(list.bookmarks, moment(5));
    assert_eq!((step.edits.len(), taken[0].1), (0, Taken::Known));
}

/// Runs where buku (`pip install buku`) is installed.
#[test]
fn another_program_imports_the_file_for_browsers() {
    let directory = tempfile::tempdir().expect("a directory");
    let run = |args: &[&str]| {
        let mut command = Command::new("buku");
        command
            .args(args)
            .env("XDG_DATA_HOME", directory.path())
            .env("HOME", directory.path());
        command.stdin(std::process::Stdio::null()).output()
    };
    if run(&["--version"]).is_err() {
        return;
    }
    let file = directory.path().join("bookmarks.html");
    let bookmarks = [full(), bookmark("Without an address")];
    std::fs::write(&file, export(&bookmarks, ExportFormat::Netscape)).expect("a file");
    let imported = run(&["--nostdin", "--tacit", "--import", &file.to_string_lossy()]);
    let imported = imported.expect("it runs");
    assert!(
        imported.status.success(),
        "{}",
        String::from_utf8_lossy(&imported.stderr)
    );
    let printed = run(&["--nostdin", "--print", "--json"]).expect("it runs");
    let json: serde_json::Value = serde_json::from_slice(&printed.stdout).expect("JSON");
    let found = json.as_array().and_then(|all| all.first()).unwrap_or(&json);
    assert_eq!(found["uri"], "https://x.dev/a?b=c&d=e#f");
    assert_eq!(found["title"], full().card.title.as_str());
    assert_eq!(found["description"], full().note.to_string());
    let tags = found["tags"].as_str().expect("tags");
    for tag in ["to read", "a b"] {
        assert!(tags.contains(tag), "{tags}");
    }
}
