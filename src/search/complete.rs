//! Completing the fields and values of a query that is being typed.

use std::cmp::Reverse;
use std::ops::Range;

use super::query::{Clause, FIELDS, Field, Flag, SortBy, Views, ends_word};
use super::{Corpus, Pattern};
use crate::catalog::Facet;
use crate::text::fold_into;

/// More choices than anybody goes through.
const CHOICES_MAX: usize = 50;

/// Something that could stand in place of what is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the line that it replaces.
    pub range: Range<usize>,
    /// What it puts there.
    pub text: String,
    /// How many of the loaded articles have the value; none for what is no value.
    pub articles: Option<usize>,
}

/// How far from what is typed a value may be.
#[derive(Clone, Copy)]
enum Reach {
    /// It begins so.
    Beginning,
    /// It holds the letters in their order.
    Near,
}

/// The part of a query that the cursor is in or behind.
struct Token<'a> {
    range: Range<usize>,
    /// Signs before the field, such as `!`.
    sign: &'a str,
    field: Option<Field>,
    /// What is typed of the name or the value, quotes and marks taken away.
    partial: &'a str,
}

impl Corpus<'_> {
    /// What could be meant by what stands before byte `cursor` of `line`, where `views` are
    /// saved, best first:
    /// names that begin so, then names that are close. O(values).
    #[must_use]
    pub fn completions(&self, views: &Views, line: &str, cursor: usize) -> Vec<Completion> {
        let token = token(line, cursor);
        let mut found = match token.field {
            None => {
                let mut found = fields(token.partial);
                if !token.partial.is_empty() {
                    // A scattered match would replace what was meant as a word.
                    found.extend(self.values(Facet::Tag, token.partial, Reach::Beginning));
                }
                found
            }
            Some(Field::Value(facet)) => self.values(facet, token.partial, Reach::Near),
            Some(Field::Year) => self.values(Facet::Year, token.partial, Reach::Near),
            Some(Field::Is) => {
                let flags = Flag::ALL.iter();
                let begun = flags.filter(|(_, name, _)| name.starts_with(token.partial));
                begun
                    .map(|(flag, name, _)| (format!("{}:{name}", flag.verb()), None))
                    .collect()
            }
            Some(Field::Label) => self.labels(token.partial),
            Some(Field::View) => named_views(views, token.partial),
            Some(Field::Sort) => {
                let names = SortBy::ALL.iter().map(|(_, name)| *name);
                words(Field::Sort, names, token.partial)
            }
            Some(Field::Date) => {
                let spans = [
                    "last-7-days",
                    "last-30-days",
                    "last-90-days",
                    "last-1-years",
                ];
                words(Field::Date, spans.into_iter(), token.partial)
            }
            Some(Field::Title | Field::Summary | Field::Minutes | Field::Likes) => Vec::new(),
        };
        found.truncate(CHOICES_MAX);
        found
            .into_iter()
            .map(|(text, articles)| Completion {
                range: token.range.clone(),
                text: format!("{}{text}", token.sign),
                articles,
            })
            .collect()
    }

    fn labels(&self, partial: &str) -> Vec<(String, Option<usize>)> {
        let start = folded(partial);
        let labels = self.kept.labels();
        let begun = labels.filter(|(label, _)| folded(label.as_str()).starts_with(&start));
        begun
            .map(|(label, articles)| {
                let clause = Clause::Label(label.to_string());
                (clause.to_string(), Some(articles))
            })
            .collect()
    }

    fn values(&self, facet: Facet, partial: &str, reach: Reach) -> Vec<(String, Option<usize>)> {
        let pattern = Pattern::new(partial);
        let start = folded(partial);
        let mut found: Vec<_> = self
            .catalog
            .values(facet)
            .filter_map(|value| {
                let name = self.catalog.value_name(facet, value).as_str();
                let begins = folded(name).starts_with(&start);
                let score = match reach {
                    _ if begins => i32::MAX,
                    Reach::Beginning => return None,
                    Reach::Near => pattern.score(name)?,
                };
                let articles = self.catalog.articles_with(facet, value).len()
                    + self.catalog.copies_with(facet, value).len();
                Some((Reverse(score), Reverse(articles), name, value))
            })
            .collect();
        found.sort_unstable();
        found
            .into_iter()
            .take(CHOICES_MAX)
            .map(|(_, Reverse(articles), _, value)| {
                let clause = Clause::of_value(self.catalog, facet, value);
                (clause.to_string(), Some(articles))
            })
            .collect()
    }
}

/// Views whose names begin so, then those whose names hold the letters.
fn named_views(views: &Views, partial: &str) -> Vec<(String, Option<usize>)> {
    let pattern = Pattern::new(partial);
    let start = folded(partial);
    let mut found: Vec<(Reverse<i32>, String)> = views
        .usable()
        .filter_map(|view| {
            let name = view.view().name().as_str();
            let begins = folded(name).starts_with(&start);
            let score = if begins {
                i32::MAX
            } else {
                pattern.score(name)?
            };
            Some((Reverse(score), view.included().to_string()))
        })
        .collect();
    // Stable: those that are as good stay in the person's own order.
    found.sort_by_key(|(score, _)| *score);
    found.into_iter().map(|(_, text)| (text, None)).collect()
}

fn fields(partial: &str) -> Vec<(String, Option<usize>)> {
    let begins = |name: &&&str| {
        name.get(..partial.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(partial))
    };
    FIELDS
        .iter()
        .filter_map(|spec| spec.names.iter().find(begins))
        .map(|name| (format!("{name}:"), None))
        .collect()
}

fn words(
    field: Field,
    names: impl Iterator<Item = &'static str>,
    partial: &str,
) -> Vec<(String, Option<usize>)> {
    // Of several keys to sort by, the last one is being typed.
    let (before, typed) = match partial.rfind([',', '-']) {
        Some(at) if field == Field::Sort => partial.split_at(at + 1),
        _ => ("", partial),
    };
    names
        .filter(|name| name.starts_with(typed))
        .map(|name| (format!("{}:{before}{name}", field.name()), None))
        .collect()
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold_into(&mut folded, text);
    folded
}

/// The token that the cursor is in or behind; what counts of it stands before the cursor.
fn token(line: &str, cursor: usize) -> Token<'_> {
    let before = line.get(..cursor).unwrap_or(line);
    let mut start = 0;
    let mut is_quoted = false;
    let mut last = ' ';
    for (at, c) in before.char_indices() {
        match c {
            '"' if is_quoted && last != '\\' => is_quoted = false,
            // Within a word a quote is a character like others.
            '"' if !is_quoted && (at == start || matches!(last, ':' | '\'' | '^' | '!' | '-')) => {
                is_quoted = true;
            }
            c if !is_quoted && ends_word(c) => start = at + c.len_utf8(),
            _ => {}
        }
        last = c;
    }
    let typed = before.get(start..).unwrap_or_default();
    let body = typed.trim_start_matches(['!', '-']);
    let sign = typed.get(..typed.len() - body.len()).unwrap_or_default();
    let named = body.split_once(':');
    let named = named.and_then(|(name, value)| Some((Field::named(name)?, value)));
    let (field, partial) = named.map_or((None, body), |(field, value)| (Some(field), value));
    // The rest of a word goes with what is put in its place.
    let rest = line.get(before.len()..).unwrap_or_default();
    let rest = if is_quoted { "" } else { rest };
    let end = before.len() + rest.find(ends_word).unwrap_or(rest.len());
    Token {
        range: start..end,
        sign,
        field,
        partial: partial.trim_start_matches(['"', '\'', '^']),
    }
}
