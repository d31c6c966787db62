//! Which address an article has: the rule over tables, and the page that is built in
//! against what is known to be true of it.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::ControlFlow;

use proptest::prelude::*;
use serde_json::Value;
use tagleaf::catalog::Catalog;
use tagleaf::ingest::{Input, load, load_bytes};
use tagleaf::links::{Address, Kind, LinkSettings, LinkText, Links, Outcome, SpeaksOf};
use tagleaf::text::CleanString;

const SITE: &str = "https://www.besthub.dev/articles/";

/// A list that is given with the articles.
fn list(text: impl Into<String>) -> LinkText {
    LinkText {
        name: CleanString::new("list"),
        text: Cow::Owned(text.into()),
        speaks_of: SpeaksOf::All,
    }
}

/// Articles of these publishers and titles, one a day.
fn catalog(articles: &[(&str, &str)]) -> Catalog {
    let mut page = String::new();
    for (day, (source, title)) in (1..).zip(articles) {
        let date = format!("Oct {day}, 2021");
        write!(
            page,
            "{source}\n{date} \u{b7} Ops\n{title}\nWhy.\nJava\n3 likes \u{b7} 4 min read\n"
        )
        .expect("a String takes all");
    }
    let loaded = load_bytes("page", page.as_bytes());
    assert_eq!(loaded.catalog.len(), articles.len(), "{:?}", loaded.report);
    loaded.catalog
}

fn links(catalog: &Catalog, lists: &[LinkText]) -> Links {
    Links::of(catalog, lists.to_vec(), &[], LinkSettings::default())
}

/// What is said of every article: `=` and the number of its own address, `?` and those
/// of possible ones, `-` and how many other publishers there are.
fn said(catalog: &Catalog, links: &Links) -> String {
    let number = |address: &Address| {
        let digits = address.as_str().rsplit('-').next().expect("a hash");
        u64::from_str_radix(digits, 16)
            .expect("a number")
            .to_string()
    };
    let said = catalog
        .articles()
        .map(|article| match links.outcome(article) {
            Outcome::Matched(address) => format!("={}", number(address)),
            Outcome::Ambiguous(addresses) => {
                let numbers: Vec<String> = addresses.iter().map(number).collect();
                format!("?{}", numbers.join("+"))
            }
            Outcome::Unmatched(others) => format!("-{}", others.len()),
        });
    said.collect::<Vec<String>>().join(" ")
}

/// A table of addresses `1`, `2`, … of one slug with publishers and titles.
fn table(slug: &str, rows: &[(&str, &str)]) -> String {
    let mut table = "url\tsource\ttitle\n".to_owned();
    for (number, (source, title)) in (1..).zip(rows) {
        writeln!(table, "{SITE}{slug}-{number:012x}\t{source}\t{title}").expect("a String");
    }
    table
}

#[test]
fn an_address_is_claimed_only_where_nothing_speaks_against_it() {
    let one = &[("S", "A B")][..];
    let two = &[("S", "A B"), ("T", "A B")][..];
    for (articles, rows, want) in [
        (one, &[("S", "A B")][..], "=1"),
        (one, &[("S", "")], "=1"),
        (one, &[("s", "a\u{2011}b")], "=1"),
        (one, &[("", "")], "=1"),
        (one, &[("T", "A B")], "-1"),
        (one, &[("T", ""), ("U", ""), ("T", "")], "-2"),
        (one, &[("T", ""), ("S", "")], "=2"),
        (one, &[("S", ""), ("", "")], "=1"),
        (one, &[("S", ""), ("S", "")], "?1+2"),
        (one, &[("", ""), ("", "")], "?1+2"),
        // The title has more than one publisher, so the unnamed one may be a third.
        (one, &[("T", ""), ("", "")], "?2"),
        (two, &[("", "")], "?1 ?1"),
        (two, &[("S", ""), ("T", "")], "=1 =2"),
        (two, &[("S", ""), ("", "")], "=1 ?2"),
        (two, &[("S", "")], "=1 -1"),
        // The publisher has the title twice; one address is not both.
        (&[("S", "A B"), ("S", "A B")], &[("S", "")], "?1 ?1"),
        // Titles that only the slug holds to be the same.
        (one, &[("S", "A B++")], "-0"),
        (one, &[("", "A B++")], "-0"),
        (one, &[("", "A B++"), ("", "A B")], "?2"),
        (
            &[("S", "A B"), ("S", "A B++")],
            &[("S", "A B++"), ("S", "A B")],
            "=2 =1",
        ),
        // A browser's title and the words of a link.
        (one, &[("", "A B - BestHub")], "=1"),
        (one, &[("", "A B | BestHub")], "=1"),
        (one, &[("", "Read more")], "=1"),
        (&[("S", "秒杀系统 A B")], &[("", "")], "?1"),
        (&[("S", "秒杀系统 A B")], &[("S", "")], "=1"),
        (&[("S", "秒杀系统 A B")], &[("", "秒杀系统 A B")], "=1"),
        (&[("S", "Other")], &[("S", "Other")], "-0"),
    ] {
        let catalog = catalog(articles);
        let links = links(&catalog, &[list(table("a-b", rows))]);
        assert_eq!(said(&catalog, &links), want, "{articles:?} {rows:?}");
    }
}

#[test]
fn lists_complete_each_other() {
    let catalog = catalog(&[("S", "A B")]);
    let bare = format!("http://besthub.dev/articles/a-b-{:012x}?utm_source=x\n", 1);
    for (lists, want) in [
        (vec![bare.clone()], "=1"),
        (vec![bare.clone(), table("a-b", &[("S", "")])], "=1"),
        (vec![bare.clone(), table("a-b", &[("T", "")])], "-1"),
        // They contradict each other.
        (
            vec![table("a-b", &[("S", "")]), table("a-b", &[("T", "")])],
            "?1",
        ),
    ] {
        let lists: Vec<LinkText> = lists.into_iter().map(list).collect();
        let links = links(&catalog, &lists);
        assert_eq!(said(&catalog, &links), want);
    }
    let links = links(&catalog, &[list(bare)]);
    let article = catalog.articles().next().expect("an article");
    let address = links.url(article);
    let address = address.as_ref().map(Address::as_str);
    assert_eq!(
        address,
        Some("http://besthub.dev/articles/a-b-000000000001")
    );
}

#[test]
fn a_list_made_for_a_page_does_not_guess_at_other_pages() {
    let catalog = catalog(&[("S", "A B"), ("S", "C D")]);
    let mut text = list(table("a-b", &[("", "")]) + &format!("{SITE}c-d-{:012x}\tS\t", 2));
    text.speaks_of = SpeaksOf::Those(|_| false);
    assert_eq!(said(&catalog, &links(&catalog, &[text])), "?1 =2");
}

fn truth() -> Vec<Value> {
    let lines = include_str!("data/page-6.jsonl").lines();
    lines
        .map(|line| serde_json::from_str(line).expect("a JSON line"))
        .collect()
}

#[test]
fn the_page_that_is_built_in_has_its_68_addresses_and_no_other() {
    let loaded = load(&[Input::Seed], &mut |_| ControlFlow::Continue(()));
    let links = links(&loaded.catalog, &[LinkText::built_in(|_| true)]);
    let mut counts = [0; 4];
    for (article, truth) in loaded.catalog.articles().zip(truth()) {
        let title = article.title();
        assert_eq!(title.as_str(), truth["title"]);
        let url = links
            .url(article)
            .map_or(Value::Null, |url| url.as_str().into());
        assert_eq!(url, truth["url"], "{title}");
        let (place, note) = match links.outcome(article) {
            Outcome::Matched(_) => (0, ""),
            Outcome::Ambiguous(two) => {
                assert_eq!(two.len(), 2, "{title}");
                (1, "two candidate pages, publisher unknown")
            }
            Outcome::Unmatched([]) => (2, "not listed"),
            Outcome::Unmatched(_) => (3, "only pages of another publisher are listed"),
        };
        counts[place] += 1;
        assert!(
            truth["link_note"]
                .as_str()
                .unwrap_or_default()
                .starts_with(note),
            "{title}"
        );
    }
    assert_eq!(counts, [68, 1, 22, 3]);
}

#[test]
fn what_is_offered_says_how_sure_it_is() {
    let loaded = load(&[Input::Seed], &mut |_| ControlFlow::Continue(()));
    let catalog = &loaded.catalog;
    let offers = |number: usize, told: &[&str]| -> Vec<String> {
        let told: Vec<Address> = told
            .iter()
            .map(|told| Address::parse(told).expect("an address"))
            .collect();
        let lists = [LinkText::built_in(|_| true)];
        let links = Links::of(catalog, lists.to_vec(), &told, LinkSettings::default());
        let article = catalog.articles().nth(number - 1).expect("an article");
        let shown = links.offers(article).map(|offer| {
            let guessed = if offer.is_guessed { " guessed" } else { "" };
            format!("{}{guessed} {}", offer.kind.name(), offer.address)
        });
        shown.take(3).collect()
    };
    let search = "search https://duckduckgo.com/?q=%22When%20to%20Adopt%20CQRS%3F%20Balancing%20Read%2FWrite%20Models%20for%20Scalable%20Backend%20Systems%22+site%3Abesthub.dev";
    let first = offers(1, &[]);
    assert_eq!(
        first[0],
        "listing guessed https://www.besthub.dev/tags/backend-architecture?page=6"
    );
    assert_eq!(first[1], search);
    let told = "https://www.besthub.dev/tags/backend-architecture-0a1b2c";
    assert_eq!(offers(1, &[told])[0], format!("listing {told}?page=6"));
    assert!(offers(2, &[])[0].starts_with("direct "));
    let open = offers(68, &[]);
    assert!(
        open[..2]
            .iter()
            .all(|offer| offer.starts_with("ambiguous ")),
        "{open:?}"
    );
    assert!(open[2].starts_with("listing "));
}

#[test]
fn a_told_listing_is_that_of_its_tag() {
    let page = |tag: &str, day: u32| {
        let article = format!(
            "S\nS\nOct {day}, 2021 \u{b7} Ops\n\nA{day}\n\nWhy.\n\nJava\n3 likes \u{b7} 4 min read\nA{day}"
        );
        format!("Tagged articles\n\n{tag}\n\n273 articles \u{b7} Page 2 of 3\n\n{article}\n")
    };
    let loaded = load_bytes(
        "x",
        (page("Java", 1) + &page("Event Sourcing", 2)).as_bytes(),
    );
    let told = [
        "https://x.org/tags/event-sourcing-0a1b2c",
        "https://x.org/tags/javascript",
    ];
    let told = told.map(|told| Address::parse(told).expect("an address"));
    let links = Links::of(&loaded.catalog, Vec::new(), &told, LinkSettings::default());
    let listings: Vec<String> = loaded
        .catalog
        .articles()
        .flat_map(|article| links.offers(article))
        .filter(|offer| offer.kind == Kind::Listing)
        .map(|offer| format!("{} {}", offer.is_guessed, offer.address))
        .collect();
    let want = [
        "true https://www.besthub.dev/tags/java?page=2",
        "false https://x.org/tags/event-sourcing-0a1b2c?page=2",
    ];
    assert_eq!(listings, want);
}

/// A table of one slug: for each address the publisher it names, if any.
fn rows() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(vec!["", "S", "T", "U"]), 0..5)
}

proptest! {
    #[test]
    fn no_address_is_claimed_for_two_articles_or_against_its_publisher(
        rows in rows(),
        sources in prop::collection::vec(prop::sample::select(vec!["S", "T", "V"]), 1..4),
    ) {
        let articles: Vec<(&str, &str)> = sources.iter().map(|source| (*source, "A B")).collect();
        let catalog = catalog(&articles);
        let named: Vec<(&str, &str)> = rows.iter().map(|source| (*source, "")).collect();
        let links = links(&catalog, &[list(table("a-b", &named))]);
        let mut claimed: Vec<Address> = Vec::new();
        for (article, source) in catalog.articles().zip(&sources) {
            if let Some(address) = links.url(article) {
                prop_assert!(!claimed.contains(&address));
                claimed.push(address.clone());
                let digits = address.as_str().rsplit('-').next().expect("a hash");
                let number = usize::from_str_radix(digits, 16).expect("a number");
                prop_assert!(rows[number - 1].is_empty() || rows[number - 1] == *source);
            }
        }
    }
}
