//! What may be written behind `bookmarks`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use crate::cli::LinkArgs;
use crate::cli::args::file_name;
use crate::shelf::ExportFormat;

/// The examples of `bookmarks`.
pub const BOOKMARKS_EXAMPLES: &str = "\
Examples:
  tagleaf bookmarks                                   what you keep
  tagleaf bookmarks add 2021-10-13-when-to-adopt-cqrs-balancing-read-write-mphrack59k8k
  tagleaf list --format tsv saved/ | fzf -m | cut -f1 | tagleaf bookmarks add --in saved/ -
  tagleaf bookmarks export --format html > bookmarks.html
  tagleaf bookmarks import ~/Downloads/bookmarks.html
";

/// Fields, files and exit codes of `bookmarks`.
pub const BOOKMARKS_NOTES: &str = "\
Bookmarks are in bookmarks.toml, in the system's directory for configs or in \
$TAGLEAF_CONFIG_DIR; read marks, the journal of undo, backups and the lock in its directory \
for state or in $TAGLEAF_STATE_DIR. `tagleaf bookmarks path` shows where. The file is yours to \
edit and to link to; running readers and commands put their changes together with yours.

JSON fields: those of `tagleaf list` without tags_certain and origin, and labels, note, added, \
read; what is not known is null or empty.

Exit codes: 0 done, 1 something was not found, refused or could not be saved (the rest is done), \
2 wrong usage.";

/// Arguments of `bookmarks`.
#[derive(Debug, Args)]
pub struct BookmarksArgs {
    /// What to do; none lists.
    #[command(subcommand)]
    pub command: Option<BookmarksCommand>,
    /// How they are listed.
    #[command(flatten)]
    pub list: FormatArgs,
}

impl BookmarksArgs {
    /// The saved pages that ids are looked up in.
    #[must_use]
    pub fn files(&self) -> &[PathBuf] {
        match &self.command {
            Some(BookmarksCommand::Add(args)) => &args.files,
            _ => &[],
        }
    }
}

/// The commands behind `bookmarks`.
#[derive(Debug, Subcommand)]
pub enum BookmarksCommand {
    /// List what is kept
    List(FormatArgs),
    /// Keep articles; what is kept already gets the labels and the note
    Add(AddArgs),
    /// Remove bookmarks
    Remove(RemoveArgs),
    /// Undo what was done last, here or in a reader
    Undo(FormatArgs),
    /// Do again what was undone last
    Redo(FormatArgs),
    /// Write them for other programs
    Export(ExportArgs),
    /// Take in a browser's bookmark file, our own JSON or NDJSON, or a list of addresses
    Import(ImportArgs),
    /// Show which files are used
    Path(FormatArgs),
    /// Look whether the file can be read, and repair it
    Doctor(DoctorArgs),
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct FormatArgs {
    /// For reading (plain), or for other programs
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "plain|json|ndjson"
    )]
    pub format: AnswerFormat,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum AnswerFormat {
    /// For reading.
    #[default]
    Plain,
    /// One array.
    Json,
    /// One object a line.
    Ndjson,
}

/// Arguments of `bookmarks add`.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// Ids as `tagleaf list` shows them, their last part or four and more characters that it begins with; - reads them from standard input
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// Where the articles are: saved pages or directories of them [default: the built-in page]
    #[arg(long = "in", value_name = "FILE", value_hint = ValueHint::AnyPath, value_parser = file_name())]
    pub files: Vec<PathBuf>,
    /// Where addresses come from.
    #[command(flatten)]
    pub links: LinkArgs,
    /// A label of your own; may be repeated
    #[arg(long = "label", value_name = "LABEL")]
    pub labels: Vec<String>,
    /// A note; it replaces the one that is there
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: FormatArgs,
}

/// Arguments of `bookmarks remove`.
#[derive(Debug, Args)]
pub struct RemoveArgs {
    /// Ids, their last part or its beginning; - reads them from standard input
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
    /// How the answer is written.
    #[command(flatten)]
    pub answer: FormatArgs,
}

/// Arguments of `bookmarks export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// markdown, html (Netscape, for browsers), json, ndjson, csv, atom or bibtex
    #[arg(
        long,
        value_enum,
        hide_possible_values = true,
        default_value = "markdown"
    )]
    pub format: Export,
}

/// The formats of `bookmarks export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Export {
    /// A reading list.
    #[value(alias = "plain", alias = "md")]
    Markdown,
    /// The bookmark file of browsers.
    #[value(alias = "netscape")]
    Html,
    /// One array.
    Json,
    /// One object a line.
    Ndjson,
    /// A table.
    Csv,
    /// A feed.
    Atom,
    /// References.
    Bibtex,
}

impl From<Export> for ExportFormat {
    fn from(format: Export) -> Self {
        match format {
            Export::Markdown => Self::Markdown,
            Export::Html => Self::Netscape,
            Export::Json => Self::Json,
            Export::Ndjson => Self::Ndjson,
            Export::Csv => Self::Csv,
            Export::Atom => Self::Atom,
            Export::Bibtex => Self::Bibtex,
        }
    }
}

/// Arguments of `bookmarks import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Files to take in, or - for standard input; what they are is seen from what is in them
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::AnyPath, value_parser = file_name())]
    pub files: Vec<PathBuf>,
    /// How the report is written.
    #[command(flatten)]
    pub answer: FormatArgs,
}

/// Arguments of `bookmarks doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Make a readable file of a broken one and keep the broken one beside it
    #[arg(long)]
    pub repair: bool,
    /// How the report is written.
    #[command(flatten)]
    pub answer: FormatArgs,
}
