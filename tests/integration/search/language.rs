//! What queries mean: table, round trip, errors.

use proptest::prelude::*;
use tagleaf::catalog::Facet;
use tagleaf::search::nearest;
use tagleaf::search::query::{
    Amount, Clause, Direction, FIELDS, Filter, Flag, How, PartialDate, Query, Scope, Sort, SortBy,
    Span, Unit, Views,
};
use tagleaf::text::{CleanString, width_cells};

fn parse(text: &str) -> Query {
    match text.parse() {
        Ok(query) => query,
        Err(error) => unreachable!("{text}: {error}"),
    }
}

#[test]
fn queries_are_printed_in_one_canonical_way() {
    for (typed, canonical) in [
        ("", ""),
        ("  saga  ", "saga"),
        ("a b", "a b"),
        ("a and b", "a b"),
        ("a AND b", "a b"),
        ("a or b", "a | b"),
        ("a|b|c", "a | b | c"),
        ("a b | c", "a b | c"),
        ("a (b | c)", "a (b | c)"),
        ("(a b) c", "a b c"),
        ("((a))", "a"),
        ("!a", "!a"),
        ("-a", "!a"),
        ("not a", "!a"),
        ("NOT (a b)", "!(a b)"),
        ("!!a", "a"),
        ("!(a | !b)", "!(a | !b)"),
        ("event-driven c++ 10:30", "event-driven c++ 10:30"),
        ("\"exact phrase\"", "\"exact phrase\""),
        ("\"a \\\"quoted\\\" word\"", "\"a \\\"quoted\\\" word\""),
        ("'exact ^start end$ ^whole$", "'exact ^start end$ ^whole$"),
        ("^\"two words\"$", "^\"two words\"$"),
        ("'\"two words\"", "'\"two words\""),
        ("\"and\"", "\"and\""),
        ("TAG:cqrs", "tag:cqrs"),
        ("tag:\"cqrs\"", "tag:cqrs"),
        ("source:\"Top Architect\"", "source:\"Top Architect\""),
        ("tag:'driven", "tag:'driven"),
        ("abstract:saga", "text:saga"),
        ("text:\"two words\"", "text:\"two words\""),
        ("title:saga title:'saga", "title:saga title:\"saga\""),
        ("!title:saga", "!title:saga"),
        ("!tag:ddd", "!tag:ddd"),
        ("date:2021-03..2021-06", "date:2021-03..2021-06"),
        (
            "date:>2021-05 date:=2021-05-01",
            "date:>2021-05 date:2021-05-01",
        ),
        (
            "date:last-90-days date:last-1-year",
            "date:last-90-days date:last-1-years",
        ),
        (
            "year:2021 min:<10 likes:>=50",
            "year:2021 min:<10 likes:>=50",
        ),
        (
            "minutes:5..10 likes:..3 likes:4..",
            "min:5..10 likes:..3 likes:4..",
        ),
        ("has:uncertain", "is:uncertain"),
        ("is:note has:unread", "has:note is:unread"),
        ("labels:\"to read\" !label:x", "label:\"to read\" !label:x"),
        ("sort:date", "sort:date"),
        ("sort:-likes saga sort:date", "saga sort:-likes,date"),
        ("a | b sort:minutes", "a | b sort:minutes"),
        ("秒杀 (秒 | 杀)", "秒杀 (秒 | 杀)"),
        ("$ a", "$ a"),
    ] {
        let query = parse(typed);
        assert_eq!(query.to_string(), canonical, "{typed}");
        assert_eq!(parse(canonical), query, "{typed}");
    }
}

#[test]
fn what_is_left_out_is_taken_as_written() {
    let text = |how| {
        Filter::Clause(Clause::Text {
            scope: Scope::Any,
            how,
            text: "go".to_owned(),
        })
    };
    assert_eq!(parse("go").filter, text(How::Near));
    assert_eq!(parse("!go").filter, Filter::Not(Box::new(text(How::Part))));
    assert_eq!(parse("!!go").filter, text(How::Near));
    assert_eq!(parse("!(!go)").filter, text(How::Near));
    assert_eq!(parse("!'go"), parse("!go"));
}

#[test]
fn errors_say_where_and_what_was_expected() {
    for (typed, at, part, is_unfinished) in [
        ("tga:cqrs", 0..4, "no field 'tga'", false),
        ("a )", 2..3, "closes nothing", false),
        ("(a", 2..2, "')'", true),
        ("()", 0..2, "inside", true),
        ("\"a b", 0..4, "second", true),
        ("a |", 3..3, "beside 'or'", true),
        ("| a", 0..0, "beside 'or'", false),
        ("a | | b", 4..4, "beside 'or'", false),
        ("a and", 5..5, "beside 'and'", true),
        ("and a", 0..0, "beside 'and'", false),
        ("a !", 3..3, "leave out", true),
        ("a - b", 3..3, "leave out", false),
        ("tag:", 0..4, "word or a phrase", true),
        ("tag: b", 0..4, "word or a phrase", false),
        ("date:", 5..5, "date:2021-03", true),
        ("date:2021-1", 5..11, "", true),
        ("date:2021-13", 5..12, "date:2021-03", true),
        ("date:soon x", 5..9, "date:2021-03", false),
        ("likes:-5 x", 6..8, "likes:>=50", false),
        ("likes:99999999999 x", 6..17, "likes:>=50", false),
        ("is:late x", 3..7, "uncertain", false),
        ("sort:size x", 5..9, "relevance", false),
        ("!sort:date", 1..10, "whole query", false),
        ("(a sort:date)", 3..12, "whole query", false),
        ("a | sort:date", 13..13, "beside 'or'", true),
    ] {
        match typed.parse::<Query>() {
            // A month of one digit is understood.
            Ok(_) => assert_eq!(typed, "date:2021-1"),
            Err(error) => {
                assert_eq!(error.at, at, "{typed}: {error}");
                assert!(error.message.contains(part), "{typed}: {error}");
                assert_eq!(error.is_unfinished, is_unfinished, "{typed}: {error}");
            }
        }
    }
    let deep = "(".repeat(100_000);
    let error = deep.parse::<Query>().expect_err("too deep");
    assert!(error.message.contains("too deeply"));
}

#[test]
fn an_error_is_marked_under_the_query() {
    let query = "秒杀 tga:x";
    let error = query.parse::<Query>().expect_err("no such field");
    assert_eq!(error.marked(query, "  ", 40), "  秒杀 tga:x\n       ^^^^");
}

#[test]
fn every_example_of_the_field_table_reads_back() {
    for spec in FIELDS {
        let read = views(&[("unread", "is:unread")]).parse(spec.example);
        assert_eq!(
            read.map(|query| query.to_string()).as_deref(),
            Ok(spec.example)
        );
        for name in spec.names {
            assert_eq!(tagleaf::search::query::Field::named(name), Some(spec.field));
        }
    }
}

fn views(saved: &[(&str, &str)]) -> Views {
    let saved = saved.iter();
    Views::new(saved.map(|(name, text)| (CleanString::new(name), (*text).to_owned())))
}

#[test]
fn an_error_of_a_long_query_is_shown_with_what_stands_around_it() {
    let long = "saga ".repeat(20_000);
    for query in [
        format!("{long}tga:x {long}"),
        format!("{}:x", "a".repeat(100_000)),
        format!("{long}view:{}", "x".repeat(1_000)),
    ] {
        let error = query.parse::<Query>().expect_err("a broken query");
        let marked = error.marked(&query, "  ", 60);
        assert!(
            marked.lines().all(|line| width_cells(line) <= 62),
            "{marked}"
        );
        assert!(error.message.len() < 300, "{error}");
    }
    let query = format!("{long}tga:x {long}");
    let error = query.parse::<Query>().expect_err("a broken query");
    // The parts before it are more than a query may have; that is said first.
    assert!(error.message.contains("1,000 parts"), "{error}");
    let query = format!("{}tga:x {}", &long[..500], &long[..500]);
    let error = query.parse::<Query>().expect_err("a broken query");
    let marked = error.marked(&query, "", 20);
    assert_eq!(
        marked,
        "\u{2026}a saga saga tga:x \u{2026}\n             ^^^^"
    );
}

#[test]
fn a_query_has_no_more_parts_than_can_be_searched_for() {
    let alternatives = |parts: usize| vec!["'a"; parts].join(" | ");
    assert!(alternatives(1_000).parse::<Query>().is_ok());
    let text = alternatives(1_001);
    let error = text.parse::<Query>().expect_err("too many");
    assert_eq!(error.at, text.len() - 2..text.len());
    assert!(!error.is_unfinished);
    // What a view stands for counts, wherever it stands.
    let views = views(&[("big", &alternatives(400)), ("two", "view:big view:big")]);
    assert!(views.parse("view:two b").is_ok());
    let error = views.parse("view:two !view:big c").expect_err("too many");
    assert!(error.message.contains("1,000 parts"), "{error}");
    // Names that stand for names cannot make a short text a long search.
    let mut bomb = vec![("v0".to_owned(), "a b c d".to_owned())];
    bomb.extend((1..60).map(|at| (format!("v{at}"), format!("view:v{0} | view:v{0}", at - 1))));
    let bomb = bomb
        .into_iter()
        .map(|(name, text)| (CleanString::new(&name), text));
    assert_eq!(Views::new(bomb).usable().count(), 8);
}

#[test]
fn a_view_stands_for_its_query_in_parentheses() {
    let views = views(&[
        ("Short Reads", "min:<8 | likes:>90 sort:-likes"),
        ("words", "saga !cqrs"),
        ("both", "view:short-reads view:words"),
        ("order", "sort:date"),
    ]);
    for (typed, canonical, filter) in [
        (
            "view:short-reads ddd",
            "view:\"Short Reads\" ddd",
            "(min:<8 | likes:>90) ddd",
        ),
        ("VIEW:WORDS", "view:words", "saga !cqrs"),
        ("!views:words", "!view:words", "!(saga !cqrs)"),
        ("!!view:words", "view:words", "saga !cqrs"),
        (
            "a | (view:both)",
            "a | view:both",
            "a | ((min:<8 | likes:>90) (saga !cqrs))",
        ),
        (
            "!(a view:both)",
            "!(a view:both)",
            "!(a (min:<8 | likes:>90) (saga !cqrs))",
        ),
        ("view:order a", "view:order a", "a"),
    ] {
        let query = views.parse(typed).expect(typed);
        assert_eq!(query.to_string(), canonical, "{typed}");
        assert_eq!(views.parse(canonical), Ok(query.clone()), "{typed}");
        assert_eq!(written_out(&query.filter), parse(filter).filter, "{typed}");
    }
    let sort = |text: &str| tagleaf::search::order(&views.parse(text).expect(text).filter, &[]);
    let likes = Sort {
        by: SortBy::Likes,
        direction: Direction::Backward,
    };
    assert_eq!(sort("ddd view:both"), [likes]);
    assert_ne!(
        sort("ddd (a | view:both)"),
        [likes],
        "what is an alternative orders nothing"
    );
    assert_ne!(sort("ddd !view:both"), [likes]);
}

#[test]
fn an_order_has_every_key_once_however_often_it_is_named() {
    let query = parse(&format!("sort:-date{}", ",likes,date".repeat(20_000)));
    let order = tagleaf::search::order(&query.filter, &query.sort);
    let keys: Vec<SortBy> = order.iter().map(|sort| sort.by).collect();
    assert_eq!(keys, [SortBy::Date, SortBy::Likes]);
    assert_eq!(order[0].direction, Direction::Backward);
}

/// The filter with what views stand for in their places.
fn written_out(filter: &Filter) -> Filter {
    let each = |parts: &[Filter]| parts.iter().map(written_out).collect();
    match filter {
        Filter::And(parts) => Filter::all(each(parts)),
        Filter::Or(parts) => Filter::any(each(parts)),
        Filter::Not(inner) => Filter::Not(Box::new(written_out(inner))),
        Filter::Clause(Clause::View(view)) => written_out(view.filter()),
        clause @ Filter::Clause(_) => clause.clone(),
    }
}

#[test]
fn names_of_views_that_lead_nowhere_are_told_with_what_was_meant() {
    let two = views(&[
        ("short", "min:<8"),
        ("to read", "is:unread"),
        ("bad", "tga:x"),
    ]);
    for (views, typed, at, part, is_unfinished) in [
        (&two, "view:", 5..5, "a value after 'view:'", true),
        (&two, "view:shrot x", 5..10, "did you mean 'short'?", false),
        (&two, "view:sho", 5..8, "did you mean 'short'?", true),
        (
            &two,
            "view:zzz x",
            5..8,
            "no view 'zzz'; views are short, to read",
            false,
        ),
        (
            &two,
            "a view:bad b",
            7..10,
            "the view 'bad' cannot be used: no field 'tga'",
            false,
        ),
        (
            &Views::default(),
            "view:x y",
            5..6,
            "none is saved under [views]",
            false,
        ),
    ] {
        let error = views.parse(typed).expect_err(typed);
        assert_eq!(error.at, at, "{typed}: {error}");
        assert!(error.message.contains(part), "{typed}: {error}");
        assert_eq!(error.is_unfinished, is_unfinished, "{typed}: {error}");
    }
    let order = views(&[("order", "sort:date")]);
    let error = order
        .parse("!view:order")
        .expect_err("nothing to leave out");
    assert!(error.message.contains("only orders"), "{error}");
}

#[test]
fn a_long_chain_of_views_ends() {
    let name = |at: usize| format!("v{at}");
    let chain = (0..20_000).map(|at| {
        (
            CleanString::new(&name(at)),
            format!("a view:{}", name(at + 1)),
        )
    });
    let views = Views::new(chain.chain([(CleanString::new(&name(20_000)), "a".to_owned())]));
    // As deep as parentheses may be nested.
    assert_eq!(views.usable().count(), 65);
    let problems: Vec<&str> = views.problems().map(|(.., problem)| problem).collect();
    let is_short = |problem: &&str| problem.len() < 200;
    assert!(problems.iter().all(is_short), "{}", problems[9_000]);
    assert_eq!(nearest("shrot", ["short"].into_iter()), Some("short"));
}

fn text() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "and",
        "OR",
        "not",
        "$",
        "a$",
        "^a",
        "'a",
        "-a",
        "!a",
        "tag:x",
        "a:b:c",
        "\"",
        "a\"b",
        "\\",
        "(",
        "a b",
        "|",
        "秒杀",
        "e\u{2011}c",
        "x)",
        " y ",
    ]);
    prop_oneof![
        4 => "[a-z]{1,6}",
        2 => odd.prop_map(str::to_owned),
        1 => "\\PC{1,6}".prop_filter("not blank", |text| !text.trim().is_empty()),
    ]
}

fn amount() -> impl Strategy<Value = Amount<u32>> {
    (0..8_u8, any::<u32>(), any::<u32>()).prop_map(|(kind, a, b)| match kind {
        0 => Amount::Is(a),
        1 => Amount::Below(a),
        2 => Amount::AtMost(a),
        3 => Amount::Above(a),
        4 => Amount::AtLeast(a),
        5 => Amount::Between(a, b),
        6 => Amount::From(a),
        _ => Amount::UpTo(a),
    })
}

fn clause() -> impl Strategy<Value = Clause> {
    let scope = prop::sample::select(vec![Scope::Any, Scope::Title, Scope::Summary]);
    let exact = prop::sample::select(vec![How::Part, How::Start, How::End, How::Whole]);
    let value_how = prop_oneof![Just(How::Near), exact.clone()];
    let facet = prop::sample::select(vec![Facet::Tag, Facet::Source, Facet::Category]);
    prop_oneof![
        "[a-z]{1,6}".prop_map(|text| Clause::Text {
            scope: Scope::Any,
            how: How::Near,
            text
        }),
        (scope, exact, text()).prop_map(|(scope, how, text)| Clause::Text { scope, how, text }),
        text().prop_map(|text| Clause::Text {
            scope: Scope::Any,
            how: How::Phrase,
            text
        }),
        (facet, value_how, text()).prop_map(|(facet, how, text)| Clause::Value {
            facet,
            how,
            text
        }),
        amount().prop_map(Clause::Year),
        amount().prop_map(Clause::Minutes),
        amount().prop_map(Clause::Likes),
        any::<u32>().prop_map(|n| Clause::Date(Span::Last(n, Unit::Weeks))),
        prop::sample::select(Flag::ALL).prop_map(|(flag, ..)| Clause::Is(flag)),
        text().prop_map(Clause::Label),
        (1900..2100_u32, 1..13_u32).prop_map(|(year, month)| {
            let date = PartialDate::parse(&format!("{year}-{month:02}")).expect("a month");
            Clause::Date(Span::Fixed(Amount::AtLeast(date)))
        }),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    let leaf = clause().prop_map(Filter::Clause);
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Filter::all),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Filter::any),
            inner.prop_map(|inner| match inner {
                Filter::Not(inner) => *inner,
                other => Filter::Not(Box::new(other)),
            }),
        ]
    })
    .prop_map(|filter| exact_where_unwanted(filter, false))
}

/// A word under a negation is never fuzzy.
fn exact_where_unwanted(filter: Filter, is_unwanted: bool) -> Filter {
    let each = |parts: Vec<Filter>| {
        let parts = parts.into_iter();
        parts
            .map(|part| exact_where_unwanted(part, is_unwanted))
            .collect()
    };
    match filter {
        Filter::And(parts) => Filter::And(each(parts)),
        Filter::Or(parts) => Filter::Or(each(parts)),
        Filter::Not(inner) => Filter::Not(Box::new(exact_where_unwanted(*inner, !is_unwanted))),
        Filter::Clause(Clause::Text {
            scope,
            how: How::Near,
            text,
        }) if is_unwanted => Filter::Clause(Clause::Text {
            scope,
            how: How::Part,
            text,
        }),
        clause @ Filter::Clause(_) => clause,
    }
}

fn sort() -> impl Strategy<Value = Sort> {
    let by = prop::sample::select(SortBy::ALL.iter().map(|(by, _)| *by).collect::<Vec<_>>());
    let direction = prop::sample::select(vec![Direction::Forward, Direction::Backward]);
    (by, direction).prop_map(|(by, direction)| Sort { by, direction })
}

proptest! {
    #[test]
    fn a_printed_query_reads_back(
        filter in prop_oneof![Just(Filter::default()), filter()],
        sort in prop::collection::vec(sort(), 0..3),
    ) {
        let query = Query { filter, sort };
        let printed = query.to_string();
        prop_assert_eq!(printed.parse::<Query>(), Ok(query), "{}", printed);
    }

    #[test]
    fn a_view_of_any_name_reads_back(name in text(), other in text()) {
        let views = Views::new([
            (CleanString::new(&name), "a | b".to_owned()),
            (CleanString::new(&other), "c".to_owned()),
        ]);
        for view in views.usable() {
            for filter in [view.included(), view.excluded()] {
                let printed = filter.to_string();
                let read = views.parse(&format!("({printed}) d"));
                let read = read.map(|query| query.filter.conjuncts().first().cloned());
                prop_assert_eq!(read, Ok(Some(filter)), "{}", printed);
            }
        }
    }

    #[test]
    fn no_text_is_too_much_for_the_parser(text in "\\PC{0,40}|[a-z:!'^$|()\" \\\\.<>=-]{0,40}") {
        match text.parse::<Query>() {
            Ok(query) => {
                let printed = query.to_string();
                prop_assert_eq!(printed.parse::<Query>(), Ok(query), "{}", printed);
            }
            Err(error) => {
                prop_assert!(text.get(error.at.clone()).is_some(), "{:?}", error);
                let marked = error.marked(&text, "", 20);
                prop_assert!(marked.lines().all(|line| width_cells(line) <= 20), "{}", marked);
            }
        }
    }
}
