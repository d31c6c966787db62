//! What the person prefers: the settings that the command line and `config.toml`
//! share, and how the two are put together.
//!
//! Reads one file when asked to and never the environment: the paths come in.

mod links;
mod reading;
mod views;

use std::fmt;
use std::io;
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use clap::ValueEnum;
use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};
use thiserror::Error;

use crate::app::{self, Options};
use crate::links::LinkSettings;
use crate::search::query::Views;
use crate::text::CleanString;

pub use links::{HyperlinkChoice, LinkChoices};
pub use reading::{MarkRead, ReadAfter};
pub use views::{ViewChange, ViewChoices, ViewProblem};

/// Settings that were given; what is `None` was not mentioned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Settings {
    /// Cards a page.
    pub page_size: Option<PageSize>,
    /// How much of a card is shown.
    pub density: Option<Density>,
    /// Whether the mouse is used.
    pub mouse: Option<bool>,
    /// What marks an article as read besides its key.
    pub mark_read: Option<MarkRead>,
    /// How long somebody stays with an article until it is marked as read.
    pub mark_read_after: Option<ReadAfter>,
    /// Which colours are used.
    pub color: Option<ColorChoice>,
    /// Which signs stand beside texts.
    pub marks: Option<MarkChoice>,
    /// Where links lead, and what opens them.
    pub links: Option<LinkChoices>,
    /// Queries that are saved under names.
    pub views: Option<ViewChoices>,
}

impl Settings {
    /// These settings, and those of `weaker` where these say nothing.
    #[must_use]
    pub fn over(self, weaker: Self) -> Self {
        Self {
            page_size: self.page_size.or(weaker.page_size),
            density: self.density.or(weaker.density),
            mouse: self.mouse.or(weaker.mouse),
            mark_read: self.mark_read.or(weaker.mark_read),
            mark_read_after: self.mark_read_after.or(weaker.mark_read_after),
            color: self.color.or(weaker.color),
            marks: self.marks.or(weaker.marks),
            links: self.links.or(weaker.links),
            views: self.views.or(weaker.views),
        }
    }

    /// The reader's options, its defaults where nothing is set.
    #[must_use]
    pub fn options(&self) -> Options {
        let default = Options::default();
        Options {
            page_size: self.page_size.map_or(default.page_size, |size| size.0),
            density: self.density.map_or(default.density, Into::into),
            mouse: self.mouse.unwrap_or(default.mouse),
            mark_read: self.mark_read.map_or(default.mark_read, Into::into),
            read_after: self
                .mark_read_after
                .map_or(default.read_after, |after| after.0),
        }
    }

    /// Where links lead.
    #[must_use]
    pub fn link_settings(&self) -> LinkSettings {
        let links = self.links.as_ref();
        links
            .map(|links| links.settings.clone())
            .unwrap_or_default()
    }

    /// The saved queries.
    #[must_use]
    pub fn views(&self) -> Arc<Views> {
        let views = self.views.as_ref();
        views
            .map(|saved| Arc::clone(&saved.views))
            .unwrap_or_default()
    }

    /// The saved queries that cannot be used, and why.
    #[must_use]
    pub fn view_problems(&self) -> &[ViewProblem] {
        self.views.as_ref().map_or(&[], |saved| &saved.problems)
    }

    /// Reads the settings of a file; a file that does not exist sets nothing.
    ///
    /// # Errors
    /// - [`ConfigError::Unreadable`] when the system refuses to read it;
    /// - [`ConfigError::Invalid`] when it is not what a config may hold.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                return Err(ConfigError::Unreadable {
                    path: shown(path),
                    source: error,
                });
            }
        };
        Self::parse(&text).map_err(|message| ConfigError::Invalid {
            path: shown(path),
            message,
        })
    }

    /// Reads settings from TOML; the error is the parser's own, with line and caret.
    fn parse(text: &str) -> Result<Self, String> {
        let settings = toml::from_str(text).map(|mut settings: Self| {
            if let Some(views) = &mut settings.views {
                views.locate(text);
            }
            settings
        });
        settings.map_err(|error| {
            let lines = error.to_string();
            let lines: Vec<String> = lines
                .lines()
                .map(|line| CleanString::new(line).to_string())
                .collect();
            lines.join("\n")
        })
    }
}

/// The directory of what a person writes: the one that is given (the value of
/// `TAGLEAF_CONFIG_DIR`), else where the system keeps configs. `None` for a system
/// without a home directory.
#[must_use]
pub fn config_directory(given: Option<PathBuf>) -> Option<PathBuf> {
    given.or_else(|| {
        let dirs = directories::ProjectDirs::from("", "", "tagleaf")?;
        Some(dirs.config_dir().to_owned())
    })
}

/// Where the config is in the [`config_directory`].
#[must_use]
pub fn config_path(directory: Option<PathBuf>) -> Option<PathBuf> {
    config_directory(directory).map(|directory| directory.join("config.toml"))
}

/// Where what is no setting is kept from one reader to the next: in `directory` when
/// that is given (the value of `TAGLEAF_STATE_DIR`), else where the system keeps state,
/// or local data where it knows no state. `None` for a system without a home directory.
#[must_use]
pub fn state_directory(directory: Option<PathBuf>) -> Option<PathBuf> {
    directory.or_else(|| {
        let dirs = directories::ProjectDirs::from("", "", "tagleaf")?;
        let state = dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir());
        Some(state.to_owned())
    })
}

fn shown(path: &Path) -> CleanString {
    CleanString::new(&path.to_string_lossy())
}

/// Why the config could not be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The system refused.
    #[error("could not read the config '{path}': correct its permissions or remove it")]
    Unreadable {
        /// The file.
        path: CleanString,
        /// The system's words.
        source: io::Error,
    },
    /// It holds what a config may not hold.
    #[error("could not use the config '{path}':\n{message}")]
    Invalid {
        /// The file.
        path: CleanString,
        /// The parser's words, with line and caret.
        message: String,
    },
}

/// How much of a card is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Density {
    /// Several lines of the abstract, a blank line between cards.
    Comfortable,
    /// One line of the abstract.
    Compact,
    /// One line a card.
    OneLine,
}

impl From<Density> for app::Density {
    fn from(density: Density) -> Self {
        match density {
            Density::Comfortable => Self::Comfortable,
            Density::Compact => Self::Compact,
            Density::OneLine => Self::OneLine,
        }
    }
}

/// Which colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum ColorChoice {
    /// What the environment says.
    #[default]
    Auto,
    /// None: bold, dim, reverse and underline only.
    Never,
    /// The terminal's own 16.
    #[serde(rename = "16")]
    #[value(name = "16")]
    Sixteen,
    /// The 256 of xterm.
    #[serde(rename = "256")]
    #[value(name = "256")]
    Indexed,
}

/// Which signs stand beside texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkChoice {
    /// What the environment says.
    #[default]
    Auto,
    /// As they are meant.
    Unicode,
    /// In ASCII.
    Ascii,
}

/// Cards a page: a number from 1 to 65535, or `fit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageSize(pub app::PageSize);

/// Why a text is no page size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("write a number from 1 to 65535, or 'fit' for as many cards as fit into the window")]
pub struct PageSizeError;

impl FromStr for PageSize {
    type Err = PageSizeError;

    fn from_str(text: &str) -> Result<Self, PageSizeError> {
        if text == "fit" {
            return Ok(Self(app::PageSize::Fit));
        }
        let cards: NonZeroU16 = text.parse().map_err(|_| PageSizeError)?;
        Ok(Self(app::PageSize::Cards(cards)))
    }
}

impl<'de> Deserialize<'de> for PageSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PageSizeVisitor)
    }
}

// An untagged enum would do, but its error names neither the value nor what is allowed.
struct PageSizeVisitor;

impl Visitor<'_> for PageSizeVisitor {
    type Value = PageSize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number from 1 to 65535 or \"fit\"")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<PageSize, E> {
        let cards = u16::try_from(number).ok().and_then(NonZeroU16::new);
        cards
            .map(|cards| PageSize(app::PageSize::Cards(cards)))
            .ok_or_else(|| E::invalid_value(de::Unexpected::Signed(number), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<PageSize, E> {
        text.parse()
            .map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn cards(number: u16) -> PageSize {
        PageSize(app::PageSize::Cards(
            NonZeroU16::new(number).expect("not zero"),
        ))
    }

    #[test]
    fn every_setting_is_read() {
        let text = "page-size = 25\ndensity = \"one-line\"\nmouse = false\nmark-read = \"never\"\nmark-read-after = 9\ncolor = \"16\"\nmarks = \"ascii\"\n";
        let settings = Settings {
            page_size: Some(cards(25)),
            density: Some(Density::OneLine),
            mouse: Some(false),
            mark_read: Some(MarkRead::Never),
            mark_read_after: Some(ReadAfter(Some(Duration::from_secs(9)))),
            color: Some(ColorChoice::Sixteen),
            marks: Some(MarkChoice::Ascii),
            links: None,
            views: None,
        };
        assert_eq!(Settings::parse(text), Ok(settings));
        assert_eq!(Settings::parse(""), Ok(Settings::default()));
        assert_eq!(
            Settings::parse("page-size = \"fit\"").map(|s| s.options().page_size),
            Ok(app::PageSize::Fit)
        );
    }

    #[test]
    fn a_mistake_is_shown_with_its_line() {
        for (text, parts) in [
            ("mouse = true\npagesize = 3\n", ["line 2", "page-size"]),
            ("page-size = 0\n", ["line 1", "1 to 65535"]),
            ("density = \"dense\"\n", ["line 1", "comfortable"]),
            ("color = \"\u{1b}[31mred\"", ["line 1", "col"]),
        ] {
            let message = Settings::parse(text).expect_err(text);
            for part in parts {
                assert!(message.contains(part), "{message}");
            }
            assert!(!message.contains('\u{1b}'));
        }
    }

    #[test]
    fn the_stronger_settings_win() {
        let line = Settings {
            density: Some(Density::Compact),
            ..Settings::default()
        };
        let file = Settings {
            density: Some(Density::OneLine),
            page_size: Some(cards(3)),
            ..Settings::default()
        };
        let both = line.over(file);
        assert_eq!(both.density, Some(Density::Compact));
        assert_eq!(both.page_size, Some(cards(3)));
        assert!(both.options().mouse);
    }

    #[test]
    fn page_sizes_are_numbers_or_fit() {
        assert_eq!("10".parse(), Ok(cards(10)));
        for text in ["0", "-1", "65536", "ten", "Fit", ""] {
            assert_eq!(text.parse::<PageSize>(), Err(PageSizeError), "{text}");
        }
    }
}
