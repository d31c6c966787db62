//! `tagleaf bookmarks`, as scripts and people call it.

use super::program::Program;

/// The first article of the seed.
const CQRS: &str = "2021-10-13-when-to-adopt-cqrs-balancing-read-write-mphrack59k8k";

fn outcomes(lines: &[serde_json::Value]) -> Vec<&str> {
    lines
        .iter()
        .map(|line| line["outcome"].as_str().expect("an outcome"))
        .collect()
}

#[test]
fn what_is_added_is_listed_until_it_is_removed() {
    let program = Program::new();
    let empty = program.run(&["bookmarks"]);
    assert_eq!(
        (empty.code, empty.out.as_str(), empty.err.as_str()),
        (0, "0 bookmarks\n", "")
    );
    let add = [
        "bookmarks",
        "add",
        "--format",
        "ndjson",
        "--label",
        "later",
        "--note",
        "a\nb",
        CQRS,
    ];
    let added = program.run(&add);
    assert_eq!((added.code, added.err.as_str()), (0, ""));
    assert_eq!(outcomes(&added.json_lines()), ["added"]);
    assert_eq!(outcomes(&program.run(&add).json_lines()), ["kept"]);
    let list = program
        .run(&["bookmarks", "list", "--format", "json"])
        .json();
    assert_eq!(list[0]["id"], CQRS);
    assert_eq!(list[0]["labels"], serde_json::json!(["later"]));
    assert_eq!(
        (&list[0]["note"], &list[0]["read"]),
        (&"a\nb".into(), &serde_json::Value::Null)
    );
    let plain = program.run(&["bookmarks"]).out;
    assert!(plain.contains("\n  [later]\n  | a\n  | b\n"), "{plain}");
    let file = std::fs::read_to_string(program.path().join("config/bookmarks.toml"));
    assert!(file.is_ok_and(|text| text.contains(&format!("\n[bookmarks.{CQRS}]\n"))));
    // The end of an id is enough.
    let (_, end) = CQRS.rsplit_once('-').expect("an end");
    let removed = program.run(&["bookmarks", "remove", end]);
    assert_eq!((removed.code, removed.err.as_str()), (0, ""));
    assert!(
        removed.out.starts_with("removed  When to Adopt CQRS?"),
        "{}",
        removed.out
    );
    let again = program.run(&["bookmarks", "remove", "--format", "json", end]);
    assert_eq!(again.code, 1);
    assert_eq!(again.json()[0]["outcome"], "missing");
    assert_eq!(program.run(&["bookmarks", "--format", "json"]).out, "[]\n");
}

#[test]
fn ids_come_from_a_pipe_and_articles_from_files() {
    let program = Program::new();
    program.write(
        "saved/page.txt",
        "Me\nMe\nJan 2, 2020 \u{b7} Ops\n\nMine\n\nWhy.\n\nJava\n3 likes \u{b7} 4 min read\nMine\n",
    );
    let rows = program
        .run(&["list", "--format", "ndjson", "saved"])
        .json_lines();
    let id = rows[0]["id"].as_str().expect("an id");
    let ids = format!("{id}\n\n\u{1b}[31mnonsense\n");
    let add = [
        "bookmarks",
        "add",
        "--format",
        "ndjson",
        "--in",
        "saved",
        "-",
    ];
    let ran = program.run_with(&add, ids.as_bytes());
    assert_eq!(ran.code, 1);
    assert_eq!(outcomes(&ran.json_lines()), ["added", "unknown"]);
    assert!(
        ran.err
            .starts_with("tagleaf: 'nonsense': it is not an article's id"),
        "{}",
        ran.err
    );
    let plain = program.run_with(&["bookmarks", "add", "-"], ids.as_bytes());
    assert!(!plain.out.contains('\u{1b}') && plain.out.contains("nonsense"));
    // What is kept outlives the page.
    std::fs::remove_dir_all(program.path().join("saved")).expect("it goes");
    let list = program
        .run(&["bookmarks", "--format", "ndjson"])
        .json_lines();
    assert_eq!((list.len(), &list[0]["summary"]), (1, &"Why.".into()));
}

#[test]
fn every_export_that_can_be_read_back_is() {
    let one = Program::new();
    assert_eq!(one.run(&["bookmarks", "add", "--label", "x", CQRS]).code, 0);
    for format in ["html", "json", "ndjson"] {
        let export = one.run(&["bookmarks", "export", "--format", format]).out;
        let two = Program::new();
        let import = ["bookmarks", "import", "-"];
        let first = two.run_with(&import, export.as_bytes());
        assert_eq!(
            first.out,
            "1 new, 0 joined with what was there, 0 there already, 0 refused\n"
        );
        let before = two.run(&["bookmarks", "export", "--format", "json"]).out;
        let second = two.run_with(&import, export.as_bytes());
        assert!(second.out.contains("1 there already"), "{}", second.out);
        assert_eq!(
            two.run(&["bookmarks", "export", "--format", "json"]).out,
            before
        );
        assert_eq!(
            one.run(&["bookmarks", "export", "--format", "json"]).out,
            before
        );
    }
    for format in ["markdown", "csv", "atom", "bibtex"] {
        let export = one.run(&["bookmarks", "export", "--format", format]);
        assert!(export.out.contains("When to Adopt CQRS"), "{format}");
        assert_eq!(export.code, 0);
    }
}

#[test]
fn an_import_tells_what_it_refused_and_why() {
    let program = Program::new();
    program.write("list.txt", "https://x.dev/a\nftp://x.dev/b\n");
    let ran = program.run(&["bookmarks", "import", "list.txt", "gone.txt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.starts_with("1 new, 0 joined"), "{}", ran.out);
    let refused = "  list.txt:2: 'ftp://x.dev/b': only http and https are opened\n";
    assert!(ran.out.ends_with(refused), "{}", ran.out);
    assert!(
        ran.err.starts_with("tagleaf: could not read 'gone.txt': "),
        "{}",
        ran.err
    );
    let ran = program.run(&["bookmarks", "import", "--format", "ndjson", "list.txt"]);
    assert_eq!(
        (ran.code, outcomes(&ran.json_lines())),
        (1, vec!["refused", "kept"])
    );
}

#[test]
fn a_broken_file_is_shown_refused_and_repaired() {
    let program = Program::new();
    let bad = "schema = 1\n\n[bookmarks.a]\ntitle = \"one\nurl = 'https://x.dev'\n";
    program.write("config/bookmarks.toml", bad);
    let file = program.path().join("config/bookmarks.toml");
    for args in [
        &["bookmarks"][..],
        &["bookmarks", "add", CQRS],
        &["bookmarks", "export"],
    ] {
        let ran = program.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{args:?}");
        assert!(ran.err.contains("line 4, column 13: "), "{}", ran.err);
        assert!(
            ran.err.contains("\n4 | title = \"one\n  |             ^\n"),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("tagleaf bookmarks doctor"), "{}", ran.err);
    }
    assert_eq!(std::fs::read_to_string(&file).expect("the file"), bad);
    let seen = program.run(&["bookmarks", "doctor", "--format", "json"]);
    assert_eq!((seen.code, &seen.json()["health"]), (1, &"broken".into()));
    assert_eq!(
        (&seen.json()["line"], &seen.json()["column"]),
        (&4.into(), &13.into())
    );
    let repaired = program.run(&["bookmarks", "doctor", "--repair"]);
    assert_eq!(repaired.code, 0, "{}", repaired.err);
    assert!(
        repaired
            .out
            .contains("is repaired: 1 bookmark, 0 joined\nleft out: line 4"),
        "{}",
        repaired.out
    );
    let (_, beside) = repaired
        .out
        .rsplit_once("the file as it was is '")
        .expect("a name");
    let beside = beside.trim_end().trim_end_matches('\'');
    assert_eq!(std::fs::read_to_string(beside).expect("the bad bytes"), bad);
    assert_eq!(program.run(&["bookmarks", "add", CQRS]).code, 0);
    let whole = program.run(&["bookmarks", "doctor"]);
    assert!(
        whole.out.ends_with("is whole: 2 bookmarks\n"),
        "{}",
        whole.out
    );
}

#[test]
fn a_newer_file_is_listed_and_not_written() {
    let program = Program::new();
    program.write(
        "config/bookmarks.toml",
        "schema = 2\n[bookmarks.a]\ntitle = 'From the future'\n",
    );
    let list = program.run(&["bookmarks"]);
    assert_eq!(list.code, 0);
    assert!(
        list.out.contains("From the future") && list.err.contains("schema 2"),
        "{}",
        list.err
    );
    assert_eq!(program.run(&["bookmarks", "add", CQRS]).code, 1);
    assert_eq!(program.run(&["bookmarks", "doctor"]).code, 1);
}

#[test]
fn everything_has_its_place() {
    let program = Program::new();
    let path = program.run(&["bookmarks", "path"]);
    let want = program.path().join("config/bookmarks.toml");
    assert_eq!(path.out, format!("{}\n", want.display()));
    let run = |args: &[&str]| {
        let mut command = program.command(args);
        command.env("TAGLEAF_STATE_DIR", program.path().join("elsewhere"));
        super::program::ended(command.spawn().expect("the program starts"))
    };
    assert_eq!(run(&["bookmarks", "add", CQRS]).code, 0);
    let paths = run(&["bookmarks", "path", "--format", "json"]).json();
    for name in ["journal", "lock"] {
        let path = std::path::Path::new(paths[name].as_str().expect("a path"));
        assert!(
            path.starts_with(program.path().join("elsewhere")) && path.exists(),
            "{path:?}"
        );
    }
    assert!(
        paths["bookmarks"]
            .as_str()
            .is_some_and(|path| path == want.to_string_lossy())
    );
    // Only what a person writes is among the dotfiles.
    let names = std::fs::read_dir(program.path().join("config")).expect("a directory");
    assert_eq!(names.count(), 1);
}

#[test]
fn queries_ask_for_what_is_kept() {
    let program = Program::new();
    let add = ["bookmarks", "add", "--label", "to read", CQRS];
    assert_eq!(program.run(&add).code, 0);
    for (query, count) in [
        ("is:bookmarked", 1),
        ("!is:bookmarked", 93),
        ("label:to-read", 1),
        ("label:never", 0),
        ("has:note", 0),
        ("is:unread", 94),
        ("is:read", 0),
    ] {
        let list = program.run(&["list", "--format", "tsv", "-q", query]);
        assert_eq!(list.out.lines().count(), count + 1, "{query}");
    }
    let printed = program.run(&["open", "--print", "-q", "is:bookmarked"]);
    assert!(printed.out.starts_with("https://"), "{}", printed.err);
    // What is not asked for is not read.
    program.write("config/bookmarks.toml", "broken =");
    assert_eq!(program.run(&["list", "-q", "tag:ddd"]).code, 0);
    let broken = program.run(&["list", "-q", "is:bookmarked"]);
    assert_eq!((broken.code, broken.out.as_str()), (1, ""));
    assert!(broken.err.contains("bookmarks.toml"), "{}", broken.err);
}

#[test]
fn an_id_may_be_its_beginning_in_any_case_as_long_as_it_means_one() {
    let program = Program::new();
    let add = ["bookmarks", "add", "--format", "ndjson"];
    // Twice the same article is once.
    let added = program.run(&[&add[..], &["MPHRACK59K8K", "mphr", CQRS]].concat());
    assert_eq!((added.code, added.err.as_str()), (0, ""));
    assert_eq!(outcomes(&added.json_lines()), ["added"]);
    assert_eq!(added.json_lines()[0]["id"], CQRS);
    for (id, said) in [
        ("mph", "'mph': it is too short; write at least 4"),
        ("mphrz", "'mphrz' is the id of no article that was read"),
        ("no id!", "'no id!': it is not an article's id"),
    ] {
        let refused = program.run(&[&add[..], &[id]].concat());
        assert_eq!(
            (refused.code, outcomes(&refused.json_lines())),
            (1, vec!["unknown"])
        );
        assert!(refused.err.contains(said), "{}", refused.err);
    }
    let remove = ["bookmarks", "remove", "--format", "ndjson"];
    let missing = program.run(&[&remove[..], &["mphrz"]].concat());
    assert_eq!(outcomes(&missing.json_lines()), ["missing"]);
    assert!(
        missing.err.contains("'mphrz' is no bookmark"),
        "{}",
        missing.err
    );
    let removed = program.run(&[&remove[..], &["MPHR"]].concat());
    assert_eq!(outcomes(&removed.json_lines()), ["removed"]);
}

#[test]
fn an_id_that_means_several_is_refused_and_they_are_named() {
    let program = Program::new();
    let (a, b) = ("2020-01-01-a-abcd00000000", "2020-01-01-b-abcd00000001");
    program.write(
        "config/bookmarks.toml",
        format!("[bookmarks.{a}]\ntitle = \"A\"\n\n[bookmarks.{b}]\ntitle = \"B\"\n"),
    );
    for command in ["add", "remove"] {
        let ran = program.run(&["bookmarks", command, "--format", "ndjson", "abcd"]);
        assert_eq!(
            (ran.code, outcomes(&ran.json_lines())),
            (1, vec!["ambiguous"])
        );
        assert!(
            ran.err
                .contains("several articles have an id that begins so: "),
            "{}",
            ran.err
        );
        assert!(ran.err.contains(a) && ran.err.contains(b), "{}", ran.err);
    }
    let one = program.run(&["bookmarks", "remove", "abcd00000001"]);
    assert_eq!(one.out, format!("removed  B  {b}\n"));
    // What is kept needs no page.
    let labelled = program.run(&["bookmarks", "add", "--label", "x", "abcd"]);
    assert_eq!(labelled.out, format!("changed  A  {a}\n"));
}

#[test]
fn what_was_done_last_is_undone_and_done_again() {
    let program = Program::new();
    assert_eq!(program.run(&["bookmarks", "add", CQRS]).code, 0);
    let undo = program.run(&["bookmarks", "undo"]);
    assert_eq!(undo.code, 0);
    assert!(
        undo.out
            .starts_with("undone: bookmarked 'When to Adopt CQRS?"),
        "{}",
        undo.out
    );
    assert_eq!(program.run(&["bookmarks"]).out, "0 bookmarks\n");
    let nothing = program.run(&["bookmarks", "undo", "--format", "json"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (1, "[]\n"));
    assert_eq!(nothing.err, "tagleaf: nothing to undo\n");
    let redo = program.run(&["bookmarks", "redo", "--format", "ndjson"]);
    assert_eq!(outcomes(&redo.json_lines()), ["redone"]);
    assert_eq!(redo.json_lines()[0]["id"], CQRS);
    assert_eq!(program.run(&["bookmarks", "redo"]).code, 1);
}
