//! Text that is neither an article nor a header.

use super::super::fields::{DateLine, LikesLine};
use super::super::header::header;
use super::super::report::Reason;
use super::{ArticleRead, Parser};

impl Parser<'_> {
    /// Puts everything up to the next article or header into quarantine, as one
    /// passage; after a likes line a passage ends, as that closes an article.
    pub(super) fn stray(&mut self) {
        let Some(first) = self.lines.peek(0) else {
            return;
        };
        let after_article = self.report.listings.last().is_some();
        let mut taken = Vec::new();
        let mut end = first.range().end;
        let mut likes = false;
        while let Some(line) = self.lines.peek(0) {
            if !taken.is_empty() && (self.start().is_some() || header(&self.lines).is_some()) {
                break;
            }
            if likes {
                // The repeated title belongs to the passage.
                if taken.contains(&line.text) {
                    end = line.range().end;
                    self.lines.take();
                }
                break;
            }
            likes = LikesLine::parse(line.text).is_some();
            end = line.range().end;
            if taken.len() < 16 {
                taken.push(line.text);
            }
            self.lines.take();
        }
        let at_end = self.lines.peek(0).is_none();
        let reason = match taken[..] {
            _ if DateLine::parse(first.text).is_some() => Reason::NoSource,
            _ if likes => Reason::NoDate,
            [_] if at_end && after_article => Reason::Cut("source"),
            [source, second] if at_end && after_article => {
                if source == second || !source.starts_with(second) {
                    Reason::Cut("date line")
                } else {
                    Reason::Cut("source")
                }
            }
            [source, second, _] if at_end && after_article && source == second => {
                Reason::Cut("date line")
            }
            _ => Reason::Stray,
        };
        if let Reason::Cut(field) = reason {
            self.cut(field, ArticleRead::No);
        }
        self.quarantine(first.number, first.start..end, reason);
    }
}
