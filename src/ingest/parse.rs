//! Lines to articles: one tolerant, linear pass over a text of any form.
//!
//! The date line is the anchor: an article is what stands around one. Whatever is
//! neither an article nor a header goes into quarantine, and reading goes on at
//! the next place that looks like an article or a header.

mod body;
mod listings;
mod stray;

use std::ops::{ControlFlow, Range};

use chrono::NaiveDate;

use super::clean::CleanText;
use super::decode::Decoded;
use super::fields::DateLine;
use super::header::{Header, header};
use super::lines::{Line, Lines};
use super::report::{Cut, FileReport, Quarantined, Reason, Repair, RepairKind};
use crate::catalog::{Form, Listing, Span, TagSource};
use crate::text::CleanString;

/// Articles between two reports of progress.
pub(super) const PROGRESS_EVERY: usize = 8192;

/// Longest line that can be a source; longer ones are not names.
const SOURCE_MAX: usize = 300;

/// An article before its tags are split; spans refer to [`Parsed::text`].
#[derive(Clone, Copy, Debug)]
pub(super) struct RawArticle {
    pub line: u32,
    pub tags_line: u32,
    pub source: Span,
    pub category: Span,
    pub published: NaiveDate,
    pub title: Span,
    pub summary: Span,
    pub fused: Span,
    pub likes: u32,
    pub minutes: u32,
    /// Place in [`FileReport::listings`].
    pub listing: u32,
}

/// A file, parsed.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// The file's text, with abstracts that had to be joined behind it.
    pub text: String,
    pub articles: Vec<RawArticle>,
    pub report: FileReport,
}

/// How an article's source stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// Twice (forms A, B, C, E); the title is repeated at the end.
    Doubled,
    /// Once (form D); nothing is repeated.
    Single,
}

impl Start {
    const fn lines(self) -> usize {
        match self {
            Self::Doubled => 2,
            Self::Single => 1,
        }
    }

    const fn bare_form(self) -> Form {
        match self {
            Self::Doubled => Form::E,
            Self::Single => Form::D,
        }
    }

    const fn of_form(form: Form) -> Self {
        match form {
            Form::D => Self::Single,
            Form::A | Form::B | Form::C | Form::E => Self::Doubled,
        }
    }
}

/// Parses a decoded file. O(n), with memory for the articles found and the lines that
/// had to be cleaned. `progress` hears the bytes and articles done, and may break off.
pub(super) fn parse(
    path: CleanString,
    decoded: Decoded,
    progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Parsed {
    let Decoded {
        text,
        original,
        repairs,
    } = decoded;
    let clean = CleanText::new(text, original.as_deref());
    let mut parser = Parser {
        clean: &clean,
        lines: Lines::new(&clean.text),
        extra: String::new(),
        articles: Vec::new(),
        report: FileReport {
            path,
            repairs,
            removed: clean.removed,
            ..FileReport::default()
        },
        seam: Seam::None,
        seam_before: Seam::None,
        body: Vec::new(),
    };
    parser.run(progress);
    parser.split_at_rising_dates();
    let Parser {
        extra,
        articles,
        report,
        ..
    } = parser;
    let mut text = clean.text;
    text.push_str(&extra);
    Parsed {
        text,
        articles,
        report,
    }
}

/// Whether the article before ended in the middle of a line, where another page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seam {
    None,
    Seen,
}

struct Parser<'a> {
    clean: &'a CleanText,
    lines: Lines<'a>,
    extra: String,
    articles: Vec<RawArticle>,
    report: FileReport,
    /// Before the next article, and before the one that is being read.
    seam: Seam,
    seam_before: Seam,
    /// Lines between date and likes; kept to save allocations.
    body: Vec<Line<'a>>,
}

impl<'a> Parser<'a> {
    fn run(&mut self, progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>) {
        let mut reported = 0;
        while let Some(line) = self.lines.peek(0) {
            if let Some(found) = header(&self.lines) {
                self.header(line, &found);
            } else if let Some((start, date)) = self.start() {
                self.article(line, start, date);
            } else {
                self.stray();
            }
            if self.articles.len() >= reported + PROGRESS_EVERY {
                reported = self.articles.len();
                if progress(self.lines.position(), reported).is_break() {
                    return;
                }
            }
        }
    }

    /// Whether an article begins on the next line, and its date line.
    fn start(&self) -> Option<(Start, DateLine<'a>)> {
        let [source, second] = [self.lines.peek(0)?.text, self.lines.peek(1)?.text];
        let (start, date) = if source == second {
            (Start::Doubled, self.lines.peek(2)?.text)
        } else {
            (Start::Single, second)
        };
        let date = DateLine::parse(date)?;
        let named = source.len() <= SOURCE_MAX && DateLine::parse(source).is_none();
        named.then_some((start, date))
    }

    fn header(&mut self, first: Line<'a>, found: &Header<'a>) {
        if found.before > 0 {
            let before = Line {
                text: first.text[..found.before].trim_end(),
                ..first
            };
            self.repair(first.number, RepairKind::FusedLine);
            if !self.ends_title(before.text) {
                self.quarantine(first.number, before.range(), Reason::Stray);
            }
        }
        for _ in 0..found.lines {
            self.lines.take();
        }
        let tag = found
            .tag
            .map(|tag| (CleanString::new(tag), TagSource::Header));
        self.seam = Seam::None;
        self.report.listings.push(Listing {
            form: found.form,
            tag,
            total_claimed: found.total,
            page: found.page,
            pages: found.pages,
            line: first.number,
            articles: 0,
        });
    }

    /// Whether `text` is the beginning of the title that was to be repeated next.
    fn ends_title(&self, text: &str) -> bool {
        self.articles
            .last()
            .is_some_and(|article| article.title.of(&self.clean.text).starts_with(text))
    }

    /// Where a line stands in the text.
    fn span_of(line: Line<'_>) -> Span {
        span(line.start, line.text.len())
    }

    fn repair(&mut self, line: u32, kind: RepairKind) {
        self.report.repairs.push(Repair { line, kind });
    }

    fn quarantine(&mut self, line: u32, range: Range<usize>, reason: Reason) {
        let (bytes, bytes_len) = self.clean.bytes_of(line, &self.clean.text[range]);
        self.report.quarantined.push(Quarantined {
            line,
            reason,
            bytes,
            bytes_len: bytes_len as u64,
        });
    }

    fn cut(&mut self, field: &'static str, article_read: ArticleRead) {
        self.report.cut = Some(Cut {
            line: self.lines.last_number(),
            field,
            article_read: article_read == ArticleRead::Yes,
        });
    }
}

/// Whether an article was read although the file ends inside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ArticleRead {
    Yes,
    No,
}

/// A span; the caller's text is below 4 GiB, which reading checks.
fn span(start: usize, len: usize) -> Span {
    Span {
        start: u32::try_from(start).unwrap_or(u32::MAX),
        len: u32::try_from(len).unwrap_or(0),
    }
}
