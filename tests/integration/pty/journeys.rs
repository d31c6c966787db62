//! What a person does with the reader.

use tagleaf::action::Action;

use super::{SEED_SHOWN, TAGLEAF, Terminal, sh};

fn reader() -> Terminal {
    let terminal = Terminal::with(&[TAGLEAF.to_owned()]);
    terminal.wait_for(SEED_SHOWN);
    terminal
}

#[test]
fn the_seed_is_shown_and_quitting_restores_the_terminal() {
    let mut terminal = reader();
    terminal.wait_for("Tagged articles");
    terminal.wait_for("Backend Architecture");
    terminal.wait_for("Page 1 of 10");
    terminal.wait_until("the alternate screen without cursor", |screen| {
        screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste()
    });
    assert!(!terminal.modes_are_as_before());
    terminal.press("q");
    let remains = terminal.finish();
    assert_eq!(remains.code, 0);
    assert_eq!(remains.screen.trim(), "", "nothing is left on screen");
}

#[test]
fn ctrl_c_quits() {
    let mut terminal = reader();
    terminal.press("\x03");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn the_page_key_turns_pages() {
    let mut terminal = reader();
    for page in 2..=6 {
        terminal.press("\x1b[6~");
        terminal.wait_for(&format!("Page {page} of 10"));
    }
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn keys_typed_ahead_are_all_taken_in_order() {
    let mut terminal = Terminal::with(&[TAGLEAF.to_owned()]);
    terminal.wait_until("the alternate screen", vt100::Screen::alternate_screen);
    terminal.wait_for(SEED_SHOWN);
    terminal.press("8lhh");
    terminal.wait_for("Page 6 of 10");
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn the_help_opens_and_closes() {
    let mut terminal = reader();
    terminal.press("?");
    terminal.wait_for(Action::NextArticle.spec().description);
    terminal.press("?");
    terminal.wait_for("Page 1 of 10");
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn a_value_chosen_with_keys_or_mouse_filters() {
    let mut terminal = reader();
    let click_on_value = |terminal: &mut Terminal| terminal.click("DDD  ");
    let choose_with_keys = |terminal: &mut Terminal| {
        // To the sidebar, and from its heading to the fourth tag.
        terminal.press("\x1b[Zggjjjj ");
    };
    for choose in [choose_with_keys as fn(&mut Terminal), click_on_value] {
        choose(&mut terminal);
        terminal.wait_for("1 of 8");
        terminal.wait_for("Page 1 of 1");
        terminal.press("c");
        terminal.wait_for("Page 1 of 10");
    }
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn a_paste_is_no_series_of_commands() {
    let mut terminal = reader();
    terminal.press("\x1b[200~q\nqqq\x1b[201~l");
    terminal.wait_for("Page 2 of 10");
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn the_mouse_can_be_given_to_the_terminal_and_taken_back() {
    let mouse = |wanted| {
        move |screen: &vt100::Screen| {
            (screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None) == wanted
        }
    };
    let mut terminal = reader();
    terminal.wait_until("the mouse", mouse(true));
    terminal.press("m");
    terminal.wait_until("no mouse", mouse(false));
    terminal.press("m");
    terminal.wait_until("the mouse again", mouse(true));
    terminal.press("q");
    let remains = terminal.finish();
    let text = String::from_utf8_lossy(&remains.bytes);
    assert!(!text.contains("\x1b[?1003h"), "every motion is reported");
}

#[test]
fn a_resize_is_drawn_at_the_new_size() {
    let mut terminal = reader();
    // Not 1×1: what is still on its way for a larger window makes vt100 panic there.
    for (columns, rows) in [(60, 20), (4, 2), (200, 50), (90, 30)] {
        let before = terminal.written();
        terminal.resize(columns, rows);
        // The clearing of the frame that is drawn for the new size.
        terminal.wait_for_bytes(before, "\x1b[2J");
    }
    terminal.wait_for("Page 1 of 10");
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn a_frame_is_one_synchronized_piece() {
    let mut terminal = reader();
    terminal.press("l");
    terminal.wait_for("Page 2 of 10");
    terminal.press("q");
    let bytes = terminal.finish().bytes;
    let text = String::from_utf8_lossy(&bytes);
    let drawn = text.find("\x1b[?2026h").expect("a frame");
    let left = text.rfind("\x1b[?1049l").expect("an end");
    let frames = text.get(drawn..left).expect("in this order");
    for frame in frames.split("\x1b[?2026h").skip(1) {
        assert!(frame.contains("\x1b[?2026l"), "{frame:?}");
    }
}

#[test]
fn keys_work_while_standard_input_is_data() {
    let script = format!("cat seeds/backend-architecture-page-6.txt | '{TAGLEAF}' -");
    let mut terminal = Terminal::with(&sh(&script));
    terminal.wait_for(SEED_SHOWN);
    terminal.press("l");
    terminal.wait_for("Page 2 of 10");
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn leaving_does_not_wait_for_data_that_never_comes() {
    let script = format!("mkfifo \"$HOME/data\"; exec 3<>\"$HOME/data\"; '{TAGLEAF}' - <&3");
    let mut terminal = Terminal::with(&sh(&script));
    terminal.wait_until("the reader", vt100::Screen::alternate_screen);
    terminal.wait_for_bytes(0, "\x1b[?2026l");
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn a_keyboard_is_not_read_as_data() {
    let terminal = Terminal::with(&[TAGLEAF.to_owned(), "-".to_owned()]);
    let remains = terminal.finish();
    assert_eq!(remains.code, 2);
    assert!(remains.screen.contains("keyboard"), "{}", remains.screen);
}

#[test]
fn the_reader_does_not_open_on_inputs_that_cannot_be_read() {
    let script = format!(
        "cd \"$HOME\"; : > empty.txt; head -c 9 /dev/zero > bin.dat; '{TAGLEAF}' bin.dat empty.txt"
    );
    let remains = Terminal::with(&sh(&script)).finish();
    assert_eq!(remains.code, 2);
    for told in [
        "tagleaf: could not read 'bin.dat': it is not text",
        "tagleaf: could not read 'empty.txt': it is empty",
    ] {
        assert!(remains.screen.contains(told), "{}", remains.screen);
    }
    assert!(!remains.bytes.contains(&0x1b), "the terminal was taken");
}

#[test]
fn the_reader_leaves_when_data_that_come_later_cannot_be_read() {
    let script = format!("{{ read -r _ < \"$HOME/go\"; head -c 9 /dev/zero; }} | '{TAGLEAF}' -");
    let terminal = Terminal::with(&sh(&format!("mkfifo \"$HOME/go\"; {script}")));
    terminal.wait_for("loading");
    std::fs::write(terminal.home().join("go"), "go\n").expect("somebody reads");
    let remains = terminal.finish();
    assert_eq!(remains.code, 2);
    let told = "tagleaf: could not read '-': it is not text";
    assert!(remains.screen.contains(told), "{}", remains.screen);
}

#[test]
fn what_is_in_quarantine_alone_opens_the_reader_which_says_what_to_do() {
    let script = format!("cd \"$HOME\"; echo 'Oct 13, 2021' > part.txt; '{TAGLEAF}' part.txt");
    let mut terminal = Terminal::with(&sh(&script));
    terminal.wait_for("No article could be read");
    terminal.wait_for("in quarantine");
    terminal.wait_for("tagleaf check");
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[test]
fn a_terminal_that_cannot_place_text_is_refused() {
    let terminal = Terminal::with_environment(&[TAGLEAF.to_owned()], &[("TERM", "dumb")]);
    let remains = terminal.finish();
    assert_eq!(remains.code, 1);
    assert!(remains.screen.contains("TERM"), "{}", remains.screen);
    assert!(!remains.bytes.contains(&0x1b));
}

/// Over a second of idling: no tick of processor time, and no thread that woke up.
#[cfg(target_os = "linux")]
#[test]
fn an_idle_reader_sleeps() {
    let mut terminal = reader();
    let pid = terminal.pid().as_raw_nonzero();
    let process = std::path::PathBuf::from(format!("/proc/{pid}"));
    let (ticks, wakes) = linux::settled(&process);
    // A sleep, as nothing tells that nothing happens: the second is what is measured.
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert!(linux::ticks(&process) - ticks <= 1, "processor time");
    assert!(
        linux::wakes(&process).saturating_sub(wakes) <= 1,
        "wake-ups"
    );
    terminal.press("q");
    assert_eq!(terminal.finish().code, 0);
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs;
    use std::path::Path;
    use std::thread;
    use std::time::Duration;

    /// Processor time of all threads in ticks.
    pub fn ticks(process: &Path) -> u64 {
        let stat = fs::read_to_string(process.join("stat")).expect("a process");
        let (_, fields) = stat.rsplit_once(") ").expect("a name");
        let times = fields.split(' ').skip(11).take(2);
        times.map(|time| time.parse::<u64>().expect("a time")).sum()
    }

    /// How often the threads have given up the processor to wait.
    pub fn wakes(process: &Path) -> u64 {
        let threads = fs::read_dir(process.join("task")).expect("threads");
        let waits = threads.filter_map(|thread| {
            let status = fs::read_to_string(thread.ok()?.path().join("status")).ok()?;
            let line = status
                .lines()
                .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
            line.trim().parse::<u64>().ok()
        });
        waits.sum()
    }

    /// Both, once they have stopped changing after the start.
    pub fn settled(process: &Path) -> (u64, u64) {
        let now = || (ticks(process), wakes(process));
        let mut before = now();
        loop {
            // The kernel's counters announce no change; a longer wait would only make
            // the test slower, a shorter one could take a pause for the end.
            thread::sleep(Duration::from_millis(100));
            let after = now();
            if after == before {
                return after;
            }
            before = after;
        }
    }
}
