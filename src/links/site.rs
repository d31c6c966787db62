//! The site whose articles are read, and the form of its articles' addresses.

/// Hex digits at the end of an article's address.
const HASH_LEN: usize = 12;

/// The host of the site, without `www.`, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Site(String);

/// The parts of an article's address that tell articles apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ArticlePath<'a> {
    /// The title's slug; not empty.
    pub slug: &'a str,
    /// Twelve hex digits.
    pub hash: &'a str,
}

/// An address as it was found, before it is parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spotted<'a> {
    /// An article of the site.
    Article(ArticlePath<'a>),
    /// Another page of the site.
    Page,
    /// A page of another site, or nothing that can be opened.
    Elsewhere,
}

impl Site {
    /// The site at this host; `www.` makes no difference.
    pub(super) fn of(host: &str) -> Self {
        let host = host.to_ascii_lowercase();
        Self(host.strip_prefix("www.").unwrap_or(&host).to_owned())
    }

    /// The host, without `www.`.
    pub(super) fn host(&self) -> &str {
        &self.0
    }

    /// What an address in a text is. Asked of every address of a list, so it does not
    /// parse; whatever is not written as the site itself writes it is [`Spotted::Elsewhere`],
    /// a port and a user name with it. O(bytes).
    pub(super) fn spot<'a>(&self, address: &'a str) -> Spotted<'a> {
        let Some((scheme, rest)) = address.split_once("://") else {
            return Spotted::Elsewhere;
        };
        let is_web = ["https", "http"]
            .iter()
            .any(|s| scheme.eq_ignore_ascii_case(s));
        let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        if !is_web || !self.is_host(host) {
            return Spotted::Elsewhere;
        }
        article_path(path).map_or(Spotted::Page, Spotted::Article)
    }

    /// Whether a host is the site's, with `www.` or without.
    pub(super) fn is_host(&self, host: &str) -> bool {
        let www = host
            .get(..4)
            .filter(|start| start.eq_ignore_ascii_case("www."));
        let host = &host[www.map_or(0, str::len)..];
        host.eq_ignore_ascii_case(&self.0)
    }

    /// The address of an article as it is kept: what stands behind the path tells only
    /// where a reader came from.
    pub(super) fn kept(address: &str) -> &str {
        let end = address.find(['?', '#']).unwrap_or(address.len());
        address[..end].trim_end_matches('/')
    }
}

/// The parts of `/articles/<slug>-<12 hex digits>`, whatever query follows.
pub(super) fn article_path(path: &str) -> Option<ArticlePath<'_>> {
    let path = path.strip_prefix("/articles/")?;
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let name = path[..end].strip_suffix('/').unwrap_or(&path[..end]);
    let (slug, hash) = name.rsplit_once('-')?;
    let is_slug = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let is_hex = |byte: u8| matches!(byte, b'a'..=b'f' | b'0'..=b'9');
    let holds = hash.len() == HASH_LEN
        && hash.bytes().all(is_hex)
        && !slug.is_empty()
        && slug.bytes().all(is_slug);
    holds.then_some(ArticlePath { slug, hash })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_told_from_what_looks_like_one() {
        let site = Site::of("WWW.Site.org");
        let article = Spotted::Article(ArticlePath {
            slug: "a-b",
            hash: "0123456789ab",
        });
        for (address, want) in [
            ("https://www.site.org/articles/a-b-0123456789ab", article),
            ("HTTP://Site.Org/articles/a-b-0123456789ab/", article),
            (
                "https://site.org/articles/a-b-0123456789ab?utm=x#top",
                article,
            ),
            ("https://site.org/articles/a-b-0123456789a", Spotted::Page),
            ("https://site.org/articles/0123456789ab", Spotted::Page),
            ("https://site.org/articles/-0123456789ab", Spotted::Page),
            (
                "https://site.org/articles/a%2Db-0123456789ab",
                Spotted::Page,
            ),
            (
                "https://site.org/articles/x/a-b-0123456789ab",
                Spotted::Page,
            ),
            ("https://site.org/tags/a-b-0123456789ab", Spotted::Page),
            ("https://site.org", Spotted::Page),
            (
                "https://site.org.evil.org/articles/a-b-0123456789ab",
                Spotted::Elsewhere,
            ),
            (
                "https://site.org@evil.org/articles/a-b-0123456789ab",
                Spotted::Elsewhere,
            ),
            (
                "https://x@site.org/articles/a-b-0123456789ab",
                Spotted::Elsewhere,
            ),
            (
                "https://site.org:8443/articles/a-b-0123456789ab",
                Spotted::Elsewhere,
            ),
            (
                "https://web.org/https://site.org/articles/a-b-0123456789ab",
                Spotted::Elsewhere,
            ),
            (
                "ftp://site.org/articles/a-b-0123456789ab",
                Spotted::Elsewhere,
            ),
            ("site.org/articles/a-b-0123456789ab", Spotted::Elsewhere),
        ] {
            assert_eq!(site.spot(address), want, "{address}");
        }
        let address = "https://site.org/articles/a-b-0123456789ab/?utm=x#top";
        assert_eq!(
            Site::kept(address),
            "https://site.org/articles/a-b-0123456789ab"
        );
    }
}
