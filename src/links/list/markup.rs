//! HTML and XML: the `href` of links with their text, and addresses that are the whole
//! text of an element, as in a sitemap. Tag soup is expected.

use std::borrow::Cow;

use memchr::{memchr, memchr3, memmem};

use super::{Ear, Said, is_address, trimmed};
use crate::links::site::article_path;
use crate::text::resolve_references;

/// Longest text of a link that is looked at, in bytes.
const TEXT_LEN_MAX: usize = 4096;

/// Reads the links of a page.
pub(super) fn read<'t>(text: &'t str, ear: &mut Ear<'t, '_>) {
    let mut page = Page {
        open: None,
        is_elsewhere: false,
    };
    let mut from = 0;
    loop {
        let at = memchr(b'<', &text.as_bytes()[from..]).map_or(text.len(), |at| from + at);
        page.text(&text[from..at], ear);
        let rest = &text[at..];
        let Some(after) = rest.get(1..).filter(|after| !after.is_empty()) else {
            break;
        };
        if after.starts_with("!--") {
            let Some(end) = memmem::find(rest.as_bytes(), b"-->") else {
                break;
            };
            from = at + end + "-->".len();
        } else if after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            let Some(len) = tag_len(rest) else {
                break;
            };
            page.tag(&rest[1..len - 1], &text[..at], at + len, ear);
            from = at + len;
        } else {
            from = at + 1;
        }
    }
    page.close(text, ear);
}

/// The length of the tag that `rest` begins with; `None` if it is not closed.
fn tag_len(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut from = 0;
    loop {
        let at = from + memchr3(b'>', b'"', b'\'', bytes.get(from..)?)?;
        let sign = bytes[at];
        if sign == b'>' {
            return Some(at + 1);
        }
        from = at + 1 + memchr(sign, &bytes[at + 1..])? + 1;
    }
}

struct Page<'t> {
    /// A link that is not closed yet, and where its text begins.
    open: Option<(Cow<'t, str>, usize)>,
    /// Whether addresses without a host belong to another site.
    is_elsewhere: bool,
}

impl<'t> Page<'t> {
    /// A text between two tags.
    fn text(&self, text: &'t str, ear: &mut Ear<'t, '_>) {
        let text = text.trim();
        if self.open.is_none() && is_address(text) && !text.contains(char::is_whitespace) {
            ear.take(Said::address(resolve_references(text)));
        }
    }

    /// A tag without its brackets; `before` is the text up to it.
    fn tag(&mut self, tag: &'t str, before: &'t str, end: usize, ear: &mut Ear<'t, '_>) {
        let name_len = tag[1..]
            .find(|c: char| !c.is_ascii_alphanumeric())
            .map_or(tag.len(), |at| at + 1);
        let (name, attributes) = tag.split_at(name_len);
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("a") || is("/a") {
            self.close(before, ear);
        }
        let Some(href) = attribute(attributes, "href") else {
            return;
        };
        let href = trimmed(resolve_references(href));
        if is("base") {
            self.is_elsewhere = !is_same_site(&href, ear);
        } else if let Some(address) = self.whole(href, ear) {
            if is("a") {
                self.open = Some((address, end));
            } else {
                ear.take(Said::address(address));
            }
        }
    }

    /// Says the link that is open; `before` ends where its text does.
    fn close(&mut self, before: &'t str, ear: &mut Ear<'t, '_>) {
        if let Some((address, start)) = self.open.take() {
            let text = before.get(start..).unwrap_or("");
            let title = if text.len() > TEXT_LEN_MAX {
                String::new()
            } else {
                plain(text)
            };
            ear.take(Said {
                title: title.into(),
                ..Said::address(address)
            });
        }
    }

    /// An address with its host. Of those without one only articles are of interest, and
    /// the site that is read is the one such a page was saved from, unless it says
    /// otherwise.
    fn whole(&self, href: Cow<'t, str>, ear: &Ear<'_, '_>) -> Option<Cow<'t, str>> {
        if is_address(&href) {
            return Some(href);
        }
        if let Some(rest) = href.strip_prefix("//") {
            return Some(format!("https://{rest}").into());
        }
        article_path(&href).filter(|_| !self.is_elsewhere)?;
        Some(format!("https://www.{}{href}", ear.site.host()).into())
    }
}

fn is_same_site(base: &str, ear: &Ear<'_, '_>) -> bool {
    use crate::links::site::Spotted;
    !is_address(base) || ear.site.spot(base) != Spotted::Elsewhere
}

/// The value of an attribute, still encoded.
fn attribute<'t>(attributes: &'t str, wanted: &str) -> Option<&'t str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let name_len = rest
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
            .unwrap_or(rest.len());
        if rest.is_empty() {
            return None;
        }
        let (name, after) = rest.split_at(name_len);
        let after = after.trim_start();
        let Some(after) = after.strip_prefix('=') else {
            rest = after;
            continue;
        };
        let after = after.trim_start();
        let (value, after) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inside = &after[1..];
                let end = inside.find(quote).unwrap_or(inside.len());
                (&inside[..end], inside.get(end + 1..).unwrap_or(""))
            }
            _ => after.split_at(
                after
                    .find(|c: char| c.is_ascii_whitespace())
                    .unwrap_or(after.len()),
            ),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = after;
    }
}

/// The text of a piece of markup: without tags, blanks drawn together.
fn plain(markup: &str) -> String {
    let mut text = String::new();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let len = tag_len(&rest[at..]).unwrap_or(rest.len() - at);
        rest = &rest[at + len..];
    }
    text.push_str(rest);
    let text = resolve_references(&text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
