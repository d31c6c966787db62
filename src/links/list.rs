//! Link lists: any text that holds addresses, read in one linear pass.
//!
//! What a list says of an address besides the address itself, its publisher and its
//! title, is kept where the format has a place for it.

mod json;
mod lines;
mod markup;
mod table;

use std::borrow::Cow;

use xxhash_rust::xxh3::xxh3_64;

use super::matching::Keys;
use super::site::{ArticlePath, Site, Spotted};
use crate::catalog::ArticleId;
use crate::text::CleanString;

/// A text that holds addresses.
#[derive(Clone, Debug)]
pub struct LinkText {
    /// What it is called where it is spoken of.
    pub name: CleanString,
    /// The text; nothing is expected of it.
    pub text: Cow<'static, str>,
    /// Which articles it may speak of by a title alone.
    pub speaks_of: SpeaksOf,
}

/// Which articles a list may speak of where it names no publisher. Of every article
/// whose publisher it names it speaks anyway.
#[derive(Clone, Copy, Debug)]
pub enum SpeaksOf {
    /// All: the list was given together with the articles.
    All,
    /// Those for which this holds: the list was made for a page of its own, and an
    /// article of the same title elsewhere may be another publisher's.
    Those(fn(ArticleId) -> bool),
}

/// What a list was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Columns below a line of their names, between tabs, commas or semicolons.
    Table,
    /// HTML or XML: a saved page, bookmarks, a sitemap.
    Markup,
    /// JSON, one value or one a line.
    Json,
    /// Text with addresses in it.
    Lines,
}

impl Shape {
    /// The shape in a word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Markup => "markup",
            Self::Json => "json",
            Self::Lines => "lines",
        }
    }

    fn of(text: &str) -> Self {
        let text = text.trim_start();
        let second = text
            .get(1..)
            .and_then(|rest| rest.trim_start().chars().next());
        match text.chars().next() {
            Some('<') => Self::Markup,
            Some('{') => Self::Json,
            // `[words](address)` is Markdown.
            Some('[') if matches!(second, Some('{' | '[' | '"' | ']')) => Self::Json,
            _ if table::has_header(text) => Self::Table,
            _ => Self::Lines,
        }
    }
}

/// How a list was read and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListReport {
    /// What it is called.
    pub name: CleanString,
    /// What it was read as.
    pub shape: Shape,
    /// Addresses of articles of the site, repeats included.
    pub articles: u32,
    /// Addresses of other pages of the site.
    pub pages: u32,
    /// Addresses of other sites.
    pub elsewhere: u32,
}

impl ListReport {
    /// Whether no address stands in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.articles == 0 && self.pages == 0 && self.elsewhere == 0
    }
}

/// One thing that a list says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said<'t> {
    pub address: Cow<'t, str>,
    /// The publisher; empty where the list names none.
    pub source: Cow<'t, str>,
    /// The title, or the text of a link; empty where there is none.
    pub title: Cow<'t, str>,
}

impl<'t> Said<'t> {
    fn address(address: impl Into<Cow<'t, str>>) -> Self {
        Self {
            address: address.into(),
            ..Self::default()
        }
    }
}

/// An address of an article, and what is said of it.
#[derive(Debug)]
pub(super) struct Seen<'t> {
    /// XXH3-64 of the slug, to look it up by.
    pub key: u64,
    pub said: Said<'t>,
    pub speaks_of: SpeaksOf,
}

/// The key of a slug.
pub(super) fn key(slug: &str) -> u64 {
    xxh3_64(slug.as_bytes())
}

/// Takes in what the lists say, and keeps what is said of articles of the site.
pub(super) struct Ear<'t, 's> {
    pub site: &'s Site,
    pub seen: Vec<Seen<'t>>,
    /// The keys of the slugs that are listened for; all, where there are none.
    wanted: Option<Keys>,
    speaks_of: SpeaksOf,
    report: ListReport,
}

impl<'t, 's> Ear<'t, 's> {
    /// Listens for addresses with these keys, or for all. Worth it where there are fewer
    /// articles than addresses, which then need no memory.
    pub(super) fn new(site: &'s Site, wanted: Option<Keys>) -> Self {
        let report = ListReport {
            name: CleanString::default(),
            shape: Shape::Lines,
            articles: 0,
            pages: 0,
            elsewhere: 0,
        };
        Self {
            site,
            seen: Vec::new(),
            wanted,
            speaks_of: SpeaksOf::All,
            report,
        }
    }

    /// Reads one list. O(bytes), whatever the bytes are.
    pub(super) fn hear(&mut self, list: &'t LinkText) -> ListReport {
        let text = list.text.as_ref();
        let shape = Shape::of(text);
        self.speaks_of = list.speaks_of;
        self.report = ListReport {
            name: list.name.clone(),
            shape,
            articles: 0,
            pages: 0,
            elsewhere: 0,
        };
        match shape {
            Shape::Table => table::read(text, self),
            Shape::Markup => markup::read(text, self),
            Shape::Json => json::read(text, self),
            Shape::Lines => lines::read(text, self),
        }
        self.report.clone()
    }

    fn take(&mut self, said: Said<'t>) {
        match self.site.spot(&said.address) {
            Spotted::Article(ArticlePath { slug, .. }) => {
                self.report.articles = self.report.articles.saturating_add(1);
                let key = key(slug);
                if self
                    .wanted
                    .as_ref()
                    .is_none_or(|wanted| wanted.contains(&key))
                {
                    self.seen.push(Seen {
                        key,
                        said,
                        speaks_of: self.speaks_of,
                    });
                }
            }
            Spotted::Page => self.report.pages = self.report.pages.saturating_add(1),
            Spotted::Elsewhere => {
                self.report.elsewhere = self.report.elsewhere.saturating_add(1);
            }
        }
    }
}

/// Whether a whole field is an address of the web.
fn is_address(field: &str) -> bool {
    let starts = |scheme: &str| {
        field
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    starts("https://") || starts("http://")
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// Names under which lists give an address, a publisher and a title, in lower case.
const ADDRESS_NAMES: [&str; 7] = ["url", "uri", "address", "link", "href", "loc", "location"];
const SOURCE_NAMES: [&str; 2] = ["source", "publisher"];
const TITLE_NAMES: [&str; 2] = ["title", "name"];

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const A: &str = "https://site.org/articles/a-b-0123456789ab";

    /// What a text says of articles: address, publisher, title.
    fn heard(text: &str) -> Vec<[String; 3]> {
        let site = Site::of("site.org");
        let list = LinkText {
            name: CleanString::new("list"),
            text: Cow::Owned(text.to_owned()),
            speaks_of: SpeaksOf::All,
        };
        let mut ear = Ear::new(&site, None);
        ear.hear(&list);
        let said = ear.seen.iter().map(|seen| &seen.said);
        said.map(|said| {
            [&said.address, &said.source, &said.title].map(|text| text.clone().into_owned())
        })
        .collect()
    }

    #[test]
    fn every_kind_of_list_is_read() {
        for (text, source, title) in [
            (
                format!("url\tsource\ttitle\n{A}\t21CTO\tA \"b\"\n"),
                "21CTO",
                "A \"b\"",
            ),
            (format!("url\tsource\ttitle\r\n{A}\t\tA b\r\n"), "", "A b"),
            (
                format!("title,x,URL\n\"A, \"\"b\"\"\nc\",,{A}"),
                "",
                "A, \"b\"\nc",
            ),
            (format!("Name;Address\nA b;{A}\n"), "", "A b"),
            (format!("url,title\n\"{A},A b\n"), "", "A b"),
            (
                format!("<urlset><url><loc> {A} </loc></url></urlset>"),
                "",
                "",
            ),
            (
                format!(
                    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DT><A HREF=\"{A}?a=1&amp;b\" ICON='>'>A &amp; <b>b</b></A>"
                ),
                "",
                "A & b",
            ),
            (
                "<a class=x href=/articles/a-b-0123456789ab>A\n  b</a>".to_owned(),
                "",
                "A b",
            ),
            (
                "<a href='//site.org/articles/a-b-0123456789ab'>A b".to_owned(),
                "",
                "A b",
            ),
            (format!("<link rel=canonical href=\"{A}\">"), "", ""),
            (
                format!("{{\"url\":\"{A}\",\"source\":\"S\",\"title\":\"A \\u0062\"}}"),
                "S",
                "A b",
            ),
            (
                format!(
                    "{{\"roots\":{{\"x\":[{{\"name\":\"A b\",\"uri\":\"{}\"",
                    A.replace('/', "\\/")
                ),
                "",
                "A b",
            ),
            (format!("[\"{A}\"]"), "", ""),
            (format!("- [A b]({A}), read\n"), "", "A b"),
            (format!("see <{A}>."), "", ""),
            (format!("{A}\tS\tA b\n"), "S", "A b"),
            (format!("{A}\tA b\n"), "", "A b"),
            (format!("{A}\tS\tother\n"), "", ""),
            (format!("2021-10-13 12:00 {A}\n"), "", ""),
        ] {
            let found = heard(&text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let [address, s, t] = &found[0];
            assert!(
                address.contains("site.org/articles/a-b-0123456789ab"),
                "{text}: {address}"
            );
            assert_eq!((s.as_str(), t.as_str()), (source, title), "{text}");
        }
    }

    #[test]
    fn an_address_inside_another_is_not_taken_for_it() {
        for text in [
            format!("https://web.archive.org/web/2021/{A}\n"),
            format!("https://evil.org/?u={A}"),
            format!("<a href=\"https://evil.org/{A}\">x</a>"),
            "<base href=\"https://evil.org/\"><a href=\"/articles/a-b-0123456789ab\">A b</a>"
                .to_owned(),
            format!("<!-- <a href=\"{A}\">A b</a> -->"),
        ] {
            assert_eq!(heard(&text), Vec::<[String; 3]>::new(), "{text}");
        }
    }

    #[test]
    fn what_lists_hold_is_counted() {
        let site = Site::of("site.org");
        let list = LinkText {
            name: CleanString::new("list"),
            text: Cow::Owned(format!(
                "{A}\nhttps://site.org/tags/x\nhttps://other.org/\n{A}"
            )),
            speaks_of: SpeaksOf::All,
        };
        let report = Ear::new(&site, None).hear(&list);
        let counts = (report.articles, report.pages, report.elsewhere);
        assert_eq!((report.shape, counts), (Shape::Lines, (2, 1, 1)));
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(
            start in prop::sample::select(vec!["", "<a ", "{", "[\"", "url,title\n", "url\t"]),
            parts in prop::collection::vec(
                prop_oneof![
                    any::<String>(),
                    prop::sample::select(vec![
                        "\"", "<", ">", "</a", "<a href=", "<!--", "\\", "\\u", "{", "}", "[",
                        "](", "://", "http://", A, "&amp;", "&#", "\t", ",", "\n", "'", "秒",
                    ]).prop_map(str::to_owned),
                ],
                0..24,
            ),
        ) {
            heard(&format!("{start}{}", parts.concat()));
        }
    }
}
