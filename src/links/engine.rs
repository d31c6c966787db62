//! Templates of addresses, and the engines that search for a title.

use std::fmt::Write;
use std::str::FromStr;

use thiserror::Error;

use super::Address;

/// The longest title that is searched for as a whole, in characters; engines take some
/// 2,000 bytes of address.
const TITLE_CHARS_MAX: usize = 256;

/// Names that an engine's template may hold.
const ENGINE_NAMES: [&str; 3] = ["title", "source", "site"];

/// Names that the address of a listing may hold.
pub(super) const LISTING_NAMES: [&str; 2] = ["tag", "site"];

/// An address with names in braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Name(String),
}

/// Why a template is none.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EngineError {
    /// A name that nothing is put in for.
    #[error("'{{{name}}}' is not known; write one of {known}")]
    Unknown {
        /// The name.
        name: String,
        /// Those there are.
        known: String,
    },
    /// A brace that is not closed.
    #[error("a '{{' is not closed")]
    Unclosed,
    /// A name in the place of the host, which an article's text would choose.
    #[error("only {{site}} may stand in the host")]
    Host,
    /// It gives no address that may be opened.
    #[error("it gives no web address; write one that begins with https://")]
    NoAddress,
}

impl Template {
    /// Reads a template that may hold these names, and tries it.
    pub(super) fn parse(text: &str, known: &[&str]) -> Result<Self, EngineError> {
        let template = Self::untried(text, known)?;
        let example: Vec<(&str, &str)> = known.iter().map(|name| (*name, "x.org")).collect();
        template.fill(&example).ok_or(EngineError::NoAddress)?;
        Ok(template)
    }

    /// A template of this program; trying all of them would take time at every start, so
    /// a test does.
    ///
    /// # Panics
    /// When it is none.
    pub(super) fn built_in(text: &str, known: &[&str]) -> Self {
        Self::untried(text, known).expect("a test tries the program's own templates")
    }

    fn untried(text: &str, known: &[&str]) -> Result<Self, EngineError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or(EngineError::Unclosed)?;
            if !known.contains(&name) {
                let known: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
                return Err(EngineError::Unknown {
                    name: name.to_owned(),
                    known: known.join(", "),
                });
            }
            parts.push(Part::Text(before.to_owned()));
            parts.push(Part::Name(name.to_owned()));
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        let template = Self { parts };
        if template.chooses_host() {
            return Err(EngineError::Host);
        }
        Ok(template)
    }

    /// Whether another name than the site's stands before the path.
    fn chooses_host(&self) -> bool {
        let mut before = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => before.push_str(text),
                Part::Name(name) => {
                    let host = before.split_once("://").map_or("", |(_, rest)| rest);
                    let in_host = !host.contains(['/', '\\', '?', '#']);
                    if in_host && name != "site" {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// The address with everything put in, encoded so that nothing of it ends a part of
    /// the address (RFC 3986, 2.3); `None` where it becomes none.
    pub(super) fn fill(&self, values: &[(&str, &str)]) -> Option<Address> {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(part) => text.push_str(part),
                Part::Name(name) => {
                    let value = values.iter().find(|(known, _)| known == name);
                    push_encoded(&mut text, value.map_or("", |(_, value)| value));
                }
            }
        }
        Address::parse(&text).ok()
    }
}

/// Appends all but letters, digits and `-._~` as `%XX`.
fn push_encoded(out: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("writing to a String cannot fail");
        }
    }
}

/// A web search with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engine {
    name: String,
    template: Template,
}

impl Engine {
    /// An engine of this name.
    ///
    /// # Errors
    /// An [`EngineError`] that says what is wrong with the template.
    pub fn new(name: &str, template: &str) -> Result<Self, EngineError> {
        Ok(Self {
            name: name.to_owned(),
            template: Template::parse(template, &ENGINE_NAMES)?,
        })
    }

    /// An engine of this program; see [`Template::built_in`].
    pub(super) fn built_in(name: &str, template: &str) -> Self {
        Self {
            name: name.to_owned(),
            template: Template::built_in(template, &ENGINE_NAMES),
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The search for a title.
    pub(super) fn search(&self, title: &str, source: &str, site: &str) -> Option<Address> {
        let title: String = title.chars().take(TITLE_CHARS_MAX).collect();
        self.template
            .fill(&[("title", &title), ("source", source), ("site", site)])
    }
}

/// The template of a listing's address.
pub(super) struct ListingTemplate(pub Template);

impl FromStr for ListingTemplate {
    type Err = EngineError;

    fn from_str(text: &str) -> Result<Self, EngineError> {
        Template::parse(text, &LISTING_NAMES).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_title_cannot_leave_its_place() {
        let engine = Engine::new("x", "https://x.org/?q=%22{title}%22+site:{site}&s={source}");
        let engine = engine.expect("a template");
        for (title, want) in [
            ("C++ & Rust?", "C%2B%2B%20%26%20Rust%3F"),
            ("a#b/../c", "a%23b%2F..%2Fc"),
            ("{site}", "%7Bsite%7D"),
            ("$(id);`id` -x\n\"'", "%24%28id%29%3B%60id%60%20-x%0A%22%27"),
            ("\u{202e}秒", "%E2%80%AE%E7%A7%92"),
        ] {
            let address = engine.search(title, "a b", "site.org").expect("an address");
            let want = format!("https://x.org/?q=%22{want}%22+site:site.org&s=a%20b");
            assert_eq!(address.as_str(), want);
        }
    }

    #[test]
    fn a_wrong_template_is_told_apart() {
        for (template, said) in [
            (
                "https://x.org/?q={titel}",
                "'{titel}' is not known; write one of {title}, {source}, {site}",
            ),
            ("https://x.org/?q={title", "a '{' is not closed"),
            ("https://{title}/", "only {site} may stand in the host"),
            (
                "https://x.org:{source}/",
                "only {site} may stand in the host",
            ),
            ("{title}", "only {site} may stand in the host"),
            (
                "javascript:alert('{title}')",
                "only {site} may stand in the host",
            ),
            (
                "file:///{title}",
                "it gives no web address; write one that begins with https://",
            ),
            (
                "https://me@x.org/{title}",
                "it gives no web address; write one that begins with https://",
            ),
            (
                "x.org",
                "it gives no web address; write one that begins with https://",
            ),
        ] {
            let error = Engine::new("x", template).expect_err(template);
            assert_eq!(error.to_string(), said, "{template}");
        }
        assert!(Engine::new("x", "https://{site}/search?q={title}").is_ok());
    }

    proptest! {
        #[test]
        fn every_search_is_an_address_on_the_templates_host(
            template in "(https://x\\.org[/?#]|http://x\\.org/)[a-z{}+%:/&=#?]{0,12}\\{title\\}.{0,8}",
            title in any::<String>(),
            source in any::<String>(),
        ) {
            if let Ok(engine) = Engine::new("x", &template) {
                let address = engine.search(&title, &source, "site.org").expect("an address");
                prop_assert_eq!(address.host(), "x.org");
                prop_assert_eq!(Address::parse(address.as_str()), Ok(address.clone()));
            }
        }
    }
}
