//! Copies on top of pages against the same articles on pages: what is found, its order and
//! its counts are the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use tagleaf::catalog::{Bits, Catalog, Facet, Selection};
use tagleaf::search::query::Query;
use tagleaf::search::{Corpus, Kept, Names, Prepared, Stop};
use tagleaf::shelf::{Bookmark, Shelf};

use super::oracle::{Draft, Sets, catalog, day, draft, query, shelf};

/// What is found, in its order, and how many have each value.
type Outcome = (Vec<u32>, BTreeMap<(Facet, String), u32>);

fn outcome(catalog: &Catalog, prepared: &Prepared, shelf: &Shelf, text: &str) -> Outcome {
    let query: Query = text.parse().expect("a query");
    let corpus = Corpus {
        catalog,
        prepared,
        known: &Sets {
            linked: Bits::none(catalog.pages().len()),
            ambiguous: Bits::none(catalog.pages().len()),
        },
        kept: &Kept::of(shelf, catalog, prepared),
        today: day(),
    };
    let found = corpus.find(&query.filter, &Stop::NEVER);
    let found = found.expect("not stopped");
    let order = corpus.arrange(
        &query.filter,
        &query.sort,
        found.as_ref(),
        usize::MAX,
        &Stop::NEVER,
    );
    let order = order.expect("not stopped");
    let listed = (0..order.len()).filter_map(|place| Some(order.get(place)?.0));
    let filtered = catalog.filter(&Selection::default(), found.as_ref());
    let counts = Facet::ALL.into_iter().flat_map(|facet| {
        let count = |value| filtered.count(facet, value);
        let values = catalog.values(facet).map(move |value| {
            let name = catalog.value_name(facet, value).to_string();
            ((facet, name), value)
        });
        values
            .map(move |(name, value)| (name, count(value)))
            .collect::<Vec<_>>()
    });
    (
        listed.collect(),
        counts.filter(|(_, count)| *count > 0).collect(),
    )
}

/// Both ways to have the same articles: the first on pages, the rest as copies; and all on
/// pages. All copies are bookmarked, as a copy is of a bookmark.
fn both_ways(drafts: &[Draft], first: usize, queries: &[String]) -> Vec<(Outcome, Outcome)> {
    let whole = catalog(drafts);
    let base = Arc::new(catalog(&drafts[..first]));
    let now = day().and_time(chrono::NaiveTime::MIN);
    let copied = whole.articles().skip(first);
    let copied: Vec<Arc<Bookmark>> = copied
        .map(|article| Arc::new(Bookmark::of(article, None, now)))
        .collect();
    let kept = shelf(&base);
    let own = kept.bookmarks().into_iter().cloned();
    let kept = Shelf::new(own.chain(copied.iter().cloned()), kept.reads().cloned());
    let names = Names::new(&base);
    let cards = copied.iter().map(|bookmark| bookmark.copy());
    let split = Catalog::with_copies(Arc::clone(&base), cards, |tag| {
        names.find(&base, Facet::Tag, tag)
    });
    let below = Arc::new(Prepared::default());
    let (split_with, whole_with) = (Prepared::above(below), Prepared::default());
    queries
        .iter()
        .map(|text| {
            let split = outcome(&split, &split_with, &kept, text);
            (split, outcome(&whole, &whole_with, &kept, text))
        })
        .collect()
}

/// With one spelling a tag, as copies do not change how the tags of pages are spelled, and
/// with certain tags, as those of copies are.
fn plain(mut draft: Draft) -> Draft {
    for tag in &mut draft.tags {
        *tag = [0, 0, 2, 3, 3, 5, 6][*tag];
    }
    Draft {
        certain: true,
        ..draft
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn articles_are_found_ordered_and_counted_as_if_their_page_were_loaded(
        drafts in prop::collection::vec(draft().prop_map(plain), 0..30),
        first in 0..30_usize,
        text in query(),
        sort in prop::sample::select(vec!["", "sort:date", "sort:-likes,title", "sort:source", "sort:-relevance"]),
    ) {
        let first = first.min(drafts.len());
        let query = format!("({text}) {sort}");
        for (split, whole) in both_ways(&drafts, first, &[query]) {
            prop_assert_eq!(split, whole, "{} {}", text, first);
        }
    }
}

#[test]
fn copies_go_on_in_the_middle_of_what_is_searched_at_once_and_beyond() {
    let drafts: Vec<Draft> = (0..8_200)
        .map(|at| Draft {
            title: vec![at % 10, at / 7 % 10],
            summary: vec![at % 9, at / 3 % 10],
            tags: vec![[0, 2, 3, 5, 6][at % 5]],
            source: at % 3,
            days: u64::try_from(at * 37 % 900).expect("small"),
            likes: 0,
            certain: true,
        })
        .collect();
    let queries = [
        "saga",
        "\"redis ops\"",
        "naive 秒",
        "!'cqrs sort:title",
        "'8199",
    ];
    for first in [4_090, 8_192] {
        for (split, whole) in both_ways(&drafts, first, &queries.map(str::to_owned)) {
            assert_eq!(split, whole, "{first}");
        }
    }
}

#[test]
fn what_asks_for_copies_is_told_by_its_signs() {
    for (text, want) in [
        ("", false),
        ("saga", false),
        ("is:bookmarked", true),
        ("has:note", true),
        ("label:x saga", true),
        ("saga | label:x", true),
        ("!is:bookmarked", false),
        ("-label:x", false),
        ("!(saga label:x)", false),
        ("!(saga !label:x)", true),
        ("!!has:note", true),
        ("is:read", false),
        ("!is:unread", false),
        ("!is:bookmarked | has:note", true),
    ] {
        let query: Query = text.parse().expect(text);
        assert_eq!(query.filter.asks_for_copies(), want, "{text}");
    }
}
