//! The bookmark file of Netscape: no HTML parser reads it by the rules, so a tolerant
//! reader looks for links and the descriptions behind them.

use chrono::DateTime;

use super::{Imported, of_address};
use crate::shelf::{Bookmark, Note, Record};
use crate::text::{CleanString, resolve_references};

/// Longest name of a tag or an attribute that is of interest.
const NAME_MAX: usize = 32;

pub(super) fn read(text: &str) -> Imported {
    let mut imported = Imported::default();
    let mut rest = text;
    let mut line = 1;
    // Whether what is read belongs to the bookmark that was taken last.
    let mut describes = false;
    let mut folders = Folders::default();
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        line += before.matches('\n').count();
        let Some(tag) = Tag::parse(tag) else {
            if starts(tag, "<a ") {
                imported.refuse(line, "a link that is cut off");
            } else if starts(tag, "</dl") {
                folders.close();
            }
            rest = rest.get(at + 1..).unwrap_or("");
            continue;
        };
        line += tag.text.matches('\n').count();
        rest = tag.rest;
        match tag.name.as_str() {
            "a" => {
                let (title, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
                let mut bookmark = bookmark(&tag, title);
                describes = bookmark.is_ok() && tag.get("data-tagleaf").is_none();
                if let Ok(bookmark) = &mut bookmark
                    && describes
                {
                    bookmark.labels.extend(folders.names().cloned());
                }
                imported.take(line, bookmark);
                line += title.matches('\n').count();
                rest = after;
            }
            "dd" if describes => {
                let (words, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
                if let Some(bookmark) = imported.bookmarks.last_mut() {
                    bookmark.note = Note::new(&resolve_references(words));
                }
                line += words.matches('\n').count();
                rest = after;
            }
            "h3" => {
                let name = rest.split('<').next().unwrap_or("");
                folders.name(&tag, name);
                describes = false;
            }
            "dl" => {
                folders.open();
                describes = false;
            }
            "dt" => describes = false,
            _ => {}
        }
    }
    imported
}

fn bookmark(tag: &Tag<'_>, title: &str) -> Result<Bookmark, String> {
    // Our own: everything is there. Another program may have changed the attribute.
    if let Some(whole) = tag.get("data-tagleaf")
        && let Ok(record) = serde_json::from_str::<Record>(&whole)
        && let Ok(bookmark) = record.bookmark()
    {
        return Ok(bookmark);
    }
    let address = tag.get("href").ok_or("a link without an address")?;
    let title = resolve_references(title)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut bookmark = of_address(&address, &title)?;
    bookmark.added = tag
        .get("add_date")
        .and_then(|seconds| DateTime::from_timestamp(seconds.trim().parse().ok()?, 0))
        .map(|time| time.naive_utc());
    let tags = tag.get("tags").unwrap_or_default();
    let labels = tags.split(',').map(|label| CleanString::new(label.trim()));
    bookmark.labels = labels.filter(|label| !label.as_str().is_empty()).collect();
    Ok(bookmark)
}

/// The folders that a link is in: their names become its labels.
#[derive(Default)]
struct Folders {
    open: Vec<Option<CleanString>>,
    named: Option<CleanString>,
}

impl Folders {
    /// Takes in the name of the folder that is opened next. That of the toolbar says
    /// where a browser shows it, not what it holds.
    fn name(&mut self, tag: &Tag<'_>, name: &str) {
        let is_toolbar = tag.get("personal_toolbar_folder").is_some();
        let name = CleanString::new(resolve_references(name).trim());
        self.named = Some(name).filter(|name| !is_toolbar && !name.as_str().is_empty());
    }

    fn open(&mut self) {
        self.open.push(self.named.take());
    }

    fn close(&mut self) {
        self.open.pop();
    }

    fn names(&self) -> impl Iterator<Item = &CleanString> {
        self.open.iter().flatten()
    }
}

fn starts(text: &str, with: &str) -> bool {
    text.get(..with.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(with))
}

/// An opening tag.
struct Tag<'a> {
    name: String,
    text: &'a str,
    rest: &'a str,
}

impl<'a> Tag<'a> {
    /// The tag that `text` begins with; its end is not looked for inside quotes.
    fn parse(text: &'a str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let name_len = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
        let name = inner
            .get(..name_len)
            .filter(|n| !n.is_empty() && n.len() <= NAME_MAX)?;
        let mut quote = None;
        let end = inner.bytes().position(|byte| {
            match quote {
                Some(open) if open == byte => quote = None,
                None if byte == b'"' || byte == b'\'' => quote = Some(byte),
                None => return byte == b'>',
                Some(_) => {}
            }
            false
        })?;
        Some(Self {
            name: name.to_ascii_lowercase(),
            text: inner.get(name_len..end)?,
            rest: inner.get(end + 1..)?,
        })
    }

    /// The value of an attribute; `name` is in lower case.
    fn get(&self, name: &str) -> Option<String> {
        let mut rest = self.text;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let len = rest.find(|c: char| c == '=' || c.is_whitespace())?;
            let (found, after) = rest.split_at(len);
            let Some(after) = after.trim_start().strip_prefix('=') else {
                rest = after;
                continue;
            };
            let after = after.trim_start();
            let (value, after) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after.get(1..)?.split_once(quote)?,
                _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            };
            if found.eq_ignore_ascii_case(name) {
                return Some(resolve_references(value).into_owned());
            }
            rest = after;
        }
    }
}
