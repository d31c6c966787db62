//! Searching in a real terminal.

use std::fmt::Write as _;

use super::{SEED_SHOWN, TAGLEAF, Terminal};

fn reader(arguments: &[&str]) -> Terminal {
    let command: Vec<String> = std::iter::once(TAGLEAF)
        .chain(arguments.iter().copied())
        .map(str::to_owned)
        .collect();
    Terminal::with(&command)
}

#[test]
fn a_query_is_typed_with_a_cursor_and_kept_for_the_next_time() {
    let mut terminal = reader(&[]);
    terminal.wait_for(SEED_SHOWN);
    terminal.press("/");
    terminal.wait_until("a cursor", |screen| !screen.hide_cursor());
    terminal.press("'event");
    terminal.wait_until("the cursor behind the query", |screen| {
        screen.contents().contains("/ 'event") && screen.cursor_position().1 == 9
    });
    terminal.press("\r");
    terminal.wait_until("no line and no cursor", |screen| {
        screen.hide_cursor() && !screen.contents().contains("enter keep")
    });
    let kept = std::fs::read_to_string(terminal.home().join("tagleaf/queries"));
    assert_eq!(kept.expect("a history"), "'event\n");
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn the_reader_opens_on_a_query() {
    let mut terminal = reader(&["-q", "tag:ddd"]);
    terminal.wait_for("1 of 8");
    terminal.press("\x1b[200~ignored\x1b[201~/\x1b[200~ !cqrs\x1b[201~");
    terminal.wait_for("/ tag:DDD !cqrs");
    terminal.press("\x03");
    terminal.wait_for("1 of 8");
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

/// Articles enough for searches to run beside the loop.
fn large_page() -> String {
    let mut page = String::new();
    for number in 0..30_000 {
        let title = [
            "Event Sourcing",
            "Flash Sale Caching",
            "Saga Patterns",
            "Redis",
        ][number % 4];
        let article = format!(
            "Source {}\nOct 1, 2021 \u{b7} Backend\n{title} in Practice {number}\nAbout it.\nJava\n1 likes \u{b7} 1 min read\n",
            number % 50
        );
        page.push_str(&article);
    }
    page
}

#[test]
fn keys_typed_fast_over_a_large_list_are_all_taken_and_frames_stay_whole() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("large.txt");
    std::fs::write(&path, large_page()).expect("written");
    let mut terminal = reader(&[path.to_str().expect("a path")]);
    terminal.wait_for("30,000 articles");
    terminal.press("/");
    let mut query = String::new();
    for number in 0..40 {
        write!(query, "saga{}", number % 10).expect("a String takes all");
        terminal.press(&format!("saga{}", number % 10));
        if number % 2 == 0 {
            query.truncate(query.len() - 1);
            terminal.press("\x7f");
        }
    }
    let typed: String = query.chars().rev().take(30).collect();
    let typed: String = typed.chars().rev().collect();
    terminal.wait_for(&typed);
    terminal.press("\x15saga 29990");
    terminal.wait_for("1 of 30,000");
    terminal.wait_for("Saga Patterns in Practice 29990");
    terminal.press("\r");
    terminal.wait_until("a whole frame", |screen| {
        let rows: Vec<String> = screen.contents().lines().map(str::to_owned).collect();
        rows.iter().any(|row| row.contains("/saga 29990"))
            && rows.iter().any(|row| row.contains("Page 1 of 1"))
    });
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn a_view_that_is_saved_is_there_at_the_next_start() {
    let home = tempfile::tempdir().expect("a directory");
    let directory = home.path().to_str().expect("a printable path");
    let variables = [
        ("TAGLEAF_CONFIG_DIR", directory),
        ("TAGLEAF_STATE_DIR", directory),
    ];
    let config = home.path().join("config.toml");
    std::fs::write(&config, "# mine\nmouse = false\n").expect("a file");
    let open = || {
        let terminal = Terminal::with_environment(&[TAGLEAF.to_owned()], &variables);
        terminal.wait_for(SEED_SHOWN);
        terminal
    };
    let mut terminal = open();
    terminal.press("/tag:ddd\r");
    terminal.wait_for("8 of 94 loaded");
    terminal.press("S");
    terminal.wait_for("a name for tag:DDD");
    terminal.press("domains\rq");
    assert_eq!(terminal.finish().code, 0);
    let text = std::fs::read_to_string(&config).expect("a file");
    assert_eq!(
        text,
        "# mine\nmouse = false\n\n[views]\ndomains = \"tag:DDD\"\n"
    );
    let mut terminal = open();
    terminal.press("/view:dom\t\r");
    terminal.wait_for("8 of 94 loaded");
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}
