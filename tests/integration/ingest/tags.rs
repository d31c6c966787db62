//! Fused tag lines of invented pages with other tags than the seed's.

use tagleaf::ingest::Loaded;

use super::load;

/// One article with these tags, on a page of form B.
fn read(page: &str, title: &str, fused: &str) -> Loaded {
    load(&format!(
        "Tagged articles\n\n{page}\n\n2 articles · Page 1 of 1\nS\nS\nOct 1, 2021 · C\n\n{title}\n\nAn abstract.\n\n{fused}\n1 likes · 1 min read\n{title}\n"
    ))
}

fn tags(loaded: &Loaded) -> Vec<String> {
    let article = loaded.catalog.articles().next().expect("one article");
    article.tags().map(|tag| tag.to_string()).collect()
}

#[test]
fn lines_of_eighty_tags_are_split_right() {
    let data = include_str!("../data/tag-lines.tsv");
    let mut wrong = Vec::new();
    let mut certain_and_wrong = 0;
    let lines: Vec<&str> = data.lines().skip(1).collect();
    for line in &lines {
        let mut columns = line.split('\t');
        let [page, title, want] = [(); 3].map(|()| columns.next().expect("three columns"));
        let want: Vec<&str> = want.split('|').collect();
        let loaded = read(page, title, &want.concat());
        let got = tags(&loaded);
        if got != want {
            let certain = loaded.report.files[0].uncertain_tags.is_empty();
            certain_and_wrong += usize::from(certain);
            wrong.push((want, got));
        }
    }
    // 98 % and no more than one in a hundred both wrong and sure of it.
    assert!(
        wrong.len() * 50 <= lines.len(),
        "{} of {}: {wrong:#?}",
        wrong.len(),
        lines.len()
    );
    assert!(certain_and_wrong * 100 <= lines.len(), "{wrong:#?}");
}

#[test]
fn seams_of_every_kind_are_found() {
    let table = [
        ("Java", ["CQRS", "DDD", "Domain Modeling"]),
        ("Java", ["ABA", "AQS", "CAS"]),
        ("Java", ["distributed-lock", "fair lock", "redis"]),
        (
            "Backend Architecture",
            ["Backend Architecture", "Facade Pattern", "dto"],
        ),
        ("Java", ["Java", "OpenResty", "RocketMQ"]),
        ("Java", ["GraphQL", "JavaScript", "TiDB"]),
        ("Java", ["ClassLoader", "DevOps", "LangChain4j"]),
        ("Java", ["GarbageCollection", "JVM", "Java"]),
        ("Java", ["Java", "high-concurrency", "thread pool"]),
        ("Java", [".NET", "C#", "C++"]),
        (
            "e\u{2011}commerce",
            ["Scale\u{2011}Up", "e\u{2011}commerce", "秒杀"],
        ),
    ];
    for (page, want) in table {
        let loaded = read(page, "A Title That Names None", &want.concat());
        assert_eq!(tags(&loaded), want);
    }
}

#[test]
fn an_ambiguous_line_is_called_uncertain() {
    let loaded = read("Zq", "A Title", "Qxvzkjwq");
    let article = loaded.catalog.articles().next().expect("one article");
    assert!(!article.tags_certain());
    let report = &loaded.report.files[0].uncertain_tags;
    assert_eq!((report.len(), report[0].fused.as_str()), (1, "Qxvzkjwq"));
}

#[test]
fn tags_out_of_order_are_told_apart_but_not_trusted() {
    let loaded = read("Java", "T", "JavaJVMPerformance");
    assert_eq!(tags(&loaded), ["Java", "JVM", "Performance"]);
    let article = loaded.catalog.articles().next().expect("one article");
    assert!(!article.tags_certain());
}

#[test]
fn fewer_than_three_tags_are_believed_when_the_pages_own_is_among_them() {
    assert_eq!(
        tags(&read("Java", "T", "JavaMicroservices")),
        ["Java", "Microservices"]
    );
    assert_eq!(tags(&read("Java", "T", "Java")), ["Java"]);
    assert_eq!(tags(&read("Java", "T", "")), [""; 0]);
}
