//! Lines to articles: one tolerant, linear pass over a text of any form.
//!
//! The date line is the anchor: an article is what stands around one. Whatever is
//! neither an article nor a header goes into quarantine, and reading goes on at
//! the next place that looks like an article or a header.

mod body;
mod stray;

use std::ops::{ControlFlow, Range};

use chrono::NaiveDate;
use memchr::memchr_iter;

use super::decode::Decoded;
use super::fields::DateLine;
use super::header::{Header, header};
use super::input::Progress;
use super::lines::{Line, Lines};
use super::report::{Cut, FileReport, Quarantined, Reason, Repair, RepairKind};
use crate::catalog::{Form, Listing, Span, TagSource};
use crate::text::{CleanString, is_clean, scrub};

/// Most bytes of a quarantined passage that are kept.
const QUARANTINE_MAX: usize = 4096;

/// Articles between two reports of progress.
const PROGRESS_EVERY: usize = 8192;

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
    /// The file's text, with scrubbed copies of unsafe fields behind it.
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

/// Parses a decoded file. O(n), with memory for the articles found and whatever
/// had to be scrubbed. Breaks off where `progress` says so.
pub(super) fn parse(
    path: CleanString,
    decoded: Decoded,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Parsed {
    let Decoded {
        text,
        original,
        repairs,
    } = decoded;
    let mut parser = Parser {
        text: &text,
        original: original.as_deref(),
        original_at: (1, 0),
        lines: Lines::new(&text),
        extra: String::new(),
        articles: Vec::new(),
        report: FileReport {
            path,
            repairs,
            ..FileReport::default()
        },
        last_date: None,
        body: Vec::new(),
    };
    parser.run(progress);
    let Parser {
        extra,
        articles,
        report,
        ..
    } = parser;
    let mut text = text;
    text.push_str(&extra);
    Parsed {
        text,
        articles,
        report,
    }
}

struct Parser<'a> {
    text: &'a str,
    original: Option<&'a [u8]>,
    /// A line number of the original and where that line begins.
    original_at: (u32, usize),
    lines: Lines<'a>,
    extra: String,
    articles: Vec<RawArticle>,
    report: FileReport,
    /// Date of the article before, in the same listing.
    last_date: Option<NaiveDate>,
    /// Lines between date and likes; kept to save allocations.
    body: Vec<Line<'a>>,
}

impl<'a> Parser<'a> {
    fn run(&mut self, progress: &mut dyn FnMut(Progress) -> ControlFlow<()>) {
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
                let done = Progress {
                    bytes_done: self.lines.position() as u64,
                    bytes_total: self.text.len() as u64,
                    articles: reported as u64,
                };
                if progress(done).is_break() {
                    return;
                }
            }
        }
    }

    /// Whether an article begins on the next line, and its date line.
    fn start(&self) -> Option<(Start, DateLine<'a>)> {
        let [source, second] = [self.lines.peek(0)?.text, self.lines.peek(1)?.text];
        if source == second {
            let date = DateLine::parse(self.lines.peek(2)?.text)?;
            return DateLine::parse(source)
                .is_none()
                .then_some((Start::Doubled, date));
        }
        let date = DateLine::parse(second)?;
        DateLine::parse(source)
            .is_none()
            .then_some((Start::Single, date))
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
        let tag = found.tag.map(|tag| {
            let (clean, removed) = scrub(tag);
            self.report.removed.add(removed);
            (CleanString::new(&clean), TagSource::Header)
        });
        self.listing(Listing {
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
            .is_some_and(|article| article.title.of(self.text).starts_with(text))
    }

    fn listing(&mut self, listing: Listing) {
        self.report.listings.push(listing);
        self.last_date = None;
    }

    /// The listing an article belongs to; begins one where the form changes without
    /// a header, or where dates rise (listings are newest first, so that is the seam
    /// of a page that was joined without a header).
    fn listing_for(&mut self, line: u32, start: Start, date: NaiveDate) -> u32 {
        let goes_on = self.report.listings.last().is_some_and(|listing| {
            let same_form = Start::of_form(listing.form) == start;
            let in_order = self.last_date.is_none_or(|last| date <= last);
            listing.articles == 0 || (same_form && in_order)
        });
        if !goes_on {
            self.listing(Listing {
                form: start.bare_form(),
                tag: None,
                total_claimed: None,
                page: None,
                pages: None,
                line,
                articles: 0,
            });
        }
        self.last_date = Some(date);
        if let Some(listing) = self.report.listings.last_mut() {
            listing.articles += 1;
        }
        u32::try_from(self.report.listings.len() - 1).unwrap_or(u32::MAX)
    }

    /// Makes a field safe: a span of the text as it is, or of a scrubbed copy.
    fn field(&mut self, line: Line<'_>) -> Span {
        if is_clean(line.text) {
            return span(line.start, line.text.len());
        }
        let (clean, removed) = scrub(line.text);
        self.report.removed.add(removed);
        self.store(clean.trim())
    }

    /// Keeps a text that does not stand in the file as it is.
    fn store(&mut self, text: &str) -> Span {
        let start = self.text.len() + self.extra.len();
        self.extra.push_str(text);
        span(start, text.len())
    }

    fn repair(&mut self, line: u32, kind: RepairKind) {
        self.report.repairs.push(Repair { line, kind });
    }

    fn quarantine(&mut self, line: u32, range: Range<usize>, reason: Reason) {
        let (bytes, len) = match self.original {
            None => {
                let bytes = &self.text.as_bytes()[range];
                (bytes, bytes.len())
            }
            Some(original) => {
                let lines = memchr_iter(b'\n', &self.text.as_bytes()[range]).count() + 1;
                let bytes = self.original_lines(original, line, lines);
                (bytes, bytes.len())
            }
        };
        let bytes = bytes[..len.min(QUARANTINE_MAX)].to_vec();
        self.report.quarantined.push(Quarantined {
            line,
            reason,
            bytes,
            bytes_len: len as u64,
        });
    }

    /// `lines` lines of the original from line `first`. Called with rising lines, so
    /// that all calls together look at every byte once.
    fn original_lines(&mut self, original: &'a [u8], first: u32, lines: usize) -> &'a [u8] {
        let (number, offset) = self.original_at;
        let mut ends = memchr_iter(b'\n', &original[offset..]).map(|at| offset + at + 1);
        let before = first.saturating_sub(number) as usize;
        let start = match before.checked_sub(1) {
            None => offset,
            Some(nth) => ends.nth(nth).unwrap_or(original.len()),
        };
        let end = ends.nth(lines - 1).map_or(original.len(), |end| end - 1);
        self.original_at = (number.max(first), start);
        original.get(start..end).unwrap_or_default()
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
