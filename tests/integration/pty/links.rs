//! Opening and copying links in a real terminal, with recording programs as browsers and
//! clipboards.

use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tagleaf::ingest::{Input, LinkSources, find_links, load};
use tempfile::TempDir;

use super::{TAGLEAF, Terminal};

/// What the seed shows once only articles with an address of their own are listed.
const LINKED_SHOWN: &str = "1 of 68";

/// The title and the address of the first article that has one of its own.
fn first_linked() -> (String, String) {
    let inputs = [Input::Seed];
    let loaded = load(&inputs, &mut |_| ControlFlow::Continue(()));
    let found = find_links(&inputs, &loaded, &LinkSources::default());
    let linked = loaded.catalog.articles().find_map(|article| {
        let address = found.links.url(article)?;
        Some((article.title().to_string(), address.to_string()))
    });
    linked.expect("68 of 94 have one")
}

/// The reader over articles with an address of their own.
fn reader(variables: &[(&str, &str)]) -> Terminal {
    let command = [TAGLEAF, "-q", "has:link"].map(str::to_owned);
    let terminal = Terminal::with_environment(&command, variables);
    terminal.wait_for(LINKED_SHOWN);
    terminal.wait_for("direct");
    terminal
}

fn script(directory: &TempDir, name: &str, text: &str) -> String {
    let path = directory.path().join(name);
    fs::write(&path, format!("#!/bin/sh\n{text}\n")).expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
    path.to_str().expect("a path").to_owned()
}

/// What a program has recorded: it writes beside the record and moves it into place, so
/// that a record that is there is whole.
fn record(path: &Path) -> String {
    fs::read_to_string(path).expect("the program was called")
}

/// A screen without the blanks at line ends, which are only there where they were drawn.
fn trimmed(screen: &str) -> String {
    let rows: Vec<&str> = screen.lines().map(str::trim_end).collect();
    rows.join("\n")
}

/// The detail's pane, row by row.
fn detail(screen: &str) -> String {
    let detail = |row: &str| {
        row.rsplit('\u{2502}')
            .next()
            .unwrap_or(row)
            .trim()
            .to_owned()
    };
    let rows: Vec<String> = screen.lines().map(detail).collect();
    rows.join("\n")
}

fn leave(mut terminal: Terminal) -> Vec<u8> {
    terminal.press("q");
    let remains = terminal.finish();
    assert_eq!(remains.code, 0);
    remains.bytes
}

#[test]
fn o_calls_the_browser_once_with_the_address_as_its_only_argument() {
    let (_, address) = first_linked();
    let directory = tempfile::tempdir().expect("a directory");
    let record_path = directory.path().join("record");
    let shown = record_path.display();
    let browser = script(
        &directory,
        "browser",
        &format!("printf '%s\\n' \"$0\" \"$@\" end >> '{shown}.new'; mv '{shown}.new' '{shown}'"),
    );
    let mut terminal = reader(&[("BROWSER", &browser)]);
    terminal.press("o");
    terminal.wait_for("opened direct: https://");
    assert_eq!(record(&record_path), format!("{browser}\n{address}\nend\n"));
    terminal.press("j");
    terminal.wait_for("2 of 68");
    leave(terminal);
    assert_eq!(record(&record_path), format!("{browser}\n{address}\nend\n"));
}

#[test]
fn a_browser_that_is_missing_is_told_and_the_screen_is_whole() {
    let (_, address) = first_linked();
    for (browser, said) in [
        (
            "/nowhere/netscape --new",
            "'/nowhere/netscape --new' was not found",
        ),
        ("false", "'false' failed with exit code 1"),
    ] {
        let mut terminal = reader(&[("BROWSER", browser)]);
        let before = trimmed(&terminal.whole_screen());
        terminal.press("o");
        terminal.wait_for(&format!("could not open it: {said}"));
        terminal.wait_until("the address in full", |screen| {
            let joined: String = screen.contents().lines().map(str::trim).collect();
            joined.contains(&address)
        });
        terminal.press("\x1b");
        terminal.wait_until("the screen as it was", |screen| {
            trimmed(&screen.contents()) == before
        });
        leave(terminal);
    }
}

#[test]
fn a_browser_of_the_terminal_gets_the_screen_and_gives_it_back() {
    let (_, address) = first_linked();
    let directory = tempfile::tempdir().expect("a directory");
    let browser = script(
        &directory,
        "w3m",
        "trap 'echo heard' INT\necho \"browsing $*\"\nuntil read -r line; do :; done\necho \"read $line\"",
    );
    // Behind one that does not exist, and in front of one that is not needed.
    let browsers = format!("/nowhere/x:{browser}:/nowhere/y");
    let mut terminal = reader(&[("BROWSER", &browsers)]);
    // It is read already, so that opening it changes nothing on screen.
    terminal.press("rl");
    terminal.wait_for("Page 2 of 7");
    terminal.press("h");
    terminal.wait_for("Page 1 of 7");
    let before = trimmed(&terminal.whole_screen());
    terminal.press("o");
    terminal.wait_until("the browser on a screen of its own", |screen| {
        let joined: String = screen.contents().lines().collect();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && joined.contains(&format!("browsing {address}"))
    });
    // The key that interrupts is the browser's.
    terminal.press("\x03");
    terminal.wait_for("heard");
    let written = terminal.written();
    terminal.press("jjq\r");
    terminal.wait_for_bytes(written, "read jjq");
    terminal.wait_for("opened direct: https://");
    terminal.press("l");
    terminal.wait_for("Page 2 of 7");
    terminal.press("h");
    terminal.wait_until("the screen as it was", |screen| {
        trimmed(&screen.contents()) == before
    });
    leave(terminal);
}

#[test]
fn without_a_browser_the_address_is_shown_and_handed_to_the_terminal() {
    let (title, address) = first_linked();
    let mut terminal = reader(&[]);
    let before = terminal.written();
    terminal.press("o");
    let osc_52 = |text: &str| format!("\x1b]52;c;{}\x1b\\", base64(text));
    terminal.wait_for_bytes(before, &osc_52(&address));
    terminal.wait_for("there is no browser to open it with");
    terminal.wait_for("given to the terminal to copy (OSC 52): direct");
    terminal.press("\x1b");
    terminal.wait_for(LINKED_SHOWN);
    let before = terminal.written();
    terminal.press("Y");
    terminal.wait_for_bytes(before, &osc_52(&format!("[{title}]({address})")));
    leave(terminal);
}

/// By the table of RFC 4648, bit by bit.
fn base64(text: &str) -> String {
    let bits: String = text.bytes().fold(String::new(), |mut bits, byte| {
        write!(bits, "{byte:08b}").expect("a String takes all");
        bits
    });
    let letters: Vec<char> = ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain("+/".chars())
        .collect();
    let mut out: String = bits
        .as_bytes()
        .chunks(6)
        .map(|chunk| {
            let sextet = format!("{:0<6}", String::from_utf8_lossy(chunk));
            letters[usize::from_str_radix(&sextet, 2).expect("bits")]
        })
        .collect();
    while !out.len().is_multiple_of(4) {
        out.push('=');
    }
    out
}

#[test]
fn a_clipboard_program_reads_the_text_from_its_input() {
    let (_, address) = first_linked();
    let directory = tempfile::tempdir().expect("a directory");
    let record_path = directory.path().join("record");
    let shown = record_path.display();
    script(
        &directory,
        "xclip",
        &format!("{{ echo \"$@\"; cat; }} > '{shown}.new'; mv '{shown}.new' '{shown}'"),
    );
    let path = std::env::var("PATH").expect("a path");
    let path = format!("{}:{path}", directory.path().display());
    let mut terminal = reader(&[("DISPLAY", ":0"), ("PATH", &path)]);
    let before = terminal.written();
    terminal.press("y");
    terminal.wait_for("copied with xclip: direct, https://");
    assert_eq!(
        record(&record_path),
        format!("-selection clipboard\n{address}")
    );
    terminal.press("j");
    terminal.wait_for("2 of 68");
    let bytes = leave(terminal);
    let after = String::from_utf8_lossy(&bytes[before..]).into_owned();
    assert!(!after.contains("\x1b]52"), "one clipboard is enough");
}

/// The hyperlinks in some output: the address and the text of each.
fn hyperlinks(bytes: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let parts = text.split("\x1b]8;").skip(1);
    let mut found = Vec::new();
    for part in parts {
        let (open, text) = part.split_once("\x1b\\").expect("an end");
        let address = open.split_once(';').expect("parameters and address").1;
        if address.is_empty() {
            continue;
        }
        found.push((address.to_owned(), text.to_owned()));
    }
    found
}

#[test]
fn addresses_are_hyperlinks_where_the_terminal_has_them() {
    let (title, address) = first_linked();
    let mut terminal = reader(&[("TERM", "xterm-kitty")]);
    terminal.press("\rG");
    let mut plain = reader(&[]);
    plain.press("\rG");
    // What the reader shows is the same with hyperlinks and without.
    plain.wait_until("the same detail", |screen| {
        let detail = detail(&screen.contents());
        detail.contains("Host ") && detail == self::detail(&terminal.whole_screen())
    });
    let bytes = leave(terminal);
    let links = hyperlinks(&bytes);
    assert!(!links.is_empty());
    for (target, text) in &links {
        // One cell each, closed before the next one is drawn.
        assert_eq!(
            (text.len(), target.as_str()),
            (1, address.as_str()),
            "{text}"
        );
        assert!(target.bytes().all(|byte| byte.is_ascii_graphic()));
    }
    let raw = String::from_utf8_lossy(&bytes).into_owned();
    let opens = raw.matches("\x1b]8;id=l;https://").count();
    assert_eq!(opens, raw.matches("\x1b]8;;\x1b\\").count());
    assert!(!raw.contains(&format!("]8;id=l;{title}")));
    let bytes = leave(plain);
    assert_eq!(hyperlinks(&bytes), [], "an unknown terminal gets none");
}

#[test]
fn hyperlinks_are_off_by_a_setting() {
    let directory = tempfile::tempdir().expect("a directory");
    let config = "[links]\nhyperlinks = \"never\"\n";
    fs::write(directory.path().join("config.toml"), config).expect("written");
    let path = directory.path().to_str().expect("a path");
    let mut terminal = reader(&[("TERM", "xterm-kitty"), ("TAGLEAF_CONFIG_DIR", path)]);
    terminal.press("\r");
    terminal.press("G");
    terminal.wait_for("Host     www.besthub.dev");
    assert_eq!(hyperlinks(&leave(terminal)), []);
}
