//! Link lists and what is known through them, from the command line.

use serde_json::Value;

use super::program::{Program, SEED};

const A: &str = "https://www.besthub.dev/articles/a-b-000000000001";

/// A page of one article, `A B` by `S`.
const PAGE: &str = "S\nOct 3, 2021 \u{b7} Ops\nA B\nWhy.\nJava\n3 likes \u{b7} 4 min read\n";

fn urls(program: &Program, args: &[&str]) -> Vec<Value> {
    let ran = program.run(&[&["list", "--format", "ndjson"], args].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    ran.json_lines()
        .into_iter()
        .map(|line| line["url"].clone())
        .collect()
}

#[test]
fn a_list_is_taken_by_name_and_beside_a_page() {
    let program = Program::new();
    program.write("d/page.txt", PAGE);
    assert_eq!(urls(&program, &["d/page.txt"]), [Value::Null]);
    program.write(
        "sitemap.xml",
        format!("<urlset><url><loc>{A}</loc></url></urlset>"),
    );
    assert_eq!(
        urls(&program, &["--links", "sitemap.xml", "d/page.txt"]),
        [A]
    );
    // Its name says what it is, so it is no page that was passed over either.
    program.write("d/my.links.md", format!("- [A B]({A})\n"));
    for input in ["d/page.txt", "d"] {
        assert_eq!(urls(&program, &[input]), [A]);
        assert_eq!(urls(&program, &["--links", "d/my.links.md", input]), [A]);
    }
    let json = program.run(&[
        "links",
        "check",
        "--format",
        "json",
        "--links",
        "d/my.links.md",
        "d",
    ]);
    let lists = json.json()["lists"].as_array().map(Vec::len);
    assert_eq!(
        lists,
        Some(2),
        "one list and the built-in one: {}",
        json.out
    );
}

#[test]
fn the_built_in_list_knows_its_articles_wherever_they_are_read() {
    let program = Program::new();
    program.write("page.txt", SEED);
    let counts = |args: &[&str]| {
        let ran = program.run(&[&["links", "check", "--format", "json"], args].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.json()["counts"].clone()
    };
    let want = serde_json::json!({"articles": 94, "matched": 68, "ambiguous": 1, "unmatched": 25});
    assert_eq!(counts(&[]), want);
    assert_eq!(counts(&["page.txt"]), want);
    // Another publisher's article of a title that the list names no publisher for.
    let line = "Java Interview Crash Guide";
    program.write("other.txt", SEED.replace(line, "Somebody Else"));
    let want = serde_json::json!({"articles": 94, "matched": 67, "ambiguous": 2, "unmatched": 25});
    assert_eq!(counts(&["other.txt"]), want);
}

#[test]
fn what_the_lists_know_is_reported() {
    let program = Program::new();
    let json = program.run(&["links", "check", "--format", "json"]).json();
    let list = serde_json::json!({
        "path": "seeds/links.tsv", "shape": "table", "articles": 77, "pages": 0, "elsewhere": 0
    });
    assert_eq!(json["lists"], serde_json::json!([list]));
    assert_eq!(
        json["ambiguous"][0]["candidates"].as_array().map(Vec::len),
        Some(2)
    );
    let with_others = |entry: &&Value| entry["other_sources"] != serde_json::json!([]);
    let unmatched = json["unmatched"].as_array().expect("a list");
    let others: Vec<&Value> = unmatched.iter().filter(with_others).collect();
    assert_eq!(others.len(), 3);
    assert_eq!(
        others[0]["other_sources"],
        serde_json::json!(["Architecture Digest"])
    );

    let plain = program.run(&["links", "check"]).out;
    for part in [
        "seeds/links.tsv: 77 links to articles (table)\n",
        "\nambiguous: 1 article\n  Evolution of a Python Backend Architecture: ",
        "    https://www.besthub.dev/articles/evolution-of-a-python-backend-architecture",
        "    listed for Architecture Digest only\n",
        "  \u{2026} and 5 more (--format json shows all)\n",
        "\n94 articles: 68 matched, 1 ambiguous, 25 unmatched\n",
    ] {
        assert!(plain.contains(part), "{part}: {plain}");
    }
}

#[test]
fn a_list_that_says_nothing_is_a_failure_only_where_it_was_named() {
    let program = Program::new();
    program.write("d/page.txt", PAGE);
    program.write("empty.txt", "nothing here\n");
    program.write("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    for (name, said) in [
        ("gone.txt", "could not read 'gone.txt'"),
        (
            "empty.txt",
            "could not find an address in 'empty.txt'; name a sitemap",
        ),
        ("picture", "could not read 'picture': it is not text"),
        ("d", "could not read 'd'"),
    ] {
        for command in [&["list"][..], &["links", "check"], &["frame"]] {
            let ran = program.run(&[command, &["--links", name, "d/page.txt"]].concat());
            assert_eq!(ran.code, 2, "{command:?} {name}: {}", ran.err);
            assert!(ran.err.contains(said), "{name}: {}", ran.err);
            assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        }
    }
    program.write("d/x.links.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let ran = program.run(&["list", "d/page.txt"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.err.contains("'d/x.links.png': it is not text"),
        "{}",
        ran.err
    );
}

#[test]
fn a_listing_is_told_or_guessed() {
    let program = Program::new();
    let link = |args: &[&str]| {
        let ran = program.run(&[&["list", "--format", "ndjson"], args].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
        ran.json_lines()[0]["link"].clone()
    };
    let guess = link(&[]);
    assert_eq!(
        guess["url"],
        "https://www.besthub.dev/tags/backend-architecture?page=6"
    );
    assert_eq!(guess["guessed"], true);
    let told = link(&[
        "--tag-url",
        "https://www.besthub.dev/tags/backend-architecture-0a1b2c?page=1",
    ]);
    assert_eq!(
        told["url"],
        "https://www.besthub.dev/tags/backend-architecture-0a1b2c?page=6"
    );
    assert_eq!(told["guessed"], false);
    let ran = program.run(&["list", "--tag-url", "javascript:alert(1)"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("only http and https are opened"),
        "{}",
        ran.err
    );
}

#[test]
fn what_is_listed_is_a_link_list_again() {
    let program = Program::new();
    program.write("page.txt", PAGE);
    program.write("one.md", A);
    for format in ["json", "ndjson", "tsv"] {
        let listed = program
            .run(&["list", "--format", format, "--links", "one.md", "page.txt"])
            .out;
        program.write("again", listed);
        assert_eq!(
            urls(&program, &["--links", "again", "page.txt"]),
            [A],
            "{format}"
        );
    }
}
