//! Searching, acting on a result, and going back.

use tagleaf::app::{Effect, Library, Message, Shared, Shown};
use tagleaf::catalog::{Choice, Facet};

use crate::reader::{Reader, sample};

#[test]
fn results_follow_every_key_and_esc_goes_back_to_the_article_in_its_context() {
    let mut reader = Reader::seed(120, 40);
    reader.press("3 l j j");
    let (title, place) = (reader.selected_title(), reader.app.place());
    reader.press("/");
    let mut before = reader.app.matches_len();
    for c in "event sourcing".chars() {
        reader.type_text(&c.to_string());
        assert!(reader.app.matches_len() <= before, "typing on narrows");
        before = reader.app.matches_len();
        assert!(reader.shows(&format!("{before} of 94")));
    }
    assert!(reader.selected_title().contains("Event Sourcing"));
    assert_eq!(reader.app.place(), Some(0), "the best one is selected");
    reader.press("esc");
    assert_eq!(
        (reader.selected_title(), reader.app.place()),
        (title, place)
    );
    assert!(reader.app.query().is_empty());
}

#[test]
fn enter_keeps_the_results_and_esc_then_shows_the_result_among_its_neighbours() {
    let mut reader = Reader::seed(120, 40);
    reader
        .press("/")
        .type_text("event sourcing")
        .press("enter j");
    assert!(reader.app.prompt().is_none());
    assert!(reader.shows("/event sourcing"));
    assert_eq!(
        reader.effects,
        [Effect::KeepQuery("event sourcing".to_owned())]
    );
    let title = reader.selected_title();
    reader.press("enter");
    assert_eq!(reader.app.focus(), tagleaf::app::Focus::Detail);
    reader.press("esc");
    assert_eq!(reader.app.focus(), tagleaf::app::Focus::Cards);
    assert!(reader.app.matches_len() < 94, "the results are still there");
    reader.press("esc");
    assert_eq!(reader.app.matches_len(), 94);
    assert_eq!(reader.selected_title(), title);
    assert!(reader.app.place() > Some(0));
}

#[test]
fn a_result_that_the_person_went_to_stays_selected_when_the_search_is_given_up() {
    let mut reader = Reader::seed(120, 40);
    reader.press("/").type_text("saga").press("ctrl-n ctrl-n");
    let title = reader.selected_title();
    reader.press("esc");
    assert_eq!(reader.selected_title(), title);
    assert_eq!(reader.app.matches_len(), 94);
}

#[test]
fn a_broken_query_leaves_the_results_and_says_where_it_went_wrong() {
    let mut reader = Reader::seed(120, 40);
    reader.press("/").type_text("saga");
    // Half of a query is no error until it is kept.
    reader.type_text(" (");
    assert!(!reader.shows("^"));
    reader.press("enter");
    assert!(
        reader.shows("^ expected a ')' for this group"),
        "{}",
        reader.screen()
    );
    assert!(reader.app.prompt().is_some());
    reader.press("backspace").type_text("tga");
    let found = reader.app.matches_len();
    reader.type_text(":x y");
    assert!(
        reader.shows("     ^^^^ no field 'tga'"),
        "{}",
        reader.screen()
    );
    assert_eq!(reader.app.matches_len(), found);
    reader.press("ctrl-u").type_text("saga");
    assert!(!reader.shows("^^^^"));
}

#[test]
fn what_is_chosen_and_what_is_typed_are_one_query() {
    let mut reader = Reader::seed(120, 40);
    reader.click_value("DDD").press("/");
    let typed = |reader: &Reader| reader.app.prompt().map(|line| line.text().to_owned());
    assert_eq!(typed(&reader).as_deref(), Some("tag:DDD "));
    reader
        .type_text("!cqrs date:2021-06.. sort:-date")
        .press("enter");
    let ddd = reader
        .app
        .catalog()
        .and_then(|c| c.value_named(Facet::Tag, "DDD"));
    let ddd = ddd.expect("a tag");
    assert_eq!(
        reader.app.selection().choice(Facet::Tag, ddd),
        Some(Choice::Include)
    );
    assert!(reader.shows("✓DDD") && reader.shows("/!cqrs date:2021-06.."));
    let text = reader.app.query().to_string();
    assert_eq!(text, "tag:DDD !cqrs date:2021-06.. sort:-date");
    let titles = reader.titles().join("\n");
    // Typing that text gives that state.
    let mut other = Reader::seed(120, 40);
    other.press("/").type_text(&text).press("enter");
    assert_eq!(other.app.wanted(), reader.app.wanted());
    assert_eq!(other.titles().join("\n"), titles);
    // A chip is dropped by a click, its part of the query with it.
    reader.click("✓DDD");
    assert_eq!(
        reader.app.query().to_string(),
        "!cqrs date:2021-06.. sort:-date"
    );
    reader.click("/!cqrs");
    assert_eq!(reader.app.query().to_string(), "sort:-date");
    reader.click("sort:-date");
    assert!(reader.app.query().is_empty());
}

#[test]
fn every_state_of_the_sidebar_has_a_query_text_that_gives_it_again() {
    for keys in [
        "j space",
        "j space j space",
        "j space j j space a",
        "j ! j space",
        "j ! j !",
        "} j space j space } j ! } j space",
    ] {
        let mut reader = Reader::seed(120, 40);
        reader.press("shift-tab").press(keys);
        let text = reader.app.query().to_string();
        let mut other = Reader::seed(120, 40);
        other.press("/").type_text(&text).press("enter");
        assert_eq!(other.app.wanted(), reader.app.wanted(), "{keys}: {text}");
        assert_eq!(other.titles(), reader.titles(), "{keys}: {text}");
    }
}

#[test]
fn all_articles_stay_in_their_order_with_the_matches_standing_out() {
    let mut reader = Reader::seed(120, 40);
    let all: Vec<String> = reader.titles().into_iter().map(str::to_owned).collect();
    reader.press("/").type_text("'event").press("enter");
    let found: Vec<String> = reader.titles().into_iter().map(str::to_owned).collect();
    reader.press("a");
    assert_eq!(reader.app.wanted().shown, Shown::All);
    assert_eq!(reader.titles(), all);
    assert!(reader.shows(&format!("{} match", found.len())));
    reader.press("g g");
    let mut visited = Vec::new();
    loop {
        let place = reader.app.place();
        reader.press("n");
        if reader.app.place() == place {
            break;
        }
        visited.push(reader.selected_title());
    }
    if reader.app.is_match(tagleaf::catalog::ArticleIndex(0)) {
        visited.insert(0, all[0].clone());
    }
    let mut want = found.clone();
    want.sort_by_key(|title| all.iter().position(|other| other == title));
    assert_eq!(visited, want);
    assert!(reader.shows("no further match"));
    reader.press("N");
    assert_eq!(Some(&reader.selected_title()), want.iter().rev().nth(1));
    reader.press("a");
    assert_eq!(reader.titles(), found);
}

#[test]
fn why_explains_a_match_and_what_keeps_an_article_out() {
    let mut reader = Reader::seed(120, 40);
    reader.press("/").type_text("saga tag:ddd").press("enter w");
    assert!(reader.shows("it matches: all of these hold"));
    assert!(reader.shows("✓ saga") && reader.shows(" points"));
    reader
        .press("esc c /")
        .type_text("tag:ddd 'saga")
        .press("enter a g g w");
    assert!(reader.shows("kept out by"), "{}", reader.screen());
    assert!(reader.shows("✗ 'saga"));
    reader.press("q");
    assert_eq!(reader.app.why_scroll(), None);
}

#[test]
fn tab_completes_fields_and_values_from_what_is_loaded() {
    let mut reader = Reader::seed(120, 40);
    reader.press("/").type_text("ta").press("tab");
    let typed = |reader: &Reader| reader.app.prompt().map(|line| line.text().to_owned());
    assert_eq!(typed(&reader).as_deref(), Some("tag:"));
    reader.type_text("event").press("tab");
    assert_eq!(typed(&reader).as_deref(), Some("tag:\"Event Sourcing\" "));
    assert!(reader.shows("tag:\"Event Sourcing\"  "));
    reader.press("tab");
    let second = typed(&reader).unwrap_or_default();
    assert!(
        second.starts_with("tag:") && !second.contains("Sourcing"),
        "{second}"
    );
    reader.press("shift-tab");
    assert_eq!(typed(&reader).as_deref(), Some("tag:\"Event Sourcing\" "));
    // Close is enough.
    reader
        .press("ctrl-u")
        .type_text("!source:topar")
        .press("tab");
    let close = typed(&reader).unwrap_or_default();
    assert_eq!(close, "!source:\"Top Architect\" ");
    reader.press("ctrl-u").type_text("zzzz:").press("tab");
    assert!(reader.shows("nothing to complete here") || reader.shows("no field"));
}

#[test]
fn older_queries_are_recalled_and_what_was_being_typed_is_not_lost() {
    let mut reader = Reader::seed(120, 40);
    for query in ["saga", "'cqrs"] {
        reader.press("/").type_text(query).press("enter c");
    }
    let typed = |reader: &Reader| reader.app.prompt().map(|line| line.text().to_owned());
    reader.press("/").type_text("dra");
    for (key, text) in [
        ("up", "'cqrs"),
        ("up", "saga"),
        ("up", "saga"),
        ("down", "'cqrs"),
        ("down", "dra"),
        ("down", "dra"),
    ] {
        reader.press(key);
        assert_eq!(typed(&reader).as_deref(), Some(text), "{key}");
    }
    reader.tell(Message::Pasted("ft: one\ntwo\u{1b}[2J".to_owned()));
    assert_eq!(typed(&reader).as_deref(), Some("draft: one two [2J"));
}

#[test]
fn the_line_is_edited_as_in_a_shell() {
    let mut reader = Reader::seed(120, 40);
    let typed = |reader: &Reader| reader.app.prompt().map(|line| line.text().to_owned());
    reader.press("/").type_text("one two 秒杀");
    for (keys, text) in [
        ("backspace", "one two 秒"),
        ("ctrl-w", "one two "),
        ("ctrl-a del", "ne two "),
        ("alt-f ctrl-k", "ne "),
        ("ctrl-y", "ne two "),
        ("ctrl-e ctrl-u", ""),
        ("q", "q"),
    ] {
        reader.press(keys);
        assert_eq!(typed(&reader).as_deref(), Some(text), "{keys}");
    }
    assert_eq!(reader.effects, [], "a letter is typed, not obeyed");
    reader.press("ctrl-c");
    assert!(reader.app.prompt().is_none());
}

#[test]
fn values_of_the_sidebar_are_found_as_their_name_is_typed() {
    let mut reader = Reader::seed(120, 40);
    reader.press("shift-tab f").type_text("canl");
    assert!(reader.shows("Canal"), "{}", reader.screen());
    assert!(!reader.shows("Microservices  "));
    reader.press("enter space");
    assert_eq!(reader.app.query().to_string(), "tag:Canal");
    // The search for it is over: all values are there again.
    assert!(reader.shows("Microservices  "), "{}", reader.screen());
}

#[test]
fn values_are_sorted_by_count_or_name_and_zero_sinks() {
    let mut reader = Reader::seed(120, 40);
    reader.press("shift-tab j");
    let first = |reader: &Reader, facet| {
        let catalog = reader.app.catalog().expect("loaded");
        let value = reader.app.values(facet)[0];
        catalog.value_name(facet, value).to_string()
    };
    assert_eq!(first(&reader, Facet::Tag), "Backend Architecture");
    reader.press("ctrl-s");
    assert_ne!(first(&reader, Facet::Tag), "Backend Architecture");
    assert_eq!(first(&reader, Facet::Source), "IT Architects Alliance");
    reader
        .press("ctrl-s esc /")
        .type_text("tag:canal")
        .press("enter");
    let counts: Vec<u32> = reader
        .app
        .values(Facet::Source)
        .iter()
        .map(|value| reader.app.filtered().count(Facet::Source, *value))
        .collect();
    assert!(
        counts.windows(2).all(|pair| pair[0] >= pair[1]),
        "{counts:?}"
    );
    assert_eq!(counts.last(), Some(&0));
}

#[test]
fn a_value_can_be_left_out_and_all_tags_asked_for() {
    let mut reader = Reader::seed(120, 40);
    let text = |reader: &Reader| reader.app.query().to_string();
    reader.press("shift-tab j j !");
    assert_eq!(text(&reader), "!tag:Microservices");
    assert!(reader.shows("✗ Microservices") && reader.shows("✗Microservices"));
    reader.press("space");
    assert_eq!(text(&reader), "tag:Microservices");
    reader.press("k space");
    assert_eq!(
        text(&reader),
        "tag:\"Backend Architecture\" | tag:Microservices"
    );
    assert_eq!(reader.app.matches_len(), 94);
    reader.press("a");
    assert_eq!(
        text(&reader),
        "tag:\"Backend Architecture\" tag:Microservices"
    );
    assert!(reader.app.matches_len() < 94 && reader.shows("all of"));
    reader.press("} a");
    assert!(reader.shows("an article has one of these"));
}

#[test]
fn the_order_is_changed_by_a_key_and_by_the_query() {
    let mut reader = Reader::seed(120, 40);
    let dates = |reader: &Reader| -> Vec<String> {
        let at = |place| {
            reader
                .app
                .article_at(place)
                .map(|a| a.published().expect("a date").to_string())
        };
        (0..94).filter_map(at).collect()
    };
    reader.press("ctrl-s ctrl-s");
    assert!(reader.shows("oldest first") && reader.shows("sort:date"));
    assert!(dates(&reader).windows(2).all(|pair| pair[0] <= pair[1]));
    reader
        .press("/")
        .press("ctrl-u")
        .type_text("sort:-likes,minutes")
        .press("enter");
    let keys: Vec<_> = (0..94)
        .filter_map(|place| reader.app.article_at(place))
        .map(|article| (std::cmp::Reverse(article.likes()), article.minutes()))
        .collect();
    assert!(keys.windows(2).all(|pair| pair[0] <= pair[1]));
    reader.press("c");
    assert!(reader.app.query().is_empty());
}

#[test]
fn tags_that_split_the_list_best_are_suggested() {
    let mut reader = Reader::seed(120, 40);
    assert!(!reader.shows("Suggested"));
    reader.press("/").type_text("'architecture").press("enter");
    assert!(reader.shows("Suggested"), "{}", reader.screen());
    for _ in 0..3 {
        let before = reader.app.matches_len();
        let Some((column, row)) = reader.find("Suggested") else {
            break;
        };
        // `DDD    5 of 52`
        let line = reader.row(row + 1);
        let with = line.split_whitespace().rev().nth(2).expect("a count");
        let with: usize = with.parse().expect("a count");
        reader.mouse(tagleaf::app::MouseKind::Click, column, row + 1);
        assert_eq!(reader.app.matches_len(), with);
        assert!(with < before);
    }
    // With alternatives chosen, one more tag still narrows.
    let mut reader = Reader::seed(120, 40);
    reader
        .press("/")
        .type_text("(tag:ddd | tag:microservices) sort:date")
        .press("enter");
    let before = reader.app.matches_len();
    let (column, row) = reader.find("Suggested").expect("a heading");
    reader.mouse(tagleaf::app::MouseKind::Click, column, row + 1);
    assert!(reader.app.matches_len() < before, "{}", reader.screen());
}

#[test]
fn matched_characters_are_marked_in_cards_detail_and_sidebar() {
    use ratatui::style::Modifier;
    let mut reader = Reader::seed(120, 40);
    reader.press("/").type_text("event-driven").press("enter");
    let marked: String = reader
        .buffer()
        .content
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    // With the page's own hyphen, which nobody can type.
    let folded = marked.to_lowercase().replace('\u{2011}', "-");
    assert!(folded.matches("event-driven").count() >= 3, "{marked}");
}

#[test]
fn a_query_can_be_typed_while_the_articles_load() {
    let mut reader = Reader::loading(120, 40);
    reader.press("/").type_text("'event");
    assert!(reader.shows("/ 'event"), "{}", reader.screen());
    reader.tell(Message::Loaded(Shared::new(Library::without_lists(
        sample(24),
    ))));
    let found = reader.app.matches_len();
    assert!(found < 24 && reader.app.prompt().is_some());
    reader.press("esc");
    assert_eq!(reader.app.matches_len(), 24);
}

#[test]
fn the_help_opens_over_the_query_line_and_closes_to_it() {
    let mut reader = Reader::seed(120, 40);
    reader.press("/").type_text("saga").press("f1");
    assert!(reader.shows("━ Help"), "{}", reader.screen());
    reader.press("q");
    assert!(reader.shows("/ saga"));
}

#[test]
fn that_all_articles_are_shown_is_seen_and_left_like_a_filter() {
    let mut reader = Reader::seed(120, 40);
    reader.press("a");
    assert!(reader.shows("there is no query"), "{}", reader.screen());
    reader.press("/").type_text("'event").press("enter a");
    assert!(reader.shows("=all"));
    reader.press("ctrl-s");
    assert!(reader.shows("once only matches are shown"));
    reader.press("esc");
    assert!(!reader.shows("=all") && reader.app.matches_len() < 94);
    reader.press("a c");
    assert!(!reader.shows("=all") && reader.app.query().is_empty());
    reader
        .press("/")
        .type_text("'event")
        .press("enter a")
        .click("=all");
    assert!(!reader.shows("=all"));
}

#[test]
fn a_click_takes_a_completion_and_not_what_is_behind_it() {
    let mut reader = Reader::seed(120, 40);
    reader.press("/").type_text("tag:").press("tab");
    reader.click("tag:DDD");
    assert_eq!(reader.app.query().to_string(), "tag:DDD");
    assert_eq!(
        reader.app.prompt().map(tagleaf::app::Prompt::text),
        Some("tag:DDD ")
    );
    reader.click("/ tag:DDD");
    assert!(reader.app.prompt().is_some());
    // The edge belongs to the completions too.
    reader.press("ctrl-u").type_text("tag:").press("tab");
    let query = reader.app.query().to_string();
    reader.mouse(tagleaf::app::MouseKind::Click, 12, 37);
    assert!(reader.app.prompt().is_some(), "{}", reader.screen());
    assert_eq!(reader.app.query().to_string(), query);
}

#[test]
fn completions_lead_back_to_what_was_typed() {
    let mut reader = Reader::seed(120, 40);
    let typed = |reader: &Reader| reader.app.prompt().map(|line| line.text().to_owned());
    // A word is not taken for a tag that only holds its letters.
    reader.press("/").type_text("saga").press("tab");
    assert_eq!(typed(&reader).as_deref(), Some("saga"));
    reader
        .press("ctrl-u")
        .type_text("tag:canal")
        .press("left left tab");
    assert_eq!(typed(&reader).as_deref(), Some("tag:Canal "));
    reader.press("shift-tab");
    assert_eq!(typed(&reader).as_deref(), Some("tag:canal"));
    reader.press("down");
    assert_eq!(
        typed(&reader).as_deref(),
        Some("tag:Canal "),
        "the keys of the list move in it"
    );
}

#[test]
fn a_reader_that_opens_on_a_query_shows_the_best_result_first() {
    let start = tagleaf::app::Start {
        query: "saga".parse().expect("a query"),
        ..Default::default()
    };
    let size = tagleaf::app::Size {
        width: 120,
        height: 40,
    };
    let mut reader = Reader {
        app: tagleaf::app::App::starting(tagleaf::app::Options::default(), start, size),
        effects: Vec::new(),
        waits: Vec::new(),
    };
    reader.tell(Message::Loaded(Shared::new(Library::without_lists(
        sample(24),
    ))));
    assert_eq!(reader.app.place(), Some(0));
}

#[test]
fn what_was_deleted_can_be_put_back_after_more_was_typed() {
    let mut reader = Reader::sample(120, 40);
    reader.press("/").type_text("saga pattern").press("ctrl-w");
    reader.type_text("x ").press("ctrl-y");
    let line = reader.app.prompt().expect("a line");
    assert_eq!(line.text(), "saga x pattern");
}

#[test]
fn what_does_not_fit_into_the_line_is_told() {
    let mut reader = Reader::sample(120, 40);
    reader.press("/");
    reader.tell(Message::Pasted(format!("\"{}", "word ".repeat(3_000))));
    assert!(
        reader.shows("5,000 characters left out: a line holds 10,000"),
        "{}",
        reader.screen()
    );
    reader.press("backspace").type_text("ab");
    assert!(reader.shows("1 character left out: a line holds 10,000"));
    reader.press("ctrl-u");
    reader.tell(Message::Pasted("\r\n saga\r\nddd\u{1b}[2J ".to_owned()));
    let line = reader.app.prompt().expect("a line");
    assert_eq!(line.text(), "saga ddd [2J");
}

#[test]
fn the_completions_have_edges_and_leave_something_of_what_is_behind() {
    for (width, height) in [(120, 40), (80, 24), (64, 10), (40, 12)] {
        let mut reader = Reader::sample(width, height);
        reader.press("/").type_text("saga tag:").press("tab tab");
        let screen = reader.screen();
        let rows: Vec<&str> = screen.lines().collect();
        let top = rows
            .iter()
            .position(|row| row.contains('\u{250c}'))
            .expect("an upper edge");
        let bottom = rows
            .iter()
            .position(|row| row.contains('\u{2514}'))
            .expect("a lower edge");
        let line = rows
            .iter()
            .position(|row| row.starts_with(" / saga tag:"))
            .expect("a line");
        assert_eq!(bottom + 1, line, "{screen}");
        let column = |row: &str, text: &str| {
            let at = row.find(text).expect(text);
            tagleaf::text::width_cells(&row[..at])
        };
        let (left, right) = (column(rows[top], "\u{250c}"), column(rows[top], "\u{2510}"));
        let buffer = reader.buffer();
        for row in top + 1..bottom {
            let symbol = |x: usize| {
                buffer[(
                    u16::try_from(x).expect("narrow"),
                    u16::try_from(row).expect("low"),
                )]
                    .symbol()
            };
            assert!(["\u{2502}", "\u{258c}"].contains(&symbol(left)), "{screen}");
            assert!(
                ["\u{2502}", "\u{2590}"].contains(&symbol(right)),
                "{screen}"
            );
            assert_eq!(symbol(right - 1), " ");
        }
        // What is completed stands below the completions.
        let is_below = left + 2 == column(rows[line], "tag:");
        assert!(is_below || right + 1 == usize::from(width), "{screen}");
        let header = if height < 12 { 1 } else { 2 };
        assert!(top > header + 1, "{screen}");
    }
}
