//! Suspending and continuing under a shell.

use rustix::process::{Pid, Signal, kill_process};

use super::{SEED_SHOWN, TAGLEAF, Terminal};

fn shell_with_reader() -> Terminal {
    let mut terminal = Terminal::with(&["sh", "-i"].map(str::to_owned));
    terminal.wait_for("ready>");
    terminal.press(&format!("'{TAGLEAF}'\r"));
    terminal.wait_for(SEED_SHOWN);
    terminal
}

fn wait_for_shell(terminal: &Terminal) {
    terminal.wait_until("the shell", |screen| {
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
            && screen.contents().trim_end().ends_with("ready>")
    });
}

fn leave(mut terminal: Terminal) {
    terminal.press("q");
    wait_for_shell(&terminal);
    terminal.press("exit $?\r");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_again() {
    let mut terminal = shell_with_reader();
    for page in ["Page 2 of 10", "Page 3 of 10"] {
        terminal.press("l");
        terminal.wait_for(page);
        terminal.press("\x1a");
        wait_for_shell(&terminal);
        terminal.press("fg\r");
        terminal.wait_until("the reader", vt100::Screen::alternate_screen);
        terminal.wait_for(page);
    }
    leave(terminal);
}

#[test]
fn a_reader_continued_in_the_background_leaves_the_terminal_to_the_shell() {
    let mut terminal = shell_with_reader();
    terminal.press("\x1a");
    wait_for_shell(&terminal);
    let before = terminal.written();
    terminal.press("bg; echo in the background\r");
    terminal.wait_for_bytes(before, "\nin the background");
    wait_for_shell(&terminal);
    terminal.press("fg\r");
    terminal.wait_until("the reader", |screen| {
        screen.alternate_screen() && screen.contents().contains("Page 1 of 10")
    });
    leave(terminal);
}

#[test]
fn a_window_resized_while_the_reader_is_stopped_is_drawn_at_its_size() {
    let mut terminal = shell_with_reader();
    terminal.press("\x1a");
    wait_for_shell(&terminal);
    terminal.resize(70, 20);
    terminal.press("fg\r");
    terminal.wait_until("the reader", vt100::Screen::alternate_screen);
    terminal.wait_for("Page 1 of 10");
    leave(terminal);
}

#[test]
fn ctrl_z_without_a_shell_says_so_and_does_not_freeze_the_window() {
    let alone = vec![TAGLEAF.to_owned()];
    // A shell that runs a script gives its commands no process group of their own.
    let script = ["sh", "-c", &format!("{TAGLEAF}; exit $?")]
        .map(str::to_owned)
        .to_vec();
    for command in [alone, script] {
        let mut terminal = Terminal::with(&command);
        terminal.wait_for(SEED_SHOWN);
        terminal.press("\x1a");
        terminal.wait_for("no shell to come back from; not suspended");
        terminal.press("l");
        terminal.wait_for("Page 2 of 10");
        terminal.press("q");
        assert_eq!(terminal.finish().code, 0);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn signals_stop_and_continue_as_the_keys_do() {
    let mut terminal = shell_with_reader();
    let reader = child_of(terminal.pid());
    for stop in [Signal::TSTP, Signal::STOP] {
        let before = terminal.written();
        kill_process(reader, stop).expect("the reader runs");
        terminal.wait_for_bytes(before, "ready>");
        // Not Return: after SIGSTOP some shells leave the terminal raw.
        terminal.press("fg\n");
        // Both leave a reader that has drawn everything anew.
        terminal.wait_for_bytes(before, "\x1b[?1049h");
        terminal.wait_until("the reader", |screen| {
            screen.alternate_screen() && screen.contents().contains("Page 1 of 10")
        });
    }
    leave(terminal);
}

#[cfg(target_os = "linux")]
fn child_of(parent: Pid) -> Pid {
    let parent = parent.as_raw_nonzero();
    let path = format!("/proc/{parent}/task/{parent}/children");
    let children = std::fs::read_to_string(path).expect("a process");
    let child = children.split_whitespace().next().expect("a child");
    Pid::from_raw(child.parse().expect("a process id")).expect("a process id")
}
