//! Text to query: a recursive descent, linear in the text.

mod clause;
mod expected;

use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

use super::cursor::{Cursor, Piece, Quoted, field_name};
use super::{Clause, Field, Filter, Flag, Query, QueryError, Scope, Sort, SortBy, View, Views};
use crate::text::count;
use clause::plain;
use expected::{too_deep, unknown_field};

pub(super) use expected::repeated;

/// Deeper nesting is a mistake, and would be a recursion as deep.
const DEPTH_MAX: usize = 64;

/// More clauses are a slip of a script: each is a pass over all texts at worst.
const CLAUSES_MAX: usize = 1_000;

/// Whether a word stands under an odd number of negations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
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

/// Finds the view of a name as it reads in this sense; else says what is wrong with the name.
pub(super) type Lookup<'a> = &'a dyn Fn(&str, Sense) -> Result<Arc<View>, String>;

/// A query, and how much of the limits it takes with all that its views stand for.
pub(super) struct Parsed {
    pub query: Query,
    pub clauses: usize,
    pub depth: usize,
}

/// Reads a query whose words mean what they mean in this sense. O(length), and never more
/// than [`CLAUSES_MAX`] clauses.
///
/// # Errors
/// When it does not follow the grammar; the error says where and what was expected.
pub(super) fn parse(text: &str, sense: Sense, lookup: Lookup<'_>) -> Result<Parsed, QueryError> {
    let mut parser = Parser {
        cursor: Cursor::new(text),
        len: text.trim_end().len(),
        lookup,
        sort: Vec::new(),
        clauses: 0,
        depth: 0,
        deepest: 0,
        sense,
        is_inside: false,
    };
    let filter = parser.or()?;
    let at = parser.cursor.at();
    match parser.cursor.peek() {
        None => Ok(Parsed {
            query: Query {
                filter,
                sort: parser.sort,
            },
            clauses: parser.clauses,
            depth: parser.deepest,
        }),
        Some(_) => Err(QueryError::wrong(
            at..at + 1,
            "this ')' closes nothing; quote it to search for it",
        )),
    }
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    len: usize,
    lookup: Lookup<'a>,
    sort: Vec<Sort>,
    /// Clauses so far, those of views among them.
    clauses: usize,
    depth: usize,
    deepest: usize,
    sense: Sense,
    /// Whether a part of an `or`, a group or a negation is being read, in which an
    /// order makes no sense.
    is_inside: bool,
}

impl FromStr for Query {
    type Err = QueryError;

    /// Reads a query where no views are saved; see [`super::Views::parse`].
    ///
    /// # Errors
    /// As there.
    fn from_str(text: &str) -> Result<Self, QueryError> {
        Views::default().parse(text)
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
        let text = self.text(Scope::Any, start)?;
        self.counted(text, start, 1)
    }

    /// A clause, if the query may have as many more.
    fn counted(
        &mut self,
        clause: Clause,
        start: usize,
        clauses: usize,
    ) -> Result<Option<Filter>, QueryError> {
        self.clauses += clauses;
        if self.clauses > CLAUSES_MAX {
            let most = count(CLAUSES_MAX);
            let what = format!(
                "a query has at most {most} parts, those of its views among them; this is one more"
            );
            return Err(QueryError::wrong(start..self.cursor.at(), what));
        }
        Ok(Some(Filter::Clause(clause)))
    }

    fn field(&mut self, field: Field, start: usize) -> Result<Option<Filter>, QueryError> {
        let clause = match field {
            Field::Title => self.text(Scope::Title, start)?,
            Field::Summary => self.text(Scope::Summary, start)?,
            Field::Value(facet) => self.value(facet, start)?,
            Field::Sort => return self.sort(start).map(|()| None),
            Field::View => return self.view(start),
            Field::Label => Clause::Label(self.required(field, start)?.text),
            Field::Year | Field::Date | Field::Minutes | Field::Likes | Field::Is => {
                let piece = self.required(field, start)?;
                match plain(field, &piece.text) {
                    Some(clause) => clause,
                    None => return Err(self.malformed(field, piece.at)),
                }
            }
        };
        self.counted(clause, start, 1)
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
            return Err(too_deep(at));
        }
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
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
}
