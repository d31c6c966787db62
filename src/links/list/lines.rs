//! Text with addresses in it: one a line, notes, Markdown.

use memchr::memmem::Finder;

use super::{Ear, Said, is_address};
use crate::links::site::{Site, Spotted};
use crate::text::slug_into;

/// How far before an address the `[` of its Markdown title may stand, in bytes.
const TITLE_LEN_MAX: usize = 1024;

/// Reads every address of every line.
pub(super) fn read<'t>(text: &'t str, ear: &mut Ear<'t, '_>) {
    let scheme_end = Finder::new("://");
    for line in text.lines() {
        if let Some(said) = columns(line, ear.site) {
            ear.take(said);
            continue;
        }
        let mut from = 0;
        while let Some(found) = scheme_end.find(&line.as_bytes()[from..]) {
            let at = from + found;
            let before = &line.as_bytes()[from..at];
            let scheme_len = before
                .iter()
                .rev()
                .take_while(|b| b.is_ascii_alphabetic())
                .count();
            let start = at - scheme_len;
            let end = at + line[at..].find(ends).unwrap_or(line.len() - at);
            let address = line[start..end]
                .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '*', '_']);
            ear.take(Said {
                title: markdown_title(&line[..start]).unwrap_or("").into(),
                ..Said::address(address)
            });
            from = end;
        }
    }
}

/// `address`, `source`, `title` between tabs, or an address and its title; only where
/// the title is proved to be one by the address itself.
fn columns<'t>(line: &'t str, site: &Site) -> Option<Said<'t>> {
    let (address, rest) = line.split_once('\t')?;
    let (source, title) = rest.split_once('\t').unwrap_or(("", rest));
    let Spotted::Article(path) = site.spot(address) else {
        return None;
    };
    let mut slug = String::new();
    slug_into(&mut slug, title);
    (is_address(address) && slug == path.slug).then(|| Said {
        source: source.trim().into(),
        title: title.trim().into(),
        ..Said::address(address)
    })
}

/// What ends an address in running text.
fn ends(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '|' | '{' | '}' | '\\' | '^')
}

/// The title before an address, as in `[title](address)`.
fn markdown_title(before: &str) -> Option<&str> {
    let before = before.strip_suffix("](")?;
    let mut from = before.len().saturating_sub(TITLE_LEN_MAX);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let near = &before[from..];
    Some(near[near.rfind('[')? + 1..].trim())
}
