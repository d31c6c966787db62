//! `list --why`: what a query says to one article.

use std::io::{self, Write};

use serde::Serialize;

use super::super::{Exit, ListFormat, named, say};
use crate::search::query::Query;
use crate::search::{Corpus, Reason};

/// The explanation as other programs read it.
#[derive(Serialize)]
struct Explanation<'a> {
    id: String,
    title: &'a str,
    query: String,
    matches: bool,
    parts: Vec<Said<'a>>,
}

/// One part of the query.
#[derive(Serialize)]
struct Said<'a> {
    depth: usize,
    part: &'a str,
    holds: bool,
    found: &'a str,
    score: Option<i32>,
}

/// Writes what every part of the query says to the article of this id.
///
/// # Errors
/// When `out` refuses.
pub(super) fn write(
    corpus: &Corpus<'_>,
    query: &Query,
    id: &str,
    format: ListFormat,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Exit> {
    let article = match named::article(id, corpus.catalog) {
        Ok(article) => article,
        Err(error) => {
            say(err, &error);
            return Ok(Exit::Usage);
        }
    };
    let reasons = corpus.why(query, article.index());
    let explanation = Explanation {
        id: article.readable_id(),
        title: article.title().as_str(),
        query: query.to_string(),
        matches: reasons
            .iter()
            .all(|reason| reason.depth > 0 || reason.holds),
        parts: reasons.iter().map(Said::of).collect(),
    };
    match format {
        ListFormat::Plain | ListFormat::Tsv => explanation.write_plain(out)?,
        ListFormat::Json | ListFormat::Ndjson => {
            serde_json::to_writer(&mut *out, &explanation)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}

impl<'a> Said<'a> {
    fn of(reason: &'a Reason) -> Self {
        Self {
            depth: reason.depth,
            part: &reason.part,
            holds: reason.holds,
            found: &reason.found,
            score: reason.score,
        }
    }
}

impl Explanation<'_> {
    fn write_plain(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", self.title)?;
        let verdict = if self.matches {
            "matches"
        } else {
            "is kept out"
        };
        writeln!(out, "{verdict}: {}", self.query)?;
        for part in &self.parts {
            let indent = " ".repeat(part.depth * 2 + 2);
            let mark = if part.holds { '\u{2713}' } else { '\u{2717}' };
            write!(out, "{indent}{mark} {}", part.part)?;
            if !part.found.is_empty() {
                write!(out, " \u{b7} {}", part.found)?;
            }
            if let Some(score) = part.score {
                write!(out, ", {score} points")?;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}
