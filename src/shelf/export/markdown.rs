//! A reading list in Markdown.

use crate::shelf::Bookmark;
use crate::text::push_formatted;

pub(super) fn text(bookmarks: &[&Bookmark]) -> String {
    let mut out = "# Bookmarks\n".to_owned();
    for bookmark in bookmarks {
        let card = &bookmark.card;
        let name = escaped(bookmark.title());
        match &card.url {
            // In angle brackets, as parentheses are common in addresses. A backslash at
            // its end would escape the bracket.
            Some(url) => {
                let url = url.as_str().replace('\\', "%5C");
                push_formatted(&mut out, format_args!("\n- [{name}](<{url}>)\n"));
            }
            None => push_formatted(&mut out, format_args!("\n- {name}\n")),
        }
        let about = [
            escaped(card.source.as_str()),
            card.published
                .map(|day| day.to_string())
                .unwrap_or_default(),
            card.minutes
                .map(|minutes| format!("{minutes} min"))
                .unwrap_or_default(),
        ];
        let about: Vec<String> = about.into_iter().filter(|part| !part.is_empty()).collect();
        if !about.is_empty() {
            push_formatted(&mut out, format_args!("  {}\n", about.join(" \u{b7} ")));
        }
        let labels: Vec<String> = bookmark
            .labels
            .iter()
            .map(|label| format!("*{}*", escaped(label.as_str())))
            .collect();
        if !labels.is_empty() {
            push_formatted(&mut out, format_args!("\n  {}\n", labels.join(", ")));
        }
        if !card.summary.as_str().is_empty() {
            push_formatted(
                &mut out,
                format_args!("\n  {}\n", escaped(card.summary.as_str())),
            );
        }
        for (at, line) in bookmark.note.lines().enumerate() {
            let gap = if at == 0 { "\n" } else { "" };
            let line = escaped(line.as_str());
            push_formatted(&mut out, format_args!("{gap}  > {line}\n"));
        }
    }
    out
}

/// Text in which nothing is markup, wherever in a line it stands.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        let opens_block = at == 0 && "#+-=~.)0123456789".contains(c);
        if "\\`*_[]<>&!|".contains(c) || (opens_block && !c.is_ascii_digit()) {
            out.push('\\');
        }
        out.push(c);
    }
    // `1. x` at the start of a line would be a list.
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0
        && out
            .get(digits..)
            .is_some_and(|rest| rest.starts_with(['.', ')']))
    {
        out.insert(digits, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        for (text, want) in [
            ("*C* [x](y) <b>", "\\*C\\* \\[x\\](y) \\<b\\>"),
            ("# not a heading", "\\# not a heading"),
            ("10. Ways", "10\\. Ways"),
            ("10 Ways", "10 Ways"),
            ("a - b", "a - b"),
        ] {
            assert_eq!(escaped(text), want);
        }
    }
}
