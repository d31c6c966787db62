//! Bookmarks for other programs. Every format escapes what it is given: titles come
//! from pages, notes from anybody who can write the file.

mod atom;
mod bibtex;
mod csv;
mod markdown;
mod netscape;

use super::{Bookmark, Record};

/// The formats that bookmarks are exported in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A reading list.
    Markdown,
    /// What browsers import; holds everything, so that it can be imported here too.
    Netscape,
    /// One array, one bookmark a line.
    Json,
    /// One object a line.
    Ndjson,
    /// A table, RFC 4180.
    Csv,
    /// A feed, RFC 4287.
    Atom,
    /// References.
    Bibtex,
}

impl ExportFormat {
    /// How the names of files end, with the formats that they tell.
    pub const ENDINGS: [(&'static str, Self); 7] = [
        (".md", Self::Markdown),
        (".html", Self::Netscape),
        (".json", Self::Json),
        (".ndjson", Self::Ndjson),
        (".csv", Self::Csv),
        (".atom", Self::Atom),
        (".bib", Self::Bibtex),
    ];

    /// The format that a file's name tells, in capitals or not; none where it tells none.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let stem = |ending| name.strip_suffix(ending);
        Self::ENDINGS
            .iter()
            .find(|(ending, _)| {
                stem(ending).is_some_and(|stem| !stem.is_empty() && !stem.ends_with('/'))
            })
            .map(|(_, format)| *format)
    }
}

/// The bookmarks as a text in `format`, in the order they are given. O(n).
#[must_use]
pub fn export<'a>(
    bookmarks: impl IntoIterator<Item = &'a Bookmark>,
    format: ExportFormat,
) -> String {
    let bookmarks: Vec<&Bookmark> = bookmarks.into_iter().collect();
    match format {
        ExportFormat::Markdown => markdown::text(&bookmarks),
        ExportFormat::Netscape => netscape::text(&bookmarks),
        ExportFormat::Json => json(&bookmarks),
        ExportFormat::Ndjson => bookmarks.iter().map(|b| object(b) + "\n").collect(),
        ExportFormat::Csv => csv::text(&bookmarks),
        ExportFormat::Atom => atom::text(&bookmarks),
        ExportFormat::Bibtex => bibtex::text(&bookmarks),
    }
}

fn json(bookmarks: &[&Bookmark]) -> String {
    let objects: Vec<String> = bookmarks.iter().map(|bookmark| object(bookmark)).collect();
    if objects.is_empty() {
        return "[]\n".to_owned();
    }
    format!("[\n{}\n]\n", objects.join(",\n"))
}

fn object(bookmark: &Bookmark) -> String {
    // Serializing strings and numbers into memory has no way to fail.
    serde_json::to_string(&Record::of(bookmark)).expect("a record is plain data")
}

/// Text inside HTML or XML, and inside double quotes there.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
