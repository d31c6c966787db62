//! The embedded listing, against what is known to be true of it.

use serde_json::Value;

use super::program::{Program, SEED};

/// The fields that both have.
const FIELDS: [&str; 8] = [
    "title",
    "source",
    "published",
    "category",
    "tags",
    "likes",
    "minutes",
    "url",
];

const ORDER: [&str; 13] = [
    "id",
    "title",
    "source",
    "published",
    "category",
    "summary",
    "tags",
    "tags_certain",
    "likes",
    "minutes",
    "url",
    "link",
    "origin",
];

#[test]
fn every_article_of_the_seed_is_listed_as_it_is() {
    let truth: Vec<Value> = include_str!("../data/page-6.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a JSON line"))
        .collect();
    let listed = Program::new()
        .run(&["list", "--format", "ndjson"])
        .json_lines();
    assert_eq!((listed.len(), truth.len()), (94, 94));
    for (article, truth) in listed.iter().zip(&truth) {
        for field in FIELDS {
            assert_eq!(
                article[field], truth[field],
                "{field} of {}",
                truth["title"]
            );
        }
        assert!(
            article["summary"]
                .as_str()
                .is_some_and(|text| text.len() > 40)
        );
        let link = &article["link"];
        let candidates = link["candidates"].as_array().map(Vec::len);
        let (kind, guessed) = (link["kind"].as_str(), link["guessed"].as_bool());
        let note = truth["link_note"].as_str().unwrap_or_default();
        let want = match () {
            () if truth["url"].is_string() => (Some("direct"), Some(false), Some(0)),
            () if note.starts_with("two candidate") => (Some("ambiguous"), Some(false), Some(2)),
            () => (Some("listing"), Some(true), Some(0)),
        };
        assert_eq!((kind, guessed, candidates), want, "{}", truth["title"]);

        let listing = &article["origin"]["listing"];
        assert_eq!(listing["tag"], "Backend Architecture");
        assert_eq!(listing["tag_inferred"], true);
        assert_eq!(
            (&listing["total"], &listing["page"], &listing["pages"]),
            (&949.into(), &6.into(), &10.into())
        );
    }
}

#[test]
fn all_formats_hold_the_same_articles_in_the_same_order() {
    let program = Program::new();
    let list = |format: &str| program.run(&["list", "--format", format]);
    let lines = list("ndjson").json_lines();
    let array = list("json").json();
    assert_eq!(array.as_array(), Some(&lines));

    let tsv = list("tsv").out;
    let mut rows = tsv.lines();
    let columns: Vec<&str> = rows.next().expect("a header").split('\t').collect();
    assert_eq!(columns[..11], ORDER[..11]);
    for (row, article) in rows.zip(&lines) {
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!(cells.len(), columns.len());
        let tags: Vec<&str> = article["tags"]
            .as_array()
            .expect("tags")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(cells[0], article["id"]);
        assert_eq!(cells[6], tags.join(" | "));
        assert_eq!(cells[8], article["likes"].to_string());
    }

    let plain = list("plain").out;
    assert!(
        plain
            .starts_with("Tagged articles \u{203a} Backend Architecture \u{b7} 94 of 949 articles")
    );
    for article in &lines {
        let first = article["title"].as_str().and_then(|t| t.split(' ').next());
        assert!(plain.contains(first.expect("a title")));
    }
}

#[test]
fn tags_can_be_read_back_from_tsv() {
    let program = Program::new();
    let tags = ["ES|QL", "monitorable, gray-able, rollback-able"];
    let page = SEED.replacen("Backend ArchitectureCQRSEvent-driven", &tags.concat(), 1);
    program.write("page.txt", page);
    let list = |format: &str| program.run(&["list", "--format", format, "page.txt"]).out;
    let tsv = list("tsv");
    let mut lines = tsv
        .lines()
        .map(|line| line.split('\t').collect::<Vec<&str>>());
    let (names, cells) = (lines.next().expect("names"), lines.next().expect("cells"));
    let cell = |name: &str| cells[names.iter().position(|n| *n == name).expect(name)];
    assert_eq!(cell("tags").split(" | ").collect::<Vec<&str>>(), tags);
    assert_eq!(cell("listing_tag_inferred"), "true");
}

#[test]
fn plain_says_claims_as_the_reader_does() {
    let program = Program::new();
    let listing = |header: &str| {
        let mut lines = SEED.splitn(4, '\n').skip(3);
        format!("{header}\n{}", lines.next().expect("articles"))
    };
    let form_b = |tag: &str, page: u8| {
        let header = format!("Tagged articles\n{tag}\n1949 articles \u{b7} Page {page} of 20");
        listing(&header)
    };
    program.write(
        "few.txt",
        listing("Tagged articles\n5 articles\nPage 1 of 1"),
    );
    program.write("java-1.txt", form_b("Java", 1));
    program.write("java-2.txt", form_b("Java", 2));
    program.write("mysql.txt", form_b("MySQL", 1));
    for (files, want) in [
        (
            &["few.txt"][..],
            "Backend Architecture \u{b7} 94 articles \u{b7} 5 claimed \u{b7} listing page 1 of 1",
        ),
        (
            &["java-1.txt", "java-2.txt"],
            "Java \u{b7} 94 of 1,949 articles \u{b7} listing pages 1, 2 of 20",
        ),
        (
            &["java-1.txt", "java-2.txt", "mysql.txt"],
            "Java, MySQL \u{b7} 94 articles \u{b7} 3 listings of 2 tags",
        ),
    ] {
        let mut command = program.command(&["list"]);
        let child = command.args(files).env("COLUMNS", "100").spawn();
        let out = super::program::ended(child.expect("the program starts")).out;
        let heading = out.lines().next();
        let want = format!("Tagged articles \u{203a} {want}");
        assert_eq!(heading, Some(want.as_str()), "{files:?}");
    }
}

#[test]
fn the_fields_stand_in_their_order() {
    let out = Program::new().run(&["list", "--format", "ndjson"]).out;
    let line = out.lines().next().expect("an article");
    let places: Vec<Option<usize>> = ORDER
        .iter()
        .map(|field| line.find(&format!("\"{field}\":")))
        .collect();
    assert!(places.is_sorted() && !places.contains(&None), "{line}");
}

#[test]
fn without_a_terminal_the_reader_is_list() {
    let program = Program::new();
    let bare = program.run(&[]);
    assert_eq!((bare.code, bare.err.as_str()), (0, ""));
    assert_eq!(bare.out, program.run(&["list"]).out);
    assert_eq!(
        bare.out,
        program.run(&["--page-size", "3", "--no-mouse"]).out
    );
}

#[test]
fn plain_fits_the_width_it_is_told() {
    let program = Program::new();
    for columns in [40, 80, 100] {
        let mut command = program.command(&["list"]);
        let child = command.env("COLUMNS", columns.to_string()).spawn();
        let ran = super::program::ended(child.expect("the program starts"));
        let widest = ran.out.lines().map(tagleaf::text::width_cells).max();
        assert!(widest.is_some_and(|cells| cells <= columns && cells > columns - 10));
        assert!(!ran.out.contains('\u{1b}'));
    }
}

#[test]
fn the_seed_is_whole() {
    let program = Program::new();
    let plain = program.run(&["check"]);
    assert_eq!((plain.code, plain.err.as_str()), (0, ""));
    assert!(
        plain.out.contains("claims 949 articles in all"),
        "{}",
        plain.out
    );
    let json = program.run(&["check", "--format", "json"]).json();
    let file = &json["files"][0];
    assert_eq!(file["form"], "A");
    assert_eq!(file["articles"], 94);
    assert_eq!(file["quarantined"], Value::Array(Vec::new()));
    assert_eq!((&file["cut"], &file["error"]), (&Value::Null, &Value::Null));
    assert_eq!(file["listing"]["total"], 949);
}
