//! Query to text: what reads back as the same query, in one canonical way.

use std::fmt;

use super::cursor::{KEYWORDS, ends_word, field_name};
use super::{Clause, Direction, Field, Filter, How, Query, Scope};

/// Where a part stands, which says when it needs parentheses and marks.
#[derive(Clone, Copy)]
struct Place {
    /// Whether it is under an odd number of negations.
    is_unwanted: bool,
    /// Whether alternatives need parentheses.
    is_operand: bool,
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.filter.fmt(f)?;
        if self.sort.is_empty() {
            return Ok(());
        }
        let blank = if self.filter == Filter::default() {
            ""
        } else {
            " "
        };
        write!(f, "{blank}sort:")?;
        for (at, sort) in self.sort.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let minus = match sort.direction {
                Direction::Forward => "",
                Direction::Backward => "-",
            };
            write!(f, "{comma}{minus}{}", sort.by.name())?;
        }
        Ok(())
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = Place {
            is_unwanted: false,
            is_operand: false,
        };
        self.print(f, place)
    }
}

impl Filter {
    fn print(&self, f: &mut fmt::Formatter<'_>, place: Place) -> fmt::Result {
        let operand = Place {
            is_operand: true,
            ..place
        };
        match self {
            Self::And(parts) => joined(f, parts, " ", operand),
            Self::Or(parts) if place.is_operand => {
                f.write_str("(")?;
                joined(f, parts, " | ", place)?;
                f.write_str(")")
            }
            Self::Or(parts) => joined(f, parts, " | ", operand),
            Self::Not(inner) => {
                f.write_str("!")?;
                let inside = Place {
                    is_unwanted: !place.is_unwanted,
                    is_operand: false,
                };
                match &**inner {
                    Self::Clause(clause) => clause.print(f, inside),
                    group => {
                        f.write_str("(")?;
                        group.print(f, inside)?;
                        f.write_str(")")
                    }
                }
            }
            Self::Clause(clause) => clause.print(f, place),
        }
    }
}

fn joined(
    f: &mut fmt::Formatter<'_>,
    parts: &[Filter],
    between: &str,
    place: Place,
) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        part.print(f, place)?;
    }
    Ok(())
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = Place {
            is_unwanted: false,
            is_operand: false,
        };
        self.print(f, place)
    }
}

impl Clause {
    fn print(&self, f: &mut fmt::Formatter<'_>, place: Place) -> fmt::Result {
        match self {
            Self::Text { scope, how, text } => {
                let (field, usual) = match scope {
                    Scope::Any => (None, How::Near),
                    Scope::Title => (Some(Field::Title), How::Near),
                    Scope::Summary => (Some(Field::Summary), How::Part),
                };
                // What a word without marks means here.
                let usual = if place.is_unwanted { How::Part } else { usual };
                marked(f, field, *how, usual, text)
            }
            Self::Value { facet, how, text } => {
                marked(f, Some(Field::of(*facet)), *how, How::Near, text)
            }
            Self::Year(amount) => write!(f, "{}:{amount}", Field::Year.name()),
            Self::Date(span) => write!(f, "{}:{span}", Field::Date.name()),
            Self::Minutes(amount) => write!(f, "{}:{amount}", Field::Minutes.name()),
            Self::Likes(amount) => write!(f, "{}:{amount}", Field::Likes.name()),
            Self::Is(flag) => write!(f, "{}:{}", flag.verb(), flag.name()),
            Self::View(view) => {
                let name = view.name().as_str();
                marked(f, Some(Field::View), How::Near, How::Near, name)
            }
            Self::Label(label) => marked(f, Some(Field::Label), How::Near, How::Near, label),
        }
    }
}

/// A text with the marks that say how it must match, where they are not `usual`.
fn marked(
    f: &mut fmt::Formatter<'_>,
    field: Option<Field>,
    how: How,
    usual: How,
    text: &str,
) -> fmt::Result {
    if let Some(field) = field {
        write!(f, "{}:", field.name())?;
    }
    let is_usual = how == usual && reads_back(text, field, "");
    // In these fields quotes alone make a text exact.
    let quotes_say_part = matches!(field, Some(Field::Title | Field::Summary));
    let (before, after) = match how {
        How::Part if !is_usual && !quotes_say_part => ("'", ""),
        How::Near | How::Part | How::Phrase => ("", ""),
        How::Start => ("^", ""),
        How::End => ("", "$"),
        How::Whole => ("^", "$"),
    };
    let is_marked = !(before.is_empty() && after.is_empty());
    if is_usual || is_marked && reads_back(text, field, before) {
        return write!(f, "{before}{text}{after}");
    }
    write!(f, "{before}\"")?;
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            f.write_str("\\")?;
        }
        write!(f, "{c}")?;
    }
    write!(f, "\"{after}")
}

/// Whether a text after a mark means itself without quotes.
fn reads_back(text: &str, field: Option<Field>, before: &str) -> bool {
    let is_sign = |c: char| match c {
        '"' => true,
        '\'' | '^' => before.is_empty(),
        '!' | '-' => before.is_empty() && field.is_none(),
        _ => false,
    };
    let is_keyword = KEYWORDS
        .iter()
        .any(|k| text == *k || text == k.to_uppercase());
    let is_grammar = is_keyword || field_name(text).is_some();
    let needs_quotes = text.is_empty()
        || text.contains(ends_word)
        || text.starts_with(is_sign)
        || text != "$" && text.ends_with('$')
        || is_grammar && before.is_empty() && field.is_none();
    !needs_quotes
}
