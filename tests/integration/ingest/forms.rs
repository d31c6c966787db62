//! The five saved forms, alone and joined.

use tagleaf::catalog::{Article, Form, TagSource};
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
            "published": article.published().to_string(),
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
