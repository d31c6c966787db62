//! What a host may hide: another site, letters that look like others.

use std::collections::BTreeSet;

use icu_properties::CodePointMapData;
use icu_properties::props::Script;
use thiserror::Error;

use super::site::Site;
use crate::text::CleanString;

/// What is to be pointed out about a host before it is first opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Doubt {
    /// It is not the site whose listings are read.
    #[error("'{host}' is not the site of the listing, {site}")]
    Elsewhere {
        /// The host, in ASCII.
        host: String,
        /// The site, without `www.`.
        site: String,
    },
    /// It stands for letters outside of ASCII, which may look like others.
    #[error("'{host}' stands for '{shown}', which may look like another name")]
    Punycode {
        /// The host, in ASCII.
        host: String,
        /// The host as browsers may show it.
        shown: CleanString,
    },
    /// A part of it mixes letters that no language writes together.
    #[error("'{shown}' mixes letters of several scripts")]
    MixedScripts {
        /// The host as browsers may show it.
        shown: CleanString,
    },
}

/// What is doubtful about a host in ASCII; nothing for the site itself.
pub(super) fn doubts(host: &str, site: &Site) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if !site.is_host(host) {
        doubts.push(Doubt::Elsewhere {
            host: host.to_owned(),
            site: site.host().to_owned(),
        });
    }
    if host.split('.').any(|label| label.starts_with("xn--")) {
        let unicode = url::quirks::domain_to_unicode(host);
        let shown = CleanString::new(&unicode);
        doubts.push(Doubt::Punycode {
            host: host.to_owned(),
            shown: shown.clone(),
        });
        if unicode.split('.').any(mixes_scripts) {
            doubts.push(Doubt::MixedScripts { shown });
        }
    }
    doubts
}

/// Whether the letters are of scripts that are not written together: the level "highly
/// restrictive" of UTS 39, 5.2, told by each letter's own script.
fn mixes_scripts(label: &str) -> bool {
    const TOGETHER: [&[Script]; 3] = [
        &[
            Script::Latin,
            Script::Han,
            Script::Hiragana,
            Script::Katakana,
        ],
        &[Script::Latin, Script::Han, Script::Bopomofo],
        &[Script::Latin, Script::Han, Script::Hangul],
    ];
    let scripts = CodePointMapData::<Script>::new();
    let found: BTreeSet<Script> = label
        .chars()
        .map(|c| scripts.get(c))
        .filter(|script| !matches!(*script, Script::Common | Script::Inherited))
        .collect();
    let are_in = |together: &[Script]| found.iter().all(|script| together.contains(script));
    found.len() > 1 && !TOGETHER.into_iter().any(are_in)
}

#[cfg(test)]
mod tests {
    use super::super::Address;
    use super::*;

    /// `e` for another site, `p` for punycode, `m` for mixed scripts.
    fn said(address: &str) -> String {
        let host = Address::parse(address).expect("an address").host();
        let doubts = doubts(&host, &Site::of("www.site.org"));
        let letter = |doubt: &Doubt| match doubt {
            Doubt::Elsewhere { .. } => 'e',
            Doubt::Punycode { .. } => 'p',
            Doubt::MixedScripts { .. } => 'm',
        };
        doubts.iter().map(letter).collect()
    }

    #[test]
    fn what_a_host_may_hide_is_pointed_out() {
        for (address, want) in [
            ("https://site.org/", ""),
            ("https://WWW.site.org/x", ""),
            ("https://site.org.evil.org/", "e"),
            ("https://notsite.org/", "e"),
            ("https://127.0.0.1/", "e"),
            ("https://[::1]/", "e"),
            ("https://m\u{fc}nchen.de/", "ep"),
            ("https://xn--mnchen-3ya.de/", "ep"),
            // All Cyrillic, and one Cyrillic letter among Latin ones.
            ("https://\u{441}\u{43e}\u{440}\u{435}.org/", "ep"),
            ("https://s\u{456}te.org/", "epm"),
            ("https://\u{79d2}\u{30ab}abc.jp/", "ep"),
            ("https://\u{3b1}b.org/", "epm"),
        ] {
            assert_eq!(said(address), want, "{address}");
        }
    }

    #[test]
    fn a_doubt_names_what_is_asked_for_and_what_is_seen() {
        let site = Site::of("site.org");
        let doubts = doubts("xn--ste-jhd.org", &site);
        let said: Vec<String> = doubts.iter().map(ToString::to_string).collect();
        assert_eq!(
            said.first().map(String::as_str),
            Some("'xn--ste-jhd.org' is not the site of the listing, site.org")
        );
        let seen = "stands for 's\u{456}te.org'";
        assert!(said[1].contains(seen), "{said:?}");
    }
}
