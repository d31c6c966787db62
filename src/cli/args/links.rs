//! What may be written on the command line about links.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum, ValueHint};

use super::{CheckArgs, file_name};
use crate::cli::help::{LINKS_EXAMPLES, LINKS_NOTES, TEMPLATE};
use crate::ingest::LinkSources;
use crate::links::{Address, Kind, LinkSettings};

/// The commands about links.
#[derive(Debug, Subcommand)]
pub enum LinksCommand {
    /// Report which articles have an address of their own
    #[command(help_template = TEMPLATE, before_help = LINKS_EXAMPLES, after_help = LINKS_NOTES)]
    Check(LinksCheckArgs),
}

/// Arguments on where addresses come from.
#[derive(Clone, Debug, Default, Args)]
pub struct LinkArgs {
    /// A link list: any text that holds addresses; may be given several times
    #[arg(long = "links", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub lists: Vec<PathBuf>,
    /// The address of the listing that was saved; may be given once for every tag
    #[arg(long = "tag-url", value_name = "ADDRESS", value_hint = ValueHint::Url)]
    pub listings: Vec<Address>,
}

impl LinkArgs {
    /// The sources that the arguments name.
    #[must_use]
    pub fn sources(&self, settings: LinkSettings) -> LinkSources {
        LinkSources {
            lists: self.lists.clone(),
            listings: self.listings.clone(),
            settings,
        }
    }
}

/// Arguments of `links check`.
#[derive(Debug, Args)]
pub struct LinksCheckArgs {
    /// What is checked, and how that is told.
    #[command(flatten)]
    pub check: CheckArgs,
    /// Where addresses come from.
    #[command(flatten)]
    pub links: LinkArgs,
}

/// Arguments of `open`.
#[derive(Debug, Args)]
pub struct OpenArgs {
    /// Print the addresses instead of opening them
    #[arg(long)]
    pub print: bool,
    /// A query: the article that it finds
    #[arg(
        short,
        long,
        value_name = "QUERY",
        allow_hyphen_values = true,
        conflicts_with = "ids"
    )]
    pub query: Option<String>,
    /// Take all articles, or all that the query finds
    #[arg(long, conflicts_with = "ids")]
    pub all: bool,
    /// Open more than 10 pages at once
    #[arg(long)]
    pub yes: bool,
    /// Take addresses of this kind only [default: the best there is]
    #[arg(
        long,
        value_enum,
        hide_possible_values = true,
        value_name = "direct|ambiguous|listing|search"
    )]
    pub kind: Option<LinkKind>,
    /// A saved page, a directory of them, or - for standard input; may be given several
    /// times
    #[arg(long = "from", value_name = "FILE", value_hint = ValueHint::AnyPath, value_parser = file_name())]
    pub files: Vec<PathBuf>,
    /// Where addresses come from.
    #[command(flatten)]
    pub links: LinkArgs,
    /// Ids as list shows them; their last part, or its beginning, is enough
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
}

/// The kinds of addresses, as they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LinkKind {
    /// The article's own page.
    Direct,
    /// Pages that may be its own.
    Ambiguous,
    /// The listing that it stands on.
    Listing,
    /// A search for its title.
    Search,
}

impl From<LinkKind> for Kind {
    fn from(kind: LinkKind) -> Self {
        match kind {
            LinkKind::Direct => Self::Direct,
            LinkKind::Ambiguous => Self::Ambiguous,
            LinkKind::Listing => Self::Listing,
            LinkKind::Search => Self::Search,
        }
    }
}
