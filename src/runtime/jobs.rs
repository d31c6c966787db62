//! Stopping for the shell's job control.

use nix::unistd;
use rustix::io;
use rustix::process::{Signal, getpid, kill_current_process_group, kill_process};

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

/// Whether there is a shell that could continue the program: one that gives every job a
/// process group of its own. In the group of the session's first process nobody does, and
/// a terminal window would be frozen for good.
///
/// Asked through `nix`: in a container both numbers may be 0, for what lies outside of
/// it, which `rustix` 1.1 takes for impossible and panics.
pub(super) fn can_be_continued() -> bool {
    unistd::getsid(None).is_ok_and(|session| session != unistd::getpgrp())
}
