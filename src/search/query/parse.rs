//! Text to query: a recursive descent, linear in the text.

use std::ops::Range;
use std::str::FromStr;

use super::cursor::{Cursor, Piece, Quoted, field_name};
use super::{
    Amount, Clause, Direction, FIELDS, Field, Filter, Flag, How, Query, QueryError, Scope, Sort,
    SortBy, Span,
};
use crate::catalog::Facet;

/// Deeper nesting is a mistake, and would be a recursion as deep.
const DEPTH_MAX: usize = 64;

/// Whether a word stands under an odd number of negations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sense {
    Wanted,
    Unwanted,
}

impl Sense {
    const fn turned(self) -> Self {
        match self {
            Self::Wanted => Self::Unwanted,
            Self::Unwanted => Self::Wanted,
        }
    }
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    len: usize,
    sort: Vec<Sort>,
    depth: usize,
    sense: Sense,
    /// Whether a part of an `or`, a group or a negation is being read, in which an
    /// order makes no sense.
    is_inside: bool,
}

impl FromStr for Query {
    type Err = QueryError;

    /// Reads a query. O(length).
    ///
    /// # Errors
    /// When it does not follow the grammar; the error says where and what was expected.
    fn from_str(text: &str) -> Result<Self, QueryError> {
        let mut parser = Parser {
            cursor: Cursor::new(text),
            len: text.trim_end().len(),
            sort: Vec::new(),
            depth: 0,
            sense: Sense::Wanted,
            is_inside: false,
        };
        let filter = parser.or()?;
        let at = parser.cursor.at();
        match parser.cursor.peek() {
            None => Ok(Self {
                filter,
                sort: parser.sort,
            }),
            Some(_) => Err(QueryError::wrong(
                at..at + 1,
                "this ')' closes nothing; quote it to search for it",
            )),
        }
    }
}

impl Parser<'_> {
    fn or(&mut self) -> Result<Filter, QueryError> {
        self.cursor.skip_blanks();
        if self.is_end_of_part() && !self.at_or() {
            return Ok(Filter::default());
        }
        let mut parts = vec![self.and()?];
        while self.take_or() {
            parts.push(self.and()?);
        }
        // What only sorts is no alternative.
        if parts.len() > 1 && parts.contains(&Filter::default()) {
            return Err(self.missing("something to search for beside 'or'"));
        }
        Ok(Filter::any(parts))
    }

    fn and(&mut self) -> Result<Filter, QueryError> {
        let mut parts = Vec::new();
        let mut count = 0;
        loop {
            self.cursor.skip_blanks();
            if self.is_end_of_part() {
                break;
            }
            if count > 0 && self.cursor.take_keyword("and") {
                self.cursor.skip_blanks();
            }
            if self.is_end_of_part() || self.cursor.clone().take_keyword("and") {
                return Err(self.missing("something to search for beside 'and'"));
            }
            parts.extend(self.not()?);
            count += 1;
        }
        if count == 0 {
            return Err(self.missing("something to search for beside 'or'"));
        }
        Ok(Filter::all(parts))
    }

    /// A part; none for what only sorts.
    fn not(&mut self) -> Result<Option<Filter>, QueryError> {
        let start = self.cursor.at();
        if self.cursor.take_keyword("not") {
            self.cursor.skip_blanks();
        } else if !self.cursor.take('!') && !self.cursor.take('-') {
            return self.atom();
        }
        let has_blank = self.cursor.peek().is_some_and(char::is_whitespace);
        if has_blank || self.is_end_of_part() || self.cursor.clone().take_keyword("and") {
            return Err(self.missing("something to leave out; quote a sign to search for it"));
        }
        let at = start..self.cursor.at();
        let was_inside = std::mem::replace(&mut self.is_inside, true);
        self.sense = self.sense.turned();
        let part = self.nested(at, Self::not)?;
        self.sense = self.sense.turned();
        self.is_inside = was_inside;
        Ok(part.map(|part| match part {
            Filter::Not(inner) => *inner,
            other => Filter::Not(Box::new(other)),
        }))
    }

    fn atom(&mut self) -> Result<Option<Filter>, QueryError> {
        let start = self.cursor.at();
        if self.cursor.take('(') {
            let was_inside = std::mem::replace(&mut self.is_inside, true);
            let inner = self.nested(start..start + 1, Self::or)?;
            self.is_inside = was_inside;
            self.cursor.skip_blanks();
            if !self.cursor.take(')') {
                return Err(self.missing("a ')' for this group"));
            }
            if inner == Filter::default() {
                return Err(QueryError {
                    is_unfinished: self.cursor.at() == self.len,
                    ..QueryError::wrong(start..self.cursor.at(), "a group needs something inside")
                });
            }
            return Ok(Some(inner));
        }
        if let Some(name) = field_name(self.cursor.word()) {
            let Some(field) = Field::named(name) else {
                return Err(unknown_field(name, start));
            };
            self.cursor.advance(name.len() + 1);
            return self.field(field, start);
        }
        self.text(Scope::Any, start)
            .map(|text| Some(Filter::Clause(text)))
    }

    fn field(&mut self, field: Field, start: usize) -> Result<Option<Filter>, QueryError> {
        let clause = match field {
            Field::Title => self.text(Scope::Title, start)?,
            Field::Summary => self.text(Scope::Summary, start)?,
            Field::Value(facet) => self.value(facet, start)?,
            Field::Sort => return self.sort(start).map(|()| None),
            Field::Label => Clause::Label(self.required(field, start)?.text),
            Field::Year | Field::Date | Field::Minutes | Field::Likes | Field::Is => {
                let piece = self.required(field, start)?;
                match plain(field, &piece.text) {
                    Some(clause) => clause,
                    None => return Err(self.malformed(field, piece.at)),
                }
            }
        };
        Ok(Some(Filter::Clause(clause)))
    }

    fn text(&mut self, scope: Scope, start: usize) -> Result<Clause, QueryError> {
        let (how, text) = self.marked_text(start)?;
        let how = match how {
            How::Near if scope == Scope::Summary || self.sense == Sense::Unwanted => How::Part,
            How::Phrase if scope != Scope::Any => How::Part,
            other => other,
        };
        Ok(Clause::Text { scope, how, text })
    }

    fn value(&mut self, facet: Facet, start: usize) -> Result<Clause, QueryError> {
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
    fn marked_text(&mut self, start: usize) -> Result<(How, String), QueryError> {
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

    fn sort(&mut self, start: usize) -> Result<(), QueryError> {
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

    fn required(&mut self, field: Field, start: usize) -> Result<Piece, QueryError> {
        let piece = self.piece(start)?;
        if piece.text.is_empty() {
            return Err(self.missing(&format!(
                "a value after '{}:', such as {}",
                field.name(),
                field.spec().example
            )));
        }
        Ok(piece)
    }

    fn piece(&mut self, start: usize) -> Result<Piece, QueryError> {
        let piece = self.cursor.piece();
        if piece.quoted == Quoted::Open {
            return Err(QueryError {
                is_unfinished: true,
                ..QueryError::wrong(start..piece.at.end, "this quote needs a second '\"'")
            });
        }
        Ok(piece)
    }

    fn nested<T>(
        &mut self,
        at: Range<usize>,
        read: impl FnOnce(&mut Self) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        if self.depth == DEPTH_MAX {
            return Err(QueryError::wrong(at, "groups are nested too deeply"));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn is_end_of_part(&self) -> bool {
        matches!(self.cursor.peek(), None | Some(')')) || self.at_or()
    }

    fn at_or(&self) -> bool {
        self.cursor.clone().take('|') || self.cursor.clone().take_keyword("or")
    }

    fn take_or(&mut self) -> bool {
        self.cursor.skip_blanks();
        let is_or = self.cursor.take('|') || self.cursor.take_keyword("or");
        self.cursor.skip_blanks();
        is_or
    }

    /// Something that should stand at the cursor.
    fn missing(&self, what: &str) -> QueryError {
        let at = self.cursor.at().min(self.len);
        QueryError {
            is_unfinished: at == self.len,
            ..QueryError::wrong(at..at, format!("expected {what}"))
        }
    }

    fn empty(&self, start: usize) -> QueryError {
        QueryError {
            is_unfinished: self.cursor.at() >= self.len,
            ..QueryError::wrong(start..self.cursor.at(), "expected a word or a phrase here")
        }
    }

    fn malformed(&self, field: Field, at: Range<usize>) -> QueryError {
        let message = match field {
            Field::Is => format!("expected one of: {}", names(Flag::ALL.iter().map(|f| f.1))),
            Field::Sort => format!(
                "expected one of: {}",
                names(SortBy::ALL.iter().map(|s| s.1))
            ),
            other => {
                let spec = other.spec();
                format!("expected {}; {}", spec.example, spec.description)
            }
        };
        QueryError {
            is_unfinished: at.end == self.len,
            ..QueryError::wrong(at, message)
        }
    }
}

fn names(names: impl Iterator<Item = &'static str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn unknown_field(name: &str, start: usize) -> QueryError {
    let known = names(FIELDS.iter().filter_map(|spec| spec.names.first().copied()));
    QueryError::wrong(
        start..start + name.len() + 1,
        format!("no field '{name}'; fields are {known}; quote it to search for it"),
    )
}

/// A clause whose value is not a text.
fn plain(field: Field, text: &str) -> Option<Clause> {
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
        Field::Title | Field::Summary | Field::Value(_) | Field::Label | Field::Sort => None,
    }
}
