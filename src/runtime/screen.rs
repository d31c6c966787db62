//! The terminal as the reader holds it: taken once, given back once, by whoever is
//! first: the loop, a panic on any thread, or the sentinel.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, Once, TryLockError};
use std::thread;
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::app::{Options, Size};

/// Saves the title, sets it, and takes the alternate screen; pastes come in brackets,
/// so that they cannot act as keys.
const ENTER: &str = "\x1b[22;0t\x1b]0;tagleaf\x07\x1b[?1049h\x1b[?2004h\x1b[?25l";

/// Undoes everything that can be on, in a terminal that may have been left in the
/// middle of a frame. Modes that are off are switched off again at no harm.
const LEAVE: &str =
    "\x1b[?2026l\x1b[0m\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?1049l\x1b[?25h\x1b[23;0t";

/// Buttons and wheel in SGR coordinates. crossterm's command also asks for every
/// motion (1003), which floods a slow connection with what nobody uses.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// For how long giving back waits for a frame that is being written, and for a
/// terminal that takes no bytes (stopped with Ctrl-S, say).
const PATIENCE: Duration = Duration::from_millis(250);

static HELD: AtomicBool = AtomicBool::new(false);
/// Another program has the terminal, and its keys.
static LENT: AtomicBool = AtomicBool::new(false);
/// What is written before anything else: [`ENTER`] waits here for the first frame, as
/// every write wakes the terminal up.
static WRITING: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static HOOK: Once = Once::new();

/// Whether the mouse is the reader's or the terminal's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mouse {
    /// Clicks and the wheel are reported.
    Reported,
    /// Nothing is reported: the terminal selects text.
    Unreported,
}

impl Mouse {
    const fn sequence(self) -> &'static str {
        match self {
            Self::Reported => MOUSE_ON,
            Self::Unreported => MOUSE_OFF,
        }
    }
}

impl From<Options> for Mouse {
    fn from(options: Options) -> Self {
        if options.mouse {
            Self::Reported
        } else {
            Self::Unreported
        }
    }
}

/// The terminal while the reader has it; dropping gives it back.
#[derive(Debug)]
pub(super) struct Screen(());

impl Screen {
    /// Takes the terminal, and sees to it that a panic on any thread gives it back
    /// before its message is printed.
    pub(super) fn enter(mouse: Mouse) -> io::Result<Self> {
        HOOK.call_once(|| {
            let print = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                release();
                print(panic);
            }));
        });
        let screen = Self(());
        acquire(mouse)?;
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        release();
    }
}

/// Takes the terminal, for the first time or again; what it shows changes with what is
/// presented next.
pub(super) fn acquire(mouse: Mouse) -> io::Result<()> {
    // Raw mode first: in the background this is where the kernel stops the process,
    // before a byte is written over the shell's lines.
    enable_raw_mode()?;
    HELD.store(true, Ordering::SeqCst);
    *writing() = [ENTER, mouse.sequence()].concat().into();
    Ok(())
}

/// Switches mouse reports.
pub(super) fn set_mouse(mouse: Mouse) -> io::Result<()> {
    present(mouse.sequence().as_bytes())
}

/// Writes to the terminal, in one piece as far as other writers are concerned; does
/// nothing once the terminal has been given back.
pub(super) fn present(bytes: &[u8]) -> io::Result<()> {
    let mut before = writing();
    if !is_held() {
        return Ok(());
    }
    if before.is_empty() {
        return write_all(bytes);
    }
    let mut all = std::mem::take(&mut *before);
    all.extend_from_slice(bytes);
    write_all(&all)
}

fn writing() -> MutexGuard<'static, Vec<u8>> {
    WRITING
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Whether the terminal is the reader's.
pub(super) fn is_held() -> bool {
    HELD.load(Ordering::SeqCst)
}

/// Gives the terminal back. Whatever fails, the rest is still done, nothing is printed
/// and nothing panics: this runs in panic hooks and over dead terminals.
pub(super) fn release() {
    let mut turn = turn();
    if !HELD.swap(false, Ordering::SeqCst) {
        return;
    }
    // Nothing has to be undone that was not yet done.
    let entered = turn
        .as_mut()
        .is_none_or(|before| std::mem::take(&mut **before).is_empty());
    if entered && takes_bytes() {
        write_all(LEAVE.as_bytes()).ok();
    }
    // Last, so that a click that is on its way is not echoed as text.
    disable_raw_mode().ok();
}

/// Runs what needs the terminal for itself, while it is given back. Keys that signal the
/// job are for what runs meanwhile, as in `system(3)`.
pub(super) fn lend<T>(run: impl FnOnce() -> T) -> T {
    release();
    LENT.store(true, Ordering::SeqCst);
    let outcome = run();
    LENT.store(false, Ordering::SeqCst);
    outcome
}

/// Whether another program has the terminal for now.
pub(super) fn is_lent() -> bool {
    LENT.load(Ordering::SeqCst)
}

/// The window's size; 80×24 where the terminal does not know.
pub(super) fn size() -> Size {
    let known = rustix::termios::tcgetwinsize(io::stdout())
        .ok()
        .filter(|size| size.ws_col > 0 && size.ws_row > 0);
    known.map_or(
        Size {
            width: 80,
            height: 24,
        },
        |size| Size {
            width: size.ws_col,
            height: size.ws_row,
        },
    )
}

/// The turn to write, or nothing when who has it does not give it up: a panic inside
/// a write would otherwise wait for itself.
fn turn() -> Option<MutexGuard<'static, Vec<u8>>> {
    let step = PATIENCE / 50;
    for _ in 0..50 {
        match WRITING.try_lock() {
            Ok(turn) => return Some(turn),
            Err(TryLockError::Poisoned(turn)) => return Some(turn.into_inner()),
            Err(TryLockError::WouldBlock) => thread::sleep(step),
        }
    }
    None
}

fn takes_bytes() -> bool {
    let stdout = io::stdout();
    let mut wanted = [PollFd::new(&stdout, PollFlags::OUT)];
    let patience = Timespec::try_from(PATIENCE).ok();
    poll(&mut wanted, patience.as_ref()).is_ok_and(|_| wanted[0].revents() == PollFlags::OUT)
}

/// Writes past the standard library's buffer and lock: a panicking thread must not
/// wait for another one's.
fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    let stdout = io::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(&stdout, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Another program may have made the shared terminal non-blocking.
            Err(Errno::AGAIN) => {
                let mut wanted = [PollFd::new(&stdout, PollFlags::OUT)];
                match poll(&mut wanted, None) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mode_that_is_set_is_reset() {
        let set = [ENTER, MOUSE_ON].concat();
        let modes = set
            .split("\x1b[?")
            .filter_map(|part| part.strip_suffix('h'));
        for mode in modes {
            assert!(LEAVE.contains(&format!("\x1b[?{mode}l")), "{mode}");
        }
    }

    #[test]
    fn giving_back_what_is_not_held_does_nothing() {
        release();
        assert!(!is_held());
        assert!(present(b"not shown").is_ok());
    }
}
