//! The search against a naive one that looks at every article and every clause, with
//! the matcher itself: sets, De Morgan's laws, counts.

use std::sync::Arc;

use chrono::NaiveDate;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use proptest::prelude::*;
use tagleaf::catalog::{
    Article, Bits, Builder, Catalog, Choice, Combine, Facet, Form, Listing, NewArticle, Selection,
    Span, ValueId,
};
use tagleaf::search::query::{Clause, Filter, Flag, How, Query, Scope};
use tagleaf::search::{Corpus, Kept, Known, Prepared, Stop};
use tagleaf::shelf::{Bookmark, Note, ReadMark, Shelf};
use tagleaf::text::{Clean, CleanString, spelling_key};

const WORDS: [&str; 10] = [
    "Saga",
    "CQRS",
    "cache",
    "e\u{2011}commerce",
    "na\u{ef}ve",
    "DDD",
    "秒杀",
    "Event\u{2011}Driven",
    "Redis",
    "ops",
];
const TAGS: [&str; 7] = [
    "CQRS",
    "cqrs",
    "DDD",
    "Domain\u{2011}Driven Design",
    "domain driven design",
    "Ops",
    "Cache",
];

#[derive(Clone, Debug)]
pub struct Draft {
    pub title: Vec<usize>,
    pub summary: Vec<usize>,
    pub tags: Vec<usize>,
    pub source: usize,
    pub days: u64,
    pub likes: u32,
    pub certain: bool,
}

pub fn draft() -> impl Strategy<Value = Draft> {
    let words = || prop::collection::vec(0..WORDS.len(), 1..5);
    let tags = prop::collection::vec(0..TAGS.len(), 0..4);
    (
        words(),
        words(),
        tags,
        0..3_usize,
        0..900_u64,
        0..5_u32,
        any::<bool>(),
    )
        .prop_map(
            |(title, summary, tags, source, days, likes, certain)| Draft {
                title,
                summary,
                tags,
                source,
                days,
                likes,
                certain,
            },
        )
}

fn joined(words: &[usize]) -> String {
    let words: Vec<&str> = words.iter().map(|word| WORDS[*word]).collect();
    words.join(" ")
}

pub fn catalog(drafts: &[Draft]) -> Catalog {
    let mut builder = Builder::default();
    let file = builder.add_file(CleanString::new("generated"));
    let listing = builder.add_listing(Listing::bare(Form::D, 1));
    let mut text = String::new();
    for (draft, number) in drafts.iter().zip(0_u32..) {
        let title = format!("{} {number}", joined(&draft.title));
        let mut span = |part: &str| {
            let start = u32::try_from(text.len()).expect("small");
            text.push_str(part);
            let len = u32::try_from(part.len()).expect("small");
            Span { start, len }
        };
        let (title_span, summary) = (span(&title), span(&joined(&draft.summary)));
        let tags: Vec<&str> = draft.tags.iter().map(|tag| TAGS[*tag]).collect();
        builder.push(NewArticle {
            text: file,
            listing,
            line: number + 1,
            source: ["Top Architect", "Ops Team", "Dada"][draft.source],
            category: ["Operations", ""][draft.source % 2],
            published: day() - chrono::Days::new(draft.days),
            title: (&title, title_span),
            summary,
            tags: &tags,
            tags_certain: draft.certain,
            likes: draft.likes,
            minutes: draft.likes * 3,
        });
    }
    builder.set_text(file, text);
    builder.build()
}

pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 12, 31).expect("a date")
}

/// Links of some articles, as others would know them.
#[derive(Debug)]
pub struct Sets {
    pub linked: Bits,
    pub ambiguous: Bits,
}

impl Sets {
    fn of(catalog: &Catalog) -> Self {
        let set = |holds: fn(Article<'_>) -> bool| {
            let articles = catalog.articles().filter(|article| holds(*article));
            Bits::of(catalog.len(), articles.map(|article| article.index().0))
        };
        Self {
            linked: set(is_linked),
            ambiguous: set(is_ambiguous),
        }
    }
}

impl Known for Sets {
    fn linked(&self) -> &Bits {
        &self.linked
    }

    fn ambiguous(&self) -> &Bits {
        &self.ambiguous
    }
}

fn is_linked(article: Article<'_>) -> bool {
    article.index().0 % 3 == 1
}

fn is_ambiguous(article: Article<'_>) -> bool {
    article.index().0 % 5 == 2 && !is_linked(article)
}

/// As the language says: accents dropped, typographic signs as on the keyboard.
fn folded(text: &str) -> String {
    text.replace('\u{2011}', "-").replace('\u{ef}', "i")
}

fn holds(text: &str, phrase: &str, how: How) -> bool {
    let (mut text, phrase) = (folded(text), folded(phrase));
    if !phrase.contains(|c: char| c.is_ascii_uppercase()) {
        text.make_ascii_lowercase();
    }
    match how {
        How::Near => SkimMatcherV2::default()
            .fuzzy_match(&text, &phrase)
            .is_some(),
        How::Part | How::Phrase => text.contains(&phrase),
        How::Start => text.starts_with(&phrase),
        How::End => text.ends_with(&phrase),
        How::Whole => text == phrase,
    }
}

fn near(text: &str, word: &str) -> bool {
    let matcher = SkimMatcherV2::default();
    matcher.fuzzy_match(&folded(text), &folded(word)).is_some()
}

fn passes(catalog: &Catalog, filter: &Filter, article: Article<'_>) -> bool {
    match filter {
        Filter::And(parts) => parts.iter().all(|part| passes(catalog, part, article)),
        Filter::Or(parts) => parts.iter().any(|part| passes(catalog, part, article)),
        Filter::Not(inner) => !passes(catalog, inner, article),
        Filter::Clause(clause) => says(catalog, clause, article),
    }
}

fn says(catalog: &Catalog, clause: &Clause, article: Article<'_>) -> bool {
    match clause {
        Clause::View(view) => passes(catalog, view.filter(), article),
        Clause::Text { scope, how, text } => {
            let mut texts = match scope {
                Scope::Any => vec![article.title(), article.source()],
                Scope::Title => vec![article.title()],
                Scope::Summary => vec![article.summary()],
            };
            if *scope == Scope::Any {
                // Spellings of one tag are one value, which its most frequent spelling names.
                texts.extend(
                    article
                        .tag_ids()
                        .map(|tag| catalog.value_name(Facet::Tag, tag)),
                );
                texts.extend((*how == How::Phrase).then(|| article.summary()));
            }
            let matches = |field: &str| match how {
                How::Near => near(field, text),
                how => holds(field, text, *how),
            };
            texts.into_iter().any(|field| matches(field.as_str()))
        }
        Clause::Value { facet, how, text } => {
            let names: Vec<&str> = match facet {
                Facet::Tag => article.tags().map(Clean::as_str).collect(),
                Facet::Source => vec![article.source().as_str()],
                Facet::Category => vec![article.category().as_str()],
                Facet::Year => Vec::new(),
            };
            let key = spelling_key(text);
            let exists = catalog
                .values(*facet)
                .any(|value| spelling_key(catalog.value_name(*facet, value).as_str()) == key);
            // Spellings of one tag are one value, which its most frequent spelling names.
            let shown = |name: &str| {
                let value = catalog.value_named(*facet, name).expect("a value");
                catalog.value_name(*facet, value).as_str()
            };
            names.into_iter().any(|name| match how {
                How::Near if exists || text.is_empty() => spelling_key(name) == key,
                How::Near => near(shown(name), text),
                how => holds(shown(name), text, *how),
            })
        }
        Clause::Year(amount) => {
            let year = article
                .published()
                .expect("a date")
                .format("%Y")
                .to_string();
            amount.holds(year.parse().expect("a year"))
        }
        Clause::Date(span) => {
            let (first, last) = span.days(day());
            let day = article.published().expect("a date");
            first <= day && day <= last
        }
        Clause::Minutes(amount) => amount.holds(article.minutes().expect("known")),
        Clause::Likes(amount) => amount.holds(article.likes().expect("known")),
        Clause::Is(Flag::Uncertain) => !article.tags_certain(),
        Clause::Is(Flag::Linked) => is_linked(article),
        Clause::Is(Flag::Ambiguous) => is_ambiguous(article),
        Clause::Is(Flag::Bookmarked) => is_bookmarked(article),
        Clause::Is(Flag::Read) => article.index().0 % 2 == 0,
        Clause::Is(Flag::Unread) => article.index().0 % 2 != 0,
        Clause::Is(Flag::Noted) => article.index().0 % 6 == 0,
        Clause::Label(label) => is_bookmarked(article) && label == "later",
    }
}

fn is_bookmarked(article: Article<'_>) -> bool {
    article.index().0 % 3 == 0
}

/// Every third article is bookmarked, every second is read, and where both meet there
/// is a note.
pub fn shelf(catalog: &Catalog) -> Shelf {
    let now = day().and_time(chrono::NaiveTime::MIN);
    let kept = catalog.articles().filter(|article| is_bookmarked(*article));
    let bookmarks = kept.map(|article| {
        let mut bookmark = Bookmark::of(article, None, now);
        bookmark.labels.insert(CleanString::new("Later"));
        if article.index().0 % 2 == 0 {
            bookmark.note = Note::new("a note");
        }
        Arc::new(bookmark)
    });
    let read = catalog
        .articles()
        .filter(|article| article.index().0 % 2 == 0);
    let reads = read.map(|article| ReadMark::new(article.id(), "", now));
    Shelf::new(bookmarks, reads)
}

fn clause() -> impl Strategy<Value = String> {
    let word = || {
        prop::sample::select(vec![
            "saga", "cq", "DDD", "e-c", "naive", "秒", "ops", "dd", "red", "zz",
        ])
    };
    prop_oneof![
        4 => word().prop_map(str::to_owned),
        1 => word().prop_map(|word| format!("'{word}")),
        1 => word().prop_map(|word| format!("^{word}")),
        1 => word().prop_map(|word| format!("{word}$")),
        1 => (word(), word()).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        1 => word().prop_map(|word| format!("text:{word}")),
        1 => word().prop_map(|word| format!("title:{word}")),
        2 => word().prop_map(|word| format!("tag:{word}")),
        1 => word().prop_map(|word| format!("tag:'{word}")),
        1 => prop::sample::select(vec![
            "tag:\"domain-driven design\"", "source:top", "source:\"Ops Team\"", "category:ops",
            "category:\"\"", "year:2021", "year:<2021", "date:2020-03..2021-06", "date:>2021-05",
            "date:last-90-days", "min:<7", "likes:>=2", "is:uncertain", "has:link", "is:bookmarked",
            "is:ambiguous", "is:read", "is:unread", "has:note", "label:later", "label:never",
        ]).prop_map(str::to_owned),
    ]
}

pub fn query() -> impl Strategy<Value = String> {
    clause().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) ({b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) | ({b})")),
            inner.prop_map(|a| format!("!({a})")),
        ]
    })
}

fn found(catalog: &Catalog, text: &str) -> Vec<u32> {
    let query: Query = text.parse().expect("a query");
    let prepared = Prepared::default();
    let corpus = Corpus {
        catalog,
        prepared: &prepared,
        known: &Sets::of(catalog),
        kept: &Kept::of(&shelf(catalog), catalog, &prepared),
        today: day(),
    };
    let found = corpus
        .find(&query.filter, &Stop::NEVER)
        .expect("not stopped");
    found.map_or_else(
        || {
            catalog
                .articles()
                .map(|article| article.index().0)
                .collect()
        },
        |found| found.ones().collect(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_is_what_a_naive_search_finds(
        drafts in prop::collection::vec(draft(), 0..30),
        text in query(),
    ) {
        let catalog = catalog(&drafts);
        let query: Query = text.parse().expect("a query");
        let naive: Vec<u32> = catalog
            .articles()
            .filter(|article| passes(&catalog, &query.filter, *article))
            .map(|article| article.index().0)
            .collect();
        prop_assert_eq!(found(&catalog, &text), naive, "{}", text);
    }

    #[test]
    fn and_and_or_and_not_follow_their_laws(
        drafts in prop::collection::vec(draft(), 0..30),
        a in query(),
        b in query(),
    ) {
        let catalog = catalog(&drafts);
        for (left, right) in [
            (format!("!(({a}) ({b}))"), format!("!({a}) | !({b})")),
            (format!("!(({a}) | ({b}))"), format!("!({a}) !({b})")),
            (format!("({a}) ({b})"), format!("({b}) ({a})")),
            (format!("({a}) | ({b})"), format!("({b}) | ({a})")),
            (format!("!!({a})"), a.clone()),
        ] {
            prop_assert_eq!(found(&catalog, &left), found(&catalog, &right), "{} = {}", left, right);
            let asks = [&left, &right].map(|text| {
                let query: Query = text.parse().expect("a query");
                let again: Query = query.to_string().parse().expect("a query");
                assert_eq!(again.filter.asks_for_copies(), query.filter.asks_for_copies());
                query.filter.asks_for_copies()
            });
            prop_assert_eq!(asks[0], asks[1], "{} = {}", left, right);
        }
    }

    #[test]
    fn counts_say_how_many_would_be_listed(
        drafts in prop::collection::vec(draft(), 1..25),
        choices in prop::collection::vec((0..4_usize, 0..6_u32, any::<bool>()), 0..5),
        all in any::<bool>(),
        among in prop::option::of(prop::collection::vec(any::<bool>(), 25)),
    ) {
        let catalog = catalog(&drafts);
        let mut selection = Selection::default();
        for (facet, value, include) in choices {
            let facet = Facet::ALL[facet];
            let choice = if include { Choice::Include } else { Choice::Exclude };
            if (value as usize) < catalog.value_count(facet) {
                selection.toggle(facet, ValueId(value), choice);
            }
        }
        if all {
            selection.set_combine(Facet::Tag, Combine::All);
        }
        let among = among.map(|among| {
            let wanted = (0_u32..).zip(&among).filter(|(_, is_in)| **is_in).map(|(at, _)| at);
            Bits::of(catalog.len(), wanted.filter(|at| (*at as usize) < catalog.len()))
        });
        let count = |selection: &Selection| {
            let passing = catalog.filter(selection, among.as_ref()).passing;
            passing.map_or(catalog.len(), |passing| passing.count())
        };
        let filtered = catalog.filter(&selection, among.as_ref());
        for article in catalog.articles().map(Article::index) {
            let is_in = |set: Option<&Bits>| set.is_none_or(|set| set.contains(article.0));
            let passes = is_in(among.as_ref()) && catalog.passes(&selection, article);
            prop_assert_eq!(is_in(filtered.passing.as_deref()), passes);
        }
        let now = count(&selection);
        for facet in Facet::ALL {
            for value in catalog.values(facet) {
                let shown = filtered.count(facet, value) as usize;
                let having = filtered.having[facet.index()][value.index()] as usize;
                let passing = |at: &&u32| filtered.passing.as_ref().is_none_or(|p| p.contains(**at));
                let have = catalog.articles_with(facet, value).iter().filter(passing).count();
                prop_assert_eq!(having, have);
                let mut other = selection.clone();
                match selection.choice(facet, value) {
                    None => {
                        other.toggle(facet, value, Choice::Include);
                        prop_assert_eq!(shown, count(&other), "{:?} {:?}", facet, value);
                    }
                    Some(Choice::Include) => prop_assert_eq!(shown, have),
                    Some(Choice::Exclude) => {
                        other.toggle(facet, value, Choice::Exclude);
                        prop_assert_eq!(shown, count(&other) - now, "{:?} {:?}", facet, value);
                    }
                }
            }
        }
    }
}
