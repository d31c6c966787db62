//! What stands behind a field, or alone.

use super::expected::too_deep;
use super::{DEPTH_MAX, Parser, Sense};
use crate::catalog::Facet;
use crate::search::query::cursor::Quoted;
use crate::search::query::{
    Amount, Clause, Direction, Field, Filter, Flag, How, QueryError, Scope, Sort, SortBy, Span,
};

impl Parser<'_> {
    pub(super) fn view(&mut self, start: usize) -> Result<Option<Filter>, QueryError> {
        let piece = self.required(Field::View, start)?;
        let view = (self.lookup)(&piece.text, self.sense).map_err(|message| QueryError {
            is_unfinished: piece.at.end == self.len,
            ..QueryError::wrong(piece.at.clone(), message)
        })?;
        let at = start..piece.at.end;
        if *view.filter() == Filter::default() && self.is_inside {
            let what = "this view only orders; put it outside of groups and negations";
            return Err(QueryError::wrong(at, what));
        }
        // As in parentheses.
        let depth = self.depth + 1 + view.depth();
        if depth > DEPTH_MAX {
            return Err(too_deep(at));
        }
        self.deepest = self.deepest.max(depth);
        let clauses = view.clauses();
        self.counted(Clause::View(view), start, clauses)
    }

    pub(super) fn text(&mut self, scope: Scope, start: usize) -> Result<Clause, QueryError> {
        let (how, text) = self.marked_text(start)?;
        let how = match how {
            How::Near if scope == Scope::Summary || self.sense == Sense::Unwanted => How::Part,
            How::Phrase if scope != Scope::Any => How::Part,
            other => other,
        };
        Ok(Clause::Text { scope, how, text })
    }

    pub(super) fn value(&mut self, facet: Facet, start: usize) -> Result<Clause, QueryError> {
        if self.cursor.rest().starts_with("\"\"") {
            // The value of articles that have none: `category:""`.
            self.cursor.advance(2);
            return Ok(Clause::Value {
                facet,
                how: How::Near,
                text: String::new(),
            });
        }
        let (how, text) = self.marked_text(start)?;
        // Quotes are for blanks here: a value is a whole name anyway.
        let how = if how == How::Phrase { How::Near } else { how };
        Ok(Clause::Value { facet, how, text })
    }

    /// A text with the marks around it that say how it must match.
    pub(super) fn marked_text(&mut self, start: usize) -> Result<(How, String), QueryError> {
        let is_exact = self.cursor.take('\'');
        let is_start = !is_exact && self.cursor.take('^');
        let mut piece = self.piece(start)?;
        let is_end = match piece.quoted {
            Quoted::No => piece.text.len() > 1 && piece.text.ends_with('$'),
            Quoted::Yes | Quoted::Open => self.cursor.take('$'),
        };
        if is_end && piece.quoted == Quoted::No {
            piece.text.pop();
        }
        if piece.text.trim().is_empty() {
            return Err(self.empty(start));
        }
        let how = match (is_start, is_end) {
            (true, true) => How::Whole,
            (true, false) => How::Start,
            (false, true) => How::End,
            (false, false) if is_exact => How::Part,
            (false, false) if piece.quoted == Quoted::Yes => How::Phrase,
            (false, false) => How::Near,
        };
        Ok((how, piece.text))
    }

    pub(super) fn sort(&mut self, start: usize) -> Result<(), QueryError> {
        let piece = self.required(Field::Sort, start)?;
        if self.is_inside {
            return Err(QueryError::wrong(
                start..piece.at.end,
                "'sort:' orders the whole query; put it outside of groups and negations",
            ));
        }
        for key in piece.text.split(',') {
            let (name, direction) = match key.strip_prefix('-') {
                Some(name) => (name, Direction::Backward),
                None => (key, Direction::Forward),
            };
            let row = SortBy::ALL
                .iter()
                .find(|(_, n)| n.eq_ignore_ascii_case(name));
            let Some((by, _)) = row else {
                return Err(self.malformed(Field::Sort, piece.at));
            };
            self.sort.push(Sort { by: *by, direction });
        }
        Ok(())
    }
}

/// A clause whose value is not a text.
pub(super) fn plain(field: Field, text: &str) -> Option<Clause> {
    match field {
        Field::Year => Amount::parse(text).map(Clause::Year),
        Field::Minutes => Amount::parse(text).map(Clause::Minutes),
        Field::Likes => Amount::parse(text).map(Clause::Likes),
        Field::Date => Span::parse(text).map(Clause::Date),
        Field::Is => {
            let row = Flag::ALL
                .iter()
                .find(|(_, n, _)| n.eq_ignore_ascii_case(text));
            row.map(|(flag, ..)| Clause::Is(*flag))
        }
        Field::Title
        | Field::Summary
        | Field::Value(_)
        | Field::Label
        | Field::View
        | Field::Sort => None,
    }
}
