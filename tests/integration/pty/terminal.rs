//! A pseudo-terminal with a program in it, and what the program has drawn.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use vt100::{MouseProtocolMode, Parser};

/// Far beyond what anything here takes, even on a machine that is busy building.
const PATIENCE: Duration = Duration::from_secs(30);

/// What has come from the program so far.
struct Output {
    parser: Parser,
    bytes: Vec<u8>,
    ended: bool,
    /// Set to make the reading thread let go of the terminal.
    unplugged: bool,
}

#[derive(Default)]
struct Shared {
    output: Mutex<Option<Output>>,
    changed: Condvar,
}

/// A terminal window with a program running in it.
pub struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    shared: Arc<Shared>,
    reader: Option<JoinHandle<()>>,
    modes_before: Option<String>,
    home: Arc<TempDir>,
}

/// What is left after the program has ended.
pub struct Remains {
    /// The program's exit code.
    pub code: u32,
    /// Everything it wrote.
    pub bytes: Vec<u8>,
    /// What the primary screen shows.
    pub screen: String,
}

/// A command for the shell.
pub fn sh(script: &str) -> Vec<String> {
    ["sh", "-c", script].map(str::to_owned).into()
}

impl Terminal {
    /// A window of 120×40 in which `command` starts.
    pub fn with(command: &[String]) -> Self {
        Self::with_environment(command, &[])
    }

    /// As [`Terminal::with`], with more variables.
    pub fn with_environment(command: &[String], variables: &[(&str, &str)]) -> Self {
        let home = tempfile::tempdir().expect("a directory");
        let size = pty_size(120, 40);
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let modes_before = modes(pair.master.as_ref());
        let reader = pair.master.try_clone_reader().expect("a reader");
        let keyboard = pair.master.take_writer().expect("a writer");
        let builder = builder(command, variables, home.path());
        let child = pair.slave.spawn_command(builder).expect("a program");
        // The program alone holds the terminal, so that its end is the output's end.
        drop(pair.slave);
        let shared = Arc::new(Shared {
            output: Mutex::new(Some(Output {
                parser: Parser::new(40, 120, 0),
                bytes: Vec::new(),
                ended: false,
                unplugged: false,
            })),
            changed: Condvar::new(),
        });
        let follower = Arc::clone(&shared);
        Self {
            master: Some(pair.master),
            keyboard: Some(keyboard),
            child,
            shared,
            reader: Some(thread::spawn(move || follow(reader, &follower))),
            modes_before,
            home: Arc::new(home),
        }
    }

    /// The process that was started in the window.
    pub fn pid(&self) -> Pid {
        let id = self.child.process_id().expect("a running program");
        Pid::from_raw(i32::try_from(id).expect("a process id")).expect("a process id")
    }

    /// The home directory of the program.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Types.
    pub fn press(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().expect("a keyboard");
        keyboard.write_all(keys.as_bytes()).expect("keys are taken");
        keyboard.flush().expect("keys are taken");
    }

    /// Clicks on the first cell of the topmost `text` on screen.
    pub fn click(&mut self, text: &str) {
        let (column, row) = self
            .screen()
            .lines()
            .zip(1..)
            .find_map(|(line, row)| {
                let (before, _) = line.split_once(text)?;
                Some((before.chars().count() + 1, row))
            })
            .expect("what is clicked on is shown");
        self.press(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    }

    /// Sends a signal to the process that was started.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("the program runs");
    }

    /// Changes the window's size.
    pub fn resize(&self, columns: u16, rows: u16) {
        if let Some(output) = self.output().as_mut() {
            output.parser.screen_mut().set_size(rows, columns);
        }
        let master = self.master.as_ref().expect("a window");
        master.resize(pty_size(columns, rows)).expect("a resize");
    }

    /// Waits until the screen shows `text`.
    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen is as `wanted`, which `name` describes.
    pub fn wait_until(&self, name: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        self.wait(name, |output| wanted(output.parser.screen()));
    }

    /// Waits until the program's output from byte `from` on holds `bytes`.
    pub fn wait_for_bytes(&self, from: usize, bytes: &str) {
        self.wait(bytes, |output| {
            let new = output.bytes.get(from..).unwrap_or_default();
            String::from_utf8_lossy(new).contains(bytes)
        });
    }

    /// How much the program has written so far.
    pub fn written(&self) -> usize {
        self.output()
            .as_ref()
            .map_or(0, |output| output.bytes.len())
    }

    /// What is on screen now.
    pub fn screen(&self) -> String {
        self.output()
            .as_ref()
            .map(|output| output.parser.screen().contents())
            .unwrap_or_default()
    }

    /// What is on screen once no frame is half drawn.
    pub fn whole_screen(&self) -> String {
        let count =
            |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).filter(|w| *w == what).count();
        self.wait("a whole frame", |output| {
            count(&output.bytes, b"\x1b[?2026h") == count(&output.bytes, b"\x1b[?2026l")
        });
        self.screen()
    }

    /// Whether the terminal is in the state in which it was handed to the program.
    pub fn modes_are_as_before(&self) -> bool {
        let master = self.master.as_ref().expect("a window");
        modes(master.as_ref()) == self.modes_before
    }

    /// Closes the window while the program runs, and waits for the program's end. Gives
    /// its exit code and home directory.
    pub fn unplug(mut self, provoke: impl FnOnce(&mut Self)) -> (u32, Arc<TempDir>) {
        if let Some(output) = self.output().as_mut() {
            output.unplugged = true;
        }
        // The reading thread looks up only when there is something to read.
        provoke(&mut self);
        let reader = self.reader.take().expect("a reader");
        reader.join().expect("the reader ends");
        self.keyboard = None;
        self.master = None;
        (self.wait_for_end(), Arc::clone(&self.home))
    }

    /// Waits for the program's end and for its last byte; asserts that it has left the
    /// terminal as it was.
    pub fn finish(mut self) -> Remains {
        let code = self.wait_for_end();
        let reader = self.reader.take().expect("a reader");
        reader.join().expect("the reader ends");
        let output = self.output().take().expect("output");
        let text = String::from_utf8_lossy(&output.bytes);
        let screen = output.parser.screen();
        let context = format!("exit code {code}, output: {text:?}");
        assert!(!screen.alternate_screen(), "alternate screen: {context}");
        assert!(!screen.hide_cursor(), "cursor: {context}");
        assert!(!screen.bracketed_paste(), "paste: {context}");
        let mouse = screen.mouse_protocol_mode();
        assert_eq!(mouse, MouseProtocolMode::None, "mouse: {context}");
        let saved = text.matches("\x1b[22;0t").count();
        assert_eq!(saved, text.matches("\x1b[23;0t").count(), "title");
        assert_eq!(
            text.rfind("\x1b[?2026h") < text.rfind("\x1b[?2026l"),
            text.contains("\x1b[?2026h"),
            "an open frame: {context}"
        );
        assert!(self.modes_are_as_before(), "modes: {context}");
        Remains {
            code,
            screen: screen.contents(),
            bytes: output.bytes.clone(),
        }
    }

    /// Asserts that the program does not end for so long.
    pub fn runs_for(&mut self, time: Duration) {
        let deadline = Instant::now() + time;
        while Instant::now() < deadline {
            let ended = self.child.try_wait().expect("a child");
            assert!(
                ended.is_none(),
                "it has ended; on screen:\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn wait_for_end(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.exit_code();
            }
            assert!(
                Instant::now() < deadline,
                "the program did not end; on screen:\n{}",
                self.screen()
            );
            // The child can be waited for, but not with an end to the patience.
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn wait(&self, name: &str, wanted: impl Fn(&Output) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut guard = self.output();
        loop {
            let output = guard.as_ref().expect("output");
            if wanted(output) {
                return;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !output.ended && !left.is_zero(),
                "waited for {name:?}; ended: {}; on screen:\n{}",
                output.ended,
                output.parser.screen().contents()
            );
            (guard, _) = self
                .shared
                .changed
                .wait_timeout(guard, left)
                .expect("no poison");
        }
    }

    fn output(&self) -> MutexGuard<'_, Option<Output>> {
        self.shared
            .output
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Drop for Terminal {
    /// A failed test leaves no program behind.
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            self.child.kill().ok();
            self.child.wait().ok();
        }
    }
}

fn follow(mut reader: Box<dyn Read + Send>, shared: &Shared) {
    let mut buffer = [0; 4096];
    loop {
        // A terminal whose program has ended reads as an error on Linux.
        let count = reader.read(&mut buffer).unwrap_or(0);
        let Ok(mut guard) = shared.output.lock() else {
            return;
        };
        let Some(output) = guard.as_mut() else {
            return;
        };
        let bytes = buffer.get(..count).unwrap_or_default();
        output.parser.process(bytes);
        output.bytes.extend_from_slice(bytes);
        output.ended = count == 0;
        shared.changed.notify_all();
        if output.ended || output.unplugged {
            return;
        }
    }
}

fn builder(command: &[String], variables: &[(&str, &str)], home: &Path) -> CommandBuilder {
    let (program, arguments) = command.split_first().expect("a program");
    let mut builder = CommandBuilder::new(program);
    builder.args(arguments);
    builder.env_clear();
    builder.cwd(env!("CARGO_MANIFEST_DIR"));
    for name in ["PATH", "LLVM_PROFILE_FILE"] {
        if let Some(value) = std::env::var_os(name) {
            builder.env(name, value);
        }
    }
    for name in [
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
    ] {
        builder.env(name, home);
    }
    builder.env("TERM", "xterm-256color");
    builder.env("LANG", "C.UTF-8");
    builder.env("PS1", "ready> ");
    for (name, value) in variables {
        builder.env(name, value);
    }
    builder
}

const fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn modes(master: &(dyn MasterPty + Send)) -> Option<String> {
    master.get_termios().map(|modes| format!("{modes:?}"))
}
