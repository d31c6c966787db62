//! An address that may be opened.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use url::{Host, Url};

/// Longest address, in bytes. Linux takes 131,071 bytes in one argument of a program
/// (`MAX_ARG_STRLEN`), and no page's address is near that.
const LEN_MAX: usize = 100_000;

/// An address of the web, parsed and written out again by the `url` crate: `http` or
/// `https`, a host in ASCII, no user name, nothing that is not printable ASCII.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

/// Why a text may not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// It cannot be read as an address.
    #[error("it is not a web address")]
    NotAnAddress,
    /// A control character, which a parser would drop without a word.
    #[error("it holds a control character")]
    Control,
    /// Another scheme, as `file:` or `javascript:`.
    #[error("only http and https are opened")]
    Scheme,
    /// A user name or password, which mostly serve to hide the host.
    #[error("it holds a user name, which hides where it leads")]
    UserInfo,
    /// No system passes it on in one piece.
    #[error("it is longer than {LEN_MAX} bytes")]
    TooLong,
}

impl Address {
    /// Reads an address and writes it the one way there is. O(bytes).
    ///
    /// # Errors
    /// A [`Refusal`] for everything that is not a plain address of the web.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        if text.len() > LEN_MAX {
            return Err(Refusal::TooLong);
        }
        if text.contains(char::is_control) {
            return Err(Refusal::Control);
        }
        let url = Url::parse(text).map_err(|_| Refusal::NotAnAddress)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refusal::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::UserInfo);
        }
        Self::written(url.into())
    }

    /// An address of an article, as [`super::site::Site::spot`] has found it. It is parsed
    /// only where the parser could write it otherwise: parsing costs a microsecond, and a
    /// sitemap may match 200,000 articles.
    pub(super) fn spotted(text: &str) -> Result<Self, Refusal> {
        if is_canonical(text) && text.len() <= LEN_MAX {
            return Ok(Self(text.to_owned()));
        }
        Self::parse(text)
    }

    /// Checks what a parser wrote: nothing is taken on trust that becomes an argument.
    fn written(text: String) -> Result<Self, Refusal> {
        if text.len() > LEN_MAX {
            return Err(Refusal::TooLong);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Refusal::NotAnAddress);
        }
        Ok(Self(text))
    }

    /// The address; printable ASCII without blanks.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host as it is asked for: ASCII, `xn--` where it is not written in it.
    #[must_use]
    pub fn host(&self) -> String {
        match self.url().as_ref().and_then(Url::host) {
            Some(Host::Domain(name)) => name.to_owned(),
            Some(Host::Ipv4(number)) => number.to_string(),
            Some(Host::Ipv6(number)) => format!("[{number}]"),
            None => String::new(),
        }
    }

    /// The same address with this page of a listing; page 1 has no number.
    pub(super) fn with_page(&self, page: u32) -> Self {
        let Some(mut url) = self.url() else {
            return self.clone();
        };
        let others: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(name, _)| name != "page")
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        url.set_query(None);
        if page > 1 || !others.is_empty() {
            let mut query = url.query_pairs_mut();
            query.extend_pairs(others);
            if page > 1 {
                query.append_pair("page", &page.to_string());
            }
        }
        url.set_fragment(None);
        Self::written(url.into()).unwrap_or_else(|_| self.clone())
    }

    /// The last part of the path that is not empty.
    pub(super) fn last_segment(&self) -> String {
        let segment = self.url().and_then(|url| {
            let mut segments = url.path_segments()?;
            segments.rfind(|part| !part.is_empty()).map(str::to_owned)
        });
        segment.unwrap_or_default()
    }

    fn url(&self) -> Option<Url> {
        Url::parse(&self.0).ok()
    }
}

/// Whether the parser would write an address just so: lower case, a host that ends in a
/// word and holds no punycode, a path without dots, and nothing behind it.
fn is_canonical(text: &str) -> bool {
    let rest = text.strip_prefix("https://");
    let Some((host, path)) = rest.and_then(|rest| rest.split_once('/')) else {
        return false;
    };
    let is_in_label = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let is_label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(is_in_label)
            && !label.starts_with('-')
            && !label.ends_with('-')
            // `xn--` is punycode, and the third and fourth places are kept for its like.
            && label.get(2..4) != Some("--")
    };
    let ends_in_word = host
        .rsplit('.')
        .next()
        .is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_lowercase()));
    ends_in_word
        && host.split('.').all(is_label)
        && path.bytes().all(|byte| is_in_label(byte) || byte == b'/')
}

impl FromStr for Address {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        Self::parse(text)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_plain_addresses_of_the_web_pass() {
        let long = format!("https://x.org/{}", "a".repeat(LEN_MAX));
        for (text, want) in [
            ("https://x.org/a", Ok("https://x.org/a")),
            ("HTTP://X.ORG:80/a b", Ok("http://x.org/a%20b")),
            (
                "https://x.org/`id`;$(id)'\"",
                Ok("https://x.org/%60id%60;$(id)'%22"),
            ),
            (
                "https://x.org/\u{202e}gpj",
                Ok("https://x.org/%E2%80%AEgpj"),
            ),
            // A homograph shows itself: the first letter is Cyrillic.
            ("https://\u{430}pple.com/", Ok("https://xn--pple-43d.com/")),
            ("https://x.org\\@evil.org", Ok("https://x.org/@evil.org")),
            ("-https://x.org", Err(Refusal::NotAnAddress)),
            ("/articles/x", Err(Refusal::NotAnAddress)),
            ("", Err(Refusal::NotAnAddress)),
            ("https://", Err(Refusal::NotAnAddress)),
            ("https://a b.org/", Err(Refusal::NotAnAddress)),
            ("https://x\u{202e}.org/", Err(Refusal::NotAnAddress)),
            ("javascript:alert(1)", Err(Refusal::Scheme)),
            ("file:///etc/passwd", Err(Refusal::Scheme)),
            ("data:text/html,x", Err(Refusal::Scheme)),
            ("ftp://x.org/", Err(Refusal::Scheme)),
            ("https://x.org@evil.org/", Err(Refusal::UserInfo)),
            ("https://x.org:pass@evil.org/", Err(Refusal::UserInfo)),
            ("https://x.org/\nX", Err(Refusal::Control)),
            ("java\tscript:alert(1)", Err(Refusal::Control)),
            ("https://x.org/\u{1b}]0;x\u{7}", Err(Refusal::Control)),
            (&long, Err(Refusal::TooLong)),
        ] {
            let parsed = Address::parse(text);
            let parsed = parsed.as_ref().map(Address::as_str);
            assert_eq!(parsed, want.as_ref().copied(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_without_parsing_is_what_the_parser_writes(
            text in "https://[a-z0-9.-]{1,12}(\\.org|)/[a-z0-9/.%-]{0,20}",
        ) {
            if is_canonical(&text) {
                let parsed = Address::parse(&text);
                prop_assert_eq!(parsed.as_ref().map(Address::as_str), Ok(text.as_str()));
            }
        }
    }

    #[test]
    fn most_addresses_of_articles_are_not_parsed() {
        for (text, want) in [
            ("https://www.site.org/articles/a-b-0123456789ab", true),
            ("http://site.org/articles/a-b-0123456789ab", false),
            ("https://Site.org/articles/a-b-0123456789ab", false),
            ("https://site.org:8443/articles/a-b-0123456789ab", false),
            ("https://127.0.0.1/articles/a-b-0123456789ab", false),
            ("https://xn--a.org/articles/a-b-0123456789ab", false),
            ("https://site.org/./a", false),
            ("https://site.org", false),
        ] {
            assert_eq!(is_canonical(text), want, "{text}");
        }
    }

    #[test]
    fn a_page_of_a_listing_takes_the_place_of_another() {
        let address = |text| Address::parse(text).expect("an address");
        for (told, page, want) in [
            ("https://x.org/tags/java", 1, "https://x.org/tags/java"),
            (
                "https://x.org/tags/java",
                6,
                "https://x.org/tags/java?page=6",
            ),
            (
                "https://x.org/tags/java?page=2#top",
                1,
                "https://x.org/tags/java",
            ),
            (
                "https://x.org/t?page=2&by=date",
                3,
                "https://x.org/t?by=date&page=3",
            ),
        ] {
            assert_eq!(address(told).with_page(page).as_str(), want);
        }
        assert_eq!(
            address("https://x.org/tags/java/?a=/b").last_segment(),
            "java"
        );
    }

    proptest! {
        #[test]
        fn what_passes_reads_the_same_again(text in "(https?://|javascript:|)?.{0,40}") {
            if let Ok(address) = Address::parse(&text) {
                prop_assert_eq!(Address::parse(address.as_str()), Ok(address.clone()));
                prop_assert!(address.as_str().starts_with("http"));
                prop_assert!(address.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert!(!address.host().is_empty());
            }
        }
    }
}
