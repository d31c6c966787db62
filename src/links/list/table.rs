//! Tables: a line of names, then one address a row. Between tabs nothing is quoted;
//! between commas and semicolons fields may stand in quotes (RFC 4180).

use std::borrow::Cow;

use memchr::memchr;

use super::{ADDRESS_NAMES, Ear, SOURCE_NAMES, Said, TITLE_NAMES, is_one_of, trimmed};

/// Longest line of names, in bytes: a text without line ends is no table.
const HEADER_LEN_MAX: usize = 4096;

/// Whether a text begins with a line of names, one of them that of an address.
pub(super) fn has_header(text: &str) -> bool {
    Columns::of(text).is_some()
}

/// Where the fields stand.
struct Columns {
    separator: u8,
    address: usize,
    source: Option<usize>,
    title: Option<usize>,
}

impl Columns {
    fn of(text: &str) -> Option<Self> {
        let line = text
            .lines()
            .next()
            .filter(|line| line.len() <= HEADER_LEN_MAX)?;
        [b'\t', b',', b';'].into_iter().find_map(|separator| {
            let names: Vec<&str> = line
                .split(char::from(separator))
                .map(|name| name.trim().trim_matches('"'))
                .collect();
            let column = |known: &[&str]| names.iter().position(|name| is_one_of(known, name));
            Some(Self {
                separator,
                address: column(&ADDRESS_NAMES)?,
                source: column(&SOURCE_NAMES),
                title: column(&TITLE_NAMES),
            })
        })
    }
}

/// Reads a table; the text begins with blanks and a line of names.
pub(super) fn read<'t>(text: &'t str, ear: &mut Ear<'t, '_>) {
    let text = text.trim_start();
    let Some(columns) = Columns::of(text) else {
        return;
    };
    let mut fields = Fields {
        rest: text,
        separator: columns.separator,
        quotes: columns.separator != b'\t',
    };
    let mut said = Said::default();
    let mut column = 0;
    let mut row = 0_usize;
    while let Some((field, end)) = fields.next() {
        if row > 0 {
            match column {
                c if c == columns.address => said.address = unquoted(trimmed(field)),
                c if Some(c) == columns.source => said.source = trimmed(field),
                c if Some(c) == columns.title => said.title = trimmed(field),
                _ => {}
            }
        }
        column += 1;
        if end == End::Row {
            take(std::mem::take(&mut said), ear);
            column = 0;
            row += 1;
        }
    }
    take(said, ear);
}

fn take<'t>(row: Said<'t>, ear: &mut Ear<'t, '_>) {
    if !row.address.is_empty() {
        ear.take(row);
    }
}

/// An address without the quote that an unclosed field leaves.
fn unquoted(address: Cow<'_, str>) -> Cow<'_, str> {
    match address {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches('"')),
        owned @ Cow::Owned(_) => owned,
    }
}

/// What stands behind a field.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Field,
    Row,
}

struct Fields<'t> {
    rest: &'t str,
    separator: u8,
    /// Whether a quote may open a field. Once one is never closed, no more.
    quotes: bool,
}

impl<'t> Fields<'t> {
    fn next(&mut self) -> Option<(Cow<'t, str>, End)> {
        if self.rest.is_empty() {
            return None;
        }
        if self.quotes && self.rest.starts_with('"') {
            if let Some((text, after)) = quoted(&self.rest[1..]) {
                // What stands between the quote and the end of the field is dropped.
                let (_, end) = self.bare(after);
                return Some((text, end));
            }
            self.quotes = false;
        }
        let (text, end) = self.bare(self.rest);
        Some((Cow::Borrowed(text), end))
    }

    /// The text of `from` up to the end of a field or of the row; goes on behind it.
    fn bare(&mut self, from: &'t str) -> (&'t str, End) {
        let at = memchr::memchr2(self.separator, b'\n', from.as_bytes());
        let at = at.unwrap_or(from.len());
        let end = if from.as_bytes().get(at) == Some(&self.separator) {
            End::Field
        } else {
            End::Row
        };
        self.rest = from.get(at + 1..).unwrap_or("");
        (&from[..at], end)
    }
}

/// The text up to the quote that closes it, and what follows; `None` if none does.
fn quoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut from = 0;
    loop {
        let at = from + memchr(b'"', text.as_bytes().get(from..)?)?;
        if text.as_bytes().get(at + 1) == Some(&b'"') {
            from = at + 2;
            continue;
        }
        let inside = &text[..at];
        let inside = if from == 0 {
            Cow::Borrowed(inside)
        } else {
            Cow::Owned(inside.replace("\"\"", "\""))
        };
        return Some((inside, &text[at + 1..]));
    }
}
