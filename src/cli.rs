//! The command line, and the commands without a screen: `list`, `open`, `links`, `check`,
//! `bookmarks`, `keys`, `completions`.
//!
//! Knows no terminal: what the environment says comes in as [`Surroundings`], what
//! is said goes to the writers that are passed.

mod args;
mod asked;
mod bookmarks;
mod check;
mod completions;
mod help;
mod inputs;
mod keys;
mod links;
mod list;
mod named;
mod notes;
mod open;
mod surroundings;

pub use args::{
    CheckArgs, CheckFormat, Cli, Command, FrameArgs, FrameFormat, KeysArgs, KeysFormat, LinkArgs,
    LinkKind, LinksCheckArgs, LinksCommand, ListArgs, ListFormat, Look, OpenArgs, ReaderArgs,
    command_names,
};
pub use asked::{Asked, read_query};
pub use bookmarks::{BookmarksArgs, Lookup, bookmarks};
pub use check::check;
pub use completions::completions;
pub use inputs::{Commands, Inputs, UsageError};
pub use keys::{keys, keys_markdown, query_markdown};
pub use links::links_check;
pub use list::list;
pub use notes::{say, say_errors, say_link_errors};
pub use open::{Open, open};
pub use surroundings::{Output, Surroundings, knows_hyperlinks};

/// How a command ended; the process's exit code. The reader has more of its own, for
/// signals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All was done: 0.
    Done,
    /// It failed, or `check` found something in quarantine or cut: 1.
    Failed,
    /// Wrong usage, or an input that could not be read: 2.
    Usage,
}

impl Exit {
    /// The code for the system.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Usage => 2,
        }
    }
}
