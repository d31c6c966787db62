//! From the names on the command line to what is loaded.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::command_names;
use crate::ingest::{self, FoundLinks, Input, InputError, LinkSources, Loaded};
use crate::search::nearest;
use crate::text::CleanString;

/// Most entries of a directory that a mistyped name is compared with.
const ENTRIES_MAX: usize = 10_000;

/// What was wrong with the way the program was called.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UsageError {
    /// Standard input can be read only once.
    #[error("'-' is standard input and can be read only once; name it once")]
    StdinTwice,
    /// A name without a character, as an unset variable in quotes gives it.
    #[error("'' is not a file name; name a saved listing page, or none for the built-in one")]
    EmptyName,
    /// A query that cannot be understood.
    #[error("could not read the query: {message}\n\n{marked}")]
    Query {
        /// What was expected.
        message: String,
        /// The place.
        marked: String,
    },
}

/// Whether a name may have been meant as a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commands {
    /// It may: no command was given.
    Possible,
    /// It may not: it stands behind one.
    Given,
}

/// The inputs of a command, and those of them that do not exist.
#[derive(Debug)]
pub struct Inputs {
    inputs: Vec<Input>,
    missing: Vec<InputError>,
}

impl Inputs {
    /// The inputs that `files` name: the embedded listing if there are none, standard
    /// input for `-`. A name that does not exist is compared with what does, and with
    /// the commands where a command may stand.
    ///
    /// # Errors
    /// - [`UsageError::StdinTwice`]: `-` stands there more than once;
    /// - [`UsageError::EmptyName`]: a name has no character.
    pub fn of(files: &[PathBuf], commands: Commands) -> Result<Self, UsageError> {
        if files.is_empty() {
            return Ok(Self {
                inputs: vec![Input::Seed],
                missing: Vec::new(),
            });
        }
        let is_stdin = |file: &&PathBuf| file.as_os_str() == "-";
        if files.iter().filter(is_stdin).count() > 1 {
            return Err(UsageError::StdinTwice);
        }
        if files.iter().any(|file| file.as_os_str().is_empty()) {
            return Err(UsageError::EmptyName);
        }
        let missing = files
            .iter()
            .filter(|file| !is_stdin(file))
            // Only what surely does not exist: the loader says more of the rest.
            .filter(|file| matches!(file.try_exists(), Ok(false)))
            .map(|file| missing(file, commands))
            .collect();
        let inputs = files.iter().map(|file| {
            if is_stdin(&file) {
                Input::Stdin
            } else {
                Input::Path(file.clone())
            }
        });
        Ok(Self {
            inputs: inputs.collect(),
            missing,
        })
    }

    /// What does not exist, each with a suggestion.
    #[must_use]
    pub fn missing(&self) -> &[InputError] {
        &self.missing
    }

    /// The inputs, for who loads them on their own.
    #[must_use]
    pub fn into_inputs(self) -> Vec<Input> {
        self.inputs
    }

    /// Finds the link lists that belong to what was loaded.
    #[must_use]
    pub fn links(&self, loaded: &Loaded, sources: &LinkSources) -> FoundLinks {
        ingest::find_links(&self.inputs, loaded, sources)
    }

    /// Loads all inputs; the report tells of what does not exist in our words.
    #[must_use]
    pub fn load(&self) -> Loaded {
        let mut loaded = ingest::load(&self.inputs, &mut |_| ControlFlow::Continue(()));
        for file in &mut loaded.report.files {
            let path = &file.path;
            let ours = self.missing.iter().find(
                |error| matches!(error, InputError::Unreadable { path: named, .. } if named == path),
            );
            if let (Some(_), Some(ours)) = (&file.error, ours) {
                file.error = Some(ours.clone());
            }
        }
        loaded
    }
}

fn missing(file: &Path, commands: Commands) -> InputError {
    let name = file.to_string_lossy();
    let commands = match commands {
        Commands::Possible => command_names(),
        Commands::Given => Vec::new(),
    };
    let advice = if commands.iter().any(|command| *command == name) {
        format!("'{name}' is a command: write it first, its options after it")
    } else {
        suggestion(file, &commands).unwrap_or_else(|| {
            "name a saved listing page, a directory of them, or '-' for standard input".to_owned()
        })
    };
    InputError::Unreadable {
        path: CleanString::new(&name),
        message: "there is no such file".to_owned(),
        advice: CleanString::new(&advice).to_string(),
    }
}

/// A question that names what was probably meant: a file beside it, else a command.
fn suggestion(file: &Path, commands: &[String]) -> Option<String> {
    let parent = file.parent()?;
    let is_bare = parent.as_os_str().is_empty();
    let directory = if is_bare { Path::new(".") } else { parent };
    let typed = file.file_name()?.to_string_lossy();
    let entries: Vec<String> = std::fs::read_dir(directory)
        .into_iter()
        .flatten()
        .take(ENTRIES_MAX)
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    if let Some(entry) = nearest(&typed, entries.iter().map(String::as_str)) {
        let meant = parent.join(entry);
        return Some(format!("did you mean '{}'?", meant.display()));
    }
    if !is_bare {
        let exists = matches!(parent.try_exists(), Ok(true));
        return (!exists).then(|| format!("there is no directory '{}'", parent.display()));
    }
    let command = nearest(&typed, commands.iter().map(String::as_str))?;
    Some(format!("did you mean the command '{command}'?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(file: &Path) -> String {
        let inputs = Inputs::of(&[file.to_owned()], Commands::Possible).expect("valid inputs");
        inputs.missing()[0].to_string()
    }

    #[test]
    fn a_name_that_does_not_exist_is_met_with_one_that_does() {
        let directory = tempfile::tempdir().expect("a directory");
        std::fs::write(directory.path().join("page-6.txt"), "x").expect("a file");
        let said = message(&directory.path().join("page6.txt"));
        assert!(said.contains("did you mean '"), "{said}");
        assert!(said.ends_with("page-6.txt'?"), "{said}");
        let said = message(&directory.path().join("nowhere/page-6.txt"));
        assert!(said.contains("there is no directory '"), "{said}");
        assert!(message(Path::new("chekc")).ends_with("did you mean the command 'check'?"));
        assert!(message(Path::new("list")).contains("'list' is a command"));
        assert!(message(Path::new("\u{1b}[31mqqqq")).starts_with("could not read 'qqqq'"));
    }

    #[test]
    fn standard_input_is_read_once() {
        let dash = PathBuf::from("-");
        let inputs =
            Inputs::of(std::slice::from_ref(&dash), Commands::Given).expect("valid inputs");
        assert_eq!(inputs.into_inputs(), [Input::Stdin]);
        let twice = Inputs::of(&[dash.clone(), dash], Commands::Given);
        assert_eq!(twice.err(), Some(UsageError::StdinTwice));
        let none = Inputs::of(&[], Commands::Possible).expect("valid inputs");
        assert_eq!(none.into_inputs(), [Input::Seed]);
    }
}
