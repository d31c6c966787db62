//! An article from its source to the repeated title.

use super::super::fields::{DateLine, LikesLine};
use super::super::header::header;
use super::super::lines::Line;
use super::super::report::{Reason, RepairKind};
use super::super::tags::FUSED_MAX;
use super::{ArticleRead, Parser, RawArticle, Seam, Start, span};
use crate::catalog::Span;
use crate::text::{CleanString, fold_into};

/// What ended the lines after the date.
enum End<'a> {
    Likes(Line<'a>, LikesLine<'a>),
    /// Another article or a header begins.
    Next,
    File,
}

/// What stands where the title is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Repeated<'a> {
    /// The title, whole or cut.
    Title,
    /// Nothing: the next article follows.
    Missing,
    /// Another line.
    Other(Line<'a>),
}

/// Three tags have fewer words than a sentence.
const TAGS_WORDS_MAX: usize = 9;

impl<'a> Parser<'a> {
    /// Reads the article that begins on the next line.
    pub(super) fn article(&mut self, source: Line<'a>, start: Start, date: DateLine<'a>) {
        self.seam_before = std::mem::replace(&mut self.seam, Seam::None);
        for _ in 0..start.lines() {
            self.lines.take();
        }
        let Some(date_line) = self.lines.peek(0) else {
            return;
        };
        let category_start = date_line.text.len() - date.category.len();
        if let Some(before) = self.page_begins_in(date_line, category_start) {
            self.lines.split(before);
            self.repair(date_line.number, RepairKind::FusedLine);
            return self.refuse(source, Reason::Cut("date line"));
        }
        self.lines.take();
        if self
            .lines
            .peek(0)
            .is_some_and(|next| next.text == date_line.text)
        {
            self.lines.take();
            self.repair(date_line.number, RepairKind::DateRepeated);
        }
        let (likes_line, likes) = match self.body() {
            End::Likes(line, likes) => (line, likes),
            End::Next => return self.refuse(source, Reason::NoLikes),
            End::File => return self.cut_in_body(source),
        };
        let (start, other) = self.end_of_article(start, likes_line, &likes);
        let Some(title) = self.title(other, likes_line.number) else {
            return self.refuse(source, Reason::NoTitle);
        };
        let Some(published) = date.date else {
            return self.refuse(source, Reason::NotADate(CleanString::new(date.text)));
        };
        let Some((likes, minutes)) = likes.numbers else {
            let numbers = CleanString::new(likes_line.text);
            return self.refuse(source, Reason::NotNumbers(numbers));
        };
        let (summary, tags) = self.summary_and_tags(likes_line.number);
        if tags.is_some_and(|tags| tags.text.len() > FUSED_MAX) {
            return self.refuse(source, Reason::NotTags);
        }
        let listing = self.listing_for(source.number, start);
        self.report.articles += 1;
        self.articles.push(RawArticle {
            line: source.number,
            tags_line: tags.map_or(likes_line.number, |line| line.number),
            source: Self::span_of(source),
            category: span(date_line.start + category_start, date.category.len()),
            published,
            title: Self::span_of(title),
            summary,
            fused: tags.map_or(Span::default(), Self::span_of),
            likes,
            minutes,
            listing,
        });
        if let Repeated::Other(other) = other
            && other != title
        {
            self.quarantine(other.number, other.range(), Reason::OtherTitle);
        }
    }

    /// Where on its date line a cut article ends and another page begins, if it does:
    /// at a header, or at a source whose own date line follows.
    fn page_begins_in(&self, date_line: Line<'a>, category_start: usize) -> Option<usize> {
        if let Some(found) = header(&self.lines) {
            return Some(found.before).filter(|before| *before > 0);
        }
        let next = self.lines.peek(1)?.text;
        let cut = next != date_line.text && category_start < date_line.text.len();
        (cut && DateLine::parse(next).is_some()).then_some(category_start)
    }

    /// Collects the lines up to the likes line, which stays untaken.
    fn body(&mut self) -> End<'a> {
        self.body.clear();
        while let Some(line) = self.lines.peek(0) {
            if let Some(likes) = LikesLine::parse(line.text) {
                return End::Likes(line, likes);
            }
            if self.start().is_some() {
                return End::Next;
            }
            if let Some(found) = header(&self.lines) {
                if found.before > 0 {
                    self.body.push(line);
                    self.repair(line.number, RepairKind::FusedLine);
                    self.lines.split(found.before);
                }
                return End::Next;
            }
            self.body.push(line);
            self.lines.take();
        }
        End::File
    }

    /// Takes the likes line and the repeated title, and tells which of the two ways
    /// the article stands in after all: one of its doubled lines may be missing.
    fn end_of_article(
        &mut self,
        start: Start,
        likes_line: Line<'a>,
        likes: &LikesLine<'a>,
    ) -> (Start, Repeated<'a>) {
        if !likes.rest.is_empty() {
            self.fused(likes_line, likes_line.text.len() - likes.rest.len());
            return (start, Repeated::Missing);
        }
        self.lines.take();
        if !likes.whole {
            self.cut("reading time", ArticleRead::Yes);
            return (start, Repeated::Missing);
        }
        let title = self.body.first().map_or("", |title| title.text);
        let next = self.lines.peek(0);
        let is_title = next.is_some_and(|next| next.text == title);
        match start {
            Start::Single if !self.in_single_form() => {
                // Where lines changed places, the title that is repeated stands lower.
                let of_body = |next: &Line<'_>| self.body.iter().any(|line| line.text == next.text);
                let Some(repeated) = next.filter(of_body) else {
                    return (start, Repeated::Missing);
                };
                self.lines.take();
                self.repair(likes_line.number, RepairKind::SourceOnce);
                let repeated = if is_title {
                    Repeated::Title
                } else {
                    Repeated::Other(repeated)
                };
                (Start::Doubled, repeated)
            }
            Start::Single => (start, Repeated::Missing),
            Start::Doubled if self.in_single_form() && !is_title => {
                let goes_on = next.is_none()
                    || self
                        .start()
                        .is_some_and(|(start, _)| start == Start::Single);
                if goes_on {
                    return (Start::Single, Repeated::Missing);
                }
                (start, self.repeated_title(title))
            }
            Start::Doubled => (start, self.repeated_title(title)),
        }
    }

    /// Splits the next line, whose first `bytes` end one page and whose rest begins
    /// another.
    fn fused(&mut self, line: Line<'a>, bytes: usize) {
        self.lines.split(bytes);
        self.seam = Seam::Seen;
        self.repair(line.number, RepairKind::FusedLine);
    }

    /// Takes the title that is repeated after the likes.
    fn repeated_title(&mut self, title: &str) -> Repeated<'a> {
        let Some(line) = self.lines.peek(0) else {
            self.cut("repeated title", ArticleRead::Yes);
            return Repeated::Title;
        };
        if line.text == title {
            self.lines.take();
            return Repeated::Title;
        }
        // A file may also be cut inside a character.
        let whole = line.text.trim_end_matches(char::REPLACEMENT_CHARACTER);
        if title.starts_with(whole) && self.lines.peek(1).is_none() {
            self.lines.take();
            self.cut("repeated title", ArticleRead::Yes);
            return Repeated::Title;
        }
        let begins_with_title = !title.is_empty() && line.text.starts_with(title);
        // `TitleSource` and `TitleTagged articles` are the seam of two pages, but a
        // doubled source that happens to begin like the title is just a source.
        let next = match self.start() {
            Some((Start::Doubled, _)) => true,
            Some((Start::Single, _)) => !begins_with_title,
            None => header(&self.lines).is_some_and(|_| !begins_with_title),
        };
        if next {
            // What precedes a header may be the title's beginning; `header` looks.
            self.repair(line.number, RepairKind::TitleNotRepeated);
            return Repeated::Missing;
        }
        if begins_with_title {
            let mut ahead = self.lines.clone();
            ahead.split(title.len());
            let rest = std::mem::replace(&mut self.lines, ahead);
            let begins = self.start().is_some()
                || header(&self.lines).is_some()
                || self.lines.peek(1).is_none();
            self.lines = rest;
            if begins {
                self.fused(line, title.len());
                return Repeated::Title;
            }
        }
        self.lines.take();
        if folded(line.text) == folded(title) {
            return Repeated::Title;
        }
        Repeated::Other(line)
    }

    /// The title; where it is missing in its place, the repeated one.
    fn title(&mut self, repeated: Repeated<'a>, likes_line: u32) -> Option<Line<'a>> {
        let first = *self.body.first()?;
        if let Repeated::Other(other) = repeated
            && self.body.len() == 2
            && is_prose(first.text)
        {
            self.repair(likes_line, RepairKind::TitleFromRepetition);
            self.body.insert(0, other);
            return Some(other);
        }
        Some(first)
    }

    /// Sorts the lines after the title into abstract and tags.
    fn summary_and_tags(&mut self, likes_line: u32) -> (Span, Option<Line<'a>>) {
        let rest = self.body.get(1..).unwrap_or_default();
        let tags = rest.last().copied().filter(|last| !is_prose(last.text));
        let summary = &rest[..rest.len() - usize::from(tags.is_some())];
        let span = match summary {
            [] => Span::default(),
            [one] => Self::span_of(*one),
            several => {
                let text: Vec<&str> = several.iter().map(|line| line.text).collect();
                let start = self.clean.text.len() + self.extra.len();
                let text = text.join(" ");
                self.extra.push_str(&text);
                span(start, text.len())
            }
        };
        let (count, first) = (
            summary.len(),
            summary.first().map_or(likes_line, |line| line.number),
        );
        match count {
            0 => self.repair(likes_line, RepairKind::NoAbstract),
            1 => {}
            _ => self.repair(first, RepairKind::AbstractJoined),
        }
        if tags.is_none() {
            self.repair(likes_line, RepairKind::NoTags);
        }
        (span, tags)
    }

    /// The file ends before the likes line.
    fn cut_in_body(&mut self, source: Line<'a>) {
        let field = match self.body.len() {
            0 => "date line",
            1 => "title",
            2 => "abstract",
            3 => "tags",
            _ => "likes",
        };
        self.cut(field, ArticleRead::No);
        self.refuse(source, Reason::Cut(field));
    }

    /// Puts everything since `source` into quarantine.
    fn refuse(&mut self, source: Line<'a>, reason: Reason) {
        if self.seam_before == Seam::Seen {
            self.seam = Seam::Seen;
        }
        let end = self.clean.text[..self.lines.position()].trim_end().len();
        let end = end.max(source.range().end);
        self.quarantine(source.number, source.start..end, reason);
    }
}

/// Whether a line is a sentence rather than tags.
fn is_prose(line: &str) -> bool {
    // Most lines have too few bytes that may be blanks to be looked at by character.
    let may_be_blank = |byte: &u8| byte.is_ascii_whitespace() || !byte.is_ascii();
    line.ends_with(['.', '。', '!', '！', '?', '？', '…'])
        || (line.bytes().filter(may_be_blank).count() >= TAGS_WORDS_MAX
            && line.split_whitespace().nth(TAGS_WORDS_MAX).is_some())
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold_into(&mut folded, text);
    folded
}
