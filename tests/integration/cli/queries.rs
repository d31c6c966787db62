//! Queries on the command line.

use serde_json::Value;

use super::program::Program;

fn list(query: &str) -> Vec<Value> {
    let ran = Program::new().run(&["list", "-q", query, "--format", "ndjson"]);
    assert_eq!(ran.code, 0, "{query}: {}", ran.err);
    ran.json_lines()
}

fn text<'a>(article: &'a Value, field: &str) -> &'a str {
    article[field].as_str().expect("a string")
}

fn tags(article: &Value) -> Vec<String> {
    let tags = article["tags"].as_array().expect("tags").iter();
    tags.map(|tag| tag.as_str().expect("a tag").to_lowercase())
        .collect()
}

/// The same filter written by hand.
type Passes<'a> = &'a dyn Fn(&Value) -> bool;

#[test]
fn a_query_finds_what_a_filter_over_the_full_list_finds() {
    let all = list("");
    assert_eq!(all.len(), 94);
    let mentions = |article: &Value, word: &str| {
        let fields = [text(article, "title"), text(article, "source")].map(str::to_lowercase);
        fields
            .iter()
            .chain(&tags(article))
            .any(|field| field.contains(word))
    };
    let table: [(&str, Passes<'_>); 7] = [
        ("tag:ddd date:2021-06.. !cqrs", &|a| {
            tags(a).contains(&"ddd".to_owned())
                && text(a, "published") >= "2021-06-01"
                && !mentions(a, "cqrs")
        }),
        ("min:<8 | likes:>=5", &|a| {
            a["minutes"].as_u64() < Some(8) || a["likes"].as_u64() >= Some(5)
        }),
        ("source:\"top architect\"", &|a| {
            text(a, "source") == "Top Architect"
        }),
        ("'microservice", &|a| mentions(a, "microservice")),
        ("text:saga", &|a| {
            text(a, "summary").to_lowercase().contains("saga")
        }),
        ("category:ops", &|a| text(a, "category") == "Operations"),
        ("year:2021 -(tag:ddd or tag:cqrs)", &|a| {
            let tags = tags(a);
            !tags.contains(&"ddd".to_owned()) && !tags.contains(&"cqrs".to_owned())
        }),
    ];
    for (query, passes) in table {
        let want: Vec<&Value> = all.iter().filter(|article| passes(article)).collect();
        let found = list(query);
        assert!(!want.is_empty() && want.len() < 94, "{query} tells nothing");
        assert_eq!(found.iter().collect::<Vec<_>>(), want, "{query}");
    }
}

#[test]
fn what_is_printed_has_the_order_that_the_query_asks_for() {
    let likes = |article: &Value| article["likes"].as_u64();
    let sorted = list("sort:-likes");
    assert!(
        sorted
            .windows(2)
            .all(|pair| likes(&pair[0]) >= likes(&pair[1]))
    );
    let best = list("event sourcing");
    assert!(text(&best[0], "title").contains("Event Sourcing"));
}

#[test]
fn the_heading_says_how_many_of_the_articles_are_listed() {
    let ran = Program::new().run(&["list", "-q", "tag:ddd"]);
    assert!(ran.out.contains("8 of 94 loaded"), "{}", ran.out);
}

#[test]
fn a_broken_query_is_refused_with_a_caret_under_the_place() {
    for command in [&["list"][..], &["frame"], &[]] {
        let ran = Program::new().run(&[command, &["-q", "saga tga:x"]].concat());
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("no field 'tga'"), "{}", ran.err);
        assert!(ran.err.contains("  saga tga:x\n       ^^^^"), "{}", ran.err);
    }
}

#[test]
fn why_says_which_clause_matched_and_which_kept_an_article_out() {
    let program = Program::new();
    let all = list("");
    let saga = all
        .iter()
        .find(|a| text(a, "title").contains("Saga Pattern"))
        .expect("one");
    let id = text(saga, "id");
    let ran = program.run(&["list", "-q", "saga tag:ddd", "--why", id]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("is kept out"), "{}", ran.out);
    assert!(ran.out.contains("✓ saga · in the title, "), "{}", ran.out);
    assert!(ran.out.contains("✗ tag:ddd"), "{}", ran.out);
    let json = program
        .run(&[
            "list",
            "-q",
            "saga | tag:ddd",
            "--why",
            id,
            "--format",
            "json",
        ])
        .json();
    assert_eq!(json["matches"], true);
    assert_eq!(json["parts"][0]["part"], "any of");
    assert_eq!(json["parts"][1]["holds"], true);
    assert!(json["parts"][1]["score"].as_i64() > Some(0));
    let ran = program.run(&["list", "-q", "saga", "--why", "nothing"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("'nothing': "), "{}", ran.err);
}

#[test]
fn a_frame_can_begin_with_a_query() {
    let ran = Program::new().run(&["frame", "-q", "tag:ddd", "--size", "120x40"]);
    assert!(
        ran.out.contains("✓DDD") && ran.out.contains("1 of 8"),
        "{}",
        ran.out
    );
}

#[test]
fn a_query_of_several_lines_is_one() {
    assert_eq!(list("tag:ddd\n\t!cqrs\r\n"), list("tag:ddd !cqrs"));
}

#[test]
fn a_view_of_the_config_is_a_part_of_every_query() {
    let program = Program::new();
    program.write(
        "config/config.toml",
        "[views]\nshort = \"min:<8 sort:-likes\"\n",
    );
    let ids = |query: &str| -> Vec<Value> {
        let ran = program.run(&["list", "-q", query, "--format", "ndjson"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{query}");
        ran.json_lines()
    };
    assert_eq!(ids("view:short"), ids("min:<8 sort:-likes"));
    assert_eq!(ids("tag:ddd !view:short"), ids("tag:ddd !(min:<8)"));
    let ran = program.run(&["frame", "-q", "view:short", "--size", "120x50"]);
    assert!(ran.out.contains("✓ short"), "{}", ran.out);
    let ran = program.run(&["open", "--print", "--all", "-q", "view:short title:zzzz"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(
        ran.err.contains("'view:short title:zzzz' finds no article"),
        "{}",
        ran.err
    );
    let ran = program.run(&["list", "-q", "saga view:shrot"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("did you mean 'short'?"), "{}", ran.err);
    assert!(
        ran.err.contains("  saga view:shrot\n            ^^^^^"),
        "{}",
        ran.err
    );
}

#[test]
fn a_view_that_cannot_be_used_is_told_and_keeps_nothing_from_working() {
    let program = Program::new();
    let config = "[views]\na = \"view:b\"\nb = \"view:a\"\nbad = \"tga:x\"\n";
    program.write("config/config.toml", config);
    let ran = program.run(&["list", "-q", "saga", "--format", "tsv"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.lines().count() > 1);
    let told: Vec<&str> = ran.err.lines().collect();
    assert_eq!(told.len(), 3, "{}", ran.err);
    assert!(told[0].starts_with(
        "tagleaf: the view 'a' in line 2 of the config cannot be used: it leads back"
    ));
    assert!(told[2].starts_with(
        "tagleaf: the view 'bad' in line 4 of the config cannot be used: no field 'tga'"
    ));
    let ran = program.run(&["frame", "--size", "120x40"]);
    assert!(
        ran.out.contains("the view 'a' in line 2 of the config"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("(and 2 more)"), "{}", ran.out);
}

#[test]
fn a_long_broken_query_is_not_repeated_whole() {
    let query = format!("{}tga:x{}", "saga ".repeat(500), " ddd".repeat(20_000));
    for command in [&["list"][..], &["frame"], &["open"], &[]] {
        let ran = Program::new().run(&[command, &["-q", &query]].concat());
        assert_eq!(ran.code, 2);
        assert!(
            ran.err.contains("no field 'tga'") && ran.err.contains("^^^^"),
            "{}",
            ran.err
        );
        assert!(ran.err.len() < 1_000, "{}", ran.err);
    }
}
