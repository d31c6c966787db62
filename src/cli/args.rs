//! What may be written on the command line.

mod links;

use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;

use super::bookmarks::{BOOKMARKS_EXAMPLES, BOOKMARKS_NOTES, BookmarksArgs};
use super::help::{
    CHECK_EXAMPLES, CHECK_NOTES, COLOR_HELP, EXAMPLES, FRAME_EXAMPLES, FRAME_NOTES, LINKS_TEMPLATE,
    LIST_EXAMPLES, NOTES, OPEN_EXAMPLES, OPEN_NOTES, TEMPLATE, list_notes,
};
use crate::app::Size;
use crate::config::{ColorChoice, Density, PageSize, Settings};

pub use links::{LinkArgs, LinkKind, LinksCheckArgs, LinksCommand, OpenArgs};

/// The whole command line.
#[derive(Debug, Default, Parser)]
#[command(
    name = "tagleaf",
    version,
    about = "Reads saved tag-listing pages of article sites in the terminal",
    help_template = TEMPLATE,
    before_help = EXAMPLES,
    after_help = NOTES,
    max_term_width = 100,
    args_conflicts_with_subcommands = true
)]
pub struct Cli {
    /// A command; none opens the reader.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What the reader is opened with.
    #[command(flatten)]
    pub reader: ReaderArgs,
}

/// The commands without a screen.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the articles, for reading or for other programs
    #[command(help_template = TEMPLATE, before_help = LIST_EXAMPLES, after_help = list_notes())]
    List(ListArgs),
    /// Open an article's page, or print its address
    #[command(help_template = TEMPLATE, before_help = OPEN_EXAMPLES, after_help = OPEN_NOTES)]
    Open(OpenArgs),
    /// Say what the link lists know
    #[command(subcommand, help_template = LINKS_TEMPLATE)]
    Links(LinksCommand),
    /// Report what was read, repaired and refused
    #[command(help_template = TEMPLATE, before_help = CHECK_EXAMPLES, after_help = CHECK_NOTES)]
    Check(CheckArgs),
    /// Draw one frame of the reader without a terminal
    #[command(help_template = TEMPLATE, before_help = FRAME_EXAMPLES, after_help = FRAME_NOTES)]
    Frame(FrameArgs),
    /// Keep articles: list, add, remove, export and import bookmarks
    #[command(
        help_template = TEMPLATE,
        before_help = BOOKMARKS_EXAMPLES,
        after_help = BOOKMARKS_NOTES,
        args_conflicts_with_subcommands = true
    )]
    Bookmarks(BookmarksArgs),
    /// Show every key and what it does
    Keys(KeysArgs),
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// A file's name as it was typed. clap's own parser meets an empty one with `a value is
/// required`, as if none had been typed; [`super::Inputs`] says what is wrong with it.
pub(super) fn file_name() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
}

/// Names of all commands, as they are typed.
#[must_use]
pub fn command_names() -> Vec<String> {
    let command = Cli::command();
    command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect()
}

/// Arguments of the reader.
#[derive(Debug, Default, Args)]
pub struct ReaderArgs {
    /// How the reader looks.
    #[command(flatten)]
    pub look: Look,
    /// A query: what is shown first
    #[arg(
        short,
        long,
        value_name = "QUERY",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub query: String,
    /// Leave the mouse to the terminal
    #[arg(long)]
    pub no_mouse: bool,
    /// Use the mouse, whatever the config says
    #[arg(long, conflicts_with = "no_mouse")]
    pub mouse: bool,
    /// Where addresses come from.
    #[command(flatten)]
    pub links: LinkArgs,
    /// Saved pages, directories of them, or - for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath, value_parser = file_name())]
    pub files: Vec<PathBuf>,
}

impl ReaderArgs {
    /// What the arguments set.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            mouse: match (self.mouse, self.no_mouse) {
                (_, true) => Some(false),
                (true, false) => Some(true),
                (false, false) => None,
            },
            ..self.look.settings()
        }
    }
}

/// Arguments on how the reader looks.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Look {
    /// Cards a page: a number, or fit for as many as fit into the window [default: 10]
    #[arg(long, value_name = "N|fit")]
    pub page_size: Option<PageSize>,
    /// Cards: comfortable, compact or one-line [default: comfortable]
    #[arg(long, value_enum, hide_possible_values = true)]
    pub density: Option<Density>,
    /// Which colours are used.
    #[arg(long, value_enum, hide_possible_values = true, help = COLOR_HELP)]
    pub color: Option<ColorChoice>,
}

impl Look {
    /// What the arguments set.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            mark_read: None,
            mark_read_after: None,
            page_size: self.page_size,
            density: self.density,
            mouse: None,
            color: self.color,
            marks: None,
            links: None,
            views: None,
        }
    }
}

/// Arguments of `list`.
#[derive(Debug, Default, Args)]
pub struct ListArgs {
    /// For reading (plain), or for other programs
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "plain|tsv|json|ndjson"
    )]
    pub format: ListFormat,
    /// A query: which articles, and in which order
    #[arg(
        short,
        long,
        value_name = "QUERY",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub query: String,
    /// Explain what the query says to this article instead
    #[arg(long, value_name = "ID")]
    pub why: Option<String>,
    /// Colours of the plain format: auto, never, 16 or 256
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    pub color: ColorChoice,
    /// Where addresses come from.
    #[command(flatten)]
    pub links: LinkArgs,
    /// Saved pages, directories of them, or - for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath, value_parser = file_name())]
    pub files: Vec<PathBuf>,
}

/// How articles are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Cards, for reading.
    #[default]
    Plain,
    /// A header, then one line an article, fields separated by tabs.
    Tsv,
    /// One array, one line an article.
    Json,
    /// One object a line.
    Ndjson,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// For reading (plain), or for other programs
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "plain|json"
    )]
    pub format: CheckFormat,
    /// Saved pages, directories of them, or - for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath, value_parser = file_name())]
    pub files: Vec<PathBuf>,
}

/// How the report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For reading.
    #[default]
    Plain,
    /// One object.
    Json,
}

/// Arguments of `frame`.
#[derive(Debug, Args)]
pub struct FrameArgs {
    /// The window, in cells
    #[arg(long, value_name = "WIDTHxHEIGHT", default_value = "80x24")]
    pub size: Size,
    /// What is pressed before the frame is drawn
    #[arg(
        long,
        value_name = "KEYS",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub keys: String,
    /// What the frame is written as
    #[arg(
        long = "as",
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "text|ansi|svg|json"
    )]
    pub format: FrameFormat,
    /// A query: what is shown first
    #[arg(
        short,
        long,
        value_name = "QUERY",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub query: String,
    /// How the reader looks.
    #[command(flatten)]
    pub look: Look,
    /// Where addresses come from.
    #[command(flatten)]
    pub links: LinkArgs,
    /// Saved pages, directories of them, or - for standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath, value_parser = file_name())]
    pub files: Vec<PathBuf>,
}

/// What a frame is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FrameFormat {
    /// Characters only.
    #[default]
    Text,
    /// Characters and SGR sequences.
    Ansi,
    /// A picture.
    Svg,
    /// Runs of one style each.
    Json,
}

/// Arguments of `keys`.
#[derive(Debug, Args)]
pub struct KeysArgs {
    /// For reading (plain), or for a README
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "plain|markdown"
    )]
    pub format: KeysFormat,
}

/// How the key table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum KeysFormat {
    /// Aligned columns.
    #[default]
    Plain,
    /// Markdown tables.
    Markdown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_arguments_are_the_default() {
        let parsed = Cli::try_parse_from(["tagleaf"]).expect("nothing is asked for");
        assert_eq!(format!("{parsed:?}"), format!("{:?}", Cli::default()));
    }

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_file_may_be_named_like_a_command() {
        let parse = |words: &[&str]| {
            Cli::try_parse_from([&["tagleaf"], words].concat()).expect("valid arguments")
        };
        assert!(matches!(parse(&["list"]).command, Some(Command::List(_))));
        let cli = parse(&["./list", "check"]);
        assert!(cli.command.is_none());
        assert_eq!(
            cli.reader.files,
            [PathBuf::from("./list"), PathBuf::from("check")]
        );
    }

    #[test]
    fn the_mouse_can_be_said_either_way() {
        let mouse = |words: &[&str]| {
            let words = [&["tagleaf"], words].concat();
            let cli = Cli::try_parse_from(words).expect("valid arguments");
            cli.reader.settings().mouse
        };
        assert_eq!(mouse(&[]), None);
        assert_eq!(mouse(&["--mouse"]), Some(true));
        assert_eq!(mouse(&["--no-mouse"]), Some(false));
    }
}
