//! What a search in titles finds, and its order, is what the plain matcher says.

use std::cmp::Reverse;

use chrono::{Days, NaiveDate};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use proptest::prelude::*;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use tagleaf::catalog::{Bits, Builder, Catalog, Form, Listing, NewArticle, Span};
use tagleaf::ingest::{Input, load};
use tagleaf::search::{
    Field, Fields, Index, Pattern, Phrase, Place, Searches, Stop, Stopped, Word,
};
use tagleaf::text::{CleanString, fold_for_search};

/// A catalogue of articles with these titles, which are their abstracts too. Dates go
/// round, so that many share one.
fn catalog(titles: &[String]) -> Catalog {
    let mut builder = Builder::default();
    let file = builder.add_file(CleanString::new("titles"));
    let listing = builder.add_listing(Listing::bare(Form::D, 1));
    let newest = NaiveDate::from_ymd_opt(2021, 12, 31).expect("a date");
    let mut text = String::new();
    for (number, title) in titles.iter().enumerate() {
        let start = u32::try_from(text.len()).expect("short");
        text.push_str(title);
        let len = u32::try_from(title.len()).expect("short");
        builder.push(NewArticle {
            text: file,
            listing,
            line: 1,
            source: &format!("source {number}"),
            category: "",
            published: newest - Days::new(number as u64 % 7),
            title: (title, Span { start, len }),
            summary: Span { start, len },
            tags: &[],
            tags_certain: true,
            likes: 0,
            minutes: 0,
        });
    }
    builder.set_text(file, text);
    builder.build()
}

/// The matching articles with their scores in order, by the plain matcher, a new one for
/// every title as the rule of [`Pattern`] has it.
fn plain(catalog: &Catalog, word: &str) -> Vec<(i64, u32)> {
    let fold = |text: &str| {
        let mut folded = String::new();
        fold_for_search(&mut folded, text);
        folded
    };
    let word = fold(word);
    let articles: Vec<_> = catalog.articles().collect();
    let mut found: Vec<_> = articles
        .par_iter()
        .filter_map(|article| {
            let title = article.title().as_str();
            let score = SkimMatcherV2::default().fuzzy_match(&fold(title), &word)?;
            let mut key = String::new();
            fold_for_search(&mut key, title);
            key.make_ascii_lowercase();
            Some((
                Reverse(score),
                Reverse(article.published()),
                key,
                article.index().0,
            ))
        })
        .collect();
    found.sort();
    found
        .into_iter()
        .map(|(score, .., article)| (score.0, article))
        .collect()
}

/// Asserts that all of a search in titles is as the plain matcher has it: set, count,
/// order, first page, scores, a search within another and the word's own view of a title.
fn assert_plain(catalog: &Catalog, index: &Index, word: &str) {
    let want = plain(catalog, word);
    let asked = Word {
        pattern: Pattern::new(word),
        fields: Fields::TITLE,
    };
    let words = std::slice::from_ref(&asked);
    let rank = |set: &Bits, first| {
        index
            .rank(catalog, words, set, first, &Stop::NEVER)
            .expect("not stopped")
    };
    let set = index
        .fuzzy(catalog, &asked, None, &Stop::NEVER)
        .expect("not stopped");
    let articles = || want.iter().map(|(_, article)| *article);
    assert_eq!(
        set,
        Bits::of(catalog.len(), articles()),
        "the set of {word:?}"
    );
    for first in [0, 1, 10, 100, usize::MAX] {
        let want: Vec<u32> = articles().take(first).collect();
        assert_eq!(rank(&set, first), want, "the first {first} of {word:?}");
    }
    for (score, article) in &want {
        let title = catalog
            .article(tagleaf::catalog::ArticleIndex(*article))
            .title();
        let found = asked.pattern.find(title.as_str()).expect("it matches");
        assert_eq!(i64::from(found.score), *score, "{word:?} in {title}");
    }
    let odd = Bits::of(catalog.len(), articles().filter(|article| article % 2 == 1));
    let within = index.fuzzy(catalog, &asked, Some(&odd), &Stop::NEVER);
    assert_eq!(within, Ok(odd), "{word:?} among every other");
}

fn seed() -> Catalog {
    load(&[Input::Seed], &mut |_| std::ops::ControlFlow::Continue(())).catalog
}

/// Titles made of halves of the seed's.
fn recombined(count: usize) -> Vec<String> {
    let seed: Vec<String> = seed()
        .articles()
        .map(|article| article.title().to_string())
        .collect();
    let halves: Vec<(&str, &str)> = seed
        .iter()
        .map(|title| {
            let cut = title
                .char_indices()
                .map(|(at, _)| at)
                .nth(title.chars().count() / 2);
            title.split_at(cut.unwrap_or(0))
        })
        .collect();
    (0..count)
        .map(|number| {
            let (a, b) = (number * 31 % halves.len(), number * 17 / 5 % halves.len());
            format!("{}{}", halves[a].0, halves[b].1)
        })
        .collect()
}

/// Over 200 words: parts of the seed's words of every length, acronyms, slips, capitals.
fn words(catalog: &Catalog) -> Vec<String> {
    let titles: Vec<String> = catalog
        .articles()
        .map(|article| article.title().to_string())
        .collect();
    let all: Vec<&str> = titles.iter().flat_map(|title| title.split(' ')).collect();
    let mut words: Vec<String> = Vec::new();
    for (at, word) in all.iter().enumerate().step_by(5) {
        let chars: Vec<char> = word.chars().collect();
        words.push(match at % 7 {
            0 => word.to_lowercase(),
            1 => (*word).to_owned(),
            2 => chars
                .iter()
                .take(1 + at % 3)
                .collect::<String>()
                .to_lowercase(),
            3 => chars.iter().rev().collect(),
            4 => chars.iter().step_by(2).collect::<String>().to_lowercase(),
            5 => format!(
                "{}{}",
                word.to_lowercase(),
                all[(at + 1) % all.len()].to_lowercase()
            ),
            _ => word.to_uppercase(),
        });
    }
    let kinds = [
        "c",
        "q",
        "C",
        "-",
        " ",
        "0",
        "cq",
        "ev",
        "dd",
        "ddd",
        "ssl",
        "oom",
        "session",
        "arc",
        "cqrs",
        "CQRS",
        "event",
        "rocketmq",
        "architecture",
        "distrtransac",
        "flash sale redis",
        "kafak",
        "architectrue",
        "zzzzqx",
        "xqzjvkwyxqzj",
        "秒杀",
        "系",
        "e-commerce",
        "naive",
        "'s",
        "",
    ];
    words.extend(kinds.map(str::to_owned));
    words.sort();
    words.dedup();
    words
}

#[test]
fn words_find_in_the_seed_what_the_plain_matcher_finds() {
    let catalog = seed();
    let index = Index::new(&catalog);
    let words = words(&catalog);
    assert!(words.len() >= 200, "{} words", words.len());
    for word in words {
        assert_plain(&catalog, &index, &word);
    }
}

#[test]
fn words_find_among_many_titles_what_the_plain_matcher_finds() {
    // More than one chunk, the second one with few titles.
    let catalog = catalog(&recombined(4_100));
    let index = Index::new(&catalog);
    for word in [
        "c",
        "ddd",
        "cqrs",
        "CQRS",
        "event",
        "architecture",
        "distrtransac",
        "e-c",
        "(秒杀)",
    ] {
        assert_plain(&catalog, &index, word);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Few letters, so that words match and letters double; of every kind.
    #[test]
    fn words_find_what_the_plain_matcher_finds(
        titles in prop::collection::vec("[abcdABD1 ./(_\u{2011}é秒杀系-]{0,60}", 1..90),
        word in "[abdABD .\u{2011}é秒杀-]{1,6}",
        long in "[ab]{0,3}[cd -]{0,300}[ab]{0,3}",
    ) {
        let titles: Vec<String> = titles.into_iter().chain([long]).collect();
        let catalog = catalog(&titles);
        let index = Index::new(&catalog);
        assert_plain(&catalog, &index, &word);
    }

    /// More characters than there are codes for.
    #[test]
    fn characters_that_share_a_code_are_told_apart(
        titles in prop::collection::vec("[\u{4e00}-\u{4e80}a]{0,12}", 1..90),
        word in "[\u{4e00}-\u{4e80}]{1,2}",
    ) {
        let catalog = catalog(&titles);
        let index = Index::new(&catalog);
        assert_plain(&catalog, &index, &word);
    }
}

/// Asserts that words in all fields find and order articles as their hits say.
fn assert_as_hits_say(catalog: &Catalog, index: &Index, query: &str) {
    let words: Vec<Word> = query.split(' ').map(Word::bare).collect();
    let mut want: Vec<_> = catalog
        .articles()
        .filter_map(|article| {
            let scores = words
                .iter()
                .map(|word| Some(word.hits(article).first()?.score));
            let mut title = String::new();
            fold_for_search(&mut title, article.title().as_str());
            title.make_ascii_lowercase();
            let newest = Reverse(article.published());
            Some((
                Reverse(scores.sum::<Option<i32>>()?),
                newest,
                title,
                article.index().0,
            ))
        })
        .collect();
    want.sort();
    let want: Vec<u32> = want.into_iter().map(|(.., article)| article).collect();
    let mut set = Bits::all(catalog.len());
    for word in &words {
        set = index
            .fuzzy(catalog, word, Some(&set), &Stop::NEVER)
            .expect("not stopped");
    }
    assert_eq!(
        set,
        Bits::of(catalog.len(), want.iter().copied()),
        "the set of {query:?}"
    );
    for first in [1, 5, 20, catalog.len()] {
        let best = index.rank(catalog, &words, &set, first, &Stop::NEVER);
        assert_eq!(
            best.as_deref(),
            Ok(&want[..first.min(want.len())]),
            "{query:?}"
        );
    }
}

#[test]
fn words_in_all_fields_are_ordered_as_their_hits_say() {
    let catalog = seed();
    let index = Index::new(&catalog);
    for word in words(&catalog).iter().filter(|word| !word.is_empty()) {
        assert_as_hits_say(&catalog, &index, word);
    }
    for query in [
        "flash sale redis",
        "ddd event",
        "zhihu read",
        "java 21cto",
        "c r s",
        "E-commerce order",
    ] {
        assert_as_hits_say(&catalog, &index, query);
    }
}

/// Phrases, one with nothing but signs, in every place that they may stand.
#[test]
fn phrases_are_held_where_they_are_found() {
    let catalog = seed();
    let index = Index::new(&catalog);
    let phrases = [
        "a",
        "saga",
        "the",
        "architecture",
        "Architecture",
        "flash sale",
        "flash-sale",
        "e-commerce",
        "naive",
        "CQRS",
        "zzzzqx",
        "秒杀",
        "(秒杀)",
        "-",
        "'s",
        "?",
        " ",
        "",
        "high-concurrency",
        "system's",
        "this article",
    ];
    let places = [
        Place::Anywhere,
        Place::Words,
        Place::Start,
        Place::End,
        Place::Whole,
    ];
    for (text, place) in phrases
        .iter()
        .flat_map(|text| places.map(|place| (text, place)))
    {
        let phrase = Phrase::new(text, place);
        for field in [
            Field::Title,
            Field::Summary,
            Field::Tag,
            Field::Source,
            Field::Category,
        ] {
            let holds = |text: &str| phrase.is_empty() || !phrase.find(text).is_empty();
            let want = catalog.articles().filter(|article| match field {
                Field::Title => holds(article.title().as_str()),
                Field::Summary => holds(article.summary().as_str()),
                Field::Tag => {
                    phrase.is_empty() || article.tag_names().any(|tag| holds(tag.as_str()))
                }
                Field::Source => holds(article.source().as_str()),
                Field::Category => holds(article.category().as_str()),
            });
            let want = Bits::of(catalog.len(), want.map(|article| article.index().0));
            let found = index.holds(&catalog, &phrase, field, None, &Stop::NEVER);
            assert_eq!(found, Ok(want), "{phrase:?} in {field:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Texts short and long, with all that folding changes; as titles and as abstracts,
    /// which are searched in different ways.
    #[test]
    fn phrases_are_held_by_the_texts_they_are_found_in(
        titles in prop::collection::vec("([abAB1 ./-]|[\u{2011}\u{e9}\u{fb01}\u{2026}\u{301}秒]){0,90}|[abB .-]{255,262}", 1..40),
        text in "[abfie1 .\u{2011}\u{e9}秒-]{1,4}",
        place in prop::sample::select(vec![
            Place::Anywhere, Place::Words, Place::Start, Place::End, Place::Whole,
        ]),
    ) {
        let catalog = catalog(&titles);
        let index = Index::new(&catalog);
        let phrase = Phrase::new(&text, place);
        let want = catalog.articles().filter(|article| !phrase.find(article.title().as_str()).is_empty());
        let want = Bits::of(catalog.len(), want.map(|article| article.index().0));
        let odd = Bits::of(catalog.len(), (1..).step_by(2).take(titles.len() / 2));
        let mut want_odd = want.clone();
        want_odd &= &odd;
        for field in [Field::Title, Field::Summary] {
            let found = index.holds(&catalog, &phrase, field, None, &Stop::NEVER);
            prop_assert_eq!(found, Ok(want.clone()));
            let found = index.holds(&catalog, &phrase, field, Some(&odd), &Stop::NEVER);
            prop_assert_eq!(found, Ok(want_odd.clone()));
        }
    }
}

#[test]
fn signs_that_overlap_themselves_are_found_at_the_end() {
    let catalog = catalog(&["a---", "a--b"].map(str::to_owned));
    let index = Index::new(&catalog);
    let phrase = Phrase::new("--", Place::End);
    for field in [Field::Title, Field::Summary] {
        let found = index.holds(&catalog, &phrase, field, None, &Stop::NEVER);
        assert_eq!(found, Ok(Bits::of(2, [0])), "{field:?}");
    }
}

#[test]
fn a_search_that_is_stopped_says_so() {
    let catalog = seed();
    let index = Index::new(&catalog);
    let searches = Searches::default();
    let stop = searches.begin();
    let word = Word::bare("cqrs");
    let found = index
        .fuzzy(&catalog, &word, None, &stop)
        .expect("not stopped");
    let _newer = searches.begin();
    assert_eq!(index.fuzzy(&catalog, &word, None, &stop), Err(Stopped));
    assert_eq!(
        index.rank(&catalog, &[word], &found, 10, &stop),
        Err(Stopped)
    );
}
