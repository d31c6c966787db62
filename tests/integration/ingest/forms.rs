//! The five saved forms, alone and joined.

use tagleaf::catalog::{Article, Facet, Form, TagSource};
use tagleaf::ingest::{Input, RepairKind, load as load_inputs};

use tagleaf::text::Clean;

use super::{ARTICLES, assert_articles, load, page};

const FORMS: [Form; 5] = [Form::A, Form::B, Form::C, Form::D, Form::E];

#[test]
fn every_form_gives_the_same_articles() {
    let mut ids = Vec::new();
    for form in FORMS {
        let loaded = load(&page(form, &ARTICLES));
        assert_articles(&loaded, &ARTICLES);
        assert!(loaded.report.is_whole(), "{form}: {:?}", loaded.report);
        let file = &loaded.report.files[0];
        assert_eq!(file.forms(), [form]);
        assert_eq!(file.repairs, []);
        let listing = &file.listings[0];
        let (total, number) = match form {
            Form::A | Form::B => (Some(273), Some((1, 3))),
            _ => (None, None),
        };
        assert_eq!(listing.total_claimed, total);
        assert_eq!(listing.page.zip(listing.pages), number);
        let (tag, how) = listing.tag.as_ref().expect("every article has the tag");
        assert_eq!(tag.as_str(), "Java");
        let printed = matches!(form, Form::B | Form::C);
        assert_eq!(*how == TagSource::Header, printed);
        ids.push(
            loaded
                .catalog
                .articles()
                .map(Article::id)
                .collect::<Vec<_>>(),
        );
    }
    assert!(
        ids.windows(2).all(|pair| pair[0] == pair[1]),
        "ids differ by form"
    );
}

#[test]
fn line_ends_marks_and_blanks_do_not_matter() {
    for form in FORMS {
        let text = page(form, &ARTICLES);
        let variants = [
            text.replace('\n', "\r\n"),
            format!("\u{feff}{text}"),
            text.replace('\n', "  \t\n"),
            format!("\n\n{text}\n\n\n"),
            text.replace(" · ", "\u{a0}·\u{202f}"),
        ];
        for variant in variants {
            let loaded = load(&variant);
            assert_articles(&loaded, &ARTICLES);
            assert!(loaded.report.is_whole(), "{form}: {variant:?}");
        }
    }
}

#[test]
fn pages_joined_without_a_newline_come_apart() {
    for first in FORMS {
        for second in FORMS {
            // A page that goes on without header or change of form is told by its dates.
            let joined = format!(
                "{}{}",
                page(first, &ARTICLES[1..]),
                page(second, &ARTICLES[..1])
            );
            let loaded = load(&joined);
            let order = [&ARTICLES[1], &ARTICLES[2], &ARTICLES[0]].map(Clone::clone);
            assert_articles(&loaded, &order);
            assert!(
                loaded.report.is_whole(),
                "{first}+{second}: {:#?}",
                loaded.report
            );
            let file = &loaded.report.files[0];
            let forms: Vec<Form> = file.listings.iter().map(|l| l.form).collect();
            assert_eq!(forms, [first, second], "{:#?}", file.listings);
            assert_eq!(file.repairs[0].kind, RepairKind::FusedLine);
        }
    }
}

#[test]
fn the_same_page_twice_counts_once() {
    let text = page(Form::B, &ARTICLES);
    let loaded = load(&format!("{text}\n{text}"));
    assert_articles(&loaded, &ARTICLES);
    assert_eq!(loaded.catalog.duplicates(), 3);
    assert_eq!(loaded.report.files[0].duplicates, 3);
    assert_eq!(loaded.catalog.coverage()[0].pages, [1]);
}

#[test]
fn the_seed_equals_its_truth() {
    let loaded = load_inputs(&[Input::Seed], &mut |_| std::ops::ControlFlow::Continue(()));
    assert!(loaded.report.is_whole());
    let truth = include_str!("../data/page-6.jsonl");
    assert_eq!(loaded.catalog.len(), truth.lines().count());
    for (article, line) in loaded.catalog.articles().zip(truth.lines()) {
        let want: serde_json::Value = serde_json::from_str(line).expect("the truth is JSON");
        let tags: Vec<&str> = article.tags().map(Clean::as_str).collect();
        let got = serde_json::json!({
            "title": article.title().as_str(),
            "source": article.source().as_str(),
            "published": article.published().expect("a date").to_string(),
            "category": article.category().as_str(),
            "tags": tags,
            "likes": article.likes(),
            "minutes": article.minutes(),
        });
        for (field, value) in got.as_object().expect("an object") {
            assert_eq!(*value, want[field], "{field} of {}", want["number"]);
        }
    }
    let coverage = loaded.catalog.coverage();
    assert_eq!(coverage.len(), 1);
    assert_eq!(
        coverage[0].tag.map(Clean::as_str),
        Some("Backend Architecture")
    );
    assert_eq!(coverage[0].total_claimed, Some(949));
    assert_eq!(
        (coverage[0].pages.as_slice(), coverage[0].pages_claimed),
        (&[6][..], Some(10))
    );
}

/// Ages of articles, newest first, and one that is out of order.
fn dated(dates: &[&str]) -> String {
    let mut text = String::from("Tagged articles\n9 articles\nPage 2 of 2\n");
    for (number, date) in dates.iter().enumerate() {
        let lines = format!(
            "Zed\nZed\n{date} · Ops\n\nTitle {number}\n\nAbs.\n\nJVMJava\n1 likes · 2 min read\nTitle {number}\n"
        );
        text.push_str(&lines);
    }
    text
}

#[test]
fn an_article_out_of_order_does_not_end_a_listing_but_a_new_order_does() {
    let listings = |dates: &[&str]| load(&dated(dates)).report.files[0].listings.len();
    assert_eq!(listings(&["Oct 9, 2025", "Oct 10, 2025", "Oct 7, 2025"]), 1);
    assert_eq!(
        listings(&["Oct 9, 2025", "Oct 1, 2020", "Oct 8, 2025", "Oct 7, 2025"]),
        1
    );
    assert_eq!(
        listings(&["Oct 9, 2020", "Oct 8, 2020", "Oct 10, 2025", "Oct 9, 2025"]),
        2
    );
    assert_eq!(listings(&["Oct 9, 2020", "Oct 10, 2025"]), 2);
}

#[test]
fn one_odd_line_keeps_the_header_for_the_rest_of_the_page() {
    let page = page(Form::A, &ARTICLES);
    for (from, to) in [
        ("政采云技术\n政采云技术\n", "政采云技术\n"),
        (
            "政采云技术\n政采云技术\n",
            "政采云技术\n政采\u{200b}云技术\n",
        ),
        ("MySQL Index Design", "Tagged articles"),
        (
            "Oct 8, 2021 · Databases\n",
            "Oct 8, 2021 · Databases\nOct 8, 2021 · Databases\n",
        ),
    ] {
        let loaded = load(&page.replace(from, to));
        assert_eq!(loaded.catalog.len(), 3, "{to:?}: {:#?}", loaded.report);
        let listings = &loaded.report.files[0].listings;
        assert_eq!(listings.len(), 1, "{to:?}: {listings:#?}");
        assert!(loaded.report.files[0].quarantined.is_empty(), "{to:?}");
    }
}

#[test]
fn lines_that_changed_places_do_not_end_the_listing() {
    let page = page(Form::A, &ARTICLES);
    let swapped = page.replace(
        "政采云技术\n政采云技术\nOct 8, 2021 · Databases\n",
        "政采云技术\nOct 8, 2021 · Databases\n政采云技术\n",
    );
    assert_ne!(page, swapped);
    let loaded = load(&swapped);
    let file = &loaded.report.files[0];
    assert_eq!(
        (loaded.catalog.len(), file.listings.len()),
        (3, 1),
        "{file:#?}"
    );
    assert!(!loaded.report.is_whole());
}

#[test]
fn a_missing_title_is_taken_from_its_repetition() {
    let text =
        "Zed\nZed\nOct 9, 2025 · Ops\n\nAn abstract.\n\nJVMJava\n1 likes · 2 min read\nReal Title";
    let loaded = load(text);
    let article = loaded.catalog.articles().next().expect("one article");
    assert_eq!(article.title().as_str(), "Real Title");
    assert_eq!(article.summary().as_str(), "An abstract.");
}

#[test]
fn paragraphs_are_no_tags() {
    let text = "Zed\nOct 17, 2025 · Ops\nT\nPara one.\nA second paragraph of the abstract that ends like a sentence.\n1 likes · 2 min read";
    let loaded = load(text);
    let article = loaded.catalog.articles().next().expect("one article");
    assert_eq!(article.tags().len(), 0);
    assert!(article.summary().as_str().starts_with("Para one. A second"));
}

#[test]
fn an_article_read_again_adds_no_values() {
    let page = page(Form::B, &ARTICLES);
    let other = page.replace("AQSCASJava", "JavaKafkaNginx");
    let loaded = load(&format!("{page}\n{other}"));
    assert_eq!(loaded.catalog.len(), 3);
    for name in ["Kafka", "Nginx"] {
        assert_eq!(loaded.catalog.value_named(Facet::Tag, name), None);
    }
}

#[test]
fn progress_only_rises_and_ends_at_the_total() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..30 {
        let page = page(Form::A, &ARTICLES).replace("2021", &format!("20{number:02}"));
        std::fs::write(folder.path().join(format!("{number}.txt")), page).expect("a page");
    }
    let mut told = Vec::new();
    let inputs = [Input::Path(folder.path().to_owned()), Input::Seed];
    let loaded = load_inputs(&inputs, &mut |progress| {
        told.push(progress);
        std::ops::ControlFlow::Continue(())
    });
    assert!(told.len() >= 30, "{told:?}");
    assert!(
        told.windows(2)
            .all(|pair| pair[0].bytes_done <= pair[1].bytes_done)
    );
    let last = told.last().expect("told at least once");
    assert_eq!(last.bytes_done, last.bytes_total);
    assert_eq!(last.articles, loaded.catalog.len() as u64);
}

#[test]
fn an_article_that_was_cut_is_made_whole_by_a_later_copy_of_it() {
    let whole = page(Form::A, &ARTICLES);
    // The first saving ends inside the first article, behind its title.
    let title = ARTICLES[0].title;
    let end = whole.find(title).expect("a title") + title.len();
    let cut = load(&whole[..end]);
    let joined = load(&format!(
        "{}\n\n1 likes \u{b7} 1 min read\n\n{whole}",
        &whole[..end]
    ));
    assert_articles(&joined, &ARTICLES);
    assert!(cut.catalog.len() <= 1);
}
