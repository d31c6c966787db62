//! Finding articles: the query language, matching, ranking and what explains them.

mod query;

pub use query::{
    Amount, Clause, Direction, FIELDS, Field, FieldSpec, Filter, Flag, How, PartialDate, Query,
    QueryError, Scope, Sort, SortBy, Span, Unit,
};
