//! What was read, what was repaired, what could not be read: nothing in silence.

use std::fmt;
use std::path::PathBuf;

use thiserror::Error;

use crate::catalog::{Form, Listing};
use crate::text::{CleanString, Removed};

/// Most duplicates of a file whose lines are kept: enough to find out where two pages
/// overlap, and little where one is read a second time.
pub(super) const DUPLICATE_LINES_MAX: usize = 1000;

/// The report over all inputs, in the order of loading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// One entry per file that was named or holds something.
    pub files: Vec<FileReport>,
    /// Files of named directories that show no sign of a listing, grouped by those
    /// directories. They are no failure: nobody named them.
    pub skipped: Vec<Skipped>,
    /// Link lists found below named directories, in the order of their names.
    pub link_lists: Vec<PathBuf>,
}

/// A file of a named directory that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The directory as it was named; safe to show.
    pub directory: CleanString,
    /// The file, below that directory; safe to show.
    pub path: CleanString,
    /// Why.
    pub reason: SkipReason,
}

/// Why a file was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SkipReason {
    /// It is text without a header, an article or a part of one.
    #[error("it holds no listing")]
    NoListing,
    /// There is nothing in it, or nothing but blanks and byte-order marks.
    #[error("it is empty")]
    Empty,
    /// It is not text.
    #[error("it is not text")]
    NotText,
    /// A link to nothing, or to itself.
    #[error("it is a link that leads nowhere")]
    DeadLink,
    /// A pipe, a socket or a device.
    #[error("it is not a file")]
    NotAFile,
}

/// What is to say of one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileReport {
    /// The file as it was named, `-`, or the name of the embedded seed; safe to show.
    pub path: CleanString,
    /// Why nothing at all could be read from it.
    pub error: Option<InputError>,
    /// Articles read.
    pub articles: u32,
    /// Of those, articles that were read before, from this file or another.
    pub duplicates: u32,
    /// The lines those begin on, from 1; of the first 1000 (`DUPLICATE_LINES_MAX`).
    pub duplicate_lines: Vec<u32>,
    /// The listings it holds, in order.
    pub listings: Vec<Listing>,
    /// What was changed so that it could be read, by line.
    pub repairs: Vec<Repair>,
    /// Characters removed to make the text safe.
    pub removed: Removed,
    /// Articles whose tags have more than one likely reading.
    pub uncertain_tags: Vec<UncertainTags>,
    /// What could not be read as an article.
    pub quarantined: Vec<Quarantined>,
    /// Where the file ends inside an article.
    pub cut: Option<Cut>,
}

impl FileReport {
    /// Whether all of the file was read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.error.is_none() && self.quarantined.is_empty() && self.cut.is_none()
    }

    /// The forms found, each once, in the order they are met.
    #[must_use]
    pub fn forms(&self) -> Vec<Form> {
        let mut forms = Vec::new();
        for listing in &self.listings {
            if !forms.contains(&listing.form) {
                forms.push(listing.form);
            }
        }
        forms
    }
}

impl Report {
    /// Whether everything was read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.files.iter().all(FileReport::is_whole)
    }
}

/// Why a file could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum InputError {
    /// The system refused.
    #[error("could not read '{path}': {message}; {advice}")]
    Unreadable {
        /// The file.
        path: CleanString,
        /// The system's words, or what was tried.
        message: String,
        /// What to do.
        advice: String,
    },
    /// There is nothing in it, or nothing but blanks and byte-order marks.
    #[error("could not read '{path}': it is empty; save the listing page as text again")]
    Empty {
        /// The file.
        path: CleanString,
    },
    /// A link list without an address.
    #[error(
        "could not find an address in '{path}'; name a sitemap, bookmarks, a saved page or lines with addresses"
    )]
    NoAddresses {
        /// The file.
        path: CleanString,
    },
    /// It is not text.
    #[error(
        "could not read '{path}': it is not text (byte 0x{byte:02x} at offset {offset}); save the listing page as text, not as an image or archive"
    )]
    Binary {
        /// The file.
        path: CleanString,
        /// The offending byte.
        byte: u8,
        /// Where it stands, from 0.
        offset: usize,
    },
    /// A directory without anything to read.
    #[error(
        "could not find a listing in '{path}': {tried}; name the saved pages themselves or a directory that holds them"
    )]
    NoListings {
        /// The directory.
        path: CleanString,
        /// What was looked at.
        tried: String,
    },
    /// Over the size that offsets can address.
    #[error(
        "could not read '{path}': it has {bytes} bytes, more than {max}; split it at a line that reads 'Tagged articles'"
    )]
    TooLarge {
        /// The file.
        path: CleanString,
        /// Its size.
        bytes: u64,
        /// The limit.
        max: u64,
    },
}

/// Something that was changed so that a file could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Line, from 1.
    pub line: u32,
    /// What was done.
    pub kind: RepairKind,
}

/// The kinds of repairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RepairKind {
    /// Bytes that are no character replaced by U+FFFD, this many times in the file from
    /// here on.
    InvalidBytes(u32),
    /// UTF-16 was decoded.
    Utf16,
    /// Bare carriage returns were taken as line ends.
    CarriageReturns,
    /// A line held the end of one page and the start of the next.
    FusedLine,
    /// The title was not repeated after the article.
    TitleNotRepeated,
    /// The title was missing in its place and taken from its repetition.
    TitleFromRepetition,
    /// The source stood once instead of twice.
    SourceOnce,
    /// The date line stood twice.
    DateRepeated,
    /// The abstract stood on several lines.
    AbstractJoined,
    /// The listing shows no abstract.
    NoAbstract,
    /// The listing shows no tags.
    NoTags,
}

impl fmt::Display for RepairKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidBytes(1) => f.write_str("1 invalid byte sequence replaced by U+FFFD"),
            Self::InvalidBytes(n) => write!(f, "{n} invalid byte sequences replaced by U+FFFD"),
            Self::Utf16 => f.write_str("decoded from UTF-16"),
            Self::CarriageReturns => f.write_str("bare carriage returns taken as line ends"),
            Self::FusedLine => {
                f.write_str("the end of one page and the start of the next shared a line")
            }
            Self::TitleNotRepeated => f.write_str("the title was not repeated after the article"),
            Self::TitleFromRepetition => {
                f.write_str("the title was missing and taken from its repetition")
            }
            Self::SourceOnce => f.write_str("the source stood once instead of twice"),
            Self::DateRepeated => f.write_str("the date line stood twice"),
            Self::AbstractJoined => f.write_str("the abstract's lines were joined"),
            Self::NoAbstract => f.write_str("no abstract"),
            Self::NoTags => f.write_str("no tags"),
        }
    }
}

/// An article whose fused tags have more than one likely reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncertainTags {
    /// Line of the tags, from 1.
    pub line: u32,
    /// The tags as the page has them.
    pub fused: CleanString,
    /// The reading that was taken.
    pub tags: Vec<String>,
}

/// Most bytes of a quarantined passage that are kept.
pub(super) const QUARANTINE_MAX: usize = 4096;

/// Lines that could not be read as an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarantined {
    /// First line, from 1.
    pub line: u32,
    /// Why.
    pub reason: Reason,
    /// The bytes as they are in the file, at most 4 KiB of them.
    pub bytes: Vec<u8>,
    /// How many bytes there are in all.
    pub bytes_len: u64,
}

impl Quarantined {
    /// The bytes as text that is safe to show.
    #[must_use]
    pub fn text(&self) -> CleanString {
        let text = String::from_utf8_lossy(&self.bytes);
        let lines: Vec<String> = text
            .lines()
            .map(|line| CleanString::new(line).to_string())
            .collect();
        CleanString::new(&lines.join(" \u{23ce} "))
    }
}

/// Why lines are in quarantine.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Reason {
    /// The date line names no day.
    #[error("date '{0}' is not a date")]
    NotADate(CleanString),
    /// Likes or minutes are not whole numbers that fit.
    #[error("'{0}' does not give likes and minutes as whole numbers")]
    NotNumbers(CleanString),
    /// The article has no likes line.
    #[error("no line 'N likes \u{b7} M min read' before the next article")]
    NoLikes,
    /// What stands in the place of the tags is too long to be tags.
    #[error("the line before the likes is too long for tags")]
    NotTags,
    /// The line where the title is repeated holds something else.
    #[error("stands where the title is repeated, but differs from it")]
    OtherTitle,
    /// There is no title between date and likes.
    #[error("no title between the date and the likes")]
    NoTitle,
    /// No line gives a date.
    #[error("no line 'Mon D, YYYY \u{b7} category' before the likes")]
    NoDate,
    /// No source stands before the date.
    #[error("no source before the date")]
    NoSource,
    /// Text between articles.
    #[error("text that belongs to no article")]
    Stray,
    /// The file ends inside the article.
    #[error("the file ends inside the article's {0}")]
    Cut(&'static str),
}

/// The file ends inside an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The line it ends on, from 1.
    pub line: u32,
    /// The field it ends in.
    pub field: &'static str,
    /// Whether the article could be read all the same.
    pub article_read: bool,
}
