//! An article from its source to the repeated title.

use super::super::fields::{DateLine, LikesLine};
use super::super::header::header;
use super::super::lines::Line;
use super::super::report::{Reason, RepairKind};
use super::{ArticleRead, Parser, RawArticle, Start, span};
use crate::catalog::Span;
use crate::text::CleanString;

/// What ended the lines after the date.
enum End<'a> {
    Likes(Line<'a>, LikesLine<'a>),
    /// Another article or a header begins.
    Next,
    File,
}

/// An abstract is longer than any line of tags: of two lines between date and
/// likes, the second is an abstract if it is this long or ends like a sentence.
const TAGS_LEN_MAX: usize = 120;

impl<'a> Parser<'a> {
    /// Reads the article that begins on the next line.
    pub(super) fn article(&mut self, source: Line<'a>, start: Start, date: DateLine<'a>) {
        for _ in 0..start.lines() {
            self.lines.take();
        }
        let date_line = self.lines.take().unwrap_or(source);
        let end = self.body();
        let (likes_line, likes) = match end {
            End::Likes(line, likes) => (line, likes),
            End::Next => return self.refuse(source, Reason::NoLikes),
            End::File => return self.cut_in_body(source),
        };
        if likes.rest.is_empty() {
            self.lines.take();
        } else {
            self.repair(likes_line.number, RepairKind::FusedLine);
            self.lines.split(likes_line.text.len() - likes.rest.len());
        }
        let title = self.body.first().copied();
        if start == Start::Doubled && likes.rest.is_empty() && likes.whole {
            self.repeated_title(title.map_or("", |title| title.text));
        } else if !likes.whole {
            self.cut("reading time", ArticleRead::Yes);
        }
        let Some(title) = title else {
            return self.refuse(source, Reason::NoTitle);
        };
        let Some(published) = date.date else {
            return self.refuse(source, Reason::NotADate(CleanString::new(date.text)));
        };
        let Some((likes, minutes)) = likes.numbers else {
            return self.refuse(
                source,
                Reason::NotNumbers(CleanString::new(likes_line.text)),
            );
        };
        let (summary, tags) = self.summary_and_tags(likes_line.number);
        let listing = self.listing_for(source.number, start, published);
        let category_start = date_line.start + date_line.text.len() - date.category.len();
        let article = RawArticle {
            line: source.number,
            tags_line: tags.map_or(likes_line.number, |line| line.number),
            source: self.field(source),
            category: self.field(Line {
                text: date.category,
                start: category_start,
                ..date_line
            }),
            published,
            title: self.field(title),
            summary,
            fused: tags.map_or(Span::default(), |line| self.field(line)),
            likes,
            minutes,
            listing,
        };
        self.report.articles += 1;
        self.articles.push(article);
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

    /// Takes the title that is repeated after the likes.
    fn repeated_title(&mut self, title: &str) {
        let Some(line) = self.lines.peek(0) else {
            return self.cut("repeated title", ArticleRead::Yes);
        };
        if line.text == title {
            self.lines.take();
            return;
        }
        if title.starts_with(line.text) && self.lines.peek(1).is_none() {
            self.lines.take();
            return self.cut("repeated title", ArticleRead::Yes);
        }
        // `TitleSource` and `TitleTagged articles` are the seam of two pages, but a
        // doubled source that happens to begin like the title is just a source.
        let next = match self.start() {
            Some((Start::Doubled, _)) => true,
            Some((Start::Single, _)) => !line.text.starts_with(title),
            None => header(&self.lines).is_some_and(|_| !line.text.starts_with(title)),
        };
        if next {
            return self.repair(line.number, RepairKind::TitleNotRepeated);
        }
        if line.text.starts_with(title) {
            self.lines.split(title.len());
            let begins = self.start().is_some()
                || header(&self.lines).is_some()
                || self.lines.peek(1).is_none();
            if begins {
                return self.repair(line.number, RepairKind::FusedLine);
            }
            self.lines.take();
        } else {
            self.lines.take();
            if self.lines.peek(0).is_some()
                && self.start().is_none()
                && header(&self.lines).is_none()
            {
                self.quarantine(line.number, line.range(), Reason::Stray);
                return;
            }
        }
        self.repair(line.number, RepairKind::TitleRepeatedDifferently);
    }

    /// Sorts the lines after the title into abstract and tags.
    fn summary_and_tags(&mut self, likes_line: u32) -> (Span, Option<Line<'a>>) {
        match *self.body {
            [_, summary, tags] => (self.field(summary), Some(tags)),
            [_, one]
                if one.text.len() > TAGS_LEN_MAX || one.text.ends_with(['.', '。', '!', '?']) =>
            {
                self.repair(likes_line, RepairKind::NoTags);
                (self.field(one), None)
            }
            [_, tags] => {
                self.repair(tags.number, RepairKind::NoAbstract);
                (Span::default(), Some(tags))
            }
            [] | [_] => {
                self.repair(likes_line, RepairKind::NoAbstract);
                self.repair(likes_line, RepairKind::NoTags);
                (Span::default(), None)
            }
            [_, first, .., tags] => {
                self.repair(first.number, RepairKind::AbstractJoined);
                let lines = &self.body[1..self.body.len() - 1];
                let text = lines
                    .iter()
                    .map(|line| line.text)
                    .collect::<Vec<_>>()
                    .join(" ");
                let (clean, removed) = crate::text::scrub(&text);
                self.report.removed.add(removed);
                (self.store(&clean), Some(tags))
            }
        }
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
        let end = self.text[..self.lines.position()].trim_end().len();
        let end = end.max(source.start + source.text.len());
        let range = span(source.start, end - source.start);
        let start = range.start as usize;
        self.quarantine(source.number, start..start + range.len as usize, reason);
    }
}
