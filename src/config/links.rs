//! The table `[links]` of the config.

use std::collections::BTreeMap;

use serde::Deserialize;
use thiserror::Error;

use crate::links::{Command, CommandError, LinkSettings, SettingsError};

/// What is set about links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Table")]
pub struct LinkChoices {
    /// Where they lead.
    pub settings: LinkSettings,
    /// What opens them, instead of what the environment says.
    pub open: Option<Command>,
    /// Whether addresses are hyperlinks.
    pub hyperlinks: HyperlinkChoice,
}

/// Whether addresses are hyperlinks of the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HyperlinkChoice {
    /// Where the terminal is known to have them.
    #[default]
    Auto,
    /// In every terminal.
    Always,
    /// In none.
    Never,
}

/// The table as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
struct Table {
    site: Option<String>,
    listing: Option<String>,
    search: Option<String>,
    open: Option<String>,
    terminal: bool,
    hyperlinks: HyperlinkChoice,
    engines: BTreeMap<String, String>,
}

/// Why the table cannot be used.
#[derive(Debug, Error)]
enum TableError {
    #[error(transparent)]
    Setting(#[from] SettingsError),
    #[error("links.open: '{0}' cannot be used: {1}")]
    Open(String, CommandError),
    #[error("links.terminal: it says how links.open is started, which is not set")]
    Terminal,
}

impl TryFrom<Table> for LinkChoices {
    type Error = TableError;

    fn try_from(table: Table) -> Result<Self, TableError> {
        let mut settings = LinkSettings::default();
        if let Some(site) = &table.site {
            settings.set_site(site)?;
        }
        if let Some(listing) = &table.listing {
            settings.set_listing(listing)?;
        }
        for (name, template) in &table.engines {
            settings.set_engine(name, template)?;
        }
        if let Some(search) = &table.search {
            settings.prefer_engine(search)?;
        }
        let open = match table.open {
            Some(open) => {
                let command = Command::parse(&open);
                let command = command.map_err(|error| TableError::Open(open, error))?;
                Some(if table.terminal {
                    command.in_terminal()
                } else {
                    command
                })
            }
            None if table.terminal => return Err(TableError::Terminal),
            None => None,
        };
        Ok(Self {
            settings,
            open,
            hyperlinks: table.hyperlinks,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;

    #[test]
    fn links_are_set_in_a_table_of_their_own() {
        let text = "[links]\nsite = \"www.site.org\"\nlisting = \"https://{site}/t/{tag}\"\n\
                    search = \"mine\"\nhyperlinks = \"never\"\nopen = \"firefox --new-tab %s\"\nterminal = true\n\
                    [links.engines]\nmine = \"https://x.org/?q={title}\"\n";
        let settings = Settings::parse(text).expect("a config");
        let links = settings.links.expect("a table");
        assert_eq!(links.hyperlinks, super::HyperlinkChoice::Never);
        let open = links.open.expect("a command");
        assert_eq!(
            (open.to_string().as_str(), open.needs_terminal()),
            ("firefox --new-tab %s", true)
        );
    }

    #[test]
    fn a_mistake_is_named() {
        for (text, said) in [
            (
                "site = \"https://x.org\"",
                "links.site: 'https://x.org' is not a host",
            ),
            (
                "listing = \"https://x.org/{title}\"",
                "links.listing: '{title}' is not known",
            ),
            (
                "search = \"altavista\"",
                "links.search: there is no engine 'altavista'",
            ),
            (
                "open = \"x 'y\"",
                "links.open: 'x 'y' cannot be used: a quote is not closed",
            ),
            (
                "terminal = true",
                "links.terminal: it says how links.open is started",
            ),
            (
                "engines = { x = \"file:///{title}\" }",
                "links.engines.x: it gives no web address",
            ),
            ("hyperlinks = \"yes\"", "unknown variant `yes`"),
            ("browser = \"x\"", "unknown field `browser`"),
        ] {
            let message = Settings::parse(&format!("[links]\n{text}\n")).expect_err(text);
            assert!(message.contains(said), "{message}");
        }
    }
}
