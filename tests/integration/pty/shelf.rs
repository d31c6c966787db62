//! Keeping in a real terminal: on the disk when it is said to be, and seen by others.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::process::Signal;

use super::{SEED_SHOWN, TAGLEAF, Terminal};

fn reader_in(home: &std::path::Path, more: &[(&str, &str)]) -> Terminal {
    let home = home.to_str().expect("a printable path");
    let mut variables = vec![("TAGLEAF_CONFIG_DIR", home), ("TAGLEAF_STATE_DIR", home)];
    variables.extend(more);
    let terminal = Terminal::with_environment(&[TAGLEAF.to_owned()], &variables);
    terminal.wait_for(SEED_SHOWN);
    terminal
}

fn quit(mut terminal: Terminal) {
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn a_bookmark_is_there_at_the_next_start_and_can_be_undone_then() {
    let home = tempfile::tempdir().expect("a directory");
    let mut terminal = reader_in(home.path(), &[]);
    terminal.press("b");
    terminal.wait_for("★");
    quit(terminal);
    let kept = fs::read_to_string(home.path().join("bookmarks.toml")).expect("a file");
    assert_eq!(kept.matches("title = ").count(), 1, "{kept}");
    let mut terminal = reader_in(home.path(), &[]);
    terminal.wait_for("★");
    terminal.press("u");
    terminal.wait_for("undone: bookmarked");
    terminal.press("\x12");
    terminal.wait_for("done again: bookmarked");
    quit(terminal);
}

#[test]
fn staying_with_an_article_marks_it_as_read() {
    let home = tempfile::tempdir().expect("a directory");
    let config = home.path().join("config.toml");
    fs::write(config, "mark-read-after = 1\n").expect("written");
    let mut terminal = reader_in(home.path(), &[]);
    terminal.press("\r");
    terminal.wait_for("✓ Read");
    quit(terminal);
    let marks = fs::read_to_string(home.path().join("read-marks")).expect("a file");
    assert!(marks.contains("2021-10-13-when-to-adopt-cqrs"), "{marks}");
}

#[test]
fn two_readers_see_each_others_changes() {
    let home = tempfile::tempdir().expect("a directory");
    let not_yet = home.path().join("not/made/yet");
    let mut one = reader_in(&not_yet, &[]);
    let other = reader_in(&not_yet, &[]);
    one.press("b");
    other.wait_for("★");
    one.press("r");
    other.wait_for("★✓");
    one.press("b");
    other.wait_until("no bookmark", |screen| !screen.contents().contains('★'));
    quit(one);
    quit(other);
}

#[test]
fn a_bookmark_of_a_page_that_is_not_loaded_comes_goes_and_comes_back() {
    let home = tempfile::tempdir().expect("a directory");
    let page = home.path().join("page.txt");
    let text = "Elsewhere\nOct 1, 2021 \u{b7} C\nSagas\nAbs.\nJava\n1 likes \u{b7} 1 min read\n";
    fs::write(&page, text).expect("a page");
    let home_path = home.path().to_str().expect("a printable path");
    let variables = [
        ("TAGLEAF_CONFIG_DIR", home_path),
        ("TAGLEAF_STATE_DIR", home_path),
    ];
    let page = page.to_str().expect("a printable path");
    let command = [TAGLEAF, "-q", "is:bookmarked", page].map(str::to_owned);
    let mut other = Terminal::with_environment(&command, &variables);
    other.wait_for("0 of 1 loaded");
    let mut seed = reader_in(home.path(), &[]);
    seed.press("b");
    other.wait_for("When to Adopt CQRS");
    other.wait_for("0 of 1 loaded + 1 not loaded");
    other.press("b");
    other.wait_until("no card", |screen| {
        !screen.contents().contains("1 not loaded")
    });
    seed.wait_until("no bookmark", |screen| !screen.contents().contains('★'));
    other.press("u");
    other.wait_for("0 of 1 loaded + 1 not loaded");
    seed.wait_for("★");
    quit(other);
    quit(seed);
}

#[test]
fn what_was_saved_survives_a_kill_and_what_waits_a_signal() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path().join("bookmarks.toml");
    for (signal, code) in [
        (Signal::KILL, None),
        (Signal::TERM, Some(143)),
        (Signal::HUP, Some(129)),
    ] {
        fs::remove_file(&path).ok();
        let mut terminal = reader_in(home.path(), &[]);
        terminal.press("b");
        if signal == Signal::KILL {
            // Another reader sees it: it is on the disk.
            reader_in(home.path(), &[]).wait_for("★");
            terminal.signal(signal);
        } else {
            terminal.wait_for("★");
            terminal.signal(signal);
            assert_eq!(Some(terminal.finish().code), code);
        }
        let kept = fs::read_to_string(&path).expect("a file");
        assert_eq!(kept.matches("title = ").count(), 1, "{signal:?}: {kept}");
    }
}

#[test]
fn a_signal_waits_for_a_change_that_another_process_holds_up() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path().join("bookmarks.toml");
    // In an editor the loop stands still, and only the writer is at work.
    for keys in ["b", "bE"] {
        fs::remove_file(&path).ok();
        let editor = "printf 'ready to edit\\n'; read line; true";
        let mut terminal = reader_in(home.path(), &[("EDITOR", editor)]);
        let lock = fs::File::create(home.path().join("lock")).expect("a file");
        flock(&lock, FlockOperation::LockExclusive).expect("nobody has it");
        terminal.press(keys);
        terminal.wait_until("what is waited for", |screen| {
            let awaited = if keys == "b" { "★" } else { "ready to edit" };
            screen.contents().contains(awaited)
        });
        terminal.signal(Signal::TERM);
        // Three times as long as a reader has that has nothing to save.
        terminal.runs_for(Duration::from_millis(1500));
        assert!(!path.exists(), "{keys}");
        drop(lock);
        assert_eq!(terminal.finish().code, 143, "{keys}");
        let kept = fs::read_to_string(&path).expect("a file");
        assert_eq!(kept.matches("title = ").count(), 1, "{keys}: {kept}");
    }
}

#[test]
fn a_file_that_cannot_be_understood_is_left_alone_and_named_until_it_can() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path().join("bookmarks.toml");
    fs::write(&path, "what = is this\n").expect("written");
    let mut terminal = reader_in(home.path(), &[]);
    terminal.wait_for("shelf not read");
    terminal.press("b");
    terminal.wait_for("1 change not saved");
    assert_eq!(
        fs::read_to_string(&path).expect("a file"),
        "what = is this\n"
    );
    fs::write(&path, "").expect("written");
    terminal.wait_until("that all is well", |screen| {
        let text = screen.contents();
        text.contains('★') && !text.contains("not saved") && !text.contains("not read")
    });
    quit(terminal);
    assert!(
        fs::read_to_string(&path)
            .expect("a file")
            .contains("title = ")
    );
}

#[test]
fn changes_that_could_not_be_saved_are_told_at_the_end() {
    let home = tempfile::tempdir().expect("a directory");
    fs::create_dir(home.path().join("bookmarks.toml")).expect("in the way");
    let mut terminal = reader_in(home.path(), &[]);
    terminal.press("b");
    terminal.wait_for("1 change not saved");
    terminal.press("q");
    let remains = terminal.finish();
    assert_eq!(remains.code, 1);
    assert!(remains.screen.contains("lost"), "{}", remains.screen);
}

#[test]
fn the_editor_has_the_terminal_and_gives_it_back() {
    let home = tempfile::tempdir().expect("a directory");
    let editor = home.path().join("an editor");
    fs::write(
        &editor,
        "#!/bin/sh\nprintf 'ready to edit\\n'\nread line\nprintf '%s\\nand more\\n' \"$line\" >\"$1\"\n",
    )
    .expect("written");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("permissions");
    let quoted = format!("'{}'", editor.to_str().expect("a printable path"));
    let mut terminal = reader_in(home.path(), &[("EDITOR", &quoted)]);
    terminal.press("E");
    terminal.wait_until("the editor", |screen| {
        !screen.alternate_screen() && screen.contents().contains("ready to edit")
    });
    terminal.press("from the keyboard\r");
    terminal.wait_for("from the keyboard");
    terminal.wait_until("the reader", |screen| {
        screen.alternate_screen() && screen.contents().contains("and more")
    });
    terminal.press("l");
    terminal.wait_for("Page 2 of 10");
    quit(terminal);
    let kept = fs::read_to_string(home.path().join("bookmarks.toml")).expect("a file");
    assert!(kept.contains("from the keyboard\nand more"), "{kept}");
}

#[test]
fn a_file_is_written_even_when_the_person_leaves_at_once_and_never_overwritten() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path().join("list.md");
    let directory = home.path().to_str().expect("a printable path");
    let mut terminal = reader_in(home.path(), &[("HOME", directory)]);
    terminal.press("jjX~/list.md\rq");
    assert_eq!(terminal.finish().code, 0);
    let written = fs::read_to_string(&path).expect("a file");
    assert!(written.starts_with("# Bookmarks\n\n- "), "{written}");
    let mut terminal = reader_in(home.path(), &[("HOME", directory)]);
    terminal.press("X~/list.md\r");
    terminal.wait_for("'~/list.md' is there already");
    terminal.press("\x1b");
    terminal.wait_until("the cards", |screen| {
        !screen.contents().contains("file for")
    });
    quit(terminal);
    assert_eq!(fs::read_to_string(&path).expect("a file"), written);
}
