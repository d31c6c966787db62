//! Runs the program in a directory and a home of its own.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The listing that the program carries.
pub const SEED: &str = include_str!("../../../seeds/backend-architecture-page-6.txt");

/// A directory to run the program in; the person's own config and environment are out
/// of reach.
pub struct Program {
    directory: tempfile::TempDir,
}

/// How a run ended.
pub struct Ran {
    /// The exit code; -1 for a signal.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Standard output as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).expect("JSON on standard output")
    }

    /// Standard output as JSON, one value a line.
    pub fn json_lines(&self) -> Vec<serde_json::Value> {
        let lines = self.out.lines();
        lines
            .map(|line| serde_json::from_str(line).expect("a JSON line"))
            .collect()
    }
}

impl Program {
    /// A new, empty directory.
    pub fn new() -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        Self { directory }
    }

    /// The directory.
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Makes a directory in it.
    pub fn directory(&self, name: &str) {
        std::fs::create_dir_all(self.path().join(name)).expect("a directory");
    }

    /// Writes a file in it.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        std::fs::write(path, text).expect("a file");
    }

    /// The command with these arguments, not started.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tagleaf"));
        command.args(args);
        self.isolate(&mut command);
        command
    }

    /// Puts a command into the directory, without the person's environment.
    pub fn isolate(&self, command: &mut Command) {
        command
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path())
            .env("TAGLEAF_CONFIG_DIR", self.path().join("config"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
    }

    /// Starts the program.
    pub fn spawn(&self, args: &[&str]) -> Child {
        self.command(args).spawn().expect("the program starts")
    }

    /// Runs the program to its end.
    pub fn run(&self, args: &[&str]) -> Ran {
        ended(self.spawn(args))
    }

    /// Runs the program with `input` on standard input.
    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(args);
        let mut child = command
            .stdin(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        std::thread::scope(|scope| {
            // Its own thread: the program may write before it has read everything.
            scope.spawn(move || stdin.write_all(input).expect("the program reads its input"));
            ended(child)
        })
    }
}

/// Waits for the end.
pub fn ended(child: Child) -> Ran {
    let output = child.wait_with_output().expect("an end");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}
