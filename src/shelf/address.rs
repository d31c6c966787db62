//! Addresses that may be handed to other programs.

use std::fmt;

/// An `http` or `https` address, in printable ASCII without what would end it inside
/// HTML, Markdown or a shell's quotes.
///
/// Whoever keeps the file may write anything into it, and an exported link is opened
/// by other programs: `javascript:` and `file:` never become one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

/// Longest address; browsers and servers give up earlier.
const LEN_MAX: usize = 4096;

impl Address {
    /// The address in `text`; characters outside ASCII are percent-encoded, so that
    /// nothing invisible or misleading hides in it. `None` when it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://")?;
        let is_web = ["http", "https"]
            .iter()
            .any(|web| scheme.eq_ignore_ascii_case(web));
        let host_len = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let host = rest.get(..host_len)?;
        let is_host = |c: char| c.is_alphanumeric() || "-._~:@[]%".contains(c);
        if !is_web || host.is_empty() || !host.chars().all(is_host) || text.len() > LEN_MAX {
            return None;
        }
        if text.contains(|c: char| c.is_control()) {
            return None;
        }
        let mut address = scheme.to_ascii_lowercase();
        address.push_str("://");
        for byte in rest.bytes() {
            if matches!(byte, b'!' | b'#'..=b';' | b'=' | b'?'..=b'[' | b']' | b'_' | b'a'..=b'z' | b'~')
                && byte != b'\''
            {
                address.push(char::from(byte));
            } else {
                crate::text::push_formatted(&mut address, format_args!("%{byte:02X}"));
            }
        }
        Some(Self(address))
    }

    /// The address itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Host and path without what hangs on it, for a name.
    #[must_use]
    pub fn words(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['?', '#']).next().unwrap_or(rest)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_addresses() {
        for (text, want) in [
            (
                "https://x.dev/a-b?c=d&e#f",
                Some("https://x.dev/a-b?c=d&e#f"),
            ),
            (" HTTP://x.dev ", Some("http://x.dev")),
            ("https://x.dev/秒", Some("https://x.dev/%E7%A7%92")),
            (
                "https://x.dev/a\"><script>'",
                Some("https://x.dev/a%22%3E%3Cscript%3E%27"),
            ),
            ("https://x.dev/\u{202e}", Some("https://x.dev/%E2%80%AE")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("https://", None),
            ("https://a b/", None),
            ("https://x.dev/\u{1b}[31m", None),
            ("x.dev/a", None),
            ("", None),
        ] {
            let address = Address::parse(text);
            assert_eq!(address.as_ref().map(Address::as_str), want, "{text}");
            if let Some(address) = address {
                assert_eq!(Address::parse(address.as_str()), Some(address));
            }
        }
    }
}
