//! Stopping for the shell's job control.

use rustix::io;
use rustix::process::{Signal, getpid, getppid, getsid, kill_current_process_group, kill_process};

/// Who stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stopped {
    /// All of the job, as the terminal's own Ctrl-Z does: a program that has started
    /// the reader and waits for it would else keep the terminal.
    Job,
    /// The reader, because somebody has sent the signal to it.
    Reader,
}

/// Stops until somebody continues the program, which SIGCONT then tells.
///
/// SIGSTOP, because SIGTSTP is caught: safe code cannot give a signal its default
/// action back.
pub(super) fn stop(whom: Stopped) -> io::Result<()> {
    match whom {
        Stopped::Job => kill_current_process_group(Signal::STOP),
        Stopped::Reader => kill_process(getpid(), Signal::STOP),
    }
}

/// Whether there is a shell that could continue the program. A terminal window whose
/// only program is the reader would be frozen for good.
pub(super) fn can_be_continued() -> bool {
    let Some(parent) = getppid() else {
        return false;
    };
    matches!((getsid(None), getsid(Some(parent))), (Ok(own), Ok(of_parent)) if own == of_parent)
}
