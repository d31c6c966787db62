//! Articles as cards, laid out like those of the listing.

use std::io::{self, Write};

use crate::catalog::{Article, Catalog, Coverage};
use crate::cli::notes::counted;
use crate::text::{Clean, wrap};

/// How titles stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// By their place alone.
    None,
    /// In bold, what is less important dim.
    Sgr,
}

impl Emphasis {
    const fn strong(self) -> (&'static str, &'static str) {
        match self {
            Self::None => ("", ""),
            Self::Sgr => ("\u{1b}[1m", "\u{1b}[0m"),
        }
    }

    const fn weak(self) -> (&'static str, &'static str) {
        match self {
            Self::None => ("", ""),
            Self::Sgr => ("\u{1b}[2m", "\u{1b}[0m"),
        }
    }
}

/// Writes all articles as cards of at most `width` cells.
pub fn write(
    catalog: &Catalog,
    width: usize,
    emphasis: Emphasis,
    out: &mut dyn Write,
) -> io::Result<()> {
    if catalog.is_empty() {
        return Ok(());
    }
    lines(&heading(catalog), "", width, emphasis.weak(), out)?;
    for article in catalog.articles() {
        writeln!(out)?;
        card(article, width, emphasis, out)?;
    }
    Ok(())
}

fn card(
    article: Article<'_>,
    width: usize,
    emphasis: Emphasis,
    out: &mut dyn Write,
) -> io::Result<()> {
    let by = format!(
        "{} \u{b7} {}",
        article.source(),
        article.published().format("%b %-d, %Y")
    );
    let numbers = format!(
        "{} \u{b7} {} min",
        counted(article.likes(), "like"),
        article.minutes()
    );
    let category = article.category();
    let about = if category.is_empty() {
        format!("{by} \u{b7} {numbers}")
    } else {
        format!("{by} \u{b7} {category} \u{b7} {numbers}")
    };
    let tags: Vec<&str> = article.tags().map(Clean::as_str).collect();
    lines(article.title().as_str(), "", width, emphasis.strong(), out)?;
    lines(&about, "", width, emphasis.weak(), out)?;
    lines(article.summary().as_str(), "  ", width, ("", ""), out)?;
    let doubt = if article.tags_certain() { "" } else { " (?)" };
    lines(
        &format!("[{}]{doubt}", tags.join("] [")),
        "  ",
        width,
        ("", ""),
        out,
    )
}

/// Writes `text` wrapped to `width`, every line indented and between `marks`.
fn lines(
    text: &str,
    indent: &str,
    width: usize,
    marks: (&str, &str),
    out: &mut dyn Write,
) -> io::Result<()> {
    for line in wrap(text, width - indent.len(), usize::MAX) {
        writeln!(out, "{indent}{}{line}{}", marks.0, marks.1)?;
    }
    Ok(())
}

/// What is listed against what the pages claim, as the listing's own header says it.
fn heading(catalog: &Catalog) -> String {
    let coverage = catalog.coverage();
    let [one] = coverage.as_slice() else {
        return format!(
            "{} of {}",
            counted(catalog.len(), "article"),
            counted(coverage.len(), "listing")
        );
    };
    let mut text = "Tagged articles".to_owned();
    if let Some(tag) = one.tag {
        text = format!("{text} \u{203a} {tag}");
    }
    text = match one.total_claimed {
        Some(total) => format!("{text} \u{b7} {} of {total} articles", catalog.len()),
        None => format!("{text} \u{b7} {}", counted(catalog.len(), "article")),
    };
    match pages(one) {
        Some(pages) => format!("{text} \u{b7} {pages}"),
        None => text,
    }
}

fn pages(coverage: &Coverage<'_>) -> Option<String> {
    let of = coverage.pages_claimed.map(|pages| format!(" of {pages}"));
    let of = of.unwrap_or_default();
    match coverage.pages.as_slice() {
        [] => None,
        [page] => Some(format!("listing page {page}{of}")),
        [.., _] => Some(format!("{} listing pages{of}", coverage.pages.len())),
    }
}
