//! What the person may set about links.

use thiserror::Error;

use super::engine::{Engine, EngineError, LISTING_NAMES, ListingTemplate, Template};
use super::site::Site;
use super::{Address, Refusal};

/// The site whose listings are read, unless another is set.
const SITE: &str = "www.besthub.dev";

const LISTING: &str = "https://www.{site}/tags/{tag}";

/// The engines there are without a setting; the first is asked first.
const ENGINES: [(&str, &str); 4] = [
    (
        "duckduckgo",
        "https://duckduckgo.com/?q=%22{title}%22+site%3A{site}",
    ),
    (
        "google",
        "https://www.google.com/search?q=%22{title}%22+site%3A{site}",
    ),
    (
        "bing",
        "https://www.bing.com/search?q=%22{title}%22+site%3A{site}",
    ),
    (
        "kagi",
        "https://kagi.com/search?q=%22{title}%22+site%3A{site}",
    ),
];

/// Where links lead: the site, its listings, the engines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkSettings {
    pub(super) site: Site,
    pub(super) listing: Template,
    pub(super) engines: Vec<Engine>,
}

/// Why a setting cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SettingsError {
    /// The site is no host.
    #[error("links.site: '{0}' is not a host, as in 'www.besthub.dev'")]
    Site(String),
    /// The template of listings.
    #[error("links.listing: {0}")]
    Listing(EngineError),
    /// The template of an engine.
    #[error("links.engines.{name}: {error}")]
    Engine {
        /// The engine.
        name: String,
        /// What is wrong with it.
        error: EngineError,
    },
    /// The engine that is to be asked first does not exist.
    #[error("links.search: there is no engine '{name}'; there are {known}")]
    NoEngine {
        /// The name that was given.
        name: String,
        /// Those there are.
        known: String,
    },
}

impl Default for LinkSettings {
    fn default() -> Self {
        Self {
            site: Site::of(SITE),
            listing: Template::built_in(LISTING, &LISTING_NAMES),
            engines: ENGINES
                .map(|(name, template)| Engine::built_in(name, template))
                .into(),
        }
    }
}

impl LinkSettings {
    /// Another site; `www.` makes no difference.
    ///
    /// # Errors
    /// [`SettingsError::Site`] when it is no host.
    pub fn set_site(&mut self, host: &str) -> Result<(), SettingsError> {
        let address: Result<Address, Refusal> = Address::parse(&format!("https://{host}/"));
        let is_host = |address: &Address| address.host() == host.to_ascii_lowercase();
        if host.contains(':') || !address.as_ref().is_ok_and(is_host) {
            return Err(SettingsError::Site(host.to_owned()));
        }
        self.site = Site::of(host);
        Ok(())
    }

    /// The form of a tag's address, with `{tag}` and `{site}`.
    ///
    /// # Errors
    /// [`SettingsError::Listing`].
    pub fn set_listing(&mut self, template: &str) -> Result<(), SettingsError> {
        let template: ListingTemplate = template.parse().map_err(SettingsError::Listing)?;
        self.listing = template.0;
        Ok(())
    }

    /// Adds an engine, or gives a known one another template.
    ///
    /// # Errors
    /// [`SettingsError::Engine`].
    pub fn set_engine(&mut self, name: &str, template: &str) -> Result<(), SettingsError> {
        let engine = Engine::new(name, template).map_err(|error| SettingsError::Engine {
            name: name.to_owned(),
            error,
        })?;
        match self.engines.iter_mut().find(|known| known.name() == name) {
            Some(known) => *known = engine,
            None => self.engines.push(engine),
        }
        Ok(())
    }

    /// Makes an engine the one that is asked first.
    ///
    /// # Errors
    /// [`SettingsError::NoEngine`].
    pub fn prefer_engine(&mut self, name: &str) -> Result<(), SettingsError> {
        let place = self.engines.iter().position(|engine| engine.name() == name);
        let Some(place) = place else {
            let known: Vec<&str> = self.engines.iter().map(Engine::name).collect();
            return Err(SettingsError::NoEngine {
                name: name.to_owned(),
                known: known.join(", "),
            });
        };
        self.engines[..=place].rotate_right(1);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_own_templates_give_addresses() {
        let settings = LinkSettings::default();
        let engines = ENGINES.map(|(name, template)| Engine::new(name, template));
        assert!(engines.into_iter().eq(settings.engines.into_iter().map(Ok)));
        let listing: Result<ListingTemplate, _> = LISTING.parse();
        assert_eq!(listing.map(|listing| listing.0), Ok(settings.listing));
    }

    #[test]
    fn the_engine_that_is_preferred_comes_first() {
        let mut settings = LinkSettings::default();
        settings
            .set_engine("mine", "https://x.org/?q={title}")
            .expect("a template");
        settings.prefer_engine("mine").expect("an engine");
        let names: Vec<&str> = settings.engines.iter().map(Engine::name).collect();
        assert_eq!(names, ["mine", "duckduckgo", "google", "bing", "kagi"]);
        let error = settings.prefer_engine("altavista").expect_err("no engine");
        assert!(
            error
                .to_string()
                .ends_with("there are mine, duckduckgo, google, bing, kagi")
        );
    }

    #[test]
    fn a_site_is_a_host_and_nothing_more() {
        let mut settings = LinkSettings::default();
        for host in ["site.org", "WWW.Site.org", "127.0.0.1"] {
            assert_eq!(settings.set_site(host), Ok(()), "{host}");
        }
        for host in [
            "",
            "https://site.org",
            "site.org/",
            "site.org:8080",
            "me@site.org",
            "a b",
            "x?y",
            "\u{430}.org",
        ] {
            assert!(settings.set_site(host).is_err(), "{host}");
        }
    }
}
