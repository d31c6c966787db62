//! The table `[views]` of the config: queries under names.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;
use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

use super::Settings;
use crate::search::query::Views;
use crate::text::{CleanString, blank_controls, spelling_key};

/// Saved queries, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "BTreeMap<String, Spanned<toml::Value>>")]
pub struct ViewChoices {
    pub(super) views: Arc<Views>,
    pub(super) problems: Vec<ViewProblem>,
    /// The byte of the file at which each stands.
    places: Vec<usize>,
    /// What is not even a text, and where.
    no_texts: Vec<(usize, CleanString)>,
}

/// What becomes of a config in which a view is to be saved.
#[derive(Debug)]
pub enum ViewChange {
    /// The text with the view, and what it says.
    Made(String, Settings),
    /// What it says as it is: another query stands under the name than the person saw.
    Meanwhile(Settings),
}

/// Why a saved query cannot be used.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("the view '{name}' in line {line} of the config cannot be used: {problem}")]
pub struct ViewProblem {
    /// Its name.
    pub name: CleanString,
    /// The line of the file that it stands in, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

impl From<BTreeMap<String, Spanned<toml::Value>>> for ViewChoices {
    fn from(table: BTreeMap<String, Spanned<toml::Value>>) -> Self {
        let mut entries: Vec<(usize, CleanString, toml::Value)> = table
            .into_iter()
            .map(|(name, value)| (value.span().start, CleanString::new(&name), value))
            .map(|(at, name, value)| (at, name, value.into_inner()))
            .collect();
        entries.sort_unstable_by_key(|(at, ..)| *at);
        let mut choices = Self::default();
        let mut saved = Vec::new();
        for (at, name, value) in entries {
            if let toml::Value::String(query) = value {
                let query = CleanString::new(&blank_controls(&query));
                choices.places.push(at);
                saved.push((name, query.to_string()));
            } else {
                choices.no_texts.push((at, name));
            }
        }
        choices.views = Arc::new(Views::new(saved));
        choices
    }
}

impl ViewChoices {
    /// Finds the lines of what is wrong in the file's text. O(text).
    pub(super) fn locate(&mut self, text: &str) {
        let broken = self.views.problems().map(|(at, name, problem)| {
            let place = self.places.get(at).copied().unwrap_or_default();
            (place, name, problem)
        });
        let no_texts = self.no_texts.iter();
        let no_texts = no_texts.map(|(at, name)| (*at, name, "it is no text in quotes"));
        let mut all: Vec<(usize, &CleanString, &str)> = broken.chain(no_texts).collect();
        all.sort_unstable_by_key(|(at, ..)| *at);
        let (mut line, mut seen) = (1, 0);
        let problem = |(place, name, problem): (usize, &CleanString, &str)| {
            let between = text.get(seen..place).unwrap_or_default();
            line += between.matches('\n').count();
            seen = place;
            ViewProblem {
                name: name.clone(),
                line,
                problem: problem.to_owned(),
            }
        };
        self.problems = all.into_iter().map(problem).collect();
    }
}

impl Settings {
    /// The text of a config with one view more, or with another query for one that is
    /// there and asks for `instead`. All else stays as it is, comments too.
    ///
    /// # Errors
    /// Why the text cannot be changed so, in one line.
    pub fn with_view(
        text: &str,
        (name, query): (&str, &str),
        instead: Option<&str>,
    ) -> Result<ViewChange, String> {
        let broken = |error: String| {
            let reason = error.lines().last().unwrap_or_default().to_owned();
            format!("config.toml cannot be understood, correct it first: {reason}")
        };
        let before = Self::parse(text).map_err(broken)?;
        if before.views().saved_as(name).map(|(_, text)| text) != instead {
            return Ok(ViewChange::Meanwhile(before));
        }
        let document: Result<DocumentMut, _> = text.parse();
        let mut document = document.map_err(|error| broken(error.message().to_owned()))?;
        let table = document
            .entry("views")
            .or_insert_with(|| Item::Table(Table::new()))
            .as_table_like_mut()
            .ok_or("'views' in config.toml is no table")?;
        set(table, name, query);
        let changed = document.to_string();
        let settings = Self::parse(&changed).map_err(broken)?;
        Ok(ViewChange::Made(changed, settings))
    }
}

/// Sets a view; one whose name is spelled so keeps its place, its name and its comments.
fn set(table: &mut dyn TableLike, name: &str, query: &str) {
    let spelled = spelling_key(name);
    let mut keys = table.iter().map(|(key, _)| key.to_owned());
    let known = keys.find(|key| spelling_key(key) == spelled);
    drop(keys);
    let value = Value::from(query);
    match known.and_then(|key| table.get_mut(&key)?.as_value_mut()) {
        Some(old) => {
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
        }
        None => {
            table.insert(name, Item::Value(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_added_and_replaced_without_touching_what_a_person_wrote() {
        let text = "# mine\nmouse = false # no\n\n[views] # saved\n# short ones\n\"to read\" = 'is:unread' # later\n\n\
                    [links]\nsite = \"x.org\"\n";
        let made = |text: &str, view, instead| match Settings::with_view(text, view, instead) {
            Ok(ViewChange::Made(text, settings)) => (text, settings),
            other => unreachable!("{other:?}"),
        };
        let (added, settings) = made(text, ("new", "tag:\"a b\" 'c"), None);
        let line = "new = \"\"\"tag:\"a b\" 'c\"\"\"\n";
        assert!(added.contains(line), "{added}");
        assert_eq!(added.replace(line, ""), text);
        let query = settings.views().parse("view:new").expect("a view");
        assert_eq!(query.to_string(), "view:new");
        let (replaced, _) = made(text, ("To-Read", "saga"), Some("is:unread"));
        assert_eq!(replaced, text.replace("'is:unread'", "\"saga\""));
        for instead in [None, Some("is:read")] {
            let other = Settings::with_view(text, ("to read", "saga"), instead);
            assert!(matches!(other, Ok(ViewChange::Meanwhile(_))), "{other:?}");
        }
        let (first, _) = made("mouse = true\n", ("a b", "saga"), None);
        assert_eq!(first, "mouse = true\n\n[views]\n\"a b\" = \"saga\"\n");
        for broken in ["mouse = 3\n", "[views\n", "views = 3\n"] {
            let error = Settings::with_view(broken, ("a", "saga"), None).expect_err(broken);
            assert!(
                error.starts_with("config.toml cannot be understood"),
                "{error}"
            );
        }
    }

    #[test]
    fn what_is_no_text_is_told_with_its_line_and_the_rest_works() {
        let text = "[views]\nok = 'ddd'\nbad = 3\nworse = ['x']\nloop = 'view:loop'\n";
        let settings = Settings::parse(text).expect("a config");
        let problems: Vec<(&str, usize)> = settings
            .view_problems()
            .iter()
            .map(|problem| (problem.name.as_str(), problem.line))
            .collect();
        assert_eq!(problems, [("bad", 3), ("worse", 4), ("loop", 5)]);
        assert!(settings.views().parse("view:ok").is_ok());
    }

    #[test]
    fn views_are_queries_in_the_order_of_the_file() {
        let text = "mouse = true\n\n[views]\nshort = \"\"\"min:<8\n\tsort:-likes\"\"\"\n\
                    \"to read\" = 'is:unread !view:Short'\nalso = \"view:to-read\"\n";
        let settings = Settings::parse(text).expect("a config");
        assert_eq!(settings.view_problems(), []);
        let views = settings.views();
        let names: Vec<&str> = views.usable().map(|v| v.view().name().as_str()).collect();
        assert_eq!(names, ["short", "to read", "also"]);
        let query = views.parse("view:ALSO").expect("a query");
        assert_eq!(query.to_string(), "view:also");
    }

    #[test]
    fn what_is_wrong_with_a_view_is_told_with_its_line_and_breaks_nothing_else() {
        let text = "[views]\ngood = \"saga\"\nbad = \"tga:x\"\n\na = \"view:b\"\nb = \"(view:a)\"\n\
                    uses = \"saga view:bad\"\nnone = \"view:nothing\"\nGOOD = \"x\"\nempty = \" \"\n\
                    'esc\u{9b}' = \"(\"\nself = \"!view:self\"\nlast = \"view:a | b\"\n";
        let settings = Settings::parse(text).expect("a config");
        let names: Vec<String> = settings
            .views()
            .usable()
            .map(|view| view.view().name().to_string())
            .collect();
        assert_eq!(names, ["good"]);
        for (at, (name, line, part)) in [
            ("bad", 3, "no field 'tga'"),
            ("a", 5, "leads back to itself"),
            ("b", 6, "leads back"),
            ("uses", 7, "the view 'bad' cannot be used: no field 'tga'"),
            ("none", 8, "no view 'nothing'"),
            ("GOOD", 9, "name of 'good' too"),
            ("empty", 10, "no query"),
            ("esc", 11, "')'"),
            ("self", 12, "leads back to itself"),
            ("last", 13, "leads back to itself, or to a view that does"),
        ]
        .into_iter()
        .enumerate()
        {
            let problem = &settings.view_problems()[at];
            assert_eq!((problem.name.as_str(), problem.line), (name, line));
            assert!(problem.problem.contains(part), "{problem}");
        }
        assert_eq!(settings.view_problems().len(), 10);
        assert!(Settings::parse("views = 3\n").is_err());
    }
}
