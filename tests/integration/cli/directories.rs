//! Directories of saved pages: what is read, what is passed over, what is refused.

use std::os::unix::fs::symlink;

use super::program::{Program, SEED};

#[test]
fn a_link_back_into_the_tree_does_not_read_a_file_twice() {
    let program = Program::new();
    program.write("l/page.txt", SEED);
    symlink(".", program.path().join("l/p")).expect("a link");
    let ran = program.run(&["check", "--format", "json", "l"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let json = ran.json();
    assert_eq!(json["files"].as_array().map(Vec::len), Some(1));
    assert_eq!(json["files"][0]["path"], "l/page.txt");
    assert_eq!(json["files"][0]["duplicates"], 0);
}

#[test]
fn a_file_with_any_sign_of_a_listing_is_reported() {
    let program = Program::new();
    program.write("d/page.txt", SEED);
    let article = "Zhihu\nZhihu\nOct 41, 2021 \u{b7} Ops\n\nTitle\n\nWhy.\n\nJava\n";
    for (name, text) in [
        (
            "quarantined",
            &format!("{article}3 likes \u{b7} 4 min read\nTitle\n")[..],
        ),
        ("cut", article),
        ("header", "Tagged articles\n949 articles\nPage 6 of 10\n"),
        ("dateless", "Title\nWhy.\nJava\n3 likes \u{b7} 4 min read\n"),
    ] {
        let path = format!("d/{name}.txt");
        program.write(&path, text);
        let json = program.run(&["check", "--format", "json", "d"]).json();
        let files = json["files"].as_array().expect("files");
        assert!(files.iter().any(|file| file["path"] == *path), "{name}");
        assert_eq!(json["skipped"], serde_json::json!([]), "{name}");
        std::fs::remove_file(program.path().join(path)).expect("a file to remove");
    }
}

#[test]
fn what_is_passed_over_is_told_and_no_failure() {
    let program = Program::new();
    program.write("d/page.txt", SEED);
    program.write("d/notes.md", "# Notes\n\nNothing of interest.\n");
    program.write("d/empty", "");
    program.write("d/logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");

    let list = program.run(&["list", "--format", "tsv", "d"]);
    assert_eq!((list.code, list.out.lines().count()), (0, 95));
    let said = "tagleaf: 'd': 3 files without a listing passed over (tagleaf check d shows them)\n";
    assert_eq!(list.err, said);

    let json = program.run(&["check", "--format", "json", "d"]);
    assert_eq!((json.code, json.err.as_str()), (0, ""));
    let want = serde_json::json!([
        {"path": "d/empty", "reason": "it is empty"},
        {"path": "d/logo.png", "reason": "it is not text"},
        {"path": "d/notes.md", "reason": "it holds no listing"},
    ]);
    assert_eq!(json.json()["skipped"], want);

    let plain = program.run(&["check", "d"]).out;
    let block = "passed over: 3 files without a listing\n  d/empty: it is empty\n  d/logo.png: it is not text\n  d/notes.md: it holds no listing\n\n1 file, 94 articles";
    assert!(plain.contains(block), "{plain}");
    for place in 0..12 {
        program.write(&format!("d/z-{place}"), "");
    }
    let plain = program.run(&["check", "d"]).out;
    let end = "  d/z-6: it is empty\n  \u{2026} and 5 more (--format json shows all)\n\n";
    assert!(plain.contains(end), "{plain}");
}
