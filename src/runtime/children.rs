//! Programs that are started and left alone: detached, their output thrown away.

use std::io::{self, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::links::Failure;

/// How long a program may fail: one that runs on has found its page, or will say so in
/// its own window.
const PATIENCE: Duration = Duration::from_secs(1);

/// Starts a program that reads `input`, and waits until it has ended, or for a second.
pub(super) fn start(command: &mut Command, input: Vec<u8>) -> Result<(), Failure> {
    let stdin = if input.is_empty() {
        Stdio::null()
    } else {
        Stdio::piped()
    };
    command
        .stdin(stdin)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // A group of its own: what ends the reader or stops it does not reach the page.
        .process_group(0);
    let child = command.spawn().map_err(|error| refused(&error))?;
    match status_within(child, input, PATIENCE) {
        Some(status) => ended(status),
        None => Ok(()),
    }
}

/// Starts a program on the terminal and waits for its end.
pub(super) fn run_in_terminal(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| refused(&error))?;
    ended(status)
}

/// How a child ended, if it does in time. A thread takes it in whenever it ends, so that
/// no dead process stays behind.
fn status_within(mut child: Child, input: Vec<u8>, patience: Duration) -> Option<ExitStatus> {
    let (sender, status) = mpsc::channel();
    thread::spawn(move || {
        if let Some(mut stdin) = child.stdin.take() {
            // Who does not read it says so by the exit status.
            stdin.write_all(&input).ok();
        }
        if let Ok(status) = child.wait() {
            // Nobody listens any more once the time is over.
            sender.send(status).ok();
        }
    });
    status.recv_timeout(patience).ok()
}

fn ended(status: ExitStatus) -> Result<(), Failure> {
    if status.success() {
        return Ok(());
    }
    Err(match status.code() {
        Some(code) => Failure::Exited(code),
        None => Failure::Killed(status.signal().unwrap_or_default()),
    })
}

fn refused(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        return Failure::NotFound;
    }
    let message = error.to_string();
    let message = message.split(" (os error").next().unwrap_or(&message);
    Failure::Refused(message.to_ascii_lowercase())
}
