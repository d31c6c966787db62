//! What the link lists say, for reading.

use std::io::{self, Write};

use super::Checked;
use crate::catalog::Article;
use crate::links::ListReport;
use crate::text::{CleanString, clip, count, counted};

/// Most articles that are named of one kind; JSON has them all.
const NAMED_MAX: usize = 20;

/// Writes the lists, the articles that need a look, and the counts.
pub fn write(checked: &Checked<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    for list in checked.lists {
        writeln!(out, "{}: {}", list.name, what(list))?;
    }
    let ambiguous = checked.ambiguous.iter().map(|(article, addresses)| {
        let lines = addresses.iter().map(ToString::to_string).collect();
        (*article, lines)
    });
    section("ambiguous", checked.ambiguous.len(), ambiguous, width, out)?;
    let unmatched = checked.unmatched.iter().map(|(article, others)| {
        let names: Vec<&str> = others.iter().map(CleanString::as_str).collect();
        let only = format!("listed for {} only", names.join(", "));
        (
            *article,
            (!names.is_empty()).then_some(only).into_iter().collect(),
        )
    });
    section("unmatched", checked.unmatched.len(), unmatched, width, out)?;
    writeln!(
        out,
        "\n{}: {} matched, {} ambiguous, {} unmatched",
        counted(checked.articles(), "article"),
        count(checked.matched.len()),
        count(checked.ambiguous.len()),
        count(checked.unmatched.len()),
    )
}

fn what(list: &ListReport) -> String {
    let mut parts = vec![format!("{} to articles", counted(list.articles, "link"))];
    if list.pages > 0 {
        parts.push(format!("{} to other pages", count(list.pages)));
    }
    if list.elsewhere > 0 {
        parts.push(format!("{} to other sites", count(list.elsewhere)));
    }
    format!("{} ({})", parts.join(", "), list.shape.name())
}

fn section<'a>(
    name: &str,
    len: usize,
    articles: impl Iterator<Item = (Article<'a>, Vec<String>)>,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    if len == 0 {
        return Ok(());
    }
    writeln!(out, "\n{name}: {}", counted(len, "article"))?;
    for (article, lines) in articles.take(NAMED_MAX) {
        let named = format!("{} \u{b7} {}", article.title(), article.source());
        writeln!(out, "  {}", clip(&named, width.saturating_sub(2)))?;
        for line in lines {
            // An address is not clipped: it is there to be copied.
            writeln!(out, "    {line}")?;
        }
    }
    if len > NAMED_MAX {
        let more = count(len - NAMED_MAX);
        writeln!(out, "  \u{2026} and {more} more (--format json shows all)")?;
    }
    Ok(())
}
