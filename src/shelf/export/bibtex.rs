//! References for LaTeX.

use crate::shelf::Bookmark;
use crate::text::push_formatted;

pub(super) fn text(bookmarks: &[&Bookmark]) -> String {
    let mut out = String::new();
    for bookmark in bookmarks {
        push(&mut out, bookmark);
    }
    out
}

fn push(out: &mut String, bookmark: &Bookmark) {
    let card = &bookmark.card;
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || "-_:".contains(*c);
    let key: String = bookmark.key.as_str().chars().filter(is_plain).collect();
    push_formatted(out, format_args!("@online{{{key},\n"));
    // In a second pair of braces, as styles would else lower the case of names.
    field(out, "title", &format!("{{{}}}", escaped(bookmark.title())));
    let source = escaped(card.source.as_str());
    if !source.is_empty() {
        field(out, "author", &format!("{{{source}}}"));
    }
    if let Some(published) = card.published {
        field(out, "date", &published.to_string());
    }
    if let Some(url) = &card.url {
        // A brace that has no other would end the field.
        let url = url.as_str().replace('{', "%7B").replace('}', "%7D");
        field(out, "url", &url.replace('%', "\\%"));
    }
    if let Some(added) = bookmark.added {
        field(out, "urldate", &added.date().to_string());
    }
    let words = bookmark.labels.iter().chain(&card.tags);
    let words: Vec<String> = words
        .map(|word| escaped(&word.as_str().replace(',', " ")))
        .collect();
    field(out, "keywords", &words.join(", "));
    field(out, "abstract", &escaped(card.summary.as_str()));
    field(out, "annotation", &escaped(&bookmark.note.to_string()));
    out.push_str("}\n\n");
}

fn field(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        push_formatted(out, format_args!("  {name} = {{{value}}},\n"));
    }
}

/// Text without anything that LaTeX acts on.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            // Escaped braces still count for whoever pairs them.
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
