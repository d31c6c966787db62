//! Opening and copying links: keys in, effects, notes and lists out.

use std::ops::ControlFlow;

use tagleaf::action::Scope;
use tagleaf::app::{Copier, Effect, Library, Message, MouseKind, Shared};
use tagleaf::catalog::Catalog;
use tagleaf::ingest::{FoundLinks, Input, LinkSources, find_links, load, load_bytes};
use tagleaf::links::OpenError;
use tagleaf::links::{Address, Attempt, Failure, Kind, Link, LinkSettings, LinkText, Links};
use tagleaf::text::CleanString;

use crate::reader::{Reader, sample};

/// The listing that is built in, with the list that is.
fn seed() -> Reader {
    let inputs = [Input::Seed];
    let loaded = load(&inputs, &mut |_| ControlFlow::Continue(()));
    let found = find_links(&inputs, &loaded, &LinkSources::default());
    let mut reader = Reader::loading(120, 40);
    reader.tell(Message::Loaded(Shared::new(Library::new(loaded, found))));
    reader
}

/// A page of one article, with a list and addresses of its listing.
fn page(title: &str, list: &str, listings: &[&str]) -> Reader {
    let page = format!(
        "Ops Team\nOct 3, 2021 \u{b7} Ops\n{title}\nWhy.\nJava\n3 likes \u{b7} 4 min read\n"
    );
    let loaded = load_bytes("page", page.as_bytes());
    let listings: Vec<Address> = listings
        .iter()
        .map(|address| Address::parse(address).expect("an address"))
        .collect();
    let lists = vec![LinkText::given(CleanString::new("list"), list.to_owned())];
    let settings = LinkSettings::default();
    let found = FoundLinks {
        links: Links::of(&loaded.catalog, lists, &listings, settings),
        errors: Vec::new(),
        notes: Vec::new(),
    };
    let mut reader = Reader::loading(120, 40);
    reader.tell(Message::Loaded(Shared::new(Library::new(loaded, found))));
    reader
}

const A: &str = "https://www.besthub.dev/articles/a-b-0123456789ab";
const B: &str = "https://www.besthub.dev/articles/a-b-ba9876543210";

fn ambiguous() -> Reader {
    page("A b", &format!("{A}\n{B}\n"), &[])
}

/// The links that were to be opened since the last look, by kind and address.
fn opened(reader: &mut Reader) -> Vec<(Kind, String)> {
    let effects = std::mem::take(&mut reader.effects).into_iter();
    effects
        .filter_map(|effect| match effect {
            Effect::OpenLink(link) => Some((link.kind, link.address.to_string())),
            _ => None,
        })
        .collect()
}

/// The texts that were to be copied since the last look.
fn copied(reader: &mut Reader) -> Vec<String> {
    let effects = std::mem::take(&mut reader.effects).into_iter();
    effects
        .filter_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text),
            _ => None,
        })
        .collect()
}

fn own_link(reader: &Reader) -> Link {
    let article = reader.app.selected().expect("an article");
    let links = reader.app.links().expect("found");
    links.best(article).expect("a link")
}

/// Selects the first article of the seed whose best link is of a kind.
fn go_to(reader: &mut Reader, kind: Kind) {
    for _ in 0..94 {
        if own_link(reader).kind == kind {
            return;
        }
        reader.press("j");
    }
    assert_eq!(own_link(reader).kind, kind, "no article has one");
}

#[test]
fn o_opens_the_articles_own_page_and_says_what_it_is() {
    let mut reader = seed();
    go_to(&mut reader, Kind::Direct);
    let link = own_link(&reader);
    reader.press("o");
    assert_eq!(reader.effects, [Effect::OpenLink(link.clone())]);
    assert!(reader.shows("opening direct: https://www.besthub.dev/articles/"));
    reader.tell(Message::LinkOpened(link));
    assert!(reader.shows("opened direct: https://www.besthub.dev/articles/"));
}

#[test]
fn o_works_in_every_pane_and_not_in_the_query_line() {
    for (keys, want) in [("", 1), ("shift-tab", 1), ("enter", 1), ("/", 0), ("?", 0)] {
        let mut reader = seed();
        go_to(&mut reader, Kind::Direct);
        reader.press(keys).press("o");
        assert_eq!(opened(&mut reader).len(), want, "{keys}");
    }
}

#[test]
fn a_guessed_listing_is_called_guessed() {
    let mut reader = seed();
    go_to(&mut reader, Kind::Listing);
    reader.press("o");
    assert!(reader.shows("opening listing page (guessed): https://www.besthub.dev/tags/"));
    let opened = opened(&mut reader);
    let listing = "https://www.besthub.dev/tags/backend-architecture?page=6";
    assert_eq!(opened, [(Kind::Listing, listing.to_owned())]);
}

#[test]
fn an_open_question_is_put_to_the_person() {
    let mut reader = ambiguous();
    for keys in ["o", "y", "Y"] {
        reader.press(keys);
        assert_eq!(reader.effects, [], "{keys}");
        assert_eq!(reader.app.scope(), Scope::Links, "{keys}");
        assert!(reader.shows("which of these pages is its own is not certain"));
        assert!(reader.shows(A) && reader.shows(B));
        reader.press("esc");
        assert_eq!(reader.app.scope(), Scope::Cards);
    }
    reader.press("o j enter");
    assert_eq!(opened(&mut reader), [(Kind::Ambiguous, B.to_owned())]);
    assert_eq!(reader.app.scope(), Scope::Cards);
}

#[test]
fn the_list_shows_all_links_in_full_and_copies_or_opens_the_chosen_one() {
    let mut reader = seed();
    go_to(&mut reader, Kind::Direct);
    let link = own_link(&reader);
    reader.resize(200, 50).press("O");
    for text in [
        link.address.as_str(),
        "direct",
        "listing page (guessed)",
        "web search (duckduckgo)",
        "https://duckduckgo.com/?q=",
    ] {
        assert!(reader.shows(text), "{text}\n{}", reader.screen());
    }
    reader.press("y");
    assert_eq!(copied(&mut reader), [link.address.to_string()]);
    reader.press("j y k k");
    let listing = "https://www.besthub.dev/tags/backend-architecture?page=6";
    assert_eq!(copied(&mut reader), [listing]);
    reader.press("9 j k k k k k k o");
    assert_eq!(
        opened(&mut reader),
        [(Kind::Direct, link.address.to_string())]
    );
    reader.press("O O");
    assert_eq!(reader.app.scope(), Scope::Cards);
}

#[test]
fn the_mouse_chooses_a_link_and_opens_the_chosen_one() {
    let mut reader = seed();
    go_to(&mut reader, Kind::Direct);
    reader.press("O").click("listing page (guessed)");
    assert_eq!(opened(&mut reader), []);
    reader.click("listing page (guessed)");
    assert_eq!(opened(&mut reader)[0].0, Kind::Listing);
    reader
        .press("O")
        .mouse(MouseKind::WheelDown, 9, 9)
        .press("enter");
    assert_eq!(opened(&mut reader)[0].0, Kind::Listing);
    reader.press("O").click("Links");
    assert_eq!(reader.app.scope(), Scope::Links);
    reader.press("esc enter").click("https://");
    assert_eq!(reader.app.scope(), Scope::Links, "a click on an address");
}

#[test]
fn another_host_is_pointed_out_before_it_is_first_opened() {
    for confirm in ["o", "enter", "y"] {
        let mut reader = page("A b", "", &["https://s\u{456}te.org/t"]);
        reader.press("o");
        assert_eq!(
            (reader.effects.len(), reader.app.scope()),
            (0, Scope::Question)
        );
        for text in [
            "Open this page?",
            "'xn--ste-jhd.org' is not the site of the listing, besthub.dev",
            "stands for 's\u{456}te.org', which may look like another name",
            "mixes letters of several scripts",
            "https://xn--ste-jhd.org/t",
        ] {
            assert!(reader.shows(text), "{text}\n{}", reader.screen());
        }
        reader.press(confirm);
        let address = "https://xn--ste-jhd.org/t".to_owned();
        assert_eq!(opened(&mut reader), [(Kind::Listing, address.clone())]);
        // Once is enough.
        reader.press("o");
        assert_eq!(opened(&mut reader), [(Kind::Listing, address)]);
        // Another host is another question.
        reader.press("O j enter");
        assert_eq!(
            (opened(&mut reader), reader.app.scope()),
            (vec![], Scope::Question)
        );
        assert!(reader.shows("'duckduckgo.com' is not the site"));
    }
}

#[test]
fn who_says_no_is_back_where_the_question_came_from() {
    let mut reader = page("A b", "", &["https://other.org/t"]);
    for (keys, scope) in [
        ("o esc", Scope::Cards),
        ("enter o n", Scope::Detail),
        ("esc O o esc", Scope::Links),
        ("esc O o q esc", Scope::Cards),
    ] {
        reader.press(keys);
        assert_eq!(
            (reader.app.scope(), reader.effects.len()),
            (scope, 0),
            "{keys}"
        );
    }
    reader.press("o");
    assert_eq!(reader.app.scope(), Scope::Question, "it is asked again");
    reader.press("j x O");
    assert_eq!(
        (reader.app.scope(), reader.effects.len()),
        (Scope::Question, 0)
    );
}

#[test]
fn a_failure_is_told_with_the_command_and_the_address_in_full() {
    let mut reader = page("A b", A, &[]);
    let failed = |link| Message::LinkFailed {
        link,
        error: OpenError::Failed(vec![Attempt {
            command: "netscape --new".to_owned(),
            failure: Failure::NotFound,
        }]),
    };
    let link = own_link(&reader);
    reader.press("o").effects.clear();
    reader.tell(failed(link.clone()));
    assert!(reader.shows("could not open it: 'netscape --new' was not found"));
    assert!(reader.shows(A));
    assert_eq!(
        (reader.app.scope(), reader.effects.len()),
        (Scope::Links, 0)
    );
    // Nobody is thrown out of what is being typed.
    reader.press("esc /").type_text("saga");
    reader.tell(failed(link));
    assert_eq!(reader.app.scope(), Scope::Prompt);
}

#[test]
fn with_nothing_to_open_it_the_address_is_shown_and_copied() {
    let mut reader = page("A b", A, &[]);
    let link = own_link(&reader);
    reader.press("o").effects.clear();
    reader.tell(Message::LinkFailed {
        link,
        error: OpenError::NoOpener,
    });
    assert!(reader.shows("there is no browser to open it with; set BROWSER"));
    assert!(reader.shows(A));
    assert_eq!(copied(&mut reader), [A]);
}

#[test]
fn y_copies_the_address_and_capital_y_a_markdown_link() {
    let mut reader = page(
        "A [b](c) `d` *e* <f> & g; h\\",
        "",
        &["https://www.besthub.dev/t/a(b)"],
    );
    reader.press("y");
    assert_eq!(copied(&mut reader), ["https://www.besthub.dev/t/a(b)"]);
    reader.press("Y");
    assert_eq!(
        copied(&mut reader),
        ["[A \\[b\\](c) \\`d\\` \\*e\\* \\<f\\> \\& g; h\\\\](https://www.besthub.dev/t/a\\(b\\))"]
    );
    for (by, said) in [
        (
            Copier::Program("wl-copy".to_owned()),
            "copied with wl-copy: direct",
        ),
        (
            Copier::Terminal,
            "given to the terminal to copy (OSC 52): direct",
        ),
    ] {
        let what = "direct".to_owned();
        reader.tell(Message::Copied { what, by });
        assert!(reader.shows(said), "{said}");
    }
}

#[test]
fn nothing_is_opened_before_the_links_are_found() {
    let loaded = sample(3);
    let mut reader = Reader::loading(120, 40);
    let library = Shared::new(Library::without_lists(loaded));
    // Past the reader of the tests, which finds links at once.
    let effects = tagleaf::app::update(&mut reader.app, Message::Loaded(library.clone()));
    assert_eq!(effects, [Effect::FindLinks(library.clone())]);
    assert!(!reader.shows("read \u{b7} listing") && reader.shows("being read"));
    reader.press("o O y Y");
    assert_eq!(
        (reader.effects.len(), reader.app.scope()),
        (0, Scope::Cards)
    );
    assert!(reader.shows("the link lists are still being read"));
    let other = Shared::new(Library::without_lists(sample(3)));
    reader.tell(Message::LinksFound(other));
    assert!(reader.app.links().is_none(), "of another load");
    reader.tell(Message::LinksFound(library));
    assert!(reader.app.links().is_some() && reader.shows("listing page (guessed)"));
}

#[test]
fn without_an_article_there_is_nothing_to_open() {
    let mut reader = Reader::with(sample(0), 120, 40);
    reader.press("o O y Y");
    assert_eq!(
        (reader.effects.len(), reader.app.scope()),
        (0, Scope::Cards)
    );
    assert!(reader.shows("no article is selected"));
}

#[test]
fn cards_and_detail_say_what_is_known() {
    let mut reader = seed();
    go_to(&mut reader, Kind::Direct);
    reader.resize(200, 60).press("enter G");
    let link = own_link(&reader);
    for text in [
        "min read \u{b7} direct",
        "Link     direct",
        "Host     www.besthub.dev",
    ] {
        assert!(reader.shows(text), "{text}\n{}", reader.screen());
    }
    let start = &link.address.as_str()[..40];
    assert!(reader.shows(start));
    let mut reader = ambiguous();
    reader.resize(200, 60);
    for text in [
        "min read \u{b7} ambiguous",
        "ambiguous: 2 pages may be its own",
        A,
        B,
    ] {
        assert!(reader.shows(text), "{text}\n{}", reader.screen());
    }
}

#[test]
fn queries_find_articles_by_their_links() {
    let mut reader = seed();
    let count = |reader: &mut Reader, query: &str| {
        reader.press("c /").type_text(query).press("enter");
        reader.app.matches_len()
    };
    assert_eq!(count(&mut reader, "has:link"), 68);
    assert_eq!(count(&mut reader, "is:ambiguous"), 1);
    assert_eq!(count(&mut reader, "!has:link !is:ambiguous"), 25);
    assert_eq!(reader.app.catalog().map(Catalog::len), Some(94));
}

#[test]
fn marked_articles_are_opened_together_and_many_only_when_asked_twice() {
    let mut reader = seed();
    let opened = |reader: &mut Reader| {
        let effects = std::mem::take(&mut reader.effects);
        effects
            .into_iter()
            .filter(|effect| matches!(effect, Effect::OpenLink(_)))
            .count()
    };
    reader.press("/").type_text("has:link").press("enter");
    reader.press("space j space o");
    assert!(reader.shows("opening 2 pages"), "{}", reader.screen());
    assert_eq!(opened(&mut reader), 2);
    reader.press("* o");
    assert!(reader.shows("68 pages at once? the same key opens them"));
    assert_eq!(opened(&mut reader), 0);
    reader.press("o");
    assert_eq!(opened(&mut reader), 68);
    // Of others no page is opened that may not be theirs.
    let mut reader = seed();
    reader.press("/").type_text("!has:link").press("enter * o");
    assert!(reader.shows("opening 0 pages; of 26 articles no own page is known"));
    assert_eq!(opened(&mut reader), 0);
}

#[test]
fn the_addresses_of_marked_articles_are_copied_in_the_order_of_the_listing() {
    let mut reader = seed();
    let what = |reader: &Reader| match reader.effects.last() {
        Some(Effect::Copy { what, .. }) => what.clone(),
        other => unreachable!("a copy: {other:?}"),
    };
    reader
        .press("/")
        .type_text("has:link sort:title")
        .press("enter");
    reader.press("space space space y");
    assert_eq!(what(&reader), "3 addresses");
    let text = copied(&mut reader).join("");
    let addresses: Vec<&str> = text.lines().collect();
    assert!(text.ends_with('\n') && addresses.len() == 3, "{text}");
    reader.press("Y");
    assert_eq!(what(&reader), "3 links in Markdown");
    let list = copied(&mut reader).join("");
    // In the order of the listing, whatever the list's order is.
    let links = reader.app.links().expect("found");
    let catalog = reader.app.catalog().expect("loaded");
    let places: Vec<usize> = addresses
        .iter()
        .map(|address| {
            let mut articles = catalog.articles();
            let is_it = |a: tagleaf::catalog::Article<'_>| {
                links.url(a).is_some_and(|url| url.as_str() == *address)
            };
            articles.position(is_it).expect("of an article")
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    for (line, address) in list.lines().zip(&addresses) {
        assert!(
            line.starts_with("- [") && line.ends_with(&format!("]({address})")),
            "{line}"
        );
    }
    // What has no page of its own that is certain is counted, never replaced by another.
    reader.press("esc c * y");
    assert_eq!(
        what(&reader),
        "68 addresses; of 26 articles no own page is known"
    );
    assert_eq!(copied(&mut reader).join("").lines().count(), 68);
    reader
        .press("esc /")
        .type_text("!has:link")
        .press("enter * y Y");
    assert_eq!(copied(&mut reader), [""; 0]);
    assert!(reader.shows("nothing to copy; of 26 articles no own page is known"));
}
