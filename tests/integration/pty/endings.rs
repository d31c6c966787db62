//! What ends the reader from outside or from within.

use std::io::Read;
use std::os::unix::net::{UnixListener, UnixStream};

use rustix::process::Signal;
use tagleaf::app::{Options, Start};
use tagleaf::runtime::{self, Opener, Session};
use tagleaf::theme::{Colors, Theme};

use super::{SEED_SHOWN, TAGLEAF, Terminal, sh};

#[test]
fn a_signal_ends_the_reader_and_restores_the_terminal() {
    for (signal, code) in [
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
        (Signal::TERM, 143),
    ] {
        let terminal = Terminal::with(&[TAGLEAF.to_owned()]);
        terminal.wait_for(SEED_SHOWN);
        terminal.signal(signal);
        assert_eq!(terminal.finish().code, code, "{signal:?}");
    }
}

#[test]
fn a_signal_ends_the_reader_that_waits_for_the_rest_of_a_key() {
    let mut terminal = Terminal::with(&[TAGLEAF.to_owned()]);
    terminal.wait_for(SEED_SHOWN);
    terminal.press("l\x1b[");
    terminal.wait_for("Page 2 of 10");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.finish().code, 143);
}

#[test]
fn a_closed_window_ends_the_reader() {
    let mut terminal = Terminal::with(&[TAGLEAF.to_owned()]);
    terminal.wait_for(SEED_SHOWN);
    terminal.press("l");
    terminal.wait_for("Page 2 of 10");
    let (code, _home) = terminal.unplug(|terminal| terminal.press("l"));
    assert_eq!(code, 129);
}

/// crossterm spins for ever here.
#[test]
fn a_closed_window_ends_the_reader_that_no_signal_reaches() {
    let script = format!("trap '' HUP; '{TAGLEAF}'; echo $? > \"$HOME/code\"");
    let mut terminal = Terminal::with(&sh(&script));
    terminal.wait_for(SEED_SHOWN);
    terminal.press("l");
    terminal.wait_for("Page 2 of 10");
    let (_, home) = terminal.unplug(|terminal| terminal.press("l"));
    let code = std::fs::read_to_string(home.path().join("code")).expect("an exit code");
    assert_eq!(code.trim(), "129");
}

/// Says where the reader of [`panicking_reader`] waits before it panics.
const PANIC_AT: &str = "TAGLEAF_TEST_PANIC_AT";

#[test]
fn a_panic_in_a_task_restores_the_terminal_and_is_told() {
    let directory = tempfile::tempdir().expect("a directory");
    let socket = directory.path().join("panic");
    let fuse = UnixListener::bind(&socket).expect("a socket");
    let own = std::env::current_exe().expect("the tests' own path");
    let command = [
        own.to_str().expect("a printable path"),
        "pty::endings::panicking_reader",
        "--exact",
        "--nocapture",
    ]
    .map(str::to_owned);
    let socket = socket.to_str().expect("a printable path");
    let terminal = Terminal::with_environment(&command, &[(PANIC_AT, socket)]);
    terminal.wait_until("a frame", vt100::Screen::alternate_screen);
    terminal.wait_for_bytes(0, "\x1b[?2026l");
    drop(fuse.accept().expect("the task"));
    let remains = terminal.finish();
    assert_eq!(remains.code, 1);
    for told in ["the fuse has burnt", "a background task failed"] {
        assert!(remains.screen.contains(told), "{}", remains.screen);
    }
}

/// Not a test but the program of the one above, which runs it in a terminal: a reader
/// whose loading panics when the other end of a socket is closed.
#[test]
#[expect(clippy::panic, reason = "a panic is what is looked at")]
fn panicking_reader() {
    let Ok(socket) = std::env::var(PANIC_AT) else {
        return;
    };
    let session = Session {
        options: Options::default(),
        start: Start::default(),
        state_directory: None,
        places: tagleaf::storage::Places::default(),
        theme: Theme::new(Colors::Indexed),
        opener: Opener::of_environment(None),
    };
    let outcome = runtime::run_with(session, move |_progress| {
        let mut fuse = UnixStream::connect(socket).expect("a socket");
        fuse.read_to_end(&mut Vec::new()).expect("an end");
        panic!("the fuse has burnt");
    });
    let error = outcome.expect_err("a panic");
    println!("{error}");
    std::process::exit(error.exit_code().into());
}
