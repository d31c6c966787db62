//! Bookmarks whose page is not loaded, on the command line.

use super::program::Program;

/// A bookmark on the first article of the seed, and a page that does not hold it.
fn program() -> Program {
    let program = Program::new();
    let added = program.run(&["bookmarks", "add", "--label", "later", "mphrack59k8k"]);
    assert_eq!((added.code, added.err.as_str()), (0, ""));
    program.write(
        "page.txt",
        "Elsewhere\nOct 1, 2021 \u{b7} C\nSagas\nAbs.\nJava\n1 likes \u{b7} 1 min read\n",
    );
    program
}

#[test]
fn a_query_for_the_shelf_lists_what_no_named_page_holds() {
    let program = program();
    for query in ["is:bookmarked", "label:later", "is:bookmarked 'cqrs"] {
        let ran = program.run(&["list", "-q", query, "--format", "json", "page.txt"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{query}");
        let listed = ran.json();
        assert_eq!(listed.as_array().map(Vec::len), Some(1), "{query}");
        assert_eq!(listed[0]["origin"], serde_json::Value::Null);
        assert_eq!(
            listed[0]["id"],
            "2021-10-13-when-to-adopt-cqrs-balancing-read-write-mphrack59k8k"
        );
        assert_eq!(listed[0]["source"], "21CTO");
        assert_eq!(listed[0]["likes"], 0);
    }
    for query in ["", "!is:bookmarked", "is:unread", "cqrs"] {
        let ran = program.run(&["list", "-q", query, "--format", "ndjson", "page.txt"]);
        let want = usize::from(query != "cqrs");
        assert_eq!(ran.json_lines().len(), want, "{query}");
    }
    let seed = program
        .run(&["list", "-q", "is:bookmarked", "--format", "json"])
        .json();
    assert_ne!(
        seed[0]["origin"],
        serde_json::Value::Null,
        "its page is loaded"
    );
}

#[test]
fn the_heading_counts_copies_beside_what_is_loaded() {
    let program = program();
    let ran = program.run(&["list", "-q", "is:bookmarked", "page.txt"]);
    assert!(
        ran.out.contains("0 of 1 loaded + 1 not loaded"),
        "{}",
        ran.out
    );
    let tsv = program.run(&["list", "-q", "is:bookmarked", "--format", "tsv", "page.txt"]);
    let rows: Vec<Vec<&str>> = tsv
        .out
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert_eq!(rows[0].len(), rows[1].len());
    let column = |name| {
        rows[0]
            .iter()
            .position(|column| *column == name)
            .expect("a column")
    };
    for name in [
        "file",
        "line",
        "listing_tag",
        "listing_tag_inferred",
        "listing_page",
    ] {
        assert_eq!(rows[1][column(name)], "", "{name}");
    }
}

#[test]
fn its_address_is_printed_and_a_frame_shows_its_card() {
    let program = program();
    let import = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><A HREF=\"https://example.org/essay\">An Essay</A>\n</DL>\n";
    program.write("in.html", import);
    assert_eq!(program.run(&["bookmarks", "import", "in.html"]).code, 0);
    let ran = program.run(&[
        "open",
        "--print",
        "-q",
        "is:bookmarked 'essay",
        "--from",
        "page.txt",
    ]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (0, "https://example.org/essay\n"),
        "{}",
        ran.err
    );
    let listed = program.run(&[
        "list",
        "-q",
        "is:bookmarked 'essay",
        "--format",
        "json",
        "page.txt",
    ]);
    let listed = listed.json();
    for field in ["published", "likes", "minutes", "origin"] {
        assert_eq!(listed[0][field], serde_json::Value::Null, "{field}");
    }
    let frame = program.run(&[
        "frame",
        "-q",
        "is:bookmarked",
        "--size",
        "120x40",
        "page.txt",
    ]);
    assert!(frame.out.contains("An Essay"), "{}", frame.out);
    assert!(
        frame.out.contains("0 of 1 loaded + 2 not loaded"),
        "{}",
        frame.out
    );
    let plain = program.run(&["frame", "--size", "120x40", "page.txt"]);
    assert!(!plain.out.contains("An Essay"), "{}", plain.out);
}
