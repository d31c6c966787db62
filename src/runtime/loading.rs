//! Loading as a task that tells how far it has come.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinSet;

use super::error::RuntimeError;
use crate::app::{Library, Message, Shared};
use crate::ingest::Progress;

/// Ten times a second moves smoothly and costs nothing.
const REPORT_EVERY: Duration = Duration::from_millis(100);

/// Refuses to show what holds nothing because no input could be read. Where something
/// was read, if only into quarantine, the reader itself says so.
///
/// # Errors
/// [`RuntimeError::NothingRead`], with the reasons.
pub(super) fn check_anything_read(library: &Library) -> Result<(), RuntimeError> {
    let files = &library.report().files;
    let is_unreadable = !files.is_empty() && files.iter().all(|file| file.error.is_some());
    if library.catalog().is_empty() && is_unreadable {
        return Err(RuntimeError::NothingRead(library.report().clone()));
    }
    Ok(())
}

/// Starts `load` on a thread of its own. It is asked to break off when nobody listens
/// any more.
pub(super) fn spawn<L>(
    tasks: &mut JoinSet<()>,
    handle: &Handle,
    listener: UnboundedSender<Message>,
    load: L,
) where
    L: FnOnce(&mut dyn FnMut(Progress) -> ControlFlow<()>) -> Library + Send + 'static,
{
    let work = move || {
        let mut reported = Instant::now();
        let library = load(&mut |progress| {
            if listener.is_closed() {
                return ControlFlow::Break(());
            }
            if reported.elapsed() >= REPORT_EVERY {
                reported = Instant::now();
                listener.send(Message::LoadProgressed(progress)).ok();
            }
            ControlFlow::Continue(())
        });
        listener.send(Message::Loaded(Shared::new(library))).ok();
    };
    tasks.spawn_blocking_on(work, handle);
}
